"""Answers: append-only, the latest of each statement standing."""

import sqlite3
from dataclasses import dataclass

from neambition.framework import Level
from neambition.store.audits import Audit
from neambition.store.memberships import Role


@dataclass(frozen=True)
class Answer:
    """One answer. `person` and `first_name` are None once they were erased; `at` UTC seconds."""

    id: int
    statement: str
    level: Level
    person: int | None
    role: Role
    at: int
    first_name: str | None


_Row = tuple[int, str, str, int | None, str, int, str | None]
_FIELDS = "SELECT a.id, a.statement, a.level, a.person, a.role, a.at, p.first_name "
_GIVEN = _FIELDS + "FROM answer a LEFT JOIN person p ON p.id = a.person WHERE a.audit = ? "
_STANDING = (
    _FIELDS + "FROM standing t JOIN answer a ON a.id = t.answer"
    " LEFT JOIN person p ON p.id = a.person WHERE t.audit = ? "
)


def _answer(row: _Row) -> Answer:
    id_, statement, level, person, role, at, first_name = row
    return Answer(id_, statement, Level(level), person, Role(role), at, first_name)


def levels(db: sqlite3.Connection, audit: int) -> dict[str, Level]:
    """What stands: statement id to level."""
    rows = db.execute(
        "SELECT t.statement, a.level FROM standing t JOIN answer a ON a.id = t.answer"
        " WHERE t.audit = ?",
        (audit,),
    )
    return {statement: Level(level) for statement, level in rows}


def standing(db: sqlite3.Connection, audit: int, statement: str) -> Answer | None:
    """The answer that stands for one statement."""
    row = db.execute(_STANDING + "AND t.statement = ?", (audit, statement)).fetchone()
    return _answer(row) if row else None


def all_standing(db: sqlite3.Connection, audit: int) -> dict[str, Answer]:
    """The answers that stand: statement id to answer."""
    return {row[1]: _answer(row) for row in db.execute(_STANDING, (audit,))}


def history(db: sqlite3.Connection, audit: int, statement: str) -> list[Answer]:
    """Every answer ever given to one statement, oldest first."""
    rows = db.execute(_GIVEN + "AND a.statement = ? ORDER BY a.at, a.id", (audit, statement))
    return [_answer(row) for row in rows]


def give(
    db: sqlite3.Connection,
    audit: Audit,
    statement: str,
    level: Level,
    person: int,
    role: Role,
    now: int,
    cause: int | None = None,
) -> None:
    """Add an answer and let it stand. `cause`: the plan's item that led to it."""
    (id_,) = db.execute(
        "INSERT INTO answer (school, audit, statement, level, person, role, cause, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (audit.school.id, audit.id, statement, level, person, role, cause, now),
    ).fetchone()
    db.execute(
        "INSERT INTO standing (audit, statement, answer) VALUES (?, ?, ?)"
        " ON CONFLICT (audit, statement) DO UPDATE SET answer = excluded.answer",
        (audit.id, statement, id_),
    )
    db.execute(
        "UPDATE audit SET last_at = ?,"
        " answered = (SELECT count(*) FROM standing WHERE audit = audit.id) WHERE id = ?",
        (now, audit.id),
    )


def begun(db: sqlite3.Connection, audit: int) -> Answer | None:
    """The first answer that anybody gave."""
    row = db.execute(_GIVEN + "ORDER BY a.id LIMIT 1", (audit,)).fetchone()
    return _answer(row) if row else None


def has_answered(db: sqlite3.Connection, audit: int, person: int) -> bool:
    """Whether this person has given any of the audit's answers."""
    row = db.execute(
        "SELECT 1 FROM answer WHERE person = ? AND audit = ? LIMIT 1", (person, audit)
    ).fetchone()
    return row is not None


def newest(db: sqlite3.Connection, audit: int) -> int:
    """The id of an audit's newest answer, 0 while there is none: rises with any activity."""
    (id_,) = db.execute(
        "SELECT coalesce(max(id), 0) FROM answer WHERE audit = ?", (audit,)
    ).fetchone()
    return int(id_)


def newest_of_school(db: sqlite3.Connection, school: int) -> int:
    """The same over all audits of a school."""
    (id_,) = db.execute(
        "SELECT coalesce(max(id), 0) FROM answer WHERE school = ?", (school,)
    ).fetchone()
    return int(id_)

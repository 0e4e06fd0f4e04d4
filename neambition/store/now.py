"""How a school stands now: each statement's latest answer, given in an audit or since."""

import sqlite3
from dataclasses import dataclass

from neambition.framework import Level
from neambition.store.memberships import Role


@dataclass(frozen=True)
class Latest:
    """The latest answer to a statement; `at` in UTC seconds.

    `audit` is the one it was given in, none for one given since; `cause` the plan's item that led
    to it. `framework` is the version of the questions that it answers. `person` and `first_name`
    are none once they were erased.
    """

    id: int
    statement: str
    level: Level
    audit: int | None
    framework: str
    cause: int | None
    person: int | None
    first_name: str | None
    role: Role
    at: int


_FIELDS = (
    "SELECT a.id, a.statement, a.level, a.audit, coalesce(a.framework, u.framework), a.cause,"
    " a.person, p.first_name, a.role, a.at"
)
_FROM = " FROM answer a LEFT JOIN audit u ON u.id = a.audit LEFT JOIN person p ON p.id = a.person "
_Row = tuple[int, str, str, int | None, str, int | None, int | None, str | None, str, int]


def _latest(row: _Row) -> Latest:
    id_, statement, level, audit, framework, cause, person, first_name, role, at = row
    return Latest(
        id_, statement, Level(level), audit, framework, cause, person, first_name, Role(role), at
    )


def latest(db: sqlite3.Connection, school: int) -> dict[str, Latest]:
    """Statement id to its latest answer; of one second the one given last."""
    rows = db.execute(
        f"SELECT * FROM ({_FIELDS}, row_number() OVER ("  # noqa: S608 ours
        f" PARTITION BY a.statement ORDER BY a.at DESC, a.id DESC) AS place{_FROM}"
        " WHERE a.school = ?) WHERE place = 1",
        (school,),
    )
    return {row[1]: _latest(row[:-1]) for row in rows}


def levels(db: sqlite3.Connection, school: int) -> dict[str, Level]:
    """The same as statement id to level."""
    return {statement: answer.level for statement, answer in latest(db, school).items()}


def before(db: sqlite3.Connection, audit: int) -> dict[str, Latest]:
    """What that audit starts from: by statement what stood in the one that it is based on, or was
    answered since; while it is open, answers go into it. Nothing for one begun from nothing."""
    rows = db.execute(
        f"SELECT * FROM ({_FIELDS}, row_number() OVER ("  # noqa: S608 ours
        f" PARTITION BY a.statement ORDER BY a.at DESC, a.id DESC) AS place{_FROM}"
        " JOIN audit o ON o.id = ? JOIN audit b ON b.id = o.based_on"
        " WHERE a.school = o.school AND (a.audit = b.id OR"
        " a.audit IS NULL AND a.at BETWEEN b.finished_at AND coalesce(o.finished_at, a.at)))"
        " WHERE place = 1",
        (audit,),
    )
    return {row[1]: _latest(row[:-1]) for row in rows}


def causes(db: sqlite3.Connection, school: int, at: int) -> dict[str, list[int]]:
    """By statement, the plan's items that led to an answer from that moment on, in that order."""
    rows = db.execute(
        "SELECT statement, cause FROM answer WHERE school = ? AND cause IS NOT NULL AND at >= ?"
        " GROUP BY statement, cause ORDER BY min(id)",
        (school, at),
    )
    found: dict[str, list[int]] = {}
    for statement, cause in rows:
        found.setdefault(statement, []).append(cause)
    return found


def every(db: sqlite3.Connection, school: int) -> list[Latest]:
    """Every answer that the school ever gave, the oldest first."""
    rows = db.execute(f"{_FIELDS}{_FROM}WHERE a.school = ? ORDER BY a.at, a.id", (school,))
    return [_latest(row) for row in rows]


def give(
    db: sqlite3.Connection,
    school: int,
    framework: str,
    statement: str,
    level: Level,
    person: int,
    role: Role,
    cause: int | None,
    now: int,
) -> None:
    """Add an answer that belongs to no audit."""
    db.execute(
        "INSERT INTO answer (school, framework, statement, level, person, role, cause, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (school, framework, statement, level, person, role, cause, now),
    )

"""Second views: a colleague sees a statement differently, beside the answer that stands.

A view never counts: scores know only what stands. It is open until it is settled, withdrawn, or
what stands says the same.
"""

import sqlite3
from dataclasses import dataclass

from neambition.framework import Level
from neambition.store.memberships import Role


@dataclass(frozen=True)
class View:
    """One person's view of a statement; `at` in UTC seconds."""

    statement: str
    level: Level
    person: int
    first_name: str
    role: Role
    at: int


_OPEN = (
    "SELECT v.statement, v.level, v.person, p.first_name, v.role, v.at FROM second_view v"
    " JOIN person p ON p.id = v.person"
    " JOIN standing t ON t.audit = v.audit AND t.statement = v.statement"
    " JOIN answer a ON a.id = t.answer"
    " WHERE v.audit = ? AND v.settled_at IS NULL AND v.level <> a.level "
)


def _view(row: tuple[str, str, int, str, str, int]) -> View:
    statement, level, person, first_name, role, at = row
    return View(statement, Level(level), person, first_name, Role(role), at)


def unsettled(db: sqlite3.Connection, audit: int) -> dict[str, list[View]]:
    """The open views of an audit, by statement, the first to say so first."""
    found: dict[str, list[View]] = {}
    for row in db.execute(_OPEN + "ORDER BY v.statement, v.id", (audit,)):
        found.setdefault(row[0], []).append(_view(row))
    return found


def beside(db: sqlite3.Connection, audit: int, statement: str) -> list[View]:
    """The open views of one statement."""
    rows = db.execute(_OPEN + "AND v.statement = ? ORDER BY v.id", (audit, statement))
    return [_view(row) for row in rows]


def see(
    db: sqlite3.Connection,
    audit: int,
    statement: str,
    level: Level,
    person: int,
    role: Role,
    now: int,
) -> None:
    """Keep this person's view, in place of the one they had."""
    db.execute(
        "INSERT INTO second_view (audit, statement, level, person, role, at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (audit, statement, person) DO UPDATE SET"
        " level = excluded.level, role = excluded.role, at = excluded.at,"
        " settled_at = NULL, settled_by = NULL",
        (audit, statement, level, person, role, now),
    )


def withdraw(db: sqlite3.Connection, audit: int, statement: str, person: int) -> None:
    """They see it as it stands."""
    db.execute(
        "DELETE FROM second_view WHERE audit = ? AND statement = ? AND person = ?",
        (audit, statement, person),
    )


def settle(db: sqlite3.Connection, audit: int, statement: str, by: int, now: int) -> None:
    """Every open view of the statement is settled, whichever was taken."""
    db.execute(
        "UPDATE second_view SET settled_at = ?, settled_by = ?"
        " WHERE audit = ? AND statement = ? AND settled_at IS NULL",
        (now, by, audit, statement),
    )


def settled_by(db: sqlite3.Connection, audit: int, statement: str) -> str | None:
    """The first name of who settled the statement last."""
    row = db.execute(
        "SELECT p.first_name FROM second_view v JOIN person p ON p.id = v.settled_by"
        " WHERE v.audit = ? AND v.statement = ? ORDER BY v.settled_at DESC, v.id DESC LIMIT 1",
        (audit, statement),
    ).fetchone()
    return str(row[0]) if row else None

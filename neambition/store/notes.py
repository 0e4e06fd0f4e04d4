"""Notes: words a person kept beside a statement."""

import sqlite3
from dataclasses import dataclass

from neambition.store.memberships import Role


@dataclass(frozen=True)
class Note:
    """`at` in UTC seconds."""

    id: int
    audit: int
    statement: str
    person: int
    role: Role
    text: str
    at: int


def _note(row: tuple[int, int, str, int, str, str, int]) -> Note:
    id_, audit, statement, person, role, text, at = row
    return Note(id_, audit, statement, person, Role(role), text, at)


_NOTE = "SELECT id, audit, statement, person, role, text, at FROM note "


def add(
    db: sqlite3.Connection,
    audit: int,
    statement: str,
    person: int,
    role: Role,
    text: str,
    now: int,
) -> None:
    db.execute(
        "INSERT INTO note (audit, statement, person, role, text, at) VALUES (?, ?, ?, ?, ?, ?)",
        (audit, statement, person, role, text, now),
    )


def note(db: sqlite3.Connection, id_: int) -> Note | None:
    row = db.execute(_NOTE + "WHERE id = ?", (id_,)).fetchone()
    return _note(row) if row else None


def on(db: sqlite3.Connection, audit: int, statement: str) -> list[Note]:
    """The notes on one statement, oldest first."""
    rows = db.execute(_NOTE + "WHERE audit = ? AND statement = ? ORDER BY id", (audit, statement))
    return [_note(row) for row in rows]


def counts(db: sqlite3.Connection, audit: int) -> dict[str, int]:
    """How many notes each statement of an audit has, where it has any."""
    rows = db.execute(
        "SELECT statement, count(*) FROM note WHERE audit = ? GROUP BY statement", (audit,)
    )
    return dict(rows.fetchall())


def delete(db: sqlite3.Connection, id_: int) -> None:
    """For good: no other row holds a note's words, and freed pages are overwritten."""
    db.execute("DELETE FROM note WHERE id = ?", (id_,))

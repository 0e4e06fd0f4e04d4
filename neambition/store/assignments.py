"""Assignments: some statements of one audit, handed to one person by a link, and nothing else."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from neambition.store.invitations import Invitation
from neambition.store.memberships import Role

MENDED_FOR = 86400
"""Seconds for which what was answered last can still be put right by who answered."""


@dataclass(frozen=True)
class Assignment:
    """Times in UTC seconds. No `benchmark`: what the head knows best. No `role`: not said yet.

    `here` is whether its audit is still open in a school that was not merged away.
    """

    id: int
    audit: int
    benchmark: int | None
    handed_by: int | None
    person: int
    first_name: str
    role: Role | None
    since: int
    done_at: int | None
    ended_at: int | None
    here: bool

    def opens(self, now: int) -> bool:
        """Whether its statements are open to that person now."""
        mended = self.done_at is None or self.done_at > now - MENDED_FOR
        return self.here and self.ended_at is None and mended


_ASSIGNMENT = (
    "SELECT g.id, g.audit, g.benchmark, g.handed_by, g.person, p.first_name, g.role, g.since,"
    " g.done_at, g.ended_at, a.finished_at IS NULL AND s.merged_into IS NULL FROM assignment g"
    " JOIN person p ON p.id = g.person JOIN audit a ON a.id = g.audit"
    " JOIN school s ON s.id = a.school "
)


def _assignment(row: tuple[Any, ...]) -> Assignment:
    id_, audit, benchmark, by, person, first_name, role, since, done_at, ended_at, here = row
    said = Role(role) if role else None
    return Assignment(
        id_,
        audit,
        benchmark,
        by,
        person,
        first_name,
        said,
        since,
        done_at,
        ended_at,
        bool(here),
    )


def hand(
    db: sqlite3.Connection, by: Invitation, person: int, role: Role | None, now: int
) -> Assignment:
    """What the link hands over is theirs; the same link again is the same assignment."""
    db.execute(
        "INSERT INTO assignment (invitation, audit, benchmark, handed_by, person, role, since)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (invitation, person) DO NOTHING",
        (by.id, by.audit, by.benchmark, by.made_by, person, role, now),
    )
    row = db.execute(
        _ASSIGNMENT + "WHERE g.invitation = ? AND g.person = ?", (by.id, person)
    ).fetchone()
    return _assignment(row)


def assignment(db: sqlite3.Connection, id_: int) -> Assignment | None:
    row = db.execute(_ASSIGNMENT + "WHERE g.id = ?", (id_,)).fetchone()
    return _assignment(row) if row else None


def person_of(db: sqlite3.Connection, id_: int) -> int | None:
    """Whose it is."""
    row = db.execute("SELECT person FROM assignment WHERE id = ?", (id_,)).fetchone()
    return int(row[0]) if row else None


def school_of(db: sqlite3.Connection, id_: int) -> int | None:
    """The school whose audit it is of."""
    row = db.execute(
        "SELECT a.school FROM assignment g JOIN audit a ON a.id = g.audit WHERE g.id = ?", (id_,)
    ).fetchone()
    return int(row[0]) if row else None


def of_person(db: sqlite3.Connection, person: int) -> list[Assignment]:
    """What was handed to somebody, the newest first."""
    rows = db.execute(_ASSIGNMENT + "WHERE g.person = ? ORDER BY g.id DESC", (person,))
    return [_assignment(row) for row in rows]


def in_audit(db: sqlite3.Connection, audit: int) -> list[Assignment]:
    """What of an audit is with somebody and not done, the newest first."""
    rows = db.execute(
        _ASSIGNMENT + "WHERE g.audit = ? AND g.done_at IS NULL AND g.ended_at IS NULL"
        " ORDER BY g.id DESC",
        (audit,),
    )
    return [_assignment(row) for row in rows]


def take_role(db: sqlite3.Connection, id_: int, role: Role) -> None:
    """They have said what they are at the school."""
    db.execute("UPDATE assignment SET role = ? WHERE id = ?", (role, id_))


def done(db: sqlite3.Connection, id_: int, now: int) -> None:
    """They have answered; only the first time counts."""
    db.execute("UPDATE assignment SET done_at = ? WHERE id = ? AND done_at IS NULL", (now, id_))


def take_back(db: sqlite3.Connection, id_: int, now: int) -> None:
    db.execute("UPDATE assignment SET ended_at = ? WHERE id = ? AND ended_at IS NULL", (now, id_))

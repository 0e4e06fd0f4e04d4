"""Schools that people registered by name: a facilitator is to say whether they are right."""

import sqlite3
from dataclasses import dataclass

from neambition.store.memberships import Role
from neambition.store.schools import School

_OPEN = "s.urn IS NULL AND s.confirmed_at IS NULL AND s.merged_into IS NULL AND s.closed = 0"
_THEIRS = (
    "(NOT EXISTS (SELECT 1 FROM cohort_school WHERE school = s.id)"
    " OR EXISTS (SELECT 1 FROM cohort_school c JOIN cohort_facilitator f ON f.cohort = c.cohort"
    " WHERE c.school = s.id AND f.person = :person))"
)


@dataclass(frozen=True)
class Unconfirmed:
    """A school to be confirmed. `role`: what its first person is there, none if nobody is known any
    more; `answered` statements of its newest audit; `since` UTC seconds."""

    school: School
    role: Role | None
    answered: int
    since: int


_SELECT = (
    "SELECT s.id, s.name, s.town, s.since,"
    " (SELECT role FROM membership WHERE school = s.id AND state IN ('member', 'left')"
    " ORDER BY id LIMIT 1),"
    " coalesce((SELECT answered FROM audit WHERE school = s.id ORDER BY id DESC LIMIT 1), 0)"
    " FROM school s WHERE "
)


def _unconfirmed(row: tuple[int, str, str, int, str | None, int]) -> Unconfirmed:
    id_, name, town, since, role, answered = row
    return Unconfirmed(School(id_, name, town), Role(role) if role else None, answered, since)


def waiting(db: sqlite3.Connection, person: int) -> list[Unconfirmed]:
    """Those that this facilitator may settle, in no cohort or in theirs; the oldest first."""
    rows = db.execute(f"{_SELECT}{_OPEN} AND {_THEIRS} ORDER BY s.id", {"person": person})
    return [_unconfirmed(row) for row in rows]


def unconfirmed(db: sqlite3.Connection, school: int) -> Unconfirmed | None:
    """That school, while it is to be confirmed."""
    row = db.execute(f"{_SELECT}{_OPEN} AND s.id = ?", (school,)).fetchone()
    return _unconfirmed(row) if row else None


def open_to(db: sqlite3.Connection, person: int, school: int) -> bool:
    """Whether it is to be confirmed and in no cohort, or in one of this person's."""
    row = db.execute(
        f"SELECT 1 FROM school s WHERE s.id = :school AND {_OPEN} AND {_THEIRS}",  # noqa: S608
        {"school": school, "person": person},
    ).fetchone()
    return row is not None


def confirm(db: sqlite3.Connection, school: int, now: int) -> None:
    """It is right as it is."""
    db.execute("UPDATE school SET confirmed_at = ? WHERE id = ?", (now, school))

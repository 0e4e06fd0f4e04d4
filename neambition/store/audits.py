"""Audits: one open a school at most, frozen when finished."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from neambition.store.memberships import Role, answers_as
from neambition.store.schools import School


@dataclass(frozen=True)
class Audit:
    """An audit as one person sees it; times in UTC seconds.

    `role` is what they are at its school, none for whoever does not belong to it; `leads` whether
    they lead there. `last_at` is when anybody last answered. `based_on` is the finished audit that
    it starts from, none for one begun from nothing.
    """

    id: int
    school: School
    framework: str
    quick_first: bool
    started_at: int
    finished_at: int | None
    last_at: int | None
    role: Role | None
    leads: bool
    based_on: int | None

    @property
    def finished(self) -> bool:
        return self.finished_at is not None

    @property
    def answers(self) -> bool:
        """Whether this person answers in it, or reads only."""
        return self.role is not None and answers_as(self.role, self.leads)

    @property
    def decides(self) -> bool:
        """Whether this person settles what colleagues see differently: a lead or the head."""
        return self.leads or self.role is Role.HEAD


_AUDIT = (
    "SELECT a.id, s.id, s.name, s.town, a.framework, a.quick_first, a.started_at, a.finished_at,"
    " a.last_at, m.role, coalesce(m.leads, 0), a.based_on"
    " FROM audit a JOIN school s ON s.id = a.school"
    " LEFT JOIN membership m ON m.school = s.id AND m.person = ? AND m.state = 'member' "
)


def _audit(row: tuple[Any, ...]) -> Audit:
    id_, school, name, town, framework, quick, started_at, finished_at, last_at, *theirs = row
    role, leads, based_on = theirs
    return Audit(
        id_,
        School(school, name, town),
        framework,
        bool(quick),
        started_at,
        finished_at,
        last_at,
        Role(role) if role else None,
        bool(leads),
        based_on,
    )


def audit(db: sqlite3.Connection, id_: int, person: int) -> Audit | None:
    """That audit as this person sees it."""
    row = db.execute(_AUDIT + "WHERE a.id = ?", (person, id_)).fetchone()
    return _audit(row) if row else None


def school_of(db: sqlite3.Connection, id_: int) -> int | None:
    """The school whose audit it is, or was before a merge put it into another."""
    row = db.execute(
        "SELECT school FROM audit WHERE id = :id UNION ALL SELECT a.school FROM merged_audit m"
        " JOIN audit a ON a.id = m.merged_into WHERE m.id = :id",
        {"id": id_},
    ).fetchone()
    return int(row[0]) if row else None


def newest(db: sqlite3.Connection, school: int, person: int) -> list[Audit]:
    """The school's open audit and its last finished one, or its last two finished ones."""
    rows = db.execute(
        _AUDIT + "WHERE s.id = ?"
        " ORDER BY a.finished_at IS NOT NULL, a.finished_at DESC, a.id DESC LIMIT 2",
        (person, school),
    )
    return [_audit(row) for row in rows]


def latest(db: sqlite3.Connection, school: int, person: int) -> Audit | None:
    """The school's open audit, else its last finished one."""
    return next(iter(newest(db, school, person)), None)


def finished(db: sqlite3.Connection, school: int, person: int) -> list[Audit]:
    """The school's finished audits, the first of them first."""
    rows = db.execute(
        _AUDIT + "WHERE s.id = ? AND a.finished_at IS NOT NULL ORDER BY a.finished_at, a.id",
        (person, school),
    )
    return [_audit(row) for row in rows]


def start(
    db: sqlite3.Connection,
    school: int,
    framework: str,
    quick_first: bool,
    now: int,
    based_on: int | None = None,
) -> int:
    """Open an audit; returns its id."""
    (id_,) = db.execute(
        "INSERT INTO audit (school, framework, quick_first, started_at, based_on)"
        " VALUES (?, ?, ?, ?, ?) RETURNING id",
        (school, framework, quick_first, now, based_on),
    ).fetchone()
    return int(id_)


def choose_order(db: sqlite3.Connection, id_: int, quick_first: bool) -> None:
    db.execute("UPDATE audit SET quick_first = ? WHERE id = ?", (quick_first, id_))


def finish(db: sqlite3.Connection, id_: int, now: int, by: int | None = None) -> bool:
    """Freeze it; a second time changes nothing. Returns whether it was open until now."""
    changed = db.execute(
        "UPDATE audit SET finished_at = ?, finished_by = ? WHERE id = ? AND finished_at IS NULL",
        (now, by, id_),
    )
    return changed.rowcount > 0


@dataclass(frozen=True)
class Ending:
    """Who finished an audit, and when its head signed it off, UTC seconds.

    `first_name` and `role` are none where that is not known, or no longer.
    """

    first_name: str | None
    role: Role | None
    signed_at: int | None


def ending(db: sqlite3.Connection, id_: int) -> Ending:
    """How that audit ended, or that it has not."""
    row = db.execute(
        "SELECT p.first_name, m.role, o.at FROM audit a"
        " LEFT JOIN person p ON p.id = a.finished_by"
        " LEFT JOIN membership m ON m.person = a.finished_by AND m.school = a.school"
        " LEFT JOIN sign_off o ON o.audit = a.id WHERE a.id = ?",
        (id_,),
    ).fetchone()
    first_name, role, signed_at = row
    return Ending(first_name, Role(role) if role else None, signed_at)


def sign_off(db: sqlite3.Connection, id_: int, person: int, now: int) -> None:
    """The head stands behind it; once."""
    db.execute(
        "INSERT INTO sign_off (audit, person, at) VALUES (?, ?, ?) ON CONFLICT (audit) DO NOTHING",
        (id_, person, now),
    )

"""Audits: one open a school at most, frozen when finished."""

import sqlite3
from dataclasses import dataclass

from neambition.store.schools import Role, School


@dataclass(frozen=True)
class Audit:
    """An audit as one member of its school sees it. `role` is theirs; `finished_at` UTC seconds."""

    id: int
    school: School
    framework: str
    quick_first: bool
    started_at: int
    finished_at: int | None
    role: Role

    @property
    def finished(self) -> bool:
        return self.finished_at is not None


_AUDIT = (
    "SELECT a.id, s.id, s.name, a.framework, a.quick_first, a.started_at, a.finished_at, m.role"
    " FROM audit a JOIN school s ON s.id = a.school"
    " JOIN membership m ON m.school = s.id AND m.person = ? AND m.state = 'member' "
)


def _audit(row: tuple[int, int, str, str, int, int, int | None, str] | None) -> Audit | None:
    if row is None:
        return None
    id_, school, name, framework, quick, started_at, finished_at, role = row
    return Audit(
        id_, School(school, name), framework, bool(quick), started_at, finished_at, Role(role)
    )


def seen_by(db: sqlite3.Connection, id_: int, person: int) -> Audit | None:
    """That audit, if this person belongs to its school; None says nothing about whether it is."""
    return _audit(db.execute(_AUDIT + "WHERE a.id = ?", (person, id_)).fetchone())


def latest(db: sqlite3.Connection, school: int, person: int) -> Audit | None:
    """The school's open audit, else its last finished one."""
    return _audit(
        db.execute(
            _AUDIT + "WHERE s.id = ? ORDER BY a.id DESC LIMIT 1", (person, school)
        ).fetchone()
    )


def newest(db: sqlite3.Connection, school: int, person: int) -> list[Audit]:
    """The school's last two audits: an open one would be the first of them."""
    rows = db.execute(_AUDIT + "WHERE s.id = ? ORDER BY a.id DESC LIMIT 2", (person, school))
    return [audit for audit in map(_audit, rows.fetchall()) if audit]


def start(db: sqlite3.Connection, school: int, framework: str, quick_first: bool, now: int) -> int:
    """Open an audit; returns its id."""
    (id_,) = db.execute(
        "INSERT INTO audit (school, framework, quick_first, started_at) VALUES (?, ?, ?, ?)"
        " RETURNING id",
        (school, framework, quick_first, now),
    ).fetchone()
    return int(id_)


def choose_order(db: sqlite3.Connection, id_: int, quick_first: bool) -> None:
    db.execute("UPDATE audit SET quick_first = ? WHERE id = ?", (quick_first, id_))


def finish(db: sqlite3.Connection, id_: int, now: int) -> None:
    """Freeze it; a second time changes nothing."""
    db.execute("UPDATE audit SET finished_at = ? WHERE id = ? AND finished_at IS NULL", (now, id_))

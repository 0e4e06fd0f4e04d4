"""The days on which nobody of a cohort is written to."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from neambition.hours import Closure


@dataclass(frozen=True)
class Kept:
    """A closure and its id."""

    id: int
    days: Closure


def of(db: sqlite3.Connection, cohort: int) -> list[Kept]:
    """A cohort's closures, the earliest first."""
    rows = db.execute(
        "SELECT id, first_day, last_day FROM closure WHERE cohort = ? ORDER BY first_day, id",
        (cohort,),
    )
    return [
        Kept(id_, Closure(date.fromisoformat(first), date.fromisoformat(last)))
        for id_, first, last in rows
    ]


def days(db: sqlite3.Connection, cohort: int) -> tuple[Closure, ...]:
    """The same, without their ids."""
    return tuple(kept.days for kept in of(db, cohort))


def add(db: sqlite3.Connection, cohort: int, closure: Closure) -> None:
    db.execute(
        "INSERT INTO closure (cohort, first_day, last_day) VALUES (?, ?, ?)",
        (cohort, closure.first_day.isoformat(), closure.last_day.isoformat()),
    )


def cohort_of(db: sqlite3.Connection, id_: int) -> int | None:
    """The cohort whose closure it is."""
    row = db.execute("SELECT cohort FROM closure WHERE id = ?", (id_,)).fetchone()
    return int(row[0]) if row else None


def drop(db: sqlite3.Connection, id_: int) -> None:
    db.execute("DELETE FROM closure WHERE id = ?", (id_,))

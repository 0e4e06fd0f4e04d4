"""Days on which nobody of a cohort is written to."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from neambition.terms import Days


@dataclass(frozen=True)
class Closure:
    id: int
    days: Days


def add(db: sqlite3.Connection, cohort: int, days: Days) -> None:
    """The same days a second time change nothing."""
    first, last = days.first.isoformat(), days.last.isoformat()
    db.execute(
        "INSERT INTO closure (cohort, first_day, last_day) SELECT ?, ?, ? WHERE NOT EXISTS"
        " (SELECT 1 FROM closure WHERE cohort = ? AND first_day = ? AND last_day = ?)",
        (cohort, first, last, cohort, first, last),
    )


def of(db: sqlite3.Connection, cohort: int, since: date) -> list[Closure]:
    """Those that are not over on `since`, the earliest first."""
    rows = db.execute(
        "SELECT id, first_day, last_day FROM closure WHERE cohort = ? AND last_day >= ?"
        " ORDER BY first_day, id",
        (cohort, since.isoformat()),
    )
    return [
        Closure(id_, Days(date.fromisoformat(first), date.fromisoformat(last)))
        for id_, first, last in rows
    ]


def days(db: sqlite3.Connection, cohort: int) -> tuple[Days, ...]:
    """All the days of a cohort's closures, past ones too."""
    rows = db.execute("SELECT first_day, last_day FROM closure WHERE cohort = ?", (cohort,))
    return tuple(Days(date.fromisoformat(first), date.fromisoformat(last)) for first, last in rows)


def delete(db: sqlite3.Connection, cohort: int, id_: int) -> None:
    db.execute("DELETE FROM closure WHERE id = ? AND cohort = ?", (id_, cohort))

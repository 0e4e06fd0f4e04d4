"""How far the schools of a cohort are, many at once: from stored counters, never from answers."""

import sqlite3
from typing import NamedTuple

from neambition.progress import Progress, progress


class SchoolProgress(NamedTuple):
    """One school of a cohort.

    `people` belong to it. `answered` and `last_at` are of its open audit (0 and None without one),
    `finished_at` of its last finished one; times in UTC seconds. `shared`: its results are.
    """

    school: int
    state: Progress
    area: str
    people: int
    answered: int
    last_at: int | None
    finished_at: int | None
    shared: bool


_FACTS = (
    "SELECT c.school, c.area, p.people, p.answered, p.last_at, p.finished_at, h.results,"
    " k.stalled_after FROM cohort_school c JOIN cohort k ON k.id = c.cohort"
    " LEFT JOIN progress p ON p.school = c.school"
    " LEFT JOIN sharing h ON h.school = c.school AND h.cohort = c.cohort"
    " WHERE c.cohort = ?"
)
_Row = tuple[int, str, int | None, int | None, int | None, int | None, int | None, int]


def _school_progress(row: _Row, now: int) -> SchoolProgress:
    school, area, people, answered, last_at, finished_at, results, stalled_after = row
    people, answered = people or 0, answered or 0  # nobody has been at this school
    state = progress(people, answered, last_at, finished_at, stalled_after, now)
    return SchoolProgress(
        school, state, area, people, answered, last_at, finished_at, bool(results)
    )


def states(db: sqlite3.Connection, cohort: int, now: int) -> list[SchoolProgress]:
    """Every school of a cohort, in no order."""
    return [_school_progress(row, now) for row in db.execute(_FACTS, (cohort,))]


def of(db: sqlite3.Connection, cohort: int, school: int, now: int) -> SchoolProgress | None:
    """One school, if it is in the cohort."""
    row = db.execute(_FACTS + " AND c.school = ?", (cohort, school)).fetchone()
    return _school_progress(row, now) if row else None


def in_order(db: sqlite3.Connection, cohort: int) -> list[int]:
    """Every school of a cohort, by name."""
    rows = db.execute(
        "SELECT s.id FROM cohort_school c JOIN school s ON s.id = c.school WHERE c.cohort = ?"
        " ORDER BY s.name_key, s.id",
        (cohort,),
    )
    return [id_ for (id_,) in rows]


def searchable(db: sqlite3.Connection, cohort: int) -> dict[int, str]:
    """Every school of a cohort, by name, with what it is looked for by: name, town, postcode."""
    rows = db.execute(
        "SELECT s.id, s.name_key || ' ' || lower(s.town) || ' ' || lower(s.postcode) || ' '"
        " || lower(replace(s.postcode, ' ', '')) || ' ' || coalesce(s.urn, '')"
        " FROM cohort_school c JOIN school s ON s.id = c.school WHERE c.cohort = ?"
        " ORDER BY s.name_key, s.id",
        (cohort,),
    )
    return dict(rows.fetchall())

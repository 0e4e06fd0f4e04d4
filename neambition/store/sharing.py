"""What a school lets a cohort's facilitators see besides its progress."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True)
class Sharing:
    """One school's word to one cohort. `at`: when it was last given, None while it never was."""

    cohort: int
    name: str
    results: bool
    notes: bool
    at: int | None


def of_school(db: sqlite3.Connection, school: int) -> list[Sharing]:
    """For each cohort that a school is in, what it shares there."""
    rows = db.execute(
        "SELECT c.id, c.name, coalesce(h.results, 0), coalesce(h.notes, 0), h.at"
        " FROM cohort_school s JOIN cohort c ON c.id = s.cohort"
        " LEFT JOIN sharing h ON h.school = s.school AND h.cohort = s.cohort"
        " WHERE s.school = ? ORDER BY c.id",
        (school,),
    )
    return [Sharing(cohort, name, bool(r), bool(n), at) for cohort, name, r, n, at in rows]


def put(
    db: sqlite3.Connection,
    school: int,
    cohort: int,
    results: bool,
    notes: bool,
    person: int,
    now: int,
) -> None:
    """From now on it is so."""
    db.execute(
        "INSERT INTO sharing (school, cohort, results, notes, person, at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (school, cohort) DO UPDATE SET results = excluded.results,"
        " notes = excluded.notes, person = excluded.person, at = excluded.at",
        (school, cohort, results, notes, person, now),
    )


def count(db: sqlite3.Connection, cohort: int) -> int:
    """How many schools share their results with a cohort."""
    (schools,) = db.execute(
        "SELECT count(*) FROM sharing h JOIN cohort_school USING (cohort, school)"
        " WHERE h.cohort = ? AND h.results",
        (cohort,),
    ).fetchone()
    return int(schools)


def shares(db: sqlite3.Connection, school: int, cohort: int) -> bool:
    """Whether the school shows its results to the cohort's facilitators."""
    row = db.execute(
        "SELECT 1 FROM sharing WHERE school = ? AND cohort = ? AND results", (school, cohort)
    ).fetchone()
    return row is not None


def sees_notes(db: sqlite3.Connection, person: int, school: int) -> bool:
    """Whether this person facilitates a cohort with which the school shares its notes too."""
    row = db.execute(
        "SELECT 1 FROM cohort_school s JOIN cohort_facilitator f ON f.cohort = s.cohort"
        " JOIN sharing h ON h.school = s.school AND h.cohort = s.cohort"
        " WHERE s.school = ? AND f.person = ? AND h.results AND h.notes",
        (school, person),
    ).fetchone()
    return row is not None

"""Cohorts: which schools are looked after together, by whom, and what the schools let them see."""

import sqlite3
from dataclasses import dataclass

from neambition.store.schools import School


@dataclass(frozen=True)
class Cohort:
    """`stalled_after` in days."""

    id: int
    name: str
    stalled_after: int


_COHORT = "SELECT c.id, c.name, c.stalled_after FROM cohort c "


def add(db: sqlite3.Connection, name: str, now: int) -> Cohort:
    """The cohort of that name, made if there is none."""
    row = db.execute(
        "INSERT INTO cohort (name, since) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET name = excluded.name"
        " RETURNING id, name, stalled_after",
        (name, now),
    ).fetchone()
    return Cohort(*row)


def cohort(db: sqlite3.Connection, id_: int) -> Cohort | None:
    row = db.execute(_COHORT + "WHERE c.id = ?", (id_,)).fetchone()
    return Cohort(*row) if row else None


def named(db: sqlite3.Connection, name: str) -> Cohort | None:
    row = db.execute(_COHORT + "WHERE c.name = ?", (name,)).fetchone()
    return Cohort(*row) if row else None


def rename(db: sqlite3.Connection, id_: int, name: str) -> None:
    db.execute("UPDATE cohort SET name = ? WHERE id = ?", (name, id_))


def call_stalled(db: sqlite3.Connection, id_: int, after: int) -> None:
    """An audit counts as stalled `after` so many days without an answer."""
    db.execute("UPDATE cohort SET stalled_after = ? WHERE id = ?", (after, id_))


def choose(db: sqlite3.Connection, person: int, cohort: int, now: int) -> None:
    """Of several cohorts, turn to this one."""
    db.execute(
        "UPDATE cohort_facilitator SET chosen_at = ? WHERE person = ? AND cohort = ?",
        (now, person, cohort),
    )


def of_facilitator(db: sqlite3.Connection, person: int) -> list[Cohort]:
    """The cohorts that somebody facilitates: the one they turned to last, then the newest."""
    rows = db.execute(
        _COHORT + "JOIN cohort_facilitator f ON f.cohort = c.id WHERE f.person = ?"
        " ORDER BY f.chosen_at DESC, c.id DESC",
        (person,),
    )
    return [Cohort(*row) for row in rows]


def of_school(db: sqlite3.Connection, school: int) -> list[Cohort]:
    """The cohorts that a school is in."""
    rows = db.execute(
        _COHORT + "JOIN cohort_school s ON s.cohort = c.id WHERE s.school = ? ORDER BY c.id",
        (school,),
    )
    return [Cohort(*row) for row in rows]


def put_school(db: sqlite3.Connection, cohort: int, school: int, area: str, now: int) -> None:
    """The school is in the cohort, in that area."""
    db.execute(
        "INSERT INTO cohort_school (cohort, school, area, since) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (cohort, school) DO UPDATE SET area = excluded.area",
        (cohort, school, area, now),
    )


def has_school(db: sqlite3.Connection, cohort: int, school: int) -> bool:
    """Whether that school is in the cohort."""
    row = db.execute(
        "SELECT 1 FROM cohort_school WHERE cohort = ? AND school = ?", (cohort, school)
    ).fetchone()
    return row is not None


def size(db: sqlite3.Connection, cohort: int) -> int:
    """How many schools are in a cohort."""
    (schools,) = db.execute(
        "SELECT count(*) FROM cohort_school WHERE cohort = ?", (cohort,)
    ).fetchone()
    return int(schools)


def take_out(db: sqlite3.Connection, cohort: int, school: int) -> None:
    """The school is no longer in the cohort, and what it shared there is not either."""
    db.execute("DELETE FROM cohort_school WHERE cohort = ? AND school = ?", (cohort, school))
    db.execute("DELETE FROM sharing WHERE cohort = ? AND school = ?", (cohort, school))


def schools(db: sqlite3.Connection, cohort: int) -> list[tuple[School, str | None]]:
    """The schools of a cohort by name, each with its number in the register, if it has one."""
    rows = db.execute(
        "SELECT s.id, s.name, s.town, s.urn FROM cohort_school c JOIN school s ON s.id = c.school"
        " WHERE c.cohort = ? ORDER BY s.name_key, s.id",
        (cohort,),
    )
    return [(School(*school), urn) for *school, urn in rows]


def areas(db: sqlite3.Connection, cohort: int) -> list[str]:
    """The areas that a cohort's schools are in, the commonest first."""
    rows = db.execute(
        "SELECT area FROM cohort_school WHERE cohort = ? AND area <> ''"
        " GROUP BY area ORDER BY count(*) DESC, area",
        (cohort,),
    )
    return [area for (area,) in rows]


def put_facilitator(db: sqlite3.Connection, cohort: int, person: int, now: int) -> None:
    """They facilitate the cohort from now on."""
    db.execute(
        "INSERT INTO cohort_facilitator (cohort, person, since) VALUES (?, ?, ?)"
        " ON CONFLICT (cohort, person) DO NOTHING",
        (cohort, person, now),
    )


def facilitates(db: sqlite3.Connection, person: int, cohort: int) -> bool:
    """Whether this person facilitates that cohort."""
    row = db.execute(
        "SELECT 1 FROM cohort_facilitator WHERE person = ? AND cohort = ?", (person, cohort)
    ).fetchone()
    return row is not None


def looks_after(db: sqlite3.Connection, person: int, school: int) -> bool:
    """Whether this person facilitates a cohort that the school is in."""
    row = db.execute(
        "SELECT 1 FROM cohort_school s JOIN cohort_facilitator f ON f.cohort = s.cohort"
        " WHERE s.school = ? AND f.person = ?",
        (school, person),
    ).fetchone()
    return row is not None


def sees_results(db: sqlite3.Connection, person: int, school: int) -> bool:
    """Whether this person facilitates a cohort with which the school shares its results."""
    row = db.execute(
        "SELECT 1 FROM cohort_school s JOIN cohort_facilitator f ON f.cohort = s.cohort"
        " JOIN sharing h ON h.school = s.school AND h.cohort = s.cohort"
        " WHERE s.school = ? AND f.person = ? AND h.results",
        (school, person),
    ).fetchone()
    return row is not None


def looking_after(db: sqlite3.Connection, cohort: int) -> list[int]:
    """The persons who facilitate a cohort, the longest first."""
    rows = db.execute(
        "SELECT person FROM cohort_facilitator WHERE cohort = ? ORDER BY since, person", (cohort,)
    )
    return [person for (person,) in rows]


def facilitators(db: sqlite3.Connection, school: int) -> list[int]:
    """The persons who facilitate a cohort that the school is in."""
    rows = db.execute(
        "SELECT DISTINCT f.person FROM cohort_school s"
        " JOIN cohort_facilitator f ON f.cohort = s.cohort WHERE s.school = ?",
        (school,),
    )
    return [person for (person,) in rows]


def names(db: sqlite3.Connection, cohort: int) -> list[str]:
    """The first names of those who facilitate a cohort, as they came."""
    rows = db.execute(
        "SELECT p.first_name FROM cohort_facilitator f JOIN person p ON p.id = f.person"
        " WHERE f.cohort = ? ORDER BY f.since, p.id",
        (cohort,),
    )
    return [name for (name,) in rows]

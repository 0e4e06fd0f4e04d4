"""How far the schools of a cohort are, many at once: from stored counters, never from answers."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
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


Which = Callable[[Progress, bool], bool]
"""Of a state and whether results are shared: whether such schools are meant."""

# A school's facts as one small number, which SQL counts and finds schools by.
_KIND = (
    "(coalesce(p.people, 0) > 0) + 2 * (coalesce(p.answered, 0) > 0)"
    " + 4 * coalesce(p.last_at < :now - 86400 * k.stalled_after, 0)"
    " + 8 * (p.finished_at IS NOT NULL) + 16 * coalesce(h.results, 0)"
)
_KINDS = tuple(
    (progress(bool(n & 1), bool(n & 2), bool(n & 4), bool(n & 8)), bool(n & 16)) for n in range(32)
)
"""What each such number means: the state, and whether results are shared."""

_OF_COHORT = (
    " FROM cohort_school c JOIN cohort k ON k.id = c.cohort"
    " LEFT JOIN progress p ON p.school = c.school"
    " LEFT JOIN sharing h ON h.school = c.school AND h.cohort = c.cohort"
)
_FACTS = (
    f"SELECT c.school, {_KIND}, c.area, coalesce(p.people, 0), coalesce(p.answered, 0), p.last_at,"
    f" p.finished_at{_OF_COHORT}"
)
_Row = tuple[int, int, str, int, int, int | None, int | None]


def _school_progress(row: _Row) -> SchoolProgress:
    school, kind, area, people, answered, last_at, finished_at = row
    state, shared = _KINDS[kind]
    return SchoolProgress(school, state, area, people, answered, last_at, finished_at, shared)


def states(db: sqlite3.Connection, cohort: int, now: int) -> list[SchoolProgress]:
    """Every school of a cohort, in no order."""
    rows = db.execute(f"{_FACTS} WHERE c.cohort = :cohort", {"cohort": cohort, "now": now})
    return [_school_progress(row) for row in rows]


def of(db: sqlite3.Connection, cohort: int, school: int, now: int) -> SchoolProgress | None:
    """One school, if it is in the cohort."""
    row = db.execute(
        f"{_FACTS} WHERE c.cohort = :cohort AND c.school = :school",
        {"cohort": cohort, "school": school, "now": now},
    ).fetchone()
    return _school_progress(row) if row else None


@dataclass(frozen=True)
class Counts:
    """Of a cohort: how many schools are in each state, every state there; and how many share."""

    states: dict[Progress, int]
    shared: int

    @property
    def total(self) -> int:
        return sum(self.states.values())


def counts(db: sqlite3.Connection, cohort: int, now: int) -> Counts:
    rows = db.execute(
        f"SELECT {_KIND}, count(*){_OF_COHORT} WHERE c.cohort = :cohort GROUP BY 1",
        {"cohort": cohort, "now": now},
    )
    found, shared = dict.fromkeys(Progress, 0), 0
    for kind, schools in rows:
        state, shares = _KINDS[kind]
        found[state] += schools
        shared += schools if shares else 0
    return Counts(found, shared)


def some(
    db: sqlite3.Connection, cohort: int, which: Which, now: int, most: int, skip: int
) -> list[SchoolProgress]:
    """At most so many of those schools, by name, after `skip` of them."""
    meant = ", ".join(str(n) for n, kind in enumerate(_KINDS) if which(*kind))
    rows = db.execute(
        f"{_FACTS} JOIN school s ON s.id = c.school"
        f" WHERE c.cohort = :cohort AND {_KIND} IN ({meant})"
        " ORDER BY s.name_key, s.id LIMIT :most OFFSET :skip",
        {"cohort": cohort, "now": now, "most": most, "skip": skip},
    )
    return [_school_progress(row) for row in rows]


# --- looking for a school


def having(db: sqlite3.Connection, cohort: int, words: str, most: int) -> list[int]:
    """At most so many schools, by name, with every word in name, town, postcode, number or area."""
    said = (
        "s.name_key || ' ' || s.town || ' ' || s.postcode || ' ' || replace(s.postcode, ' ', '')"
        " || ' ' || coalesce(s.urn, '') || ' ' || c.area"
    )
    typed = sorted(words.split(), key=len, reverse=True)  # the rarest first, most likely
    every = " AND ".join([f"{said} LIKE '%' || ? || '%'"] * len(typed))
    rows = db.execute(
        f"SELECT s.id FROM cohort_school c JOIN school s ON s.id = c.school"  # noqa: S608
        f" WHERE c.cohort = ? AND {every} ORDER BY s.name_key, s.id LIMIT ?",
        (cohort, *typed, most),
    )
    return [id_ for (id_,) in rows]


def names(db: sqlite3.Connection, cohort: int) -> dict[int, str]:
    """Every school of a cohort with its name and town as compared."""
    rows = db.execute(
        "SELECT s.id, s.name_key, s.town FROM cohort_school c JOIN school s ON s.id = c.school"
        " WHERE c.cohort = ?",
        (cohort,),
    )
    return {id_: f"{key} {town.lower()}" if town else key for id_, key, town in rows}

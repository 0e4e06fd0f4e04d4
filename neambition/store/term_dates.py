"""The terms that count for a cohort or a school: a facilitator's, else the region's."""

import sqlite3
from datetime import date

from neambition import school_year
from neambition.school_year import Term, Terms
from neambition.store import cohorts


def own(db: sqlite3.Connection, cohort: int) -> Terms | None:
    """Those that a facilitator of the cohort gave, if any."""
    rows = db.execute(
        "SELECT name, first_day, break_first, break_last, last_day FROM term WHERE cohort = ?"
        " ORDER BY first_day",
        (cohort,),
    )
    known = tuple(_term(name, *map(date.fromisoformat, days)) for name, *days in rows)
    return Terms(known) if known else None


def _term(name: str, first: date, break_first: date, break_last: date, last: date) -> Term:
    return Term(name, first, break_first, break_last, last)


def of_cohort(db: sqlite3.Connection, cohort: int) -> Terms:
    return own(db, cohort) or school_year.region()


def of_school(db: sqlite3.Connection, school: int) -> Terms:
    """Those of the first of its cohorts that has any, else the region's."""
    given = (own(db, cohort.id) for cohort in cohorts.of_school(db, school))
    return next((terms for terms in given if terms), school_year.region())


def keep(db: sqlite3.Connection, cohort: int, terms: Terms) -> None:
    """These from now on, in place of what counted; none: the region's again."""
    db.execute("DELETE FROM term WHERE cohort = ?", (cohort,))
    db.executemany(
        "INSERT INTO term (cohort, name, first_day, break_first, break_last, last_day)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (cohort, t.name, *(d.isoformat() for d in (t.first, t.break_first, t.break_last)),
             t.last.isoformat())
            for t in terms.known
        ],
    )  # fmt: skip

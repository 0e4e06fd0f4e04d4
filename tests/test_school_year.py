"""The terms: the region's file, what follows it, and what ends when."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.plan import Due
from neambition.school_year import Term, Terms, region, typical
from neambition.store import cohorts, term_dates
from tests.walk import connect, fresh

DAYS = st.dates(date(2024, 1, 1), date(2045, 12, 31))
AUTUMN = Term(
    "Autumn 2026",
    date(2026, 9, 3),
    date(2026, 10, 19),
    date(2026, 10, 30),
    date(2026, 12, 17),
)


@pytest.mark.parametrize(
    ("year", "spring_ends", "summer_begins"),
    [(2027, "2027-03-25", "2027-04-12"), (2028, "2028-04-07", "2028-04-24")],
)
def test_spring_ends_before_easter(year: int, spring_ends: str, summer_begins: str) -> None:
    spring, summer, _ = typical(year)
    assert (spring.last.isoformat(), summer.first.isoformat()) == (spring_ends, summer_begins)


def test_the_file_is_only_about_right_and_what_follows_too() -> None:
    assert len(region().known) == 9
    assert not any(term.certain for term in region().known)
    assert region().term_end(date(2031, 5, 1)) == Due(date(2031, 7, 18), True)


def test_in_the_holidays_the_coming_term_counts() -> None:
    assert region().term_end(date(2027, 8, 1)) == Due(date(2027, 12, 17), True)
    assert region().half_term_end(date(2027, 8, 1)) == Due(date(2027, 10, 22), True)
    assert region().next_term_end(date(2027, 8, 1)) == Due(date(2028, 4, 7), True)


def test_known_dates_are_certain_and_typical_ones_follow_them() -> None:
    own = Terms((AUTUMN,))
    assert own.term_end(date(2026, 11, 1)) == Due(date(2026, 12, 17))
    assert own.half_term_end(date(2026, 9, 10)) == Due(date(2026, 10, 16))
    assert own.next_term_end(date(2026, 11, 1)) == Due(date(2027, 3, 25), True)


@pytest.mark.parametrize(
    ("day", "teaches"),
    [
        ("2026-09-02", False),
        ("2026-09-03", True),
        ("2026-10-16", True),
        ("2026-10-19", False),
        ("2026-10-30", False),
        ("2026-11-02", True),
        ("2026-12-17", True),
        ("2026-12-18", False),
        ("2027-08-02", False),
    ],
)
def test_a_school_teaches_in_term_but_in_its_break(day: str, teaches: bool) -> None:
    assert Terms((AUTUMN,)).teaches(date.fromisoformat(day)) == teaches


def test_days_that_do_not_follow_each_other_are_no_term() -> None:
    with pytest.raises(ValueError, match="follow"):
        Term("Autumn", date(2026, 9, 3), date(2026, 8, 1), date(2026, 8, 9), date(2026, 12, 1))


@given(DAYS)
def test_terms_follow_each_other_and_what_ends_is_to_come(today: date) -> None:
    terms = region().from_(today, 6)
    gaps = [later.first - term.last for term, later in pairwise(terms)]
    assert all(timedelta(days=7) < gap < timedelta(days=60) for gap in gaps)
    assert today <= region().half_term_end(today).on <= region().term_end(today).on
    assert region().term_end(today).on < region().next_term_end(today).on
    assert region().half_term(today).on.weekday() < 5


def test_a_cohorts_own_dates_stand_for_its_schools_until_taken_back(tmp_path: Path) -> None:
    db = connect(fresh(tmp_path / "neambition.db"))
    first, second = (cohorts.add(db, name, 1).id for name in ("First", "Second"))
    (school,) = db.execute(
        "INSERT INTO school (name, name_key, town, since) VALUES ('A', 'a', '', 1) RETURNING id"
    ).fetchone()
    for cohort in (first, second):
        cohorts.put_school(db, cohort, school, "", 1)
    assert term_dates.of_school(db, school) == region()
    term_dates.keep(db, second, Terms((AUTUMN,)))
    assert term_dates.of_school(db, school) == Terms((AUTUMN,))
    assert term_dates.of_cohort(db, first) == region()
    term_dates.keep(db, second, Terms())
    assert term_dates.of_school(db, school) == region()
    db.close()

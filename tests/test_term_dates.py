"""A cohort's term dates: read a line at a time, counted for its schools alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.routes import Explain, TermDates, Why
from neambition.plan import Due
from neambition.school_year import Term, Terms, region
from neambition.school_year.pasted import MOST, Wrong, fits, read
from neambition.store import cohorts, schools, term_dates
from tests.pilot import Cohort
from tests.walk import Walk, fresh


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield walk
    walk.close()


AUTUMN = "Autumn 2026, 2 Sep 2026, 26 Oct 2026, 30 Oct 2026, 17 Dec 2026"
TERM = Term(
    "Autumn 2026", date(2026, 9, 2), date(2026, 10, 26), date(2026, 10, 30), date(2026, 12, 17)
)


@pytest.mark.parametrize(
    "text",
    [
        AUTUMN,
        AUTUMN.replace(",", ";"),
        AUTUMN.replace(", ", "\t"),
        "term,first,half term,to,last\n" + AUTUMN,
        "Autumn 2026,2026-09-02,2026-10-26,2026-10-30,2026-12-17\n\n",
        "Autumn 2026, Wednesday 2nd September 2026, 26/10/2026, 30/10/2026, 17.12.2026",
    ],
)
def test_a_term_is_read_however_it_is_written(text: str) -> None:
    assert read(text).terms == Terms((TERM,))
    assert read(text).wrong == {}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Spring 2027, 4 Jan 2027, 15 Feb 2027, 26 Mar 2027", Wrong.PARTS),
        ("Spring 2027, 4 Jan, 15 Feb, 19 Feb, 26 Mar", Wrong.DAY),
        ("Spring 2027, 4 Jan 2027, 30 Feb 2027, 19 Feb 2027, 26 Mar 2027", Wrong.DAY),
        ("Spring 2027, 2027-01-04, 2027-13-15, 2027-02-19, 2027-03-26", Wrong.DAY),
        ("Spring 2027, 4 Jan 2027, 19 Feb 2027, 15 Feb 2027, 26 Mar 2027", Wrong.ORDER),
        ("Christmas, 10 Dec 2026, 15 Dec 2026, 16 Dec 2026, 8 Jan 2027", Wrong.OVERLAP),
    ],
)
def test_what_is_wrong_is_said_of_its_line(line: str, why: Wrong) -> None:
    pasted = read(f"{AUTUMN}\n{line}")
    assert pasted.wrong == {2: why}
    assert pasted.terms == Terms((TERM,))


@given(st.text() | st.from_regex(r"(\w+,[0-9 /-]{0,12},){4}[0-9-]{0,10}\n", fullmatch=True))
def test_whatever_is_sent_is_read_or_told(text: str) -> None:
    pasted = read(text)
    firsts = [term.first for term in pasted.terms.known]
    assert firsts == sorted(firsts)
    assert len(firsts) + len(pasted.wrong) <= MOST or not fits(text)


def test_where_none_were_given_typical_ones_stand_before_and_after() -> None:
    spring = Term(
        "Spring 2027", date(2027, 1, 5), date(2027, 2, 15), date(2027, 2, 19), date(2027, 3, 24)
    )
    terms = Terms((spring,))
    assert terms.term_end(date(2026, 11, 24)) == Due(date(2026, 12, 18), about=True)
    assert terms.next_term_end(date(2026, 11, 24)) == Due(date(2027, 3, 24))
    assert [t.name for t in terms.from_(date(2026, 11, 24), 4)] == [
        "Autumn 2026", "Spring 2027", "Summer 2027", "Autumn 2027",
    ]  # fmt: skip


def test_a_cohorts_terms_count_for_its_schools_alone(walk: Walk) -> None:
    cohort = Cohort(walk)
    term_dates.keep(cohort.db, cohort.id, read(AUTUMN).terms)
    outside = schools.add(cohort.db, "Elsewhere Primary", "", walk.now).id
    other = cohorts.add(cohort.db, "Another", walk.now).id
    cohorts.put_school(cohort.db, other, outside, "", walk.now)
    today = date(2026, 11, 24)
    inside = term_dates.of_school(cohort.db, cohort.schools[0])
    assert inside.term_end(today) == Due(date(2026, 12, 17))
    assert term_dates.of_school(cohort.db, outside) == region()
    assert region().term_end(today).about
    term_dates.keep(cohort.db, cohort.id, Terms())
    assert term_dates.of_school(cohort.db, cohort.schools[0]) == region()


@pytest.mark.parametrize("text", ["\n".join([AUTUMN] * (MOST + 1)), AUTUMN + "\n" + "x" * 4000])
def test_more_than_is_taken_at_once_is_said_and_nothing_is_left_out_unseen(
    walk: Walk, text: str
) -> None:
    cohort = Cohort(walk)
    walk.taps("Fay", TermDates(cohort.id))
    assert walk.says("Fay", text).route == Explain(Why.TOO_MANY_TERMS)

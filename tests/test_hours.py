"""When a teacher may be written to unasked: a table of moments, and what holds at any moment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.hours import WINDOWS, next_open, term_began
from neambition.terms import Days

LONDON = ZoneInfo("Europe/London")
CHRISTMAS = Days(date(2026, 12, 21), date(2027, 1, 4))
HALF_TERM = Days(date(2027, 2, 15), date(2027, 2, 19))


def seconds(local: str, fold: int = 0) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=LONDON, fold=fold).timestamp())


def said(at: int) -> str:
    return f"{datetime.fromtimestamp(at, LONDON):%a %Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        # An ordinary Tuesday: lunch, and after school.
        ("2026-11-24 07:00:00", "Tue 2026-11-24 12:00:00"),
        ("2026-11-24 11:59:59", "Tue 2026-11-24 12:00:00"),
        ("2026-11-24 12:00:00", "Tue 2026-11-24 12:00:00"),
        ("2026-11-24 12:59:59", "Tue 2026-11-24 12:59:59"),
        ("2026-11-24 13:00:00", "Tue 2026-11-24 15:30:00"),
        ("2026-11-24 15:29:59", "Tue 2026-11-24 15:30:00"),
        ("2026-11-24 16:10:05", "Tue 2026-11-24 16:10:05"),
        ("2026-11-24 17:30:00", "Wed 2026-11-25 12:00:00"),
        ("2026-11-24 23:59:59", "Wed 2026-11-25 12:00:00"),
        # A weekend.
        ("2026-11-27 17:29:59", "Fri 2026-11-27 17:29:59"),
        ("2026-11-27 17:30:00", "Mon 2026-11-30 12:00:00"),
        ("2026-11-28 12:30:00", "Mon 2026-11-30 12:00:00"),
        ("2026-11-29 16:00:00", "Mon 2026-11-30 12:00:00"),
        # Bank holidays: Good Friday with the weekend and Easter Monday; May; Christmas and after.
        ("2027-03-25 18:00:00", "Tue 2027-03-30 12:00:00"),
        ("2027-03-26 12:30:00", "Tue 2027-03-30 12:00:00"),
        ("2027-05-03 12:30:00", "Tue 2027-05-04 12:00:00"),
        ("2026-12-24 17:30:00", "Tue 2026-12-29 12:00:00"),
        ("2026-12-31 17:30:00", "Mon 2027-01-04 12:00:00"),
        # The clocks go forward on 28 March 2027 and back on 31 October 2027; 2026 likewise.
        ("2026-03-27 18:00:00", "Mon 2026-03-30 12:00:00"),
        ("2026-10-23 18:00:00", "Mon 2026-10-26 12:00:00"),
        ("2026-03-29 00:30:00", "Mon 2026-03-30 12:00:00"),
        ("2026-10-25 01:30:00", "Mon 2026-10-26 12:00:00"),
    ],
)
def test_the_next_better_hour(now: str, opens: str) -> None:
    assert said(next_open(seconds(now), LONDON)) == opens


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-12-18 16:00:00", "Fri 2026-12-18 16:00:00"),
        ("2026-12-18 18:00:00", "Tue 2027-01-05 12:00:00"),
        ("2027-01-04 12:30:00", "Tue 2027-01-05 12:00:00"),
        ("2027-02-12 17:30:00", "Mon 2027-02-22 12:00:00"),
        ("2027-02-17 12:30:00", "Mon 2027-02-22 12:00:00"),
    ],
)
def test_not_in_the_cohorts_holidays(now: str, opens: str) -> None:
    assert said(next_open(seconds(now), LONDON, (HALF_TERM, CHRISTMAS))) == opens


def test_the_same_wall_clock_is_another_hour_in_utc() -> None:
    winter, summer = (next_open(seconds(f"2026-{day} 07:00"), LONDON) for day in ("03-27", "03-30"))
    assert [datetime.fromtimestamp(at, UTC).hour for at in (winter, summer)] == [12, 11]


def test_the_hour_that_comes_twice_moves_nothing() -> None:
    for fold in (0, 1):
        opens = next_open(seconds("2026-10-25 01:30", fold), LONDON)
        assert said(opens) == "Mon 2026-10-26 12:00:00"


moments = st.integers(seconds("2026-01-01"), seconds("2028-01-01"))
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
closed = st.lists(
    st.tuples(days, st.integers(0, 91)).map(lambda of: Days(of[0], of[0] + timedelta(of[1]))),
    max_size=3,
)


@given(moments, closed)
def test_it_is_never_before_now_and_always_in_a_window(now: int, holidays: list[Days]) -> None:
    opens = next_open(now, LONDON, holidays)
    local = datetime.fromtimestamp(opens, LONDON)
    assert opens >= now
    assert local.weekday() < 5
    assert any(begins <= local.time() < ends for begins, ends in WINDOWS)
    assert not any(c.first <= local.date() <= c.last for c in holidays)
    assert next_open(opens, LONDON, holidays) == opens


@given(moments, moments, closed)
def test_it_never_goes_back(one: int, other: int, holidays: list[Days]) -> None:
    early, late = sorted((one, other))
    assert next_open(early, LONDON, holidays) <= next_open(late, LONDON, holidays)


@pytest.mark.parametrize(
    ("now", "began"),
    [
        ("2026-09-01 00:00", "2026-09-01"),
        ("2026-12-31 23:59", "2026-09-01"),
        ("2027-01-01 00:00", "2027-01-01"),
        ("2027-04-15 12:00", "2027-01-01"),
        ("2027-04-16 12:00", "2027-04-16"),
        ("2027-08-31 23:59", "2027-04-16"),
    ],
)
def test_when_the_term_began(now: str, began: str) -> None:
    assert term_began(seconds(now), LONDON) == seconds(began)

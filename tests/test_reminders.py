"""When a reminder is offered: a table of moments, and what holds at any moment."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.reminders import FRIDAY, choices

LONDON = ZoneInfo("Europe/London")


def local(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        # A school week of November 2026.
        ("2026-11-24 10:00", ["Today 15:30", "Tomorrow 12:15", "Monday 8:00"]),  # a Tuesday
        ("2026-11-24 15:00", ["Today 15:30", "Tomorrow 12:15", "Monday 8:00"]),
        ("2026-11-24 15:01", ["Tomorrow 12:15", "Monday 8:00"]),
        ("2026-11-24 15:29", ["Tomorrow 12:15", "Monday 8:00"]),
        ("2026-11-26 23:59", ["Tomorrow 12:15", "Monday 8:00"]),
        ("2026-11-27 10:00", ["Today 15:30", "Monday 8:00"]),  # a Friday
        ("2026-11-27 16:00", ["Monday 8:00"]),
        ("2026-11-28 10:00", ["Monday 8:00"]),
        ("2026-11-29 20:00", ["Monday 8:00", "Tomorrow 12:15"]),  # a Sunday
        ("2026-11-30 07:00", ["Today 15:30", "Tomorrow 12:15", "Monday 8:00"]),  # a Monday
    ],
)
def test_what_is_offered(now: str, offered: list[str]) -> None:
    assert [label for label, _ in choices(local(now))] == offered


def utc(now: datetime) -> dict[str, str]:
    """Each choice and its time in UTC."""
    return {label: f"{at.astimezone(UTC):%m-%d %H:%M}" for label, at in choices(now)}


def test_each_is_at_the_time_it_says() -> None:
    assert utc(local("2026-11-24 10:00")) == {
        "Today 15:30": "11-24 15:30",
        "Tomorrow 12:15": "11-25 12:15",
        "Monday 8:00": "11-30 08:00",
    }


def test_on_a_monday_morning_monday_is_next_weeks() -> None:
    assert utc(local("2026-11-30 07:00"))["Monday 8:00"] == "12-07 08:00"


@pytest.mark.parametrize(
    ("now", "fold", "monday", "tomorrow"),
    [
        # Spring: at one o'clock on Sunday it is two.
        ("2026-03-29 00:30", 0, "03-30 07:00", "03-30 11:15"),
        ("2026-03-29 02:30", 0, "03-30 07:00", "03-30 11:15"),
        ("2027-03-28 00:30", 0, "03-29 07:00", "03-29 11:15"),
        # Autumn: the hour from one to two on Sunday comes twice.
        ("2026-10-25 01:30", 0, "10-26 08:00", "10-26 12:15"),
        ("2026-10-25 01:30", 1, "10-26 08:00", "10-26 12:15"),
        ("2027-10-31 00:30", 0, "11-01 08:00", "11-01 12:15"),
    ],
)
def test_clocks_changing_in_the_night_move_nothing(
    now: str, fold: int, monday: str, tomorrow: str
) -> None:
    assert utc(local(now, fold)) == {"Monday 8:00": monday, "Tomorrow 12:15": tomorrow}


@pytest.mark.parametrize(
    ("friday", "monday"),
    [
        ("2026-03-27 10:00", "03-30 07:00"),
        ("2026-10-23 10:00", "10-26 08:00"),
        ("2027-03-26 10:00", "03-29 07:00"),
        ("2027-10-29 10:00", "11-01 08:00"),
    ],
)
def test_a_weekend_with_a_change_of_clocks_ends_at_eight_too(friday: str, monday: str) -> None:
    assert utc(local(friday))["Monday 8:00"] == monday


moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 the strategy adds the zone
    max_value=datetime(2028, 1, 1),  # noqa: DTZ001 the strategy adds the zone
    timezones=st.just(LONDON),
    allow_imaginary=False,
)


@given(moments)
def test_every_choice_is_a_coming_weekday_and_they_stand_in_order(now: datetime) -> None:
    offered = choices(now)
    times = [at.astimezone(UTC) for _, at in offered]
    assert times
    assert times == sorted(times)
    for (label, at), then in zip(offered, times, strict=True):
        assert now.astimezone(UTC) < then < now.astimezone(UTC) + timedelta(days=14)
        assert at.weekday() <= FRIDAY
        day, hour = label.split()
        assert hour == f"{at.hour}:{at:%M}"
        assert day in _days(now, at)


def _days(now: datetime, at: datetime) -> set[str]:
    """What that day may be called."""
    near = {0: "Today", 1: "Tomorrow"}.get((at.date() - now.date()).days, "")
    return {near, f"{at:%A}"}

"""The better hours: when a teacher may be written to unasked. And when a school term began."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from neambition.terms import Days

WINDOWS = ((time(12, 0), time(13, 0)), (time(15, 30), time(17, 30)))
"""Lunch, and after school; the end is no longer in it."""
FRIDAY = 4
TERMS = ((9, 1), (4, 16), (1, 1))
"""The latest first: autumn, summer and spring, as month and day."""


def next_open(now: int, zone: ZoneInfo, closures: Iterable[Days] = ()) -> int:
    """The first moment from `now` on that lies in the better hours; both in UTC seconds.

    Monday to Friday, 12:00-13:00 and 15:30-17:30 of `zone`, not on a bank holiday in England nor
    in a closure.
    """
    local = datetime.fromtimestamp(now, zone)
    closed = tuple(closures)
    day = local.date()
    while True:
        day = _first_open(day, closed)
        for begins, ends in WINDOWS:
            if now < _at(day, ends, zone):
                return max(now, _at(day, begins, zone))
        day += timedelta(days=1)


def _first_open(day: date, closed: tuple[Days, ...]) -> date:
    """The first school day from `day` on that no closure holds."""
    while True:
        over = max((c.last for c in closed if c.first <= day <= c.last), default=None)
        if over:
            day = over + timedelta(days=1)
        elif day.weekday() > FRIDAY or day in _bank_holidays(day.year):
            day += timedelta(days=1)
        else:
            return day


def last_open_day(day: date, closures: Iterable[Days] = ()) -> date:
    """The last school day up to `day` that no closure holds."""
    closed = tuple(closures)
    while _first_open(day, closed) != day:
        day -= timedelta(days=1)
    return day


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def _at(day: date, hour: time, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, hour, zone).astimezone(UTC).timestamp())


def term_began(now: int, zone: ZoneInfo) -> int:
    """When the school term of `now` began: 1 September, 1 January, or 16 April; UTC seconds."""
    today = datetime.fromtimestamp(now, zone).date()
    begins = (date(today.year, month, day) for month, day in TERMS)
    return _at(next(began for began in begins if began <= today), time(0), zone)

"""Reminders of the plan: on which day each falls, and which of an item is to be said on a day."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum

from neambition import hours
from neambition.terms import Days

CATCH_UP = timedelta(days=6)
"""So long after its day a reminder is still worth sending, when the program did not run."""


class Moment(StrEnum):
    """When an item is spoken of: a week before it is due, and on the day."""

    WEEK = "week"
    DAY = "day"


BEFORE = {Moment.WEEK: timedelta(days=7), Moment.DAY: timedelta(0)}


def falls_on(due: date, moment: Moment, closed: Iterable[Days] = ()) -> date:
    """The working day of that moment, or the one before where nobody works then."""
    return hours.last_open_day(due - BEFORE[moment], closed)


def to_say(
    due: date, dated: date, said: Collection[Moment], today: date, closed: Iterable[Days] = ()
) -> Moment | None:
    """What is to be said of an open item today, a day on which the school works.

    `dated`: the day on which it was given its due date; nothing is said of a moment that had gone
    by then, nor that a week is left on the day itself. Once the day was spoken of, all is said.
    """
    closed = tuple(closed)
    if Moment.DAY in said:
        return None
    day = falls_on(due, Moment.DAY, closed)
    if day <= today:
        return Moment.DAY if dated <= day and today <= day + CATCH_UP else None
    week = falls_on(due, Moment.WEEK, closed)
    fresh = dated < week <= today <= week + CATCH_UP
    return Moment.WEEK if fresh and Moment.WEEK not in said else None

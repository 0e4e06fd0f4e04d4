"""The school year: about when its terms end, and days typed by a person."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

TERM_ENDS = ((12, 31), (8, 31), (4, 30))
"""Month and day, the latest of a year first; schools differ by days, so each is about right."""

LONGEST = 92
"""Days: longer than any holiday, and short of a slip in the year."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:[ /.]*([a-z]{3,9}|\d{1,2}))?(?:[ /.,]*(\d{4}))?")
_TO = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b,?\s*")


def term_ends(today: date, count: int) -> list[date]:
    """The last `count` ends of terms before `today`, the latest first."""
    ends = (date(year, *end) for year in range(today.year, 0, -1) for end in TERM_ENDS)
    return [end for end, _ in zip((e for e in ends if e < today), range(count), strict=False)]


@dataclass(frozen=True)
class Days:
    """From the first day to the last, both in it."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if not timedelta(0) <= self.last - self.first < timedelta(LONGEST):
            raise ValueError("the days are the wrong way round, or too many")


def read_days(words: str, today: date) -> Days | None:
    """`25 May to 29 May`, `25-29 May`, `26 Oct 2026 - 30 Oct 2026`, `1/5/2026`; None if unreadable.

    Without a year they are the next such days that are not over.
    """
    parts = _TO.split(_WEEKDAY.sub("", words.casefold()).strip(" ."))
    found = [_DAY.fullmatch(part.strip()) for part in parts]
    if len(found) > 2 or not all(found):
        return None
    (day1, month1, year1), (day2, month2, year2) = (m.groups() for m in (found[0], found[-1]) if m)
    for of_first, of_last in _years(year1, year2, today.year):
        try:
            days = Days(_date(day1, month1 or month2, of_first), _date(day2, month2, of_last))
        except ValueError:
            continue
        if year1 or year2 or days.last >= today:
            return days
    return None


def _years(first: str | None, last: str | None, now: int) -> list[tuple[int, int]]:
    """The years that the first and the last day may be in; the last may lie in the next year."""
    if first and last:
        return [(int(first), int(last))]
    if last:
        return [(int(last), int(last)), (int(last) - 1, int(last))]
    tried = [int(first)] if first else [now - 1, now, now + 1]
    return [(year, year + later) for year in tried for later in (0, 1)]


def _date(day: str, month: str | None, year: int) -> date:
    """ValueError if there is no such day."""
    if month is None:
        raise ValueError("no month")
    if month.isdigit():
        return date(year, int(month), int(day))
    numbers = [n for n, name in enumerate(MONTHS, 1) if name.startswith(month)]
    if len(numbers) != 1:
        raise ValueError("no month")
    return date(year, numbers[0], int(day))

"""What a typed due date means.

dateparser reads `we`, `sat`, `now` or `a second` as dates, so it is asked only about words that
have the shape of a date, with the year filled in, and is trusted only where it read the day that
stands there. Its import takes about 0.2 s and its first call 0.3 s, in which it loads its tables
of English, once for the process; every later call takes 1 to 4 ms, as it is given the one language.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from neambition.plan import Due
from neambition.school_year import Terms
from neambition.terms import MONTHS

LONGEST = 60
"""Letters; more than these are no date."""
YEARS = 2
"""So many years ahead something may be due."""
FRIDAY = 4


class Unreadable(StrEnum):
    """Why words are not taken as a due date."""

    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    PAST = "past"
    TOO_FAR = "too_far"
    SEVERAL = "several"


Read = Due | Unreadable

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"mon": 0, "tue": 1, "tues": 1, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
"""Not `wed`, `sat` and `sun`, which are words of their own."""
_WEEKDAY = "|".join((*_WEEKDAYS, *_SHORT))
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS) + "|sept"
_AMOUNTS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_NOISE = re.compile(
    r"\b(?:by|before|the|due|maybe|perhaps|probably|on|of|about|around|please|until|till|for|at)\b"
)
_BETWEEN = re.compile(r"\s+(?:or|and|to|-|–|—)\s+|\s*[,;&]\s+(?=\S)")
_RANGE = re.compile(
    rf"(?:{_WEEKDAY}|\d{{1,2}}(?:st|nd|rd|th)?)\s*(?:-|–|—|\bto\b|\bor\b|\band\b|&)\s*"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})(?:\s+\d{{4}})?"
)
_SUFFIX = r"(?:st|nd|rd|th)?"
_DAYS = (
    re.compile(rf"(?P<day>\d{{1,2}}){_SUFFIX} ?(?P<month>{_MONTH})(?: (?P<year>\d{{4}}|\d\d))?"),
    re.compile(rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}}){_SUFFIX}(?: (?P<year>\d{{4}}))?"),
    re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.](?P<year>\d{4}|\d\d))?"),
    re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
)
_IN = re.compile(
    rf"(?:(?:in|within) (?P<in>an?|(?:a )?couple|\d{{1,3}}|{'|'.join(_AMOUNTS)})"
    rf"|(?P<bare>\d{{1,3}}|{'|'.join(_AMOUNTS)}))"
    r" (?P<unit>day|week|fortnight|month)s?(?:'s|s'|')?(?: time)?"
)
_GONE = re.compile(
    rf"yesterday|last (?:{_WEEKDAY}|week|month|term|year|half term)"
    rf"|(?:a|\d{{1,3}}|{'|'.join(_AMOUNTS)}) (?:day|week|month|year)s? ago"
)
_ON_WEEKDAY = re.compile(rf"(?:(?P<which>this|coming|next) )?(?P<weekday>{_WEEKDAY})")
_IN_MONTH = re.compile(
    rf"(?P<part>end|start|beginning|early|mid|middle|late|in|sometime in) (?P<month>{_MONTH})"
    r"(?: (?P<year>\d{4}))?"
)

_Fixed = Callable[[date, Terms], Due]
_NAMED: dict[str, _Fixed] = {
    "today": lambda today, _: Due(today),
    "tomorrow": lambda today, _: Due(today + timedelta(days=1)),
    "this week": lambda today, _: Due(_weekday(today, FRIDAY)),
    "end week": lambda today, _: Due(_weekday(today, FRIDAY)),
    "end this week": lambda today, _: Due(_weekday(today, FRIDAY)),
    "next week": lambda today, _: Due(_next_weeks(today, FRIDAY)),
    "end next week": lambda today, _: Due(_next_weeks(today, FRIDAY)),
    "this month": lambda today, _: Due(_month_end(today)),
    "end month": lambda today, _: Due(_month_end(today)),
    "end this month": lambda today, _: Due(_month_end(today)),
    "next month": lambda today, _: Due(_month_end(_month_end(today) + timedelta(days=1)), True),
    "end next month": lambda today, _: Due(_month_end(_month_end(today) + timedelta(days=1))),
    "this term": lambda today, terms: terms.term_end(today),
    "end term": lambda today, terms: terms.term_end(today),
    "end this term": lambda today, terms: terms.term_end(today),
    "next term": lambda today, terms: terms.next_term_end(today),
    "end next term": lambda today, terms: terms.next_term_end(today),
    "this half term": lambda today, terms: terms.half_term_end(today),
    "end half term": lambda today, terms: terms.half_term_end(today),
    "end this half term": lambda today, terms: terms.half_term_end(today),
    "half term": lambda today, terms: terms.half_term(today),
    "after half term": lambda today, terms: terms.after_half_term(today),
    "christmas": lambda today, terms: terms.season_end(today, 0),
    "easter": lambda today, terms: terms.season_end(today, 1),
    "summer": lambda today, terms: terms.season_end(today, 2),
    "summer holidays": lambda today, terms: terms.season_end(today, 2),
    "end school year": lambda today, terms: terms.season_end(today, 2),
    "end academic year": lambda today, terms: terms.season_end(today, 2),
}


def read(words: str, today: date, terms: Terms) -> Read:
    """A due date from today on, up to two years ahead, or why there is none in the words.

    A year that is not given is that of the next such day. `next Friday` is next week's.
    """
    text = " ".join(words.casefold().replace("’", "'").replace("half-term", "half term").split())
    if len(text) > LONGEST:
        return Unreadable.NOT_A_DATE
    if _RANGE.fullmatch(_clean(text)):
        return Unreadable.SEVERAL
    found = _one(_clean(text), today, terms)
    if found is Unreadable.NOT_A_DATE:
        parts = [_one(_clean(part), today, terms) for part in _BETWEEN.split(text)]
        if len(parts) > 1 and Unreadable.NOT_A_DATE not in parts:
            return Unreadable.SEVERAL
    if isinstance(found, Due):
        if found.on < today:
            return Unreadable.PAST
        if found.on > _later(today, YEARS):
            return Unreadable.TOO_FAR
    return found


def _clean(text: str) -> str:
    """Without the words that say nothing, nor commas and full stops at the end."""
    text = re.sub(rf"^(?:{_WEEKDAY}|wed|sat|sun)\b\.?,? +(?:the )?(?=\d)", "", text.strip(" .,!?"))
    text = re.sub(r",\s*", " ", text)
    return " ".join(_NOISE.sub(" ", text).split())


def _one(text: str, today: date, terms: Terms) -> Read:
    if fixed := _NAMED.get(text):
        return fixed(today, terms)
    if _GONE.fullmatch(text):
        return Unreadable.PAST
    if found := _ON_WEEKDAY.fullmatch(text):
        name = found["weekday"]
        number = _SHORT[name] if name in _SHORT else _WEEKDAYS.index(name)
        of = _next_weeks if found["which"] == "next" else _weekday
        return Due(of(today, number))
    if found := _IN_MONTH.fullmatch(text):
        return _in_month(found, today)
    if found := _IN.fullmatch(text):
        return _in(found["in"] or found["bare"], found["unit"], today)
    for shape in _DAYS:
        if found := shape.fullmatch(text):
            return _day(found["day"], found["month"], found["year"], today)
    return Unreadable.NOT_A_DATE


def _in(amount: str, unit: str, today: date) -> Read:
    amount = {"a": "1", "an": "1", "couple": "2", "a couple": "2"}.get(amount, amount)
    number = int(amount) if amount.isdecimal() else _AMOUNTS.index(amount) + 1
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    day = _parsed(f"in {number} {unit}s", today)
    return Due(day) if day else Unreadable.TOO_FAR


def _day(day: str, month: str, year: str | None, today: date) -> Read:
    """A day of a month; without a year, the next that the calendar comes to."""
    number = _month(month)
    if not 1 <= number <= len(MONTHS):
        return Unreadable.NO_SUCH_DAY
    if year is None:
        over = (number, int(day)) < (today.month, today.day)
        year = str(today.year + over)
    full = f"20{year}" if len(year) == 2 else year
    found = _parsed(f"{int(day)} {MONTHS[number - 1]} {full}", today)
    if found is None or (found.day, found.month, found.year) != (int(day), number, int(full)):
        return Unreadable.NO_SUCH_DAY
    return Due(found)


def _in_month(found: re.Match[str], today: date) -> Read:
    """Some part of a month; only its end is a day, the others are about."""
    month, year = _month(found["month"]), int(found["year"] or today.year)
    day = {"early": 7, "start": 7, "beginning": 7, "mid": 15, "middle": 15}.get(found["part"])
    if not date.min.year < year < date.max.year:
        return Unreadable.TOO_FAR if year else Unreadable.PAST
    for tried in (year,) if found["year"] else (year, year + 1):
        on = date(tried, month, day) if day else _month_end(date(tried, month, 1))
        if on >= today:
            break
    return Due(on, found["part"] != "end")


def _parsed(text: str, today: date) -> date | None:
    """What dateparser makes of words that have the shape of a date."""
    import dateparser

    read = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time()),
        },
    )
    return read.date() if read else None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(text[:3]))


def _weekday(today: date, number: int) -> date:
    """The next such weekday, which may be today."""
    return today + timedelta(days=(number - today.weekday()) % 7)


def _next_weeks(today: date, number: int) -> date:
    """The weekday of next week, which begins on Monday."""
    return today + timedelta(days=7 - today.weekday() + number)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)

"""The school year: when its terms and half terms end.

The region's file holds typical dates for the North East. No council's published dates stand behind
it, so each of its rows is only about right; beyond the file the same rule is worked out.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from neambition.plan import Due

REGION = "north-east.csv"
SATURDAY = 5
LATEST_EARLY_EASTER = (4, 5)
"""Up to this month and day, school goes on until the Thursday before Good Friday."""


@dataclass(frozen=True)
class Term:
    """From the first to the last school day; the break is the half-term holiday. All in it.

    ValueError unless they follow each other. Not `certain`: the real days are not known.
    """

    name: str
    first: date
    break_first: date
    break_last: date
    last: date
    certain: bool = True

    def __post_init__(self) -> None:
        if not self.first < self.break_first <= self.break_last < self.last:
            raise ValueError("the days of a term do not follow each other")

    @property
    def half(self) -> Due:
        """The last school day before the half-term holiday."""
        return Due(_school_day(self.break_first, -1), not self.certain)

    @property
    def back(self) -> Due:
        """The first school day after the half-term holiday."""
        return Due(_school_day(self.break_last, 1), not self.certain)

    @property
    def end(self) -> Due:
        return Due(self.last, not self.certain)


def _school_day(day: date, step: int) -> date:
    """The nearest weekday before (-1) or after (1) that day."""
    day += timedelta(days=step)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=step)
    return day


@dataclass(frozen=True)
class Terms:
    """The terms that count somewhere, the earliest first; around them, typical ones."""

    known: tuple[Term, ...] = ()

    def from_(self, today: date, count: int) -> list[Term]:
        """The term of today, or in the holidays the coming one, and those after it."""
        years = range(today.year, today.year + count + 1)
        around = [t for year in years for t in typical(year) if not self._knows(t)]
        coming = [t for t in (*self.known, *around) if t.last >= today]
        return sorted(coming, key=lambda t: t.first)[:count]

    def _knows(self, about: Term) -> bool:
        """Whether the real days of that typical term, or of part of it, are known."""
        return any(t.first <= about.last and about.first <= t.last for t in self.known)

    def teaches(self, day: date) -> bool:
        """Whether a weekday lies in a term and not in its break."""
        (term,) = self.from_(day, 1)
        return term.first <= day and not term.break_first <= day <= term.break_last

    def half_term_end(self, today: date) -> Due:
        """The last day before the half-term holiday, or after it the last day of term."""
        (term,) = self.from_(today, 1)
        return term.half if today <= term.half.on else term.end

    def term_end(self, today: date) -> Due:
        return self.from_(today, 1)[0].end

    def next_term_end(self, today: date) -> Due:
        """The end of the term after that of `term_end`."""
        return self.from_(today, 2)[1].end

    def half_term(self, today: date) -> Due:
        """The last school day before the next half-term holiday."""
        return next(term.half for term in self.from_(today, 2) if term.half.on >= today)

    def after_half_term(self, today: date) -> Due:
        """The first school day after the half-term holiday, this one or the next."""
        return next(term.back for term in self.from_(today, 2) if term.back.on > today)

    def season_end(self, today: date, season: int) -> Due:
        """About the end of the coming autumn (0), spring (1) or summer (2) term."""
        months = ((9, 12), (1, 4), (5, 8))[season]
        ends = (t.end for t in self.from_(today, 4) if months[0] <= t.last.month <= months[1])
        return Due(next(ends).on, True)


@cache
def region() -> Terms:
    """The region's file."""
    text = (resources.files(__name__) / REGION).read_text(encoding="utf-8")
    return Terms(tuple(_term(row) for row in csv.DictReader(text.splitlines())))


def _term(row: dict[str, str]) -> Term:
    return Term(
        row["name"],
        date.fromisoformat(row["first_day"]),
        date.fromisoformat(row["half_term_first"]),
        date.fromisoformat(row["half_term_last"]),
        date.fromisoformat(row["last_day"]),
        row["certain"] == "yes",
    )


@cache
def typical(year: int) -> tuple[Term, ...]:
    """The three terms that begin in a year: spring, summer and autumn, about."""
    easter = _easter(year)
    early = (easter.month, easter.day) <= LATEST_EARLY_EASTER
    ends = easter - timedelta(days=3 if early else 9)
    days = (
        ("Spring", date(year, 1, 4), _monday(date(year, 2, 15)), ends),
        ("Summer", ends + timedelta(days=17), _monday(date(year, 5, 25)), date(year, 7, 20)),
        ("Autumn", date(year, 9, 2), _monday(date(year, 10, 25)), _friday(date(year, 12, 22))),
    )
    return tuple(_typical(f"{name} {year}", *of) for name, *of in days)


def _typical(name: str, first: date, half: date, last: date) -> Term:
    day = timedelta(days=1)
    first, last = _school_day(first - day, 1), _school_day(last + day, -1)
    return Term(name, first, half, half + timedelta(days=4), last, certain=False)


def _monday(day: date) -> date:
    """The first Monday from that day on."""
    return day + timedelta(days=-day.weekday() % 7)


def _friday(day: date) -> date:
    """The last Friday up to that day."""
    return day - timedelta(days=(day.weekday() - 4) % 7)


def _easter(year: int) -> date:
    """Easter Sunday."""
    import holidays

    days = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return next(day for day, name in days.items() if name == "Good Friday") + timedelta(days=2)

"""Term dates as a facilitator pastes or sends them: a term a line."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neambition.school_year import Term, Terms
from neambition.terms import read_days

MOST = 12
"""Lines taken at once: four school years."""
LONGEST = 2000
"""Letters of them all; a line of a term has about seventy."""
LONGEST_NAME = 30
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")


class Wrong(StrEnum):
    """What is wrong with a line."""

    PARTS = "parts"
    DAY = "day"
    ORDER = "order"
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Pasted:
    """The terms that could be read, the earliest first, and by the number of its line, from 1, what
    is wrong with each other one."""

    terms: Terms
    wrong: dict[int, Wrong]


def fits(text: str) -> bool:
    """Whether it is no more than is taken at once."""
    return len(text) <= LONGEST and len(_lines(text)) <= MOST


def read(text: str) -> Pasted:
    """A name and four days a line: the first day, the half-term holiday's first and last, the last
    day. Parted by commas, semicolons or tabs; a first line of titles is passed over."""
    found: list[Term] = []
    wrong: dict[int, Wrong] = {}
    for number, line in _lines(text):
        term = _term(line)
        if isinstance(term, Wrong):
            wrong[number] = term
        elif any(term.first <= other.last and other.first <= term.last for other in found):
            wrong[number] = Wrong.OVERLAP
        else:
            found.append(term)
    return Pasted(Terms(tuple(sorted(found, key=lambda term: term.first))), wrong)


def _lines(text: str) -> list[tuple[int, str]]:
    """Each line that says something, by its number; without the titles above them."""
    lines = [line for line in text.splitlines() if any(c.isalnum() for c in line)]
    numbered = list(enumerate(lines, 1))
    return [(n, line) for n, line in numbered if n > 1 or any(c.isdigit() for c in line)]


def _term(line: str) -> Term | Wrong:
    mark = next((mark for mark in "\t;" if mark in line), ",")
    parts = [part.strip() for part in next(csv.reader([line], delimiter=mark))]
    name, *days = [part for part in parts if part]
    if len(days) != 4:
        return Wrong.PARTS
    read_ = [_day(day) for day in days]
    first, break_first, break_last, last = read_
    if not (first and break_first and break_last and last):
        return Wrong.DAY
    try:
        return Term(name[:LONGEST_NAME], first, break_first, break_last, last)
    except ValueError:
        return Wrong.ORDER


def _day(text: str) -> date | None:
    """`2 Sep 2026`, `2/9/2026`, `2026-09-02`; a day without its year is none."""
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        return None
    days = read_days(text, date.min) if _YEAR.search(text) else None
    return days.first if days and days.first == days.last else None

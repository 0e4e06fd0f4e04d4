"""Reviewing again: what a second audit keeps of the last, and when it is time for one."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from neambition.framework import Framework, Level

MONTHS = 6
SECONDS_TO_KEEP = 6
SECONDS_TO_ANSWER = 22


class Given(Protocol):
    """An answer, and the version of the questions that it answers."""

    @property
    def level(self) -> Level: ...

    @property
    def framework(self) -> str: ...


@dataclass(frozen=True)
class Carried:
    """A level from last time. `afresh`: the statement is worded otherwise now, so it is asked as a
    new one, and what was said is only told."""

    level: Level
    afresh: bool

    @property
    def together(self) -> bool:
        """Whether it may be kept along with others, unread: what nobody knew is asked by itself."""
        return not self.afresh and self.level is not Level.NOT_SURE


def carried(
    framework: Framework, previous: Mapping[str, Given], frameworks: Mapping[str, Framework]
) -> dict[str, Carried]:
    """Of each of the framework's statements that was answered before: what is kept of that.

    `frameworks` are the versions by name; an answer to one that is not among them is asked afresh.
    """
    return {
        s.id: Carried(given.level, not _same(framework, frameworks, s.id, given))
        for s in framework.statements
        if (given := previous.get(s.id))
    }


def _same(
    framework: Framework, frameworks: Mapping[str, Framework], id_: str, given: Given
) -> bool:
    """Whether the answer would mean the same today."""
    old = frameworks.get(given.framework)
    if old is None or not same_words(framework, old, id_):
        return False
    if given.level is not Level.DOES_NOT_APPLY:
        return True
    return framework.by_id[id_].applies_unless == old.by_id[id_].applies_unless is not None


def same_words(one: Framework, other: Framework, id_: str) -> bool:
    """Whether both have the statement, and what is asked and what the levels mean reads alike."""
    now, then = one.by_id.get(id_), other.by_id.get(id_)
    if now is None or then is None:
        return False
    return (now.text, now.mostly, now.fully) == (then.text, then.mostly, then.fully)


def minutes(keep: int, ask: int) -> int:
    """How long it takes to look over so many answers and to give so many, rounded up to five."""
    seconds = keep * SECONDS_TO_KEEP + ask * SECONDS_TO_ANSWER
    return max(5, -(-seconds // 300) * 5)


def next_review(finished_at: int, zone: ZoneInfo) -> date:
    """Six calendar months after it was finished, on the month's last day where it has no such."""
    then = datetime.fromtimestamp(finished_at, zone)
    years, month = divmod(then.month - 1 + MONTHS, 12)
    year, month = then.year + years, month + 1
    return date(year, month, min(then.day, monthrange(year, month)[1]))


def due_again(finished_at: int, now: int, zone: ZoneInfo) -> bool:
    """Whether it is time for the next review; both moments in UTC seconds."""
    return datetime.fromtimestamp(now, zone).date() >= next_review(finished_at, zone)

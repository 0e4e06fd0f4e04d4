"""What may be said of an entry's link, by who read its page and what the program found.

A program cannot see what a person sees. That it was not let in says nothing about the link; that a
server once gave no answer says little; that a page is not there is said at once, and counts as for
good when it is so again after a night.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from neambition.resources.entry import Evidence, Resource
from neambition.resources.looks import NO_PAGE, Finding, Outcome


class State(StrEnum):
    """How a link stands. CHECKED: somebody read its page; OPENED: only the program opened it;
    UNOPENED: nobody and nothing did; ELSEWHERE: it opens as another page; SHUT: it did not open
    when it was last looked at; GONE: there was no page on different days."""

    CHECKED = "checked"
    OPENED = "opened"
    UNOPENED = "unopened"
    ELSEWHERE = "elsewhere"
    SHUT = "shut"
    GONE = "gone"


@dataclass(frozen=True)
class Standing:
    """How a link stands, by a day."""

    state: State
    on: date

    @property
    def opens(self) -> bool:
        """Whether nothing speaks against it."""
        return self.state not in (State.SHUT, State.GONE)

    @property
    def said(self) -> str:
        """In words that may stand beside others in a row."""
        month = f"{self.on:%B %Y}"
        match self.state:
            case State.CHECKED:
                return f"link last checked in {month}"
            case State.OPENED:
                return f"link opened in {month}, page not read by us"
            case State.UNOPENED:
                return "address not opened by us"
            case State.ELSEWHERE:
                return f"link led to another page when we looked in {month}"
            case State.SHUT:
                return f"did not open when we looked in {month}"
            case State.GONE:
                return f"no page there since {month}"


def standing(entry: Resource, found: Finding | None, zone: tzinfo) -> Standing:
    """How an entry's link stands. Somebody who read the page on that day or later knows better
    than the program; a finding about an address that the entry no longer has says nothing."""
    read = entry.checked if entry.evidence is Evidence.READ else None
    if found is None or found.url != entry.url:
        return _last_known(entry.checked, read, None)
    looked = _day(found.at, zone)
    if read and read >= looked:
        return Standing(State.CHECKED, read)
    start = _day_after(read, zone) if read else 0
    if found.outcome is Outcome.MOVED:
        return Standing(State.ELSEWHERE, looked)
    if found.outcome is Outcome.GONE:
        if found.since is not None and found.lasts(start):
            return Standing(State.GONE, _day(max(found.since, start), zone))
        return Standing(State.SHUT, looked)
    if found.outcome in NO_PAGE and found.lasts(start):
        return Standing(State.SHUT, looked)
    opened = None if found.opened is None else _day(found.opened, zone)
    return _last_known(entry.checked, read, opened)


def _last_known(seen: date, read: date | None, opened: date | None) -> Standing:
    if read:
        return Standing(State.CHECKED, max(read, opened or read))
    return Standing(State.OPENED, opened) if opened else Standing(State.UNOPENED, seen)


def _day(at: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(at, zone).date()


def _day_after(day: date, zone: tzinfo) -> int:
    """When the day is over: what was found before then, its reader knew better."""
    return int(datetime.combine(day + timedelta(days=1), time(), zone).timestamp())

"""What a look at an entry's address came to, and what is known after several."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

APART = 20 * 3600
"""Seconds between two looks that make them two days' looks: servers are mended overnight, and a
look every day at the same hour is at times some minutes early."""


class Outcome(StrEnum):
    """What a look at an address came to. MOVED: it opens, as another page than its own.

    FAILED: its server answered, but with no page; SILENT: nothing answered; UNSAFE: its certificate
    is not in order; NOT_ALLOWED: it is, or leads to, no address of the open internet; BUSY: its
    server asks for patience, so nothing was found out.
    """

    WORKS = "works"
    MOVED = "moved"
    GONE = "gone"
    REFUSED = "refused"
    FAILED = "failed"
    UNSAFE = "unsafe"
    SILENT = "silent"
    NOT_ALLOWED = "not_allowed"
    BUSY = "busy"


OPENS = frozenset({Outcome.WORKS, Outcome.MOVED})
NO_PAGE = frozenset({Outcome.FAILED, Outcome.UNSAFE, Outcome.SILENT})
"""The link did not open, and may well another time."""


@dataclass(frozen=True)
class Look:
    """One look at an address. `status`: of the last answer; `moved_to`: where redirects ended."""

    url: str
    outcome: Outcome
    status: int | None = None
    moved_to: str | None = None


@dataclass(frozen=True)
class Finding:
    """The latest look at an entry's address, at a Unix time. `since`: the first of the looks in a
    row that came to the same trouble; `opened`: when the address last opened."""

    url: str
    outcome: Outcome
    status: int | None
    moved_to: str | None
    at: int
    since: int | None
    opened: int | None

    def lasts(self, start: int = 0) -> bool:
        """Whether the trouble was there on different days, of the looks from `start` on."""
        return self.since is not None and self.at - max(self.since, start) >= APART


def outcome_of(status: int) -> Outcome:
    """What the status says with which an address, or where it leads, answered in the end."""
    if 200 <= status < 300:
        return Outcome.WORKS
    if status in (404, 410):
        return Outcome.GONE
    if status == 429:
        return Outcome.BUSY
    if status < 400 or 500 <= status < 600:
        return Outcome.FAILED
    return Outcome.REFUSED  # it wants a login, or no programs: some use numbers of their own


def is_elsewhere(url: str, end: str) -> bool:
    """Whether redirects ended at another page: not only at `https`, `www.` or without a slash."""
    return _page(url) != _page(end)


def _page(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")


def after(before: Finding | None, look: Look, at: int) -> Finding:
    """What is known once an address was looked at again. Of another address it starts anew."""
    if before and before.url != look.url:
        before = None
    opened = before.opened if before else None
    if look.outcome in OPENS:
        opened = at
    since = None
    if trouble := _trouble(look.outcome):
        since = at
        if before and before.since is not None and trouble == _trouble(before.outcome):
            since = before.since
    return Finding(look.url, look.outcome, look.status, look.moved_to, at, since, opened)


def _trouble(outcome: Outcome) -> frozenset[Outcome]:
    """The outcomes that go on with the same trouble; none where there is no trouble."""
    if outcome is Outcome.GONE:
        return frozenset({outcome})
    return NO_PAGE if outcome in NO_PAGE else frozenset()

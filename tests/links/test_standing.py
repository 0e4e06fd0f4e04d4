"""What may be said of a link, by who read its page and what the program found."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from neambition.resources.entry import Resource
from neambition.resources.links import State, standing
from neambition.resources.looks import Finding, Look, Outcome, after
from tests.test_catalogue import entry

ZONE = ZoneInfo("Europe/London")
NO_PAGE = [Outcome.SILENT, Outcome.FAILED, Outcome.UNSAFE]
SAYS_NOTHING = [Outcome.REFUSED, Outcome.NOT_ALLOWED]

READ = entry("read", checked="2026-09-10")
SEEN = entry("seen", checked="2026-09-10", evidence="seen")


def looked(*looks: tuple[str, Outcome]) -> Finding:
    """What is known after a look on each of those days, at noon."""
    finding = None
    for day, outcome in looks:
        at = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
        finding = after(finding, Look(READ.url, outcome), int(at.timestamp()))
    assert finding
    return finding


def said(entry: Resource, *looks: tuple[str, Outcome]) -> str:
    return standing(entry, looked(*looks) if looks else None, ZONE).said


def test_before_any_look_it_is_what_a_person_did() -> None:
    assert said(READ) == "link last checked in September 2026"
    assert said(SEEN) == "address not opened by us"


def test_what_opened_was_checked_then() -> None:
    works = ("2026-11-03", Outcome.WORKS)
    assert said(READ, works) == "link last checked in November 2026"
    assert said(SEEN, works) == "link opened in November 2026, page not read by us"


def test_what_leads_elsewhere_is_said_so() -> None:
    moved = ("2026-11-03", Outcome.MOVED)
    assert said(READ, moved) == "link led to another page when we looked in November 2026"
    assert standing(READ, looked(moved), ZONE).opens


def test_a_page_not_there_is_said_at_once_and_gone_on_another_day() -> None:
    first = ("2026-10-30", Outcome.GONE)
    assert said(READ, first) == "did not open when we looked in October 2026"
    assert standing(READ, looked(first), ZONE).state is State.SHUT
    again = looked(first, ("2026-11-03", Outcome.GONE))
    assert standing(READ, again, ZONE).state is State.GONE
    assert standing(READ, again, ZONE).said == "no page there since October 2026"
    assert not standing(READ, again, ZONE).opens


@pytest.mark.parametrize("outcome", NO_PAGE)
def test_one_look_without_a_page_says_little_and_two_say_so(outcome: Outcome) -> None:
    once, again = ("2026-10-30", outcome), ("2026-11-03", outcome)
    assert said(READ, once) == "link last checked in September 2026"
    assert said(READ, once, again) == "did not open when we looked in November 2026"


@pytest.mark.parametrize("outcome", [*SAYS_NOTHING, *NO_PAGE])
def test_what_opened_before_did_then(outcome: Outcome) -> None:
    looks = ("2026-10-30", Outcome.WORKS), ("2026-11-03", outcome)
    assert said(READ, *looks) == "link last checked in October 2026"
    assert said(SEEN, *looks) == "link opened in October 2026, page not read by us"


@pytest.mark.parametrize("outcome", SAYS_NOTHING)
def test_not_being_let_in_is_never_held_against_a_link(outcome: Outcome) -> None:
    looks = ("2026-10-30", outcome), ("2026-11-03", outcome)
    assert said(READ, *looks) == "link last checked in September 2026"
    assert said(SEEN, *looks) == "address not opened by us"


@pytest.mark.parametrize("outcome", [Outcome.GONE, *NO_PAGE, Outcome.MOVED])
def test_who_read_it_that_day_or_later_knows_better(outcome: Outcome) -> None:
    looks = looked(("2026-10-30", outcome), ("2026-11-03", outcome))
    for day in ("2026-11-03", "2026-11-20"):
        read = entry("read", checked=day)
        assert standing(read, looks, ZONE).said == "link last checked in November 2026"


def test_looks_from_before_somebody_read_it_count_no_more() -> None:
    read = entry("read", checked="2026-11-05")
    looks = [("2026-10-30", Outcome.GONE), ("2026-11-03", Outcome.GONE)]
    looks.append(("2026-11-06", Outcome.GONE))
    assert said(read, *looks) == "did not open when we looked in November 2026"
    looks.append(("2026-12-01", Outcome.GONE))
    assert said(read, *looks) == "no page there since November 2026"


def test_having_seen_an_address_is_not_having_opened_it() -> None:
    late = entry("late", checked="2026-12-01", evidence="seen")
    gone = ("2026-11-03", Outcome.GONE)
    assert said(late, gone) == "did not open when we looked in November 2026"


def test_what_was_found_of_another_address_says_nothing() -> None:
    elsewhere = entry("read", url="https://example.org/new", checked="2026-09-10")
    assert said(elsewhere, ("2026-11-03", Outcome.GONE)) == "link last checked in September 2026"

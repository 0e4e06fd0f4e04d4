"""The words of the screens: bars, numbers, days, and that each thing a person can meet has some."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from bot.plain import plain
from dialogs.cohorts import FILTERS
from dialogs.routes import Filter, Why
from dialogs.saying import (
    CONFIDENCES,
    EFFORTS,
    HOWS,
    KNOWERS,
    LEVELS,
    NEEDS,
    PROGRESS,
    ROLES,
    STAGES,
    ago,
    bar,
    cut,
    day,
    last_day,
    listed,
    moment,
    number,
    say,
)
from neambition.figures import Stage
from neambition.framework import Effort, Knower, Level, Need
from neambition.progress import Progress
from neambition.store.contacts import How
from neambition.store.memberships import Role

LONDON = ZoneInfo("Europe/London")
FULL, EMPTY = "▰", "▱"

parts = st.integers(min_value=1, max_value=200).flatmap(
    lambda whole: st.tuples(st.integers(min_value=0, max_value=whole), st.just(whole))
)


@given(parts, st.integers(min_value=1, max_value=20))
def test_a_bar_is_full_only_when_all_is_there(parts: tuple[int, int], cells: int) -> None:
    part, whole = parts
    drawn = bar(part, whole, cells)
    assert len(drawn) == cells
    assert drawn == drawn.count(FULL) * FULL + drawn.count(EMPTY) * EMPTY
    assert (EMPTY not in drawn) == (part == whole)


@given(parts)
def test_a_bar_never_shortens_when_more_is_there(parts: tuple[int, int]) -> None:
    part, whole = parts
    more = min(part + 1, whole)
    assert bar(part, whole).count(FULL) <= bar(more, whole).count(FULL)


@pytest.mark.parametrize(
    ("part", "whole", "full"), [(0, 0, 0), (0, 40, 0), (20, 40, 5), (39, 40, 9), (40, 40, 10)]
)
def test_how_far_a_bar_goes(part: int, whole: int, full: int) -> None:
    assert bar(part, whole) == FULL * full + EMPTY * (10 - full)


@pytest.mark.parametrize(
    ("count", "word"), [(0, "no"), (1, "one"), (3, "three"), (10, "ten"), (11, "11"), (40, "40")]
)
def test_numbers_are_words_up_to_ten(count: int, word: str) -> None:
    assert number(count) == word


@pytest.mark.parametrize(
    ("utc", "the_day", "the_moment"),
    [
        ("2026-11-24 10:00", "24 November 2026", "Tuesday 24 November, 10:00"),
        ("2026-11-30 08:05", "30 November 2026", "Monday 30 November, 8:05"),
        ("2026-07-01 11:15", "1 July 2026", "Wednesday 1 July, 12:15"),
        ("2026-06-30 23:30", "1 July 2026", "Wednesday 1 July, 0:30"),
        ("2026-03-29 00:59", "29 March 2026", "Sunday 29 March, 0:59"),
        ("2026-03-29 01:00", "29 March 2026", "Sunday 29 March, 2:00"),
        ("2026-10-25 00:30", "25 October 2026", "Sunday 25 October, 1:30"),
        ("2026-10-25 01:30", "25 October 2026", "Sunday 25 October, 1:30"),
        ("2026-12-31 23:59", "31 December 2026", "Thursday 31 December, 23:59"),
    ],
)
def test_days_and_moments_are_local(utc: str, the_day: str, the_moment: str) -> None:
    at = int(datetime.fromisoformat(utc).replace(tzinfo=UTC).timestamp())
    assert day(at, LONDON) == the_day
    assert moment(at, LONDON) == the_moment


@pytest.mark.parametrize(
    ("utc", "last"),
    [
        ("2026-12-08 10:00", "7 December 2026"),
        ("2026-12-01 00:30", "30 November 2026"),
        ("2026-07-01 23:30", "1 July 2026"),
        ("2026-10-25 23:30", "24 October 2026"),
        ("2026-03-29 23:15", "29 March 2026"),
    ],
)
def test_what_lasts_until_a_moment_lasts_all_the_day_before(utc: str, last: str) -> None:
    at = int(datetime.fromisoformat(utc).replace(tzinfo=UTC).timestamp())
    assert last_day(at, LONDON) == last


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("2026-11-24 00:01", "today"),
        ("2026-11-23 23:59", "yesterday"),
        ("2026-11-22 10:00", "2 days ago"),
        ("2026-11-11 10:00", "13 days ago"),
        ("2026-11-10 10:00", "2 weeks ago"),
        ("2026-09-23 10:00", "8 weeks ago"),
        ("2026-09-22 10:00", "on 22 September 2026"),
    ],
)
def test_how_long_ago_goes_by_days_of_the_calendar(then: str, said: str) -> None:
    at, now = (
        int(datetime.fromisoformat(utc).replace(tzinfo=UTC).timestamp())
        for utc in (then, "2026-11-24 10:00")
    )
    assert ago(at, now, LONDON) == said


@pytest.mark.parametrize("letters", [1, 63, 64, 65, 200])
def test_a_label_is_cut_where_it_would_be_too_long(letters: int) -> None:
    label = cut("x" * letters)
    assert len(label) == min(letters, 64)
    assert label.endswith("…") == (letters > 64)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        *((LEVELS, Level), (ROLES, Role), (EFFORTS, Effort), (NEEDS, Need), (KNOWERS, Knower)),
        *((PROGRESS, Progress), (HOWS, How), (STAGES, Stage), (FILTERS, Filter)),
    ],
)
def test_each_of_a_kind_has_words_of_its_own(
    words: Mapping[StrEnum, str], kinds: type[StrEnum]
) -> None:
    assert set(words) == set(kinds)
    assert all(word.strip() == word != "" for word in words.values())
    assert len(set(words.values())) == len(words)


def test_the_confidences_differ() -> None:
    assert len(set(CONFIDENCES)) == len(CONFIDENCES) == 4


@pytest.mark.parametrize(
    ("names", "said"),
    [("", ""), ("A", "A"), ("AB", "A and B"), ("ABC", "A, B and C"), ("ABCDE", "A, B and 3 more")],
)
def test_a_list_in_words_never_grows_long(names: str, said: str) -> None:
    assert listed(list(names)) == said


def test_what_is_cut_says_so() -> None:
    assert cut("Newsham", 7) == "Newsham"
    assert cut("Newsham Primary", 9) == "Newsham…"


def explained(why: str) -> str:
    return say("explain", why=why, longest=1000)


def test_each_reason_has_a_sentence_of_its_own() -> None:
    said = {why: explained(why) for why in Why}
    assert len(set(said.values())) == len(Why)
    assert all(sentence.endswith((".", "too.")) for sentence in said.values())


def test_only_trouble_is_trouble() -> None:
    otherwise = explained("something nobody thought of")
    assert [why for why in Why if explained(why) == otherwise] == [Why.TROUBLE]


def test_what_somebody_typed_is_never_a_mark() -> None:
    typed = """<b>&"'</b>"""
    html = say("reminder_set", when=typed, done=1, total=2)
    assert "&lt;b&gt;&amp;&#34;&#39;&lt;/b&gt;" in html
    assert f"I will remind you on {typed}." in plain(html)


def test_a_fact_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'total' is undefined"):
        say("reminder_set", when="Monday", done=1)

"""Reviewing again: what is kept of last time, what is asked afresh, and when it is time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.again import Carried, carried, due_again, minutes, next_review
from neambition.framework import Framework, Level
from tests.frameworks import all_at, changed, invented

LONDON = ZoneInfo("Europe/London")
OLD = invented()


@dataclass(frozen=True)
class Said:
    level: Level
    framework: str = OLD.version


def renamed(framework: Framework) -> Framework:
    return framework.model_copy(update={"version": "invented-2"})


def kept(new: Framework, said: dict[str, Said]) -> dict[str, Carried]:
    return carried(new, said, {OLD.version: OLD, "invented-2": new})


def said(levels: dict[str, Level]) -> dict[str, Said]:
    return {id_: Said(level) for id_, level in levels.items()}


def test_with_the_same_words_every_answer_is_kept() -> None:
    of = kept(renamed(OLD), said(all_at(OLD, Level.STARTED)))
    assert set(of) == set(OLD.by_id)
    assert all(one == Carried(Level.STARTED, afresh=False) for one in of.values())


@pytest.mark.parametrize("field", ["text", "mostly", "fully"])
def test_a_statement_of_other_words_is_asked_afresh(field: str) -> None:
    new = renamed(changed(OLD, {"3.2": {field: "Quite other words."}}))
    of = kept(new, said(all_at(OLD, Level.MOSTLY)))
    assert [id_ for id_, one in of.items() if one.afresh] == ["3.2"]
    assert not of["3.2"].together
    assert of["3.2"].level is Level.MOSTLY


@pytest.mark.parametrize("field", ["short", "why"])
def test_what_changes_nothing_of_the_question_asks_nothing_afresh(field: str) -> None:
    new = renamed(changed(OLD, {"3.2": {field: "Quite other words."}}))
    assert not any(one.afresh for one in kept(new, said(all_at(OLD, Level.FULLY))).values())


def test_does_not_apply_is_asked_afresh_when_its_reason_is_another() -> None:
    new = renamed(changed(OLD, {"7.3": {"applies_unless": "all of you leave"}}))
    assert kept(new, {"7.3": Said(Level.DOES_NOT_APPLY)})["7.3"].afresh
    assert not kept(new, {"7.3": Said(Level.FULLY)})["7.3"].afresh
    assert not kept(renamed(OLD), {"7.3": Said(Level.DOES_NOT_APPLY)})["7.3"].afresh


def test_of_a_statement_that_is_gone_nothing_is_kept_and_of_a_new_one_there_is_nothing() -> None:
    assert kept(OLD, {"9.9": Said(Level.FULLY)}) == {}


def test_an_answer_to_questions_nobody_has_any_more_is_asked_afresh() -> None:
    assert kept(OLD, {"1.1": Said(Level.FULLY, "lost")})["1.1"].afresh


def test_not_sure_is_kept_by_itself_alone() -> None:
    of = kept(OLD, {"1.1": Said(Level.NOT_SURE)})["1.1"]
    assert (of.afresh, of.together) == (False, False)


def at(year: int, month: int, day: int, hour: int = 12) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("then", "due"),
    [
        ((2026, 5, 12), date(2026, 11, 12)),
        ((2026, 8, 31), date(2027, 2, 28)),
        ((2027, 8, 31), date(2028, 2, 29)),
        ((2026, 8, 28), date(2027, 2, 28)),
        ((2026, 3, 31), date(2026, 9, 30)),
        ((2026, 12, 31), date(2027, 6, 30)),
        ((2028, 2, 29), date(2028, 8, 29)),
    ],
)
def test_six_calendar_months_after_the_last(then: tuple[int, int, int], due: date) -> None:
    assert next_review(at(*then), LONDON) == due
    noon = at(due.year, due.month, due.day)
    assert due_again(at(*then), noon, LONDON)
    assert not due_again(at(*then), noon - 86400, LONDON)


def test_the_day_is_the_schools() -> None:
    """Half past eleven at night in London's summer is half past ten in Greenwich."""
    assert next_review(at(2026, 6, 30, 23), LONDON) == date(2027, 1, 1)


@given(st.integers(0, 4 * 10**9))
def test_the_next_is_never_before_five_months_nor_after_six_and_some(then: int) -> None:
    days = (next_review(then, LONDON) - datetime.fromtimestamp(then, LONDON).date()).days
    assert 181 <= days <= 184
    assert not due_again(then, then, LONDON)


def test_keeping_all_takes_less_time_than_answering_all() -> None:
    assert minutes(40, 0) == 5
    assert minutes(0, 40) == 15
    assert minutes(0, 0) == 5

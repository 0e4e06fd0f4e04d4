"""Where a person stands: the order, what is next, what is before, and how far."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition import journey
from neambition.framework import Level
from neambition.journey import Answers, Place
from tests.frameworks import all_at, answers, invented

FRAMEWORK = invented()
IDS = [s.id for s in FRAMEWORK.statements]
QUICK = ["1.2", "2.3", "3.4", "4.5", "5.1", "6.2", "7.3", "8.4"]
QUICK_FIRST = QUICK + [id_ for id_ in IDS if id_ not in QUICK]

any_answers = answers(FRAMEWORK)
any_id = st.sampled_from(IDS)


def next_id(given_: Answers, quick_first: bool, after: str | None = None) -> str | None:
    statement = journey.next_open(FRAMEWORK, given_, quick_first, after)
    return statement.id if statement else None


def test_the_order_is_the_frameworks_or_the_quick_ones_and_then_the_rest() -> None:
    assert [s.id for s in journey.order(FRAMEWORK, quick_first=False)] == IDS
    assert [s.id for s in journey.order(FRAMEWORK, quick_first=True)] == QUICK_FIRST


def test_the_first_open_statement_is_next() -> None:
    assert next_id({}, quick_first=False) == "1.1"
    assert next_id({}, quick_first=True) == "1.2"
    assert next_id({"1.1": Level.NOT_SURE}, quick_first=False) == "1.2"


def test_the_next_follows_on_from_wherever_a_person_works() -> None:
    assert next_id({"5.1": Level.MOSTLY}, quick_first=False, after="5.1") == "5.2"
    assert next_id({"5.2": Level.MOSTLY}, quick_first=False, after="5.1") == "5.3"
    assert next_id({"8.4": Level.MOSTLY}, quick_first=True, after="8.4") == "1.1"


def test_after_the_last_come_those_left_open() -> None:
    given_ = all_at(FRAMEWORK, Level.FULLY)
    del given_["2.2"], given_["8.5"]
    assert next_id(given_, quick_first=False, after="8.5") == "2.2"


def test_the_only_open_statement_comes_after_itself() -> None:
    given_ = all_at(FRAMEWORK, Level.FULLY)
    del given_["2.2"]
    assert next_id(given_, quick_first=False, after="2.2") == "2.2"


@given(any_answers, st.booleans(), any_id)
def test_what_is_next_is_open_and_nothing_is_next_only_at_the_end(
    given_: Answers, quick_first: bool, after: str
) -> None:
    found = next_id(given_, quick_first, after)
    assert found not in given_
    assert (found is None) == journey.is_complete(FRAMEWORK, given_)


@given(any_answers, st.booleans())
def test_answering_what_is_next_reaches_the_end_asking_nothing_twice(
    given_: Answers, quick_first: bool
) -> None:
    now, after, asked = dict(given_), None, 0
    while (after := next_id(now, quick_first, after)) is not None:
        now[after] = Level.STARTED
        asked += 1
    assert asked == len(IDS) - len(given_)
    assert journey.answered(FRAMEWORK, now) == len(IDS)


@pytest.mark.parametrize(("quick_first", "ids"), [(False, IDS), (True, QUICK_FIRST)])
def test_going_back_retraces_the_order(quick_first: bool, ids: list[str]) -> None:
    assert journey.before(FRAMEWORK, quick_first, ids[0]) is None
    for earlier, later in pairwise(ids):
        statement = journey.before(FRAMEWORK, quick_first, later)
        assert statement is not None
        assert statement.id == earlier


def test_the_place_is_out_of_all_or_out_of_the_quick_ones() -> None:
    assert journey.place(FRAMEWORK, False, "2.2") == Place(7, 40)
    assert journey.place(FRAMEWORK, False, "2.3") == Place(8, 40)
    assert journey.place(FRAMEWORK, True, "3.4") == Place(3, 8)
    assert journey.place(FRAMEWORK, True, "1.1") == Place(9, 40)
    assert journey.place(FRAMEWORK, True, "8.5") == Place(40, 40)


def test_only_the_frameworks_own_statements_count_as_answered() -> None:
    given_ = {"1.1": Level.NOT_SURE, "9.9": Level.FULLY}
    assert journey.answered(FRAMEWORK, given_) == 1


def test_a_benchmark_ends_with_its_last_open_statement() -> None:
    given_ = {f"3.{n}": Level.NOT_SURE for n in range(1, 5)}
    assert journey.benchmark_ended(FRAMEWORK, given_, "3.4") is None
    given_["3.5"] = Level.DOES_NOT_APPLY
    ended = journey.benchmark_ended(FRAMEWORK, given_, "3.1")
    assert ended is FRAMEWORK.benchmark(3)


def test_the_quick_ones_end_with_the_last_of_them() -> None:
    given_ = dict.fromkeys(QUICK[1:], Level.STARTED)
    assert not journey.quick_ended(FRAMEWORK, given_)
    assert journey.quick_ended(FRAMEWORK, given_ | {"1.2": Level.STARTED})


@pytest.mark.parametrize("function", [journey.before, journey.place])
def test_a_statement_the_framework_does_not_have_is_a_key_error(function: object) -> None:
    assert callable(function)
    with pytest.raises(KeyError):
        function(FRAMEWORK, False, "9.9")

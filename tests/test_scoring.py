"""What the answers add up to."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from neambition.framework import Level
from neambition.journey import Answers
from neambition.scoring import BenchmarkScore, Scorecard, score
from tests.frameworks import all_at, answers, invented

FRAMEWORK = invented()
IDS = [s.id for s in FRAMEWORK.statements]
NOT_YET, STARTED, MOSTLY, FULLY, NOT_SURE, NO = Level
KNOWN = (NOT_YET, STARTED, MOSTLY, FULLY)

any_answers = answers(FRAMEWORK)
any_id = st.sampled_from(IDS)


def first(*levels: Level | None) -> BenchmarkScore:
    """The score of benchmark 1 with its statements answered so; None is unanswered."""
    given_ = {f"1.{n}": level for n, level in enumerate(levels, 1) if level}
    return score(FRAMEWORK, given_).benchmarks[0]


def rising(card: Scorecard) -> list[int]:
    """All that should only ever go up with a level."""
    ranges = [end for b in card.benchmarks for end in (b.low, b.high)]
    return [*ranges, card.fully_in_place, card.statements_in_place]


def test_the_levels_are_thirds() -> None:
    mixed = first(NOT_YET, STARTED, MOSTLY, FULLY, FULLY)
    assert (mixed.points, mixed.possible) == (9, 15)
    assert (mixed.low, mixed.high, mixed.is_range) == (60, 60, False)
    assert mixed.mostly_or_fully == 3
    assert mixed.missing == ("1.1", "1.2", "1.3")


def test_not_sure_is_a_range_from_nothing_to_all() -> None:
    unsure = first(FULLY, FULLY, FULLY, NOT_SURE, NOT_SURE)
    assert (unsure.low, unsure.high, unsure.is_range) == (60, 100, True)
    assert (unsure.not_sure, unsure.unanswered) == (2, 0)
    assert unsure.missing == ("1.4", "1.5")
    assert not unsure.fully


def test_the_unanswered_widen_the_range_and_are_counted_apart() -> None:
    begun = first(FULLY, FULLY, FULLY, None, NOT_SURE)
    assert (begun.low, begun.high, begun.is_range) == (60, 100, True)
    assert (begun.not_sure, begun.unanswered) == (1, 1)
    assert begun.missing == ("1.4", "1.5")


def test_does_not_apply_leaves_the_sum_and_is_counted() -> None:
    partly = first(FULLY, FULLY, NO, NO, STARTED)
    assert (partly.points, partly.possible, partly.applicable) == (7, 9, 3)
    assert partly.not_applicable == 2
    assert partly.missing == ("1.5",)
    assert first(FULLY, NO, NO, NO, NO).fully


def test_a_benchmark_of_which_nothing_applies_has_no_score() -> None:
    none = first(NO, NO, NO, NO, NO)
    assert not none.applies
    assert not none.fully
    assert (none.low, none.high, none.is_range) == (0, 0, False)
    assert none.gap == 0
    assert none.missing == ()


def test_per_cents_are_rounded_down() -> None:
    assert first(FULLY, FULLY, FULLY, FULLY, MOSTLY).low == 93
    assert first(FULLY, FULLY, MOSTLY, NO, NO).high == 88


def test_the_gap_leaves_out_what_is_not_known() -> None:
    assert first(NOT_YET, MOSTLY, NOT_SURE, None, NO).gap == Fraction(4, 6)
    assert first(NOT_SURE).gap == 0


def test_the_scorecard_counts_the_school() -> None:
    given_ = all_at(FRAMEWORK, FULLY) | {"1.1": MOSTLY, "2.1": NOT_SURE, "3.1": NOT_YET}
    given_ |= {f"4.{n}": NO for n in range(1, 6)}
    card = score(FRAMEWORK, given_)
    assert [b.number for b in card.benchmarks] == list(range(1, 9))
    assert (card.fully_in_place, card.benchmarks_that_apply) == (4, 7)
    assert (card.statements_in_place, card.statements_that_apply) == (33, 35)
    assert (card.to_find_out, card.not_applicable) == (1, 5)
    assert (card.unanswered, card.complete) == (0, True)
    del given_["1.1"]
    card = score(FRAMEWORK, given_)
    assert (card.unanswered, card.complete) == (1, False)
    assert card.statements_that_apply == 35


def test_ids_the_framework_does_not_have_are_ignored() -> None:
    assert score(FRAMEWORK, {"9.9": FULLY}) == score(FRAMEWORK, {})


@given(any_answers)
def test_every_range_lies_within_0_and_100(given_: Answers) -> None:
    for b in score(FRAMEWORK, given_).benchmarks:
        assert 0 <= b.low <= b.high <= 100
        assert b.is_range == (b.low < b.high)
        assert 0 <= b.gap <= 1


@given(any_answers)
def test_every_statement_is_counted_once(given_: Answers) -> None:
    card = score(FRAMEWORK, given_)
    assert card.statements_that_apply + card.not_applicable == len(IDS)
    assert card.unanswered == len(IDS) - len(given_)
    assert card.complete == (len(given_) == len(IDS))


@given(any_answers)
def test_100_means_that_every_applicable_statement_is_fully_in_place(given_: Answers) -> None:
    for b, score_ in zip(FRAMEWORK.benchmarks, score(FRAMEWORK, given_).benchmarks, strict=True):
        levels = {given_.get(s.id) for s in b.statements} - {NO}
        assert (score_.low == 100) == score_.fully == (levels == {FULLY})


@given(any_answers, any_id, st.sampled_from(KNOWN[:-1]))
def test_a_higher_level_never_lowers_anything(given_: Answers, id_: str, level: Level) -> None:
    below = score(FRAMEWORK, {**given_, id_: level})
    above = score(FRAMEWORK, {**given_, id_: KNOWN[KNOWN.index(level) + 1]})
    assert all(a >= b for a, b in zip(rising(above), rising(below), strict=True))


@given(any_answers, any_id, st.sampled_from(KNOWN), st.booleans())
def test_finding_out_stays_within_the_former_range(
    given_: Answers, id_: str, level: Level, was_asked: bool
) -> None:
    rest = {i: v for i, v in given_.items() if i != id_}
    former = score(FRAMEWORK, rest | {id_: NOT_SURE} if was_asked else rest)
    known = score(FRAMEWORK, rest | {id_: level})
    for was, now in zip(former.benchmarks, known.benchmarks, strict=True):
        assert was.low <= now.low <= now.high <= was.high

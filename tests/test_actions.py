"""Which three actions are offered, why, and what swapping one does."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.actions import (
    NO_PICKS,
    Picks,
    Slot,
    Suggestion,
    more,
    suggest,
    swap,
    ten_minutes,
    to_ask,
)
from neambition.framework import Action, Effort, Framework, Level
from neambition.journey import Answers
from tests.frameworks import all_at, answers, changed, invented

NOT_YET, STARTED, MOSTLY, FULLY, NOT_SURE, NO = Level
QUICK_WIN, FOUNDATION, PUPILS_NOTICE = Slot

Fields = dict[str, object]

QUICK: Fields = {"effort": "quick_win"}
YEAR: Fields = {"effort": "this_year"}
NOTICED: Fields = {"pupils_notice": True}
COSTS: Fields = {"needs": ["money"]}


def plain(**changes: Fields) -> Framework:
    """All alike: every action fits all three levels, takes a term, is free and goes unnoticed.

    The changes then make the case: `_3_1a=QUICK` is action 3.1a's effort.
    """
    framework = invented()
    action: Fields = {
        "for_levels": ["not_yet", "started", "mostly"],
        "effort": "this_term",
        "needs": [],
        "pupils_notice": False,
    }
    statement: Fields = {"leans_on": []}
    alike = dict.fromkeys(framework.actions, action) | dict.fromkeys(framework.by_id, statement)
    same = changed(framework, alike)
    return changed(same, {k.strip("_").replace("_", "."): v for k, v in changes.items()})


def shown(framework: Framework, given_: Answers, picks: Picks = NO_PICKS) -> dict[Slot, str]:
    return {s.slot: s.action.id for s in suggest(framework, given_, picks)}


def in_slot(framework: Framework, given_: Answers, slot: Slot) -> Suggestion:
    return next(s for s in suggest(framework, given_) if s.slot is slot)


# What every school may rely on, whatever it answered and picked


@dataclass(frozen=True)
class Case:
    """A school's answers and picks, fitting or not, in one of many frameworks."""

    seed: int
    one_costs_in: int
    answers: Answers
    picks: Picks

    @property
    def framework(self) -> Framework:
        return invented(self.seed, self.one_costs_in)

    @property
    def fitting(self) -> list[Action]:
        actions = self.framework.actions.values()
        return [a for a in actions if self.answers.get(a.statement) in a.for_levels]

    def suggest(self, picks: Picks = NO_PICKS) -> tuple[Suggestion, ...]:
        return suggest(self.framework, self.answers, picks)

    def shown(self, picks: Picks = NO_PICKS) -> dict[Slot, str]:
        return shown(self.framework, self.answers, picks)


slots = st.sampled_from(Slot)
any_pick = st.sampled_from([*invented().actions, "9.9a"])
cases = st.builds(
    Case,
    st.integers(0, 20),
    st.integers(1, 5),
    answers(invented()),
    st.dictionaries(slots, any_pick),
)


def go_together(actions: Iterable[Action]) -> bool:
    listed = list(actions)
    benchmarks = {a.id[0] for a in listed}
    costly = [a for a in listed if a.needs]
    long = [a for a in listed if a.effort is Effort.THIS_YEAR]
    return len(benchmarks) == len(listed) and len(costly) <= 1 and len(long) <= 1


def is_meant(case: Case, slot: Slot, action: Action) -> bool:
    """Whether the action is what the slot's name says."""
    match slot:
        case Slot.QUICK_WIN:
            return action.effort is Effort.QUICK_WIN
        case Slot.FOUNDATION:
            level = case.answers[action.statement]
            return action.statement in ("1.1", "1.2") and level in (NOT_YET, STARTED)
        case Slot.PUPILS_NOTICE:
            soon = action.effort is not Effort.THIS_YEAR
            return action.pupils_notice and soon and action.id[0] in "3456"


def most_possible(actions: Iterable[Action]) -> int:
    """Worked out the long way, over every choice of actions that differ in what limits see."""
    kinds = {(a.id[0], bool(a.needs), a.effort is Effort.THIS_YEAR): a for a in actions}.values()
    return max(n for n in range(4) if any(go_together(trio) for trio in combinations(kinds, n)))


@given(cases)
def test_the_limits_always_hold_and_every_action_fits_its_answer(case: Case) -> None:
    trio = case.suggest(case.picks)
    assert go_together(s.action for s in trio)
    for s in trio:
        assert s.action in s.statement.actions
        assert s.level is case.answers[s.statement.id]
        assert s.level in s.action.for_levels
        assert s.leaners == case.framework.leaners(s.statement.id)


@given(cases)
def test_three_are_offered_whenever_three_are_to_be_had(case: Case) -> None:
    assert len(case.suggest()) == most_possible(case.fitting)


@given(cases)
def test_the_same_answers_bring_the_same_actions_in_whatever_order_they_came(case: Case) -> None:
    backwards = dict(reversed([*case.answers.items()]))
    assert suggest(case.framework, backwards, case.picks) == case.suggest(case.picks)


@given(cases)
def test_they_are_shown_quick_win_first_and_pupils_last(case: Case) -> None:
    places = [[*Slot].index(s.slot) for s in case.suggest(case.picks)]
    assert places == sorted(set(places))


@given(cases)
def test_a_slot_is_what_its_name_says_or_says_that_it_is_not(case: Case) -> None:
    for s in case.suggest(case.picks):
        assert s.by_gap is not is_meant(case, s.slot, s.action)


@given(cases)
def test_more_is_every_other_action_that_fits(case: Case) -> None:
    others = [a.id for a in more(case.framework, case.answers, case.picks)]
    offered = [*case.shown(case.picks).values()]
    assert sorted(others + offered) == sorted(a.id for a in case.fitting)


@given(cases)
def test_ten_minutes_begins_a_suggestion_and_a_quick_win_if_there_is_one(case: Case) -> None:
    trio = case.suggest()
    quick = [s for s in trio if s.action.effort is Effort.QUICK_WIN]
    assert ten_minutes(case.framework, case.answers) == next(iter(quick or trio), None)


@given(cases)
def test_to_ask_is_what_nobody_was_sure_of(case: Case) -> None:
    unsure = [id_ for id_ in sorted(case.answers) if case.answers[id_] is NOT_SURE]
    assert [s.id for s in to_ask(case.framework, case.answers)] == unsure


@pytest.mark.parametrize("level", [FULLY, NOT_SURE, NO, None])
def test_nothing_is_suggested_where_nothing_is_known_to_be_missing(level: Level | None) -> None:
    framework = invented()
    given_ = all_at(framework, level) if level else {}
    assert suggest(framework, given_) == ()
    assert more(framework, given_) == ()
    assert ten_minutes(framework, given_) is None
    assert swap(framework, given_, NO_PICKS, QUICK_WIN) == {}


@pytest.mark.parametrize("seed", range(20))
def test_a_school_that_has_nothing_yet_is_offered_three_and_a_lead(seed: int) -> None:
    framework = invented(seed)
    trio = shown(framework, all_at(framework, NOT_YET))
    assert len(trio) == 3
    assert trio[FOUNDATION].startswith("1.1")


# Pupils notice


def test_pupils_notice_comes_from_the_largest_gap_of_benchmarks_3_to_6() -> None:
    framework = plain(_2_1a=NOTICED, _3_1a=NOTICED, _4_1a=NOTICED, _6_1a=NOTICED, _7_1a=NOTICED)
    given_ = all_at(framework, MOSTLY)
    assert shown(framework, given_)[PUPILS_NOTICE] == "3.1a"
    given_ |= {"2.1": NOT_YET, "4.2": STARTED, "6.2": NOT_YET, "7.1": NOT_YET}
    assert shown(framework, given_)[PUPILS_NOTICE] == "6.1a"


def test_the_gap_leaves_out_what_nobody_is_sure_of() -> None:
    framework = plain(_3_1a=NOTICED, _4_1a=NOTICED)
    given_ = all_at(framework, MOSTLY) | {"4.2": STARTED}
    given_ |= {f"3.{n}": NOT_SURE for n in range(2, 6)}
    assert shown(framework, given_)[PUPILS_NOTICE] == "4.1a"


def test_what_takes_a_year_is_not_noticed_soon() -> None:
    framework = plain(_3_1a=NOTICED | YEAR, _5_1a=NOTICED)
    assert shown(framework, all_at(framework, NOT_YET))[PUPILS_NOTICE] == "5.1a"


# Foundation


@pytest.mark.parametrize(
    ("lead", "plan", "expected"),
    [
        (NOT_YET, NOT_YET, "1.1a"),
        (STARTED, NOT_YET, "1.1a"),
        (MOSTLY, STARTED, "1.2a"),
        (FULLY, NOT_YET, "1.2a"),
        (NOT_SURE, NOT_YET, "1.2a"),
        (NO, STARTED, "1.2a"),
        (None, STARTED, "1.2a"),
    ],
)
def test_the_lead_comes_first_and_then_the_plan(
    lead: Level | None, plan: Level, expected: str
) -> None:
    framework = plain()
    given_ = all_at(framework, MOSTLY) | {"1.2": plan}
    if lead:
        given_["1.1"] = lead
    else:
        del given_["1.1"]
    found = in_slot(framework, given_, FOUNDATION)
    assert (found.action.id, found.by_gap) == (expected, False)


def test_with_the_foundations_laid_it_is_the_next_largest_gap() -> None:
    framework = plain(_3_1a=NOTICED, _2_1a=QUICK)
    given_ = all_at(framework, MOSTLY) | {"3.1": NOT_YET, "8.3": STARTED, "2.1": STARTED}
    assert shown(framework, given_)[FOUNDATION] == "2.1a"
    given_["8.3"] = NOT_YET
    found = in_slot(framework, given_, FOUNDATION)
    assert (found.action.id, found.by_gap) == ("8.3a", True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "7.2a"),
        ({"_1_5": {"leans_on": ["7.4"]}}, "7.4a"),
        ({"_1_5": {"leans_on": ["7.4"]}, "_7_4b": QUICK}, "7.4b"),
        ({"_7_4b": QUICK}, "7.4b"),
        ({"_1_5": {"leans_on": ["7.3"]}}, "7.2a"),
    ],
)
def test_within_a_benchmark_lowest_level_then_leaners_then_effort_then_order(
    changes: dict[str, Fields], expected: str
) -> None:
    framework = plain(**changes)
    given_ = {"7.1": MOSTLY, "7.2": NOT_YET, "7.3": STARTED, "7.4": NOT_YET}
    assert shown(framework, given_) == {FOUNDATION: expected}


# Quick win


def test_the_quick_win_is_the_one_nearest_to_done() -> None:
    framework = plain(_2_1a=QUICK, _7_1a=QUICK, _8_1a=QUICK)
    given_ = all_at(framework, FULLY) | {"2.1": NOT_YET, "7.1": MOSTLY, "8.1": STARTED}
    given_ |= {"1.1": NOT_YET, "3.1": NOT_YET}
    assert shown(framework, given_)[QUICK_WIN] == "7.1a"


@pytest.mark.parametrize(
    ("leaning", "expected"), [([], "7.1a"), (["8.2"], "8.2a"), (["7.1", "8.2"], "7.1a")]
)
def test_between_quick_wins_leaners_decide_and_then_the_order(
    leaning: list[str], expected: str
) -> None:
    framework = plain(_7_1a=QUICK, _8_2a=QUICK, _1_5={"leans_on": leaning})
    # The gap of 8 is larger, which is not what a quick win goes by.
    given_ = all_at(framework, MOSTLY) | {"8.1": STARTED, "1.1": NOT_YET}
    assert shown(framework, given_)[QUICK_WIN] == expected


# The three together


def test_the_narrowest_choice_is_made_first() -> None:
    # 3.1a is also the best quick win, and the lead's action may cost only if nothing else does.
    framework = plain(_3_1a=NOTICED | QUICK | COSTS, _2_1a=QUICK, _1_1a=COSTS)
    trio = shown(framework, all_at(framework, NOT_YET))
    assert trio == {PUPILS_NOTICE: "3.1a", FOUNDATION: "1.1b", QUICK_WIN: "2.1a"}


def test_only_one_takes_a_year() -> None:
    framework = plain(_1_1a=YEAR, _1_1b=YEAR, _2_1a=YEAR, _2_1b=YEAR)
    given_ = all_at(framework, FULLY) | dict.fromkeys(["1.1", "2.1", "3.1"], NOT_YET)
    trio = shown(framework, given_)
    assert trio[FOUNDATION] == "1.1a"
    assert len(trio) == 2


def test_an_empty_slot_is_filled_from_the_largest_gap_whatever_its_effort() -> None:
    framework = plain(_8_1a=YEAR, _8_1b=YEAR)
    given_ = all_at(framework, MOSTLY) | {"1.1": NOT_YET, "8.1": NOT_YET, "5.1": STARTED}
    trio = {s.slot: (s.action.id, s.by_gap) for s in suggest(framework, given_)}
    assert trio[PUPILS_NOTICE] == ("8.1a", True)
    assert trio[FOUNDATION] == ("1.1a", False)
    assert trio[QUICK_WIN] == ("5.1a", True)


def test_filling_a_slot_never_takes_the_foundations_benchmark() -> None:
    framework = plain()
    given_ = all_at(framework, MOSTLY) | {f"1.{n}": NOT_YET for n in range(2, 6)}
    given_["1.1"] = STARTED
    assert shown(framework, given_)[FOUNDATION] == "1.1a"


def test_a_choice_gives_way_where_it_would_cost_the_third() -> None:
    framework = plain(_3_1a=NOTICED | COSTS, _3_1b=NOTICED, _2_1a=COSTS, _2_1b=COSTS)
    given_ = all_at(framework, FULLY) | dict.fromkeys(["1.1", "2.1", "3.1"], NOT_YET)
    assert shown(framework, given_)[PUPILS_NOTICE] == "3.1b"
    given_["8.1"] = MOSTLY
    assert shown(framework, given_)[PUPILS_NOTICE] == "3.1a"


def test_more_goes_from_the_largest_gap_down() -> None:
    framework = plain()
    given_ = all_at(framework, FULLY)
    given_ |= {"1.1": MOSTLY, "2.1": NOT_YET, "3.1": STARTED, "4.1": MOSTLY, "2.2": STARTED}
    assert [a.id for a in more(framework, given_)] == [
        *("2.1b", "2.2a", "2.2b"),
        *("3.1b", "1.1b", "4.1a", "4.1b"),
    ]


# Picks and swapping


@given(cases, slots)
def test_a_swap_changes_its_slot_only_and_is_what_is_then_shown(case: Case, slot: Slot) -> None:
    before = case.shown(case.picks)
    after = swap(case.framework, case.answers, case.picks, slot)
    assert case.shown(after) == after
    assert after.keys() == before.keys()
    assert all(after[s] == before[s] for s in before if s is not slot)


@given(cases, slots)
def test_swapping_goes_through_the_slots_candidates_and_comes_back_round(
    case: Case, slot: Slot
) -> None:
    first = case.shown()
    others = [case.framework.actions[id_] for s, id_ in first.items() if s is not slot]
    beside = [a for a in case.fitting if go_together([*others, a])]
    candidates = [a.id for a in beside if is_meant(case, slot, a)] or [a.id for a in beside]
    picks: Picks = first
    seen = []
    for _ in candidates:
        seen.append(picks[slot])
        picks = swap(case.framework, case.answers, picks, slot)
    assert picks == first
    assert sorted(seen) == sorted(candidates)


def test_a_swap_brings_the_next_best() -> None:
    framework = plain(_2_1a=QUICK, _7_1a=QUICK, _7_2a=QUICK, _8_1a=QUICK)
    given_ = all_at(framework, STARTED) | {"7.1": MOSTLY, "8.1": NOT_YET, "3.1": NOT_YET}
    seen = []
    picks: Picks = NO_PICKS
    for _ in range(5):
        seen.append(shown(framework, given_, picks)[QUICK_WIN])
        picks = swap(framework, given_, picks, QUICK_WIN)
    assert seen == ["7.1a", "2.1a", "7.2a", "8.1a", "7.1a"]


def test_swapping_a_filled_slot_goes_through_what_fits_by_gap() -> None:
    framework = plain()
    given_ = all_at(framework, FULLY) | {"1.1": NOT_YET, "3.1": NOT_YET, "7.1": MOSTLY}
    given_ |= {"8.1": STARTED}
    seen = []
    picks: Picks = NO_PICKS
    for _ in range(5):
        seen.append(shown(framework, given_, picks)[QUICK_WIN])
        picks = swap(framework, given_, picks, QUICK_WIN)
    assert seen == ["8.1a", "8.1b", "7.1a", "7.1b", "8.1a"]


def test_swapping_the_lead_goes_on_to_the_plan() -> None:
    framework = plain()
    given_ = all_at(framework, NOT_YET)
    seen = []
    picks: Picks = NO_PICKS
    for _ in range(4):
        seen.append(shown(framework, given_, picks)[FOUNDATION][:3])
        picks = swap(framework, given_, picks, FOUNDATION)
    assert set(seen) == {"1.1", "1.2"}
    assert seen == sorted(seen)


@given(cases, slots)
def test_picks_outlive_an_answer_that_is_not_theirs(case: Case, slot: Slot) -> None:
    picks = swap(case.framework, case.answers, case.picks, slot)
    theirs = {case.framework.actions[id_].statement for id_ in picks.values()}
    other = next(s.id for s in case.framework.statements if s.id not in theirs)
    for level in Level:
        now = shown(case.framework, {**case.answers, other: level}, picks)
        assert now.items() >= picks.items()


@given(cases)
def test_a_pick_that_no_longer_fits_leaves_its_slot_to_the_rule(case: Case) -> None:
    for slot, id_ in case.shown().items():
        done = {**case.answers, case.framework.actions[id_].statement: FULLY}
        kept = {s: i for s, i in case.shown().items() if s is not slot}
        assert shown(case.framework, done, case.shown()) == shown(case.framework, done, kept)


def test_of_two_picks_that_do_not_go_together_the_narrower_slots_is_kept() -> None:
    framework = plain(_3_1a=NOTICED, _3_2a=QUICK)
    given_ = all_at(framework, NOT_YET)
    picks = {QUICK_WIN: "3.2a", PUPILS_NOTICE: "3.1a"}
    trio = shown(framework, given_, picks)
    assert trio[PUPILS_NOTICE] == "3.1a"
    assert trio[QUICK_WIN] != "3.2a"


def test_a_pick_is_kept_though_the_rule_would_now_choose_another() -> None:
    framework = plain(_2_1a=QUICK, _8_1a=QUICK)
    given_ = all_at(framework, STARTED) | {"8.1": MOSTLY}
    assert shown(framework, given_)[QUICK_WIN] == "8.1a"
    assert shown(framework, given_, {QUICK_WIN: "2.1a"})[QUICK_WIN] == "2.1a"

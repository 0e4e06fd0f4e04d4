"""From a suggestion into the plan, and from a finished action to its statement."""

from dataclasses import replace

import pytest

from bot.plain import plain
from dialogs.routes import (
    AddAction,
    AlreadyDone,
    BringBack,
    Explain,
    Finished,
    FinishedFor,
    FinishedSays,
    ItemHelp,
    ItemState,
    MoreActions,
    NotForUs,
    OwnWords,
    Plan,
    PlanItem,
    SchoolJson,
    SchoolTables,
    SchoolWorkbook,
    Summary,
    Ten,
    UndoChange,
    WhatMovedIn,
    Why,
)
from neambition import actions
from neambition.framework import Framework, Level
from neambition.plan import By, State
from neambition.store import answers, audits, frameworks, now, plan
from neambition.store.memberships import Role
from neambition.store.plan import Doer, What
from tests.plan.laid import AUDIT, SCHOOL, item, puts_in
from tests.play import house
from tests.walk import Walk

# --- from a suggestion


def test_what_is_in_the_plan_is_suggested_no_more(walk: Walk) -> None:
    suggested = [s.action.id for s in actions.suggest(house().framework, all_started())]
    for id_ in suggested:
        walk.taps("Ana", AddAction(AUDIT, id_))
    again = actions.suggest(
        house().framework, all_started(), without=plan.taken(walk.store.reader, SCHOOL)
    )
    assert not {s.action.id for s in again} & set(suggested)
    walk.taps("Ana", Summary(AUDIT))
    shown = {route.action for route in walk.ways("Ana") if isinstance(route, AddAction)}
    assert len(shown) == 3
    assert not shown & set(suggested)
    first = walk.taps("Ana", Ten()).screen.rows[0][0].route
    assert isinstance(first, AddAction)
    assert first.action not in suggested


def all_started() -> dict[str, Level]:
    return dict.fromkeys(house().framework.by_id, Level.STARTED)


def test_what_is_not_for_us_is_not_suggested_until_it_is_brought_back(walk: Walk) -> None:
    (first, *_) = (s.action.id for s in actions.suggest(house().framework, all_started()))
    walk.taps("Ana", NotForUs(AUDIT, first))
    assert AddAction(AUDIT, first) not in walk.ways("Ana")
    page = 0
    while f"{first} " not in plain(walk.taps("Ana", MoreActions(AUDIT, page)).screen.html):
        page += 1
        if page > 20:
            break
    assert page > 20
    walk.taps("Ana", BringBack(AUDIT, first))
    walk.taps("Ana", Summary(AUDIT))
    assert AddAction(AUDIT, first) in walk.ways("Ana")


def test_added_twice_it_is_there_once(walk: Walk) -> None:
    puts_in(walk)
    assert walk.taps("Ben", AddAction(AUDIT, "1.1a")).route == PlanItem(1)
    assert len(plan.items(walk.store.reader, SCHOOL)) == 1


def test_done_already_is_in_the_plan_as_done_and_changes_what_stands_now(walk: Walk) -> None:
    walk.taps("Ana", AlreadyDone(AUDIT, "1.1a"))
    walk.follows("Ana", FinishedSays, "Fully")
    assert item(walk).now.state is State.DONE
    stands = now.latest(walk.store.reader, SCHOOL)["1.1"]
    assert (stands.level, stands.audit, stands.cause) == (Level.FULLY, None, 1)
    assert answers.levels(walk.store.reader, AUDIT) == all_started()


# --- finished


def test_a_finished_action_changes_now_and_leaves_the_audit_as_it_was(walk: Walk) -> None:
    seen = puts_in(walk).seen
    assert walk.taps("Ben", ItemState(1, State.DONE, seen)).route == Finished(1)
    before = walk.rows("SELECT * FROM standing"), walk.rows("SELECT * FROM result")
    walk.follows("Ben", FinishedSays, "Mostly")
    assert now.levels(walk.store.reader, SCHOOL)["1.1"] is Level.MOSTLY
    assert answers.levels(walk.store.reader, AUDIT)["1.1"] is Level.STARTED
    assert (walk.rows("SELECT * FROM standing"), walk.rows("SELECT * FROM result")) == before


def test_finished_twice_it_is_answered_once(walk: Walk) -> None:
    seen = puts_in(walk).seen
    for who in ("Ana", "Ben"):
        assert walk.taps(who, ItemState(1, State.DONE, seen)).route == Finished(1)
    shown = walk.way("Ben", FinishedSays, "Mostly")
    assert shown
    walk.taps("Ben", shown)
    walk.taps("Ben", shown)
    assert walk.rows("SELECT count(*) FROM answer WHERE cause = 1") == [(1,)]
    assert len([c for c in plan.changes(walk.store.reader, 1) if c.new == State.DONE]) == 1
    late = walk.taps("Ana", FinishedSays(1, "1.1", Level.FULLY, shown.shown))
    assert late.toast == "Answered meanwhile: see it first"


def test_with_an_audit_open_the_answer_goes_into_it(walk: Walk) -> None:
    db = walk.store.writer
    opened = audits.start(db, SCHOOL, house().framework.version, False, walk.now)
    seen = puts_in(walk).seen
    walk.taps("Ana", ItemState(1, State.DONE, seen))
    walk.follows("Ana", FinishedSays, "Fully")
    assert answers.levels(walk.store.reader, opened) == {"1.1": Level.FULLY}
    assert walk.rows("SELECT audit, cause FROM answer ORDER BY id DESC LIMIT 1") == [(opened, 1)]


def test_own_words_ask_which_statement_they_changed(walk: Walk) -> None:
    walk.taps("Ana", OwnWords(SCHOOL, 5))
    walk.says("Ana", "Ask the harbour master")
    walk.taps("Ana", ItemState(1, State.DONE, item(walk).seen))
    walk.follows("Ana", FinishedFor, "5.1")
    walk.follows("Ana", FinishedSays, "Fully")
    assert now.levels(walk.store.reader, SCHOOL)["5.1"] is Level.FULLY


def test_what_is_not_done_is_not_asked_about(walk: Walk) -> None:
    puts_in(walk)
    stands = now.latest(walk.store.reader, SCHOOL)["1.1"]
    walk.taps("Ana", FinishedSays(1, "1.1", Level.FULLY, stands.id))
    assert now.levels(walk.store.reader, SCHOOL)["1.1"] is Level.STARTED


def test_an_action_whose_statement_is_no_longer_asked_still_stands(walk: Walk) -> None:
    """The item keeps its words; its benchmark's statements of today are offered instead."""
    db = walk.store.writer
    what = What(house().framework.version, 1, "1.9a", "Something of an older version")
    id_ = plan.add(db, SCHOOL, what, Doer(1, Role.LEAD), walk.now)
    assert "older version" in plain(walk.taps("Ana", PlanItem(id_)).screen.html)
    assert plain(walk.taps("Ana", ItemHelp(id_)).screen.html)
    walk.taps("Ana", ItemState(id_, State.DONE, item(walk, id_).seen))
    assert "1.9 is not asked any more" in plain(walk.latest("Ana").html)
    walk.follows("Ana", FinishedFor, "1.2")
    walk.follows("Ana", FinishedSays, "Mostly")
    assert now.levels(walk.store.reader, SCHOOL)["1.2"] is Level.MOSTLY


# --- done already


def test_done_already_put_in_by_mistake_is_taken_out_by_one_undo(walk: Walk) -> None:
    walk.taps("Ana", AlreadyDone(AUDIT, "1.1a"))
    assert walk.taps("Ana", UndoChange(1, item(walk).seen)).route == Plan(SCHOOL, By.DUE, 0)
    assert plan.items(walk.store.reader, SCHOOL) == []


def test_what_was_to_do_and_is_done_already_is_done(walk: Walk) -> None:
    puts_in(walk)
    assert walk.taps("Ben", AlreadyDone(AUDIT, "1.1a")).route == Finished(1)
    assert item(walk).now.state is State.DONE
    assert len(plan.items(walk.store.reader, SCHOOL)) == 1


def newer(walk: Walk) -> None:
    """From today on the questions are a version that does not ask 1.1, and has 1.9 instead."""
    said = (
        house()
        .framework.model_dump_json()
        .replace('"1.1', '"1.9')
        .replace("primary-1", "primary-2")
    )
    version = Framework.model_validate_json(said)
    frameworks.pin(walk.store.writer, version)
    pinned = {**walk.house.pinned, version.version: version}
    walk.house = walk.desk.house = replace(walk.house, framework=version, pinned=pinned)


@pytest.mark.parametrize("opened", [False, True])
def test_of_a_statement_no_longer_asked_others_are_offered_and_files_are_made(
    walk: Walk, opened: bool
) -> None:
    newer(walk)
    if opened:
        audits.start(walk.store.writer, SCHOOL, "primary-2", False, walk.now)
    walk.taps("Ana", AlreadyDone(AUDIT, "1.1a"))
    assert "1.1 is not asked any more" in plain(walk.latest("Ana").html)
    forged = FinishedSays(1, "1.1", Level.FULLY, 0)
    assert walk.taps("Ana", forged).route == Explain(Why.GONE)
    walk.taps("Ana", Finished(1))
    walk.follows("Ana", FinishedFor, "1.9")
    walk.follows("Ana", FinishedSays, "Fully")
    assert "1.1" not in dict(walk.rows("SELECT statement, 1 FROM answer WHERE cause = 1"))
    for route in (SchoolJson(SCHOOL), SchoolWorkbook(SCHOOL), SchoolTables(SCHOOL)):
        assert walk.taps("Ana", route).screen.papers


def test_a_statement_that_applies_to_every_school_cannot_be_said_not_to(walk: Walk) -> None:
    stands = now.latest(walk.store.reader, SCHOOL)["1.1"]
    walk.taps("Ana", AlreadyDone(AUDIT, "1.1a"))
    said = walk.taps("Ana", FinishedSays(1, "1.1", Level.DOES_NOT_APPLY, stands.id))
    assert said.route == Explain(Why.CANNOT_APPLY)
    assert now.latest(walk.store.reader, SCHOOL)["1.1"] == stands


def test_undoing_done_says_that_the_answer_stands(walk: Walk) -> None:
    seen = puts_in(walk).seen
    walk.taps("Ana", ItemState(1, State.DONE, seen))
    walk.follows("Ana", FinishedSays, "Fully")
    undone = walk.taps("Ana", UndoChange(1, item(walk).seen))
    assert undone.toast == "Undone. Now: to do. What you said of 1.1 stays: Fully in place"
    assert plain(walk.taps("Ana", WhatMovedIn(SCHOOL, 1)).screen.html).count("Ask the head") == 0

"""What was given stays given, once each; and nobody reaches into another school."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.plain import plain
from dialogs import conversation, relations
from dialogs.codes import Route
from dialogs.doors import DOORS
from dialogs.routes import (
    AddAction,
    Answer,
    Begin,
    ChangeAnswer,
    Changed,
    ConfirmSchool,
    Decide,
    DeleteNote,
    DeleteNoteForGood,
    EraseMeForGood,
    Explain,
    FindResource,
    Finish,
    History,
    ItemNotes,
    JoinRequest,
    KeepAside,
    MakeLink,
    NoteMine,
    Notes,
    Register,
    ReminderSet,
    SendQuestion,
    ShowStatement,
    SkipConfidence,
    Summary,
    Swap,
    TellLeadAs,
    Why,
)
from dialogs.saying import say
from neambition.actions import Slot
from neambition.framework import Level
from neambition.store import cohorts, contacts, sharing
from neambition.store.contacts import How
from neambition.store.memberships import Role
from tests.test_routes import KINDS, legal
from tests.walk import Walk, fresh

AUDIT, SCHOOL = 1, 1
GONE = Explain(Why.GONE)
NOT_YOURS = Explain(Why.NOT_YOURS)

NOBODY_ELSES = {relations.anyone, relations.answering}
OF_ANOTHER = [kind for kind in KINDS if NOBODY_ELSES.isdisjoint(DOORS[kind].may)]
"""The routes that are about something that is somebody's."""


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """Ana leads Newsham, at the first statement; Ben is a teacher there."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    registers(walk, "Ana", "Newsham Primary")
    asks(walk, "Ben")
    walk.waits(60)
    walk.follows("Ana", Decide, "Let them in")
    yield walk
    walk.close()


def registers(walk: Walk, who: str, name: str) -> None:
    walk.says(who, "/start")
    walk.follows(who, Begin)
    walk.says(who, name)
    walk.follows(who, ConfirmSchool)
    walk.follows(who, Register, "skip")


def asks(walk: Walk, who: str) -> None:
    walk.taps(who, TellLeadAs(SCHOOL, Role.TEACHER))


def gives(walk: Walk, who: str, statement: str, level: Level) -> None:
    """By the button that stands under the statement now."""
    walk.taps(who, ShowStatement(AUDIT, statement, ""))
    ways = [way for way in walk.ways(who) if isinstance(way, Answer)]
    walk.taps(who, next(way for way in ways if way.level is level))


def answers_all(walk: Walk, who: str, level: Level) -> None:
    for statement in walk.house.framework.by_id:
        gives(walk, who, statement, level)


# --- answers


def test_a_changed_answer_keeps_the_former_with_who_and_when(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.STARTED)
    walk.waits(3 * 86400)
    gives(walk, "Ben", "1.1", Level.FULLY)
    walk.follows("Ben", ChangeAnswer)
    given = walk.rows(
        "SELECT statement, level, person, role, at FROM answer WHERE audit = ? ORDER BY id", AUDIT
    )
    (first, second) = given
    assert first[:4] == ("1.1", "started", 1, "lead")
    assert second[:4] == ("1.1", "fully", 2, "teacher")
    assert second[4] - first[4] > 3 * 86400
    shown = plain(walk.taps("Ben", History(AUDIT, "1.1")).screen.html)
    assert "24 November: Started, Ana (lead for careers)" in shown
    assert "27 November: Fully in place, you" in shown


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM answer",
        "DELETE FROM answer WHERE id = 1",
        "UPDATE answer SET id = 2",
        "UPDATE answer SET school = 2",
        "UPDATE answer SET audit = 2",
        "UPDATE answer SET statement = '1.2'",
        "UPDATE answer SET level = 'fully'",
        "UPDATE answer SET role = 'head'",
        "UPDATE answer SET at = 0",
        "UPDATE answer SET person = NULL, level = 'fully'",
    ],
)
def test_the_database_itself_refuses_to_change_or_lose_an_answer(walk: Walk, change: str) -> None:
    gives(walk, "Ana", "1.1", Level.STARTED)
    before = walk.rows("SELECT * FROM answer")
    with pytest.raises(sqlite3.IntegrityError, match="answers are never"):
        walk.store.writer.execute(change)
    assert walk.rows("SELECT * FROM answer") == before != []


def test_of_somebody_erased_the_answers_stay_given_by_a_role(walk: Walk) -> None:
    gives(walk, "Ben", "1.1", Level.STARTED)
    walk.taps("Ben", EraseMeForGood())
    given = walk.rows("SELECT statement, level, person, role FROM answer")
    assert given == [("1.1", "started", None, "teacher")]
    assert "Started, a colleague (teacher)" in plain(
        walk.taps("Ana", History(AUDIT, "1.1")).screen.html
    )


def test_a_second_tap_on_the_same_level_makes_no_second_row(walk: Walk) -> None:
    started = Answer(AUDIT, "1.1", Level.STARTED, 0)
    first, again = walk.taps("Ana", started), walk.taps("Ana", started)
    assert (first.route, first.toast) == (again.route, again.toast)
    assert "1.1" in (again.toast or "")
    colleague = walk.taps("Ben", started)
    assert colleague.route == first.route
    assert walk.rows("SELECT statement, level FROM answer") == [("1.1", "started")]


def test_an_old_button_asks_before_it_changes_a_colleagues_answer(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.STARTED)
    asked = walk.taps("Ben", Answer(AUDIT, "1.1", Level.FULLY, 0))
    assert asked.route == Changed(AUDIT, "1.1", Level.FULLY)
    assert walk.rows("SELECT level FROM answer") == [("started",)]
    walk.follows("Ben", ChangeAnswer)
    assert walk.rows("SELECT level FROM answer ORDER BY id") == [("started",), ("fully",)]


# --- the end of an audit


def test_a_second_tap_on_finish_makes_no_second_audit(walk: Walk) -> None:
    answers_all(walk, "Ana", Level.STARTED)
    walk.taps("Ana", Finish(AUDIT))
    once = walk.rows("SELECT * FROM audit")
    walk.taps("Ana", Finish(AUDIT))
    walk.taps("Ben", Finish(AUDIT))
    walk.follows("Ana", SkipConfidence)
    assert walk.taps("Ana", Finish(AUDIT)).route == Summary(AUDIT)
    assert walk.rows("SELECT * FROM audit") == once
    assert walk.rows("SELECT finished_at FROM audit") != [(None,)]


def test_a_finished_audit_takes_no_answer(walk: Walk) -> None:
    answers_all(walk, "Ana", Level.STARTED)
    walk.taps("Ana", Finish(AUDIT))
    before = walk.rows("SELECT * FROM answer")
    late = walk.taps("Ben", Answer(AUDIT, "1.1", Level.FULLY, before[0][0]))
    assert late.route == Explain(Why.FINISHED)
    assert walk.rows("SELECT * FROM answer") == before


def test_an_audit_is_not_finished_while_one_is_open(walk: Walk) -> None:
    for statement in list(walk.house.framework.by_id)[1:]:
        gives(walk, "Ana", statement, Level.NOT_SURE)
    assert walk.taps("Ana", Finish(AUDIT)).route == Explain(Why.NOT_ALL_ANSWERED)
    assert walk.rows("SELECT finished_at FROM audit") == [(None,)]


@pytest.mark.parametrize("slot", Slot)
def test_a_swap_keeps_the_other_two(walk: Walk, slot: Slot) -> None:
    answers_all(walk, "Ana", Level.STARTED)
    before = trio(walk)
    assert len(before) == 3
    for _ in range(5):
        walk.taps("Ana", Swap(AUDIT, slot, before[slot]))
        after = trio(walk)
        assert after[slot] != before[slot]
        assert after == {**before, slot: after[slot]}
        walk.taps("Ben", Swap(AUDIT, slot, before[slot]))  # the button that has been used
        assert trio(walk) == after
        before = after


def trio(walk: Walk) -> dict[Slot, str]:
    """The actions that the summary offers to swap."""
    walk.taps("Ana", Summary(AUDIT))
    return {way.slot: way.shown for way in walk.ways("Ana") if isinstance(way, Swap)}


# --- an old button never means something newer


def test_the_button_of_a_deleted_note_does_not_reach_the_next(walk: Walk) -> None:
    noted(walk, "Ana", "A photo")
    walk.follows("Ana", NoteMine)
    walk.follows("Ana", DeleteNote)
    delete = walk.way("Ana", DeleteNoteForGood)
    assert delete
    walk.taps("Ana", delete)
    noted(walk, "Ana", "A list")
    assert walk.taps("Ana", delete).route == GONE
    assert walk.rows("SELECT text FROM note") == [("A list",)]


def test_the_button_of_words_asked_about_does_not_keep_later_ones(walk: Walk) -> None:
    walk.taps("Ana", ShowStatement(AUDIT, "1.1", ""))
    walk.says("Ana", "A photo")
    keep = walk.way("Ana", KeepAside)
    assert keep
    walk.taps("Ana", keep)
    walk.taps("Ana", ShowStatement(AUDIT, "1.2", ""))
    walk.says("Ana", "wet play")
    assert walk.taps("Ana", keep).route == GONE
    assert walk.rows("SELECT statement, text FROM note") == [("1.1", "A photo")]


def test_the_button_for_one_who_left_does_not_let_in_the_next(walk: Walk) -> None:
    asks(walk, "Cy")
    walk.waits(60)
    welcome = walk.way("Ana", Decide, "Let them in")
    assert welcome
    walk.taps("Cy", EraseMeForGood())
    asks(walk, "Dee")
    assert walk.taps("Ana", welcome).route == GONE
    assert walk.rows("SELECT state FROM membership ORDER BY id DESC LIMIT 1") == [("asked",)]


def noted(walk: Walk, who: str, words: str) -> None:
    walk.taps(who, Notes(AUDIT, "1.1"))
    walk.says(who, words)
    walk.taps(who, Notes(AUDIT, "1.1"))


# --- codes that were never on one's buttons


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Beside Newsham and its audit: Eve of another school, Cy who asked, Dee who was refused."""
    walk = Walk(fresh(tmp_path_factory.mktemp("strangers") / "neambition.db"))
    registers(walk, "Ana", "Newsham Primary")
    gives(walk, "Ana", "1.1", Level.STARTED)
    noted(walk, "Ana", "A photo of the nurse")
    walk.taps("Ana", MakeLink(1, Role.TEACHER, False))
    walk.taps("Ana", AddAction(AUDIT, "1.1a"))
    walk.taps("Ana", ItemNotes(1, 0))
    walk.says("Ana", "Ring the head first")
    registers(walk, "Eve", "Thirsk Infants")
    walk.says("Fay", "/start")
    for who, decided in (("Dee", True), ("Cy", False)):
        asks(walk, who)
        walk.waits(60)
        if decided:
            walk.follows("Ana", Decide, "No")
    looked_after(walk)
    walk.taps("Ana", FindResource())
    walk.says("Ana", "a nurse to come in")
    walk.taps("Ana", SendQuestion(1, 0, 1))
    yield walk
    walk.close()


def looked_after(walk: Walk) -> None:
    """Gil facilitates a cohort that Newsham is in and shares all with, and has noted something."""
    db, gil = walk.store.writer, walk.says("Gil", "/start").account.person
    cohort = cohorts.add(db, "Primary pilot 2026", walk.now).id
    cohorts.put_facilitator(db, cohort, gil, walk.now)
    cohorts.put_school(db, cohort, 1, "", walk.now)
    sharing.put(db, 1, cohort, True, True, gil, walk.now)
    contacts.add(db, cohort, 1, How.NOTE, "The head is away", gil, walk.now)


def tables(walk: Walk) -> dict[str, Any]:
    """Everything kept, but for which screen a person is owed."""
    names = {name for (name,) in walk.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    kept = names - {"conversation"}
    return {name: walk.rows(f"SELECT * FROM {name}") for name in kept}  # noqa: S608


@pytest.mark.parametrize("kind", OF_ANOTHER, ids=lambda kind: kind.__name__)
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), who=st.sampled_from(["Eve", "Cy", "Dee", "Fay"]))
def test_a_forged_code_is_refused_and_changes_nothing(
    strangers: Walk, kind: type[Route], data: st.DataObject, who: str
) -> None:
    audit = st.sampled_from([AUDIT, 99])  # whether there is such an audit at all is not told
    theirs = ("note", "membership", "school", "invitation", "contact", "cohort", "item", "remark")
    newsham = {"audit": audit, **dict.fromkeys((*theirs, "asked"), st.just(1))}
    route = data.draw(legal(kind, **newsham))
    before = tables(strangers)
    refused = strangers.taps(who, route)
    assert refused.route == NOT_YOURS
    assert refused.screen.html == say("explain", why=Why.NOT_YOURS, longest=1000)
    assert tables(strangers) == before
    assert drawn_for(strangers, who, route) == refused.screen.html


def drawn_for(walk: Walk, who: str, route: Route) -> str:
    """What would be drawn if a screen with that route were owed."""
    account = next(d.account for d in walk.shown if d.account.external_id == who.lower())
    return conversation.show(walk.store.reader, walk.house, walk.now, account, route).html


def test_nobody_lets_themselves_in(strangers: Walk) -> None:
    ((asked,),) = strangers.rows("SELECT id FROM membership WHERE state = 'asked'")
    before = tables(strangers)
    for who in ("Cy", "Dee", "Eve", "Fay"):
        assert strangers.taps(who, Decide(asked, True)).route == NOT_YOURS
        assert strangers.taps(who, JoinRequest(asked)).route == NOT_YOURS
    assert tables(strangers) == before


@pytest.mark.parametrize("at", [10**17, -(10**17), 10**12])
def test_a_forged_time_is_no_trouble(walk: Walk, at: int) -> None:
    """Telegram's clients can send what no button holds."""
    assert plain(walk.taps("Ana", ReminderSet(AUDIT, at)).screen.html)


def test_a_forged_code_that_fits_no_button_is_unreadable(walk: Walk) -> None:
    delivered = walk.taps("Ana", f"sh:{AUDIT}:{'1' * 40}:{'1' * 40}")
    assert delivered.route == Explain(Why.UNREADABLE)

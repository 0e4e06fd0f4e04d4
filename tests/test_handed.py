"""Some statements handed over by a link: those open for one person, and nothing else does."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk import Delivery
from bot.plain import plain
from dialogs import routes
from dialogs.codes import Route
from dialogs.routes import (
    AskHead,
    Changed,
    Check,
    EraseMeForGood,
    Explain,
    Finish,
    Handed,
    HandedAnswer,
    HandedAs,
    HandedBack,
    HandedChange,
    HandedChanged,
    HandedCheck,
    HandedDone,
    HandedFinish,
    HandedOut,
    HandedRole,
    HandedStatement,
    HandedView,
    HandOver,
    HandOverLink,
    Hello,
    LinkClosed,
    Notes,
    Settle,
    Settled,
    Settling,
    ShowStatement,
    TakeBack,
    TakeBackLink,
    Why,
)
from neambition.framework import Level
from neambition.store import memberships
from neambition.store.memberships import Role
from tests.test_history import AUDIT, NOT_YOURS, answers_all, gives, registers
from tests.test_routes import KINDS, legal
from tests.test_together import joins, told
from tests.walk import SHUT, Walk, fresh

FIVE = ["5.1", "5.2", "5.3", "5.4", "5.5"]
HEADS = ["1.1", "1.3", "4.4"]
ENDED = Explain(Why.HANDED_BACK)


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """Ana leads Newsham, where Ben is a teacher; Cy is from nowhere."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    registers(walk, "Ana", "Newsham Primary")
    joins(walk, "Ben", Role.TEACHER)
    yield walk
    walk.close()


def link(walk: Walk, route: Route = HandOver(AUDIT, 5), who: str = "Ana") -> str:  # noqa: B008
    """The token in the words to forward."""
    made = walk.taps(who, route)
    assert made.screen.forward
    (token,) = re.findall(r"start=(\S+)", plain(made.screen.forward))
    return str(token)


def comes(walk: Walk, who: str, token: str, role: Role = Role.TEACHER) -> int:
    """Opens it and says what they are; returns the assignment."""
    opened = walk.opens(who, token).route
    assert isinstance(opened, HandedRole)
    assert walk.taps(who, HandedAs(opened.assignment, role)).route == Handed(opened.assignment)
    return opened.assignment


def answers_on(walk: Walk, who: str, level: str, times: int = 1) -> None:
    for _ in range(times):
        walk.follows(who, HandedAnswer, level)


def given_by(walk: Walk, person: int) -> list[Any]:
    sql = "SELECT statement, level, role, audit FROM answer WHERE person = ? ORDER BY id"
    return walk.rows(sql, person)


# --- the link


def test_a_link_lets_one_person_answer_one_benchmark(walk: Walk) -> None:
    forwarded = walk.taps("Ana", HandOver(AUDIT, 5)).screen.forward
    assert "Ana, lead for careers at Newsham Primary, asks you for five answers" in str(forwarded)
    comes(walk, "Cy", link(walk))
    answers_on(walk, "Cy", "Started", 5)
    assert given_by(walk, 3) == [(id_, "started", "teacher", AUDIT) for id_ in FIVE]
    assert isinstance(walk.shown[-1].route, HandedDone)
    assert told(walk, HandedBack) == ["Ana"]
    assert "Cy (teacher) has answered" in plain(walk.latest("Ana").html)
    assert told(walk, HandedBack) == []


def test_a_link_is_shown_once_and_kept_nowhere(walk: Walk) -> None:
    token = link(walk)
    again = walk.taps("Ana", HandOverLink(1)).screen
    assert again.forward is None
    assert "was shown once" in plain(again.html)
    assert walk.way("Ana", HandOver) == HandOver(AUDIT, 5)
    held = "\n".join(walk.store.reader.iterdump())
    assert token not in held


def test_the_last_use_is_won_once_and_whoever_won_may_come_again(walk: Walk) -> None:
    token = link(walk)
    mine = comes(walk, "Cy", token)
    assert walk.opens("Dee", token).route == LinkClosed()
    assert walk.opens("Cy", token).route == Handed(mine)
    walk.waits(30 * 86400)
    assert walk.opens("Cy", token).route == Handed(mine)
    assert walk.rows("SELECT count(*) FROM assignment") == [(1,)]


def test_whoever_looks_at_their_own_link_has_not_used_it(walk: Walk) -> None:
    token = link(walk)
    assert walk.opens("Ana", token).route == HandedOut(AUDIT, 0)
    assert walk.opens("Ana", token).route == HandedOut(AUDIT, 0)
    comes(walk, "Cy", token)


def test_a_colleague_who_answers_anyway_goes_straight_to_the_benchmark(walk: Walk) -> None:
    gives(walk, "Ana", "5.1", Level.MOSTLY)
    assert walk.opens("Ben", link(walk)).route == ShowStatement(AUDIT, "5.2", "")
    assert walk.rows("SELECT count(*) FROM assignment") == [(0,)]


def test_a_governor_may_answer_what_was_handed_to_them(walk: Walk) -> None:
    joins(walk, "Gil", Role.GOVERNOR)
    assert isinstance(walk.opens("Gil", link(walk)).route, Handed)
    answers_on(walk, "Gil", "Mostly")
    assert given_by(walk, 3) == [("5.1", "mostly", "governor", AUDIT)]


@pytest.mark.parametrize("what", ["old", "taken back", "finished", "maker gone"])
def test_a_link_that_is_over_offers_the_ordinary_way_in(walk: Walk, what: str) -> None:
    token = link(walk)
    if what == "old":
        walk.waits(15 * 86400)
    elif what == "taken back":
        walk.taps("Ana", HandedOut(AUDIT, 0))
        walk.follows("Ana", TakeBackLink)
    elif what == "finished":
        answers_all(walk, "Ana", Level.STARTED)
        walk.taps("Ana", Finish(AUDIT))
    else:
        walk.taps("Ana", EraseMeForGood())
    closed = walk.opens("Cy", token)
    assert closed.route == LinkClosed()
    assert walk.way("Cy", routes.Begin)
    assert walk.rows("SELECT count(*) FROM assignment") == [(0,)]


def test_only_who_leads_hands_over_and_only_what_there_is(walk: Walk) -> None:
    for who in ("Ben", "Cy"):
        for route in (HandOver(AUDIT, 5), AskHead(AUDIT), HandedOut(AUDIT, 0)):
            assert walk.taps(who, route).route in SHUT
    assert walk.taps("Ana", HandOver(AUDIT, 9)).route == Explain(Why.GONE)
    assert walk.rows("SELECT count(*) FROM invitation") == [(0,)]


# --- what is asked of them


def test_the_role_is_asked_once_and_is_one_of_four(walk: Walk) -> None:
    mine = comes(walk, "Cy", link(walk), Role.OFFICE)
    walk.taps("Cy", HandedAs(mine, Role.HEAD))
    assert walk.rows("SELECT role FROM assignment") == [("office",)]
    opened = walk.opens("Dee", link(walk)).route
    assert isinstance(opened, HandedRole)
    assert walk.taps("Dee", HandedAs(opened.assignment, Role.LEAD)).route == Explain(Why.UNREADABLE)
    tap = HandedAnswer(opened.assignment, "5.1", Level.STARTED, 0)
    assert walk.taps("Dee", tap).route == Explain(Why.GONE)
    assert walk.rows("SELECT count(*) FROM answer") == [(0,)]


def test_a_colleagues_answer_is_asked_about_here_too(walk: Walk) -> None:
    gives(walk, "Ana", "5.2", Level.MOSTLY)
    mine = comes(walk, "Cy", link(walk))
    walk.taps("Cy", HandedStatement(mine, "5.2", ""))
    answers_on(walk, "Cy", "Started")
    assert walk.shown[-1].route == HandedChanged(mine, "5.2", Level.STARTED)
    assert "Ana (lead for careers) said Mostly" in plain(walk.latest("Cy").html)
    walk.follows("Cy", HandedView)
    assert given_by(walk, 3) == []
    walk.taps("Cy", HandedStatement(mine, "5.2", ""))
    answers_on(walk, "Cy", "Fully")
    walk.follows("Cy", HandedChange)
    assert given_by(walk, 3) == [("5.2", "fully", "teacher", AUDIT)]
    assert walk.rows("SELECT count(*) FROM second_view") == [(0,)]


def test_how_their_view_was_settled_is_told_them_and_no_more(walk: Walk) -> None:
    gives(walk, "Ana", "5.2", Level.MOSTLY)
    mine = comes(walk, "Cy", link(walk))
    walk.taps("Cy", HandedStatement(mine, "5.2", ""))
    answers_on(walk, "Cy", "Started")
    walk.follows("Cy", HandedView)
    walk.taps("Ana", Settling(AUDIT, "5.2"))
    walk.follows("Ana", Settle, "Keep")
    assert told(walk, Settled) == ["Cy"]
    assert walk.taps("Cy", Settled(AUDIT, "1.1")).route == NOT_YOURS
    assert walk.taps("Dee", Settled(AUDIT, "5.2")).route == NOT_YOURS


def test_the_head_is_asked_only_what_the_head_knows_unanswered_first(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    mine = comes(walk, "Hal", link(walk, AskHead(AUDIT)), Role.HEAD)
    answers_on(walk, "Hal", "Started", 2)
    assert [statement for statement, *_ in given_by(walk, 3)] == ["1.3", "4.4"]
    assert walk.shown[-1].route == HandedCheck(mine)  # 1.1 is Ana's; to be looked at
    assert [w.statement for w in walk.ways("Hal") if isinstance(w, HandedStatement)] == HEADS
    assert told(walk, HandedBack) == []
    walk.follows("Hal", HandedFinish)
    assert told(walk, HandedBack) == ["Ana"]


# --- its end


def test_what_was_said_can_be_put_right_for_a_day(walk: Walk) -> None:
    mine = comes(walk, "Cy", link(walk))
    answers_on(walk, "Cy", "Started", 5)
    walk.follows("Cy", HandedCheck)
    walk.follows("Cy", HandedStatement, "5.2")
    answers_on(walk, "Cy", "Fully")
    assert walk.rows("SELECT count(*) FROM answer") == [(6,)]
    walk.waits(2 * 86400)
    for route in (Handed(mine), HandedCheck(mine), HandedAnswer(mine, "5.1", Level.FULLY, 1)):
        assert walk.taps("Cy", route).route == ENDED
    walk.taps("Cy", HandedDone(mine))
    assert not walk.way("Cy", HandedCheck)
    assert walk.rows("SELECT count(*) FROM answer") == [(6,)]


@pytest.mark.parametrize("how", ["taken back", "finished", "removed", "maker put out"])
def test_it_ends_at_once(walk: Walk, how: str) -> None:
    token = link(walk)
    mine = comes(walk, "Cy", token)
    answers_on(walk, "Cy", "Started", 2)
    old = walk.way("Cy", HandedAnswer)
    assert old
    if how == "taken back":
        walk.taps("Ana", HandedOut(AUDIT, 0))
        walk.follows("Ana", TakeBack)
        assert walk.opens("Cy", token).route == LinkClosed()
    elif how == "finished":
        answers_all(walk, "Ben", Level.STARTED)
        walk.taps("Ana", Finish(AUDIT))
    elif how == "removed":
        joins(walk, "Cy", Role.TEACHER)
        ((here,),) = walk.rows("SELECT id FROM membership WHERE person = 3")
        memberships.leave(walk.store.writer, here, 1, walk.now)
    else:
        memberships.leave(walk.store.writer, 1, 2, walk.now)
    before = walk.rows("SELECT count(*) FROM answer")
    for route in (Handed(mine), HandedCheck(mine), old):
        assert walk.taps("Cy", route).route == ENDED
    walk.taps("Cy", Hello())
    assert not walk.way("Cy", Handed)
    assert walk.rows("SELECT count(*) FROM answer") == before


def test_when_who_asked_leaves_of_themselves_it_stays(walk: Walk) -> None:
    mine = comes(walk, "Cy", link(walk))
    memberships.leave(walk.store.writer, 1, 1, walk.now)
    walk.taps("Cy", Handed(mine))
    answers_on(walk, "Cy", "Started", 5)
    assert isinstance(walk.shown[-1].route, HandedDone)
    assert "Ana" not in walk.latest("Cy").html  # who is no longer there to be told
    assert told(walk, HandedBack) == []


def test_what_is_with_colleagues_is_listed_page_after_page(walk: Walk) -> None:
    for n, number in enumerate([*range(1, 9), 1, 2]):
        token = link(walk, HandOver(AUDIT, number))
        if n % 2:
            comes(walk, f"Cy{n}", token)
    walk.taps("Ana", HandedOut(AUDIT, 0))
    found: list[Route] = []
    while True:
        found += [w for w in walk.ways("Ana") if isinstance(w, TakeBack | TakeBackLink)]
        if not walk.way("Ana", HandedOut, "More"):
            break
        walk.follows("Ana", HandedOut, "More")
    assert len(set(found)) == 10
    for route in found:
        walk.taps("Ana", route)
    assert "Nothing is with a colleague" in plain(walk.latest("Ana").html)


def test_before_finishing_is_said_what_is_still_with_a_colleague(walk: Walk) -> None:
    still = "What you asked of colleagues is still with them."
    comes(walk, "Cy", link(walk))
    walk.taps("Ana", Check(AUDIT))
    assert walk.way("Ana", HandedOut, "What is with colleagues (1)")
    assert still not in plain(walk.latest("Ana").html)
    answers_all(walk, "Ana", Level.STARTED)
    assert still in plain(walk.taps("Ana", Check(AUDIT)).screen.html)
    assert still not in plain(walk.taps("Ben", Check(AUDIT)).screen.html)
    walk.taps("Ana", TakeBack(1))
    assert still not in plain(walk.taps("Ana", Check(AUDIT)).screen.html)


def test_the_way_back_is_on_the_first_screen_until_it_is_done(walk: Walk) -> None:
    mine = comes(walk, "Cy", link(walk))
    walk.taps("Cy", Hello())
    assert walk.way("Cy", Handed) == Handed(mine)
    assert walk.says("Cy", "/audit").route == Handed(mine)
    walk.taps("Cy", Handed(mine))
    answers_on(walk, "Cy", "Started", 5)
    walk.taps("Cy", Hello())
    assert not walk.way("Cy", Handed)


# --- nothing else


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Newsham has answers, notes and views everywhere; Cy was handed benchmark 5, Dee the 6th."""
    walk = Walk(fresh(tmp_path_factory.mktemp("apart") / "neambition.db"))
    registers(walk, "Ana", "Newsham Primary")
    joins(walk, "Ben", Role.TEACHER)
    for statement in ("1.1", "2.2", "5.1", "6.3"):
        gives(walk, "Ana", statement, Level.MOSTLY)
        walk.taps("Ana", Notes(AUDIT, statement))
        walk.says("Ana", "A photo of the nurse")
        gives(walk, "Ben", statement, Level.STARTED)
        walk.follows("Ben", routes.SeeDifferently)
    comes(walk, "Cy", link(walk))
    comes(walk, "Dee", link(walk, HandOver(AUDIT, 6)))
    yield walk
    walk.close()


NOT_FORGED = (routes.Register, routes.EraseMeForGood, Explain)
"""With a school of one's own one sees that; without a person there is nobody to look."""

STEPS = st.one_of(
    st.integers(0, 20),  # what is before them
    st.sampled_from([kind for kind in KINDS if kind not in NOT_FORGED]),  # what is not
)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whoever_was_handed_some_statements_sees_and_changes_nothing_else(
    apart: Walk, data: st.DataObject
) -> None:
    """Cy taps whatever is before him, and forges whatever routes; of Newsham he is shown only the
    five statements, and what he answers is among them."""
    others = {s.id: s.text for s in apart.house.framework.statements if s.id not in FIVE}
    low = st.integers(-1, 4)
    named = ("audit", "note", "membership", "draft", "school", "invitation", "assignment")
    near: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(named, low)
    seen: list[Delivery] = []
    try:
        apart.watch = seen.append
        apart.taps("Cy", Handed(1))
        for step in data.draw(st.lists(STEPS, max_size=25)):
            ways = apart.ways("Cy")
            if isinstance(step, int):
                route = ways[step % len(ways)]
            else:
                route = data.draw(legal(step, **near))
            if not isinstance(route, NOT_FORGED):
                apart.taps("Cy", route)
    finally:
        apart.watch = lambda _: None
    for delivery in seen:
        shown = plain(delivery.screen.html) + str(delivery.screen.forward)
        assert "nurse" not in shown
        of_newsham = isinstance(delivery.route, routes.Ten) or not [
            id_ for id_, text in others.items() if text in shown
        ]
        assert of_newsham, shown
    theirs = {statement for statement, *_ in given_by(apart, 3)}
    views = {s for (s,) in apart.rows("SELECT statement FROM second_view WHERE person = 3")}
    assert theirs | views <= set(FIVE)
    assert apart.rows("SELECT count(*) FROM membership WHERE person = 3 AND state = 'member'") == [
        (0,)
    ]


def test_one_persons_assignment_is_closed_to_another(apart: Walk) -> None:
    for who in ("Cy", "Dee"):
        ((theirs,),) = apart.rows(
            "SELECT g.id FROM assignment g JOIN account a USING (person) WHERE a.external_id <> ?",
            who.lower(),
        )
        for route in (
            HandedRole(theirs),
            HandedAs(theirs, Role.HEAD),
            Handed(theirs),
            HandedStatement(theirs, "6.1", ""),
            HandedAnswer(theirs, "6.1", Level.STARTED, 0),
            HandedChanged(theirs, "6.1", Level.STARTED),
            HandedChange(theirs, "6.1", Level.STARTED, 0),
            HandedView(theirs, "6.1", Level.STARTED, 0),
            HandedCheck(theirs),
            HandedFinish(theirs),
            HandedDone(theirs),
            HandedBack(theirs),
            TakeBack(theirs),
            Check(AUDIT),
            Changed(AUDIT, "5.1", Level.STARTED),
        ):
            assert apart.taps(who, route).route == NOT_YOURS


def test_without_an_address_the_words_have_the_command_to_type(walk: Walk) -> None:
    walk.desk.house = replace(walk.house, link=None)
    made = walk.taps("Ana", HandOver(AUDIT, 5))
    assert re.search(r"^/start \S{20,}$", plain(str(made.screen.forward)), re.M)

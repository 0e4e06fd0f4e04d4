"""Several colleagues on one audit: whose an answer is, seen differently, settled, signed off."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk import Desk
from bot.plain import plain
from dialogs import relations, routes
from dialogs.codes import Route
from dialogs.door import STAFF
from dialogs.doors import DOORS
from dialogs.offering import offered
from dialogs.routes import (
    Answer,
    Begin,
    ChangeAnswer,
    Changed,
    Check,
    CheckBenchmark,
    Continue,
    Decide,
    EraseMeForGood,
    Explain,
    Finish,
    Forward,
    History,
    NoteMine,
    Notes,
    SeeDifferently,
    Settle,
    Settled,
    Settling,
    ShowStatement,
    SignOff,
    Summary,
    TellLead,
    TellLeadAs,
    ToSettle,
    Why,
)
from dialogs.screen import Button, Screen, column
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.store import frameworks
from neambition.store.database import open_store
from neambition.store.memberships import Role
from tests.play import house
from tests.test_history import AUDIT, SCHOOL, answers_all, gives, registers
from tests.test_joining import Town
from tests.test_routes import KINDS, samples
from tests.walk import SHUT, Walk, buttons, fresh

LEVEL = st.sampled_from([lv for lv in Level if lv is not Level.DOES_NOT_APPLY])


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """Ana leads Newsham; Ben is a teacher there, Hal its head, Gil a governor."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    registers(walk, "Ana", "Newsham Primary")
    for who, role in (("Ben", Role.TEACHER), ("Hal", Role.HEAD), ("Gil", Role.GOVERNOR)):
        joins(walk, who, role)
    yield walk
    walk.close()


def joins(walk: Walk, who: str, role: Role) -> None:
    walk.taps(who, TellLeadAs(SCHOOL, role))
    walk.waits(60)
    walk.taps("Ana", walk.way("Ana", Decide, "Let them in") or Decide(0, True))
    walk.waits(60)


def shown(walk: Walk, who: str, route: Route) -> str:
    return plain(walk.taps(who, route).screen.html)


def differs(walk: Walk, who: str, statement: str, level: Level) -> None:
    """By the buttons: taps another level than a colleague's, and has both kept."""
    gives(walk, who, statement, level)
    walk.follows(who, SeeDifferently)


def told(walk: Walk, kind: type[Route]) -> list[str]:
    """To whom the bot has something of that kind to say, by itself."""
    before = len(walk.shown)
    walk.waits(60)
    return sorted(
        d.account.external_id.capitalize() for d in walk.shown[before:] if isinstance(d.route, kind)
    )


# --- whose it is


def test_an_answer_says_whose_it_is_and_of_which_day(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    walk.waits(3 * 86400)
    screens: list[Route] = [ShowStatement(AUDIT, "1.1", ""), CheckBenchmark(AUDIT, 1)]
    for route in screens:
        assert "Mostly in place, Ana (lead for careers), 24 November" in shown(walk, "Ben", route)
        assert "Mostly in place, you, 24 November" in shown(walk, "Ana", route)
    history = History(AUDIT, "1.1")
    assert "24 November: Mostly in place, Ana (lead for careers)" in shown(walk, "Gil", history)
    walk.taps("Ana", EraseMeForGood())
    for route in [*screens, history]:
        assert "a colleague (lead for careers)" in shown(walk, "Ben", route)


def test_whoever_joins_is_told_who_began(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    walk.waits(86400)
    began = "Ana (lead for careers) began this on 24 November; 1 of 40 is answered."
    joined = walk.taps("Ben", Begin(False))
    walk.taps("Ben", joined.route)
    assert began in shown(walk, "Ben", Continue(AUDIT, True))
    assert began not in shown(walk, "Ana", Continue(AUDIT, True))
    gives(walk, "Ben", "1.2", Level.MOSTLY)
    assert "Welcome back, 2 of 40" in shown(walk, "Ben", Continue(AUDIT, True))


# --- a colleague's answer is asked about


def test_a_colleagues_answer_is_not_changed_by_one_tap(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    gives(walk, "Ben", "1.1", Level.STARTED)
    assert walk.shown[-1].route == Changed(AUDIT, "1.1", Level.STARTED)
    assert "Ana (lead for careers) said Mostly in place" in plain(walk.latest("Ben").html)
    assert walk.rows("SELECT level FROM answer") == [("mostly",)]
    gives(walk, "Ana", "1.1", Level.FULLY)  # her own
    assert walk.rows("SELECT level FROM answer ORDER BY id") == [("mostly",), ("fully",)]


def test_what_changed_while_it_was_asked_is_asked_again(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    gives(walk, "Ben", "1.1", Level.STARTED)
    change = walk.way("Ben", ChangeAnswer)
    differ = walk.way("Ben", SeeDifferently)
    gives(walk, "Ana", "1.1", Level.FULLY)
    assert change
    assert differ
    for route in (change, differ):
        asked = walk.taps("Ben", route)
        assert asked.route == Changed(AUDIT, "1.1", Level.STARTED)
        assert "said Fully in place" in plain(asked.screen.html)
    assert walk.rows("SELECT count(*) FROM answer") == [(2,)]
    assert walk.rows("SELECT count(*) FROM second_view") == [(0,)]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    store = await open_store(tmp_path / "neambition.db")
    await store.write(lambda db: frameworks.pin(db, house().framework))
    yield Town(Desk(store, house(), lambda: 0))
    await store.close()


async def test_of_two_at_the_same_moment_one_stands_and_the_other_sees_it(town: Town) -> None:
    await town.registers("ana")
    await town.joins("ben", Role.TEACHER)
    here = await town.taps("ana", routes.Resume())
    assert isinstance(here.route, Continue)
    audit = here.route.audit
    for n, statement in enumerate(("1.1", "1.2", "1.3", "1.4")):
        taps = {
            "ana": Answer(audit, statement, Level.STARTED, 0),
            "ben": Answer(audit, statement, Level.FULLY, 0),
        }
        order = ["ana", "ben"] if n % 2 else ["ben", "ana"]
        got = await asyncio.gather(*(town.taps(who, taps[who]) for who in order))
        saved = [d for d in got if d.toast]
        asked = [d for d in got if d.route == Changed(audit, statement, taps[other(d)].level)]
        assert (len(saved), len(asked)) == (1, 1)
        winner = saved[0].account.external_id.capitalize()
        assert f"{winner} (" in plain(asked[0].screen.html)
    assert await town.count("answer") == await town.count("standing") == 4


def other(delivery: object) -> str:
    """Whose tap it was."""
    return str(delivery.account.external_id)  # type: ignore[attr-defined]


# --- seen differently


def test_a_second_view_stands_beside_and_changes_nothing(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    before = shown(walk, "Ben", Summary(AUDIT))
    differs(walk, "Ben", "1.1", Level.STARTED)
    assert walk.rows("SELECT level FROM answer") == [("mostly",)]
    assert shown(walk, "Ben", Summary(AUDIT)) == before
    for route in (ShowStatement(AUDIT, "1.1", ""), CheckBenchmark(AUDIT, 1)):
        assert "Ben (teacher) sees it differently: Started" in shown(walk, "Ana", route)
        assert "You see it differently: Started" in shown(walk, "Ben", route)


def test_a_second_view_is_replaced_by_its_holder_and_withdrawn_by_agreeing(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    differs(walk, "Ben", "1.1", Level.STARTED)
    differs(walk, "Hal", "1.1", Level.NOT_YET)
    differs(walk, "Ben", "1.1", Level.FULLY)
    views = "SELECT person, level FROM second_view ORDER BY person"
    assert walk.rows(views) == [(2, "fully"), (3, "not_yet")]
    gives(walk, "Ben", "1.1", Level.MOSTLY)
    assert walk.rows(views) == [(3, "not_yet")]
    walk.taps("Hal", EraseMeForGood())
    assert walk.rows(views) == []


def test_a_view_that_has_come_to_stand_is_no_longer_a_difference(walk: Walk) -> None:
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    differs(walk, "Ben", "1.1", Level.STARTED)
    gives(walk, "Ana", "1.1", Level.STARTED)
    assert "differently" not in shown(walk, "Ben", ShowStatement(AUDIT, "1.1", ""))
    assert not [b for b in buttons(walk.taps("Ana", Check(AUDIT)).screen) if "settle" in b.label]


# --- settling


@pytest.mark.parametrize("who", ["Ana", "Hal"])
def test_the_lead_or_the_head_takes_a_second_view(walk: Walk, who: str) -> None:
    gives(walk, "Ben", "1.1", Level.MOSTLY)
    differs(walk, "Hal", "1.1", Level.STARTED)
    walk.taps(who, Check(AUDIT))
    walk.follows(who, ToSettle, "What to settle (1)")
    walk.follows(who, Settling)
    walk.follows(who, Settle, "Take: Started")
    person = {"Ana": 1, "Hal": 3}[who]
    given_ = walk.rows("SELECT level, person FROM answer ORDER BY id")
    assert given_ == [("mostly", 2), ("started", person)]
    assert told(walk, Settled) == sorted({"Ben", "Hal"} - {who})
    assert f"{who} has settled" in plain(walk.latest("Ben").html)
    assert walk.way("Ben", CheckBenchmark)
    assert "What to settle" not in str(walk.taps("Ana", Check(AUDIT)).screen.rows)


def test_what_is_kept_stays_whose_it_was(walk: Walk) -> None:
    gives(walk, "Ben", "1.1", Level.MOSTLY)
    differs(walk, "Hal", "1.1", Level.STARTED)
    walk.taps("Ana", Settling(AUDIT, "1.1"))
    walk.follows("Ana", Settle, "Keep: Mostly")
    assert walk.rows("SELECT level, person FROM answer") == [("mostly", 2)]
    assert told(walk, Settled) == ["Ben", "Hal"]
    assert "differently" not in shown(walk, "Ana", ShowStatement(AUDIT, "1.1", ""))
    differs(walk, "Hal", "1.1", Level.NOT_YET)  # and may still see it differently
    assert "Hal (head) sees" in shown(walk, "Ana", Settling(AUDIT, "1.1"))


def test_what_is_left_to_talk_about_is_still_to_settle(walk: Walk) -> None:
    gives(walk, "Ben", "1.1", Level.MOSTLY)
    differs(walk, "Hal", "1.1", Level.STARTED)
    walk.taps("Ana", Settling(AUDIT, "1.1"))
    walk.follows("Ana", ToSettle, "Leave it")
    assert walk.way("Ana", Settling)
    assert told(walk, Settled) == []


def test_nobody_else_settles_and_nothing_is_settled_unseen(walk: Walk) -> None:
    gives(walk, "Ben", "1.1", Level.MOSTLY)
    differs(walk, "Hal", "1.1", Level.STARTED)
    walk.taps("Ana", Settling(AUDIT, "1.1"))
    take = walk.way("Ana", Settle, "Take")
    assert take
    for who in ("Ben", "Gil", "Zoe"):
        for route in (ToSettle(AUDIT, 0), Settling(AUDIT, "1.1"), take):
            assert walk.taps(who, route).route in SHUT
    gives(walk, "Ben", "1.1", Level.FULLY)
    assert walk.taps("Ana", take).route == Settling(AUDIT, "1.1")
    forged = Settle(AUDIT, "1.1", Level.NOT_SURE, walk.rows("SELECT max(id) FROM answer")[0][0])
    walk.taps("Ana", forged)
    assert walk.rows("SELECT level FROM answer ORDER BY id") == [("mostly",), ("fully",)]
    assert walk.rows("SELECT settled_at FROM second_view") == [(None,)]


def test_forty_to_settle_are_paged(walk: Walk) -> None:
    answers_all(walk, "Ana", Level.MOSTLY)
    for statement in walk.house.framework.by_id:
        differs(walk, "Ben", statement, Level.STARTED)
    walk.taps("Ana", ToSettle(AUDIT, 0))
    seen = set()
    while True:
        seen |= {way.statement for way in walk.ways("Ana") if isinstance(way, Settling)}
        if not walk.way("Ana", ToSettle, "More"):
            break
        walk.follows("Ana", ToSettle, "More")
    assert seen == set(walk.house.framework.by_id)
    everything = "40 statements are seen differently"
    assert everything in shown(walk, "Ana", Check(AUDIT))
    assert "you can finish all the same" in shown(walk, "Ben", Check(AUDIT))
    walk.taps("Ben", Finish(AUDIT))
    assert walk.rows("SELECT finished_at FROM audit") != [(None,)]
    assert "differently" not in shown(walk, "Ana", Check(AUDIT))


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(taps=st.lists(st.tuples(st.sampled_from(["Ana", "Ben", "Hal"]), LEVEL), max_size=8))
def test_views_never_count(walk: Walk, taps: list[tuple[str, Level]]) -> None:
    """Whatever three see in a statement, the summary knows only what was let stand first."""
    gives(walk, "Ana", "2.2", Level.MOSTLY)
    before = shown(walk, "Ben", Summary(AUDIT))
    for who, level in taps:
        ((standing,),) = walk.rows("SELECT answer FROM standing WHERE statement = '2.2'")
        walk.taps(who, SeeDifferently(AUDIT, "2.2", level, standing))
        assert shown(walk, "Ben", Summary(AUDIT)) == before
    assert walk.rows("SELECT count(*) FROM answer WHERE statement = '2.2'") == [(1,)]
    persons = walk.rows("SELECT person FROM second_view")
    assert len(set(persons)) == len(persons)


# --- whoever reads only


def test_a_governor_is_offered_only_what_a_governor_may_take(walk: Walk) -> None:
    """Every button from every screen that they can come to, and the read-only ways in."""
    gives(walk, "Ana", "1.1", Level.MOSTLY)
    walk.taps("Ana", Notes(AUDIT, "1.1"))
    walk.says("Ana", "A photo of the nurse")
    assert walk.says("Gil", "/audit").route == Check(AUDIT)
    assert walk.taps("Gil", Begin(False)).route == Check(AUDIT)
    waiting: list[Route] = [Check(AUDIT), routes.Hello(), routes.Resume(), routes.LatestSummary()]
    come: set[Route] = set()
    leaving = (
        *(EraseMeForGood, routes.EraseMe, routes.MyData, routes.FindResource),
        *(routes.LeaveForGood, routes.TakeRole),
    )
    while waiting:
        route = waiting.pop()
        if route in come or isinstance(route, leaving):
            continue
        come.add(route)
        assert DOORS[type(route)].may is not STAFF
        delivery = walk.taps("Gil", route)
        assert not isinstance(delivery.route, Explain)
        waiting += [button.route for button in buttons(delivery.screen)]
    assert len(come) > 15
    assert {type(route) for route in come} >= {Check, CheckBenchmark, History, Summary, Notes}
    assert walk.rows("SELECT count(*) FROM answer") == [(1,)]


def test_a_governor_who_answers_all_the_same_is_told_why_not(walk: Walk) -> None:
    walk.taps("Gil", Notes(AUDIT, "1.1"))
    assert "Type it now" not in walk.latest("Gil").html
    assert walk.says("Gil", "A thought").route == Explain(Why.READ_ONLY)
    for kind in KINDS:
        if DOORS[kind].may is STAFF and "audit" in kind.__dataclass_fields__:  # type: ignore[attr-defined]
            for route in samples(kind)[:1]:
                values = vars(route) | {"audit": AUDIT}
                assert walk.taps("Gil", kind(**values)).route == Explain(Why.READ_ONLY)
    assert walk.rows("SELECT count(*) FROM answer") == [(0,)]
    assert walk.rows("SELECT count(*) FROM note") == [(0,)]


def test_a_governor_of_a_school_without_an_audit_begins_none(walk: Walk) -> None:
    walk.store.writer.execute("DELETE FROM confidence")
    walk.store.writer.execute("DELETE FROM audit")
    assert walk.taps("Gil", Begin(False)).toast
    assert walk.rows("SELECT count(*) FROM audit") == [(0,)]


def test_a_governor_who_leads_answers(walk: Walk) -> None:
    walk.store.writer.execute("UPDATE membership SET leads = 1 WHERE role = 'governor'")
    gives(walk, "Gil", "1.1", Level.MOSTLY)
    assert walk.rows("SELECT role FROM answer") == [("governor",)]


def test_what_is_gone_is_not_offered(walk: Walk) -> None:
    rows = column(Button("A note", NoteMine(99)), Button("A school", TellLead(99)))
    turn = Turn(walk.store.reader, walk.now, walk.shown[-1].account, walk.house)
    screen = offered(turn, routes.Hello(), Screen("Hello", rows))
    assert [button.label for button in buttons(screen)] == ["A school"]
    screen = offered(turn, routes.Hello(), Screen("Hello", rows[:1]))
    assert [button.route for button in buttons(screen)] == [routes.Resume()]


# --- finished, and signed off


def test_the_result_is_sent_to_the_head_and_the_lead_once(walk: Walk) -> None:
    answers_all(walk, "Ben", Level.MOSTLY)
    walk.taps("Ben", Finish(AUDIT))
    walk.taps("Ben", Finish(AUDIT))
    walk.taps("Hal", Finish(AUDIT))
    assert told(walk, Summary) == ["Ana", "Hal"]
    assert "by Ben (teacher)" in plain(walk.latest("Ana").html)
    assert told(walk, Summary) == []


def test_whoever_finished_it_is_not_sent_it(walk: Walk) -> None:
    answers_all(walk, "Ana", Level.MOSTLY)
    walk.taps("Ana", Finish(AUDIT))
    assert told(walk, Summary) == ["Hal"]
    walk.taps("Ana", EraseMeForGood())
    assert "by Ana" not in shown(walk, "Hal", Summary(AUDIT))


def test_a_head_signs_off_once_and_the_summary_says_so(walk: Walk) -> None:
    assert walk.taps("Hal", SignOff(AUDIT)).route == Explain(Why.NOT_FINISHED)
    answers_all(walk, "Ben", Level.MOSTLY)
    walk.taps("Ben", Finish(AUDIT))
    for who in ("Ana", "Ben", "Gil", "Zoe"):
        assert walk.taps(who, SignOff(AUDIT)).route in SHUT
        walk.taps(who, Summary(AUDIT))
        assert not walk.way(who, SignOff)
    signed = "Signed off by the head, 24 November 2026"
    assert signed not in shown(walk, "Ben", Summary(AUDIT))
    walk.taps("Hal", Summary(AUDIT))
    walk.follows("Hal", SignOff)
    once = walk.rows("SELECT * FROM sign_off")
    walk.waits(86400)
    walk.taps("Hal", SignOff(AUDIT))
    assert walk.rows("SELECT * FROM sign_off") == once
    assert not walk.way("Hal", SignOff)
    walk.taps("Hal", EraseMeForGood())  # has left; what was signed stays signed
    assert signed in shown(walk, "Ben", Summary(AUDIT))
    assert signed in plain(walk.taps("Ben", Forward(AUDIT)).screen.forward or "")


def test_relations_are_all_named() -> None:
    """Every relation that a door asks for is in the one list of them."""
    asked_for = {relation for door in DOORS.values() for relation in door.may}
    assert asked_for <= set(relations.RELATIONS)

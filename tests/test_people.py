"""Who is here: who may change what, who is told, and what ends when somebody goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.plain import plain
from dialogs.doors import DOORS
from dialogs.routes import (
    Answer,
    Begin,
    ChangeRole,
    Check,
    Colleague,
    ComeIn,
    Continue,
    Decide,
    Decided,
    EraseMeForGood,
    Explain,
    FirstHere,
    GiveLead,
    Gone,
    HandLead,
    Hello,
    JoinRequest,
    LeadIsYours,
    Leave,
    LeaveForGood,
    LetIn,
    LinkClosed,
    Move,
    MoveOrBoth,
    Notes,
    People,
    Remind,
    Remove,
    RemoveForGood,
    RightHere,
    RoleAsked,
    RoleIs,
    RoleMeans,
    ShowStatement,
    Suggestions,
    SwitchTo,
    TakeRole,
    TellLeadAs,
    Undo,
    UndoForGood,
    Why,
)
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.store import memberships, people
from neambition.store.memberships import Role, State
from tests.play import CHANNEL
from tests.town import AUDIT, HOUR, NEWSHAM, Town, ways
from tests.walk import Walk, fresh


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield Town(walk)
    walk.close()


# --- who may

ANA, HAL, BEN, GUS, FAY = "Ana", "Hal", "Ben", "Gus", "Fay"
MAY = (
    (lambda ben: People(NEWSHAM, 0), {ANA, HAL, BEN, GUS}),
    (lambda ben: Colleague(ben), {ANA, HAL, BEN, GUS}),
    (lambda ben: ChangeRole(ben), {ANA, HAL, BEN}),
    (lambda ben: RoleMeans(ben, Role.OFFICE), {ANA, HAL, BEN}),
    (lambda ben: TakeRole(ben, Role.OFFICE), {ANA, HAL, BEN}),
    (lambda ben: RoleAsked(ben, Role.HEAD), {ANA, HAL}),
    (lambda ben: RoleIs(ben), {BEN}),
    (lambda ben: HandLead(ben), {ANA}),
    (lambda ben: GiveLead(ben, True), {ANA}),
    (lambda ben: LeadIsYours(ben), {BEN}),
    (lambda ben: Leave(ben), {BEN}),
    (lambda ben: LeaveForGood(ben), {BEN}),
    (lambda ben: Remove(ben), {ANA, HAL}),
    (lambda ben: RemoveForGood(ben), {ANA, HAL}),
    (lambda ben: Gone(ben), {BEN}),
    (lambda ben: ComeIn(ben), {BEN}),
    (lambda ben: MoveOrBoth(ben), {BEN}),
    (lambda ben: Move(ben), {BEN}),
    (lambda ben: SwitchTo(ben), {BEN}),
    (lambda ben: FirstHere(ben), {FAY}),
    (lambda ben: RightHere(ben), {FAY}),
    (lambda ben: Undo(ben), {FAY}),
    (lambda ben: UndoForGood(ben), {FAY}),
    (lambda ben: JoinRequest(ben), {ANA, HAL, FAY}),
    (lambda ben: Decide(ben, True), {ANA, HAL, FAY}),
    (lambda ben: Decided(ben), {ANA, HAL, FAY}),
    (lambda ben: LetIn(ben), {BEN}),
)
"""Routes about Ben, and who may take them; Zoe and Eve none."""


def test_who_may_do_what_about_a_colleague(town: Town) -> None:
    everybody = (ANA, HAL, BEN, GUS, FAY, "Zoe", "Eve")
    for make, may in MAY:
        route = make(town.at("Ben").id)
        door = DOORS[type(route)]
        for who in everybody:
            account = people.meet(town.db, CHANNEL, who.lower(), who, town.walk.now)
            turn = Turn(town.db, town.walk.now, account, town.walk.house)
            assert door.opens(turn, route) == (who in may), f"{who} and {route}"


@pytest.mark.parametrize(
    ("who", "why"),
    [("Gus", Why.NOT_YOUR_PART), ("Zoe", Why.LEFT), ("Eve", Why.NOT_YOURS), ("Fay", Why.NOT_YOURS)],
)
def test_each_hears_why_a_door_stays_shut(town: Town, who: str, why: Why) -> None:
    assert town.walk.taps(who, RemoveForGood(town.at("Ben").id)).route == Explain(why)
    assert town.at("Ben").state is State.MEMBER


# --- asking


def test_lead_head_and_facilitator_are_asked_once_each(town: Town) -> None:
    town.facilitates("Fay", "Another cohort")
    town.walk.taps("Cat", TellLeadAs(NEWSHAM, Role.TEACHER))
    request = JoinRequest(town.at("Cat").id)
    assert town.arrives() == {(ANA, request), (HAL, request), (FAY, request)}
    assert "Newsham Primary" in town.sees("Fay", request)
    assert "Primary pilot 2026" in town.sees("Fay", request)
    assert "You look after" not in town.sees("Ana", request)


@pytest.mark.parametrize(
    ("by", "said"),
    [("Ana", "the lead for careers"), ("Hal", "the head"), ("Fay", "the facilitator")],
)
def test_the_first_decision_counts_and_the_others_see_it(town: Town, by: str, said: str) -> None:
    town.walk.taps("Cat", TellLeadAs(NEWSHAM, Role.TEACHER))
    cat = town.at("Cat").id
    town.walk.taps(by, Decide(cat, True))
    for other in {ANA, HAL, FAY} - {by}:
        late = town.walk.taps(other, Decide(cat, False))
        assert late.toast == "Decided already"
        assert f"Decided by {said}." in plain(late.screen.html)
        assert f"Decided by {said}." in town.sees(other, JoinRequest(cat))
    assert town.at("Cat").state is State.MEMBER


def test_a_facilitator_does_not_let_themselves_in(town: Town) -> None:
    town.walk.taps("Fay", TellLeadAs(NEWSHAM, Role.TEACHER))
    fay = town.at("Fay").id
    assert {who for who, _ in town.arrives()} == {ANA, HAL}
    assert town.walk.taps("Fay", Decide(fay, True)).route == Explain(Why.ONESELF)
    assert town.at("Fay").state is State.ASKED


def test_with_nobody_left_the_facilitator_lets_in(town: Town) -> None:
    for who in ("Gus", "Ben", "Hal", "Ana"):
        town.walk.taps(who, LeaveForGood(town.at(who).id))
    town.arrives()
    town.walk.taps("Cat", TellLeadAs(NEWSHAM, Role.TEACHER))
    assert town.arrives() == {(FAY, JoinRequest(town.at("Cat").id))}
    town.walk.follows("Fay", Decide, "Let them in")
    assert town.leads() == {"Cat"}


# --- roles


def test_a_role_that_may_do_more_is_agreed_by_lead_or_head(town: Town) -> None:
    ben = town.at("Ben").id
    assert "will be asked to agree" in town.sees("Ben", RoleMeans(ben, Role.HEAD))
    town.walk.taps("Ben", TakeRole(ben, Role.HEAD))
    assert town.at("Ben").role is Role.TEACHER
    asked = RoleAsked(ben, Role.HEAD)
    assert town.arrives() == {(ANA, asked), (HAL, asked)}
    town.walk.follows("Hal", TakeRole)
    assert town.at("Ben").role is Role.HEAD
    assert town.arrives() == {(BEN, RoleIs(ben))}


@pytest.mark.parametrize(
    ("who", "role", "at_once"),
    [
        ("Ben", Role.GOVERNOR, True),
        ("Ben", Role.OFFICE, True),
        ("Gus", Role.TEACHER, False),
        ("Gus", Role.HEAD, False),
        ("Hal", Role.TEACHER, True),
        ("Ana", Role.HEAD, True),
    ],
)
def test_ones_own_role_is_changed_at_once_unless_it_may_do_more(
    town: Town, who: str, role: Role, at_once: bool
) -> None:
    was = town.at(who).role
    town.walk.taps(who, TakeRole(town.at(who).id, role))
    assert town.at(who).role is (role if at_once else was)


def test_a_governor_reads(town: Town) -> None:
    assert not [way for way in ways(town, "Gus", Hello()) if isinstance(way, Begin | Continue)]
    assert town.walk.taps("Gus", Begin(True)).route == Check(AUDIT)
    town.walk.taps("Ana", Answer(AUDIT, "1.2", Level.STARTED, 0))
    assert town.walk.taps("Gus", Continue(AUDIT, True)).route == Explain(Why.READ_ONLY)
    town.walk.taps("Ana", GiveLead(town.at("Gus").id, True))
    assert town.walk.taps("Gus", Continue(AUDIT, True)).route == Continue(AUDIT, True)


# --- the lead


def test_the_lead_is_handed_over_or_shared_and_who_leads_is_told(town: Town) -> None:
    ben = town.at("Ben").id
    town.walk.taps("Ana", GiveLead(ben, True))
    assert town.leads() == {ANA, BEN}
    assert town.arrives() == {(BEN, LeadIsYours(ben))}
    town.walk.taps("Ben", GiveLead(town.at("Ana").id, False))
    assert town.leads() == {ANA}
    assert town.arrives() == set()
    assert "The lead or the head can" not in town.sees("Ben", LeadIsYours(ben))
    assert "You lead" not in town.sees("Ben", LeadIsYours(ben))  # what was true when it was sent
    town.walk.taps("Ana", GiveLead(town.at("Hal").id, False))
    assert town.leads() == {HAL}


def test_the_lead_is_not_handed_to_oneself_or_to_whoever_left(town: Town) -> None:
    for who in ("Ana", "Zoe"):
        town.walk.taps("Ana", GiveLead(town.at(who).id, False))
    assert town.leads() == {ANA}


@pytest.mark.parametrize("how", ["leaves", "is removed", "is erased"])
def test_however_the_lead_goes_the_head_leads_and_is_told(town: Town, how: str) -> None:
    ana = town.at("Ana").id
    if how == "leaves":
        assert "Hal, head, will lead" in town.sees("Ana", Leave(ana))
        town.walk.taps("Ana", LeaveForGood(ana))
    elif how == "is removed":
        town.walk.taps("Hal", RemoveForGood(ana))
    else:
        town.walk.taps("Ana", EraseMeForGood())
    assert town.leads() == {HAL}
    told = {(HAL, LeadIsYours(town.at("Hal").id))}
    assert town.arrives() == ({(ANA, Gone(ana))} if how == "is removed" else told)


# --- going


def test_who_is_removed_is_told_and_their_answers_stay(town: Town) -> None:
    town.walk.taps("Ben", Answer(AUDIT, "1.2", Level.STARTED, 0))
    town.walk.taps("Ben", Remind(AUDIT, town.walk.now + HOUR))
    town.walk.taps("Ana", Remind(AUDIT, town.walk.now + HOUR))
    town.db.execute(
        "INSERT INTO assignment (audit, benchmark, person, role, since)"
        " VALUES (1, 5, ?, 'teacher', 0)",
        (town.person("Ben"),),
    )
    town.walk.taps("Ben", Notes(AUDIT, "1.2"))
    town.walk.taps("Hal", RemoveForGood(town.at("Ben").id))
    assert town.arrives() == {(BEN, Gone(town.at("Ben").id))}
    assert "The head there changed the list" in plain(town.walk.latest("Ben").html)
    assert town.walk.rows("SELECT statement, role FROM answer") == [("1.2", "teacher")]
    assert town.walk.rows("SELECT count(*) FROM assignment WHERE ended_at IS NULL") == [(0,)]
    town.walk.waits(2 * HOUR)
    assert town.walk.rows("SELECT count(*) FROM outbox WHERE route LIKE 'rd:%'") == [(1,)]  # Ana's


def test_old_buttons_and_words_of_who_was_removed_are_refused_kindly(town: Town) -> None:
    town.walk.taps("Ben", Notes(AUDIT, "1.2"))
    town.walk.taps("Ana", RemoveForGood(town.at("Ben").id))
    left = Explain(Why.LEFT)
    assert town.walk.says("Ben", "We had a nurse in").route == left
    assert isinstance(town.walk.says("Ben", "a nurse for infants").route, Suggestions)
    for old in (ShowStatement(AUDIT, "1.1", ""), Answer(AUDIT, "1.1", Level.FULLY, 0)):
        assert town.walk.taps("Ben", old).route == left
    assert "The answers you gave stay there" in plain(town.walk.latest("Ben").html)
    assert town.walk.rows("SELECT count(*) FROM answer") == [(0,)]
    assert town.walk.rows("SELECT count(*) FROM note") == [(0,)]


def test_nobody_removes_themselves_they_leave(town: Town) -> None:
    assert town.walk.taps("Ana", RemoveForGood(town.at("Ana").id)).route == Leave(town.at("Ana").id)
    assert "Leave Newsham Primary?" in town.sees("Ana", Remove(town.at("Ana").id))


def test_what_concerns_somebody_who_left_is_over(town: Town) -> None:
    zoe = town.at("Zoe").id
    for route in (Colleague(zoe), HandLead(zoe), TakeRole(zoe, Role.HEAD), RemoveForGood(zoe)):
        assert plain(town.walk.taps("Ana", route).screen.html).startswith("That colleague does not")
    for own in (LeaveForGood(zoe), SwitchTo(zoe), ComeIn(zoe), TakeRole(zoe, Role.HEAD)):
        assert town.walk.taps("Zoe", own).route == Explain(Why.LEFT)


def test_a_link_older_than_that_does_not_let_back_in(town: Town) -> None:
    old = town.link()
    town.walk.opens("Ben", old)
    town.walk.now += HOUR
    town.walk.taps("Ana", RemoveForGood(town.at("Ben").id))
    assert town.walk.opens("Ben", old).route == LinkClosed()
    town.walk.taps("Ben", TellLeadAs(NEWSHAM, Role.TEACHER))
    assert town.walk.opens("Ben", old).route == LinkClosed()
    assert town.at("Ben").state is State.ASKED
    town.walk.opens("Ben", town.link())
    assert town.at("Ben").state is State.MEMBER
    town.walk.taps("Ben", LeaveForGood(town.at("Ben").id))
    town.walk.opens("Ben", old)
    assert town.at("Ben").state is State.MEMBER  # who left by themselves may come back by it


# --- any size


def test_however_many_are_here_every_page_fits(town: Town) -> None:
    """Walk.taps has each screen fit; here nobody is left out."""
    long = "🎉" * 64
    for n in range(40):
        memberships.join(
            town.db,
            people.meet(town.db, CHANNEL, f"n{n}", long, 0).person,
            NEWSHAM,
            list(Role)[n % 5],
            0,
        )
        who = people.meet(town.db, CHANNEL, f"asks{n}", long, 0).person
        memberships.ask(town.db, who, NEWSHAM, Role.GOVERNOR, 0)
    cards: set[int] = set()
    town.walk.taps("Ana", People(NEWSHAM, 0))
    while True:
        found = ways(town, "Ana")
        cards |= {way.membership for way in found if isinstance(way, Colleague)}
        onward = town.walk.way("Ana", People, "More")
        if not onward:
            break
        town.walk.taps("Ana", onward)
    assert len(cards) == 44
    assert "36 more" in town.sees("Ana", People(NEWSHAM, 10**9))

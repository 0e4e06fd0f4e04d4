"""Whose an item is: only of whoever answers there, and told to nobody for nothing."""

import pytest

from bot.plain import plain
from dialogs.routes import (
    ChangeRole,
    EraseMeForGood,
    Explain,
    GiveItem,
    GiveLead,
    ItemGiven,
    ItemState,
    LeaveForGood,
    NotMineGo,
    PlanItem,
    TakeRole,
    UndoChange,
    Why,
)
from neambition.plan import Field, Owner, State
from neambition.store import memberships, people, plan
from neambition.store.memberships import Role
from tests.plan.laid import SCHOOL, item, puts_in, replay
from tests.play import CHANNEL
from tests.walk import Walk


def test_whoever_is_put_down_by_another_is_told_once(walk: Walk) -> None:
    seen = puts_in(walk).seen
    here = memberships.at(walk.store.reader, 2, SCHOOL)
    assert here
    walk.taps("Ana", GiveItem(1, here.id, seen))
    walk.taps("Ana", GiveItem(1, here.id, seen))
    walk.waits(60)
    told = [d for d in walk.shown if d.route == ItemGiven(1)]
    assert [d.account.external_id for d in told] == ["ben"]
    assert "Ana (lead for careers) has put you down" in told[0].screen.html


def test_whoever_takes_it_on_is_not_told(walk: Walk) -> None:
    seen = puts_in(walk).seen
    here = memberships.at(walk.store.reader, 1, SCHOOL)
    assert here
    walk.taps("Ana", GiveItem(1, here.id, seen))
    walk.waits(60)
    assert not [d for d in walk.shown if d.route == ItemGiven(1)]


def test_a_colleague_of_another_school_cannot_be_put_down(walk: Walk) -> None:
    db = walk.store.writer
    db.execute("INSERT INTO school (name, name_key, since) VALUES ('Other', 'other', 0)")
    eve = people.meet(db, CHANNEL, "eve", "Eve", walk.now).person
    theirs = memberships.join(db, eve, 2, Role.LEAD, walk.now)
    seen = puts_in(walk).seen
    assert isinstance(walk.taps("Ana", GiveItem(1, theirs.id, seen)).route, Explain)
    assert item(walk).now.owner == Owner()


def test_what_an_owner_who_left_was_to_do_is_nobodys_and_the_history_says_by_whom(
    walk: Walk,
) -> None:
    seen = puts_in(walk).seen
    ben = memberships.at(walk.store.reader, 2, SCHOOL)
    assert ben
    walk.taps("Ana", GiveItem(1, ben.id, seen))
    walk.taps("Ben", LeaveForGood(ben.id))
    assert item(walk).now.owner == Owner()
    (*_, last) = plan.changes(walk.store.reader, 1)
    assert (last.field, last.person, last.role) == (Field.OWNER, 2, Role.TEACHER)
    walk.taps("Ben", "ey")
    assert "nobody yet" in plain(walk.taps("Ana", PlanItem(1)).screen.html)


def test_a_changed_role_stays_an_owner(walk: Walk) -> None:
    seen = puts_in(walk).seen
    ben = memberships.at(walk.store.reader, 2, SCHOOL)
    assert ben
    walk.taps("Ana", GiveItem(1, ben.id, seen))
    walk.taps("Ben", ChangeRole(ben.id))
    walk.taps("Ben", TakeRole(ben.id, Role.OFFICE))
    assert "Ben (office or other staff)" in plain(walk.taps("Ana", PlanItem(1)).screen.html)


# --- owners who go


def bens(walk: Walk) -> int:
    """An item put in and given to Ben; his membership."""
    ben = memberships.at(walk.store.reader, 2, SCHOOL)
    assert ben
    walk.taps("Ana", GiveItem(1, ben.id, puts_in(walk).seen))
    assert item(walk).now.owner == Owner(2)
    return ben.id


def replays(walk: Walk) -> bool:
    said = plan.changes(walk.store.reader, 1)
    return replay((c.field, c.new) for c in said) == item(walk).now


@pytest.mark.parametrize("goes", ["leaves", "is erased", "only reads"])
def test_undo_gives_nothing_back_to_whoever_can_do_it_no_more(walk: Walk, goes: str) -> None:
    """The button is not offered; an old one says why, and changes nothing."""
    ben = bens(walk)
    if goes == "leaves":
        walk.taps("Ben", LeaveForGood(ben))
    elif goes == "is erased":
        walk.taps("Ben", EraseMeForGood())
    else:
        walk.taps("Ben", TakeRole(ben, Role.GOVERNOR))
    assert item(walk).now.owner == Owner()
    walk.taps("Ana", PlanItem(1))
    assert walk.way("Ana", UndoChange) is None
    refused = walk.taps("Ana", UndoChange(1, item(walk).seen))
    assert refused.route == Explain(Why.CANNOT_OWN)
    assert item(walk).now.owner == Owner()
    assert replays(walk)


@pytest.mark.parametrize("state", [State.TO_DO, State.DONE, State.DROPPED])
def test_of_an_erased_owner_the_history_says_that_it_is_nobodys(walk: Walk, state: State) -> None:
    bens(walk)
    walk.taps("Ana", ItemState(1, state, item(walk).seen))
    walk.taps("Ben", EraseMeForGood())
    assert item(walk).now.owner == Owner()
    assert replays(walk)


def test_one_erased_after_leaving_is_nobodys_too(walk: Walk) -> None:
    ben = bens(walk)
    walk.taps("Ana", ItemState(1, State.DONE, item(walk).seen))
    walk.taps("Ben", LeaveForGood(ben))
    assert item(walk).now.owner == Owner(2)  # who did it stays said
    walk.taps("Ben", EraseMeForGood())
    assert item(walk).now.owner == Owner()
    assert replays(walk)


def test_whoever_says_it_is_not_their_school_leaves_nothing_to_do(walk: Walk) -> None:
    ben = bens(walk)
    walk.taps("Ben", NotMineGo(ben))
    assert item(walk).now.owner == Owner()


def test_a_governor_who_hands_over_the_lead_leaves_nothing_to_do(walk: Walk) -> None:
    ben = bens(walk)
    memberships.take_role(walk.store.writer, ben, Role.GOVERNOR)
    memberships.lead(walk.store.writer, ben, True)
    ana = memberships.at(walk.store.reader, 1, SCHOOL)
    assert ana
    walk.taps("Ben", GiveLead(ana.id, False))
    assert item(walk).now.owner == Owner()


def test_a_governor_is_not_put_down_by_an_old_button(walk: Walk) -> None:
    seen = puts_in(walk).seen
    gil = memberships.at(walk.store.reader, 3, SCHOOL)
    assert gil
    assert walk.taps("Ana", GiveItem(1, gil.id, seen)).route == Explain(Why.CANNOT_OWN)
    walk.waits(60)
    assert not [d for d in walk.shown if d.route == ItemGiven(1)]
    assert item(walk).now.owner == Owner()

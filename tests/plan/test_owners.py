"""Whose an item is: only of whoever answers there, and told to nobody for nothing."""

from bot.plain import plain
from dialogs.routes import (
    ChangeRole,
    Explain,
    GiveItem,
    ItemGiven,
    LeaveForGood,
    PlanItem,
    TakeRole,
)
from neambition.plan import Field, Owner
from neambition.store import memberships, people, plan
from neambition.store.memberships import Role
from tests.plan.laid import SCHOOL, item, puts_in
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

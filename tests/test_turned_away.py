"""Whoever a school's people declined or put out stays out, whichever way they try."""

from pathlib import Path

import pytest

from bot.plain import plain
from dialogs.routes import (
    Begin,
    Decide,
    EraseMeForGood,
    HandOver,
    LinkClosed,
    MakeLink,
    MergePick,
    RemoveForGood,
    TellLeadAs,
)
from neambition.store.memberships import Role, State
from tests.town import NEWSHAM, Town
from tests.walk import Walk, fresh


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(Walk(fresh(tmp_path / "neambition.db")))


def duplicate(town: Town, who: str, role: Role) -> int:
    """Somebody registers Newsham once more, misspelt; the school's id."""
    town.registers(who, "Newsham Primry", role)
    ((school,),) = town.walk.rows("SELECT id FROM school WHERE name = 'Newsham Primry'")
    return int(school)


def link_of(town: Town, who: str) -> str:
    """The token that somebody was just shown."""
    return plain(town.walk.latest(who).forward or "").rpartition("start=")[2].split()[0]


def test_who_asks_is_let_in_as_what_was_read(town: Town) -> None:
    town.walk.taps("Ian", TellLeadAs(NEWSHAM, Role.TEACHER))
    town.walk.waits(0)
    let_in = town.walk.way("Ana", Decide, "Let them in")
    assert let_in
    town.walk.taps("Ian", TellLeadAs(NEWSHAM, Role.HEAD))
    town.walk.taps("Ana", let_in)
    assert town.at("Ian").role is Role.TEACHER
    assert not town.at("Ian").decides


def test_no_merge_lets_back_in(town: Town) -> None:
    town.walk.taps("Zoe", TellLeadAs(NEWSHAM, Role.TEACHER))
    town.walk.taps("Fay", MergePick(duplicate(town, "Zoe", Role.LEAD), NEWSHAM))
    assert town.at("Zoe").state is State.ASKED


def test_no_facilitator_merges_themselves_in(town: Town) -> None:
    town.walk.taps("Fay", MergePick(duplicate(town, "Fay", Role.HEAD), NEWSHAM))
    fay = "SELECT 1 FROM membership WHERE person = ? AND school = ?"
    assert not town.walk.rows(fay, town.person("Fay"), NEWSHAM)


def test_no_handed_over_statements_let_back_in(town: Town) -> None:
    town.walk.taps("Ana", Begin(False))
    ((audit,),) = town.walk.rows("SELECT max(id) FROM audit WHERE school = ?", NEWSHAM)
    town.walk.taps("Ana", HandOver(audit, 3))
    token = link_of(town, "Ana")
    town.walk.taps("Ana", RemoveForGood(town.at("Ben").id))
    assert town.walk.opens("Ben", token).route == LinkClosed()


def test_it_is_not_forgotten_with_whoever_did_it(town: Town) -> None:
    old = town.link()
    town.walk.now += 3600
    town.walk.taps("Ana", RemoveForGood(town.at("Ben").id))
    town.walk.taps("Ben", TellLeadAs(NEWSHAM, Role.TEACHER))
    town.walk.taps("Ana", EraseMeForGood())
    assert town.walk.opens("Ben", old).route == LinkClosed()


def test_a_link_from_outside_gives_no_lead_where_somebody_leads(town: Town) -> None:
    town.walk.taps("Fay", MakeLink(NEWSHAM, Role.LEAD, False))
    town.walk.opens("Ian", link_of(town, "Fay"))
    assert town.at("Ian").state is State.MEMBER
    assert not town.at("Ian").leads
    before = len(town.walk.shown)
    town.walk.waits(0)
    told = {d.account.external_id for d in town.walk.shown[before:]}
    assert {"ana", "hal"} <= told

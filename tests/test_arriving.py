"""Coming to a school: where somebody lands, move or keep both, and the first of a school."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.plain import plain
from dialogs.codes import Route
from dialogs.routes import (
    Answer,
    Check,
    ComeIn,
    Continue,
    EraseMe,
    Explain,
    FirstHere,
    Gone,
    Hello,
    Leave,
    Move,
    MoveOrBoth,
    MySchools,
    NameSchool,
    OurSchool,
    People,
    RightHere,
    SwitchTo,
    Undo,
    UndoForGood,
    Why,
)
from neambition.framework import Level
from neambition.store import cohorts, memberships, schools
from neambition.store.memberships import Role, State
from tests.town import AUDIT, NEWSHAM, Town, ways
from tests.walk import Walk, fresh


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield Town(walk)
    walk.close()


# --- several schools


def test_whoever_comes_to_a_second_school_moves_or_keeps_both(town: Town) -> None:
    eve = town.at("Eve", 2).id
    asked = town.walk.opens("Eve", town.link())
    assert asked.route == MoveOrBoth(town.at("Eve").id)
    assert town.walk.follows("Eve", SwitchTo, "Keep both").route == Hello()
    assert town.walk.follows("Eve", SwitchTo, "Switch to Thirsk").route == Continue(2, False)
    assert town.walk.taps("Eve", OurSchool()).route == People(2, 0)
    town.walk.taps("Eve", SwitchTo(town.at("Eve").id))
    town.walk.taps("Eve", Move(eve))
    assert town.at("Eve", 2).state is State.LEFT
    assert town.walk.taps("Eve", OurSchool()).route == People(NEWSHAM, 0)


def test_an_old_move_does_not_leave_the_school_one_is_at(town: Town) -> None:
    ben = town.at("Ben").id
    assert town.walk.taps("Ben", Move(ben)).route == Leave(ben)
    assert town.at("Ben").state is State.MEMBER


def test_of_two_choices_in_one_second_the_later_counts(town: Town) -> None:
    town.walk.opens("Eve", town.link())
    here, there = town.at("Eve").id, town.at("Eve", 2).id
    for id_ in (here, there, here, there):
        memberships.choose(town.db, id_, town.walk.now)
        chosen = memberships.belongs(town.db, town.person("Eve"))
        assert chosen
        assert chosen.id == id_


@pytest.mark.parametrize(
    ("role", "begun", "lands"),
    [
        (Role.TEACHER, True, Continue(AUDIT, True)),
        (Role.TEACHER, False, Continue(AUDIT, False)),
        (Role.GOVERNOR, True, Check(AUDIT)),
        (Role.GOVERNOR, False, Check(AUDIT)),
    ],
)
def test_who_comes_lands_on_what_is_open(town: Town, role: Role, begun: bool, lands: Route) -> None:
    if begun:
        town.walk.taps("Ana", Answer(AUDIT, "1.2", Level.STARTED, 0))
    town.walk.opens("Cat", town.link(role))
    assert town.walk.taps("Cat", ComeIn(town.at("Cat").id)).route == lands


def test_naming_ones_other_school_leads_to_it(town: Town) -> None:
    town.comes("Eve", Role.TEACHER)
    town.walk.taps("Eve", NameSchool(True))
    town.walk.says("Eve", "thirsk infants")
    assert town.walk.taps("Eve", OurSchool()).route == People(2, 0)


# --- the first of a school


def test_the_facilitators_of_a_school_hear_who_registered_it(town: Town) -> None:
    assert lone(town, "Amble First", None) == set()
    first = FirstHere(town.at("Cat", 3).id)
    town.facilitates("Flo", "Coast")
    assert lone(town, "Bolam First", "Coast", "Dee") == {("Flo", FirstHere(town.at("Dee", 4).id))}
    assert town.walk.taps("Flo", first).route == Explain(Why.NOT_YOURS)


def test_undone_they_are_told_and_the_answers_stay(town: Town) -> None:
    town.facilitates("Flo", "Coast")
    lone(town, "Bolam First", "Coast")
    cat = town.at("Cat", 3).id
    town.walk.taps("Cat", Answer(3, "1.2", Level.STARTED, 0))
    town.walk.taps("Flo", Undo(cat))
    assert town.walk.follows("Flo", UndoForGood).route == FirstHere(cat)
    assert town.at("Cat", 3).state is State.LEFT
    assert town.arrives() == {("Cat", Gone(cat))}
    assert "facilitator who looks after the school undid it" in plain(town.walk.latest("Cat").html)
    assert town.walk.rows("SELECT count(*) FROM answer WHERE school = 3") == [(1,)]
    town.walk.taps("Flo", UndoForGood(cat))
    assert town.arrives() == set()


def test_a_facilitator_undoes_nobody_but_the_first(town: Town) -> None:
    for route in (FirstHere, RightHere, Undo, UndoForGood):
        shown = town.walk.taps("Fay", route(town.at("Ben").id)).screen
        assert plain(shown.html).startswith("That belongs to another school")
    assert town.at("Ben").state is State.MEMBER
    assert "3 others" not in town.sees("Fay", Undo(town.at("Ana").id))
    assert "Three others have joined" in town.sees("Fay", Undo(town.at("Ana").id))


def lone(town: Town, school: str, cohort: str | None, who: str = "Cat") -> set[tuple[str, Route]]:
    """Somebody registers a school that nobody has touched, in that cohort; what is said of it."""
    made = schools.add(town.db, school, "", town.walk.now)
    if cohort:
        of = cohorts.add(town.db, cohort, town.walk.now)
        cohorts.put_school(town.db, of.id, made.id, "", town.walk.now)
    town.arrives()
    town.registers(who, school, Role.TEACHER)
    return town.arrives()


def test_however_many_schools_are_ones_own_each_is_reached(town: Town) -> None:
    long = "🎉" * 80
    for n in range(60):
        school = schools.add(town.db, f"{n} {long}"[:80], "", 0)
        town.comes("Eve", Role.TEACHER, school.id)
    reached: set[int] = set()
    town.walk.taps("Eve", MoveOrBoth(town.at("Eve", 5).id))
    for fits in (EraseMe(), People(2, 0), Hello()):
        town.walk.taps("Eve", fits)
    town.walk.follows("Eve", MySchools)
    while True:
        reached |= {way.membership for way in ways(town, "Eve") if isinstance(way, SwitchTo)}
        onward = town.walk.way("Eve", MySchools, "More")
        if not onward:
            break
        town.walk.taps("Eve", onward)
    assert len(reached) == 61

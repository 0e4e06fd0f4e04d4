"""Picking one's school from those found: who is first, who is not, and names that are nobody's."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.plain import plain
from bot.register import import_register
from dialogs.routes import (
    AlreadyHere,
    Begin,
    Confidence,
    ConfirmHere,
    Continue,
    EraseMeForGood,
    Explain,
    FoundSchools,
    NameSchool,
    PickRole,
    PickRoleHere,
    PickSchool,
    Register,
    RegisterHere,
    TellLead,
    Why,
)
from dialogs.saying import LONGEST_LABEL
from neambition.store.memberships import Role
from tests.play import REGISTER
from tests.registers import row, write
from tests.walk import Walk, buttons, fresh


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    file = fresh(tmp_path / "neambition.db")
    asyncio.run(import_register(file, REGISTER))
    walk = Walk(file)
    yield walk
    walk.close()


def names(walk: Walk, who: str, words: str, quick: bool = True) -> None:
    walk.taps(who, Begin(quick))
    walk.says(who, words)


def comes_first(walk: Walk, who: str, words: str, role: Role = Role.LEAD) -> None:
    """Picks the first school found, and registers it."""
    names(walk, who, words)
    walk.follows(who, PickSchool)
    way = walk.way(who, ConfirmHere)
    assert way
    walk.taps(who, ConfirmHere(way.school, True, role))
    walk.follows(who, RegisterHere)


def school(walk: Walk, name: str) -> int:
    (id_,) = walk.rows("SELECT id FROM school WHERE name = ? ORDER BY id", name)[0]
    return int(id_)


def members(walk: Walk) -> list[tuple[str, str, int]]:
    return walk.rows(
        "SELECT a.external_id, s.name, m.leads FROM membership m JOIN school s ON s.id = m.school"
        " JOIN account a USING (person) WHERE m.state = 'member' ORDER BY m.id"
    )


def test_the_first_to_pick_a_school_leads_it(walk: Walk) -> None:
    comes_first(walk, "Ana", "newsam primary blyth")
    assert isinstance(walk.shown[-1].route, Continue)
    assert walk.shown[-1].toast == "Newsham Primary School, Blyth: registered"
    assert members(walk) == [("ana", "Newsham Primary School", 1)]
    assert walk.rows("SELECT count(*) FROM audit") == [(1,)]


def test_a_whole_audit_begins_with_the_confidence_that_the_tap_gave(walk: Walk) -> None:
    names(walk, "Ana", "newsham primary", quick=False)
    walk.follows("Ana", PickSchool)
    walk.follows("Ana", ConfirmHere, "Head")
    walk.follows("Ana", RegisterHere, "Fairly confident")
    assert isinstance(walk.shown[-1].route, Confidence)
    assert walk.rows("SELECT value FROM confidence") == [(2,)]


def test_a_school_with_people_lets_nobody_in_by_its_name(walk: Walk) -> None:
    comes_first(walk, "Ana", "newsham primary")
    names(walk, "Ben", "newsham primary")
    assert "(colleagues are here)" in plain(walk.latest("Ben").html)
    walk.follows("Ben", PickSchool)
    assert isinstance(walk.shown[-1].route, AlreadyHere)
    assert walk.way("Ben", TellLead)


def test_of_two_who_pick_at_once_the_second_is_told_it_is_here(walk: Walk) -> None:
    for who in ("Ana", "Ben"):
        names(walk, who, "newsham primary")
        walk.follows(who, PickSchool)
        walk.follows(who, ConfirmHere)
    for who in ("Ana", "Ben"):
        walk.follows(who, RegisterHere)
    assert isinstance(walk.shown[-1].route, AlreadyHere)
    assert members(walk) == [("ana", "Newsham Primary School", 1)]


def test_a_second_tap_finds_the_first_ones_work(walk: Walk) -> None:
    comes_first(walk, "Ana", "newsham primary")
    again = RegisterHere(school(walk, "Newsham Primary School"), True, Role.HEAD, -1)
    assert isinstance(walk.taps("Ana", again).route, Continue)
    assert isinstance(walk.taps("Ana", PickSchool(again.school, True)).route, Continue)
    for table in ("membership", "audit"):
        assert walk.rows(f"SELECT count(*) FROM {table}") == [(1,)]  # noqa: S608


def test_answers_whose_people_have_gone_are_not_given_to_who_comes_next(walk: Walk) -> None:
    comes_first(walk, "Ana", "newsham primary")
    walk.taps("Ana", next(r for r in walk.ways("Ana") if type(r).__name__ == "Answer"))
    walk.taps("Ana", EraseMeForGood())
    names(walk, "Ben", "newsham primary")
    walk.follows("Ben", PickSchool)
    assert isinstance(walk.shown[-1].route, AlreadyHere)
    assert "Nobody from it is here any more" in walk.latest("Ben").html
    forced = RegisterHere(school(walk, "Newsham Primary School"), True, Role.LEAD, -1)
    assert isinstance(walk.taps("Ben", forced).route, AlreadyHere)
    assert members(walk) == []


def test_a_school_left_before_any_answer_is_begun_anew(walk: Walk) -> None:
    comes_first(walk, "Ana", "newsham primary")
    walk.taps("Ana", EraseMeForGood())
    comes_first(walk, "Ben", "newsham primary")
    assert members(walk) == [("ben", "Newsham Primary School", 1)]
    assert walk.rows("SELECT count(*) FROM audit") == [(1,)]


def test_a_name_that_is_none_of_these_is_registered_to_be_confirmed(walk: Walk) -> None:
    names(walk, "Ana", "Newsham Village School, Blyth")
    walk.follows("Ana", PickRole)
    walk.follows("Ana", type(walk.ways("Ana")[0]), "Teacher")
    assert "a facilitator will check its name" in walk.latest("Ana").html
    walk.follows("Ana", Register)
    made = walk.rows("SELECT urn, confirmed_at FROM school ORDER BY id DESC LIMIT 1")
    assert made == [(None, None)]
    names(walk, "Ben", "newsham village")
    assert "Newsham Village School" in plain(walk.latest("Ben").html)


def test_a_name_as_in_the_register_can_still_be_another_school(walk: Walk) -> None:
    """Dozens have the same: none of these, then, is none of these."""
    names(walk, "Ana", "St Mary's Catholic Primary School")
    walk.follows("Ana", PickRole)
    walk.follows("Ana", type(walk.ways("Ana")[0]), "Teacher")
    walk.follows("Ana", Register)
    assert isinstance(walk.shown[-1].route, Continue)


@pytest.mark.parametrize("words", ["108799", "AB1 9ZZ"])
def test_a_number_or_a_postcode_is_no_name_to_register(walk: Walk, words: str) -> None:
    names(walk, "Ana", words)
    assert isinstance(walk.shown[-1].route, FoundSchools)
    assert "I found no school" in walk.latest("Ana").html
    assert walk.way("Ana", PickRole) is None
    assert walk.way("Ana", NameSchool)


def test_typed_again_it_is_looked_for_again(walk: Walk) -> None:
    names(walk, "Ana", "zzyzx")
    walk.says("Ana", "hexham middle")
    assert "Hexham Middle School" in walk.latest("Ana").html


def test_at_most_five_are_shown_and_more_are_spoken_of(walk: Walk, tmp_path: Path) -> None:
    rows = [row(200000 + n, "St Bede's Catholic School", f"Town {n}") for n in range(9)]
    asyncio.run(import_register(walk.file, write(tmp_path / "more.csv", rows)))
    names(walk, "Ana", "st bedes")
    assert len([route for route in walk.ways("Ana") if isinstance(route, PickSchool)]) == 5
    assert "More schools fit" in walk.latest("Ana").html


def test_the_longest_names_fit(walk: Walk, tmp_path: Path) -> None:
    rows = [row(200000 + n, f"{'Wyrd ' * 23}{n}", "Stow & " * 17) for n in range(6)]
    asyncio.run(import_register(walk.file, write(tmp_path / "more.csv", rows)))
    names(walk, "Ana", "wyrd")  # and each screen shown has been checked
    labels = [b.label for b in buttons(walk.latest("Ana")) if isinstance(b.route, PickSchool)]
    assert len(labels) == 5
    assert max(map(len, labels)) <= LONGEST_LABEL
    walk.follows("Ana", PickSchool)
    walk.follows("Ana", ConfirmHere)


def test_an_old_button_leads_to_the_school_that_it_became_part_of(walk: Walk) -> None:
    comes_first(walk, "Ana", "newsham primary")
    kept = school(walk, "Newsham Primary School")
    gone = school(walk, "Newsham Hall Infant School")
    walk.store.writer.execute("UPDATE school SET merged_into = ? WHERE id = ?", (kept, gone))
    assert walk.taps("Ben", PickSchool(gone, True)).route == AlreadyHere(kept, True)
    assert "Newsham Primary School" in walk.taps("Ben", PickRoleHere(gone, True)).screen.html


def test_a_school_that_never_was_is_gone(walk: Walk) -> None:
    assert walk.taps("Ben", PickSchool(999, True)).route == Explain(Why.GONE)
    assert walk.taps("Ben", RegisterHere(1, True, Role.HEAD, 7)).route == Explain(Why.UNREADABLE)

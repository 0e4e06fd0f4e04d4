"""Schools to confirm: who may, into which cohort, and what two that are one say to their people."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.plain import plain
from bot.register import import_register
from dialogs.offering import offered
from dialogs.routes import (
    Answer,
    BecameOne,
    ConfirmAsItIs,
    Explain,
    Hello,
    JoinRequest,
    Merge,
    MergeFound,
    MergeIn,
    MergePick,
    MergeWeigh,
    MergeWhich,
    PickRole,
    Register,
    SchoolSettled,
    TellLeadAs,
    Unconfirmed,
    UnconfirmedSchool,
    WhichCohort,
    Why,
)
from dialogs.screen import Button, Screen, column
from dialogs.turn import Turn
from neambition.store import cohorts, drafts, people, schools
from neambition.store.drafts import Kind
from neambition.store.memberships import Role
from tests.play import CHANNEL, REGISTER
from tests.test_picking import comes_first, members, names, school
from tests.walk import SHUT, Walk, buttons, fresh

NOT_YOURS = Explain(Why.NOT_YOURS)
TYPED = "Fellfoot Farm School"
NEWSHAM = "Newsham Primary School"


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """Ana has registered Fellfoot by name; Fay facilitates the pilot."""
    file = fresh(tmp_path / "neambition.db")
    asyncio.run(import_register(file, REGISTER))
    walk = Walk(file)
    registers(walk, "Ana", TYPED)
    facilitates(walk, "Fay", "Pilot")
    yield walk
    walk.close()


def registers(walk: Walk, who: str, name: str, answered: int = 2) -> None:
    names(walk, who, name)
    walk.follows(who, PickRole)
    walk.follows(who, type(walk.ways(who)[0]), "Teacher")
    walk.follows(who, Register)
    gives(walk, who, answered)


def gives(walk: Walk, who: str, answered: int) -> None:
    for _ in range(answered):
        walk.follows(who, Answer)


def facilitates(walk: Walk, who: str, *pilots: str) -> None:
    db = walk.store.writer
    person = people.meet(db, CHANNEL, who.lower(), who, walk.now).person
    for pilot in pilots:
        cohorts.put_facilitator(db, cohorts.add(db, pilot, walk.now).id, person, walk.now)


def puts(walk: Walk, name: str, pilot: str) -> None:
    db = walk.store.writer
    cohorts.put_school(db, cohorts.add(db, pilot, walk.now).id, school(walk, name), "", walk.now)


def in_cohorts(walk: Walk) -> list[Any]:
    return walk.rows(
        "SELECT s.name, c.name FROM cohort_school x JOIN school s ON s.id = x.school"
        " JOIN cohort c ON c.id = x.cohort ORDER BY 1, 2"
    )


def state(walk: Walk, name: str) -> tuple[bool, str | None]:
    """Whether it is confirmed, and the name of what it became part of."""
    ((confirmed, into),) = walk.rows(
        "SELECT s.confirmed_at IS NOT NULL, k.name FROM school s"
        " LEFT JOIN school k ON k.id = s.merged_into WHERE s.name = ?",
        name,
    )
    return bool(confirmed), into


def every(walk: Walk) -> list[Any]:
    """All that a refused tap may not change."""
    tables = ("school", "membership", "audit", "answer", "cohort_school", "outbox")
    return [walk.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]  # noqa: S608


def taps(walk: Walk, of: int, into: int, cohort: int = 0) -> list[Any]:
    """Every button there is about a school to confirm."""
    return [
        UnconfirmedSchool(of),
        ConfirmAsItIs(of, cohort),
        WhichCohort(of, into),
        MergeWhich(of),
        MergeFound(of, 1),
        MergePick(of, into),
        MergeWeigh(of, into),
        Merge(of, into, 0),
        MergeIn(of, into, cohort),
        SchoolSettled(of),
    ]


# --- who may


@pytest.mark.parametrize("who", ["Ana", "Zoe"])
def test_only_a_facilitator_may(walk: Walk, who: str) -> None:
    """Neither a stranger nor the school's own lead."""
    walk.says(who, "/start")
    assert walk.way(who, Unconfirmed) is None
    before = every(walk)
    for route in [Unconfirmed(0), *taps(walk, school(walk, TYPED), school(walk, NEWSHAM))]:
        assert walk.taps(who, route).route in SHUT
    assert every(walk) == before


def test_not_what_is_in_anothers_cohort(walk: Walk) -> None:
    facilitates(walk, "Gus", "Another")
    puts(walk, TYPED, "Another")
    assert "No school waits" in walk.taps("Fay", Unconfirmed(0)).screen.html
    before = every(walk)
    for route in taps(walk, school(walk, TYPED), school(walk, NEWSHAM), cohort=1):
        assert walk.taps("Fay", route).route == NOT_YOURS
    assert every(walk) == before
    walk.taps("Gus", ConfirmAsItIs(school(walk, TYPED), 0))
    assert state(walk, TYPED) == (True, None)


def test_not_into_a_cohort_of_anothers(walk: Walk) -> None:
    facilitates(walk, "Gus", "Another")
    (another,) = walk.rows("SELECT id FROM cohort WHERE name = 'Another'")[0]
    of = school(walk, TYPED)
    for route in (ConfirmAsItIs(of, another), MergeIn(of, school(walk, NEWSHAM), another)):
        assert walk.taps("Fay", route).route == NOT_YOURS
    assert in_cohorts(walk) == []


def test_not_what_is_in_the_register_or_confirmed(walk: Walk) -> None:
    comes_first(walk, "Ben", "newsham primary")
    walk.taps("Fay", ConfirmAsItIs(school(walk, TYPED), 0))
    for of, may in ((NEWSHAM, False), (TYPED, True)):
        before = every(walk)
        for route in taps(walk, school(walk, of), school(walk, "Westgate First School")):
            found = walk.taps("Fay", route)
            assert found.route == NOT_YOURS or may
            if may:
                assert "is confirmed as it is" in found.screen.html
        assert every(walk) == before


@pytest.mark.parametrize("into", ["people", "answers", "itself", "nothing", "merged"])
def test_not_into_a_school_that_is_anothers(walk: Walk, into: str) -> None:
    """Nor into itself, or into what is none."""
    of, target = school(walk, TYPED), school(walk, NEWSHAM)
    db = walk.store.writer
    if into in ("people", "answers"):
        comes_first(walk, "Ben", "newsham primary")
    if into == "answers":
        gives(walk, "Ben", 1)
        db.execute("UPDATE membership SET state = 'left', leads = 0 WHERE school = ?", (target,))
    elif into == "itself":
        target = of
    elif into == "nothing":
        target = 9999
    elif into == "merged":
        other = school(walk, "Westgate First School")
        db.execute("UPDATE school SET merged_into = ? WHERE id = ?", (other, target))
    before = every(walk)
    for route in (MergePick(of, target), Merge(of, target, 0), MergeIn(of, target, 1)):
        assert walk.taps("Fay", route).route == NOT_YOURS
    assert every(walk) == before


def test_what_may_not_be_taken_is_not_offered(walk: Walk) -> None:
    comes_first(walk, "Ben", "newsham primary")
    walk.taps("Fay", MergeWhich(school(walk, TYPED)))
    walk.says("Fay", "newsham")
    offered = [b.label for b in buttons(walk.latest("Fay")) if isinstance(b.route, MergePick)]
    assert offered == ["1. Newsham Hall Infant School, Thirsk YO7 4DE"]
    assert "belong to people already" in walk.latest("Fay").html


def test_each_is_offered_for_itself(walk: Walk) -> None:
    """That one may be taken says nothing of the next."""
    comes_first(walk, "Ben", "newsham primary")
    walk.taps("Fay", Unconfirmed(0))
    turn = Turn(walk.store.reader, walk.now, walk.shown[-1].account, walk.house)
    of = school(walk, TYPED)
    into = [school(walk, name) for name in ("Westgate First School", NEWSHAM)]
    for either in (into, into[::-1]):
        rows = column(*(Button(str(id_), MergePick(of, id_)) for id_ in either))
        kept = offered(turn, Unconfirmed(0), Screen("Which?", rows))
        assert [b.route for b in buttons(kept)] == [MergePick(of, into[0])]


def test_nobody_opens_anothers_words(walk: Walk) -> None:
    db = walk.store.writer
    ana = people.meet(db, CHANNEL, "ana", "Ana", walk.now).person
    theirs = drafts.put(db, ana, Kind.WORDS, "peregrine falcons", walk.now)
    refused = walk.taps("Fay", MergeFound(school(walk, TYPED), theirs))
    assert "peregrine" not in refused.screen.html


def test_words_too_long_to_look_for_are_refused(walk: Walk) -> None:
    walk.taps("Fay", MergeWhich(school(walk, TYPED)))
    assert walk.says("Fay", "x" * 81).route == Explain(Why.NAME_UNREADABLE)
    walk.says("Fay", "westgate")
    assert walk.way("Fay", MergePick)


# --- confirming


def test_a_school_in_the_facilitators_cohort_stays_in_it(walk: Walk) -> None:
    facilitates(walk, "Fay", "Pilot", "Newer")
    puts(walk, TYPED, "Pilot")
    walk.taps("Fay", UnconfirmedSchool(school(walk, TYPED)))
    assert walk.follows("Fay", ConfirmAsItIs).route == SchoolSettled(school(walk, TYPED))
    assert in_cohorts(walk) == [(TYPED, "Pilot")]


def test_of_several_cohorts_one_is_chosen(walk: Walk) -> None:
    facilitates(walk, "Fay", "Newer")
    of = school(walk, TYPED)
    assert walk.taps("Fay", ConfirmAsItIs(of, 0)).route == WhichCohort(of, 0)
    assert state(walk, TYPED) == (False, None)
    walk.follows("Fay", ConfirmAsItIs, "Newer")
    assert state(walk, TYPED) == (True, None)
    assert in_cohorts(walk) == [(TYPED, "Newer")]


def test_many_are_listed_page_by_page(walk: Walk) -> None:
    for n in range(12):
        schools.add(walk.store.writer, f"School {n} {'& so on' * 20}", "", walk.now)
    walk.says("Fay", "/start")
    walk.follows("Fay", Unconfirmed, "(13)")
    seen = []
    for _ in range(3):
        seen += [r.school for r in walk.ways("Fay") if isinstance(r, UnconfirmedSchool)]
        if walk.way("Fay", Unconfirmed, "More"):
            walk.follows("Fay", Unconfirmed, "More")
    assert len(seen) == len(set(seen)) == 13
    assert walk.way("Fay", Unconfirmed, "More") is None
    assert walk.way("Fay", Unconfirmed, "◂ Before")
    assert "11. " in walk.taps("Fay", Unconfirmed(10**17)).screen.html
    assert "1. " in walk.taps("Fay", Unconfirmed(-1)).screen.html


def test_a_school_whose_people_are_gone_can_be_confirmed_too(walk: Walk) -> None:
    walk.store.writer.execute("DELETE FROM membership")
    assert "someone who has left" in walk.taps("Fay", Unconfirmed(0)).screen.html
    walk.follows("Fay", UnconfirmedSchool)
    assert "someone who has left" in walk.latest("Fay").html


# --- making two one


def test_a_school_without_answers_is_taken_at_once_and_its_people_are_told(walk: Walk) -> None:
    picked = walk.taps("Fay", MergePick(school(walk, TYPED), school(walk, NEWSHAM)))
    assert picked.route == SchoolSettled(school(walk, TYPED))
    assert state(walk, TYPED) == (False, NEWSHAM)
    assert members(walk) == [("ana", NEWSHAM, 1)]
    assert in_cohorts(walk) == [(NEWSHAM, "Pilot")]
    assert walk.taps("Fay", Unconfirmed(0)).screen.html.startswith("<b>No school waits")
    walk.waits(60)
    assert walk.shown[-1].route == BecameOne(school(walk, TYPED))
    assert "You are here for Newsham" in walk.taps("Ana", Hello()).screen.html


def test_answers_on_both_are_weighed_up_first(walk: Walk) -> None:
    comes_first(walk, "Ben", "newsham primary")
    gives(walk, "Ben", 3)
    puts(walk, NEWSHAM, "Pilot")
    of, into = school(walk, TYPED), school(walk, NEWSHAM)
    before = every(walk)
    assert walk.taps("Fay", MergePick(of, into)).route == MergeWeigh(of, into)
    assert every(walk) == before
    text = plain(walk.latest("Fay").html)
    assert "2 answered" in text
    assert "3 answered" in text
    walk.follows("Fay", Merge, "Ana leads")
    assert members(walk) == [("ana", NEWSHAM, 1), ("ben", NEWSHAM, 0)]
    assert walk.rows("SELECT count(*) FROM audit") == [(1,)]
    again = walk.taps("Fay", Merge(of, into, 0))
    assert again.route == SchoolSettled(of)
    assert "is now part of" in again.screen.html
    assert members(walk) == [("ana", NEWSHAM, 1), ("ben", NEWSHAM, 0)]


def test_a_lead_of_neither_is_not_made_its_lead(walk: Walk) -> None:
    comes_first(walk, "Ben", "newsham primary")
    puts(walk, NEWSHAM, "Pilot")
    comes_first(walk, "Cy", "westgate")
    ((cys,),) = walk.rows("SELECT max(id) FROM membership")
    walk.taps("Fay", Merge(school(walk, TYPED), school(walk, NEWSHAM), cys))
    assert members(walk)[:2] == [("ana", NEWSHAM, 0), ("ben", NEWSHAM, 1)]


def test_of_several_cohorts_one_is_chosen_for_what_it_becomes(walk: Walk) -> None:
    facilitates(walk, "Fay", "Newer")
    of, into = school(walk, TYPED), school(walk, NEWSHAM)
    assert walk.taps("Fay", MergePick(of, into)).route == WhichCohort(of, into)
    assert state(walk, TYPED) == (False, None)
    walk.follows("Fay", MergeIn, "Pilot")
    assert state(walk, TYPED) == (False, NEWSHAM)
    assert in_cohorts(walk) == [(NEWSHAM, "Pilot")]


def test_whoever_asked_to_be_let_in_asks_the_new_lead(walk: Walk) -> None:
    comes_first(walk, "Ben", "newsham primary")
    puts(walk, NEWSHAM, "Pilot")
    walk.taps("Cy", TellLeadAs(school(walk, TYPED), Role.TEACHER))
    walk.waits(60)
    walk.taps("Fay", MergePick(school(walk, TYPED), school(walk, NEWSHAM)))
    count = len(walk.shown)
    walk.waits(60)
    told = [(d.account.external_id, type(d.route)) for d in walk.shown[count:]]
    assert sorted(told, key=str) == sorted(
        [("ana", BecameOne), ("ben", BecameOne), ("ben", JoinRequest)], key=str
    )


def test_buttons_of_an_audit_that_went_into_another_are_gone_kindly(walk: Walk) -> None:
    """And stay so when a newer audit has begun: that is another's."""
    comes_first(walk, "Ben", "newsham primary")
    gives(walk, "Ben", 1)
    puts(walk, NEWSHAM, "Pilot")
    registers(walk, "Dee", "Newsham Village School")
    old = walk.way("Dee", Answer)
    assert old
    gone = school(walk, "Newsham Village School")
    walk.taps("Fay", Merge(gone, school(walk, NEWSHAM), 0))
    for who, words in (("Cy", "westgate"), ("Eve", "hexham middle")):
        assert walk.taps("Dee", old).route == Explain(Why.GONE)
        assert walk.taps("Zoe", old).route == NOT_YOURS
        comes_first(walk, who, words)
    assert walk.rows("SELECT id FROM audit WHERE id = ?", old.audit) == []


def test_what_became_of_a_school_is_for_its_people(walk: Walk) -> None:
    walk.taps("Fay", MergePick(school(walk, TYPED), school(walk, NEWSHAM)))
    assert (
        "turned out to be one school"
        in walk.taps("Ana", BecameOne(school(walk, TYPED))).screen.html
    )
    assert walk.taps("Zoe", BecameOne(school(walk, TYPED))).route == NOT_YOURS

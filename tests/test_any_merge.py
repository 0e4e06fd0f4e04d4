"""Whatever happened in two schools, they can be made one, and nothing is lost or let out."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neambition.framework import Level
from neambition.store import (
    audits,
    cohorts,
    memberships,
)
from tests.two_schools import NOW, REFERS, Two
from tests.walk import connect, fresh

PEOPLE = ("ana", "ben", "cat")
NAMES = st.sampled_from(PEOPLE)
SIDE = st.booleans()
EVENTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("answer"),
            SIDE,
            NAMES,
            st.sampled_from(["1.1", "1.2", "2.1"]),
            st.sampled_from(Level),
            st.integers(0, 9),
        ),
        st.tuples(st.just("finish"), SIDE),
        st.tuples(st.sampled_from(["join", "put out", "leave", "lead"]), SIDE, NAMES),
        st.tuples(st.just("share"), SIDE, st.integers(0, 1), st.booleans()),
    ),
    max_size=25,
)

PAST = st.tuples(*[st.sampled_from(["nothing", "join", "leave", "put out"])] * 2 * len(PEOPLE))
"""For each school and person: whether they have been there, and how they went."""


def happens(two: Two, pilots: list[int], event: tuple[Any, ...]) -> None:
    what, side, *rest = event
    school = two.pair.kept if side else two.pair.gone
    if what == "answer":
        name, statement, level, at = rest
        two.clocks[side] += at
        latest = audits.latest(two.db, school, 0)
        audit = latest.id if latest and not latest.finished else two.starts(school)
        two.answers(audit, statement, level, two.clocks[side], name)
    elif what == "finish":
        if latest := audits.latest(two.db, school, 0):
            audits.finish(two.db, latest.id, NOW)
    elif what == "share":
        pilot, results = rest
        two.db.execute(
            "DELETE FROM sharing WHERE school = ? AND cohort = ?", (school, pilots[pilot])
        )
        two.shares(school, pilots[pilot], results)
    elif what == "join":
        two.joins(rest[0], school)
    elif here := memberships.at(two.db, two.person(rest[0]), school):
        if what == "lead":
            memberships.lead(two.db, here.id, True)
        else:
            by = here.person if what == "leave" else 0
            memberships.leave(two.db, here.id, by or two.person("somebody"), NOW)


def sharing(two: Two, school: int) -> Mapping[int, int]:
    return dict(two.rows("SELECT cohort, results FROM sharing WHERE school = ?", school))


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    db = connect(fresh(tmp_path_factory.mktemp("blank") / "neambition.db"))
    yield db
    db.close()


@dataclass(frozen=True)
class Before:
    """What stood before a merge, of the school that goes first and then of the one kept. `heard`:
    whether anybody was ever there; `turned_away`: put out of the school kept by its own people."""

    answers: list[Any]
    finished: list[Any]
    leaders: list[list[int]]
    members: list[set[int]]
    shared: list[Mapping[int, int]]
    heard: list[bool]
    turned_away: set[int]


ANSWERS = "SELECT id, statement, level, person, role, at FROM answer ORDER BY id"
FINISHED = "SELECT a.id, w.id FROM audit a JOIN answer w ON w.audit = a.id WHERE a.finished_at"
NEWEST = (
    "SELECT audit, statement, id FROM (SELECT *, row_number() OVER ("
    " PARTITION BY audit, statement ORDER BY at DESC, id DESC) AS place FROM answer)"
    " WHERE place = 1 ORDER BY 1, 2"
)
COUNTED = (
    "SELECT (SELECT count(*) FROM standing WHERE audit = a.id),"
    " (SELECT max(at) FROM answer WHERE audit = a.id) FROM audit a ORDER BY id"
)


def seen(two: Two) -> Before:
    pair = (two.pair.gone, two.pair.kept)
    members = [{m.person for m in memberships.members(two.db, school)} for school in pair]
    shared = [sharing(two, school) for school in pair]
    put_out = two.rows(
        "SELECT person FROM membership WHERE school = ? AND state = 'left'"
        " AND decided_by <> person",
        two.pair.kept,
    )
    return Before(
        answers=two.rows(ANSWERS),
        finished=two.rows(FINISHED),
        leaders=[memberships.leaders(two.db, school) for school in pair],
        members=members,
        shared=shared,
        heard=[
            bool(here or shows or two.rows("SELECT 1 FROM answer WHERE school = ?", school))
            for school, here, shows in zip(pair, members, shared, strict=True)
        ],
        turned_away={person for (person,) in put_out} if members[1] else set(),
    )


def no_answer_is_lost(two: Two, before: Before) -> None:
    assert two.rows(ANSWERS) == before.answers
    assert two.rows(FINISHED) == before.finished
    at = two.rows("SELECT DISTINCT school FROM answer")
    assert at == ([(two.pair.kept,)] if before.answers else [])
    assert two.rows("SELECT audit, statement, answer FROM standing ORDER BY 1, 2") == two.rows(
        NEWEST
    )
    assert two.rows("SELECT answered, last_at FROM audit ORDER BY id") == two.rows(COUNTED)


def everyone_is_there_and_one_leads(two: Two, before: Before, chosen: str | None) -> None:
    after = {m.person for m in memberships.members(two.db, two.pair.kept)}
    assert after == (before.members[0] - before.turned_away) | before.members[1]
    leaders = memberships.leaders(two.db, two.pair.kept)
    assert bool(leaders) == bool(after)
    if all(before.leaders):
        assert len(leaders) == 1
        named = two.person(chosen) if chosen else None
        assert leaders[0] in before.leaders[1] or leaders == [named]


def nothing_is_shown_that_one_of_them_hid(two: Two, before: Before, pilots: list[int]) -> None:
    results = sharing(two, two.pair.kept)
    sides = [side for side, said in zip(before.shared, before.heard, strict=True) if said]
    for pilot in pilots:
        agreed = [side.get(pilot) for side in sides]
        assert bool(results.get(pilot)) == (bool(agreed) and all(agreed))


def nothing_refers_to_what_is_gone(two: Two) -> None:
    for column, to in two.rows(REFERS):
        table, name = column.split(".")
        if to == "school" and column != "school.merged_into":
            assert two.rows(f"SELECT 1 FROM {table} WHERE {name} = ?", two.pair.gone) == []  # noqa: S608
    assert two.rows("PRAGMA foreign_key_check") == []


@settings(max_examples=300, deadline=None, derandomize=True)
@given(past=PAST, events=EVENTS, lead=st.none() | NAMES)
def test_any_two_schools_can_be_made_one(
    blank: sqlite3.Connection,
    past: tuple[str, ...],
    events: list[tuple[Any, ...]],
    lead: str | None,
) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    blank.backup(db)
    db.execute("PRAGMA foreign_keys = ON")
    two = Two(db)
    pilots = [cohorts.add(db, name, NOW).id for name in ("One", "Other")]
    for (side, name), went in zip(product((False, True), PEOPLE), past, strict=True):
        if went != "nothing":
            happens(two, pilots, ("join", side, name))
            happens(two, pilots, (went, side, name))
    for event in events:
        happens(two, pilots, event)
    before = seen(two)

    two.merges(lead)

    no_answer_is_lost(two, before)
    everyone_is_there_and_one_leads(two, before, lead)
    nothing_is_shown_that_one_of_them_hid(two, before, pilots)
    nothing_refers_to_what_is_gone(two)
    db.close()

"""Whatever happened in two schools, they can be made one, and nothing is lost or let out."""

import sqlite3
from collections.abc import Iterator, Mapping
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
    given_ = "SELECT id, statement, level, person, role, at FROM answer ORDER BY id"
    before = two.rows(given_)
    finished = "SELECT a.id, w.id FROM audit a JOIN answer w ON w.audit = a.id WHERE a.finished_at"
    ended = two.rows(finished)
    pair = (two.pair.gone, two.pair.kept)
    led = [memberships.leaders(db, school) for school in pair]
    members = [{m.person for m in memberships.members(db, school)} for school in pair]
    shared = [sharing(two, school) for school in pair]
    heard = [
        bool(members[n] or shared[n] or two.rows("SELECT 1 FROM answer WHERE school = ?", school))
        for n, school in enumerate(pair)
    ]
    turned_away = {
        person
        for (person,) in two.rows(
            "SELECT person FROM membership WHERE school = ? AND state = 'left'"
            " AND decided_by <> person",
            two.pair.kept,
        )
        if members[1]
    }

    two.merges(lead)

    assert two.rows(given_) == before
    assert two.rows(finished) == ended
    assert two.rows("SELECT DISTINCT school FROM answer") == ([(pair[1],)] if before else [])
    standing = two.rows("SELECT audit, statement, answer FROM standing ORDER BY 1, 2")
    assert standing == two.rows(
        "SELECT audit, statement, id FROM (SELECT *, row_number() OVER ("
        " PARTITION BY audit, statement ORDER BY at DESC, id DESC) AS place FROM answer)"
        " WHERE place = 1 ORDER BY 1, 2"
    )
    after = {m.person for m in memberships.members(db, two.pair.kept)}
    assert after == (members[0] - turned_away) | members[1]
    leaders = memberships.leaders(db, two.pair.kept)
    assert bool(leaders) == bool(after)
    if led[0] and led[1]:
        assert len(leaders) == 1
        chosen = two.person(lead) if lead else None
        assert leaders[0] in led[1] or leaders == [chosen]
    results = sharing(two, two.pair.kept)
    for pilot in pilots:
        agreed = [side.get(pilot) for side, said in zip(shared, heard, strict=True) if said]
        assert bool(results.get(pilot)) == (bool(agreed) and all(agreed))
    for column, to in two.rows(REFERS):
        table, name = column.split(".")
        if to == "school" and column != "school.merged_into":
            assert two.rows(f"SELECT 1 FROM {table} WHERE {name} = ?", two.pair.gone) == []  # noqa: S608
    assert two.rows("PRAGMA foreign_key_check") == []
    counters = "SELECT answered, last_at FROM audit ORDER BY id"
    assert two.rows(counters) == two.rows(
        "SELECT (SELECT count(*) FROM standing WHERE audit = a.id),"
        " (SELECT max(at) FROM answer WHERE audit = a.id) FROM audit a ORDER BY id"
    )
    db.close()

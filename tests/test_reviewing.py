"""A second review, step by step: who is asked what, and what a colleague sees of last time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.plain import plain
from dialogs.routes import (
    Begin,
    BeginAgain,
    Continue,
    Explain,
    HandedAnswer,
    HandedAs,
    HandOver,
    KeepBenchmarks,
    ShowStatement,
    StartAgain,
    WhatMoved,
    Why,
)
from neambition.framework import Level
from neambition.store import answers, audits, memberships, schools
from neambition.store.memberships import Role
from tests.play import house
from tests.walk import Walk, fresh

FRAMEWORK = house().framework
SCHOOL, FIRST, SECOND = 1, 1, 2


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """Ana leads a school that has finished an audit, all mostly in place; Gus governs there."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    db = walk.store.writer
    schools.add(db, "Newsham Primary", "", walk.now)
    for who, role in (("Ana", Role.LEAD), ("Gus", Role.GOVERNOR)):
        person = walk.says(who, "/start").account.person
        memberships.join(db, person, SCHOOL, role, walk.now)
    audits.start(db, SCHOOL, FRAMEWORK.version, False, walk.now)
    audit = audits.audit(db, FIRST, 1)
    assert audit
    for statement in FRAMEWORK.by_id:
        answers.give(db, audit, statement, Level.MOSTLY, 1, Role.LEAD, walk.now)
    audits.finish(db, FIRST, walk.now, 1)
    yield walk
    walk.close()


@pytest.mark.parametrize("quick", [False, True])
def test_an_old_button_to_begin_asks_where_from(walk: Walk, quick: bool) -> None:
    assert walk.taps("Ana", Begin(quick)).route == BeginAgain(SCHOOL, quick)
    assert walk.rows("SELECT count(*) FROM audit") == [(1,)]
    walk.follows("Ana", StartAgain, "From nothing")
    assert walk.rows("SELECT quick_first, based_on FROM audit WHERE id = 2") == [(quick, None)]


def test_a_second_tap_finds_the_review_that_the_first_began(walk: Walk) -> None:
    for from_last in (True, False, True):
        walk.taps("Ana", StartAgain(SCHOOL, quick=False, from_last=from_last))
    assert walk.rows("SELECT based_on FROM audit WHERE id > 1") == [(FIRST,)]


def test_while_one_is_open_to_begin_is_to_carry_on(walk: Walk) -> None:
    walk.taps("Ana", StartAgain(SCHOOL, quick=True, from_last=True))
    assert walk.taps("Ana", Begin(True)).route == Continue(SECOND, True)
    walk.taps("Ana", BeginAgain(SCHOOL, False))
    assert walk.way("Ana", Continue) == Continue(SECOND, True)
    assert not walk.way("Ana", StartAgain)


def test_a_review_from_nothing_shows_nothing_of_last_time(walk: Walk) -> None:
    walk.taps("Ana", StartAgain(SCHOOL, quick=True, from_last=False))
    assert "Last time" not in walk.latest("Ana").html
    assert not walk.way("Ana", KeepBenchmarks)


def test_what_is_kept_together_is_refused_once_the_review_is_finished(walk: Walk) -> None:
    assert walk.taps("Ana", KeepBenchmarks(FIRST, 1, 8)).route == Explain(Why.FINISHED)
    assert walk.rows("SELECT count(*) FROM answer") == [(len(FRAMEWORK.statements),)]


def test_a_colleague_handed_a_benchmark_may_keep_what_was_said(walk: Walk) -> None:
    walk.taps("Ana", StartAgain(SCHOOL, quick=True, from_last=True))
    walk.taps("Ana", HandOver(SECOND, 5))
    walk.opens("Cy", str(walk.latest("Ana").forward).rpartition("=")[2].strip())
    walk.follows("Cy", HandedAs, "Teacher")
    assert "Mostly in place" in plain(walk.latest("Cy").html).partition("Last time")[2]
    walk.follows("Cy", HandedAnswer, "Keep: Mostly in place")
    (kept,) = answers.all_standing(walk.store.reader, SECOND).values()
    assert (kept.statement, kept.level, kept.role) == ("5.1", Level.MOSTLY, Role.TEACHER)


def test_what_is_answered_is_not_offered_to_be_kept(walk: Walk) -> None:
    walk.taps("Ana", StartAgain(SCHOOL, quick=True, from_last=True))
    walk.taps("Ana", ShowStatement(SECOND, "5.1", ""))
    walk.taps("Ana", KeepBenchmarks(SECOND, 5, 5))
    walk.taps("Ana", ShowStatement(SECOND, "5.1", ""))
    assert "Last time" not in walk.latest("Ana").html
    assert walk.taps("Ana", KeepBenchmarks(SECOND, 5, 5)).toast == "Nothing more to keep there"


def test_a_governor_reads_what_has_moved_and_begins_nothing(walk: Walk) -> None:
    assert walk.says("Gus", "/progress").route == WhatMoved(SCHOOL)
    assert "what has moved" in walk.latest("Gus").html
    assert not walk.way("Gus", BeginAgain)
    assert isinstance(walk.taps("Gus", StartAgain(SCHOOL, False, True)).route, Explain)

"""The longest that the screens of a second review can be still fits a message."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.plain import plain
from dialogs.routes import (
    BeginAgain,
    Check,
    Continue,
    Forward,
    Hello,
    KeepMany,
    OtherBenchmark,
    ShowStatement,
    Summary,
    Ten,
    WhatMoved,
    WhatMovedIn,
)
from neambition.framework import Level
from neambition.journey import Answers
from neambition.plan import Field, State
from neambition.store import audits, cohorts, now, plan, results, schools, sharing
from neambition.store.memberships import Role
from neambition.store.plan import Doer, What
from tests.frameworks import all_at
from tests.test_screens import AUDIT, FRAMEWORK, LONGEST, LONGEST_PICKS, REACHABLE, School, register
from tests.walk import Walk, fresh

T = TypeVar("T")
SCHOOL = 1
WORDS = "🎉" * 200
"""An item's words, longer than any screen shows them and two to a letter in Telegram's count."""

EVERY = REACHABLE.filter(lambda given: len(given) == len(FRAMEWORK.statements))
KNOWN = (Level.NOT_YET, Level.STARTED, Level.MOSTLY, Level.FULLY)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    walk = Walk(fresh(tmp_path_factory.mktemp("school") / "neambition.db"))
    register(walk, "ab" + "🎉" * 78)
    for question in FRAMEWORK.confidence:
        for moment in ("start", "end"):
            walk.taps("Ana", f"cv:{AUDIT}:{moment}:{question.id}:3")
    yield School(walk)
    walk.close()


def since(school: School, later: Answers, items: int = 1) -> None:
    """Every one of these is what a finished item led to, the last of several."""
    walk, person = school.walk, school.walk.shown[-1].account.person
    db, at, by = walk.store.writer, walk.now, Doer(person, Role.LEAD)
    for statement, level in later.items():
        action = FRAMEWORK.by_id[statement].actions[0].id
        what = What(FRAMEWORK.version, int(statement[0]), action, WORDS)
        for _ in range(items):
            item = plan.add(db, SCHOOL, what, by, at)
            plan.change(db, item, Field.STATE, State.DONE, by, at)
            where = (SCHOOL, FRAMEWORK.version, statement)
            now.give(db, *where, level, person, Role.LEAD, item, at + 1)


def review_again(school: School) -> int:
    walk = school.walk
    return audits.start(
        walk.store.writer, SCHOOL, FRAMEWORK.version, False, walk.now + 2, based_on=AUDIT
    )


def everything(school: School, later: Answers, items: int = 1) -> Callable[[], None]:
    def work() -> None:
        since(school, later, items)
        for route in (Summary(AUDIT), Forward(AUDIT), Check(AUDIT), Hello(), Ten()):
            school.show(route)
        school.show(WhatMoved(SCHOOL))
        school.show(BeginAgain(SCHOOL, True))
        for benchmark in FRAMEWORK.benchmarks:
            school.show(WhatMovedIn(SCHOOL, benchmark.number))
        again = review_again(school)
        for onward in (KeepMany(again), OtherBenchmark(again), Continue(again, True)):
            school.show(onward)

    return work


@settings(max_examples=25, deadline=None, derandomize=True)
@given(EVERY, REACHABLE)
@example(LONGEST, dict.fromkeys(LONGEST, Level.STARTED))
@example(dict.fromkeys(LONGEST, Level.FULLY), LONGEST)
@example(dict.fromkeys(LONGEST, Level.NOT_SURE), LONGEST)
def test_every_overview_fits_whatever_changed_since(
    school: School, given: Answers, later: Answers
) -> None:
    school.with_answers(given, everything(school, later), LONGEST_PICKS)


@pytest.mark.parametrize("before", KNOWN[:3])
def test_a_benchmark_that_moved_throughout_fits(school: School, before: Level) -> None:
    """Each statement moved up, with more behind it than is shown."""
    then, later = all_at(FRAMEWORK, before), all_at(FRAMEWORK, Level.FULLY)
    school.with_answers(then, everything(school, later, items=4))


@pytest.mark.parametrize("level", KNOWN)
def test_every_statement_fits_with_what_was_said_last_time(school: School, level: Level) -> None:
    def work() -> None:
        since(school, all_at(FRAMEWORK, level))
        again = review_again(school)
        for statement in FRAMEWORK.statements:
            screen = school.show(ShowStatement(again, statement.id, ""))
            assert "Last time (" in plain(screen.html)
            assert "Since then, after “🎉" in plain(screen.html)

    other = Level.FULLY if level is Level.NOT_YET else Level.NOT_YET
    school.with_answers(all_at(FRAMEWORK, other), work)


@given(st.data())
@settings(max_examples=15, deadline=None, derandomize=True)
def test_what_has_moved_fits_beside_a_cohorts_medians(school: School, data: st.DataObject) -> None:
    """Two reviews and what came since; five schools of a cohort of the longest name share."""
    given_, later = data.draw(EVERY), data.draw(REACHABLE)

    def work() -> None:
        walk, person = school.walk, school.walk.shown[-1].account.person
        db = walk.store.writer
        cohort = cohorts.add(db, "🎉" * 60, walk.now).id
        results.keep(db, AUDIT, FRAMEWORK)
        for number in range(5):
            other = SCHOOL
            if number:
                other = schools.add(db, f"School {number}", "", walk.now).id
                audit = audits.start(db, other, FRAMEWORK.version, False, walk.now)
                audits.finish(db, audit, walk.now)
                results.keep(db, audit, FRAMEWORK)
            cohorts.put_school(db, cohort, other, "", walk.now)
            sharing.put(db, other, cohort, True, False, person, walk.now)
        since(school, later)
        assert "schools of" in school.show(WhatMoved(SCHOOL)).html

    school.with_answers(given_, work, LONGEST_PICKS)

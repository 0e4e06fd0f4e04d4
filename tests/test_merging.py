"""Two schools made one: no answer is lost, the latest stands, one leads, and only what both agreed
to is shared."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from neambition.actions import Slot
from neambition.framework import Level
from neambition.store import (
    answers,
    audits,
    cohorts,
    confidence,
    invitations,
    later,
    memberships,
    merging,
    notes,
    now,
    picks,
    plan,
    schools,
)
from neambition.store.confidence import Moment
from neambition.store.invitations import Into, Terms
from neambition.store.memberships import Role, State
from neambition.store.merging import Pair
from neambition.store.plan import Doer, What
from tests.two_schools import NOW, REFERS, VERSION, Two
from tests.walk import connect, fresh


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    db = connect(fresh(tmp_path / "neambition.db"))
    yield Two(db)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_everything_that_refers_to_a_school_or_an_audit_is_thought_of(two: Two) -> None:
    """A new table is to say here what a merge does with it."""
    assert {column for column, _ in two.rows(REFERS)} == merging.MOVED


# --- answers


def test_of_two_open_audits_the_later_answer_of_each_statement_stands(two: Two) -> None:
    gone, kept = two.starts(two.pair.gone, NOW - 50), two.starts(two.pair.kept, NOW)
    two.answers(gone, "1.1", Level.STARTED, NOW + 10)
    two.answers(kept, "1.1", Level.FULLY, NOW + 20)
    two.answers(kept, "1.2", Level.MOSTLY, NOW + 30)
    two.answers(gone, "1.2", Level.NOT_YET, NOW + 40)
    two.answers(gone, "1.3", Level.NOT_SURE, NOW + 5)
    two.merges()
    assert answers.levels(two.db, kept) == {
        "1.1": Level.FULLY,
        "1.2": Level.NOT_YET,
        "1.3": Level.NOT_SURE,
    }
    history = [given.level for given in answers.history(two.db, kept, "1.2")]
    assert history == [Level.MOSTLY, Level.NOT_YET]
    assert two.rows("SELECT id, school, started_at, answered, last_at FROM audit") == [
        (kept, two.pair.kept, NOW - 50, 3, NOW + 40)
    ]


def test_what_was_said_earlier_comes_earlier_in_the_history_whatever_its_number(two: Two) -> None:
    gone, kept = two.starts(two.pair.gone), two.starts(two.pair.kept)
    two.answers(kept, "1.1", Level.FULLY, NOW + 20)
    two.answers(gone, "1.1", Level.STARTED, NOW + 10)
    two.merges()
    history = [given.level for given in answers.history(two.db, kept, "1.1")]
    assert history == [Level.STARTED, Level.FULLY]
    assert answers.levels(two.db, kept) == {"1.1": Level.FULLY}


def test_a_finished_audit_moves_whole(two: Two) -> None:
    first = two.starts(two.pair.gone)
    two.answers(first, "1.1", Level.STARTED, NOW + 1)
    audits.finish(two.db, first, NOW + 2)
    two.db.execute("INSERT INTO sign_off (audit, at) VALUES (?, ?)", (first, NOW + 3))
    two.db.execute("INSERT INTO result VALUES (?, 1, 3, 15)", (first,))
    second = two.starts(two.pair.kept)
    two.answers(second, "1.1", Level.FULLY, NOW + 4)
    two.merges()
    found = audits.newest(two.db, two.pair.kept, 0)
    assert [audit.id for audit in found] == [second, first]
    assert answers.levels(two.db, first) == {"1.1": Level.STARTED}
    assert two.rows("SELECT audit FROM sign_off") == two.rows("SELECT audit FROM result")


def test_an_open_audit_moves_whole_where_the_other_has_none(two: Two) -> None:
    audit = two.starts(two.pair.gone)
    two.answers(audit, "1.1", Level.STARTED, NOW)
    two.merges()
    assert two.rows("SELECT id, school FROM audit") == [(audit, two.pair.kept)]


def test_answers_move_by_a_merge_alone(two: Two) -> None:
    audit = two.starts(two.pair.gone)
    two.answers(audit, "1.1", Level.STARTED, NOW)
    with pytest.raises(sqlite3.IntegrityError, match="never moved"):
        two.db.execute("UPDATE answer SET school = ?", (two.pair.kept,))
    two.merges()
    with pytest.raises(sqlite3.IntegrityError, match="never moved"):
        two.db.execute("UPDATE answer SET school = ?", (two.pair.gone,))


@pytest.mark.parametrize(
    ("gone", "kept", "both"), [(0, 0, False), (1, 0, False), (0, 1, False), (1, 1, True)]
)
def test_there_is_something_to_weigh_up_when_both_have_answers(
    two: Two, gone: int, kept: int, both: bool
) -> None:
    for school, count in ((two.pair.gone, gone), (two.pair.kept, kept)):
        audit = two.starts(school)  # of itself an audit is nothing to lose
        for _ in range(count):
            two.answers(audit, "1.1", Level.STARTED, NOW)
    assert merging.both_have_answers(two.db, two.pair) == both
    assert merging.both_open(two.db, two.pair) == both


# --- what stands beside them


def test_what_stands_beside_the_answers_goes_with_them(two: Two) -> None:
    gone, kept = two.starts(two.pair.gone), two.starts(two.pair.kept)
    ana, ben = two.person("ana"), two.person("ben")
    notes.add(two.db, gone, "1.1", ana, Role.TEACHER, "A nurse came", NOW)
    two.db.execute(
        "INSERT INTO assignment (audit, person, role, since) VALUES (?, ?, 'head', ?)",
        (gone, ben, NOW),
    )
    terms = Terms(Into.BENCHMARK, ana, school=two.pair.gone, audit=gone, benchmark=5)
    invitations.make(two.db, "token", terms, NOW)
    cohort = cohorts.add(two.db, "Pilot", NOW).id
    two.db.execute(
        "INSERT INTO contact (cohort, school, how, at) VALUES (?, ?, 'phone', ?)",
        (cohort, two.pair.gone, NOW),
    )
    later.post(two.db, "key", two.account("ana"), "hi", NOW)
    two.db.execute("UPDATE outbox SET school = ?", (two.pair.gone,))
    two.merges()
    for table in ("note", "assignment", "invitation"):
        assert two.rows(f"SELECT audit FROM {table}") == [(kept,)]  # noqa: S608
    for table in ("invitation", "contact", "outbox"):
        assert two.rows(f"SELECT school FROM {table}") == [(two.pair.kept,)]  # noqa: S608


def test_of_one_persons_two_second_views_the_later_stays(two: Two) -> None:
    gone, kept = two.starts(two.pair.gone), two.starts(two.pair.kept)
    for audit, statement, level, at in (
        (gone, "1.1", "started", 1),
        (kept, "1.1", "fully", 2),
        (gone, "1.2", "mostly", 4),
        (kept, "1.2", "not-yet", 3),
        (gone, "1.3", "fully", 1),
    ):
        two.db.execute(
            "INSERT INTO second_view (audit, statement, level, person, role, at)"
            " VALUES (?, ?, ?, ?, 'teacher', ?)",
            (audit, statement, level, two.person("ana"), at),
        )
    two.merges()
    assert two.rows("SELECT audit, statement, level FROM second_view ORDER BY 2") == [
        (kept, "1.1", "fully"),
        (kept, "1.2", "mostly"),
        (kept, "1.3", "fully"),
    ]


@pytest.mark.parametrize(
    ("gone", "kept", "stands"),
    [
        ((1, NOW), (3, NOW + 1), 3),
        ((1, NOW + 1), (3, NOW), 1),
        ((1, NOW), (None, NOW + 1), 1),
        ((None, NOW + 1), (3, NOW), 3),
        ((2, NOW), None, 2),
        (None, (0, NOW), 0),
    ],
)
def test_of_two_confidences_the_later_stays_and_one_given_before_one_skipped(
    two: Two, gone: Any, kept: Any, stands: int
) -> None:
    ana = two.person("ana")
    open_ = [two.starts(two.pair.gone), two.starts(two.pair.kept)]
    for audit, rated in zip(open_, (gone, kept), strict=True):
        if rated:
            confidence.rate(two.db, audit, Moment.START, "plan", rated[0], ana, rated[1])
    two.merges()
    assert confidence.rated(two.db, open_[1], Moment.START) == {"plan": stands}


@pytest.mark.parametrize("of_kept", [None, "b"])
def test_three_actions_stay_together(two: Two, of_kept: str | None) -> None:
    gone, kept = two.starts(two.pair.gone), two.starts(two.pair.kept)
    picks.save(two.db, gone, dict.fromkeys(Slot, "a"))
    if of_kept:
        picks.save(two.db, kept, dict.fromkeys(list(Slot)[:1], of_kept))
    two.merges()
    assert set(picks.load(two.db, kept).values()) == {of_kept or "a"}


def test_a_reminder_stays_good_and_one_is_enough(two: Two) -> None:
    gone, kept = two.starts(two.pair.gone), two.starts(two.pair.kept)
    two.answers(kept, "1.1", Level.STARTED, NOW)
    two.answers(gone, "1.1", Level.STARTED, NOW)
    two.answers(gone, "1.2", Level.STARTED, NOW)
    for name, audit in (("ana", gone), ("ben", kept), ("cat", gone), ("cat", kept)):
        later.remind(two.db, two.account(name), audit, NOW + 100)
    later.remind(two.db, two.account("dan"), kept, NOW + 100)
    two.answers(kept, "1.3", Level.STARTED, NOW)  # and so what stood before is stale
    later.remind(two.db, two.account("ben"), kept, NOW + 100)
    two.merges()
    due = later.take_due(two.db, NOW + 100)
    assert {one.subject for one in due} == {kept}
    good = sorted(one.account for one in due if not one.stale)
    assert good == sorted(two.account(name) for name in ("ana", "ben"))


# --- cohorts and sharing


def test_it_is_in_each_cohort_that_either_was_in(two: Two) -> None:
    one, other, both = (cohorts.add(two.db, name, NOW).id for name in ("One", "Other", "Both"))
    cohorts.put_school(two.db, one, two.pair.gone, "North", NOW)
    cohorts.put_school(two.db, other, two.pair.kept, "South", NOW)
    cohorts.put_school(two.db, both, two.pair.gone, "North", NOW)
    cohorts.put_school(two.db, both, two.pair.kept, "", NOW)
    two.merges()
    assert two.rows("SELECT cohort, school, area FROM cohort_school ORDER BY cohort") == [
        (one, two.pair.kept, "North"),
        (other, two.pair.kept, "South"),
        (both, two.pair.kept, "North"),
    ]


YES, NO, UNASKED = True, False, None


@pytest.mark.parametrize(
    ("gone", "kept", "after"),
    [
        (YES, YES, YES),
        (YES, NO, NO),
        (NO, YES, NO),
        (NO, NO, NO),
        (YES, UNASKED, UNASKED),
        (UNASKED, YES, UNASKED),
        (NO, UNASKED, NO),
        (UNASKED, NO, NO),
        (UNASKED, UNASKED, UNASKED),
    ],
)
def test_results_are_shared_only_if_both_shared_them(
    two: Two, gone: bool | None, kept: bool | None, after: bool | None
) -> None:
    cohort = cohorts.add(two.db, "Pilot", NOW).id
    for school, results in ((two.pair.gone, gone), (two.pair.kept, kept)):
        two.joins(f"lead of {school}", school)
        if results is not None:
            two.shares(school, cohort, results)
    two.merges()
    rows = two.rows("SELECT school, results FROM sharing")
    assert rows == ([] if after is None else [(two.pair.kept, int(after))])


@pytest.mark.parametrize(("gone", "kept", "after"), [(1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 0)])
def test_notes_are_shared_only_if_both_shared_them(
    two: Two, gone: bool, kept: bool, after: int
) -> None:
    cohort = cohorts.add(two.db, "Pilot", NOW).id
    for school, shared in ((two.pair.gone, gone), (two.pair.kept, kept)):
        two.joins(f"lead of {school}", school)
        two.shares(school, cohort, True, shared)
    two.merges()
    assert two.rows("SELECT results, notes FROM sharing") == [(1, after)]


@pytest.mark.parametrize("whose", ["gone", "kept"])
def test_a_school_that_nobody_was_ever_at_has_no_say(two: Two, whose: str) -> None:
    """A line of the register never agreed to anything, nor refused."""
    cohort = cohorts.add(two.db, "Pilot", NOW).id
    school: int = getattr(two.pair, whose)
    two.joins("ana", school)
    two.shares(school, cohort, True)
    two.merges()
    assert two.rows("SELECT school, results FROM sharing") == [(two.pair.kept, 1)]


# --- people

MEMBER, ASKED, DECLINED, LEFT, PUT_OUT = "member", "asked", "declined", "left", "put out"


def stands(two: Two, name: str, school: int, state: str) -> None:
    """Let somebody come to stand so in a school that Lee leads."""
    lead = two.person(f"lead of {school}")
    two.joins(f"lead of {school}", school)
    if state in (ASKED, DECLINED):
        id_ = memberships.ask(two.db, two.person(name), school, Role.TEACHER, NOW).id
        if state == DECLINED:
            memberships.decide(two.db, id_, State.DECLINED, lead, NOW)
    else:
        id_ = two.joins(name, school)
        if state != MEMBER:
            memberships.leave(two.db, id_, two.person(name) if state == LEFT else lead, NOW)


@pytest.mark.parametrize(
    ("gone", "kept", "after"),
    [
        (MEMBER, MEMBER, "member"),
        (MEMBER, ASKED, "member"),
        (ASKED, MEMBER, "member"),
        (MEMBER, LEFT, "member"),
        (MEMBER, PUT_OUT, "left"),
        (MEMBER, DECLINED, "declined"),
        (ASKED, PUT_OUT, "left"),
        (ASKED, LEFT, "asked"),
        (DECLINED, MEMBER, "member"),
        (PUT_OUT, MEMBER, "member"),
        (LEFT, LEFT, "left"),
    ],
)
def test_of_two_memberships_the_stronger_stays_but_nobody_turned_away_comes_back(
    two: Two, gone: str, kept: str, after: str
) -> None:
    stands(two, "ben", two.pair.gone, gone)
    stands(two, "ben", two.pair.kept, kept)
    two.merges()
    assert two.here("ben") == (after, False)
    assert two.rows("SELECT count(*) FROM membership WHERE school = ?", two.pair.gone) == [(0,)]


def test_who_was_turned_away_leads_where_nobody_else_is_left(two: Two) -> None:
    ana = two.joins("ana", two.pair.kept)
    memberships.leave(two.db, ana, two.person("somebody"), NOW)
    two.joins("ana", two.pair.gone)
    two.merges()
    assert two.here("ana") == ("member", True)


def test_those_still_asking_where_it_is_gone_are_named(two: Two) -> None:
    stands(two, "ben", two.pair.gone, ASKED)
    stands(two, "cat", two.pair.gone, ASKED)
    stands(two, "cat", two.pair.kept, MEMBER)
    stands(two, "dan", two.pair.kept, ASKED)
    (asking,) = two.merges()
    ben = memberships.at(two.db, two.person("ben"), two.pair.kept)
    assert ben
    assert asking == ben.id


@pytest.mark.parametrize(
    ("chosen", "leads"), [(None, "ben"), ("ana", "ana"), ("ben", "ben"), ("zoe", "ben")]
)
def test_one_leads_whoever_is_chosen_else_who_led_what_is_kept(
    two: Two, chosen: str | None, leads: str
) -> None:
    two.joins("ana", two.pair.gone)
    two.joins("zoe", two.pair.gone)  # who leads neither
    two.joins("ben", two.pair.kept)
    two.merges(chosen)
    assert memberships.leaders(two.db, two.pair.kept) == [two.person(leads)]


@pytest.mark.parametrize("whose", ["gone", "kept"])
def test_where_one_has_people_its_leads_go_on(two: Two, whose: str) -> None:
    school: int = getattr(two.pair, whose)
    two.joins("ana", school)
    memberships.lead(two.db, two.joins("ben", school), True)
    two.merges()
    assert two.here("ana") == two.here("ben") == ("member", True)


def test_what_became_part_of_one_that_became_part_of_another_leads_there(two: Two) -> None:
    third = schools.add(two.db, "Newsham School", "", NOW).id
    audit = two.starts(third)
    two.answers(audit, "1.1", Level.STARTED, NOW)
    merging.merge(two.db, Pair(third, two.pair.gone), None)
    two.merges()
    kept = schools.school(two.db, two.pair.kept)
    assert schools.school(two.db, third) == schools.school(two.db, two.pair.gone) == kept
    assert two.rows("SELECT DISTINCT school FROM answer") == [(two.pair.kept,)]


def test_the_plans_of_both_stand_beside_one_another_with_what_came_of_them(two: Two) -> None:
    by = Doer(two.person("ana"), Role.TEACHER)
    for school, action in ((two.pair.gone, "1.1a"), (two.pair.kept, "1.1b")):
        item = plan.add(two.db, school, What(VERSION, 1, action, "Something"), by, NOW)
        plan.refuse(two.db, school, "1.2a", by.person or 0, NOW)
        now.give(
            two.db,
            school,
            VERSION,
            f"1.{item}",
            Level.FULLY,
            by.person or 0,
            Role.TEACHER,
            item,
            NOW,
        )
    two.merges()
    assert [i.action for i in plan.items(two.db, two.pair.kept)] == ["1.1a", "1.1b"]
    assert plan.items(two.db, two.pair.gone) == []
    assert plan.refused(two.db, two.pair.kept) == ["1.2a"]
    assert now.levels(two.db, two.pair.kept) == {"1.1": Level.FULLY, "1.2": Level.FULLY}

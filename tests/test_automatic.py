"""The rules that speak by themselves: when they do, how often, and what ends them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from neambition import hours
from neambition.nudges import Mute, Rule
from neambition.store import automatic, cohorts, mutes, nudges
from tests.pilot import A_DAY, NOON, Cohort
from tests.play import house
from tests.walk import Walk, fresh


@pytest.fixture
def cohort(tmp_path: Path) -> Iterator[Cohort]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield Cohort(walk)
    walk.close()


# --- by itself


def switched_on(cohort: Cohort, rule: Rule, days: int) -> None:
    automatic.set_rule(cohort.db, cohort.id, rule, days)


def look(cohort: Cohort) -> None:
    """The rules are looked at, and time goes on to the next better hour."""
    walk = cohort.walk
    walk.waits(0)
    walk.waits(hours.next_open(walk.now, house().zone) - walk.now)


def test_nothing_goes_out_by_itself_until_it_is_switched_on(cohort: Cohort) -> None:
    cohort.answers(cohort.schools[0], 3)
    cohort.walk.now += 60 * A_DAY
    look(cohort)
    assert cohort.cases() == {}


def test_a_stalled_audit_is_nudged_once_an_episode_and_three_times_in_all(cohort: Cohort) -> None:
    switched_on(cohort, Rule.STALLED, 14)
    told = []
    for _ in range(5):
        cohort.answers(cohort.schools[0], 1)
        for _ in range(3):
            cohort.walk.now += 14 * A_DAY
            look(cohort)
        told.append(len(cohort.got(1)))
    assert told == [1, 2, 3, 3, 3]


def test_whoever_goes_on_in_time_hears_nothing(cohort: Cohort) -> None:
    switched_on(cohort, Rule.STALLED, 14)
    cohort.answers(cohort.schools[0], 1)
    cohort.walk.now += 14 * A_DAY + 60
    cohort.walk.waits(0)  # found before noon, to go out then
    assert cohort.cases() == {"waiting": 1}
    cohort.answers(cohort.schools[0], 1)
    look(cohort)
    assert cohort.cases() == {"unneeded": 1}
    assert cohort.got(1) == []


def test_a_rule_switched_off_meanwhile_says_nothing(cohort: Cohort) -> None:
    switched_on(cohort, Rule.NOT_BEGUN, 7)
    cohort.walk.now += 8 * A_DAY
    cohort.walk.waits(0)
    assert cohort.cases() == {"waiting": 3}
    switched_on(cohort, Rule.NOT_BEGUN, 0)
    look(cohort)
    assert cohort.cases() == {"unneeded": 3}


def test_cancelling_one_leaves_out_nobody_found_afterwards(cohort: Cohort) -> None:
    """A lead whose day comes later on the day of a cancelled nudge is in one of their own."""
    switched_on(cohort, Rule.NOT_BEGUN, 7)
    cohort.db.execute(
        "UPDATE membership SET since = since + 3600 WHERE school = ?", (cohort.schools[2],)
    )
    cohort.walk.now += 7 * A_DAY + 60
    cohort.walk.waits(0)
    (first,) = cohort.db.execute("SELECT id FROM nudge").fetchone()
    nudges.cancel(cohort.db, first, cohort.walk.now)
    cohort.walk.now += 2 * 3600
    look(cohort)
    assert [len(cohort.got(n)) for n in (1, 2, 3)] == [0, 0, 1]
    assert cohort.cases() == {"cancelled": 2, "sent": 1}


def test_whoever_has_not_begun_is_told_once(cohort: Cohort) -> None:
    switched_on(cohort, Rule.NOT_BEGUN, 7)
    mutes.mute(cohort.db, cohort.lead[cohort.schools[2]], Mute.AUTOMATIC, NOON)
    cohort.answers(cohort.schools[1], 1)
    for _ in range(4):
        cohort.walk.now += 8 * A_DAY
        look(cohort)
    assert [len(cohort.got(n)) for n in (1, 2, 3)] == [1, 0, 0]


def test_at_most_one_by_itself_in_seven_days_over_all_cohorts(cohort: Cohort) -> None:
    other = cohorts.add(cohort.db, "Another cohort", NOON).id
    cohorts.put_school(cohort.db, other, cohort.schools[0], "", NOON)
    switched_on(cohort, Rule.NOT_BEGUN, 7)
    automatic.set_rule(cohort.db, other, Rule.STALLED, 14)
    cohort.walk.now += 8 * A_DAY
    look(cohort)
    assert len(cohort.got(1)) == 1
    cohort.answers(cohort.schools[0], 1)
    cohort.db.execute("UPDATE audit SET last_at = last_at - 20 * 86400")
    cohort.walk.now += 6 * A_DAY
    look(cohort)
    assert len(cohort.got(1)) == 1
    cohort.walk.now += 2 * A_DAY
    look(cohort)
    assert len(cohort.got(1)) == 2


def test_an_audit_of_an_earlier_term_is_due_again_once(cohort: Cohort) -> None:
    switched_on(cohort, Rule.DUE_AGAIN, 1)
    cohort.finishes(cohort.schools[0])
    cohort.walk.now += 20 * A_DAY  # still the autumn term
    look(cohort)
    assert cohort.got(1) == []
    cohort.walk.now += 30 * A_DAY  # January
    look(cohort)
    assert "look again" in cohort.got(1)[0]
    cohort.walk.now += 20 * A_DAY
    look(cohort)
    assert len(cohort.got(1)) == 1

"""Reminders of the plan: on which day, to whom, once, and what can be done there."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.routes import BundleDone, BundleDrop, BundleLater, Finished, PlanItem
from neambition import hours
from neambition.nudges import Mute, Rule
from neambition.plan import Due, Field, Owner, State
from neambition.plan_reminders import Moment, falls_on, to_say
from neambition.store import automatic, closures, memberships, merging, mutes, people, plan
from neambition.store.memberships import Role
from neambition.store.merging import Pair
from neambition.store.plan import Doer, What
from neambition.terms import Days
from tests.pilot import A_DAY, Cohort
from tests.play import house
from tests.walk import Walk, fresh

DAYS = st.dates(date(2026, 9, 1), date(2028, 8, 31))
SYSTEM = Doer(None, None)


@pytest.fixture
def cohort(tmp_path: Path) -> Iterator[Cohort]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield Cohort(walk)
    walk.close()


# --- on which day


@pytest.mark.parametrize(
    ("due", "week", "day"),
    [
        ("2027-05-21", "2027-05-14", "2027-05-21"),
        ("2027-05-22", "2027-05-14", "2027-05-21"),
        ("2027-05-03", "2027-04-26", "2027-04-30"),
        ("2026-12-28", "2026-12-21", "2026-12-24"),
    ],
)
def test_a_moment_falls_on_the_working_day_before(due: str, week: str, day: str) -> None:
    on = date.fromisoformat(due)
    assert falls_on(on, Moment.WEEK).isoformat() == week
    assert falls_on(on, Moment.DAY).isoformat() == day


def test_a_closure_moves_it_before_the_closure() -> None:
    closed = [Days(date(2027, 5, 17), date(2027, 5, 21))]
    assert falls_on(date(2027, 5, 20), Moment.DAY, closed) == date(2027, 5, 14)


FRIDAY = date(2027, 5, 21)


@pytest.mark.parametrize(
    ("dated", "said", "today", "says"),
    [
        ("2027-05-01", "", "2027-05-13", None),
        ("2027-05-01", "", "2027-05-14", Moment.WEEK),
        ("2027-05-01", "", "2027-05-18", Moment.WEEK),
        ("2027-05-14", "", "2027-05-14", None),
        ("2027-05-17", "", "2027-05-18", None),
        ("2027-05-01", "week", "2027-05-17", None),
        ("2027-05-01", "week", "2027-05-21", Moment.DAY),
        ("2027-05-21", "", "2027-05-21", Moment.DAY),
        ("2027-05-01", "", "2027-05-27", Moment.DAY),
        ("2027-05-01", "", "2027-05-28", None),
        ("2027-05-24", "", "2027-05-24", None),
        ("2027-05-01", "day", "2027-05-21", None),
    ],
)
def test_what_is_said_on_a_day(dated: str, said: str, today: str, says: Moment | None) -> None:
    known = {Moment(said)} if said else set()
    on = date.fromisoformat
    assert to_say(FRIDAY, on(dated), known, on(today)) is says


@given(DAYS, DAYS, st.sets(st.integers(0, 730)))
def test_at_most_twice_a_due_date_the_week_first(due: date, dated: date, out: set[int]) -> None:
    """However often the program did not run (`out`: days from the dating on)."""
    said: list[Moment] = []
    for later in range(731):
        today = dated + timedelta(days=later)
        if later not in out and hours.last_open_day(today) == today:
            moment = to_say(due, dated, said, today)
            said += [moment] if moment else []
    assert said in ([], [Moment.WEEK], [Moment.DAY], [Moment.WEEK, Moment.DAY])


# --- to whom


def add(cohort: Cohort, school: int, on: date | None, owner: Owner | None = None) -> int:
    db, now = cohort.db, cohort.walk.now
    what = What(house().framework.version, 1, None, "Ask the head to name one person")
    id_ = plan.add(db, cohort.schools[school], what, SYSTEM, now)
    if on:
        plan.change(db, id_, Field.DUE, str(Due(on)), SYSTEM, now)
    if owner:
        plan.change(db, id_, Field.OWNER, str(owner), SYSTEM, now)
    return id_


def today(cohort: Cohort) -> date:
    return datetime.fromtimestamp(cohort.walk.now, UTC).date()


def a_day(cohort: Cohort) -> None:
    """A day of ticks, its better hours among them."""
    for _ in range(8):
        cohort.walk.waits(A_DAY // 8)


def days(cohort: Cohort, count: int) -> None:
    for _ in range(count):
        a_day(cohort)


def test_the_lead_hears_a_week_before_and_on_the_day_of_what_is_nobodys(cohort: Cohort) -> None:
    add(cohort, 0, today(cohort) + timedelta(days=10))
    days(cohort, 14)
    week, day = cohort.got(1)
    assert "Due in a week" in week
    assert "Due today" in day
    assert cohort.got(2) == []


def test_one_message_a_day_and_the_owner_gets_it(cohort: Cohort) -> None:
    ben = cohort.colleague(cohort.schools[0], "Ben", Role.TEACHER)
    on = today(cohort) + timedelta(days=3)
    for _ in range(7):
        add(cohort, 0, on, Owner(person=ben))
    days(cohort, 5)
    got = [d.screen.html for d in cohort.walk.shown if d.account.external_id == "Ben"]
    assert len(got) == 1
    assert "and 2 more in the plan" in got[0]
    assert cohort.got(1) == []


def test_what_is_done_moved_muted_or_left_meanwhile_is_not_sent(cohort: Cohort) -> None:
    on = today(cohort) + timedelta(days=1)
    items = [add(cohort, n, on) for n in range(3)]
    cohort.walk.now += 14 * 3600  # after midnight: posted, to go out at noon
    cohort.walk.waits(0)
    assert cohort.cases() == {"waiting": 3}
    plan.change(cohort.db, items[0], Field.STATE, State.DONE, SYSTEM, cohort.walk.now)
    mutes.mute(cohort.db, cohort.lead[cohort.schools[1]], Mute.PLAN, cohort.walk.now)
    cohort.db.execute("UPDATE account SET blocked_at = 1 WHERE external_id = '1002'")
    cohort.walk.waits(12 * 3600)
    assert cohort.cases() == {"unneeded": 1, "muted": 1, "blocked": 1}


def test_of_somebody_who_left_it_is_the_leads(cohort: Cohort) -> None:
    ben = cohort.colleague(cohort.schools[0], "Ben", Role.TEACHER)
    add(cohort, 0, today(cohort) + timedelta(days=2), Owner(person=ben))
    here = memberships.at(cohort.db, ben, cohort.schools[0])
    assert here
    memberships.leave(cohort.db, here.id, ben, cohort.walk.now)
    days(cohort, 3)
    assert len(cohort.got(1)) == 1


def test_of_somebody_who_is_erased_it_is_the_leads(cohort: Cohort) -> None:
    ben = cohort.colleague(cohort.schools[0], "Ben", Role.TEACHER)
    add(cohort, 0, today(cohort) + timedelta(days=2), Owner(person=ben))
    people.erase(cohort.db, ben)
    days(cohort, 3)
    assert len(cohort.got(1)) == 1


def test_of_two_schools_that_are_one_the_lead_hears_of_both_plans_in_one(cohort: Cohort) -> None:
    gone, kept = cohort.schools[:2]
    for school in (0, 1):
        add(cohort, school, today(cohort) + timedelta(days=2))
    merging.merge(cohort.db, Pair(gone, kept), cohort.lead[kept])
    days(cohort, 3)
    (said,) = cohort.got(2)
    assert said.count("Due today") == 2
    assert cohort.got(1) == []


def test_neither_a_nudge_nor_a_reminder_of_the_plan_holds_the_other_up(cohort: Cohort) -> None:
    automatic.set_rule(cohort.db, cohort.id, Rule.NOT_BEGUN, 7)
    add(cohort, 0, today(cohort) + timedelta(days=8))
    days(cohort, 10)
    sent = cohort.walk.rows(
        "SELECT class FROM outbox JOIN account a ON a.id = account"
        " WHERE external_id = '1000' AND outbox.state = 'sent' ORDER BY settled_at"
    )
    assert sent == [("plan",), ("automatic",), ("plan",)]


def test_two_years_of_ticks_remind_on_working_days_once_a_day_twice_an_item(
    cohort: Cohort,
) -> None:
    shut = Days(date(2027, 2, 8), date(2027, 2, 26))
    closures.add(cohort.db, cohort.id, shut)
    mutes.mute(cohort.db, cohort.lead[cohort.schools[2]], Mute.PLAN, cohort.walk.now)
    begun = today(cohort)
    cohort.walk.now += 6 * 3600  # each look is in the better hours, in winter and summer
    for later in range(0, 700, 9):
        for school in range(3):
            add(cohort, school, begun + timedelta(days=later + school))
    for _ in range(720):
        cohort.walk.waits(A_DAY)
    rows = cohort.walk.rows("SELECT item, person, on_day FROM plan_reminder")
    sent = cohort.walk.rows("SELECT key FROM outbox WHERE class = 'plan' AND state = 'sent'")
    assert len(sent) == len({(person, on) for _, person, on in rows}) > 200
    assert max(Counter(item for item, _, _ in rows).values()) == 2
    for _, person, on in rows:
        day = date.fromisoformat(on)
        assert hours.last_open_day(day, [shut]) == day
        assert person != cohort.lead[cohort.schools[2]]


# --- what can be done there


def test_done_asks_about_the_statement_and_a_week_later_moves_it_once(cohort: Cohort) -> None:
    due = today(cohort) + timedelta(days=1)
    first, second, third = (add(cohort, 0, due) for _ in range(3))
    a_day(cohort)
    a_day(cohort)
    who = "1000"
    later = cohort.walk.shown[-1].screen
    ways = [b.route for row in later.rows for b in row]
    week = next(r for r in ways if isinstance(r, BundleLater) and r.item == second)
    cohort.walk.taps(who, week)
    assert isinstance(cohort.walk.taps(who, week).route, PlanItem)
    moved = plan.item(cohort.db, second)
    assert moved
    assert moved.now.due == Due(max(today(cohort), due) + timedelta(days=7))
    drop = next(r for r in ways if isinstance(r, BundleDrop) and r.item == third)
    assert "dropped" not in cohort.walk.taps(who, drop).screen.html
    done = next(r for r in ways if isinstance(r, BundleDone) and r.item == first)
    assert isinstance(cohort.walk.taps(who, done).route, Finished)
    states = [i.now.state for i in plan.items(cohort.db, cohort.schools[0])]
    assert states == [State.DONE, State.TO_DO, State.DROPPED]

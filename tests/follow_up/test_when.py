"""When somebody is asked, and about what."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.codes import Route
from dialogs.routes import (
    AsText,
    Opinion,
    PlanResourceUnder,
    Rate,
    SaveResource,
    Spare,
)
from neambition import hours, school_year
from neambition.follow_up import AFTER, CATCH_UP, How, Vote, to_ask
from neambition.nudges import Mute
from neambition.plan import Field, State
from neambition.school_year import Term, Terms
from neambition.store import (
    closures,
    plan,
    term_dates,
)
from neambition.store.plan import Doer
from neambition.terms import Days
from tests.follow_up.laid import ASKED, CLASS, DEE, IDS, LEAD, ONE, days, got
from tests.pilot import A_DAY, Cohort
from tests.play import house
from tests.walk import Walk

# --- when


TAKEN = date(2027, 1, 12)


@pytest.mark.parametrize(
    ("later", "vote", "asks"),
    [
        (6, None, False),
        (7, None, True),
        (63, None, True),
        (64, None, False),
        (7, (1, -1), True),
        (7, (1, 0), True),
        (7, (1, 1), False),
        (7, (-1, -1), False),
        (7, (-1, 3), False),
    ],
)
def test_when_it_is_time_to_ask(later: int, vote: tuple[int, int] | None, asks: bool) -> None:
    """Days after it was taken up; a vote, and how many days after that."""
    given = Vote(vote[0], TAKEN + timedelta(days=vote[1])) if vote else None
    assert to_ask(TAKEN, given, TAKEN + timedelta(days=later)) == asks


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_nobody_is_asked_too_late_because_of_holidays(taken: date) -> None:
    """Within the time there is for it a school day comes."""
    first = taken + AFTER
    open_ = [first + timedelta(days=n) for n in range(CATCH_UP.days + 1)]
    assert any(school_year.region().teaches(d) and hours.last_open_day(d) == d for d in open_)


def test_at_noon_a_week_later_and_not_before(walk: Walk) -> None:
    walk.taps(DEE, SaveResource(ONE, False))
    walk.waits(7 * A_DAY - 3600)
    assert got(walk) == []
    assert walk.rows(CLASS) == [("waiting",)]
    walk.waits(3 * 3600)
    assert datetime.fromtimestamp(walk.now, house().zone).hour == 12
    (html,) = got(walk)
    assert house().shelves.file[ONE].url in html
    assert "You saved it on 24 November." in html


@pytest.mark.parametrize(
    ("first", "last", "term"),
    [("2026-12-14", "2027-01-04", "Spring"), ("2027-07-16", "2027-09-02", "Autumn")],
)
def test_holidays_are_waited_out(walk: Walk, first: str, last: str, term: str) -> None:
    begin = datetime.fromisoformat(f"{first} 10:00").replace(tzinfo=house().zone)
    walk.now = int(begin.timestamp())
    walk.taps(DEE, SaveResource(ONE, False))
    days(walk, 70)
    ((on,),) = walk.rows("SELECT on_day FROM follow_up")
    assert on >= last
    (now,) = (t for t in school_year.region().from_(date.fromisoformat(on), 1))
    assert now.name.startswith(term)
    assert date.fromisoformat(on) - now.first <= timedelta(days=2)


def test_a_schools_own_terms_and_closures_count(walk: Walk) -> None:
    cohort = Cohort(walk)
    on = date(2026, 12, 1)
    own = Term("Autumn", date(2026, 9, 3), on, on + timedelta(days=1), date(2026, 12, 17))
    term_dates.keep(cohort.db, cohort.id, Terms((own,)))
    closures.add(cohort.db, cohort.id, Days(date(2026, 12, 3), date(2026, 12, 4)))
    walk.taps(LEAD, SaveResource(ONE, False))
    days(walk, 20)
    assert walk.rows("SELECT on_day FROM follow_up") == [("2026-12-07",)]


# --- about what


def text(walk: Walk) -> str:
    """Taken as text, twice: the first of them."""
    walk.says(LEAD, "stereotypes lesson")
    taken = walk.way(LEAD, AsText)
    assert taken
    for _ in range(2):
        walk.taps(LEAD, taken)
    return str(walk.rows("SELECT resource FROM taken ORDER BY id LIMIT 1")[0][0])


def tapped(walk: Walk, route: Route) -> str:
    walk.taps(LEAD, route)
    return ONE


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (How.SAVED, "You saved it"),
        (How.HELPFUL, "You found it helpful"),
        (How.TEXT, "You took it as text"),
        (How.PLAN, "You put it into the plan"),
    ],
)
def test_every_way_to_take_one_up_is_asked_about_once(walk: Walk, how: How, said: str) -> None:
    Cohort(walk)
    ways = {
        How.SAVED: SaveResource(ONE, False),
        How.HELPFUL: Rate(ONE, Opinion.HELPFUL),
        How.PLAN: PlanResourceUnder(1, ONE),
    }
    about = text(walk) if how is How.TEXT else tapped(walk, ways[how])
    days(walk, 8)
    (html,) = got(walk, LEAD)
    assert said in html
    assert about in {r for (r,) in walk.rows(ASKED)}
    walk.taps(LEAD, SaveResource(about, False))
    days(walk, 30)
    assert len(got(walk, LEAD)) == 1


def not_for_us(walk: Walk) -> None:
    walk.taps(LEAD, Rate(ONE, Opinion.NOT_FOR_US))


def helpful_since(walk: Walk) -> None:
    days(walk, 2)
    walk.taps(LEAD, Rate(ONE, Opinion.HELPFUL))


def taken_off(walk: Walk) -> None:
    walk.taps(LEAD, SaveResource(ONE, True))


@pytest.mark.parametrize("thinks", [not_for_us, helpful_since, taken_off])
def test_what_is_known_by_then_is_not_asked(walk: Walk, thinks: Callable[[Walk], None]) -> None:
    Cohort(walk)
    walk.taps(LEAD, SaveResource(ONE, False))
    thinks(walk)
    days(walk, 30)
    assert walk.rows(CLASS) == []


def test_finding_it_helpful_at_first_sight_does_not_tell(walk: Walk) -> None:
    walk.taps(DEE, SaveResource(ONE, False))
    walk.taps(DEE, Rate(ONE, Opinion.HELPFUL))
    days(walk, 8)
    assert len(got(walk)) == 1


def test_helpful_taken_back_is_not_asked_about(walk: Walk) -> None:
    for said in (Opinion.HELPFUL, Opinion.NONE):
        walk.taps(DEE, Rate(ONE, said))
    days(walk, 30)
    assert walk.rows(CLASS) == []


@pytest.mark.parametrize("state", [State.DROPPED, State.UNDONE])
def test_what_left_the_plan_again_is_not_asked_about(walk: Walk, state: State) -> None:
    cohort = Cohort(walk)
    walk.taps(LEAD, PlanResourceUnder(1, ONE))
    (item,) = plan.items(cohort.db, cohort.schools[0])
    plan.change(cohort.db, item.id, Field.STATE, state, Doer(None, None), walk.now)
    days(walk, 30)
    assert walk.rows(CLASS) == []


def test_three_at_most_in_a_message_and_a_week_between(walk: Walk) -> None:
    for resource in IDS[:7]:
        walk.taps(DEE, SaveResource(resource, False))
    days(walk, 40)
    assert [html.count("You saved it") for html in got(walk)] == [3, 3, 1]
    sent = [at for (at,) in walk.rows("SELECT settled_at FROM outbox ORDER BY id")]
    assert all(later - at >= 7 * A_DAY for at, later in pairwise(sent))


def test_a_year_of_taps_is_asked_about_on_school_days_and_never_in_a_flood(walk: Walk) -> None:
    """Three people who save, take off, rate and stop it now and then."""
    chance = random.Random(2026)  # noqa: S311 no secret
    for _ in range(365):
        for who in ("Dee", "Eve", "Flo"):
            resource = chance.choice(IDS)
            if chance.random() < 0.3:
                walk.taps(who, SaveResource(resource, chance.random() < 0.2))
            if chance.random() < 0.1:
                walk.taps(who, Rate(resource, chance.choice(list(Opinion))))
            if chance.random() < 0.02:
                walk.taps(who, Spare(Mute.FOLLOW_UP, chance.random() < 0.3))
        for _ in range(6):
            walk.waits(4 * 3600 - 20)
    days(walk, 0.5)  # until the evening: what was to go today has gone
    rows = walk.rows(
        "SELECT f.person, f.on_day, f.taken_at, o.settled_at, o.state"
        " FROM follow_up f JOIN outbox o ON o.key = 'follow_up:' || f.person || ':' || f.on_day"
    )
    assert len(rows) == walk.rows("SELECT count(*) FROM follow_up")[0][0] > 100
    assert {state for *_, state in rows} == {"sent"}
    assert max(Counter((who, on) for who, on, *_ in rows).values()) == 3
    for _, on, taken_at, settled_at, _ in rows:
        at = datetime.fromtimestamp(settled_at, house().zone).date()
        taken = datetime.fromtimestamp(taken_at, house().zone).date()
        assert at.isoformat() == on
        assert hours.next_open(settled_at, house().zone) == settled_at
        assert school_year.region().teaches(at)
        assert at - taken >= timedelta(days=7)
    for person_ in {who for who, *_ in rows}:
        sent = sorted({at for who, _, _, at, _ in rows if who == person_})
        assert all(later - at >= 7 * A_DAY for at, later in pairwise(sent))

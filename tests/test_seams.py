"""Where the parts meet: nudges, sharing, cohorts, lists and merges that know of each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogs.routes import (
    AskSharing,
    Contacted,
    InviteMany,
    MakeAnew,
    MakeMany,
    NudgeSend,
    Reply,
    ReplySent,
    SayInTheWay,
    SetAutomatic,
    TakeOutNow,
)
from neambition.framework import Level
from neambition.nudges import Audience, Obstacle, Rule, Template
from neambition.store import automatic, memberships, merging, nudges, schools, sharing
from neambition.store.contacts import How
from neambition.store.memberships import Role
from neambition.store.merging import Pair
from tests.pilot import A_DAY, FIRST, Cohort
from tests.walk import Walk, buttons, fresh

LEAD = str(FIRST)
HOUR = 3600


@pytest.fixture
def cohort(tmp_path: Path) -> Iterator[Cohort]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield Cohort(walk)
    walk.close()


def nudged(cohort: Cohort) -> int:
    """The first school's lead has a nudge before them; its message's id."""
    cohort.sends(Audience(school=cohort.schools[0]))
    cohort.walk.waits(60)
    mine = [d.route for d in cohort.walk.shown if d.account.external_id == LEAD]
    return int(vars(mine[-1])["message"])


def test_no_reply_is_said_to_have_gone_to_nobody(cohort: Cohort) -> None:
    nudged(cohort)
    cohort.walk.taps("Fay", TakeOutNow(cohort.id, cohort.schools[0]))
    cohort.walk.follows(LEAD, Reply)
    assert not isinstance(cohort.walk.says(LEAD, "Please ring me").route, ReplySent)


def test_what_is_in_the_way_of_a_school_taken_out_is_not_shown(cohort: Cohort) -> None:
    message = nudged(cohort)
    cohort.walk.taps("Fay", TakeOutNow(cohort.id, cohort.schools[0]))
    cohort.walk.taps(LEAD, SayInTheWay(message, Obstacle.TIME))
    assert not nudges.obstacles(cohort.db, 1)


def test_two_minutes_are_at_the_nudged_school(cohort: Cohort) -> None:
    message = nudged(cohort)
    here, elsewhere, _ = cohort.schools
    joined = memberships.join(
        cohort.db, cohort.lead[here], elsewhere, Role.TEACHER, cohort.walk.now
    )
    memberships.choose(cohort.db, joined.id, cohort.walk.now + 1)
    cohort.walk.taps(LEAD, SayInTheWay(message, Obstacle.TIME))
    (way,) = [b.route for b in buttons(cohort.walk.latest(LEAD)) if b.label == "Two minutes now"]
    cohort.walk.taps(LEAD, way)
    assert cohort.walk.rows("SELECT school FROM audit") == [(here,)]


def test_a_call_noted_on_an_old_card_is_kept(cohort: Cohort) -> None:
    gone, kept, _ = cohort.schools
    merging.merge(cohort.db, Pair(gone, kept), None)
    cohort.walk.taps("Fay", Contacted(cohort.id, gone, How.PHONE))
    assert cohort.walk.rows("SELECT school FROM contact") == [(kept,)]


def test_what_goes_by_results_ends_with_sharing(cohort: Cohort) -> None:
    school, walk = cohort.schools[0], cohort.walk
    cohort.finishes(school)
    sharing.put(cohort.db, school, cohort.id, True, False, cohort.lead[school], walk.now)
    nudge = cohort.drafts(Audience(benchmark=3, level=Level.FULLY), Template.WHAT_NEXT)
    walk.taps("Fay", NudgeSend(nudge, False))
    sharing.put(cohort.db, school, cohort.id, False, False, cohort.lead[school], walk.now)
    walk.waits(2 * HOUR + 600)
    assert cohort.cases() == {"unneeded": 1}


def test_a_longer_wait_counts_for_what_waits(cohort: Cohort) -> None:
    walk = cohort.walk
    walk.now += 8 * A_DAY
    walk.taps("Fay", SetAutomatic(cohort.id, Rule.NOT_BEGUN, 7))
    automatic.post_due(cohort.db, walk.now, walk.house.zone)
    walk.taps("Fay", SetAutomatic(cohort.id, Rule.NOT_BEGUN, 21))
    walk.waits(2 * HOUR + 600)
    assert cohort.cases() == {"unneeded": 3}


def test_what_was_switched_off_and_on_again_still_speaks(cohort: Cohort) -> None:
    walk = cohort.walk
    walk.now += 8 * A_DAY
    walk.taps("Fay", SetAutomatic(cohort.id, Rule.NOT_BEGUN, 7))
    automatic.post_due(cohort.db, walk.now, walk.house.zone)
    walk.taps("Fay", SetAutomatic(cohort.id, Rule.NOT_BEGUN, 0))
    walk.waits(3 * HOUR)
    walk.taps("Fay", SetAutomatic(cohort.id, Rule.NOT_BEGUN, 7))
    for _ in range(200):
        walk.waits(HOUR)
    assert cohort.cases()["sent"] == 3


def test_what_never_went_is_no_episode(cohort: Cohort) -> None:
    walk, school = cohort.walk, cohort.schools[0]
    cohort.answers(school, 3)
    walk.taps("Fay", SetAutomatic(cohort.id, Rule.STALLED, 14))
    for _ in range(3):
        walk.now += 14 * A_DAY + 9 * HOUR
        automatic.post_due(cohort.db, walk.now, walk.house.zone)
        cohort.answers(school, 1)
        walk.waits(A_DAY)
    for _ in range(700):
        walk.waits(HOUR)
    assert cohort.cases()["sent"] == 1


def test_the_tail_of_words_cut_in_two_is_not_passed_on(cohort: Cohort) -> None:
    nudged(cohort)
    cohort.walk.follows(LEAD, Reply)
    cohort.walk.says(LEAD, "x" * 4096)
    cohort.walk.says(LEAD, "y" * 904)
    assert cohort.walk.rows("SELECT count(*) FROM relay") == [(0,)]


def test_a_school_put_in_by_a_list_is_told(cohort: Cohort) -> None:
    walk = cohort.walk
    school = schools.add(cohort.db, "Far Infants", "", walk.now).id
    ola = cohort.colleague(cohort.schools[0], "ola", Role.TEACHER)
    memberships.join(cohort.db, ola, school, Role.LEAD, walk.now)
    walk.taps("Fay", InviteMany(cohort.id))
    walk.says("Fay", "Far Infants")
    walk.follows("Fay", MakeMany)
    before = len(walk.shown)
    walk.waits(60)
    assert [type(d.route) for d in walk.shown[before:]] == [AskSharing]


def test_links_made_anew_leave_out_what_was_taken_out(cohort: Cohort) -> None:
    walk = cohort.walk
    ids = [schools.add(cohort.db, f"S{n} School", "Blyth", walk.now).id for n in "abc"]
    walk.taps("Fay", InviteMany(cohort.id))
    walk.says("Fay", "Sa School\nSb School\nSc School")
    walk.follows("Fay", MakeMany)
    walk.taps("Fay", TakeOutNow(cohort.id, ids[0]))
    ((moment,),) = walk.rows("SELECT max(since) FROM invitation")
    made = walk.taps("Fay", MakeAnew(cohort.id, moment))
    assert b"Sa School" not in made.screen.attachments[0].content

"""Whom a nudge reaches, what stops it at the last moment, and the rules that speak alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.plain import plain
from dialogs import routes
from dialogs.codes import encode
from dialogs.nudging import LONGEST_NUDGE
from dialogs.routes import Explain, Why
from neambition.framework import Level
from neambition.nudges import Audience, Case, Mute, State, Template
from neambition.store import (
    audience,
    cohorts,
    later,
    memberships,
    merging,
    mutes,
    nudges,
)
from neambition.store.audience import LeftOut
from neambition.store.memberships import Role
from neambition.store.merging import Pair
from tests.pilot import A_DAY, FIRST, NOON, Cohort
from tests.play import CHANNEL, house
from tests.walk import Walk, fresh


@pytest.fixture
def cohort(tmp_path: Path) -> Iterator[Cohort]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield Cohort(walk)
    walk.close()


# --- whom


def test_each_state_finds_its_schools(cohort: Cohort) -> None:
    begun, stalled, finished = cohort.schools
    cohort.answers(stalled, 3)
    cohort.finishes(finished)
    cohort.walk.now += 15 * A_DAY
    cohort.answers(begun, 1)
    found = {state: cohort.reach(Audience(state=state)) for state in State}
    assert found == {
        State.NOT_BEGUN: [],
        State.IN_PROGRESS: [begun],
        State.STALLED: [stalled],
        State.FINISHED: [finished],
    }
    assert audience.counts(cohort.db, cohort.id, cohort.walk.now) == {
        State.IN_PROGRESS: 1,
        State.STALLED: 1,
        State.FINISHED: 1,
    }


def test_an_opened_audit_without_an_answer_is_not_begun(cohort: Cohort) -> None:
    cohort.answers(cohort.schools[0], 0)
    assert cohort.reach(Audience(state=State.NOT_BEGUN)) == cohort.schools


def test_only_one_area_or_one_school(cohort: Cohort) -> None:
    first, second, _ = cohort.schools
    cohorts.put_school(cohort.db, cohort.id, first, "Blyth", cohort.walk.now)
    assert cohort.reach(Audience(area="Blyth")) == [first]
    assert cohort.reach(Audience(school=second)) == [second]


def test_a_school_meant_is_found_under_what_it_became(cohort: Cohort) -> None:
    gone, kept = cohort.schools[:2]
    merging.merge(cohort.db, Pair(gone, kept), None)
    assert set(cohort.reach(Audience(school=gone))) == {kept}


def test_a_level_counts_only_where_it_is_shown(cohort: Cohort) -> None:
    low, high, hidden = cohort.schools
    cohort.finishes(low, Level.STARTED)
    cohort.finishes(high, Level.FULLY)
    cohort.finishes(hidden, Level.NOT_YET)
    for school, shows in ((low, 1), (high, 1), (hidden, 0)):
        cohort.db.execute(
            "INSERT INTO sharing (school, cohort, results, at) VALUES (?, ?, ?, 0)",
            (school, cohort.id, shows),
        )
    below = {
        level: cohort.reach(Audience(benchmark=3, level=level))
        for level in (Level.STARTED, Level.MOSTLY, Level.FULLY)
    }
    assert below == {Level.STARTED: [], Level.MOSTLY: [low], Level.FULLY: [low]}


def test_the_lead_alone_or_everyone_who_answers_for_the_school(cohort: Cohort) -> None:
    school = cohort.schools[0]
    cohort.colleague(school, "gus", Role.GOVERNOR)
    cohort.colleague(school, "tom", Role.TEACHER)
    assert len(cohort.reach(Audience(school=school))) == 1
    assert len(cohort.reach(Audience(school=school, everyone=True))) == 2


def test_whoever_is_left_out_is_counted_with_the_reason(cohort: Cohort) -> None:
    mutes.mute(cohort.db, cohort.lead[cohort.schools[0]], Mute.NUDGE, NOON)
    cohort.db.execute("UPDATE account SET blocked_at = 1 WHERE id = ?", (cohort.accounts[1],))
    cohort.sends(Audience(school=cohort.schools[2]))
    cohort.walk.waits(60)
    to = audience.reach(cohort.db, cohort.id, Audience(), cohort.walk.now)
    assert to.people == ()
    assert [to.without(why) for why in LeftOut] == [1, 1, 1]
    shown = plain(cohort.walk.taps("Fay", routes.NudgeWhat(cohort.drafts(Audience()))).screen.html)
    assert "Nobody would get this" in shown
    for line in ("within a day: 1", "no such messages: 1", "blocked this bot: 1"):
        assert line in shown
    cohort.walk.now += A_DAY
    assert cohort.reach(Audience()) == [cohort.schools[2]]


def test_a_school_that_nobody_has_joined_is_said_to_need_an_e_mail(cohort: Cohort) -> None:
    member = memberships.at(cohort.db, cohort.lead[cohort.schools[0]], cohort.schools[0])
    assert member
    memberships.leave(cohort.db, member.id, member.person, NOON)
    shown = cohort.walk.taps("Fay", routes.NudgeWhat(cohort.drafts(Audience()))).screen.html
    assert "no longer at their school: 1" in shown
    assert "1 school has nobody here yet" in shown


# --- sent once


def test_a_second_confirmation_changes_nothing(cohort: Cohort) -> None:
    id_ = cohort.drafts(Audience())
    for _ in range(2):
        delivery = cohort.walk.taps("Fay", routes.NudgeSend(id_, True))
        assert delivery.route == routes.NudgeReport(id_)
    assert cohort.cases() == {"waiting": 3}
    cohort.walk.waits(60)
    cohort.walk.taps("Fay", routes.NudgeSend(id_, True))
    assert cohort.cases() == {"sent": 3}
    assert [len(cohort.got(n)) for n in (1, 2, 3)] == [1, 1, 1]


def test_of_two_who_send_one_draft_one_does(cohort: Cohort) -> None:
    id_, fay = cohort.drafts(Audience()), cohort.pilot.fay.person
    to = audience.reach(cohort.db, cohort.id, Audience(), NOON)
    sent = [
        nudges.send(cohort.db, id_, fay, to, not_before=NOON, better=False, now=now)
        for now in (NOON, NOON + 60)
    ]
    assert sent == [True, False]
    assert cohort.walk.rows("SELECT since FROM nudge") == [(NOON,)]


def test_what_has_gone_out_cannot_be_changed(cohort: Cohort) -> None:
    id_ = cohort.sends(Audience())
    for route in (
        routes.NudgeSay(id_, Template.AGAIN),
        routes.NudgeColleagues(id_, True),
        routes.NudgeArea(id_, 0),
        routes.NudgePreview(id_),
        routes.NudgeWords(id_),
    ):
        shown = cohort.walk.taps("Fay", route)
        assert "That message has gone out" in shown.screen.html
    assert cohort.walk.rows("SELECT template, audience FROM nudge") == [("carry_on", "{}")]


def test_the_preview_is_what_arrives(cohort: Cohort) -> None:
    id_ = cohort.drafts(Audience(school=cohort.schools[0]))
    cohort.answers(cohort.schools[0], 3)
    seen = cohort.walk.taps("Fay", routes.NudgePreview(id_)).screen.forward
    cohort.walk.taps("Fay", routes.NudgeSend(id_, True))
    cohort.walk.waits(60)
    assert cohort.got(1) == [seen]


def test_cancelling_stops_what_waits_and_nothing_else(cohort: Cohort) -> None:
    id_ = cohort.sends(Audience())
    assert later.claim(cohort.db, CHANNEL, cohort.walk.now, house().zone)
    cohort.walk.taps("Fay", routes.NudgeCancel(id_))
    assert cohort.cases() == {"claimed": 1, "cancelled": 2}
    cohort.walk.waits(60)
    assert cohort.got(2) == cohort.got(3) == []


def test_only_the_unknown_are_sent_again(cohort: Cohort) -> None:
    id_ = cohort.sends(Audience())
    first = later.claim(cohort.db, CHANNEL, cohort.walk.now, house().zone)
    assert first
    cohort.walk.restart()
    cohort.db = cohort.walk.store.writer
    cohort.walk.waits(60)
    assert cohort.cases() == {"unknown": 1, "sent": 2}
    assert (
        "Unknown, may have arrived: 1"
        in cohort.walk.taps("Fay", routes.NudgeReport(id_)).screen.html
    )
    cohort.walk.follows("Fay", routes.NudgeAgain)
    cohort.walk.waits(60)
    assert cohort.cases() == {"sent": 3}
    assert [len(cohort.got(n)) for n in (1, 2, 3)] == [1, 1, 1]


# --- looked at again when its turn comes


def leaves(cohort: Cohort) -> None:
    member = memberships.at(cohort.db, cohort.lead[cohort.schools[0]], cohort.schools[0])
    assert member
    memberships.leave(cohort.db, member.id, member.person, NOON)


def reads_only(cohort: Cohort) -> None:
    cohort.db.execute(
        "UPDATE membership SET role = 'governor', leads = 0 WHERE school = ?", cohort.schools[:1]
    )


def taken_out(cohort: Cohort) -> None:
    cohort.db.execute("DELETE FROM cohort_school WHERE school = ?", cohort.schools[:1])


def went_on(cohort: Cohort) -> None:
    cohort.answers(cohort.schools[0], 1)


def finished(cohort: Cohort) -> None:
    cohort.finishes(cohort.schools[0])


def muted(cohort: Cohort) -> None:
    mutes.mute(cohort.db, cohort.lead[cohort.schools[0]], Mute.NUDGE, NOON)


def blocked(cohort: Cohort) -> None:
    cohort.db.execute("UPDATE account SET blocked_at = 1 WHERE id = ?", cohort.accounts[:1])


def facilitates_no_more(cohort: Cohort) -> None:
    cohort.db.execute("DELETE FROM cohort_facilitator")


@pytest.mark.parametrize(
    ("meanwhile", "case"),
    [
        (leaves, Case.UNNEEDED),
        (reads_only, Case.UNNEEDED),
        (taken_out, Case.UNNEEDED),
        (went_on, Case.UNNEEDED),
        (finished, Case.UNNEEDED),
        (muted, Case.MUTED),
        (blocked, Case.BLOCKED),
        (facilitates_no_more, Case.CANCELLED),
        (lambda cohort: None, Case.SENT),
    ],
)
def test_what_has_changed_meanwhile_ends_it(
    cohort: Cohort, meanwhile: Callable[[Cohort], None], case: Case
) -> None:
    cohort.answers(cohort.schools[0], 3)
    cohort.walk.now += 20 * A_DAY
    cohort.sends(Audience(state=State.STALLED))
    assert cohort.cases() == {"waiting": 1}
    meanwhile(cohort)
    cohort.walk.waits(60)
    assert cohort.cases() == {case: 1}
    assert len(cohort.got(1)) == (case is Case.SENT)


def test_whoever_has_blocked_the_bot_is_written_to_again_once_they_write(cohort: Cohort) -> None:
    blocked(cohort)
    assert cohort.reach(Audience(school=cohort.schools[0])) == []
    cohort.walk.says(str(FIRST), "/start")
    assert cohort.reach(Audience(school=cohort.schools[0])) == cohort.schools[:1]


def test_better_hours_are_kept_to_though_the_program_was_off(cohort: Cohort) -> None:
    id_ = cohort.sends(Audience(), now=False)
    cohort.walk.waits(3600)
    assert cohort.cases() == {"waiting": 3}
    cohort.walk.now = NOON + 2 * 3600  # the program was off all lunch
    cohort.walk.waits(0)
    assert cohort.cases() == {"waiting": 3}
    (due,) = cohort.walk.rows("SELECT DISTINCT not_before FROM outbox WHERE nudge = ?", id_)
    assert due == (NOON + 3 * 3600 + 1800,)
    assert (
        "Tuesday 24 November, 15:30" in cohort.walk.taps("Fay", routes.NudgeReport(id_)).screen.html
    )
    cohort.walk.now = due[0]
    cohort.walk.waits(0)
    assert cohort.cases() == {"sent": 3}


def test_service_messages_go_first(cohort: Cohort) -> None:
    cohort.sends(Audience())
    later.post(cohort.db, "x", cohort.accounts[0], encode(routes.Hello()), cohort.walk.now)
    first = later.claim(cohort.db, CHANNEL, cohort.walk.now, house().zone)
    assert first
    assert first.route == "hi"


def test_whoever_sent_it_and_erased_themselves_leaves_no_words(cohort: Cohort) -> None:
    id_ = cohort.drafts(Audience())
    nudges.say(cohort.db, id_, Template.OWN, "the zymurgical supper")
    cohort.walk.taps("Fay", routes.NudgeSend(id_, True))
    cohort.walk.taps("Fay", routes.EraseMeForGood())
    cohort.walk.waits(60)
    assert cohort.cases() == {"cancelled": 3}
    assert cohort.walk.rows("SELECT words FROM nudge") == [("",)]


# --- own words


@pytest.mark.parametrize(
    "words",
    [
        "tea " + "&" * (LONGEST_NUDGE - 4),
        "ab" + "🎉" * (LONGEST_NUDGE // 2 - 1),
        "<b>tea</b> & </i> https://example.org/?a=1&b=2",
        "{{ 7 * 7 }} and {% include 'x' %}",
    ],
    ids=["ampersands", "emoji", "markup", "a template"],
)
def test_own_words_arrive_as_they_were_typed(cohort: Cohort, words: str) -> None:
    id_ = cohort.drafts(Audience(school=cohort.schools[0]))
    cohort.walk.taps("Fay", routes.NudgeWords(id_))
    assert cohort.walk.says("Fay", words).route == routes.NudgePreview(id_)
    cohort.walk.taps("Fay", routes.NudgeSend(id_, True))
    cohort.walk.waits(60)
    (got,) = cohort.got(1)
    assert words in plain(got)


@pytest.mark.parametrize("words", ["x" * (LONGEST_NUDGE + 1), "x" * 4095, "🎉a" * 500])
def test_own_words_that_are_too_long_are_not_kept(cohort: Cohort, words: str) -> None:
    id_ = cohort.drafts(Audience())
    cohort.walk.taps("Fay", routes.NudgeWords(id_))
    shown = cohort.walk.says("Fay", words)
    assert shown.route == Explain(Why.NUDGE_TOO_LONG)
    assert "1,000 letters" in shown.screen.html
    assert cohort.walk.rows("SELECT words FROM nudge") == [("",)]
    # What was asked for still stands.
    assert cohort.walk.says("Fay", "Shorter").route == routes.NudgePreview(id_)


# --- in the message


def test_a_reminder_of_a_nudge_is_void_once_the_school_went_on(cohort: Cohort) -> None:
    cohort.sends(Audience(school=cohort.schools[0]))
    cohort.walk.waits(60)
    who = str(FIRST)
    cohort.walk.taps(who, routes.NudgeRemind(1, cohort.walk.now + 3600))
    cohort.answers(cohort.schools[0], 1)
    before = len(cohort.got(1))
    cohort.walk.waits(3700)
    assert len(cohort.got(1)) == before


def test_stopping_spares_from_both_kinds_and_leaves_the_plans_reminders(cohort: Cohort) -> None:
    cohort.sends(Audience(school=cohort.schools[0]))
    cohort.walk.waits(60)
    cohort.walk.taps(str(FIRST), routes.StopNudges(1))
    assert mutes.muted(cohort.db, cohort.lead[cohort.schools[0]]) == {Mute.NUDGE, Mute.AUTOMATIC}


def test_an_old_message_leads_nowhere_once_they_have_left(cohort: Cohort) -> None:
    cohort.sends(Audience(school=cohort.schools[0]))
    cohort.walk.waits(60)
    member = memberships.at(cohort.db, cohort.lead[cohort.schools[0]], cohort.schools[0])
    assert member
    memberships.leave(cohort.db, member.id, member.person, NOON)
    on: list[Any] = [routes.NudgeOn(1), routes.InTheWay(1), routes.NudgeLater(1)]
    for route in on:
        assert "not here any more" in cohort.walk.taps(str(FIRST), route).screen.html

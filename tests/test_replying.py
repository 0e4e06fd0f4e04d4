"""Answers to a nudge and back: who gets them, who does not, and whose account nobody learns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.plain import plain
from dialogs import routes
from dialogs.passing_on import LONGEST_REPLY
from dialogs.routes import Explain, Why
from neambition.nudges import Audience, Obstacle
from neambition.store import cohorts, memberships, nudges, people
from neambition.store.memberships import Role
from tests.pilot import FIRST, Cohort
from tests.play import CHANNEL
from tests.walk import Walk, fresh

ANA = str(FIRST)
A_DAY = 86400


@pytest.fixture
def cohort(tmp_path: Path) -> Iterator[Cohort]:
    """Fay's nudge has reached the three leads, the first of whom is called Ana here."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    cohort = Cohort(walk)
    cohort.sends(Audience())
    walk.waits(60)
    yield cohort
    walk.close()


def facilitates(cohort: Cohort, who: str) -> int:
    """Somebody more; the person."""
    person = people.meet(cohort.db, CHANNEL, who.lower(), who, cohort.walk.now).person
    cohorts.put_facilitator(cohort.db, cohort.id, person, cohort.walk.now)
    return person


def goes(cohort: Cohort, person: int) -> None:
    cohort.db.execute("DELETE FROM cohort_facilitator WHERE person = ?", (person,))


def told(cohort: Cohort, who: str) -> list[str]:
    """What somebody was told by others."""
    return [
        plain(d.screen.html)
        for d in cohort.walk.shown
        if d.account.external_id == who and isinstance(d.route, routes.Relayed)
    ]


def replies(cohort: Cohort, words: str) -> None:
    cohort.walk.taps(ANA, routes.Reply(1))
    cohort.walk.says(ANA, words)
    cohort.walk.waits(1)


def test_an_answer_reaches_whoever_sent_it_and_comes_back(cohort: Cohort) -> None:
    facilitates(cohort, "Gil")
    replies(cohort, "Not <before> half term")
    (got,) = told(cohort, "fay")
    assert "School 1, Blyth" in got
    assert "lead for careers" in got
    assert "Not <before> half term" in got
    assert told(cohort, "gil") == []
    cohort.walk.taps("Fay", routes.RelayAnswer(1))
    cohort.walk.says("Fay", "After it, then")
    cohort.walk.waits(1)
    (back,) = told(cohort, ANA)
    assert "Fay, who looks after Primary pilot 2026" in back
    assert "After it, then" in back


def test_nobodys_account_is_shown(cohort: Cohort) -> None:
    replies(cohort, "Hello")
    cohort.walk.taps("Fay", routes.RelayAnswer(1))
    cohort.walk.says("Fay", "Hello back")
    cohort.walk.waits(1)
    for delivery in cohort.walk.shown:
        others = {ANA, "fay"} - {delivery.account.external_id}
        labels = " ".join(b.label for row in delivery.screen.rows for b in row)
        assert not [other for other in others if other in delivery.screen.html + labels]


def test_when_whoever_sent_it_has_gone_the_others_get_it(cohort: Cohort) -> None:
    facilitates(cohort, "Gil")
    facilitates(cohort, "Hal")
    goes(cohort, cohort.pilot.fay.person)
    assert "whoever looks after your school" in cohort.walk.taps(ANA, routes.Reply(1)).screen.html
    replies(cohort, "Anybody there?")
    assert [len(told(cohort, who)) for who in ("fay", "gil", "hal")] == [0, 1, 1]


def test_when_nobody_is_left_that_is_said(cohort: Cohort) -> None:
    goes(cohort, cohort.pilot.fay.person)
    cohort.walk.taps(ANA, routes.Reply(1))
    assert cohort.walk.says(ANA, "Anybody there?").route == Explain(Why.NOBODY_THERE)
    assert cohort.walk.rows("SELECT 1 FROM relay") == []


def test_an_answer_that_came_before_they_went_is_shown_no_more(cohort: Cohort) -> None:
    replies(cohort, "Between us")
    goes(cohort, cohort.pilot.fay.person)
    assert "Between us" not in cohort.walk.taps("Fay", routes.Relayed(1)).screen.html
    cohort.walk.taps("Fay", routes.RelayAnswer(1))
    assert cohort.walk.rows("SELECT count(*) FROM relay") == [(1,)]


def test_to_somebody_who_has_left_nothing_is_passed_on(cohort: Cohort) -> None:
    replies(cohort, "Bye")
    school = cohort.schools[0]
    cohort.colleague(school, "tom", Role.TEACHER)
    member = memberships.at(cohort.db, cohort.lead[school], school)
    assert member
    memberships.leave(cohort.db, member.id, member.person, cohort.walk.now)
    cohort.walk.taps("Fay", routes.RelayAnswer(1))
    assert cohort.walk.says("Fay", "Wait").route == Explain(Why.NOT_HERE)
    cohort.walk.taps(ANA, routes.Reply(1))
    assert cohort.walk.says(ANA, "From outside").route == Explain(Why.GONE)


def test_who_only_reads_there_by_now_answers_no_nudge(cohort: Cohort) -> None:
    cohort.db.execute(
        "UPDATE membership SET role = 'governor', leads = 0 WHERE school = ?", (cohort.schools[0],)
    )
    cohort.walk.taps(ANA, routes.Reply(1))
    assert cohort.walk.says(ANA, "From a governor").route == Explain(Why.GONE)


@pytest.mark.parametrize("words", ["x" * (LONGEST_REPLY + 1), "x" * 4095])
def test_an_answer_that_is_too_long_is_not_passed_on(cohort: Cohort, words: str) -> None:
    cohort.walk.taps(ANA, routes.Reply(1))
    assert cohort.walk.says(ANA, words).route == Explain(Why.REPLY_TOO_LONG)
    cohort.walk.says(ANA, "Shorter")
    cohort.walk.waits(1)
    assert len(told(cohort, "fay")) == 1


@pytest.mark.parametrize("words", ["a" + "🎉" * 499, "&" * 999 + "a"])
def test_the_longest_answer_fits(cohort: Cohort, words: str) -> None:
    replies(cohort, words)
    assert words in told(cohort, "fay")[0]


def test_words_that_nothing_awaits_are_asked_about_for_two_days(cohort: Cohort) -> None:
    asked = cohort.walk.says(ANA, "a farm visit").route
    assert isinstance(asked, routes.Meant)
    cohort.walk.follows(ANA, routes.ReplyMeant)
    cohort.walk.waits(1)
    assert "a farm visit" in told(cohort, "fay")[0]
    # The draft went with it, so that a second tap passes nothing on.
    cohort.walk.taps(ANA, routes.ReplyMeant(asked.message, asked.draft))
    assert cohort.walk.rows("SELECT count(*) FROM relay") == [(1,)]
    cohort.walk.says(ANA, "/start")
    cohort.walk.waits(2 * A_DAY)
    assert isinstance(cohort.walk.says(ANA, "a farm visit").route, routes.Suggestions)


def test_words_after_an_answer_are_asked_about_too(cohort: Cohort) -> None:
    replies(cohort, "A question")
    asked = cohort.walk.says("Fay", "An answer without the button")
    assert isinstance(asked.route, routes.Meant)
    assert "For whom" in asked.screen.html
    cohort.walk.follows("Fay", routes.ReplyMeant)
    cohort.walk.waits(1)
    assert "An answer without the button" in told(cohort, ANA)[0]


def test_nobody_opens_anothers_words(cohort: Cohort) -> None:
    """Neither as an answer of one's own, nor to look for a school."""
    asked = cohort.walk.says(ANA, "the zymurgical folder").route
    assert isinstance(asked, routes.Meant)
    ben = str(FIRST + 1)
    for route in (routes.Meant(2, asked.draft), routes.ReplyMeant(2, asked.draft)):
        shown = cohort.walk.taps(ben, route).screen.html
        assert "not here any more" in shown
        assert "zymurgical" not in shown
    look = cohort.walk.taps("Fay", routes.NudgeSchools(cohort.id, asked.draft, 0))
    assert "zymurgical" not in look.screen.html
    assert "School 1, Blyth" in [b.label for row in look.screen.rows for b in row]
    assert cohort.walk.rows("SELECT 1 FROM relay") == []


def test_nobody_answers_with_anothers_message(cohort: Cohort) -> None:
    ben = str(FIRST + 1)
    for route in (routes.Reply(1), routes.InTheWay(1), routes.NudgeOn(1), routes.Nudged(1)):
        assert cohort.walk.taps(ben, route).route == Explain(Why.NOT_YOURS) or (
            "I have not opened it" in cohort.walk.latest(ben.capitalize()).html
        )
    assert cohort.walk.rows("SELECT 1 FROM relay") == []


@pytest.mark.parametrize("obstacle", Obstacle)
def test_what_is_in_the_way_is_kept_shown_and_can_change(
    cohort: Cohort, obstacle: Obstacle
) -> None:
    for said in (Obstacle.TIME, obstacle):
        cohort.walk.taps(ANA, routes.SayInTheWay(1, said))
    assert nudges.obstacles(cohort.db, 1) == {obstacle: 1}
    assert "School 1, Blyth" in cohort.walk.taps("Fay", routes.NudgeObstacles(1, 0)).screen.html


def test_my_data_has_what_was_said_there_and_erasing_takes_it_away(cohort: Cohort) -> None:
    replies(cohort, "Something zymurgical")
    cohort.walk.taps(ANA, routes.SayInTheWay(1, Obstacle.HEAD))
    cohort.walk.taps(ANA, routes.StopNudges(1))
    (_, machine) = cohort.walk.taps(ANA, routes.MyData()).screen.attachments
    kept = machine.content.decode()
    assert '"words": "Something zymurgical"' in kept
    assert '"obstacle": "head"' in kept
    assert kept.count('"class"') == 2
    cohort.walk.taps(ANA, routes.EraseMeForGood())
    assert cohort.walk.rows("SELECT words FROM relay") == []
    assert cohort.walk.rows("SELECT 1 FROM obstacle UNION SELECT 1 FROM mute") == []
    assert "zymurgical" not in cohort.walk.taps("Fay", routes.Relayed(1)).screen.html

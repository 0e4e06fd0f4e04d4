"""The asker's side: what is shown before it is sent, what is sent, and what can be done after."""

import json

import pytest

from dialogs.event import Did
from dialogs.questions import LONGEST_SENTENCE, LONGEST_WORDS, MOST
from dialogs.routes import (
    AskAdd,
    AskAgain,
    AskPerson,
    AskWith,
    EraseMeForGood,
    Explain,
    MyData,
    MyQuestion,
    MyQuestions,
    OpenQuestions,
    QuestionCard,
    ReplyMeant,
    SayHelped,
    SendNothing,
    SendQuestion,
    Suggestions,
    SwitchTo,
    TakeBackQuestion,
    Why,
)
from dialogs.saying import units
from neambition.resources.limits import Facet, Limit
from neambition.resources.shelf import Reading
from neambition.store import cohorts, memberships, merging, questions, requests, schools
from neambition.store.merging import Pair
from neambition.store.questions import Given, How, State
from tests.asking.hub import A_DAY, NEWSHAM, PILOT, Hub
from tests.walk import buttons

GONE = Explain(Why.GONE)


def test_all_that_is_sent_is_shown_and_nothing_else_is_sent(hub: Hub) -> None:
    limits = (Limit(Facet.AGE, "KS2"),), (Limit(Facet.SORT, "visitor"),)
    request = requests.add(
        hub.db, hub.person("Ana"), "a <baker> & son", Reading(*limits), hub.walk.now
    )
    hub.walk.taps("Ana", AskPerson(request))
    shown = hub.reads("Ana")
    assert f"Fay and Gil, who look after {PILOT}" in shown
    assert "no pupil's name should be in it, and nothing about a child" in shown
    sent = (
        "“a <baker> & son”",
        "Key Stage 2 · visitor, or how a school had one",
        "Ana, teacher, Newsham Primary, Blyth",
    )
    assert [part for part in sent if part not in shown] == []
    hub.walk.follows("Ana", SendQuestion)
    for who, read in hub.arrives().items():
        assert who in ("Fay", "Gil")
        lines = {line for part in sent for line in part.splitlines()}
        for line in filter(None, read.splitlines()):
            known = line.removeprefix("Read as: ").removesuffix(", asks:")
            assert known in lines or line == "Asked today"


def test_it_goes_to_those_who_look_after_the_school_and_to_nobody_else(hub: Hub) -> None:
    hub.walk.taps("Ana", SendQuestion(hub.looks_for(), 0, NEWSHAM))
    assert set(hub.arrives()) == {"Fay", "Gil"}


def test_a_sentence_is_shown_before_it_is_sent(hub: Hub) -> None:
    request = hub.looks_for()
    assert "nothing about a child" in hub.walk.taps("Ana", AskAdd(request)).screen.html
    hub.walk.says("Ana", "Only on <Thursdays>")
    assert "“Only on <Thursdays>”" in hub.reads("Ana")
    assert hub.walk.rows("SELECT 1 FROM question") == []
    hub.walk.follows("Ana", SendQuestion)
    assert "“Only on <Thursdays>”" in hub.arrives()["Fay"]


def test_a_sentence_can_be_changed_and_left_out(hub: Hub) -> None:
    hub.walk.taps("Ana", AskAdd(hub.looks_for()))
    hub.walk.says("Ana", "Mabel Ashby of Y3 likes bread")
    hub.walk.follows("Ana", AskAdd)
    hub.walk.says("Ana", "A girl here likes bread")
    hub.walk.follows("Ana", AskPerson)
    hub.walk.follows("Ana", SendQuestion)
    read = hub.arrives()["Fay"]
    assert "Mabel" not in read
    assert "likes bread" not in read


@pytest.mark.parametrize("words", ["x" * (LONGEST_SENTENCE + 1), "🎉" * 251 + "a", "x" * 4095])
def test_a_sentence_that_is_too_long_is_not_kept(hub: Hub, words: str) -> None:
    hub.walk.taps("Ana", AskAdd(hub.looks_for()))
    assert hub.walk.says("Ana", words).route == Explain(Why.SENTENCE_TOO_LONG)
    assert isinstance(hub.walk.says("Ana", "A shorter one").route, AskWith)


@pytest.mark.parametrize(
    ("did", "words", "why"),
    [
        (Did.TYPED, "🎉🎉", Why.NO_WORDS),
        (Did.EDITED, "Only on Fridays", Why.EDITED),
        (Did.ODD, "", Why.NOT_WORDS),
    ],
)
def test_what_is_no_sentence_leaves_the_question_waiting(
    hub: Hub, did: Did, words: str, why: Why
) -> None:
    request = hub.looks_for()
    hub.walk.taps("Ana", AskAdd(request))
    assert hub.walk.does("Ana", did, words).route == Explain(why)
    assert hub.walk.way("Ana", AskAdd) == AskAdd(request)
    assert isinstance(hub.walk.says("Ana", "Only on Thursdays").route, AskWith)


@pytest.mark.parametrize("words", ["x" * 4096, "a" + "🎉" * 2047, "&" * 4095 + "a"])
def test_the_longest_question_and_answer_fit(hub: Hub, words: str) -> None:
    """The walk holds each screen against Telegram's limits."""
    request = hub.looks_for(words=words)
    hub.walk.taps("Ana", AskPerson(request))
    assert "this much of them is sent" in hub.reads("Ana")
    hub.walk.taps("Ana", AskAdd(request))
    hub.walk.says("Ana", "a" + words[1 : LONGEST_SENTENCE // 2])
    hub.walk.follows("Ana", SendQuestion)
    (sent,) = hub.walk.rows("SELECT words FROM question")
    assert LONGEST_WORDS - 1 <= units(sent[0]) <= LONGEST_WORDS
    assert words.startswith(sent[0])
    hub.arrives()
    questions.answer(
        hub.db, 1, hub.person("Fay"), Given(How.WORDS, words[: LONGEST_WORDS // 2]), hub.walk.now
    )
    for who, route in (("Ana", MyQuestion(1)), ("Fay", QuestionCard(1)), ("Ana", MyQuestions(0))):
        hub.walk.taps(who, route)


# --- sent once, and not too often


def test_a_double_tap_sends_once(hub: Hub) -> None:
    send = SendQuestion(hub.looks_for(), 0, NEWSHAM)
    first = hub.walk.taps("Ana", send)
    second = hub.walk.taps("Ana", send)
    assert first.route == second.route == MyQuestion(1)
    assert second.toast == "Sent already"
    hub.arrives()
    assert hub.walk.rows("SELECT count(*) FROM question") == [(1,)]
    assert hub.walk.rows("SELECT count(*) FROM outbox") == [(2,)]


def test_an_old_button_sends_nothing_after_the_answer_either(hub: Hub) -> None:
    request = hub.looks_for()
    hub.walk.taps("Ana", SendQuestion(request, 0, NEWSHAM))
    hub.walk.taps("Fay", SendNothing(1))
    assert hub.walk.taps("Ana", SendQuestion(request, 0, NEWSHAM)).route == MyQuestion(1)
    assert "answers" in hub.walk.taps("Ana", AskPerson(request)).screen.html
    assert hub.walk.rows("SELECT count(*) FROM question") == [(1,)]


def test_so_many_a_day_and_no_more_until_one_is_answered(hub: Hub) -> None:
    for n in range(MOST):
        hub.asks(words=f"baker {n}")
    request = hub.looks_for(words="one more")
    assert "three questions in a day" in hub.walk.taps("Ana", AskPerson(request)).screen.html
    refused = hub.walk.taps("Ana", SendQuestion(request, 0, NEWSHAM))
    assert refused.toast == "Not sent"
    assert hub.walk.rows("SELECT count(*) FROM question") == [(MOST,)]
    assert hub.asks("Ben") == MOST + 1, "each has their own"
    hub.walk.taps("Ana", TakeBackQuestion(1))
    assert hub.walk.taps("Ana", SendQuestion(request, 0, NEWSHAM)).toast == "Not sent"
    hub.walk.taps("Fay", SendNothing(2))
    assert hub.walk.taps("Ana", SendQuestion(request, 0, NEWSHAM)).toast == "Sent to Fay and Gil"


def test_the_time_that_is_named_is_when_the_next_may_go(hub: Hub) -> None:
    first = hub.walk.now
    for n in range(MOST):
        hub.asks(words=f"baker {n}")
    request = hub.looks_for(words="one more")
    assert "Wednesday 25 November, 10:00" in hub.walk.taps("Ana", AskPerson(request)).screen.html
    hub.walk.now = first + A_DAY - 1
    assert hub.walk.taps("Ana", SendQuestion(request, 0, NEWSHAM)).toast == "Not sent"
    hub.walk.now = first + A_DAY
    assert hub.walk.taps("Ana", SendQuestion(request, 0, NEWSHAM)).toast == "Sent to Fay and Gil"


# --- nobody to ask


def test_without_a_school_it_is_said_whom_to_write_to(hub: Hub) -> None:
    request = hub.looks_for("Tom")
    hub.walk.taps("Tom", AskPerson(request))
    assert "I do not know your school" in hub.reads("Tom")
    assert "hub@example.org" in hub.reads("Tom")
    hub.walk.taps("Tom", SendQuestion(request, 0, NEWSHAM))
    assert hub.walk.rows("SELECT 1 FROM question") == []


@pytest.mark.parametrize("gone", ["nobody", "blocked"])
def test_where_nobody_looks_after_it_or_all_have_blocked_that_is_said(hub: Hub, gone: str) -> None:
    for who in ("Fay", "Gil"):
        if gone == "nobody":
            hub.stops(who)
        else:
            hub.blocks(who)
    request = hub.looks_for()
    hub.walk.taps("Ana", AskPerson(request))
    said = "Nobody looks after" if gone == "nobody" else "cannot be written to here"
    assert said in hub.reads("Ana")
    assert "hub@example.org" in hub.reads("Ana")
    hub.walk.taps("Ana", SendQuestion(request, 0, NEWSHAM))
    assert hub.walk.rows("SELECT 1 FROM question") == []


def test_whoever_is_left_is_asked(hub: Hub) -> None:
    hub.blocks("Fay")
    hub.walk.taps("Ana", SendQuestion(hub.looks_for(), 0, NEWSHAM))
    assert set(hub.arrives()) == {"Gil"}
    assert "Fay" not in hub.walk.taps("Ana", MyQuestion(1)).screen.html


def test_nobody_asks_themselves(hub: Hub) -> None:
    """Fay teaches there too."""
    hub.joins("Fay", NEWSHAM)
    asked = hub.asks("Fay")
    assert hub.walk.taps("Fay", SendNothing(asked)).route == GONE
    assert "This is with Gil" in hub.walk.taps("Fay", QuestionCard(asked)).screen.html
    assert not hub.question(asked).answer
    assert "No question is open" in hub.walk.taps("Fay", OpenQuestions(0)).screen.html
    hub.stops("Gil")
    hub.walk.taps("Fay", AskPerson(hub.looks_for("Fay")))
    assert "You look after Newsham Primary, Blyth here yourself" in hub.reads("Fay")


def test_a_governor_may_ask_and_say_thank_you(hub: Hub) -> None:
    hub.asks("Gov")
    assert "Gov, governor, Newsham Primary" in hub.reads("Fay")
    hub.walk.taps("Fay", SendNothing(1))
    hub.arrives()
    hub.walk.says("Gov", "Thank you all the same")
    hub.walk.follows("Gov", ReplyMeant)
    assert "Thank you all the same" in hub.arrives()["Fay"]


# --- whose it is


def test_nobody_sends_or_reads_what_another_looked_for(hub: Hub) -> None:
    request = hub.looks_for(words="zymurgy")
    for who in ("Ben", "Fay", "Eve", "Tom"):
        for route in (AskPerson(request), AskAdd(request), SendQuestion(request, 0, NEWSHAM)):
            assert "zymurgy" not in hub.walk.taps(who, route).screen.html
            assert "not here any more" in hub.reads(who)
    assert hub.walk.rows("SELECT 1 FROM question") == []


def test_nobody_puts_anothers_draft_beside_their_question(hub: Hub) -> None:
    hub.walk.taps("Ana", AskAdd(hub.looks_for()))
    hub.walk.says("Ana", "The zymurgical folder")
    (draft,) = hub.walk.rows("SELECT max(id) FROM draft")[0]
    request = hub.looks_for("Ben")
    assert "zymurgical" not in hub.walk.taps("Ben", AskWith(request, draft)).screen.html
    assert hub.walk.taps("Ben", SendQuestion(request, draft, NEWSHAM)).route == GONE
    assert hub.walk.rows("SELECT 1 FROM question") == []


def test_a_colleague_reads_neither_question_nor_answer(hub: Hub) -> None:
    asked = hub.asks(words="zymurgy")
    for who in ("Ben", "Gov", "Eve", "Tom", "Hal"):
        for route in (MyQuestion(asked), TakeBackQuestion(asked), AskAgain(asked)):
            assert "zymurgy" not in hub.walk.taps(who, route).screen.html
    assert hub.question(asked).open
    assert "You have asked nobody yet" in hub.walk.taps("Ben", MyQuestions(0)).screen.html


@pytest.mark.parametrize("school", [2, 99])
def test_it_is_sent_from_no_other_school_than_was_shown(hub: Hub, school: int) -> None:
    request = hub.looks_for()
    hub.walk.taps("Ana", SendQuestion(request, 0, school))
    assert hub.walk.rows("SELECT 1 FROM question") == []


def test_whoever_is_at_another_school_by_now_looks_again(hub: Hub) -> None:
    request = hub.looks_for()
    hub.walk.taps("Ana", AskPerson(request))
    hub.joins("Ana", hub.elsewhere)
    cohorts.put_school(hub.db, hub.cohort, hub.elsewhere, "", hub.walk.now)
    again = hub.walk.follows("Ana", SendQuestion)
    assert again.route == AskPerson(request)
    assert "Thirsk Infants" in hub.reads("Ana")
    hub.walk.follows("Ana", SendQuestion)
    assert hub.question(1).school == hub.elsewhere
    hub.walk.taps("Ana", SwitchTo(1))


def test_a_school_that_was_merged_meanwhile_is_still_the_one_shown(hub: Hub) -> None:
    asked, request = hub.asks(), hub.looks_for(words="a vet")
    hub.walk.taps("Ana", AskPerson(request))
    other = schools.add(hub.db, "Newsham Community Primary", "Blyth", hub.walk.now).id
    merging.merge(hub.db, Pair(NEWSHAM, other), None)
    hub.walk.follows("Ana", SendQuestion)
    assert [hub.question(n).school for n in (asked, asked + 1)] == [other, other]
    assert "Newsham Community Primary" in hub.walk.taps("Fay", QuestionCard(asked)).screen.html


# --- after it is sent


def test_it_can_be_taken_back_while_nobody_has_answered(hub: Hub) -> None:
    asked = hub.asks()
    assert hub.walk.taps("Ana", TakeBackQuestion(asked)).toast == "Taken back"
    assert hub.walk.taps("Ana", TakeBackQuestion(asked)).toast == "Taken back"
    hub.walk.taps("Fay", SendNothing(asked))
    assert hub.question(asked).state is State.TAKEN_BACK
    assert "Ana took this back" in hub.reads("Fay")
    assert hub.arrives() == {}


def test_once_answered_it_is_not_taken_back(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", SendNothing(asked))
    assert hub.walk.taps("Ana", TakeBackQuestion(asked)).toast == "It is answered already"
    assert hub.question(asked).state is State.ANSWERED


def test_what_is_taken_back_before_it_went_out_does_not_go_out(hub: Hub) -> None:
    hub.walk.taps("Ana", SendQuestion(hub.looks_for(), 0, NEWSHAM))
    hub.walk.taps("Ana", TakeBackQuestion(1))
    assert hub.arrives() == {}
    assert hub.walk.rows("SELECT DISTINCT state FROM outbox") == [("unneeded",)]


def test_asking_again_is_another_question_that_tells_of_the_first(hub: Hub) -> None:
    asked = hub.asks()
    assert "still waits" in (hub.walk.taps("Ana", AskAgain(asked)).toast or "")
    questions.answer(
        hub.db, asked, hub.person("Fay"), Given(How.WORDS, "Ring Greggs"), hub.walk.now
    )
    hub.walk.taps("Ana", SayHelped(asked, False))
    hub.walk.follows("Ana", AskAgain)
    hub.walk.says("Ana", "They do not come out")
    hub.walk.follows("Ana", SendQuestion)
    read = hub.arrives()["Gil"]
    assert "Asked before, and answered today by Fay (not quite): Ring Greggs" in read
    assert "They do not come out" in read


def test_never_mind_leads_back_to_what_there_is(hub: Hub) -> None:
    request = hub.looks_for()
    hub.walk.taps("Ana", AskPerson(request))
    assert hub.walk.way("Ana", Suggestions) == Suggestions(request, 0)


def test_a_request_that_is_gone_leaves_its_question(hub: Hub) -> None:
    asked = hub.asks(words="zymurgy")
    requests.tidy(hub.db, hub.walk.now + 91 * A_DAY)
    assert "zymurgy" in hub.walk.taps("Ana", MyQuestion(asked)).screen.html


def test_after_a_week_without_an_answer_somebody_else_is_named(hub: Hub) -> None:
    asked = hub.asks()
    assert "over a week" not in hub.walk.taps("Ana", MyQuestion(asked)).screen.html
    hub.walk.now += 8 * A_DAY
    assert "hub@example.org may help" in hub.walk.taps("Ana", MyQuestion(asked)).screen.html


def test_whoever_left_the_school_keeps_what_they_asked_and_got(hub: Hub) -> None:
    first, second = hub.asks(words="zymurgy"), hub.asks(words="a vet")
    hub.walk.taps("Fay", SendNothing(first))
    hub.leaves("Ana")
    assert "zymurgy" in hub.walk.taps("Ana", MyQuestion(first)).screen.html
    assert "Nobody can answer this" in hub.walk.taps("Ana", MyQuestion(second)).screen.html
    hub.walk.taps("Ana", TakeBackQuestion(second))
    assert hub.question(second).state is State.TAKEN_BACK


# --- my data, and erasing


def test_my_data_has_the_question_and_its_answer_and_erasing_takes_both_away(hub: Hub) -> None:
    asked = hub.asks(words="zymurgy")
    given = Given(How.LINK, "Brewing for schools", "https://www.example.org/brew")
    questions.answer(hub.db, asked, hub.person("Fay"), given, hub.walk.now)
    (_, machine) = hub.walk.taps("Ana", MyData()).screen.attachments
    (kept,) = json.loads(machine.content)["asked_of_a_person"]
    assert kept["words"] == "zymurgy"
    assert kept["answer_url"] == given.url
    hub.walk.taps("Ana", EraseMeForGood())
    assert hub.walk.rows("SELECT 1 FROM question UNION SELECT 1 FROM question_answer") == []
    assert hub.walk.taps("Fay", QuestionCard(asked)).route == GONE


def test_what_a_facilitator_answered_stays_without_their_name(hub: Hub) -> None:
    asked = hub.asks()
    given = Given(How.WORDS, "Ring Greggs")
    questions.answer(hub.db, asked, hub.person("Fay"), given, hub.walk.now)
    (_, machine) = hub.walk.taps("Fay", MyData()).screen.attachments
    (kept,) = json.loads(machine.content)["answers_to_questions"]
    assert kept["words"] == "Ring Greggs"
    hub.walk.taps("Fay", EraseMeForGood())
    hub.walk.taps("Ana", MyQuestion(asked))
    assert "A facilitator answers:\nRing Greggs" in hub.reads("Ana")
    assert hub.walk.taps("Ana", SayHelped(asked, True)).toast == "Noted"
    assert hub.arrives() == {}


def test_nothing_can_be_said_of_an_answer_that_is_none(hub: Hub) -> None:
    asked = hub.asks()
    assert hub.walk.taps("Ana", SayHelped(asked, True)).route == GONE
    hub.walk.taps("Fay", SendNothing(asked))
    assert hub.walk.taps("Ana", SayHelped(asked, True)).route == GONE
    hub.walk.taps("Ana", MyQuestion(asked))
    assert "It helped" not in [b.label for b in buttons(hub.walk.latest("Ana"))]


def test_a_merge_of_persons_schools_keeps_rights(hub: Hub) -> None:
    """The school leaves the cohort: those who looked after it read nothing of it any more."""
    asked = hub.asks(words="zymurgy")
    cohorts.take_out(hub.db, hub.cohort, NEWSHAM)
    assert "zymurgy" not in hub.walk.taps("Fay", QuestionCard(asked)).screen.html
    assert memberships.belongs(hub.db, hub.person("Ana"))
    assert "hub@example.org" in hub.walk.taps("Ana", MyQuestion(asked)).screen.html

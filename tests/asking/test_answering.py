"""The facilitators' side: who may answer, the ways to, two at once, and how it comes back."""

import pytest

from dialogs import routes
from dialogs.event import Did, Event
from dialogs.passing_on import LONGEST_REPLY
from dialogs.routes import (
    AnsweredQuestions,
    AnswerInWords,
    EntryPreview,
    Explain,
    FindEntry,
    LinkPreview,
    LinkTitle,
    Meant,
    MyQuestion,
    NewLink,
    NothingForThis,
    OpenQuestions,
    QuestionCard,
    QuestionHelped,
    RelayAnswer,
    SayHelped,
    SendEntry,
    SendLink,
    SendNothing,
    TakeBackQuestion,
    Why,
)
from neambition.store import cohorts
from neambition.store.questions import State
from tests.asking.hub import A_DAY, Hub
from tests.play import CHANNEL, house
from tests.walk import at_once

GONE = Explain(Why.GONE)
ENTRY = "farmer-time"
LINK = "https://www.example.org/bread Bread day for infants, free"


def answers(hub: Hub, asked: int, who: str = "Fay", words: str = "Ring Greggs") -> None:
    """In words."""
    hub.walk.taps(who, AnswerInWords(asked))
    says(hub, who, words, "Answered")


def says(hub: Hub, who: str, words: str, told: str) -> None:
    """Words, and what stands above the screen then; a toast is only for taps."""
    hub.walk.says(who, words)
    assert hub.reads(who).splitlines()[0] == told


def test_words_run_once_into_a_question_that_is_gone(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", AnswerInWords(asked))
    hub.walk.taps("Ana", routes.EraseMeForGood())
    assert isinstance(hub.walk.says("Fay", "Ring Greggs").route, Explain)
    assert isinstance(hub.walk.says("Fay", "a museum visit").route, routes.Suggestions)


def test_an_old_button_does_not_end_what_waits_for_words(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", AnswerInWords(asked))
    hub.walk.taps("Fay", routes.SaveResource("gone-from-the-list", False))
    says(hub, "Fay", "Ring Greggs", "Answered")


def test_whoever_answered_is_told_what_stays_when_they_are_erased(hub: Hub) -> None:
    stays = "What you answered somebody at a school stays with them"
    assert stays not in hub.walk.taps("Fay", routes.EraseMe()).screen.html
    answers(hub, hub.asks())
    assert stays in hub.walk.taps("Fay", routes.EraseMe()).screen.html


# --- the list


def test_all_who_look_after_the_school_see_what_is_open_and_how_many(hub: Hub) -> None:
    first, second = hub.asks(words="a baker"), hub.asks("Ben", "a vet")
    for who in ("Fay", "Gil"):
        for menu in ("/start", "/schools"):
            hub.walk.says(who, menu)
            hub.walk.follows(who, OpenQuestions, "Open questions (2)")
            assert [hub.reads(who).find(words) > 0 for words in ("a baker", "a vet")] == [True] * 2
    for who in ("Hal", "Ana", "Eve"):
        hub.walk.says(who, "/start")
        assert hub.walk.way(who, OpenQuestions) is None
        assert "baker" not in hub.walk.taps(who, OpenQuestions(0)).screen.html
    answers(hub, first)
    hub.walk.taps("Ben", TakeBackQuestion(second))
    assert "No question is open" in hub.walk.taps("Gil", OpenQuestions(0)).screen.html


def test_a_facilitator_who_acts_for_a_school_sees_the_way_too(hub: Hub) -> None:
    hub.joins("Gil", hub.elsewhere)
    hub.asks()
    hub.walk.says("Gil", "/start")
    assert hub.walk.way("Gil", OpenQuestions) == OpenQuestions(0)


def test_long_lists_turn_their_pages(hub: Hub) -> None:
    for n in range(7):
        who = f"Teacher{n}"
        hub.joins(who, hub.school)
        hub.asks(who, f"baker number {n}")
    hub.walk.taps("Fay", OpenQuestions(0))
    hub.walk.follows("Fay", OpenQuestions, "More")
    assert "baker number 6" in hub.reads("Fay")
    for n in range(7):
        hub.walk.taps("Fay", SendNothing(n + 1))
    hub.walk.taps("Fay", AnsweredQuestions(0))
    assert "baker number 6" in hub.reads("Fay")
    hub.walk.follows("Fay", AnsweredQuestions, "More")
    assert "baker number 0" in hub.reads("Fay")


def test_who_has_left_the_school_waits_for_no_answer(hub: Hub) -> None:
    asked = hub.asks(words="zymurgy")
    hub.leaves("Ana")
    assert "zymurgy" not in hub.walk.taps("Fay", OpenQuestions(0)).screen.html
    assert "does not belong to that school any more" in (
        hub.walk.taps("Fay", QuestionCard(asked)).screen.html
    )
    assert hub.walk.taps("Fay", SendNothing(asked)).route == Explain(Why.NOT_HERE)
    hub.walk.taps("Fay", AnswerInWords(asked))
    assert hub.walk.rows("SELECT 1 FROM question_answer") == []


# --- in words


def test_words_come_back_with_who_answered(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked, words="Ring <Greggs>")
    assert "on its way to Ana" in hub.reads("Fay")
    (read,) = hub.arrives().values()
    assert "Fay, who looks after Primary pilot 2026, answers:\nRing <Greggs>" in read
    assert "“a baker to come in”" in read
    hub.walk.taps("Fay", QuestionCard(asked))
    assert "It has arrived" in hub.reads("Fay")


@pytest.mark.parametrize("words", ["x" * (LONGEST_REPLY + 1), "🎉" * 501 + "a"])
def test_words_that_are_too_long_are_not_sent(hub: Hub, words: str) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", AnswerInWords(asked))
    assert hub.walk.says("Fay", words).route == Explain(Why.REPLY_TOO_LONG)
    assert hub.question(asked).open
    says(hub, "Fay", "Shorter", "Answered")


def test_a_reply_to_the_message_is_the_answer(hub: Hub) -> None:
    asked = hub.asks()
    replies(hub, "Gil", asked, "Ring Greggs")
    assert list(hub.arrives()) == ["Ana"]
    answer = hub.question(asked).answer
    assert answer
    assert answer.person == hub.person("Gil")
    replies(hub, "Fay", asked, "Ring the Co-op")
    assert "Gil has answered already. Yours was not sent" in hub.reads("Fay")


def replies(hub: Hub, who: str, asked: int, words: str) -> None:
    """As Telegram has it, to the message about that question; it was number 7 in their chat."""
    hub.db.execute(
        "UPDATE outbox SET message = 7 WHERE question = ? AND account IN"
        " (SELECT id FROM account WHERE person = ?)",
        (asked, hub.person(who)),
    )
    event = Event(
        channel=CHANNEL,
        external_id=who.lower(),
        first_name=who,
        did=Did.TYPED,
        body=words,
        reply_to=7,
    )
    hub.walk.shown.append(at_once(hub.walk.desk.take(event)))


def test_a_reply_of_who_looks_after_it_no_longer_is_no_answer(hub: Hub) -> None:
    asked = hub.asks()
    hub.stops("Gil")
    replies(hub, "Gil", asked, "Ring Greggs")
    assert hub.question(asked).open


def test_words_that_nothing_awaits_may_be_the_answer(hub: Hub) -> None:
    asked = hub.asks()
    assert isinstance(hub.walk.says("Fay", "Ring Greggs").route, Meant)
    hub.walk.follows("Fay", routes.ReplyMeant, "Pass it on to Ana")
    assert hub.question(asked).answer
    assert list(hub.arrives()) == ["Ana"]
    # To Gil it is no more: somebody has answered.
    assert isinstance(hub.walk.says("Gil", "Ring Greggs").route, routes.Suggestions)


def test_words_are_for_whom_they_were_asked_for_though_another_question_came(hub: Hub) -> None:
    first = hub.asks(words="a baker")
    hub.walk.taps("Fay", AnswerInWords(first))
    second = hub.asks("Ben", "a vet")
    hub.walk.says("Fay", "Ring Greggs")
    assert not hub.question(first).open
    assert hub.question(second).open


def test_more_words_and_thanks_go_back_and_forth(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked)
    hub.arrives()
    assert isinstance(hub.walk.says("Ana", "Thank you").route, Meant)
    hub.walk.follows("Ana", routes.ReplyMeant, "Pass it on to Fay")
    came = hub.arrives()
    assert list(came) == ["Fay"]
    assert "Ana, teacher, Newsham Primary, Blyth, answers:\nThank you" in came["Fay"]
    hub.walk.follows("Fay", RelayAnswer)
    hub.walk.says("Fay", "Say I sent you")
    assert "Fay, who looks after Primary pilot 2026, writes:" in hub.arrives()["Ana"]
    hub.walk.follows("Ana", MyQuestion)
    hub.walk.taps("Fay", QuestionCard(asked))
    hub.walk.follows("Fay", AnswerInWords, "Write to Ana")
    hub.walk.says("Fay", "They shut at two")
    assert "They shut at two" in hub.arrives()["Ana"]
    assert hub.walk.rows("SELECT count(*) FROM question_answer") == [(1,)]


def test_thanks_go_to_the_others_once_whoever_answered_has_gone(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked)
    hub.arrives()
    hub.stops("Fay")
    hub.walk.says("Ana", "Thank you")
    hub.walk.follows("Ana", routes.ReplyMeant, "whoever looks after your school")
    assert list(hub.arrives()) == ["Gil"]
    hub.stops("Gil")
    replies(hub, "Ana", asked, "Anybody there?")
    assert hub.walk.rows("SELECT count(*) FROM relay") == [(1,)]


# --- from the catalogue


def test_an_entry_is_found_shown_and_sent(hub: Hub) -> None:
    asked = hub.asks(words="a farmer on a video call")
    hub.walk.taps("Fay", QuestionCard(asked))
    hub.walk.follows("Fay", FindEntry)
    assert "Farmer Time" in hub.reads("Fay"), "by the asker's own words at first"
    hub.walk.says("Fay", "countryside")
    assert "Farmer Time" not in hub.reads("Fay").split("\n")[2]
    hub.walk.says("Fay", "farmer time")
    hub.walk.follows("Fay", EntryPreview, "Farmer Time")
    assert hub.question(asked).open
    hub.walk.follows("Fay", SendEntry)
    read = hub.arrives()["Ana"]
    entry = house().shelves.file[ENTRY]
    for part in (f"{entry.title} <{entry.url}>", entry.summary, entry.cost_said):
        assert part in read
    assert hub.walk.way("Ana", routes.ResourceCard) == routes.ResourceCard(ENTRY)


def test_the_list_turns_its_pages_and_says_when_it_is_empty(hub: Hub) -> None:
    asked = hub.asks(words="zzyzx")
    assert "nothing with the words" in hub.walk.taps("Fay", FindEntry(asked, 0, 0)).screen.html
    hub.walk.says("Fay", "farm")
    hub.walk.follows("Fay", FindEntry, "More")
    assert "page 2" in hub.reads("Fay")


def test_an_entry_that_has_gone_is_not_sent(hub: Hub) -> None:
    asked = hub.asks()
    assert hub.walk.taps("Fay", SendEntry(asked, "never-there")).route == GONE
    assert "not here any more" in hub.walk.taps("Fay", EntryPreview(asked, "x")).screen.html
    assert hub.question(asked).open


def test_an_entry_retired_since_keeps_its_title_and_says_so(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", SendEntry(asked, ENTRY))
    entry = house().shelves.file[ENTRY]
    hub.changes(entry, retired=True)
    hub.walk.taps("Ana", MyQuestion(asked))
    assert f"{entry.title} <{entry.url}>" in hub.reads("Ana")
    assert "left the catalogue since" in hub.reads("Ana")
    assert hub.walk.way("Ana", routes.ResourceCard) is None


# --- nothing


def test_that_there_is_nothing_is_said_honestly(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", NothingForThis(asked))
    assert hub.question(asked).open
    hub.walk.follows("Fay", SendNothing)
    assert "I have nothing that fits this" in hub.arrives()["Ana"]
    assert hub.walk.way("Ana", SayHelped) is None


# --- the first answer closes it


def test_of_two_at_once_the_second_is_told(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", AnswerInWords(asked))
    hub.walk.taps("Gil", AnswerInWords(asked))
    hub.walk.says("Fay", "Ring Greggs")
    says(hub, "Gil", "Ring the Co-op", "Fay has answered already. Yours was not sent")
    assert "Fay answered this" in hub.reads("Gil")
    assert "Ring Greggs" in hub.reads("Gil")
    assert "Ring Greggs" in hub.arrives()["Ana"]
    assert hub.walk.rows("SELECT words FROM question_answer") == [("Ring Greggs",)]


@pytest.mark.parametrize("way", ["entry", "link", "nothing"])
@pytest.mark.parametrize("second", ["Fay", "Gil"])
def test_a_double_tap_answers_once(hub: Hub, way: str, second: str) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", NewLink(asked))
    hub.walk.says("Fay", LINK)
    ways = {
        "entry": SendEntry(asked, ENTRY),
        "link": SendLink(asked, hub.draft()),
        "nothing": SendNothing(asked),
    }
    send = ways[way]
    assert hub.walk.taps("Fay", send).toast == "Answered"
    again = hub.walk.taps(second, send)
    assert again.route == QuestionCard(asked)
    assert again.toast == (
        "Answered already" if second == "Fay" else "Fay has answered already. Yours was not sent"
    )
    assert list(hub.arrives()) == ["Ana"]


def test_towards_what_is_answered_nothing_leads_any_more(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked)
    for route in (FindEntry(asked, 0, 0), NewLink(asked), NothingForThis(asked)):
        hub.walk.taps("Gil", route)
        assert "Fay answered this" in hub.reads("Gil")


def test_of_what_was_taken_back_meanwhile_one_is_told(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", AnswerInWords(asked))
    hub.walk.taps("Ana", TakeBackQuestion(asked))
    says(hub, "Fay", "Ring Greggs", "Ana has taken it back. Nothing was sent")
    assert hub.question(asked).state is State.TAKEN_BACK


def test_what_another_has_answered_before_it_went_out_does_not_go_out(hub: Hub) -> None:
    hub.walk.taps("Ana", routes.SendQuestion(hub.looks_for(), 0, hub.school))
    answers(hub, 1)
    assert "Gil" not in hub.arrives()


# --- who may


def test_nobody_else_answers_or_reads(hub: Hub) -> None:
    asked = hub.asks(words="zymurgy")
    hub.walk.taps("Fay", NewLink(asked))
    hub.walk.says("Fay", LINK)
    forged = (
        *(QuestionCard(asked), AnswerInWords(asked), FindEntry(asked, 0, 0)),
        *(EntryPreview(asked, ENTRY), SendEntry(asked, ENTRY), NewLink(asked)),
        *(LinkPreview(asked, hub.draft()), LinkTitle(asked, hub.draft())),
        *(SendLink(asked, hub.draft()), NothingForThis(asked), SendNothing(asked)),
        QuestionHelped(asked),
    )
    for who in ("Ana", "Ben", "Gov", "Eve", "Tom", "Hal"):
        for route in forged:
            read = hub.walk.taps(who, route).screen.html
            assert "zymurgy" not in read
            assert "bread" not in read
    assert hub.question(asked).open


def test_rights_are_those_at_the_tap(hub: Hub) -> None:
    asked = hub.asks(words="zymurgy")
    hub.walk.taps("Fay", AnswerInWords(asked))
    hub.stops("Fay")
    assert hub.walk.says("Fay", "Ring Greggs").route == Explain(Why.NOT_YOURS)
    assert "zymurgy" not in hub.walk.taps("Fay", QuestionCard(asked)).screen.html
    cohorts.put_facilitator(hub.db, hub.cohort, hub.person("Hal"), hub.walk.now)
    assert "zymurgy" in hub.walk.taps("Hal", QuestionCard(asked)).screen.html
    answers(hub, asked, "Hal")


def test_whoever_stops_before_it_went_out_is_not_sent_it(hub: Hub) -> None:
    hub.walk.taps("Ana", routes.SendQuestion(hub.looks_for(), 0, hub.school))
    hub.stops("Fay")
    assert list(hub.arrives()) == ["Gil"]


# --- back to the facilitator


def test_that_it_helped_is_told_once(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked)
    hub.arrives()
    assert hub.walk.taps("Ana", SayHelped(asked, True)).toast == "Fay is told"
    came = hub.arrives()
    assert list(came) == ["Fay"]
    assert "It helped, says Ana, teacher, Newsham Primary, Blyth." in came["Fay"]
    hub.walk.taps("Ana", SayHelped(asked, False))
    hub.walk.taps("Ana", SayHelped(asked, True))
    assert hub.arrives() == {}
    hub.walk.taps("Gil", QuestionCard(asked))
    assert "Ana says: it helped" in hub.reads("Gil")


def test_that_it_did_not_is_told_to_nobody_and_stands_on_the_card(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked)
    hub.arrives()
    hub.walk.taps("Ana", SayHelped(asked, True))
    hub.walk.taps("Ana", SayHelped(asked, False))
    assert "say what was missing" in hub.reads("Ana")
    hub.walk.taps("Fay", QuestionHelped(asked))
    assert "Ana says: not quite" in hub.reads("Fay")


def test_news_is_for_whoever_still_looks_after_the_school(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked)
    hub.arrives()
    hub.stops("Fay")
    assert hub.walk.taps("Ana", SayHelped(asked, True)).toast == "Noted"
    assert hub.arrives() == {}


def test_an_answer_to_who_blocked_the_bot_waits_on_their_card(hub: Hub) -> None:
    asked = hub.asks()
    hub.blocks("Ana")
    answers(hub, asked)
    assert "Ana cannot be written to here at the moment" in hub.reads("Fay")
    assert hub.arrives() == {}
    assert "Ring Greggs" in hub.walk.taps("Ana", MyQuestion(asked)).screen.html


def test_an_answer_that_may_have_arrived_is_said_so(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked)
    hub.db.execute("UPDATE outbox SET state = 'claimed' WHERE state = 'waiting'")
    hub.walk.restart()
    hub.walk.taps("Fay", QuestionCard(asked))
    assert "may have arrived, or not" in hub.reads("Fay")


def test_after_two_days_words_are_a_request_again(hub: Hub) -> None:
    asked = hub.asks()
    answers(hub, asked)
    hub.walk.waits(2 * A_DAY + 60)
    assert isinstance(hub.walk.says("Gil", "a farm visit").route, routes.Suggestions)

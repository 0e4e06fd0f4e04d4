"""Answering a question: in words, by an entry of the catalogue, by a new link, or with an honest
nothing. The first answer closes it; whoever comes later is told."""

from collections.abc import Callable
from typing import Any

from dialogs import access, passing_on
from dialogs.paging import page_of
from dialogs.passing_on import LONGEST_REPLY
from dialogs.question_cards import question_card
from dialogs.question_saying import answer_facts, answerer, asked_facts, names
from dialogs.resource_saying import resource_lines
from dialogs.routes import (
    AnswerInWords,
    EntryPreview,
    FindEntry,
    LinkPreview,
    LinkTitle,
    MyQuestion,
    NewLink,
    NothingForThis,
    QuestionCard,
    SendEntry,
    SendLink,
    SendNothing,
    Why,
)
from dialogs.saying import cut, say
from dialogs.screen import Button, Screen, column
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition.resources import address
from neambition.resources.address import Link, Problem
from neambition.store import drafts, questions
from neambition.store.drafts import Kind
from neambition.store.questions import Given, How, Question
from neambition.store.relays import About

LONGEST_SEARCH = 200
WHY = {
    Problem.NONE: Why.NO_ADDRESS,
    Problem.SEVERAL: Why.SEVERAL_ADDRESSES,
    Problem.NOT_SAFE: Why.ADDRESS_NOT_SAFE,
    Problem.PRIVATE: Why.ADDRESS_PRIVATE,
    Problem.TOO_LONG: Why.LINK_TOO_LONG,
}


def while_wanted(
    draw: Callable[[Turn, Any, Question], Screen],
) -> Callable[[Turn, Any], Screen]:
    """A screen towards an answer, while one is wanted still; else how the question stands."""

    def show(turn: Turn, route: Any) -> Screen:
        of = access.question(turn, route.asked)
        wanted = of.open and of.person != turn.who.person
        if not wanted or access.belongs(turn, of.school, of.person) is None:
            return question_card(turn, QuestionCard(of.id))
        return draw(turn, route, of)

    return show


def _facts(turn: Turn, of: Question) -> dict[str, object]:
    return {"name": names(turn, [of.person]), **asked_facts(turn, of)}


def _give(turn: Turn, asked: int, given: Callable[[], Given]) -> Step:
    """That is the answer, if one is wanted still."""
    of = access.question(turn, asked)
    if of.person == turn.who.person:
        raise Refused(Why.GONE)
    if not of.open:
        return Step(QuestionCard(of.id), _over(turn, of))
    if access.belongs(turn, of.school, of.person) is None:
        raise Refused(Why.NOT_HERE)
    questions.answer(turn.db, of.id, turn.who.person, given(), turn.now)
    tell(turn, [of.person], MyQuestion(of.id), turn.now, question=of.id)
    return Step(QuestionCard(of.id), "Answered")


def _over(turn: Turn, of: Question) -> str:
    """Why nothing was sent."""
    if of.answer and of.answer.person == turn.who.person:
        return "Answered already"
    if of.answer:
        return f"{answerer(turn, of.answer)} has answered already. Yours was not sent"
    return f"{names(turn, [of.person])} has taken it back. Nothing was sent"


# --- in words


def answer_in_words(turn: Turn, route: AnswerInWords) -> Screen:
    of = access.question(turn, route.asked)
    return _more_words(turn, of) if _follows(turn, of) else _first_words(turn, route)


@while_wanted
def _first_words(turn: Turn, route: AnswerInWords, of: Question) -> Screen:
    return Screen(
        say("answer_in_words", **_facts(turn, of), longest=LONGEST_REPLY), column(_back(of))
    )


def _more_words(turn: Turn, of: Question) -> Screen:
    facts = {"receiver": names(turn, [of.person]), "longest": LONGEST_REPLY}
    return Screen(say("relay_answer", **facts), column(_back(of)))


def _back(of: Question) -> Button:
    return Button("Back to the question", QuestionCard(of.id))


def _follows(turn: Turn, of: Question) -> bool:
    """Whether more words of this person follow an answer of theirs."""
    return of.answer is not None and of.answer.person == turn.who.person


def hear_words(turn: Turn, route: AnswerInWords, words: str) -> Step:
    return in_words(turn, access.question(turn, route.asked), words)


def in_words(turn: Turn, of: Question, words: str) -> Step:
    """The answer, or more words after it."""
    passing_on.check_length(words)
    if not _follows(turn, of):
        return _give(turn, of.id, lambda: Given(How.WORDS, words))
    passing_on.to_person(turn, About(question=of.id), of.school, of.person, words)
    return Step(QuestionCard(of.id), cut(f"Passed on to {names(turn, [of.person])}"))


# --- from the catalogue


@while_wanted
def find_entry(turn: Turn, route: FindEntry, of: Question) -> Screen:
    """What is found by the facilitator's words, at first by the asker's."""
    words = access.draft(turn, route.draft, Kind.WORDS) if route.draft else of.words
    found = turn.shelf.find(words)
    page = page_of(found, route.page)

    def to(number: int) -> FindEntry:
        return FindEntry(of.id, route.draft, number)

    facts = {"words": words[:100], "cut": len(words) > 100, "count": len(found)}
    lines = list(enumerate(resource_lines(turn, page.shown), page.first))
    picks = (Button(cut(f"{n}. {e.title}"), EntryPreview(of.id, e.id)) for n, e in page.numbered)
    return Screen(
        say("find_entry", **facts, lines=lines, page=page.place),
        (
            *column(*picks),
            *page.turning(to),
            (Button("Send a new link", NewLink(of.id)), _back(of)),
        ),
    )


def hear_search(turn: Turn, route: FindEntry, words: str) -> Step:
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words[:LONGEST_SEARCH], turn.now)
    return Step(FindEntry(route.asked, draft, 0))


@while_wanted
def entry_preview(turn: Turn, route: EntryPreview, of: Question) -> Screen:
    send = Button("Send it", SendEntry(of.id, route.resource))
    other = Button("Other entries", FindEntry(of.id, 0, 0))
    return _preview(turn, of, _entry(turn, route.resource), send, other)


def _preview(turn: Turn, of: Question, given: Given, *buttons: Button) -> Screen:
    """What the asker gets, as they get it."""
    return Screen(
        say("question_preview", **_facts(turn, of), **answer_facts(turn, given)),
        column(*buttons, _back(of)),
    )


def _entry(turn: Turn, resource: str) -> Given:
    entry = access.entry(turn, resource)
    return Given(How.ENTRY, entry.title, entry.url, entry.id)


def send_entry(turn: Turn, route: SendEntry) -> Step:
    return _give(turn, route.asked, lambda: _entry(turn, route.resource))


# --- a new link


@while_wanted
def new_link(turn: Turn, route: NewLink, of: Question) -> Screen:
    return Screen(say("new_link", **_facts(turn, of)), column(_back(of)))


def hear_link(turn: Turn, route: NewLink, words: str) -> Step:
    """An address and what it is. One that the catalogue has leads to its entry there."""
    link = _read(words)
    known = turn.shelf.at(link.url)
    if known:
        return Step(EntryPreview(route.asked, known.id), "The catalogue has that one")
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, f"{link.url} {link.title}", turn.now)
    return Step((LinkPreview if link.title else LinkTitle)(route.asked, draft))


def _read(words: str) -> Link:
    link = address.read(words)
    if isinstance(link, Problem):
        raise Refused(WHY[link])
    return link


@while_wanted
def link_title(turn: Turn, route: LinkTitle, of: Question) -> Screen:
    link = _read(access.draft(turn, route.draft, Kind.WORDS))
    return Screen(say("link_title", link=link), column(Button("Another link", NewLink(of.id))))


def hear_title(turn: Turn, route: LinkTitle, words: str) -> Step:
    link = _read(access.draft(turn, route.draft, Kind.WORDS))
    return hear_link(turn, NewLink(route.asked), f"{link.url} {words}")


@while_wanted
def link_preview(turn: Turn, route: LinkPreview, of: Question) -> Screen:
    send = Button("Send it", SendLink(of.id, route.draft))
    other = Button("Another link", NewLink(of.id))
    return _preview(turn, of, _link(turn, route.draft), send, other)


def _link(turn: Turn, draft: int) -> Given:
    """The link in a draft, once it says what it is."""
    link = _read(access.draft(turn, draft, Kind.WORDS))
    if not link.title:
        raise Refused(Why.GONE)
    return Given(How.LINK, link.title, link.url)


def send_link(turn: Turn, route: SendLink) -> Step:
    return _give(turn, route.asked, lambda: _link(turn, route.draft))


# --- nothing


@while_wanted
def nothing_for_this(turn: Turn, route: NothingForThis, of: Question) -> Screen:
    return _preview(turn, of, Given(How.NOTHING), Button("Send it", SendNothing(of.id)))


def send_nothing(turn: Turn, route: SendNothing) -> Step:
    return _give(turn, route.asked, lambda: Given(How.NOTHING))

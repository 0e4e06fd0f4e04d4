"""Asking a person: what is sent to whom is shown first, can be taken back, and is answered here."""

from dataclasses import dataclass

from dialogs import access
from dialogs.paging import page_of
from dialogs.question_saying import (
    answer_facts,
    answerer,
    asked_facts,
    cohorts_of,
    names,
    reached,
    read_as,
    who_looks_after,
)
from dialogs.routes import (
    AskAdd,
    AskAgain,
    AskPerson,
    AskWith,
    FindResource,
    Hello,
    MyQuestion,
    MyQuestions,
    NameSchool,
    QuestionCard,
    QuestionHelped,
    ResourceCard,
    SayHelped,
    SendQuestion,
    Suggestions,
    TakeBackQuestion,
    Why,
)
from dialogs.saying import capital, cut, listed, moment, say, units
from dialogs.screen import Button, Rows, Screen, column
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition.resources.shelf import Reading
from neambition.store import cohorts, drafts, people, questions, requests
from neambition.store.drafts import Kind
from neambition.store.memberships import Membership
from neambition.store.questions import How, Question, State
from neambition.store.requests import Request

A_DAY = 86400
A_WEEK = 7 * A_DAY
A_PAGE = 5
MOST = 3
"""So many questions a day that nobody has answered: a person reads each."""
LONGEST_WORDS = 1000
LONGEST_SENTENCE = 500
"""In UTF-16 units, so that a question and its answer fit on a screen."""


@dataclass(frozen=True)
class _Way:
    """From where a question would go, and to whom."""

    here: Membership
    to: list[int]


# --- before it is sent


def ask_person(turn: Turn, route: AskPerson) -> Screen:
    return _preview(turn, route.request, 0)


def ask_with(turn: Turn, route: AskWith) -> Screen:
    return _preview(turn, route.request, route.draft)


def _preview(turn: Turn, request: int, draft: int) -> Screen:
    """All that is sent; where it cannot be, why not and whom to write to."""
    of = access.request(turn, request)
    sent = questions.of_request(turn.db, of.id)
    if sent:
        return my_question(turn, MyQuestion(sent))
    way = _way(turn)
    if not isinstance(way, _Way):
        return _nobody(turn, of, way)
    if next_at := _next_at(turn):
        return _enough(turn, next_at)
    facts = {
        "to": who_looks_after(turn, way.to, way.here.school.id),
        "words": _words(of),
        "whole": _words(of) == of.words,
        "read_as": read_as(turn, questions.read_as(of)),
        "added": access.draft(turn, draft, Kind.WORDS) if draft else "",
        "name": names(turn, [turn.who.person]),
        "role": way.here.role,
        "school": way.here.school.full,
    }
    sending = SendQuestion(of.id, draft, way.here.school.id)
    if draft:
        rows = column(
            Button("Send it", sending),
            Button("Change the sentence", AskAdd(of.id)),
            Button("Leave the sentence out", AskPerson(of.id)),
        )
    else:
        rows = column(
            Button("Send it as it stands", sending), Button("Add a sentence", AskAdd(of.id))
        )
    return Screen(
        say("ask_person", **facts), rows + column(Button("Never mind", Suggestions(of.id, 0)))
    )


def _words(of: Request) -> str:
    """As much of somebody's words as is sent."""
    start = of.words.encode("utf-16-le")[: 2 * LONGEST_WORDS]
    return start.decode("utf-16-le", "ignore")


def _way(turn: Turn) -> _Way | Membership | None:
    """The way a question goes from here; the school alone where nobody can be asked, none without
    a school."""
    here = access.own_school(turn)
    to = reached(turn, here.school.id, turn.who.person) if here else []
    return _Way(here, to) if here and to else here


def _nobody(turn: Turn, of: Request, here: Membership | None) -> Screen:
    """Nobody can be asked here, so who else can."""
    house = turn.house
    looked_after = cohorts.facilitators(turn.db, here.school.id) if here else []
    facts = {
        "school": here.school.full if here else None,
        "own": looked_after == [turn.who.person],
        "looked_after": bool(looked_after),
        "operator": house.operator,
        "contact": house.contact,
        "words": _words(of),
    }
    name_it = () if here else column(Button("Name my school", NameSchool(False)))
    return Screen(say("ask_nobody", **facts), name_it + _home())


def _home() -> Rows:
    return column(Button("Find a resource", FindResource()), Button("Back to the start", Hello()))


def _next_at(turn: Turn) -> int | None:
    """When the next question may be sent, if that is not now."""
    asked = questions.unanswered(turn.db, turn.who.person, turn.now - A_DAY)
    return asked[-MOST] + A_DAY if len(asked) >= MOST else None


def _enough(turn: Turn, next_at: int) -> Screen:
    return Screen(
        say("ask_enough", most=MOST, next=moment(next_at, turn.house.zone)),
        column(Button("What I have asked", MyQuestions(0))) + _home(),
    )


def ask_add(turn: Turn, route: AskAdd) -> Screen:
    of = access.request(turn, route.request)
    return Screen(
        say("ask_add", words=_words(of)[:200], cut=len(_words(of)) > 200, longest=LONGEST_SENTENCE),
        column(Button("Without a sentence", AskPerson(of.id))),
    )


def hear_sentence(turn: Turn, route: AskAdd, words: str) -> Step:
    if units(words) > LONGEST_SENTENCE:
        raise Refused(Why.SENTENCE_TOO_LONG)
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words, turn.now)
    return Step(AskWith(route.request, draft))


def send(turn: Turn, route: SendQuestion) -> Step:
    """Once a request, and only from the school that was shown."""
    of = access.request(turn, route.request)
    sent = questions.of_request(turn.db, of.id)
    if sent:
        return Step(MyQuestion(sent), "Sent already")
    again = AskWith(of.id, route.draft) if route.draft else AskPerson(of.id)
    way = _way(turn)
    if not isinstance(way, _Way) or _next_at(turn):
        return Step(again, "Not sent")
    if way.here.school.id != access.school(turn, route.school).id:
        return Step(again, "Your school is another now. Please look again")
    added = access.draft(turn, route.draft, Kind.WORDS) if route.draft else ""
    id_ = questions.ask(turn.db, of, way.here.school.id, _words(of), added, turn.now)
    tell(turn, way.to, QuestionCard(id_), turn.now, question=id_)
    return Step(MyQuestion(id_), cut(f"Sent to {names(turn, way.to)}"))


# --- once it is sent


def my_question(turn: Turn, route: MyQuestion) -> Screen:
    """With whom it is, or what they answered. It stays the asker's, whatever school they are at."""
    question = access.question(turn, route.asked)
    if question.answer:
        return _answered(turn, question)
    facts = {
        "open": question.open,
        "to": who_looks_after(turn, to, question.school) if (to := _with(turn, question)) else None,
        "long": turn.now - question.at > A_WEEK,
        "contact": turn.house.contact,
    }
    own = (
        Button("Take it back", TakeBackQuestion(question.id))
        if question.open
        else Button("Ask it after all", AskAgain(question.id))
    )
    return Screen(
        say("my_question", **asked_facts(turn, question), **facts), column(own) + _beside(turn)
    )


def _with(turn: Turn, question: Question) -> list[int]:
    """Who can answer it still: nobody, once its asker has left that school."""
    if access.belongs(turn, question.school) is None:
        return []
    return reached(turn, question.school, question.person)


def _answered(turn: Turn, question: Question) -> Screen:
    answer = question.answer
    assert answer  # noqa: S101 whoever calls this has looked
    by = [answer.person] if answer.person else []
    facts = {
        "by": capital(answerer(turn, answer)),
        "cohort": listed(cohorts_of(turn, by, question.school)),
        **answer_facts(turn, answer.given),
        "helped": answer.helped,
    }
    says = (
        Button("It helped", SayHelped(question.id, True)),
        Button("Not quite", SayHelped(question.id, False)),
    )
    ways = [Button("Ask again", AskAgain(question.id))]
    entry = answer.given.resource
    if entry in turn.shelf.entries:
        ways = [Button("Save it, or add it to the plan", ResourceCard(entry)), *ways]
    return Screen(
        say("my_question_answered", **asked_facts(turn, question), **facts),
        (() if answer.given.how is How.NOTHING else (says,)) + column(*ways) + _beside(turn),
    )


def _beside(turn: Turn) -> Rows:
    several = len(questions.of_person(turn.db, turn.who.person)) > 1
    all_ = column(Button("What I have asked", MyQuestions(0))) if several else ()
    return all_ + column(Button("Find a resource", FindResource()))


def my_questions(turn: Turn, route: MyQuestions) -> Screen:
    mine = questions.of_person(turn.db, turn.who.person)
    page = page_of(mine, route.page, A_PAGE)
    lines = [
        {
            "number": n,
            **asked_facts(turn, of),
            "state": of.state,
            "by": answerer(turn, of.answer) if of.answer else None,
        }
        for n, of in page.numbered
    ]
    picks = (Button(cut(f"{n}. {of.words}"), MyQuestion(of.id)) for n, of in page.numbered)
    return Screen(
        say("my_questions", lines=lines, page=page.place),
        column(*picks) + page.turning(MyQuestions) + _home(),
    )


def take_back(turn: Turn, route: TakeBackQuestion) -> Step:
    if questions.take_back(turn.db, route.asked):
        return Step(MyQuestion(route.asked), "Taken back")
    question = access.question(turn, route.asked)
    answered = question.state is State.ANSWERED
    return Step(MyQuestion(route.asked), "It is answered already" if answered else "Taken back")


def ask_again(turn: Turn, route: AskAgain) -> Step:
    """The same request once more, so that it can be sent once more; a sentence may say what was
    missing."""
    question = access.question(turn, route.asked)
    if question.open:
        return Step(MyQuestion(question.id), "It still waits for an answer")
    reading = Reading(question.limits, ())
    request = requests.add(turn.db, turn.who.person, question.words, reading, turn.now)
    return Step(AskAdd(request))


def say_helped(turn: Turn, route: SayHelped) -> Step:
    """That it helped is told to whoever answered, once; that it did not stands on their card, where
    asking again brings them the words that they can do something with."""
    question = access.question(turn, route.asked)
    answer = question.answer
    if answer is None or answer.given.how is How.NOTHING:
        raise Refused(Why.GONE)
    questions.say_helped(turn.db, question.id, route.helped)
    shown = MyQuestion(question.id)
    if not route.helped:
        return Step(shown, "Noted")
    by = answer.person
    if not by or not cohorts.looks_after(turn.db, by, question.school):
        return Step(shown, "Noted")
    tell(turn, [by], QuestionHelped(question.id), answer.at, question=question.id)
    told = bool(people.accounts(turn.db, by))
    return Step(shown, cut(f"{names(turn, [by])} is told") if told else "Noted")

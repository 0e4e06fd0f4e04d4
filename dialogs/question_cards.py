"""What people of their schools ask a facilitator: lists of it, and each question's card."""

from dialogs import access, relations
from dialogs.paging import page_fetched, page_of
from dialogs.question_saying import (
    answer_facts,
    answerer,
    asked_facts,
    asker,
    names,
)
from dialogs.questions import my_question
from dialogs.routes import (
    AnsweredQuestions,
    AnswerInWords,
    CohortSchools,
    FindEntry,
    Hello,
    MyQuestion,
    NewLink,
    NothingForThis,
    OpenQuestions,
    QuestionCard,
    QuestionHelped,
)
from dialogs.saying import ago, cut, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Turn
from neambition.store import people, questions
from neambition.store.later import Sent
from neambition.store.questions import How, Question, State

A_PAGE = 5


def way(turn: Turn) -> Rows:
    """The way to the questions that wait, for whom there are some."""
    if not relations.facilitating(turn, OpenQuestions(0)):
        return ()
    return _waiting(turn, at_least=1)


def _waiting(turn: Turn, at_least: int) -> Rows:
    count = len(questions.waiting(turn.db, turn.who.person))
    if count < at_least:
        return ()
    return column(Button(f"Open questions ({count})", OpenQuestions(0)))


def open_questions(turn: Turn, route: OpenQuestions) -> Screen:
    """Of all schools that somebody looks after, the longest waiting first."""
    waiting = questions.waiting(turn.db, turn.who.person)
    page = page_of(waiting, route.page, A_PAGE)
    return Screen(
        say("open_questions", count=len(waiting), lines=_lines(turn, page.numbered)),
        _picks(page.numbered)
        + page.turning(OpenQuestions)
        + column(Button("Answered", AnsweredQuestions(0)))
        + _home(),
    )


def answered_questions(turn: Turn, route: AnsweredQuestions) -> Screen:
    def fetch(most: int, skip: int) -> list[Question]:
        return questions.answered(turn.db, turn.who.person, most, skip)

    page = page_fetched(fetch, route.page, A_PAGE)
    return Screen(
        say("answered_questions", lines=_lines(turn, page.numbered)),
        _picks(page.numbered)
        + page.turning(AnsweredQuestions)
        + column(Button("Open questions", OpenQuestions(0)))
        + _home(),
    )


def _lines(turn: Turn, numbered: list[tuple[int, Question]]) -> list[dict[str, object]]:
    return [
        {
            "number": n,
            "asker": asker(turn, of),
            **asked_facts(turn, of),
            "by": _by(turn, of),
            "nothing": of.answer is not None and of.answer.given.how is How.NOTHING,
            "helped": of.answer.helped if of.answer else None,
        }
        for n, of in numbered
    ]


def _by(turn: Turn, of: Question) -> str | None:
    """Who answered it; `you` of oneself."""
    if of.answer is None:
        return None
    return "you" if of.answer.person == turn.who.person else answerer(turn, of.answer)


def _picks(numbered: list[tuple[int, Question]]) -> Rows:
    return column(*(Button(cut(f"{n}. {of.words}"), QuestionCard(of.id)) for n, of in numbered))


def _home() -> Rows:
    return ((Button("Schools", CohortSchools()), Button("Start", Hello())),)


def question_card(turn: Turn, route: QuestionCard) -> Screen:
    """Open, with the ways to answer it; else with what became of it."""
    of = access.question(turn, route.asked)
    if of.person == turn.who.person:
        return my_question(turn, MyQuestion(of.id))
    facts = {"asker": asker(turn, of), "name": names(turn, [of.person]), **asked_facts(turn, of)}
    here = access.belongs(turn, of.school, of.person) is not None
    if of.answer:
        more: Rows = ()
        if here and of.answer.person == turn.who.person:
            more = column(Button(cut(f"Write to {facts['name']}"), AnswerInWords(of.id)))
        said = say("question_answered", **facts, **_answered(turn, of), here=here)
        return Screen(said, more + way(turn) + _home())
    if of.state is State.TAKEN_BACK or not here:
        said = say("question_over", **facts, taken_back=of.state is State.TAKEN_BACK)
        return Screen(said, way(turn) + _home())
    earlier = questions.before(turn.db, of)
    before = _answered(turn, earlier) if earlier else None
    others = _waiting(turn, at_least=2)
    return Screen(say("question_open", **facts, before=before), _ways(of) + others + _home())


def _ways(of: Question) -> Rows:
    return column(
        Button("Answer in words", AnswerInWords(of.id)),
        Button("Find it in the catalogue", FindEntry(of.id, 0, 0)),
        Button("Send a new link", NewLink(of.id)),
        Button("I have nothing for this", NothingForThis(of.id)),
    )


def _answered(turn: Turn, of: Question) -> dict[str, object]:
    """The answer, who gave it, how it got there, and what the asker said of it."""
    answer = of.answer
    assert answer  # noqa: S101 whoever calls this has looked
    return {
        "by": _by(turn, of),
        "when_answered": ago(answer.at, turn.now, turn.house.zone),
        **answer_facts(turn, answer.given),
        "arrived": _arrived(turn, of),
        "helped": answer.helped,
    }


def _arrived(turn: Turn, of: Question) -> Sent | None:
    """How an answer got to the asker; none while it is on its way."""
    state = questions.arrived(turn.db, of.id)
    if state is None and not people.accounts(turn.db, of.person):
        return Sent.BLOCKED
    return Sent(state) if state in set(Sent) else None


def question_helped(turn: Turn, route: QuestionHelped) -> Screen:
    """The news, while it is true."""
    of = access.question(turn, route.asked)
    if of.answer is None or not of.answer.helped:
        return question_card(turn, QuestionCard(of.id))
    return Screen(
        say("question_helped", asker=asker(turn, of), **answer_facts(turn, of.answer.given)),
        column(Button("The question", QuestionCard(of.id))) + way(turn) + _home(),
    )

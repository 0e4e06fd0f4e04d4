"""Whatever order things happen in: one answer a question, told once, to those it concerns. And
whatever code anybody sends: a screen, a way on, and nobody else's words."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.codes import BY_TAG, Route, encode
from dialogs.questions import MOST
from dialogs.routes import (
    AnswerInWords,
    SayHelped,
    SendEntry,
    SendNothing,
    SendQuestion,
    TakeBackQuestion,
)
from dialogs.routes import questions as routes_of_questions
from neambition.store import cohorts, questions
from neambition.store.questions import Given, How, State
from tests.asking.hub import Hub
from tests.test_routes import legal
from tests.walk import Walk, fresh

ENTRY = "farmer-time"
ASKERS, FACILITATORS = ("Ana", "Ben"), ("Fay", "Gil")
NUMBER = st.integers(1, 4)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.sampled_from(ASKERS)),
        st.tuples(st.just("take back"), st.sampled_from(ASKERS), NUMBER),
        st.tuples(
            st.just("answer"),
            st.sampled_from((*FACILITATORS, *ASKERS)),
            NUMBER,
            st.sampled_from((How.WORDS, How.ENTRY, How.NOTHING)),
        ),
        st.tuples(st.just("helped"), st.sampled_from(ASKERS), NUMBER, st.booleans()),
        st.tuples(st.sampled_from(("stop", "start")), st.just("Gil")),
        st.tuples(st.just("arrive")),
    ),
    max_size=14,
)
SLOW = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@dataclass
class Expected:
    """A question as it should be. `news`: whether its answerer was to be told that it helped."""

    asker: str
    state: State = State.OPEN
    by: str | None = None
    how: How | None = None
    helped: bool | None = None
    news: bool = False


@dataclass
class Model:
    """All of them by number, and who looks after the school."""

    asked: dict[int, Expected] = field(default_factory=dict)
    there: set[str] = field(default_factory=lambda: {*FACILITATORS})

    def happens(self, hub: Hub, what: str, who: str, n: int, value: object) -> None:
        """It happens, in the chat and here."""
        of = self.asked.get(n)
        match what:
            case "ask":
                hub.walk.taps(who, SendQuestion(hub.looks_for(who), 0, hub.school))
                theirs = [q for q in self.asked.values() if q.asker == who]
                if len([q for q in theirs if q.state is not State.ANSWERED]) < MOST:
                    self.asked[len(self.asked) + 1] = Expected(who)
            case "take back":
                hub.walk.taps(who, TakeBackQuestion(n))
                if of and of.asker == who and of.state is State.OPEN:
                    of.state = State.TAKEN_BACK
            case "answer":
                self._answers(hub, who, n, How(str(value)))
            case "helped":
                hub.walk.taps(who, SayHelped(n, bool(value)))
                if of and of.asker == who and of.how not in (None, How.NOTHING):
                    of.helped = bool(value)
                    of.news |= bool(value) and of.by in self.there
            case "stop":
                hub.stops(who)
                self.there.discard(who)
            case "start":
                cohorts.put_facilitator(hub.db, hub.cohort, hub.person(who), hub.walk.now)
                self.there.add(who)

    def _answers(self, hub: Hub, who: str, n: int, how: How) -> None:
        of = self.asked.get(n)
        if how is How.WORDS:
            shown = hub.walk.taps(who, AnswerInWords(n))
            if shown.route == AnswerInWords(n):
                hub.walk.says(who, "Ring Greggs")
        else:
            hub.walk.taps(who, SendEntry(n, ENTRY) if how is How.ENTRY else SendNothing(n))
        if of and of.state is State.OPEN and who in self.there:
            of.state, of.by, of.how = State.ANSWERED, who, how

    def holds(self, hub: Hub) -> None:
        """The database is as it is here."""
        assert hub.walk.rows("SELECT count(*) FROM question") == [(len(self.asked),)]
        for n, of in self.asked.items():
            found = hub.question(n)
            assert (found.person, found.state) == (hub.person(of.asker), of.state)
            by, how, helped = None, None, None
            if found.answer:
                by, how, helped = found.answer.person, found.answer.given.how, found.answer.helped
            assert by == (hub.person(of.by) if of.by else None)
            assert (how, helped) == (of.how, of.helped)
            told = hub.walk.rows(
                "SELECT count(*) FILTER (WHERE route LIKE 'qm:%'),"
                " count(*) FILTER (WHERE route LIKE 'qi:%') FROM outbox WHERE question = ?",
                n,
            )
            assert told == [(of.how is not None, of.news)]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(moves=MOVES)
def test_one_answer_a_question_whatever_happens(moves: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hub, model = Hub(Walk(fresh(Path(folder) / "neambition.db"))), Model()
        for what, *rest in moves:
            if what == "arrive":
                hub.walk.waits(1)
                continue
            who, n, value = (*rest, 0, None)[:3] if len(rest) < 3 else rest
            model.happens(hub, str(what), str(who), int(str(n)), value)
            model.holds(hub)
        hub.walk.close()


# --- forged codes

KINDS = [k for k in BY_TAG.values() if k.__module__ == routes_of_questions.__name__]
NEAR = dict.fromkeys(("asked", "request", "draft", "school"), st.integers(0, 5))
PAGES = st.sampled_from([0, 1, 10**18 - 1])
STRANGERS = ("Hal", "Eve", "Tom", "Gov")


@pytest.fixture(scope="module")
def town() -> Iterator[Hub]:
    """A question open, one of each other state, each with a word that nobody else uses."""
    with tempfile.TemporaryDirectory() as folder:
        hub = Hub(Walk(fresh(Path(folder) / "neambition.db")))
        for who in ("Ana", "Ana", "Ben"):
            hub.asks(who, "zymurgy & <b>")
        hub.walk.taps("Ana", TakeBackQuestion(1))
        link = Given(How.LINK, "zymurgy for infants", "https://www.example.org/zymurgy")
        questions.answer(hub.db, 2, hub.person("Fay"), link, hub.walk.now)
        yield hub
        hub.walk.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(data=st.data())
def test_no_code_leads_into_a_corner_or_to_anothers_words(
    town: Hub, kind: type[Route], data: st.DataObject
) -> None:
    who = data.draw(st.sampled_from([*ASKERS, *FACILITATORS, *STRANGERS]))
    entry = st.sampled_from([ENTRY, "never-there"])
    before = len(town.walk.shown)
    town.walk.taps(who, encode(data.draw(legal(kind, **NEAR, page=PAGES, resource=entry))))
    typed = ["", "<b>&", "https://example.org/a <b>", "https://10.0.0.1", "x" * 4096, "🎉"]
    town.walk.says(who, data.draw(st.sampled_from(typed)))
    town.walk.waits(1)
    shown = [d for d in town.walk.shown[before:] if d.account.external_id == who.lower()]
    if who in STRANGERS:
        assert not [d for d in shown if "zymurgy" in d.screen.html]

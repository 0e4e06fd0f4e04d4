"""The longest that any screen can be still fits a message; `fits` has Telegram's own limits."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings, target
from hypothesis import strategies as st

from bot.plain import plain
from dialogs import conversation
from dialogs.codes import Route
from dialogs.notes import LONGEST_NOTE, SHOWN
from dialogs.routes import (
    ActionDetail,
    Answer,
    Aside,
    AskHead,
    Begin,
    Changed,
    Check,
    CheckBenchmark,
    ConfirmSchool,
    Continue,
    Decide,
    DeleteNote,
    Explain,
    Forward,
    Handed,
    HandedAnswer,
    HandedAs,
    HandedCheck,
    HandedOut,
    HandedRole,
    HandOver,
    HandOvers,
    Hello,
    Help,
    History,
    MoreActions,
    MyData,
    NoteMine,
    Notes,
    OtherBenchmark,
    RateConfidence,
    Register,
    Remind,
    Reminder,
    Results,
    SeeDifferently,
    Settling,
    ShowStatement,
    Stop,
    Suggestions,
    Summary,
    TellLead,
    TellLeadAs,
    Ten,
    ToSettle,
    Why,
)
from dialogs.saying import LEVELS
from dialogs.screen import Screen
from neambition.actions import Picks, Slot
from neambition.framework import Level
from neambition.journey import Answers
from neambition.store import answers, audits, picks
from neambition.store.memberships import Role
from tests.botapi.formatting import formatted, utf16
from tests.frameworks import all_at
from tests.frameworks import answers as any_answers
from tests.play import house
from tests.walk import Walk, buttons, fits, fresh

T = TypeVar("T")

FRAMEWORK = house().framework
AUDIT = 1
NAMES = ("&" * 78 + "ab", "ab" + "🎉" * 78)
"""The longest names of a school: each letter five in HTML, or two in Telegram's count."""

REACHABLE = any_answers(FRAMEWORK).map(lambda given: possible(given))
PICKS = st.dictionaries(st.sampled_from(Slot), st.sampled_from(list(FRAMEWORK.actions)))

# Where the summary was found to be longest: eight to ask about, the rest missing or nearly there.
LONGEST = dict(
    zip(
        FRAMEWORK.by_id,
        (
            {"1": Level.STARTED, "2": Level.MOSTLY, "0": Level.NOT_YET, "?": Level.NOT_SURE}[said]
            for said in "1022?1?2011211?011020?22?10112201?10?0?2"
        ),
        strict=True,
    )
)
LONGEST_PICKS = {Slot.PUPILS_NOTICE: "6.5a", Slot.FOUNDATION: "1.2a", Slot.QUICK_WIN: "3.2b"}


def possible(given: Answers) -> dict[str, Level]:
    """The answers with Not sure for what cannot be said to be beside the point."""
    return {
        id_: Level.NOT_SURE
        if level is Level.DOES_NOT_APPLY and not FRAMEWORK.by_id[id_].applies_unless
        else level
        for id_, level in given.items()
    }


@dataclass
class School:
    """A school of the longest name, its lead Ana, and an audit of no answers yet."""

    walk: Walk

    def show(self, route: Route) -> Screen:
        """A screen as its lead is shown it, found to fit."""
        who = self.walk.shown[-1].account
        shown = conversation.show(
            self.walk.store.writer, self.walk.house, self.walk.now, who, route
        )
        assert "I have not opened it" not in shown.html
        fits(shown)
        return shown

    def with_answers(self, given: Answers, work: Callable[[], T], picked: Picks | None = None) -> T:
        """Do some work with these answers there; finished when there are all. None of it stays."""
        db, person = self.walk.store.writer, self.walk.shown[-1].account.person
        db.execute("BEGIN")
        try:
            audit = audits.audit(db, AUDIT, person)
            assert audit
            for statement, level in given.items():
                answers.give(db, audit, statement, level, person, Role.LEAD, self.walk.now)
            picks.save(db, AUDIT, picked or {})
            if len(given) == len(FRAMEWORK.statements):
                audits.finish(db, AUDIT, self.walk.now, person)
                audits.sign_off(db, AUDIT, person, self.walk.now)
            return work()
        finally:
            db.execute("ROLLBACK")


@pytest.fixture(scope="module", params=NAMES, ids=["ampersands", "emoji"])
def school(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[School]:
    walk = Walk(fresh(tmp_path_factory.mktemp("school") / "neambition.db"))
    register(walk, request.param)
    for question in FRAMEWORK.confidence:
        for moment in ("start", "end"):
            walk.taps("Ana", f"cv:{AUDIT}:{moment}:{question.id}:3")
    walk.store.writer.execute("UPDATE person SET first_name = ?", (request.param[:64],))
    yield School(walk)
    walk.close()


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """Ana at the first statement of Newsham's audit."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    register(walk, "Newsham Primary")
    yield walk
    walk.close()


def register(walk: Walk, name: str) -> None:
    """Ana registers a school and answers how confident she is."""
    walk.says("Ana", "/start")
    walk.follows("Ana", Begin)
    walk.says("Ana", name)
    walk.follows("Ana", ConfirmSchool, "Lead")
    walk.follows("Ana", Register, "Very")
    walk.follows("Ana", RateConfidence, "Very")


def overviews(school: School) -> list[Screen]:
    """Every screen that tells of the audit as a whole, page after page."""
    benchmarks = [CheckBenchmark(AUDIT, b.number) for b in FRAMEWORK.benchmarks]
    wholes = (Summary(AUDIT), Forward(AUDIT), Check(AUDIT), Stop(AUDIT), Reminder(AUDIT))
    routes: list[Route] = [*wholes, Hello(), Ten(), Continue(AUDIT, True), *benchmarks]
    return [school.show(route) for route in [*routes, OtherBenchmark(AUDIT)]] + pages(school)


def pages(school: School) -> list[Screen]:
    """All pages of more actions, each found by the button on the one before."""
    shown = [school.show(MoreActions(AUDIT, 0))]
    while onward := [b.route for b in buttons(shown[-1]) if b.label.startswith("More")]:
        shown.append(school.show(onward[0]))
    return shown


@settings(max_examples=40, deadline=None, derandomize=True)
@given(REACHABLE)
def test_every_overview_fits_whatever_was_answered(school: School, given: Answers) -> None:
    shown = school.with_answers(given, lambda: overviews(school))
    summary = plain(shown[0].html)
    assert all(f"{b.number} {b.title}" in summary for b in FRAMEWORK.benchmarks)
    assert ("So far only" in summary) == (len(given) < len(FRAMEWORK.statements))


@pytest.mark.parametrize("level", Level)
def test_every_overview_fits_when_all_is_answered_alike(school: School, level: Level) -> None:
    given = possible(all_at(FRAMEWORK, level))
    school.with_answers(given, lambda: overviews(school))
    if level is Level.DOES_NOT_APPLY:
        for rest in Level:
            but = {id_: v if v is level else rest for id_, v in given.items()}
            school.with_answers(possible(but), lambda: overviews(school))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(REACHABLE, PICKS)
@example(LONGEST, LONGEST_PICKS)
def test_the_longest_summary_fits(school: School, given: Answers, picked: Picks) -> None:
    def both() -> int:
        school.show(Forward(AUDIT))
        return utf16(formatted(school.show(Summary(AUDIT)).html, "HTML").text)

    target(school.with_answers(given, both, picked))


@pytest.mark.parametrize("level", [None, *Level])
def test_every_action_and_every_statement_fits(school: School, level: Level | None) -> None:
    def all_of_them() -> None:
        for action in FRAMEWORK.actions.values():
            assert action.first_step in plain(school.show(ActionDetail(AUDIT, action.id)).html)
        for statement in FRAMEWORK.statements:
            screen = school.show(History(AUDIT, statement.id))
            assert (LEVELS[given[statement.id]] if level else "No answer yet") in screen.html

    given = possible(all_at(FRAMEWORK, level)) if level else {}
    school.with_answers(given, all_of_them)


@pytest.mark.parametrize("level", [lv for lv in Level if lv is not Level.DOES_NOT_APPLY])
def test_every_statement_fits_as_a_benchmark_ends_above_it(school: School, level: Level) -> None:
    """All but the one statement shown is answered, the last of another benchmark just now."""
    for statement in FRAMEWORK.statements:
        given = {id_: v for id_, v in all_at(FRAMEWORK, level).items() if id_ != statement.id}
        after = FRAMEWORK.statements[-1].id if statement.benchmark == 1 else "1.5"
        route = ShowStatement(AUDIT, statement.id, after)
        shown = school.with_answers(given, partial(school.show, route))
        assert statement.text in plain(shown.html)


LETTERS = pytest.mark.parametrize(
    "letter", ["x", "&", "ש", "🎉"], ids=["plain", "ampersands", "from the right", "emoji"]
)


@LETTERS
@pytest.mark.parametrize("letters", [LONGEST_NOTE, LONGEST_NOTE // 2])
def test_the_longest_notes_fit(walk: Walk, letter: str, letters: int) -> None:
    """Whatever is kept can be shown three at a time, opened and deleted."""
    longest = "a" + letter * (letters - 1)
    for _ in range(12):
        walk.taps("Ana", Notes(AUDIT, "1.1"))
        walk.says("Ana", longest)
    kept = walk.rows("SELECT text FROM note")
    assert kept == [(longest,)] * 12 or (kept == [] and utf16(longest) > LONGEST_NOTE)
    walk.taps("Ana", Notes(AUDIT, "1.1"))
    assert plain(walk.latest("Ana").html).count(longest) == (SHOWN if kept else 0)
    if kept:
        walk.follows("Ana", NoteMine)
        walk.follows("Ana", DeleteNote)


def test_a_longer_note_is_not_kept_and_says_so(walk: Walk) -> None:
    walk.taps("Ana", Notes(AUDIT, "1.1"))
    assert walk.says("Ana", "x" * (LONGEST_NOTE + 1)).route == Explain(Why.NOTE_TOO_LONG)
    assert walk.rows("SELECT text FROM note") == []


def test_the_help_names_every_command(walk: Walk) -> None:
    words = plain(walk.taps("Ana", Help()).screen.html)
    unnamed = [name for name in conversation.COMMANDS if f"/{name}" not in words]
    assert unnamed == ["help"]


@LETTERS
def test_long_words_fit_where_they_are_asked_about(walk: Walk, letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    longest = "a" + letter * ((LONGEST_NOTE - 1) // units)
    assert isinstance(walk.says("Ana", longest).route, Aside)
    assert isinstance(walk.follows("Ana", Results).route, Suggestions)
    assert isinstance(walk.says("Ana", "a" + letter * 4999).route, Suggestions)


def test_sixty_changes_of_one_answer_fit(walk: Walk) -> None:
    levels = [Level.NOT_YET, Level.STARTED, Level.MOSTLY, Level.FULLY, Level.NOT_SURE]
    for n in range(60):
        walk.taps("Ana", ShowStatement(AUDIT, "1.1", ""))
        walk.follows("Ana", Answer, LEVELS[levels[n % len(levels)]])
    shown = walk.taps("Ana", History(AUDIT, "1.1")).screen
    assert shown.html.count("</b>, you") == 20
    assert "twenty of 60" in shown.html


@pytest.mark.parametrize(
    "first_name", ["&" * 64, "🎉" * 64, "<b>"], ids=["ampersands", "emoji", "a tag"]
)
def test_whoever_asks_to_join_fits(walk: Walk, first_name: str) -> None:
    walk.says("Ben", "/start")
    walk.store.writer.execute("UPDATE person SET first_name = ? WHERE id = 2", (first_name,))
    walk.taps("Ben", TellLead(1))
    walk.follows("Ben", TellLeadAs)
    walk.waits(60)
    assert first_name in plain(walk.latest("Ana").html)
    walk.follows("Ana", Decide)
    assert first_name in plain(walk.latest("Ana").html)


@pytest.mark.parametrize("first_name", ["&" * 64, "🎉" * 64], ids=["ampersands", "emoji"])
def test_many_who_see_everything_differently_fit(walk: Walk, first_name: str) -> None:
    """Ten colleagues of the longest names, each with a view on each statement."""
    levels = [Level.STARTED, Level.MOSTLY, Level.FULLY, Level.NOT_SURE]
    for statement in FRAMEWORK.by_id:
        walk.taps("Ana", Answer(AUDIT, statement, Level.NOT_YET, 0))
    for n in range(10):
        walk.says(f"Ben{n}", "/start")
        walk.taps(f"Ben{n}", TellLeadAs(1, Role.OFFICE))
    walk.waits(60)
    for n in range(10):
        walk.taps("Ana", Decide(2 + n, True))
    walk.store.writer.execute("UPDATE person SET first_name = ?", (first_name,))
    for number, statement in enumerate(FRAMEWORK.by_id, start=1):
        for n in range(10):
            level = levels[n % len(levels)]
            walk.taps(f"Ben{n}", SeeDifferently(AUDIT, statement, level, number))
    for who in ("Ana", "Ben0"):
        for benchmark in FRAMEWORK.benchmarks:
            walk.taps(who, CheckBenchmark(AUDIT, benchmark.number))
        walk.taps(who, Check(AUDIT))
        for statement in FRAMEWORK.by_id:
            walk.taps(who, ShowStatement(AUDIT, statement, ""))
            walk.taps(who, Changed(AUDIT, statement, Level.DOES_NOT_APPLY))
    for page in range(5):
        walk.taps("Ana", ToSettle(AUDIT, page))
    for statement in FRAMEWORK.by_id:
        walk.taps("Ana", Settling(AUDIT, statement))
        assert "And 2 more see it differently." in plain(walk.latest("Ana").html)


def test_what_is_handed_over_fits(walk: Walk) -> None:
    """All that is with colleagues of the longest names, in a school of the longest."""
    for benchmark in FRAMEWORK.benchmarks:
        walk.taps("Ana", HandOver(AUDIT, benchmark.number))
        link = walk.latest("Ana").forward
        walk.opens(f"Cy{benchmark.number}", str(link).rpartition("=")[2].strip())
        walk.follows(f"Cy{benchmark.number}", HandedAs, "Office")
    walk.taps("Ana", HandOver(AUDIT, 1))
    walk.store.writer.execute("UPDATE person SET first_name = ?", ("🎉" * 64,))
    walk.store.writer.execute("UPDATE school SET name = ?", ("ab" + "🎉" * 78,))
    walk.taps("Ana", HandOvers(AUDIT))
    walk.taps("Ana", AskHead(AUDIT))
    for page in range(2):
        walk.taps("Ana", HandedOut(AUDIT, page))
    for n in range(1, 9):
        who = f"Cy{n}"
        walk.taps(who, HandedRole(n))
        walk.taps(who, Hello())
        walk.taps(who, Handed(n))
        while walk.way(who, HandedAnswer):
            walk.follows(who, HandedAnswer, "Not sure")
        walk.follows(who, HandedCheck)


def test_my_data_holds_what_was_given(walk: Walk) -> None:
    walk.follows("Ana", Answer, "Started")
    walk.taps("Ana", ShowStatement(AUDIT, "1.1", ""))
    walk.follows("Ana", Answer, "Mostly")
    walk.taps("Ana", Notes(AUDIT, "1.2"))
    walk.says("Ana", "A <photo> & a list")
    walk.says("Ana", "wet play")
    walk.taps("Ana", Stop(AUDIT))
    walk.follows("Ana", Remind)
    machine, reader = files(walk.taps("Ana", MyData()).screen)
    data = json.loads(machine)
    assert (data["first_name"], data["accounts"][0]["external_id"]) == ("Ana", "ana")
    assert [(s["school"], s["role"]) for s in data["schools"]] == [("Newsham Primary", "lead")]
    given = [(a["statement"], a["level"]) for a in data["answers"]]
    assert given == [("1.1", "started"), ("1.1", "mostly")]
    assert [(n["statement"], n["text"]) for n in data["notes"]] == [("1.2", "A <photo> & a list")]
    assert [c["value"] for c in data["confidence"]] == [3, 3]
    assert "wet play" in [d["body"] for d in data["words_kept_for_a_week"]]
    assert len(data["reminders"]) == 1
    words = (
        "Ana",
        "Newsham Primary",
        "Started",
        "Mostly in place",
        "A <photo> & a list",
        "wet play",
    )
    assert [w for w in words if w not in plain(reader)] == []


def test_my_data_holds_nobody_elses(walk: Walk) -> None:
    walk.follows("Ana", Answer, "Started")
    walk.taps("Ana", Notes(AUDIT, "1.2"))
    walk.says("Ana", "A photo of the nurse")
    walk.taps("Ben", TellLeadAs(1, Role.TEACHER))
    walk.waits(60)
    walk.follows("Ana", Decide, "Let")
    assert isinstance(walk.taps("Ben", Notes(AUDIT, "1.2")).route, Notes)
    machine, reader = files(walk.taps("Ben", MyData()).screen)
    data = json.loads(machine)
    assert data["schools"][0]["school"] == "Newsham Primary"
    assert data["answers"] == data["notes"] == data["confidence"] == []
    assert "nurse" not in machine + reader


def files(screen: Screen) -> tuple[str, str]:
    """My data for a machine, and for a reader."""
    found: dict[str, Any] = {a.name: a.content.decode() for a in screen.attachments}
    return found["my-data.json"], found["my-data.html"]

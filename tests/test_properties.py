"""Whatever people do, in any order, nothing is lost and nobody is stuck.

Three people tap, type and wait at random: on any button that any of them has ever seen, over weeks
and restarts. After every step each screen shown has been checked (`tests/walk.py`), and so has what
the database holds.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.desk import Delivery
from bot.plain import plain
from dialogs.codes import Route
from dialogs.conversation import COMMANDS
from dialogs.event import Did
from dialogs.routes import (
    Answer,
    AnswerSharing,
    Begin,
    ComeIn,
    ConfirmSchool,
    Decide,
    Explain,
    Finish,
    HandedAnswer,
    HandedAs,
    HandOver,
    InviteFacilitator,
    InviteMany,
    MakeFacilitatorLink,
    MakeLink,
    Notes,
    Register,
    Remind,
    SchoolCard,
    SchoolList,
    SchoolNotes,
    Settled,
    SharedBenchmark,
    SharedSummary,
    Sharing,
    ShowStatement,
    SkipConfidence,
    Stop,
    Summary,
    TellLead,
    TellLeadAs,
    Why,
)
from dialogs.saying import say
from dialogs.screen import Screen
from neambition.store import cohorts
from tests.test_routes import KINDS, legal
from tests.walk import Walk, buttons, fresh, name

PEOPLE = ("Ana", "Ben", "Cy")
SCHOOL = "Newsham Primary"
MARK = re.compile(r"mark\d+x")
NOT_YOURS = "That belongs to another school or another person, so I have not opened it."
LEFT = say("explain", why=Why.LEFT, longest=0)
HANDED_BACK = plain(say("explain", why=Why.HANDED_BACK, longest=0))
OF_A_SCHOOL = ("You said", "Answer now", "answered.", "answered)", "You are here for")
"""What only those who belong to a school are told."""

ODD_WORDS = (
    "",
    "   ",
    "\n",
    "🎉🎉",
    "…",
    "<b>&",
    "</b></i> &amp; <a href='x'>",
    "{{ 7 * 7 }}",
    "שלום, אנחנו בית ספר",
    "\u202eypparc",
    "a\x00b",
    "ab " + "🎉" * 997,
    "&" * 78 + "ab",
    "ab" + "🎉" * 78,
    "x" * 5000,
    "wyrd " * 1000,
    SCHOOL,
    "newsham primary!",
    "A visit to a farm",
    "/",
    "/nothing of the kind",
)
NAMED = (
    *("audit", "note", "membership", "draft", "school", "invitation", "assignment", "into", "lead"),
    *("cohort", "contact", "closure", "adding", "page", "back", "nudge", "message"),
)
"""The fields of routes that name a row."""

WHO = st.sampled_from(PEOPLE)
BACK = st.integers(0, 12) | st.integers(0, 500)
"""How many buttons ago: the last few, or any."""

TRACED = st.sampled_from(["A nurse came to Year 3", "<i>Farm & forge</i>", "ab " + "🎉" * 980])


def nobody(walk: Walk) -> None:
    """Everyone has yet to come."""


def alone(walk: Walk) -> None:
    """Ana has registered the school and is in the midst of her audit."""
    walk.says("Ana", "/start")
    walk.follows("Ana", Begin)
    walk.says("Ana", SCHOOL)
    walk.follows("Ana", ConfirmSchool)
    walk.follows("Ana", Register)
    answers_on(walk, "Ana", 7)


def together(walk: Walk) -> None:
    """Ben has told the lead he is here, she has let him in, and he has kept notes and stopped."""
    alone(walk)
    walk.says("Ben", "/start")
    walk.follows("Ben", Begin, "Quick")
    walk.says("Ben", SCHOOL.upper())
    walk.follows("Ben", TellLead)
    walk.follows("Ben", TellLeadAs, "Teacher")
    walk.waits(60)
    walk.follows("Ana", Decide, "Let them in")
    walk.waits(60)
    walk.follows("Ben", ComeIn)
    answers_on(walk, "Ben", 7)
    for _ in range(3):
        walk.follows("Ben", Notes)
        walk.says("Ben", "A photograph of the farm visit")
    walk.follows("Ben", Stop)
    walk.follows("Ben", Remind)


def nearly_done(walk: Walk) -> None:
    """All but two statements are answered."""
    together(walk)
    answers_on(walk, "Ben", 24)


def done(walk: Walk) -> None:
    """The audit is finished while Ana still has the buttons of two answers before her."""
    nearly_done(walk)
    answers_on(walk, "Ben", 2)
    for statement in ("1.1", "1.2"):
        walk.taps("Ana", ShowStatement(1, statement, ""))
    walk.follows("Ben", Finish)
    walk.follows("Ben", SkipConfidence)


def handed(walk: Walk) -> None:
    """Cy, who belongs to no school, was handed a benchmark of which Ana has answered the first."""
    together(walk)
    walk.taps("Ana", ShowStatement(1, "5.1", ""))
    walk.follows("Ana", Answer)
    walk.taps("Ana", HandOver(1, 5))
    walk.opens("Cy", str(walk.latest("Ana").forward).rpartition("=")[2].strip())
    walk.follows("Cy", HandedAs)
    walk.follows("Cy", HandedAnswer)


def looked_after(walk: Walk) -> None:
    """Cy facilitates a cohort, in which the school is; he and Ana have made links."""
    together(walk)
    walk.says("Cy", "/start")
    cy = walk.shown[-1].account.person
    cohort = cohorts.add(walk.store.writer, "Primary pilot 2026", walk.now).id
    cohorts.put_facilitator(walk.store.writer, cohort, cy, walk.now)
    cohorts.put_school(walk.store.writer, cohort, 1, "", walk.now)
    walk.says("Cy", "/invite")
    walk.follows("Cy", InviteFacilitator)
    walk.follows("Cy", MakeFacilitatorLink)
    walk.taps("Cy", InviteMany(cohort))
    walk.says("Cy", f"{SCHOOL}\nNowhere in particular")
    walk.says("Ana", "/invite")
    walk.follows("Ana", MakeLink, "Teacher")


def shown_to_a_facilitator(walk: Walk) -> None:
    """Cy facilitates the cohort that the school is in, has noted a call, and sees its result."""
    done(walk)
    person = walk.says("Cy", "/start").account.person
    cohort = cohorts.add(walk.store.writer, "Primary pilot 2026", walk.now).id
    cohorts.put_facilitator(walk.store.writer, cohort, person, walk.now)
    cohorts.put_school(walk.store.writer, cohort, 1, "", walk.now)
    walk.says("Ana", "/audit")
    walk.follows("Ana", AnswerSharing, "Yes")
    walk.says("Ana", "/start")
    walk.follows("Ana", Sharing)
    walk.says("Cy", "/schools")
    walk.follows("Cy", SchoolList)
    walk.follows("Cy", SchoolCard)
    walk.follows("Cy", SchoolNotes)
    walk.says("Cy", "The office will ring back.")
    walk.taps("Cy", SchoolCard(cohort, 1))
    walk.follows("Cy", SharedSummary)
    walk.follows("Cy", SharedBenchmark)


SCENES = (nobody, alone, together, looked_after, nearly_done, done, shown_to_a_facilitator, handed)


def answers_on(walk: Walk, who: str, times: int) -> None:
    """Statement after statement, whatever is next, each with another level than the last."""
    walk.says(who, "/audit")
    for n in range(times):
        while skip := walk.way(who, SkipConfidence):
            walk.taps(who, skip)
        if ways := [way for way in walk.ways(who) if isinstance(way, Answer)]:
            walk.taps(who, ways[n % len(ways)])


def finishes(walk: Walk, who: str) -> None:
    """A member, wherever things stand: on to the end by what is before them, and to the result."""
    walk.says(who, "/audit")
    for _ in range(len(walk.house.framework.statements) + 5):
        if walk.way(who, Answer):
            walk.follows(who, Answer)
        elif walk.way(who, SkipConfidence):
            walk.follows(who, SkipConfidence)
        elif walk.way(who, AnswerSharing):
            walk.follows(who, AnswerSharing)
        elif walk.way(who, Finish):
            walk.follows(who, Finish)
    assert isinstance(walk.shown[-1].route, Summary)
    assert "Finished" in walk.latest(who).html


@cache
def played(scene: Callable[[Walk], None]) -> tuple[bytes, Walk]:
    """The database after a scene, and the walk that led there."""
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(fresh(Path(folder) / "scene.db"))
        scene(walk)
        walk.close()
        return walk.file.read_bytes(), walk


def begun(scene: Callable[[Walk], None], file: Path) -> Walk:
    """A walk of one's own that goes on from the end of a scene."""
    content, before = played(scene)
    file.write_bytes(content)
    return Walk(file, before.now, list(before.shown), dict(before.codes))


class Conversation(RuleBasedStateMachine):
    """Three people and their steps; what must hold is checked after each."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.speakers: dict[str, str] = {}
        self.answers: list[Any] = []
        self.finished: dict[int, Any] = {}

    @initialize(scene=st.sampled_from(SCENES))
    def begins(self, scene: Callable[[Walk], None]) -> None:
        self.walk = begun(scene, Path(self.folder.name) / "neambition.db")
        self.walk.watch = self.watches

    @rule(who=WHO, places=st.lists(st.integers(0, 30), min_size=1, max_size=8), paid=st.booleans())
    def taps_what_is_before_them(self, who: str, places: list[int], paid: bool) -> None:
        if not self.has_been_here(who):
            self.walk.says(who, "/start", paid)
        for place in places:
            ways = self.walk.ways(who)
            self.walk.taps(who, ways[place % len(ways)], paid)

    @rule(who=WHO, kind=st.integers(0, 60), which=BACK)
    def taps_what_anyone_has_ever_seen(self, who: str, kind: int, which: int) -> None:
        if tags := sorted({tag_of(code) for code in self.walk.codes}):
            self.taps_a_button_seen(who, tags[kind % len(tags)], which)

    @rule(who=WHO, which=BACK)
    def gives_an_answer_that_anyone_has_ever_seen(self, who: str, which: int) -> None:
        self.taps_a_button_seen(who, Answer.tag, which)

    def taps_a_button_seen(self, who: str, tag: str, which: int) -> None:
        newest_first = [code for code in reversed(self.walk.codes) if tag_of(code) == tag]
        if newest_first:
            self.walk.taps(who, newest_first[which % len(newest_first)])

    @rule(who=WHO, data=st.data())
    def forges(self, who: str, data: st.DataObject) -> None:
        low = st.integers(-1, 3)
        near = dict.fromkeys(NAMED, low)
        route = data.draw(st.sampled_from(KINDS).flatmap(lambda kind: legal(kind, **near)))
        if route != Explain(Why.TROUBLE):
            self.walk.taps(who, route)

    @rule(who=WHO, words=st.sampled_from(ODD_WORDS) | st.text(), paid=st.booleans())
    def says(self, who: str, words: str, paid: bool) -> None:
        self.walk.says(who, words, paid)

    @rule(who=WHO, words=TRACED)
    def says_what_can_be_traced(self, who: str, words: str) -> None:
        mark = f"mark{len(self.speakers)}x"
        self.speakers[mark] = who
        self.walk.says(who, f"{words} {mark}")

    @rule(who=WHO, words=TRACED)
    def keeps_a_note(self, who: str, words: str) -> None:
        if self.has_been_here(who) and self.walk.way(who, Notes):
            self.walk.follows(who, Notes)
            self.says_what_can_be_traced(who, words)

    @rule(who=WHO, command=st.sampled_from([*COMMANDS]))
    def commands(self, who: str, command: str) -> None:
        self.walk.says(who, f"/{command}")

    @rule(who=WHO, did=st.sampled_from([Did.ODD, Did.EDITED, Did.TAPPED]), code=st.text())
    def does_something_odd(self, who: str, did: Did, code: str) -> None:
        self.walk.does(who, did, code)

    @rule(who=WHO, times=st.integers(1, 12))
    def answers_some(self, who: str, times: int) -> None:
        answers_on(self.walk, who, times)

    @rule(seconds=st.sampled_from([60, 3600, 86400, 8 * 86400]) | st.integers(0, 30 * 86400))
    def time_goes_by(self, seconds: int) -> None:
        self.walk.waits(seconds)

    @rule()
    def all_is_reloaded(self) -> None:
        self.walk.restart()

    @rule()
    def a_member_finishes(self) -> None:
        if members := self.walk.rows(
            "SELECT a.external_id FROM membership m JOIN account a USING (person)"
            " WHERE m.leads AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.person = m.person"
            " AND o.state = 'member' AND (o.chosen_at, o.id) > (m.chosen_at, m.id)) ORDER BY m.id"
        ):
            finishes(self.walk, members[0][0].capitalize())

    def watches(self, delivery: Delivery) -> None:
        """Every screen, as it is shown: sound, and only for those whom it concerns."""
        words = words_of(delivery.screen)
        assert "went wrong on my side" not in words
        self.holds_back(name(delivery.account), delivery, words)

    def holds_back(self, who: str, delivery: Delivery, words: str) -> None:
        """Only those who belong to a school are shown what is its own."""
        for mark in MARK.findall(words):
            assert self.may_read(who, mark), f"{who} was shown {mark} of {self.speakers[mark]}"
        about = vars(delivery.route)
        if not self.belongs(who) and "assignment" not in about:
            assert not [said for said in OF_A_SCHOOL if said in words]
        if "audit" in about and not self.belongs(who, about["audit"]):
            shut = delivery.screen.html in (NOT_YOURS, LEFT) or self.is_shown(who, delivery)
            assert shut or self.was_handed(who, delivery.route)
        if "assignment" in about and delivery.screen.html not in (NOT_YOURS, LEFT, HANDED_BACK):
            assert self.handed_to(who, about["assignment"]) or self.belongs(who)

    def may_read(self, who: str, mark: str) -> bool:
        """Words are for who said them, for colleagues when kept or planned; names are for all."""
        if self.speakers[mark] == who:
            return True
        like = f"%{mark}%"
        noted = self.walk.rows("SELECT audit FROM note WHERE text LIKE ?", like)
        named = self.walk.rows("SELECT 1 FROM school WHERE name LIKE ?", like)
        cohort = self.walk.rows("SELECT 1 FROM cohort WHERE name LIKE ?", like)
        planned = self.walk.rows(
            "SELECT i.school FROM plan_item i JOIN plan_change c ON c.item = i.id"
            " WHERE c.new LIKE ?1 UNION SELECT i.school FROM plan_item i JOIN plan_note n"
            " ON n.item = i.id WHERE n.text LIKE ?1",
            like,
        )
        if named or cohort or any(self.belongs(who, audit) for (audit,) in noted):
            return True
        if any(self.is_of(who, school) for (school,) in planned):
            return True
        areas = self.walk.rows("SELECT 1 FROM cohort_school WHERE area LIKE ?", like)
        contact = self.walk.rows("SELECT 1 FROM contact WHERE words LIKE ?", like)
        shared = self.walk.rows("SELECT 1 FROM sharing WHERE results AND notes")
        return self.facilitates(who) and bool(areas or contact or (noted and shared))

    def facilitates(self, who: str) -> bool:
        sql = "SELECT 1 FROM cohort_facilitator JOIN account USING (person) WHERE external_id = ?"
        return bool(self.walk.rows(sql, who.lower()))

    def is_shown(self, who: str, delivery: Delivery) -> bool:
        """Whether it is a facilitator's look at what a school shares just now."""
        shows = isinstance(delivery.route, (SharedSummary, SharedBenchmark))
        sharing = self.walk.rows("SELECT 1 FROM sharing WHERE results")
        return shows and bool(sharing) and self.facilitates(who)

    def belongs(self, who: str, audit: int | None = None) -> bool:
        """Whether they are a member of that audit's school, or of any."""
        return bool(
            self.walk.rows(
                "SELECT 1 FROM membership m JOIN account a USING (person) LEFT JOIN audit u"
                " ON u.school = m.school WHERE m.state = 'member' AND a.external_id = ?"
                " AND (? IS NULL OR u.id = ?)",
                who.lower(),
                audit,
                audit,
            )
        )

    def is_of(self, who: str, school: int) -> bool:
        sql = (
            "SELECT 1 FROM membership JOIN account USING (person)"
            " WHERE state = 'member' AND external_id = ? AND school = ?"
        )
        return bool(self.walk.rows(sql, who.lower(), school))

    def was_handed(self, who: str, route: Route) -> bool:
        """Whether it tells how something was settled in what they were handed."""
        return isinstance(route, Settled) and bool(
            self.walk.rows(
                "SELECT 1 FROM assignment g JOIN account a USING (person)"
                " WHERE a.external_id = ? AND g.audit = ? AND g.benchmark = ?",
                who.lower(),
                route.audit,
                int(route.statement.split(".")[0]),
            )
        )

    def handed_to(self, who: str, assignment: int) -> bool:
        """Whether that is theirs."""
        return bool(
            self.walk.rows(
                "SELECT 1 FROM assignment g JOIN account a USING (person)"
                " WHERE a.external_id = ? AND g.id = ?",
                who.lower(),
                assignment,
            )
        )

    def has_been_here(self, who: str) -> bool:
        return any(name(delivery.account) == who for delivery in self.walk.shown)

    @invariant()
    def no_answer_changes_or_vanishes(self) -> None:
        """Who gave it may be forgotten, when they have gone."""
        rows = self.walk.rows(
            "SELECT id, school, audit, statement, level, role, at FROM answer ORDER BY id"
        )
        assert rows[: len(self.answers)] == self.answers
        self.answers = rows

    @invariant()
    def what_stands_is_the_latest_answer(self) -> None:
        standing = self.walk.rows("SELECT audit, statement, answer FROM standing ORDER BY 1, 2")
        assert standing == self.walk.rows(
            "SELECT audit, statement, max(id) FROM answer WHERE audit IS NOT NULL"
            " GROUP BY audit, statement ORDER BY 1, 2"
        )

    @invariant()
    def a_finished_audit_stays_as_it_is(self) -> None:
        found = {}
        for audit, at in self.walk.rows(
            "SELECT id, finished_at FROM audit WHERE finished_at IS NOT NULL"
        ):
            found[audit] = (
                at,
                self.walk.rows("SELECT id FROM answer WHERE audit = ? ORDER BY id", audit),
            )
        assert {audit: found.get(audit) for audit in self.finished} == self.finished
        self.finished = found

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:  # after a failure there is nothing more to show
                self.a_member_finishes()
        finally:
            self.walk.close()
            self.folder.cleanup()


def tag_of(code: str) -> str:
    return code.split(":")[0]


def words_of(screen: Screen) -> str:
    """Everything a screen lets a person read."""
    files = (file.content.decode() for file in screen.attachments if file.picture is None)
    labels = (button.label for button in buttons(screen))
    return "\n".join([screen.html, screen.forward or "", *labels, *files])


TestConversation = Conversation.TestCase
TestConversation.settings = settings(
    max_examples=100,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)

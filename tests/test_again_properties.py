"""Whatever is kept, changed, kept together, finished or answered from the plan: a finished audit
stays as it was, and how a school stands now is that audit and what changed since."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dialogs.access import audit as audit_of
from dialogs.codes import Route
from dialogs.routes import (
    Answer,
    BeginAgain,
    ChangeAnswer,
    Changed,
    CheckBenchmark,
    Finish,
    KeepBenchmarks,
    KeepMany,
    ShowStatement,
    SkipConfidence,
    StartAgain,
    Summary,
    WhatMoved,
)
from dialogs.standing import stands
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.store import answers, audits, frameworks, memberships, now, plan, results, schools
from neambition.store.memberships import Role
from neambition.store.plan import Doer, What
from tests.frameworks import all_at, changed
from tests.play import house
from tests.walk import Walk, buttons, fresh

SHIPPED = house().framework
OLD = changed(SHIPPED, {"2.2": {"text": "As it was worded once."}}).model_copy(
    update={"version": "older-1"}
)
IDS = st.sampled_from(("1.1", "2.2", "8.4")) | st.sampled_from(list(SHIPPED.by_id))
LEVELS = st.sampled_from([lv for lv in Level if lv is not Level.DOES_NOT_APPLY])
WHO = st.sampled_from(("Ana", "Ben"))
SCHOOL = 1


class Reviewing(RuleBasedStateMachine):
    """Ana leads and Ben teaches at a school whose first audit answered an older version."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.frozen: dict[int, tuple[Any, ...]] = {}

    @initialize(first=st.dictionaries(IDS, LEVELS), throughout=LEVELS, again=st.booleans())
    def lay(self, first: dict[str, Level], throughout: Level, again: bool) -> None:
        file = fresh(Path(self.folder.name) / "neambition.db")
        laid = Walk(file)
        frameworks.pin(laid.store.writer, OLD)
        laid.close()
        self.walk = Walk(file)
        self.db = self.walk.store.writer
        for who, role in (("Ana", Role.LEAD), ("Ben", Role.TEACHER)):
            person = self.walk.says(who, "/start").account.person
            if who == "Ana":
                schools.add(self.db, "Newsham Primary", "", self.walk.now)
            memberships.join(self.db, person, SCHOOL, role, self.walk.now)
        self.person = {"Ana": 1, "Ben": 2}
        id_ = audits.start(self.db, SCHOOL, OLD.version, False, self.walk.now)
        audit = audits.audit(self.db, id_, 1)
        assert audit
        for statement, level in {**all_at(OLD, throughout), **first}.items():
            answers.give(self.db, audit, statement, level, 1, Role.LEAD, self.walk.now)
        audits.finish(self.db, id_, self.walk.now, 1)
        results.keep(self.db, id_, OLD)
        self.frozen = {id_: self.facts(id_)}
        self.walk.waits(1)
        if again:
            self.taps("Ana", StartAgain(SCHOOL, quick=False, from_last=True))

    def turn(self, who: str = "Ana") -> Turn:
        account = next(d.account for d in self.walk.shown if d.account.person == self.person[who])
        return Turn(self.db, self.walk.now, account, self.walk.house)

    def facts(self, audit: int) -> tuple[Any, ...]:
        """All that a finished audit came to."""
        return (
            answers.levels(self.db, audit),
            self.walk.rows("SELECT * FROM answer WHERE audit = ? ORDER BY id", audit),
            self.walk.rows("SELECT * FROM result WHERE audit = ? ORDER BY benchmark", audit),
            self.walk.rows("SELECT * FROM outcome WHERE audit = ?", audit),
            self.walk.rows("SELECT * FROM audit WHERE id = ?", audit),
        )

    @property
    def latest(self) -> audits.Audit:
        found = audits.latest(self.db, SCHOOL, 1)
        assert found
        return found

    def taps(self, who: str, route: Route) -> None:
        self.walk.taps(who, route)

    @rule(who=WHO, quick=st.booleans(), from_last=st.booleans())
    def begins(self, who: str, quick: bool, from_last: bool) -> None:
        was = self.latest
        self.taps(who, BeginAgain(SCHOOL, quick))
        self.taps(who, StartAgain(SCHOOL, quick, from_last))
        assert not self.latest.finished
        if was.finished:
            assert self.latest.based_on == (was.id if from_last else None)
        else:
            assert self.latest.id == was.id

    @rule(who=WHO, statement=IDS, level=LEVELS)
    def answers(self, who: str, statement: str, level: Level) -> None:
        standing = answers.standing(self.db, self.latest.id, statement)
        route = Answer(self.latest.id, statement, level, standing.id if standing else 0)
        shown = self.walk.taps(who, route).route
        if isinstance(shown, Changed):
            assert standing
            self.taps(who, ChangeAnswer(self.latest.id, statement, level, standing.id))

    @rule(who=WHO, statement=IDS)
    def keeps(self, who: str, statement: str) -> None:
        if not self.latest.finished:
            self.taps(who, ShowStatement(self.latest.id, statement, ""))
            kept = [b for b in buttons(self.walk.latest(who)) if b.label.startswith("Keep: ")]
            for button in kept:
                self.taps(who, button.route)

    @rule(who=WHO, first=st.integers(0, 4), last=st.integers(1, 9))
    def keeps_many(self, who: str, first: int, last: int) -> None:
        audit = self.latest
        before = answers.all_standing(self.db, audit.id)
        then = now.before(self.db, audit.id)
        self.taps(who, KeepMany(audit.id))
        self.taps(who, KeepBenchmarks(audit.id, first, last))
        after = answers.all_standing(self.db, audit.id)
        assert {id_: after[id_] for id_ in before} == before
        for id_ in after.keys() - before.keys():
            given = after[id_]
            assert first <= int(id_[0]) <= last
            assert given.level is then[id_].level is not Level.NOT_SURE
            assert (given.person, then[id_].audit != audit.id) == (self.person[who], True)
            assert id_ != "2.2" or then[id_].framework == SHIPPED.version

    @rule(who=WHO, statement=IDS, level=LEVELS)
    def finishes_something(self, who: str, statement: str, level: Level) -> None:
        """Of the plan; its answer goes to the open audit, else it stands by itself."""
        by = Doer(self.person[who], Role.LEAD)
        what = What(SHIPPED.version, int(statement[0]), None, "Ask the library")
        item = plan.add(self.db, SCHOOL, what, by, self.walk.now)
        person, role = self.person[who], Role.LEAD
        if self.latest.finished:
            given = (SCHOOL, SHIPPED.version, statement, level)
            now.give(self.db, *given, person, role, item, self.walk.now)
        else:
            given_in = (self.latest, statement, level)
            answers.give(self.db, *given_in, person, role, self.walk.now, cause=item)
        self.walk.waits(1)

    @rule(who=WHO)
    def finishes(self, who: str) -> None:
        audit = self.latest
        self.taps(who, KeepBenchmarks(audit.id, 1, 8))
        for statement in SHIPPED.by_id:
            if statement not in answers.levels(self.db, audit.id):
                self.taps(who, Answer(audit.id, statement, Level.MOSTLY, 0))
        self.taps(who, Finish(audit.id))
        self.taps(who, SkipConfidence(audit.id, "end"))  # type: ignore[arg-type]
        self.frozen.setdefault(audit.id, self.facts(audit.id))

    @rule(who=WHO)
    def looks(self, who: str) -> None:
        for audit in self.frozen:
            self.taps(who, Summary(audit))
            self.taps(who, CheckBenchmark(audit, 2))
        self.taps(who, WhatMoved(SCHOOL))

    @invariant()
    def a_finished_audit_stays_as_it_was(self) -> None:
        for audit, facts in self.frozen.items():
            assert self.facts(audit) == facts

    @invariant()
    def now_is_the_last_audit_and_what_changed_since(self) -> None:
        if not self.frozen:
            return
        last = max(self.frozen)
        of = audit_of(self.turn(), last)
        standing = stands(self.turn(), of)
        assert standing.at_audit == self.frozen[last][0]
        expected = dict(standing.at_audit)
        for statement, level, in_audit, framework in self.walk.rows(
            "SELECT statement, level, audit, coalesce(framework, '') FROM answer"
            " WHERE audit > ? OR audit IS NULL AND at >= ? ORDER BY at, id",
            last,
            of.finished_at,
        ):
            asked = audit_of(self.turn(), in_audit).framework if in_audit else framework
            if statement != "2.2" or asked == of.framework:
                expected[statement] = Level(level)
        assert standing.now == expected
        if of.framework == SHIPPED.version:
            assert standing.now == now.levels(self.db, SCHOOL)

    def teardown(self) -> None:
        if hasattr(self, "walk"):
            self.walk.close()
        self.folder.cleanup()


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(
    max_examples=25,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

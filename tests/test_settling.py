"""Whatever teachers and facilitators do, in any order, with any button that any of them has seen:
an answer changes its school by a merge alone, and nobody comes into a school but by its people, by
being its first, or by a merge that a facilitator of it made."""

import asyncio
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.register import import_register
from dialogs.codes import Route, decode
from dialogs.routes import (
    Decide,
    GiveLead,
    LeaveForGood,
    Merge,
    MergeIn,
    MergePick,
    Move,
    Register,
    RegisterHere,
    RemoveForGood,
    TakeRole,
    TellLead,
    TellLeadAs,
    UndoForGood,
)
from tests.play import REGISTER
from tests.test_confirming import facilitates, gives, puts, registers
from tests.test_picking import comes_first
from tests.test_routes import KINDS, legal
from tests.walk import Walk, fresh

TEACHERS, FACILITATORS = ("Ana", "Ben", "Cy", "Dee"), ("Fay", "Gus")
WHO = st.sampled_from(TEACHERS + FACILITATORS)
OURS = [kind for kind in KINDS if kind.tag.startswith("f") and len(kind.tag) == 3]
MERGES = (Merge, MergeIn, MergePick)
GOING = (Decide, GiveLead, LeaveForGood, Move, RemoveForGood, TakeRole, TellLeadAs, UndoForGood)
"""Asking to come in, being let in, handing over, removing, leaving."""


@cache
def begun() -> tuple[bytes, Walk]:
    """Ana's school and Cy's were typed, Ben's is of the register and in the pilot; Dee asks to come
    into Ana's. Fay facilitates the pilot, Gus another cohort, in which Cy's school is."""
    with tempfile.TemporaryDirectory() as folder:
        file = fresh(Path(folder) / "scene.db")
        asyncio.run(import_register(file, REGISTER))
        walk = Walk(file)
        registers(walk, "Ana", "Newsham Village School")
        comes_first(walk, "Ben", "newsham primary")
        gives(walk, "Ben", 3)
        registers(walk, "Cy", "West Gate School", answered=1)
        facilitates(walk, "Fay", "Pilot")
        facilitates(walk, "Gus", "Another")
        puts(walk, "Newsham Primary School", "Pilot")
        puts(walk, "West Gate School", "Another")
        walk.says("Dee", "/start")
        walk.taps("Dee", TellLead(school_of(walk, "Ana")))
        walk.follows("Dee", TellLeadAs, "Teacher")
        for who in FACILITATORS:
            walk.says(who, "/start")
        walk.waits(60)
        walk.close()
        return file.read_bytes(), walk


def school_of(walk: Walk, who: str) -> int:
    ((school,),) = walk.rows(
        "SELECT m.school FROM membership m JOIN account a USING (person) WHERE a.external_id = ?",
        who.lower(),
    )
    return int(school)


class Settling(RuleBasedStateMachine):
    """What must hold is checked after each step, against what stood before it."""

    @initialize()
    def begins(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        content, before = begun()
        file = Path(self.folder.name) / "neambition.db"
        file.write_bytes(content)
        self.walk = Walk(file, before.now, list(before.shown), dict(before.codes))
        self.look()

    def look(self) -> None:
        """What stands now."""
        rows = self.walk.rows
        self.answers = dict(rows("SELECT id, school FROM answer"))
        self.people = set(
            rows(
                "SELECT a.external_id, m.school FROM membership m JOIN account a USING (person)"
                " WHERE m.state = 'member'"
            )
        )
        self.merged = dict(rows("SELECT id, merged_into FROM school WHERE merged_into"))
        self.unconfirmed = {
            id_
            for (id_,) in rows(
                "SELECT id FROM school WHERE urn IS NULL AND NOT closed AND confirmed_at IS NULL"
            )
        }
        self.cohorts = set(rows("SELECT cohort, school FROM cohort_school"))
        self.theirs = set(
            rows(
                "SELECT a.external_id, s.school FROM cohort_school s"
                " JOIN cohort_facilitator f USING (cohort) JOIN account a USING (person)"
            )
        )

    def steps(self, who: str, route: Any) -> None:
        """One tap; then what it changed is held against what it may."""
        answers, people, merged = self.answers, self.people, self.merged
        unconfirmed, cohorts, theirs = self.unconfirmed, self.cohorts, self.theirs
        self.walk.taps(who, route)
        self.look()
        me = who.lower()
        new = {gone: kept for gone, kept in self.merged.items() if gone not in merged}
        assert merged.items() <= self.merged.items()
        for gone, kept in new.items():
            assert isinstance(route, MERGES)
            assert who in FACILITATORS
            assert gone in unconfirmed
            assert (me, gone) in theirs or gone not in {school for _, school in cohorts}
            nobodys = kept not in {s for _, s in people} | set(answers.values())
            assert (me, kept) in theirs or nobodys
            assert (me, kept) in self.theirs
        for id_, school in answers.items():
            assert self.answers[id_] == new.get(school, school)
        for name, school in self.people - people:
            by_merge = any(kept == school and (name, gone) in people for gone, kept in new.items())
            let_in = isinstance(route, Decide) and route.welcome
            first = isinstance(route, Register | RegisterHere) and name == me
            nobodys = school not in {s for _, s in people} | set(answers.values())
            assert by_merge or (let_in and name != me) or (first and nobodys)

    @rule(who=WHO, places=st.lists(st.integers(0, 12), min_size=1, max_size=6))
    def taps_what_is_before_them(self, who: str, places: list[int]) -> None:
        for place in places:
            ways = self.walk.ways(who)
            self.steps(who, ways[place % len(ways)])

    @rule(who=WHO, tag=st.integers(0, 60), which=st.integers(0, 20))
    def taps_what_anyone_has_seen(self, who: str, tag: int, which: int) -> None:
        tags = sorted({code.split(":")[0] for code in self.walk.codes})
        seen = [c for c in reversed(self.walk.codes) if c.split(":")[0] == tags[tag % len(tags)]]
        self.steps(who, decode(seen[which % len(seen)]))

    @rule(who=WHO, data=st.data())
    def forges(self, who: str, data: st.DataObject) -> None:
        schools = [id_ for (id_,) in self.walk.rows("SELECT id FROM school")]
        near = dict.fromkeys(("school", "into"), st.sampled_from(schools))
        near |= dict.fromkeys(("cohort", "lead", "draft"), st.integers(-1, 4))
        self.steps(who, data.draw(st.sampled_from(OURS).flatmap(lambda kind: legal(kind, **near))))

    @rule(who=WHO, kind=st.sampled_from(MERGES), data=st.data())
    def would_make_two_one(self, who: str, kind: type[Route], data: st.DataObject) -> None:
        """Whoever, and whatever is anybody's."""
        typed = self.walk.rows("SELECT id FROM school WHERE urn IS NULL ORDER BY id")
        used = self.walk.rows("SELECT DISTINCT school FROM answer UNION SELECT 3")
        near = {
            "school": st.sampled_from([id_ for (id_,) in typed]),
            "into": st.sampled_from([id_ for (id_,) in used]),
            "cohort": st.integers(0, 2),
            "lead": st.integers(0, 4),
        }
        self.steps(who, data.draw(legal(kind, **near)))

    @rule(who=WHO, kind=st.sampled_from(GOING), data=st.data())
    def comes_or_goes(self, who: str, kind: type[Route], data: st.DataObject) -> None:
        """Or has others do so, whether they may or not."""
        schools = [id_ for (id_,) in self.walk.rows("SELECT DISTINCT school FROM membership")]
        near = {"school": st.sampled_from(schools), "membership": st.integers(1, 8)}
        self.steps(who, data.draw(legal(kind, **near)))

    @rule(who=WHO, words=st.sampled_from(["newsham", "ne24 4pb", "West Gate School", "108780"]))
    def says(self, who: str, words: str) -> None:
        self.walk.says(who, words)
        self.look()

    @rule(who=WHO)
    def begins_anew(self, who: str) -> None:
        self.walk.says(who, "/start")
        self.look()

    @rule()
    def messages_arrive(self) -> None:
        self.walk.waits(60)

    @invariant()
    def what_stands_is_the_latest_answer(self) -> None:
        assert self.walk.rows("SELECT audit, statement, answer FROM standing ORDER BY 1, 2") == (
            self.walk.rows(
                "SELECT audit, statement, id FROM (SELECT *, row_number() OVER ("
                " PARTITION BY audit, statement ORDER BY at DESC, id DESC) AS place FROM answer)"
                " WHERE place = 1 ORDER BY 1, 2"
            )
        )

    @invariant()
    def a_school_with_people_has_a_lead(self) -> None:
        assert not self.walk.rows(
            "SELECT school FROM membership WHERE state = 'member' GROUP BY school"
            " HAVING sum(leads) = 0"
        )

    def teardown(self) -> None:
        self.walk.close()
        self.folder.cleanup()


TestSettling = Settling.TestCase
TestSettling.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)

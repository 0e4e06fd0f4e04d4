"""For any order of coming, changing and going, with any button by anybody: a school with people is
led, nobody is in whom nobody let in, and whoever is out has no right left.

Four people at two schools, one of them looked after by Fay.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dialogs import relations
from dialogs.codes import Route
from dialogs.routes import (
    ComeIn,
    Decide,
    EraseMeForGood,
    GiveLead,
    LeaveForGood,
    Move,
    NameSchool,
    People,
    PickRole,
    Register,
    RemoveForGood,
    SwitchTo,
    TakeRole,
    TellLeadAs,
    UndoForGood,
)
from dialogs.turn import Turn
from neambition.store import cohorts, invitations, people, schools
from neambition.store.invitations import Into, Terms
from neambition.store.memberships import Role
from tests.play import CHANNEL, TUESDAY_AT_TEN
from tests.walk import Walk, at_once, fresh

NEWSHAM, THIRSK = 1, 2
NAMES = {NEWSHAM: "Newsham Primary, Blyth", THIRSK: "Thirsk Infants"}
FAY = "Fay"
WHO = st.sampled_from(["Ana", "Ben", "Cy", "Dee"])
A_LEAD = "whoever leads there"
ANYBODY = WHO | st.sampled_from([FAY, A_LEAD, A_LEAD])
SCHOOL = st.sampled_from([NEWSHAM, THIRSK])
ROLE = st.sampled_from(Role)
MEMBERSHIP = st.integers(0, 5)
"""How many memberships ago it was made."""

At = tuple[str, int]
"""Somebody by name, and a school."""


@cache
def laid() -> bytes:
    """Newsham in the cohort that Fay facilitates, and nobody there; of Thirsk nothing is known."""
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(fresh(Path(folder) / "laid.db"))
        walk.says(FAY, "/start")
        db = walk.store.writer
        school = schools.add(db, NAMES[NEWSHAM], "", TUESDAY_AT_TEN)
        cohort = cohorts.add(db, "Primary pilot 2026", TUESDAY_AT_TEN)
        cohorts.put_school(db, cohort.id, school.id, "", TUESDAY_AT_TEN)
        fay = people.meet(db, CHANNEL, FAY.lower(), FAY, TUESDAY_AT_TEN).person
        cohorts.put_facilitator(db, cohort.id, fay, TUESDAY_AT_TEN)
        walk.close()
        return walk.file.read_bytes()


class ComingAndGoing(RuleBasedStateMachine):
    """Every rule is a button, and anybody may have it, on anything."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.links: list[tuple[str, int, int]] = []
        self.drafts: list[tuple[str, int, int]] = []
        self.begun: set[int] = set()
        self.put_out: dict[At, int] = {}

    @initialize(together=st.integers(0, 5))
    def begins(self, together: int) -> None:
        """With nobody, or with Ana, who leads Newsham, Ben and Cy, who came in by a link, and Dee
        of Thirsk, who asks to come in too."""
        file = Path(self.folder.name) / "neambition.db"
        file.write_bytes(laid())
        self.walk = Walk(file)
        if together:
            self.registers("Ana", NEWSHAM, Role.TEACHER)
            self.makes_a_link(NEWSHAM, Role.OFFICE)
            self.opens_a_link("Ben", 0)
            self.opens_a_link("Cy", 0)
            self.registers("Dee", THIRSK, Role.HEAD)
            self.asks("Dee", NEWSHAM, Role.GOVERNOR)

    # --- coming

    @rule(who=WHO, school=SCHOOL, role=ROLE)
    def registers(self, who: str, school: int, role: Role) -> None:
        self.names(who, school)
        self.confirms(0, role)

    @rule(who=WHO, school=SCHOOL)
    def names(self, who: str, school: int) -> None:
        self.walk.taps(who, NameSchool(True))
        named = self.walk.says(who, NAMES[school]).route
        if isinstance(named, PickRole):
            assert not self.taken(school)
            self.drafts.append((who, school, named.draft))

    @rule(which=st.integers(0, 3), role=ROLE)
    def confirms(self, which: int, role: Role) -> None:
        """Only the first of a school comes in so, whoever named it before."""
        if self.drafts:
            who, school, draft = self.drafts[-1 - which % len(self.drafts)]
            first = [] if self.taken(school) else [(who, school)]
            with self.step(who, *first):
                self.walk.taps(who, Register(draft, True, role, -1))

    def taken(self, school: int) -> bool:
        """Whether anybody is there, or has left answers or notes there."""
        left = self.walk.rows(
            "SELECT 1 FROM answer WHERE school = ?"
            " UNION ALL SELECT 1 FROM note n JOIN audit a ON a.id = n.audit WHERE a.school = ?",
            school,
            school,
        )
        return bool(left) or any(there == school for _, there in self.members())

    @rule(who=WHO | st.just(FAY), school=SCHOOL, role=ROLE)
    def asks(self, who: str, school: int, role: Role) -> None:
        self.taps(who, TellLeadAs(school, role))

    @rule(by=ANYBODY, membership=MEMBERSHIP, welcome=st.booleans())
    def decides(self, by: str, membership: int, welcome: bool) -> None:
        by, membership = self.named(by, membership)
        asking = self.where(membership, "m.state = 'asked'")
        let_in = welcome and asking and self.may_decide(by, asking[1]) and asking[0] != by
        self.taps(by, Decide(membership, welcome), *([asking] if asking and let_in else []))

    @rule(school=SCHOOL, role=ROLE)
    def makes_a_link(self, school: int, role: Role) -> None:
        if school in self.begun:
            token = f"link-{len(self.links)}"
            terms = Terms(Into.SCHOOL, None, school=school, role=role, uses=2)
            invitations.make(self.walk.store.writer, token, terms, self.walk.now)
            self.links.append((token, school, self.walk.now))

    @rule(who=WHO, which=st.integers(0, 5))
    def opens_a_link(self, who: str, which: int) -> None:
        """A link older than that they were put out does not let them in again."""
        if self.links:
            token, school, since = self.links[-1 - which % len(self.links)]
            again = since > self.put_out.get((who, school), 0)
            with self.step(who, *([(who, school)] if again else [])):
                self.walk.opens(who, token)

    @rule(who=WHO, membership=MEMBERSHIP)
    def comes_in(self, who: str, membership: int) -> None:
        self.taps(who, ComeIn(self.id_of(membership)))

    # --- changing

    @rule(by=ANYBODY, membership=MEMBERSHIP, role=ROLE)
    def takes_a_role(self, by: str, membership: int, role: Role) -> None:
        by, membership = self.named(by, membership)
        self.taps(by, TakeRole(membership, role))

    @rule(by=ANYBODY, membership=MEMBERSHIP, beside=st.booleans())
    def gives_the_lead(self, by: str, membership: int, beside: bool) -> None:
        by, membership = self.named(by, membership)
        self.taps(by, GiveLead(membership, beside))

    @rule(who=WHO, membership=MEMBERSHIP)
    def switches(self, who: str, membership: int) -> None:
        self.taps(who, SwitchTo(self.id_of(membership)))

    # --- going

    @rule(by=ANYBODY, membership=MEMBERSHIP)
    def removes(self, by: str, membership: int) -> None:
        by, membership = self.named(by, membership)
        self.puts_out(by, RemoveForGood(membership))

    @rule(by=st.just(FAY) | ANYBODY, membership=MEMBERSHIP)
    def undoes(self, by: str, membership: int) -> None:
        by, membership = self.named(by, membership)
        self.puts_out(by, UndoForGood(membership))

    @rule(who=ANYBODY, membership=MEMBERSHIP, move=st.booleans())
    def leaves(self, who: str, membership: int, move: bool) -> None:
        """Nobody but they themselves."""
        who, membership = self.named(who, membership)
        before = self.members()
        self.taps(who, Move(membership) if move else LeaveForGood(membership))
        gone = before - self.members()
        assert {name for name, _ in gone} <= {who}
        for at in gone:
            self.put_out.pop(at, None)

    @rule(who=WHO, seldom=st.integers(0, 7))
    def is_erased(self, who: str, seldom: int) -> None:
        """Who comes afterwards under that name is somebody else."""
        if seldom < 7:
            return
        self.taps(who, EraseMeForGood())
        self.put_out = {at: when for at, when in self.put_out.items() if at[0] != who}

    @rule(seconds=st.sampled_from([60, 3 * 86400]))
    def time_goes_by(self, seconds: int) -> None:
        self.walk.waits(seconds)

    # --- what must hold

    @contextmanager
    def step(self, actor: str, *granted: At) -> Iterator[None]:
        """Who is in after it and was not before was let in by it; who decides now and did not
        before came in by it, or somebody who did decide there brought it about."""
        before, deciding = self.members(), self.deciding()
        may = {school for school in NAMES if self.may_decide(actor, school)}
        declined = self.declined()
        yield
        assert self.members() - before <= {*granted}
        assert {at for at in self.deciding() - deciding if at[1] not in may} <= {*granted}
        self.begun |= {school for _, school in self.members()}
        for at in self.declined() - declined:
            self.put_out[at] = self.walk.now

    def taps(self, who: str, route: Route, *granted: At) -> None:
        with self.step(who, *granted):
            self.walk.taps(who, route)

    def puts_out(self, by: str, route: RemoveForGood | UndoForGood) -> None:
        """Whoever may, and nobody puts themselves out so."""
        before = self.members()
        may = {school for school in NAMES if self.may_decide(by, school)}
        self.taps(by, route)
        gone = before - self.members()
        assert {school for _, school in gone} <= may
        assert by not in {name for name, _ in gone}
        self.put_out.update(dict.fromkeys(gone, self.walk.now))

    @invariant()
    def a_school_with_people_is_led(self) -> None:
        assert {school for _, school in self.members()} == self.schools("m.leads")

    @invariant()
    def whoever_is_out_has_no_right_there(self) -> None:
        """And a governor answers for the school only while leading it."""
        db, house = self.walk.store.reader, self.walk.house
        inside, known = self.members(), {id_ for (id_,) in self.walk.rows("SELECT id FROM school")}
        for (external,) in self.walk.rows("SELECT external_id FROM account"):
            who = people.meet(db, CHANNEL, external, "", 0)
            turn = Turn(db, self.walk.now, who, house)
            for school in known:
                here = People(school, 0)
                assert relations.member(turn, here) == ((external.capitalize(), school) in inside)
                if not relations.member(turn, here):
                    rights = (relations.staff, relations.lead, relations.head)
                    assert not any(right(turn, here) for right in rights)
        reading = self.at("m.state = 'member' AND m.role = 'governor' AND NOT m.leads")
        for name, school in reading:
            who = people.meet(db, CHANNEL, name.lower(), "", 0)
            assert not relations.staff(Turn(db, self.walk.now, who, house), People(school, 0))

    def id_of(self, ago: int) -> int:
        """The id of a membership, however it stands now."""
        rows = self.walk.rows("SELECT id FROM membership ORDER BY id DESC")
        return int(rows[ago % len(rows)][0]) if rows else 1

    def named(self, who: str, ago: int) -> tuple[str, int]:
        """Whom a rule means, and the id of which membership."""
        membership = self.id_of(ago)
        if who == A_LEAD:
            there = self.where(membership, "TRUE")
            leads = [name for name, school in self.rows("m.leads") if there and school == there[1]]
            who = leads[0] if leads else "Ana"
        return who, membership

    def members(self) -> set[At]:
        return self.at("m.state = 'member'")

    def deciding(self) -> set[At]:
        return self.at("m.state = 'member' AND (m.leads OR m.role = 'head')")

    def declined(self) -> set[At]:
        return self.at("m.state = 'declined'")

    def may_decide(self, who: str, school: int) -> bool:
        return (who, school) in self.deciding() or (who, school) == (FAY, NEWSHAM)

    def where(self, membership: int, that: str) -> At | None:
        return next(iter(self.at(f"m.id = {membership} AND {that}")), None)

    def at(self, that: str) -> set[At]:
        return {*self.rows(that)}

    def rows(self, that: str) -> list[At]:
        both = "SELECT a.external_id, m.school FROM membership m JOIN account a USING (person)"
        rows = self.walk.rows(f"{both} WHERE {that} ORDER BY m.id")
        return [(external.capitalize(), school) for external, school in rows]

    def schools(self, that: str) -> set[int]:
        return {school for _, school in self.at(that)}

    def teardown(self) -> None:
        at_once(self.walk.store.close())
        self.folder.cleanup()


TestComingAndGoing = ComingAndGoing.TestCase
TestComingAndGoing.settings = settings(
    max_examples=120,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)

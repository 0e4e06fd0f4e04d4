"""Newsham and who is there, for tests of people: several side by side, on a walk."""

import sqlite3

from bot.plain import plain
from dialogs.codes import Route
from dialogs.routes import (
    NameSchool,
    Register,
    RemoveForGood,
)
from neambition.store import cohorts, invitations, memberships, people
from neambition.store.invitations import Into, Terms
from neambition.store.memberships import Membership, Role
from tests.play import CHANNEL
from tests.walk import Walk, buttons, name

NEWSHAM, AUDIT = 1, 1
HOUR = 3600


class Town:
    """Newsham: Ana leads, Hal is its head, Ben teaches, Gus is a governor, Zoe was removed. Eve is
    of Thirsk, and Fay facilitates a cohort that Newsham is in."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.registers("Ana", "Newsham Primary", Role.LEAD)
        for who, role in (
            ("Hal", Role.HEAD),
            ("Ben", Role.TEACHER),
            ("Gus", Role.GOVERNOR),
            ("Zoe", Role.TEACHER),
        ):
            self.comes(who, role)
        walk.taps("Ana", RemoveForGood(self.at("Zoe").id))
        self.registers("Eve", "Thirsk Infants", Role.LEAD)
        self.facilitates("Fay")
        walk.waits(60)
        walk.shown.clear()

    @property
    def db(self) -> sqlite3.Connection:
        return self.walk.store.writer

    def person(self, who: str) -> int:
        return people.meet(self.db, CHANNEL, who.lower(), who, self.walk.now).person

    def at(self, who: str, school: int = NEWSHAM) -> Membership:
        found = memberships.at(self.db, self.person(who), school)
        assert found, f"{who} is nothing to that school"
        return found

    def registers(self, who: str, school: str, role: Role) -> None:
        self.walk.taps(who, NameSchool(True))
        named = self.walk.says(who, school).route
        self.walk.taps(who, Register(vars(named)["draft"], True, role, -1))

    def comes(self, who: str, role: Role, school: int = NEWSHAM) -> None:
        """Let in without being asked."""
        memberships.join(self.db, self.person(who), school, role, self.walk.now)
        self.walk.now += 1

    def facilitates(self, who: str, cohort: str = "Primary pilot 2026") -> None:
        made = cohorts.add(self.db, cohort, self.walk.now)
        cohorts.put_school(self.db, made.id, NEWSHAM, "", self.walk.now)
        cohorts.put_facilitator(self.db, made.id, self.person(who), self.walk.now)

    def link(self, role: Role = Role.TEACHER, school: int = NEWSHAM) -> str:
        """A link for many."""
        token = f"link-{self.walk.now}-{school}"
        terms = Terms(Into.SCHOOL, None, school=school, role=role, uses=9)
        invitations.make(self.db, token, terms, self.walk.now)
        return token

    def arrives(self) -> set[tuple[str, Route]]:
        """What the bot has to say by itself: to whom, and which screen."""
        before = len(self.walk.shown)
        self.walk.waits(0)
        came = [(name(d.account), d.route) for d in self.walk.shown[before:]]
        assert len(came) == len(set(came))
        return set(came)

    def sees(self, who: str, route: Route) -> str:
        return plain(self.walk.taps(who, route).screen.html)

    def leads(self) -> set[str]:
        rows = self.walk.rows(
            "SELECT a.external_id FROM membership m JOIN account a USING (person)"
            " WHERE m.leads AND m.school = ?",
            NEWSHAM,
        )
        return {external.capitalize() for (external,) in rows}


def ways(town: Town, who: str, route: Route | None = None) -> list[Route]:
    """Where the buttons lead of what somebody has before them, or of that screen."""
    if route:
        town.walk.taps(who, route)
    return [button.route for button in buttons(town.walk.latest(who))]

"""Newsham with Ana, Ben and a governor, looked after by Fay and Gil; and others around them."""

from bot.plain import plain
from dialogs.routes import SendQuestion
from neambition.resources.entry import Resource
from neambition.resources.shelf import Reading
from neambition.store import catalogue, cohorts, memberships, people, questions, requests, schools
from neambition.store.memberships import Role
from neambition.store.questions import Question
from tests.play import CHANNEL
from tests.walk import Walk, name

NEWSHAM = 1
A_DAY = 86400
PILOT = "Primary pilot 2026"


class Hub:
    """Hal looks after another cohort, Eve is at a school that nobody looks after, Tom at none."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.db = walk.store.writer
        self.school = schools.add(self.db, "Newsham Primary", "Blyth", walk.now).id
        self.elsewhere = schools.add(self.db, "Thirsk Infants", "", walk.now).id
        assert self.school == NEWSHAM
        for who, role in (("Ana", Role.TEACHER), ("Ben", Role.LEAD), ("Gov", Role.GOVERNOR)):
            self.joins(who, self.school, role)
        self.joins("Eve", self.elsewhere, Role.LEAD)
        self.person("Tom")
        self.cohort = cohorts.add(self.db, PILOT, walk.now).id
        other = cohorts.add(self.db, "Another", walk.now).id
        cohorts.put_school(self.db, self.cohort, self.school, "", walk.now)
        for who, of in (("Fay", self.cohort), ("Gil", self.cohort), ("Hal", other)):
            cohorts.put_facilitator(self.db, of, self.person(who), walk.now)

    def person(self, who: str) -> int:
        return people.meet(self.db, CHANNEL, who.lower(), who, self.walk.now).person

    def joins(self, who: str, school: int, role: Role = Role.TEACHER) -> None:
        memberships.join(self.db, self.person(who), school, role, self.walk.now)

    def leaves(self, who: str) -> None:
        here = memberships.at(self.db, self.person(who), self.school)
        assert here
        memberships.leave(self.db, here.id, here.person, self.walk.now)

    def stops(self, who: str) -> None:
        """Somebody facilitates no longer."""
        self.db.execute("DELETE FROM cohort_facilitator WHERE person = ?", (self.person(who),))

    def blocks(self, who: str) -> None:
        people.block(self.db, CHANNEL, who.lower(), self.walk.now)

    def looks_for(self, who: str = "Ana", words: str = "a baker to come in") -> int:
        """A request of theirs; its id."""
        return requests.add(self.db, self.person(who), words, Reading((), ()), self.walk.now)

    def asks(self, who: str = "Ana", words: str = "a baker to come in") -> int:
        """Somebody sends a question, and it arrives; its id."""
        self.walk.taps(who, SendQuestion(self.looks_for(who, words), 0, self.school))
        self.walk.waits(1)
        return int(self.walk.rows("SELECT max(id) FROM question")[0][0])

    def question(self, id_: int) -> Question:
        found = questions.question(self.db, id_)
        assert found
        return found

    def arrives(self) -> dict[str, str]:
        """What comes to each by itself now, as it reads; at most one message each."""
        before = len(self.walk.shown)
        self.walk.waits(1)
        came = [(name(d.account), plain(d.screen.html)) for d in self.walk.shown[before:]]
        assert len(dict(came)) == len(came)
        return dict(came)

    def draft(self) -> int:
        """The latest of anybody's."""
        return int(self.walk.rows("SELECT max(id) FROM draft")[0][0])

    def changes(self, entry: Resource, retired: bool) -> None:
        """A facilitator adds that entry, or retires it."""
        self.db.execute(
            "INSERT INTO resource (id, fields, retired) VALUES (?, ?, ?)",
            (entry.id, entry.model_dump_json(), retired),
        )
        self.db.execute(
            "INSERT INTO resource_change (resource, what, at) VALUES (?, 'retired', 0)", (entry.id,)
        )
        assert catalogue.version(self.db)

    def reads(self, who: str) -> str:
        """What somebody was shown last."""
        return plain(self.walk.latest(who).html)

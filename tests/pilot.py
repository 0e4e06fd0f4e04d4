"""A cohort of any size, laid down by SQL: each school joined by one lead who has yet to begin."""

import sqlite3
from dataclasses import dataclass

from dialogs import routes
from neambition.framework import Level
from neambition.nudges import Audience, State, Template
from neambition.store import answers, audience, audits, cohorts, memberships, nudges, people
from neambition.store.memberships import Role
from neambition.store.people import Account
from tests.play import CHANNEL, TUESDAY_AT_TEN, house
from tests.walk import Walk

A_DAY = 86400
NOON = TUESDAY_AT_TEN + 2 * 3600
CASES = "SELECT state, count(*) FROM outbox WHERE class <> 'service' GROUP BY state"

FIRST = 1000
"""The first lead's id in the channel; the others follow."""


@dataclass(frozen=True)
class Pilot:
    """A cohort, and the account of Fay who facilitates it."""

    cohort: int
    fay: Account


def lay(db: sqlite3.Connection, schools: int, now: int, fay: str = "fay") -> Pilot:
    """`fay`: her id in the channel. School n (from 1) is led by the account FIRST + n - 1."""
    account = people.meet(db, CHANNEL, fay, "Fay", now)
    cohort = cohorts.add(db, "Primary pilot 2026", now).id
    cohorts.put_facilitator(db, cohort, account.person, now)
    (person,) = db.execute("SELECT max(id) FROM person").fetchone()
    (school,) = db.execute("SELECT coalesce(max(id), 0) FROM school").fetchone()
    (last,) = db.execute("SELECT max(id) FROM account").fetchone()
    values = {"n": schools, "p": person, "s": school, "a": last, "now": now, "first": FIRST - 1}
    counted = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :n)"
    for table, columns in (
        ("person (id, first_name, since)", ":p + n, 'Lead ' || n, :now"),
        (
            "account (id, person, channel, external_id)",
            ":a + n, :p + n, 'telegram', CAST(:first + n AS TEXT)",
        ),
        ("conversation (account)", ":a + n"),
        (
            "school (id, name, name_key, town, since)",
            ":s + n, 'School ' || n, 'school ' || n, 'Blyth', :now",
        ),
        (
            "membership (person, school, role, state, leads, since, chosen_at)",
            ":p + n, :s + n, 'lead', 'member', 1, :now, :now",
        ),
    ):
        db.execute(f"INSERT INTO {table} {counted} SELECT {columns} FROM c", values)  # noqa: S608
    db.execute(
        "INSERT INTO cohort_school (cohort, school, since)"
        " SELECT ?, id, ? FROM school WHERE id > ?",
        (cohort, now, school),
    )
    return Pilot(cohort, account)


def send_to_all(db: sqlite3.Connection, pilot: Pilot, now: int, better: bool = False) -> int:
    """Fay's nudge to everyone who has not begun, on its way; its id."""
    of = Audience(state=State.NOT_BEGUN)
    id_ = nudges.draft(db, pilot.cohort, pilot.fay.person, of, now)
    nudges.say(db, id_, Template.BEGIN, "")
    to = audience.reach(db, pilot.cohort, of, now)
    assert nudges.send(db, id_, pilot.fay.person, to, not_before=now, better=better, now=now)
    return id_


class Cohort:
    """Fay's cohort of three schools, each with its lead; the clock is the walk's."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.db = walk.store.writer
        self.pilot: Pilot = lay(self.db, 3, walk.now)
        self.id = self.pilot.cohort
        rows = self.db.execute("SELECT school, person FROM membership ORDER BY school").fetchall()
        self.lead = dict(rows)
        self.schools = [school for school, _ in rows]
        self.accounts = [
            id_
            for (id_,) in self.db.execute(
                "SELECT id FROM account WHERE person <> ? ORDER BY id", (self.pilot.fay.person,)
            )
        ]

    def answers(self, school: int, count: int, level: Level = Level.STARTED) -> int:
        """The lead gives so many answers, in the open audit or a new one; the audit."""
        person = self.lead[school]
        latest = audits.latest(self.db, school, person)
        if latest is None or latest.finished:
            audits.start(self.db, school, house().framework.version, False, self.walk.now)
            latest = audits.latest(self.db, school, person)
        assert latest
        given = answers.levels(self.db, latest.id)
        for statement in [s for s in house().framework.by_id if s not in given][:count]:
            answers.give(self.db, latest, statement, level, person, Role.LEAD, self.walk.now)
        return latest.id

    def finishes(self, school: int, level: Level = Level.STARTED) -> None:
        audits.finish(self.db, self.answers(school, 40, level), self.walk.now)

    def reach(self, of: Audience) -> list[int]:
        """The schools that a nudge to it would reach, in order."""
        return [r.school for r in audience.reach(self.db, self.id, of, self.walk.now).people]

    def colleague(self, school: int, who: str, role: Role) -> int:
        """Somebody more at a school; the person."""
        person = people.meet(self.db, CHANNEL, who, who.capitalize(), self.walk.now).person
        memberships.join(self.db, person, school, role, self.walk.now)
        return person

    def drafts(self, of: Audience, template: Template = Template.CARRY_ON) -> int:
        id_ = nudges.draft(self.db, self.id, self.pilot.fay.person, of, self.walk.now)
        nudges.say(self.db, id_, template, "")
        return id_

    def sends(self, of: Audience, now: bool = True) -> int:
        """Fay confirms a nudge; its id."""
        id_ = self.drafts(of)
        self.walk.taps("Fay", routes.NudgeSend(id_, now))
        return id_

    def cases(self) -> dict[str, int]:
        return dict(self.walk.rows(CASES))

    def got(self, number: int) -> list[str]:
        """What the lead of the school of that number (from 1) was sent, as it read."""
        who = str(FIRST + number - 1)
        return [d.screen.html for d in self.walk.shown if d.account.external_id == who]

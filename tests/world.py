"""A small world in which somebody stands in every relation to one school, Newsham."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from neambition.framework import Level
from neambition.nudges import Audience, Template
from neambition.resources.shelf import Reading
from neambition.store import (
    answers,
    assignments,
    audience,
    audits,
    closures,
    cohorts,
    contacts,
    invitations,
    later,
    memberships,
    notes,
    nudges,
    people,
    plan,
    questions,
    relays,
    requests,
    schools,
)
from neambition.store.contacts import How
from neambition.store.invitations import Into, Terms
from neambition.store.memberships import Role, State
from neambition.store.people import Account
from neambition.store.plan import Doer, What
from neambition.terms import Days
from tests.play import CHANNEL, TUESDAY_AT_TEN, house
from tests.walk import Walk

AT_NEWSHAM = {
    "lead": Role.LEAD,
    "head": Role.HEAD,
    "teacher": Role.TEACHER,
    "governor": Role.GOVERNOR,
    "removed": Role.TEACHER,
}
OUTSIDE = (
    *("stranger", "other", "asked", "declined", "helper"),
    *("facilitator", "shown", "elsewhere"),
)

OWNERS = {
    "note": "teacher",
    "contact": "facilitator",
    "assignment": "helper",
    "membership": "asked",
    "message": "teacher",
    "due": "teacher",
    "remark": "teacher",
    "relay": "facilitator",
    "asked": "teacher",
}
"""Whose the thing is, by the name of a route's field."""


@dataclass
class World:
    """`things`: by the name of a route's field, Newsham's own."""

    walk: Walk
    accounts: dict[str, Account]
    things: dict[str, int | str | date]


def newsham(file: Path) -> World:
    """Newsham, in two cohorts, sharing its results with the second; everyone has been here."""
    walk = Walk(file)
    db, now = walk.store.writer, TUESDAY_AT_TEN
    accounts = {
        who: people.meet(db, CHANNEL, who, who.capitalize(), now) for who in (*AT_NEWSHAM, *OUTSIDE)
    }
    person = {who: account.person for who, account in accounts.items()}
    school = schools.add(db, "Newsham Primary", "Blyth", now).id
    asked = peopled(db, school, person, now)
    cohort = facilitated(db, school, person, now)
    audit, note = answered(db, school, person["teacher"], now)
    assignment = handed(db, audit, school, person, now)
    asks = Terms(Into.SCHOOL, person["lead"], school=school, role=Role.LEAD)
    invitation = invitations.make(db, "another token", asks, now)
    spare = schools.add(db, "Newsham Infants", "", now).id
    contacts.add(db, cohort, school, How.NOTE, "Rang the office", person["facilitator"], now)
    nudge, message, relay, closure, due = nudged(db, cohort, school, person, now)
    by = Doer(person["teacher"], Role.TEACHER)
    what = What(house().framework.version, 1, "1.1a", "Ask the head to name one person")
    item = plan.add(db, school, what, by, now)
    plan.add_note(db, item, person["teacher"], Role.TEACHER, "Rang the port", now)
    request, question = asked_for(db, school, person["teacher"], now)
    things: dict[str, int | str | date] = {
        **NOBODYS,
        "request": request,
        "asked": question,
        "item": item,
        "remark": 1,
        "school": school,
        "membership": asked,
        "audit": audit,
        "note": note,
        "invitation": invitation,
        "assignment": assignment,
        "contact": 1,
        "into": spare,
        "lead": asked,
        "adding": spare,
        "moment": now,
        "cohort": cohort,
        "nudge": nudge,
        "message": message,
        "relay": relay,
        "closure": closure,
        "due": due,
        "like": school,
        "at": now + 3600,
    }
    return World(walk, accounts, things)


NOBODYS: dict[str, int | str | date] = {
    "back": 0,
    "first": 1,
    "last": 8,
    "line": 0,
    "days": 0,
    "draft": 10**9,  # nobody's: drafts are looked up by whose they are
    "request": 10**9,  # and so is what was looked for
    "before": 10**9,
    "statement": "1.1",
    "after": "",
    "action": "1.1a",
    "question": house().framework.confidence[0].id,
    "benchmark": 1,
    "page": 0,
    "value": 1,
    "planning": 1,
    "seen": 10**9,
    "change": 1,
    "day": date(2026, 12, 1),
    "shown": 1,
    "choice": "",
    "resource": "primary-futures",
    "code": "visitor",
}


def peopled(db: sqlite3.Connection, school: int, person: dict[str, int], now: int) -> int:
    """Its people, one of them removed; one declined, and one who asks to come in: that asking."""
    elsewhere = schools.add(db, "Whitley Bay Primary", "", now).id
    memberships.join(db, person["other"], elsewhere, Role.LEAD, now)
    for who, role in AT_NEWSHAM.items():
        memberships.join(db, person[who], school, role, now)
    gone = memberships.at(db, person["removed"], school)
    assert gone
    memberships.leave(db, gone.id, person["lead"], now)
    asked = memberships.ask(db, person["asked"], school, Role.TEACHER, now).id
    declined = memberships.ask(db, person["declined"], school, Role.TEACHER, now).id
    memberships.decide(db, declined, State.DECLINED, person["lead"], now)
    return asked


def facilitated(db: sqlite3.Connection, school: int, person: dict[str, int], now: int) -> int:
    """Three cohorts. The first, whose id it is, and the second have the school; the second has its
    results."""
    first, second, third = (cohorts.add(db, f"Cohort {n}", now).id for n in (1, 2, 3))
    for cohort in (first, second):
        cohorts.put_school(db, cohort, school, "Blyth", now)
    for who, cohort in (
        ("facilitator", first),
        ("shown", first),
        ("shown", second),
        ("elsewhere", third),
    ):
        cohorts.put_facilitator(db, cohort, person[who], now)
    db.execute(
        "INSERT INTO sharing (school, cohort, results, at) VALUES (?, ?, 1, ?)",
        (school, second, now),
    )
    return first


def answered(db: sqlite3.Connection, school: int, teacher: int, now: int) -> tuple[int, int]:
    """An open audit with one answer and a note; the ids of audit and note."""
    id_ = audits.start(db, school, house().framework.version, False, now)
    audit = audits.audit(db, id_, teacher)
    assert audit
    answers.give(db, audit, "1.1", Level.STARTED, teacher, Role.TEACHER, now)
    notes.add(db, id_, "1.1", teacher, Role.TEACHER, "A farm visit", now)
    return id_, notes.on(db, id_, "1.1")[0].id


def handed(
    db: sqlite3.Connection, audit: int, school: int, person: dict[str, int], now: int
) -> int:
    """What the lead handed to the helper by a link: benchmark 1."""
    terms = Terms(Into.BENCHMARK, person["lead"], school=school, audit=audit, benchmark=1, uses=2)
    id_ = invitations.make(db, "a token", terms, now)
    link = invitations.invitation(db, id_)
    assert link
    return assignments.hand(db, link, person["helper"], Role.TEACHER, now).id


def nudged(
    db: sqlite3.Connection, cohort: int, school: int, person: dict[str, int], now: int
) -> tuple[int, int, int, int, int]:
    """A nudge drafted for the school; one that its teacher was sent, put off and answered; and days
    without messages. Their ids: nudge, message, relay, closure, reminder."""
    sent = nudges.draft(db, cohort, person["facilitator"], Audience(everyone=True), now)
    nudges.say(db, sent, Template.BEGIN, "")
    to = audience.reach(db, cohort, Audience(everyone=True), now)
    nudges.send(db, sent, person["facilitator"], to, not_before=now, better=False, now=now)
    (message, account) = db.execute(
        "SELECT o.id, a.id FROM outbox o JOIN account a ON a.id = o.account WHERE a.person = ?",
        (person["teacher"],),
    ).fetchone()
    later.remind_of_nudge(db, account, message, school, now + 86400)
    (due,) = db.execute("SELECT id FROM due").fetchone()
    between = (person["teacher"], person["facilitator"])
    about = relays.About(nudge=sent)
    relay = relays.add(db, about, school, between, to_school=False, words="Soon", now=now)
    closures.add(db, cohort, Days(date(2026, 12, 21), date(2027, 1, 4)))
    (closure,) = db.execute("SELECT id FROM closure").fetchone()
    draft = nudges.draft(db, cohort, person["facilitator"], Audience(), now)
    return draft, message, relay, closure, due


def asked_for(db: sqlite3.Connection, school: int, teacher: int, now: int) -> tuple[int, int]:
    """What the teacher looked for, and something that they ask the facilitators for: the ids of the
    request and of the question."""
    sent, kept = (
        requests.add(db, teacher, words, Reading((), ()), now) for words in ("a baker", "a vet")
    )
    of = requests.request(db, sent)
    assert of
    return kept, questions.ask(db, of, school, of.words, "", now)

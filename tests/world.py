"""A small world in which somebody stands in every relation to one school, Newsham."""

from dataclasses import dataclass
from pathlib import Path

from neambition.framework import Level
from neambition.store import answers, audits, cohorts, memberships, notes, people, schools
from neambition.store.memberships import Role, State
from neambition.store.people import Account
from tests.play import CHANNEL, TUESDAY_AT_TEN, house
from tests.walk import Walk

AT_NEWSHAM = {
    "lead": Role.LEAD,
    "head": Role.HEAD,
    "teacher": Role.TEACHER,
    "governor": Role.GOVERNOR,
    "removed": Role.TEACHER,
}
OUTSIDE = ("stranger", "other", "asked", "declined", "facilitator", "shown", "elsewhere")

OWNERS = {"note": "teacher", "membership": "asked"}
"""Whose the thing is, by the name of a route's field."""


@dataclass
class World:
    """`things`: by the name of a route's field, Newsham's own."""

    walk: Walk
    accounts: dict[str, Account]
    things: dict[str, int | str]


def newsham(file: Path) -> World:
    """Newsham, in two cohorts, sharing its results with the second; everyone has been here."""
    walk = Walk(file)
    db, now = walk.store.writer, TUESDAY_AT_TEN
    accounts = {
        who: people.meet(db, CHANNEL, who, who.capitalize(), now) for who in (*AT_NEWSHAM, *OUTSIDE)
    }
    person = {who: account.person for who, account in accounts.items()}
    school = schools.add(db, "Newsham Primary", "Blyth", now).id
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
    audit_id = audits.start(db, school, house().framework.version, False, now)
    audit = audits.audit(db, audit_id, person["teacher"])
    assert audit
    answers.give(db, audit, "1.1", Level.STARTED, person["teacher"], Role.TEACHER, now)
    notes.add(db, audit_id, "1.1", person["teacher"], Role.TEACHER, "A farm visit", now)
    note = notes.on(db, audit_id, "1.1")[0].id
    return World(
        walk,
        accounts,
        {
            "school": school,
            "membership": asked,
            "audit": audit_id,
            "note": note,
            "cohort": first,
            "draft": 10**9,  # nobody's: drafts are looked up by whose they are
            "statement": "1.1",
            "after": "",
            "action": "1.1a",
            "question": house().framework.confidence[0].id,
            "benchmark": 1,
            "page": 0,
            "value": 1,
            "planning": 1,
            "at": now + 3600,
            "shown": 1,
        },
    )

"""A school that has reviewed itself twice: answers, a plan, notes, and something done since."""

import random
import sqlite3
from dataclasses import dataclass
from datetime import date

from neambition.framework import Level
from neambition.plan import Due, Field, Owner, State
from neambition.store import (
    answers,
    audits,
    memberships,
    notes,
    now,
    people,
    plan,
    results,
    schools,
)
from neambition.store.memberships import Role
from neambition.store.people import Account
from neambition.store.plan import Doer, What
from tests.play import CHANNEL, TUESDAY_AT_TEN, house

A_DAY = 86400
FRAMEWORK = house().framework
RANGE = (Level.NOT_YET, Level.STARTED, Level.MOSTLY, Level.FULLY, Level.NOT_SURE)
AT_FIRST, LATER = (3, 3, 2, 1, 1), (1, 2, 3, 3, 1)
"""How often each level of RANGE is given."""


@dataclass(frozen=True)
class Reviewed:
    """`lead` and `head` are people of the school; the audits are finished, the first one first."""

    school: int
    lead: Account
    head: Account
    audits: tuple[int, int]


def lay(db: sqlite3.Connection, name: str, town: str = "", who: str = "ana") -> Reviewed:
    """Its answers follow from `who`, the lead's id in the channel."""
    chance = random.Random(who)  # noqa: S311 the same each time
    at = TUESDAY_AT_TEN
    lead = people.meet(db, CHANNEL, who, who.capitalize(), at)
    head = people.meet(db, CHANNEL, f"{who}-head", "Cat", at)
    school = schools.add(db, name, town, at).id
    memberships.join(db, lead.person, school, Role.LEAD, at)
    memberships.join(db, head.person, school, Role.HEAD, at)
    first = finish(db, school, lead, at - 200 * A_DAY, chance.choices(RANGE, AT_FIRST, k=40))
    last = finish(db, school, lead, at - 20 * A_DAY, chance.choices(RANGE, LATER, k=40))
    audits.sign_off(db, last, head.person, at - 18 * A_DAY)
    notes.add(db, last, "1.2", lead.person, Role.LEAD, "In the shared folder.\nSince May.", at)
    return Reviewed(school, lead, head, (first, last))


def finish(db: sqlite3.Connection, school: int, lead: Account, at: int, levels: list[Level]) -> int:
    """An audit with these answers, in the framework's order; its id."""
    id_ = audits.start(db, school, FRAMEWORK.version, False, at)
    audit = audits.audit(db, id_, lead.person)
    assert audit
    for statement, level in zip(FRAMEWORK.statements, levels, strict=True):
        answers.give(db, audit, statement.id, level, lead.person, Role.LEAD, at)
    audits.finish(db, id_, at, lead.person)
    results.keep(db, id_, FRAMEWORK)
    return id_


def plans(db: sqlite3.Connection, of: Reviewed, items: int) -> list[int]:
    """So many items, in every state, with and without owner and date; their ids."""
    by = Doer(of.lead.person, Role.LEAD)
    actions = [(s, a) for s in FRAMEWORK.statements for a in s.actions]
    owners = (Owner(of.head.person), Owner(words="the school office"), Owner())
    states = (State.TO_DO, State.DOING, State.DONE, State.DROPPED)
    made = []
    for n in range(items):
        statement, action = actions[n * 7 % len(actions)]
        what = What(FRAMEWORK.version, statement.benchmark, action.id, action.text)
        id_ = plan.add(db, of.school, what, by, TUESDAY_AT_TEN)
        plan.change(db, id_, Field.OWNER, str(owners[n % 3]), by, TUESDAY_AT_TEN)
        if n % 5:
            due = Due(date(2026, 11 + n % 2, 10 + n % 18), about=n % 5 == 1)
            plan.change(db, id_, Field.DUE, str(due), by, TUESDAY_AT_TEN)
        plan.change(db, id_, Field.STATE, states[n // 2 % 4], by, TUESDAY_AT_TEN)
        made.append(id_)
    return made


def done(
    db: sqlite3.Connection, of: Reviewed, item: int | None, statement: str, level: Level
) -> None:
    """The head answers a statement anew, because that item was finished if it was."""
    at = TUESDAY_AT_TEN - A_DAY
    now.give(
        db, of.school, FRAMEWORK.version, statement, level, of.head.person, Role.HEAD, item, at
    )

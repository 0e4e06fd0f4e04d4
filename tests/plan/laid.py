"""Newsham with a finished audit, and what people there do with its plan."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dialogs.routes import (
    AddAction,
)
from neambition.framework import Level
from neambition.plan import Field, Standing
from neambition.store import answers, audits, memberships, people, plan, results
from neambition.store.memberships import Role
from neambition.store.plan import Item
from tests.play import CHANNEL, TUESDAY_AT_TEN, house
from tests.walk import Walk, fresh

TODAY = date(2026, 11, 24)
SCHOOL, AUDIT = 1, 1


def planned(file: Path) -> Walk:
    """Newsham, led by Ana, with Ben the teacher and Gil the governor: every statement is started,
    and the audit finished."""
    walk = Walk(fresh(file))
    db = walk.store.writer
    framework = house().framework
    db.execute("INSERT INTO school (name, name_key, since) VALUES ('Newsham', 'newsham', 0)")
    for who, role in (("Ana", Role.LEAD), ("Ben", Role.TEACHER), ("Gil", Role.GOVERNOR)):
        person = people.meet(db, CHANNEL, who.lower(), who, TUESDAY_AT_TEN).person
        memberships.join(db, person, SCHOOL, role, TUESDAY_AT_TEN)
    id_ = audits.start(db, SCHOOL, framework.version, False, TUESDAY_AT_TEN)
    audit = audits.audit(db, id_, 1)
    assert audit
    for statement in framework.by_id:
        answers.give(db, audit, statement, Level.STARTED, 1, Role.LEAD, TUESDAY_AT_TEN)
    audits.finish(db, id_, TUESDAY_AT_TEN)
    results.keep(db, id_, framework)
    return walk


def puts_in(walk: Walk, who: str = "Ana", action: str = "1.1a") -> Item:
    walk.taps(who, AddAction(AUDIT, action))
    found = plan.of_action(walk.store.reader, SCHOOL, action)
    assert found
    return found


def item(walk: Walk, id_: int = 1) -> Item:
    found = plan.item(walk.store.reader, id_)
    assert found
    return found


def replay(changes: Iterable[tuple[Field, str]]) -> Standing:
    """An item after these changes, the oldest first."""
    standing = Standing()
    for field, new in changes:
        standing = standing.changed(field, new)
    return standing

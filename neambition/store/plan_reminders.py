"""Reminders of the plan: posted once a person and working day, looked at again before they go."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from neambition import hours
from neambition.nudges import Case, Mute
from neambition.plan_reminders import CATCH_UP, Moment, to_say
from neambition.store import closures, cohorts, memberships, mutes
from neambition.terms import LONGEST, Days

SEND_ROUTE = "yrb:"
"""What stands before a bundle's day in the code of its screen."""
FURTHEST = timedelta(days=LONGEST + 14)
"""So far ahead a date may be whose reminder falls today, before a long closure."""


@dataclass(frozen=True)
class Mark:
    """That somebody is reminded of an item as it was due then."""

    item: int
    due_on: date
    moment: Moment


@dataclass(frozen=True)
class _Open:
    """An open item with a due date; `dated`: when it was given that, in UTC seconds."""

    id: int
    school: int
    due: date
    owner: int | None
    dated: int


def post_due(db: sqlite3.Connection, now: int, zone: ZoneInfo) -> None:
    """Put in the outbox what is to be said today: one message a person, at the next better hour.

    What comes up after that message has gone waits for the next working day.
    """
    today = datetime.fromtimestamp(now, zone).date()
    found: dict[int, list[Mark]] = defaultdict(list)
    opens: dict[int, int] = {}
    for item, moment, at in _to_say(db, now, zone, today):
        for person in _whose(db, item):
            found[person].append(Mark(item.id, item.due, moment))
            opens[person] = max(at, opens.get(person, 0))
    for person, marks in found.items():
        if _posted(db, person, today, opens[person]):
            _mark(db, person, today, marks)


def _to_say(
    db: sqlite3.Connection, now: int, zone: ZoneInfo, today: date
) -> Iterator[tuple[_Open, Moment, int]]:
    """Each item that is spoken of today, and from when; schools whose hours are over wait."""
    shut: dict[int, tuple[Days, ...]] = {}
    for item in _open(db, today):
        if item.school not in shut:
            shut[item.school] = closed(db, item.school)
        at = hours.next_open(now, zone, shut[item.school])
        if datetime.fromtimestamp(at, zone).date() != today:
            continue
        dated = datetime.fromtimestamp(item.dated, zone).date()
        moment = to_say(item.due, dated, _said(db, item), today, shut[item.school])
        if moment:
            yield item, moment, at


def _open(db: sqlite3.Connection, today: date) -> list[_Open]:
    rows = db.execute(
        "SELECT i.id, i.school, i.due_on, i.owner, max(i.since, coalesce((SELECT max(c.at)"
        " FROM plan_change c WHERE c.item = i.id AND c.field = 'due'), 0)) FROM plan_item i"
        " WHERE i.state IN ('to_do', 'doing') AND i.due_on BETWEEN ? AND ? ORDER BY i.due_on, i.id",
        ((today - CATCH_UP - FURTHEST).isoformat(), (today + FURTHEST).isoformat()),
    ).fetchall()
    return [
        _Open(id_, school, date.fromisoformat(due), owner, dated)
        for id_, school, due, owner, dated in rows
    ]


def closed(db: sqlite3.Connection, school: int) -> tuple[Days, ...]:
    """The days on which any of a school's cohorts is closed."""
    return tuple(
        days for cohort in cohorts.of_school(db, school) for days in closures.days(db, cohort.id)
    )


def _said(db: sqlite3.Connection, item: _Open) -> set[Moment]:
    rows = db.execute(
        "SELECT DISTINCT moment FROM plan_reminder WHERE item = ? AND due_on = ?",
        (item.id, item.due.isoformat()),
    )
    return {Moment(moment) for (moment,) in rows}


def _whose(db: sqlite3.Connection, item: _Open) -> list[int]:
    """Its owner, who answers for that school; of what is nobody's there, whoever leads."""
    here = memberships.members(db, item.school)
    owners = [m.person for m in here if m.person == item.owner and m.answers]
    wanted = owners or [m.person for m in here if m.leads]
    return [person for person in wanted if Mute.PLAN not in mutes.muted(db, person)]


def _posted(db: sqlite3.Connection, person: int, today: date, at: int) -> bool:
    """Whether today's message to somebody waits by now; False if it has gone, or cannot."""
    row = db.execute(
        "SELECT id FROM account WHERE person = ? AND blocked_at IS NULL ORDER BY id DESC LIMIT 1",
        (person,),
    ).fetchone()
    prefix = f"plan:{person}:{today}:"
    known = db.execute(
        "SELECT state FROM outbox WHERE key >= ? AND key < ?", (prefix, prefix[:-1] + ";")
    ).fetchone()
    if known:
        return bool(known[0] == "waiting")
    if row is None:
        return False
    db.execute(
        "INSERT INTO outbox (key, account, route, class, not_before, state)"
        " VALUES (?, ?, ?, 'plan', ?, 'waiting')",
        (f"{prefix}{row[0]}", row[0], f"{SEND_ROUTE}{today}", at),
    )
    return True


def _mark(db: sqlite3.Connection, person: int, today: date, marks: list[Mark]) -> None:
    db.executemany(
        "INSERT INTO plan_reminder (item, due_on, moment, person, on_day) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [(m.item, m.due_on.isoformat(), m.moment, person, today.isoformat()) for m in marks],
    )


def marks(db: sqlite3.Connection, person: int, on: date) -> list[Mark]:
    """What somebody is reminded of in a day's message, the first due first."""
    rows = db.execute(
        "SELECT item, due_on, moment FROM plan_reminder WHERE person = ? AND on_day = ?"
        " ORDER BY due_on, item",
        (person, on.isoformat()),
    )
    return [Mark(item, date.fromisoformat(due), Moment(moment)) for item, due, moment in rows]


# --- before it goes


def verdict(db: sqlite3.Connection, outgoing: int, now: int, zone: ZoneInfo) -> Case | int | None:
    """As `sending.verdict`. A message whose day is over is not sent, and what it would have said
    is found again."""
    key, blocked = db.execute(
        "SELECT o.key, a.blocked_at IS NOT NULL FROM outbox o JOIN account a ON a.id = o.account"
        " WHERE o.id = ?",
        (outgoing,),
    ).fetchone()
    _, of, day, _ = key.split(":")
    person, on = int(of), date.fromisoformat(day)
    if blocked:
        return Case.BLOCKED
    if Mute.PLAN in mutes.muted(db, person):
        return Case.MUTED
    schools = _schools(db, person, on)
    if not schools:
        return Case.UNNEEDED
    shut = tuple(days for school in schools for days in closed(db, school))
    opens = hours.next_open(now, zone, shut)
    if datetime.fromtimestamp(opens, zone).date() != on:
        db.execute(
            "DELETE FROM plan_reminder WHERE person = ? AND on_day = ?", (person, on.isoformat())
        )
        return Case.UNNEEDED
    return opens if opens > now else None


def _schools(db: sqlite3.Connection, person: int, on: date) -> list[int]:
    """The schools of what is still open of a day's message, still due then, and still theirs."""
    rows = db.execute(
        "SELECT i.id, i.school, i.due_on, i.owner, i.since FROM plan_reminder r"
        " JOIN plan_item i ON i.id = r.item AND i.due_on = r.due_on"
        " WHERE r.person = ? AND r.on_day = ? AND i.state IN ('to_do', 'doing')",
        (person, on.isoformat()),
    ).fetchall()
    items = [
        _Open(id_, school, date.fromisoformat(due), owner, since)
        for id_, school, due, owner, since in rows
    ]
    return list(dict.fromkeys(item.school for item in items if person in _whose(db, item)))

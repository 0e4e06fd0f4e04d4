"""Did you use it? Posted at most once a person in seven days, looked at again before it goes."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from neambition import hours, school_year
from neambition.follow_up import AFTER, APART, CATCH_UP, MOST, How, Said, Vote, to_ask
from neambition.nudges import Case, Mute
from neambition.resources.catalogue import Catalogue
from neambition.school_year import Terms
from neambition.store import catalogue, memberships, mutes, plan_reminders, term_dates
from neambition.terms import Days

SEND_ROUTE = "uq:"
"""What stands before a message's day in the code of its screen."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """That somebody took up a resource, first at that time in UTC seconds."""

    person: int
    resource: str
    how: How
    at: int


@dataclass(frozen=True)
class Asked:
    """What somebody is asked about, with which day's message, and what they said."""

    resource: str
    how: How
    taken_at: int
    on: date
    said: Said | None


def take(
    db: sqlite3.Connection, person: int, resources: Iterable[str], now: int, item: int | None = None
) -> None:
    """Somebody takes these along as text, or into a plan as that item."""
    db.executemany(
        "INSERT INTO taken (person, resource, item, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(person, resource, item, now) for resource in resources],
    )


def tidy(db: sqlite3.Connection, now: int) -> None:
    """Forget what was taken along so long ago that nobody is asked about it any more."""
    kept = (AFTER + CATCH_UP + A_DAY).total_seconds()
    db.execute("DELETE FROM taken WHERE at < ?", (now - kept,))


# --- what is to be asked


def post_due(db: sqlite3.Connection, now: int, zone: ZoneInfo, file: Catalogue) -> None:
    """Put in the outbox what is to be asked today, at the next better hour of a school day: one
    message a person. `file`: the catalogue without what facilitators changed of it."""
    today = datetime.fromtimestamp(now, zone).date()
    found: dict[int, list[Taken]] = defaultdict(list)
    for taken in _to_ask(db, zone, today):
        found[taken.person].append(taken)
    listed = catalogue.standing(db, file) if found else {}
    for person, every in found.items():
        told = [taken for taken in every if taken.resource in listed][:MOST]
        at = _opens(db, person, now, zone)
        if told and at is not None and _posted(db, person, today, at):
            _mark(db, today, told)


_EVERY = (
    "SELECT person, resource, 'saved' AS how, at FROM saved"
    " UNION ALL SELECT person, resource, 'helpful', at FROM vote WHERE value > 0"
    " UNION ALL SELECT t.person, t.resource, CASE WHEN t.item IS NULL THEN 'text' ELSE 'plan' END,"
    " t.at FROM taken t LEFT JOIN plan_item i ON i.id = t.item"
    " WHERE t.item IS NULL OR i.state NOT IN ('dropped', 'undone')"
)
"""SQL: every time that somebody took up a resource, unless they thought better of it since."""

_NOT_YET = (
    "NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.person = t.person AND f.resource = t.resource)"
    " AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.person = t.person AND m.class = :mute)"
)
_IN_THIS = (
    "t.person = :person AND EXISTS (SELECT 1 FROM follow_up f WHERE f.person = t.person"
    " AND f.resource = t.resource AND f.on_day = :today AND f.said IS NULL)"
)


def _to_ask(
    db: sqlite3.Connection, zone: ZoneInfo, today: date, person: int | None = None
) -> list[Taken]:
    """What was taken up first; of nobody muted, and never what was asked about before. With a
    person, what of their message of today is still to be asked."""
    midnight = datetime.combine(today, datetime.min.time(), zone)
    values: dict[str, Any] = {
        "since": int((midnight - AFTER - CATCH_UP).timestamp()),
        "until": int((midnight - AFTER + A_DAY).timestamp()),
        "mute": Mute.FOLLOW_UP,
        "person": person,
        "today": today.isoformat(),
    }
    rows = db.execute(
        "SELECT t.person, t.resource, t.how, min(t.at), v.value, v.at"  # noqa: S608 our own words
        f" FROM ({_EVERY}) t LEFT JOIN vote v ON v.person = t.person AND v.resource = t.resource"
        " WHERE t.at >= :since AND t.at < :until"
        " AND NOT EXISTS (SELECT 1 FROM resource r WHERE r.id = t.resource AND r.retired)"
        f" AND {_NOT_YET if person is None else _IN_THIS}"
        " GROUP BY t.person, t.resource ORDER BY t.person, min(t.at), t.resource",
        values,
    ).fetchall()

    def on(at: int) -> date:
        return datetime.fromtimestamp(at, zone).date()

    return [
        Taken(who, resource, How(how), at)
        for who, resource, how, at, value, voted_at in rows
        if to_ask(on(at), Vote(value, on(voted_at)) if value else None, today)
    ]


def _opens(db: sqlite3.Connection, person: int, now: int, zone: ZoneInfo) -> int | None:
    """When today somebody's school is in its better hours, from `now` on; none if not today. Who
    has no school keeps the region's terms."""
    here = memberships.belongs(db, person)
    closed: tuple[Days, ...] = plan_reminders.closed(db, here.school.id) if here else ()
    terms: Terms = term_dates.of_school(db, here.school.id) if here else school_year.region()
    today = datetime.fromtimestamp(now, zone).date()
    if not terms.teaches(today):
        return None
    at = hours.next_open(now, zone, closed)
    return at if datetime.fromtimestamp(at, zone).date() == today else None


def _posted(db: sqlite3.Connection, person: int, today: date, at: int) -> bool:
    """Whether a message is put in the outbox: they can be written to, and got none lately."""
    account = db.execute(
        "SELECT id FROM account WHERE person = ? AND blocked_at IS NULL ORDER BY id DESC LIMIT 1",
        (person,),
    ).fetchone()
    lately = db.execute(
        "SELECT 1 FROM outbox WHERE key >= ? AND key < ?"
        " AND state IN ('waiting', 'claimed', 'sent', 'unknown')"
        " AND max(not_before, coalesce(settled_at, 0)) > ?",
        (f"follow_up:{person}:", f"follow_up:{person};", at - APART),
    ).fetchone()
    if account is None or lately:
        return False
    done = db.execute(
        "INSERT INTO outbox (key, account, route, class, not_before, state)"
        " VALUES (?, ?, ?, 'follow_up', ?, 'waiting') ON CONFLICT (key) DO NOTHING",
        (f"follow_up:{person}:{today}", account[0], f"{SEND_ROUTE}{today}", at),
    )
    return done.rowcount == 1


def _mark(db: sqlite3.Connection, today: date, told: list[Taken]) -> None:
    db.executemany(
        "INSERT INTO follow_up (person, resource, how, taken_at, on_day) VALUES (?, ?, ?, ?, ?)",
        [(t.person, t.resource, t.how, t.at, today.isoformat()) for t in told],
    )


# --- before it goes


def verdict(db: sqlite3.Connection, outgoing: int, now: int, zone: ZoneInfo) -> Case | int | None:
    """As `sending.verdict`. What is not asked now is as if it had never been meant to be: it is
    found again while it is to be asked."""
    key, blocked = db.execute(
        "SELECT o.key, a.blocked_at IS NOT NULL FROM outbox o JOIN account a ON a.id = o.account"
        " WHERE o.id = ?",
        (outgoing,),
    ).fetchone()
    _, of, day = key.split(":")
    person, on = int(of), date.fromisoformat(day)
    case = Case.BLOCKED if blocked else None
    if Mute.FOLLOW_UP in mutes.muted(db, person):
        case = case or Case.MUTED
    opens = _opens(db, person, now, zone)
    over = opens is None or datetime.fromtimestamp(now, zone).date() != on
    told = [] if case or over else _to_ask(db, zone, on, person)
    _leave_only(db, person, on, told)
    if not told:
        return case or Case.UNNEEDED
    return opens if opens is not None and opens > now else None


def _leave_only(db: sqlite3.Connection, person: int, on: date, told: list[Taken]) -> None:
    """Of a day's message, only these are asked about; what was answered stands."""
    kept = {taken.resource for taken in told}
    db.executemany(
        "DELETE FROM follow_up WHERE person = ? AND resource = ? AND said IS NULL",
        [(person, a.resource) for a in of_day(db, person, on) if a.resource not in kept],
    )


# --- what is said


_ASKED = "SELECT resource, how, taken_at, on_day, said FROM follow_up WHERE person = ?"


def _asked(resource: str, how: str, at: int, on: str, said: str | None) -> Asked:
    return Asked(resource, How(how), at, date.fromisoformat(on), Said(said) if said else None)


def of_day(db: sqlite3.Connection, person: int, on: date) -> list[Asked]:
    """What somebody is asked about in a day's message, as they took it up."""
    rows = db.execute(f"{_ASKED} AND on_day = ? ORDER BY taken_at, resource", (person, str(on)))
    return [_asked(*row) for row in rows]


def asked(db: sqlite3.Connection, person: int, resource: str) -> Asked | None:
    """Somebody's being asked about a resource."""
    row = db.execute(f"{_ASKED} AND resource = ?", (person, resource)).fetchone()
    return _asked(*row) if row else None


def say(db: sqlite3.Connection, person: int, resource: str, said: Said, now: int) -> None:
    """What they say of it; said again, the later counts."""
    db.execute(
        "UPDATE follow_up SET said = ?, said_at = ? WHERE person = ? AND resource = ?",
        (said, now, person, resource),
    )

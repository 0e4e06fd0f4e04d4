"""What happens later: due rows become outbox rows, outbox rows become messages."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from neambition.nudges import Case
from neambition.store import answers, sending
from neambition.store.sending import Outgoing


class Sent(StrEnum):
    """What became of a message that was begun."""

    SENT = "sent"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What is due: a reminder of an audit, or of a nudge."""

    REMINDER = "reminder"
    NUDGE = "nudge"


def remind(db: sqlite3.Connection, account: int, audit: int, due_at: int) -> None:
    """One reminder an audit and account; a new one replaces it. Any new answer makes it void."""
    _set(db, Kind.REMINDER, account, audit, answers.newest(db, audit), due_at)


def remind_of_nudge(
    db: sqlite3.Connection, account: int, message: int, school: int, due_at: int
) -> None:
    """The same of a nudge's message; any new answer of the school makes it void."""
    _set(db, Kind.NUDGE, account, message, answers.newest_of_school(db, school), due_at)


def _set(
    db: sqlite3.Connection, kind: Kind, account: int, subject: int, guard: int, due_at: int
) -> None:
    db.execute(
        "INSERT INTO due (kind, account, subject, guard, due_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (account, kind, subject) DO UPDATE SET"
        " guard = excluded.guard, due_at = excluded.due_at",
        (kind, account, subject, guard, due_at),
    )


def forget(db: sqlite3.Connection, account: int, audit: int) -> None:
    """No reminder after all."""
    db.execute(
        "DELETE FROM due WHERE account = ? AND kind = 'reminder' AND subject = ?", (account, audit)
    )


@dataclass(frozen=True)
class Due:
    """A reminder whose time has come, of an audit or a nudge's message. `stale`: the audit has
    moved on or been finished."""

    id: int
    kind: Kind
    account: int
    subject: int
    stale: bool


def take_due(db: sqlite3.Connection, now: int) -> list[Due]:
    """Remove and return every row whose time has come."""
    rows = db.execute(
        "DELETE FROM due WHERE due_at <= ? RETURNING id, kind, account, subject, guard", (now,)
    ).fetchall()
    return [
        Due(id_, Kind(kind), account, subject, _newest(db, Kind(kind), subject) != guard)
        for id_, kind, account, subject, guard in rows
    ]


def _newest(db: sqlite3.Connection, kind: Kind, subject: int) -> int | None:
    if kind is Kind.REMINDER:
        return answers.newest(db, subject)
    row = db.execute("SELECT school FROM outbox WHERE id = ?", (subject,)).fetchone()
    return answers.newest_of_school(db, row[0]) if row else None


@dataclass(frozen=True)
class Own:
    """A reminder that somebody has set, due in UTC seconds; at which school."""

    id: int
    school: str
    due_at: int


def own(db: sqlite3.Connection, person: int) -> list[Own]:
    """Somebody's reminders, the next first."""
    rows = db.execute(
        "SELECT d.id, s.name, d.due_at FROM due d JOIN account a ON a.id = d.account"
        " LEFT JOIN audit u ON d.kind = 'reminder' AND u.id = d.subject"
        " LEFT JOIN outbox o ON d.kind = 'nudge' AND o.id = d.subject"
        " JOIN school s ON s.id = coalesce(u.school, o.school)"
        " WHERE a.person = ? ORDER BY d.due_at, d.id",
        (person,),
    )
    return [Own(*row) for row in rows]


def owner(db: sqlite3.Connection, id_: int) -> int | None:
    """The person whose reminder it is."""
    row = db.execute(
        "SELECT a.person FROM due d JOIN account a ON a.id = d.account WHERE d.id = ?", (id_,)
    ).fetchone()
    return int(row[0]) if row else None


def drop(db: sqlite3.Connection, id_: int) -> None:
    """No such reminder after all."""
    db.execute("DELETE FROM due WHERE id = ?", (id_,))


def post(
    db: sqlite3.Connection,
    key: str,
    account: int,
    route: str,
    now: int,
    relay: int | None = None,
    question: int | None = None,
) -> None:
    """Put a message in the outbox; the same key a second time changes nothing. `relay`: the words
    that it carries, `question`: what it is about, so that it can be answered."""
    db.execute(
        "INSERT INTO outbox (key, account, route, not_before, state, relay, question)"
        " VALUES (?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT (key) DO NOTHING",
        (key, account, route, now, relay, question),
    )


def claim(
    db: sqlite3.Connection, channel: str, now: int, zone: ZoneInfo, only: str | None = None
) -> Outgoing | None:
    """Take the next message to send through a channel, or `only` to that person of it, so that no
    second sender does.

    What should not be sent any more is settled on the way; what belongs in better hours waits on.
    """
    while found := sending.take(db, channel, now, only):
        verdict = sending.verdict(db, found, now, zone)
        if verdict is None:
            return found
        if isinstance(verdict, Case):
            settle(db, found.id, verdict, now)
            if verdict is Case.UNNEEDED and found.klass == "automatic":
                sending.free_key(db, found.id)
        else:
            sending.put_off(db, found, verdict)
    return None


def settle(
    db: sqlite3.Connection, id_: int, state: Sent | Case, now: int, message: int | None = None
) -> None:
    """What became of it, and the message's number in its chat."""
    db.execute(
        "UPDATE outbox SET state = ?, settled_at = ?, message = ? WHERE id = ?",
        (state, now, message, id_),
    )


def settle_claimed(db: sqlite3.Connection) -> None:
    """At start-up: what was claimed when the program ended may have arrived, or not."""
    db.execute("UPDATE outbox SET state = 'unknown' WHERE state = 'claimed'")

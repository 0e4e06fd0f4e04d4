"""What happens later: due rows become outbox rows, outbox rows become messages."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from neambition.store import answers


class Sent(StrEnum):
    """What became of a message that the bot began."""

    SENT = "sent"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outgoing:
    """A message to begin: which screen for whom."""

    id: int
    account: int
    route: str


def remind(db: sqlite3.Connection, account: int, audit: int, due_at: int) -> None:
    """One reminder an audit and account; a new one replaces it. Any new answer makes it void."""
    db.execute(
        "INSERT INTO due (kind, account, subject, guard, due_at)"
        " VALUES ('reminder', ?, ?, ?, ?)"
        " ON CONFLICT (account, kind, subject) DO UPDATE SET"
        " guard = excluded.guard, due_at = excluded.due_at",
        (account, audit, answers.newest(db, audit), due_at),
    )


def forget(db: sqlite3.Connection, account: int, audit: int) -> None:
    """No reminder after all."""
    db.execute(
        "DELETE FROM due WHERE account = ? AND kind = 'reminder' AND subject = ?", (account, audit)
    )


@dataclass(frozen=True)
class Due:
    """A reminder whose time has come. `stale`: its audit has moved on or been finished."""

    id: int
    account: int
    audit: int
    stale: bool


def take_due(db: sqlite3.Connection, now: int) -> list[Due]:
    """Remove and return every row whose time has come."""
    rows = db.execute(
        "DELETE FROM due WHERE due_at <= ? RETURNING id, account, subject, guard", (now,)
    ).fetchall()
    return [
        Due(id_, account, audit, answers.newest(db, audit) != guard)
        for id_, account, audit, guard in rows
    ]


def post(db: sqlite3.Connection, key: str, account: int, route: str, now: int) -> None:
    """Put a message in the outbox; the same key a second time changes nothing."""
    db.execute(
        "INSERT INTO outbox (key, account, route, not_before, state)"
        " VALUES (?, ?, ?, ?, 'waiting') ON CONFLICT (key) DO NOTHING",
        (key, account, route, now),
    )


def claim(db: sqlite3.Connection, channel: str, now: int) -> Outgoing | None:
    """Take the next message to send through a channel, so that no second sender does."""
    row = db.execute(
        "UPDATE outbox SET state = 'claimed' WHERE id = ("
        " SELECT o.id FROM outbox o JOIN account a ON a.id = o.account"
        " WHERE o.state = 'waiting' AND o.not_before <= ? AND a.channel = ?"
        " ORDER BY o.not_before, o.id LIMIT 1)"
        " RETURNING id, account, route",
        (now, channel),
    ).fetchone()
    return Outgoing(*row) if row else None


def settle(db: sqlite3.Connection, id_: int, state: Sent) -> None:
    db.execute("UPDATE outbox SET state = ? WHERE id = ?", (state, id_))


def settle_claimed(db: sqlite3.Connection) -> None:
    """At start-up: what was claimed when the program ended may have arrived, or not."""
    db.execute("UPDATE outbox SET state = 'unknown' WHERE state = 'claimed'")

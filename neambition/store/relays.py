"""Words carried between a school's person and a facilitator, and the messages they answer."""

import sqlite3
from dataclasses import dataclass

from neambition.store.questions import CONCERNS

RECENT = 48 * 3600
"""For so many seconds after a nudge, or an answer, other words may be meant for its sender."""


@dataclass(frozen=True)
class About:
    """What words are carried about: a nudge, or a question that was answered."""

    nudge: int | None = None
    question: int | None = None


@dataclass(frozen=True)
class Relay:
    """One message carried. `to_school`: from a facilitator; else to one. `at` in UTC seconds."""

    id: int
    about: About
    school: int
    person: int
    receiver: int
    to_school: bool
    words: str
    at: int


def relay(db: sqlite3.Connection, id_: int) -> Relay | None:
    row = db.execute(
        "SELECT id, nudge, question, school, person, receiver, to_school, words, at FROM relay"
        " WHERE id = ?",
        (id_,),
    ).fetchone()
    if row is None:
        return None
    id_, nudge, question, school, person, receiver, to_school, words, at = row
    about = About(nudge, question)
    return Relay(id_, about, school, person, receiver, bool(to_school), words, at)


def receiver(db: sqlite3.Connection, id_: int) -> int | None:
    """The person whom those words are for."""
    row = db.execute("SELECT receiver FROM relay WHERE id = ?", (id_,)).fetchone()
    return int(row[0]) if row else None


def add(
    db: sqlite3.Connection,
    about: About,
    school: int,
    between: tuple[int, int],
    to_school: bool,
    words: str,
    now: int,
) -> int:
    """Keep words from one person to another; returns the id."""
    (id_,) = db.execute(
        "INSERT INTO relay (nudge, question, school, person, receiver, to_school, words, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (about.nudge, about.question, school, *between, to_school, words, now),
    ).fetchone()
    return int(id_)


@dataclass(frozen=True)
class Message:
    """A message that the bot began: part of a nudge to a school, words carried by a relay, or a
    question to a person or what answers it."""

    id: int
    person: int
    nudge: int | None
    school: int | None
    relay: int | None
    question: int | None


_MESSAGE = (
    "SELECT o.id, a.person, o.nudge, o.school, o.relay, o.question FROM outbox o"
    " JOIN account a ON a.id = o.account"
    " WHERE (o.nudge IS NOT NULL OR o.relay IS NOT NULL OR o.question IS NOT NULL) "
)


def message(db: sqlite3.Connection, id_: int) -> Message | None:
    """The message of that id, if it can be answered."""
    row = db.execute(_MESSAGE + "AND o.id = ?", (id_,)).fetchone()
    return Message(*row) if row else None


def addressee(db: sqlite3.Connection, id_: int) -> int | None:
    """The person to whom that message went, if it can be answered."""
    found = message(db, id_)
    return found.person if found else None


def in_chat(db: sqlite3.Connection, account: int, number: int) -> Message | None:
    """The message that the channel has under that number in this account's chat."""
    row = db.execute(
        _MESSAGE + "AND o.account = ? AND o.message = ? ORDER BY o.id DESC LIMIT 1",
        (account, number),
    ).fetchone()
    return Message(*row) if row else None


def recent(db: sqlite3.Connection, account: int, now: int, since: int = 0) -> Message | None:
    """The latest message of the last two days, not before `since`, that a person's own words may be
    meant for."""
    row = db.execute(
        _MESSAGE + "AND o.account = ? AND o.state = 'sent' AND o.settled_at > ?"  # noqa: S608 ours
        " AND (EXISTS (SELECT 1 FROM membership WHERE person = a.person AND school = o.school"
        " AND state = 'member')"
        " OR EXISTS (SELECT 1 FROM relay r WHERE r.id = o.relay AND NOT r.to_school)"
        f" OR {CONCERNS})"
        " ORDER BY o.settled_at DESC, o.id DESC LIMIT 1",
        (account, max(now - RECENT, since - 1)),
    ).fetchone()
    return Message(*row) if row else None

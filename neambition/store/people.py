"""Persons, and the accounts they come through."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """Somebody on a channel. `person` is who they are on every channel."""

    id: int
    person: int
    channel: str
    external_id: str


def meet(
    db: sqlite3.Connection, channel: str, external_id: str, first_name: str, now: int
) -> Account:
    """The account that this is; made, with its person and conversation, when first met."""
    found = db.execute(
        "SELECT id, person, blocked_at FROM account WHERE channel = ? AND external_id = ?",
        (channel, external_id),
    ).fetchone()
    if found:
        account, person, blocked_at = found
        if blocked_at is not None:  # they write, so they can be written to
            db.execute("UPDATE account SET blocked_at = NULL WHERE id = ?", (account,))
        return Account(account, person, channel, external_id)
    (person,) = db.execute(
        "INSERT INTO person (first_name, since) VALUES (?, ?) RETURNING id", (first_name, now)
    ).fetchone()
    (account,) = db.execute(
        "INSERT INTO account (person, channel, external_id) VALUES (?, ?, ?) RETURNING id",
        (person, channel, external_id),
    ).fetchone()
    db.execute("INSERT INTO conversation (account) VALUES (?)", (account,))
    return Account(account, person, channel, external_id)


def account(db: sqlite3.Connection, id_: int) -> Account | None:
    """The account of that id, unless it was erased or has blocked the bot."""
    row = db.execute(
        "SELECT id, person, channel, external_id FROM account WHERE id = ? AND blocked_at IS NULL",
        (id_,),
    ).fetchone()
    return Account(*row) if row else None


def known(db: sqlite3.Connection, channel: str, external_id: str) -> int | None:
    """The id of that account, if it was ever met."""
    row = db.execute(
        "SELECT id FROM account WHERE channel = ? AND external_id = ?", (channel, external_id)
    ).fetchone()
    return row[0] if row else None


def accounts(db: sqlite3.Connection, person: int) -> list[int]:
    """The ids of the accounts a person can be written to through."""
    rows = db.execute("SELECT id FROM account WHERE person = ? AND blocked_at IS NULL", (person,))
    return [id_ for (id_,) in rows]


def first_name(db: sqlite3.Connection, person: int) -> str:
    (name,) = db.execute("SELECT first_name FROM person WHERE id = ?", (person,)).fetchone()
    return str(name)


def block(db: sqlite3.Connection, channel: str, external_id: str, now: int) -> None:
    """They blocked the bot: nothing is sent to them until they write."""
    db.execute(
        "UPDATE account SET blocked_at = ? WHERE channel = ? AND external_id = ?",
        (now, channel, external_id),
    )


def erase(db: sqlite3.Connection, person: int) -> None:
    """Remove the person, their accounts and their words. Their answers stay, given by a role; that
    a facilitator rang a school stays too, but not what they noted about it."""
    db.execute("DELETE FROM contact WHERE person = ? AND how = 'note'", (person,))
    db.execute("UPDATE nudge SET words = '' WHERE person = ?", (person,))
    db.execute("DELETE FROM person WHERE id = ?", (person,))

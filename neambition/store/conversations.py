"""Where a conversation stands between two messages: words awaited, and a screen still owed."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum


class Acting(StrEnum):
    """Whose menus somebody sees who is both. Rights never depend on it."""

    SCHOOL = "school"
    FACILITATOR = "facilitator"


@dataclass(frozen=True)
class Owed:
    """A screen committed to and not known to have arrived. `message`: where it goes; None: new."""

    account: int
    route: str
    message: int | None


def awaited(db: sqlite3.Connection, account: int, now: int) -> str | None:
    """The code of the route that words typed now are for."""
    row = db.execute(
        "SELECT awaits FROM conversation WHERE account = ? AND awaits_until > ?", (account, now)
    ).fetchone()
    return row[0] if row else None


def asked_at(db: sqlite3.Connection, account: int, lasting: int) -> int:
    """When it was that words began to be awaited, which they are for so many seconds."""
    (until,) = db.execute(
        "SELECT awaits_until FROM conversation WHERE account = ?", (account,)
    ).fetchone()
    return int(until) - lasting


def owe(
    db: sqlite3.Connection,
    owed: Owed,
    awaits: str | None,
    awaits_until: int,
) -> None:
    """Commit to a screen, and to what words typed under it will mean."""
    db.execute(
        "UPDATE conversation SET owes = ?, owes_message = ?, awaits = ?, awaits_until = ?"
        " WHERE account = ?",
        (owed.route, owed.message, awaits, awaits_until, owed.account),
    )


def paid(db: sqlite3.Connection, account: int, route: str) -> None:
    """The screen has been sent."""
    db.execute(
        "UPDATE conversation SET owes = NULL, owes_message = NULL WHERE account = ? AND owes = ?",
        (account, route),
    )


def owing(db: sqlite3.Connection, channel: str, only: str | None = None) -> list[Owed]:
    """Every screen a channel still owes, or `only` that person of it."""
    rows = db.execute(
        "SELECT c.account, c.owes, c.owes_message FROM conversation c"
        " JOIN account a ON a.id = c.account WHERE c.owes IS NOT NULL AND a.channel = ?"
        " AND a.external_id = coalesce(?, a.external_id)",
        (channel, only),
    )
    return [Owed(*row) for row in rows]


def acting(db: sqlite3.Connection, account: int) -> Acting:
    (value,) = db.execute(
        "SELECT acting_as FROM conversation WHERE account = ?", (account,)
    ).fetchone()
    return Acting(value)


def act_as(db: sqlite3.Connection, account: int, acting: Acting) -> None:
    db.execute("UPDATE conversation SET acting_as = ? WHERE account = ?", (acting, account))

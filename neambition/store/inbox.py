"""What the channels delivered and nobody has handled yet."""

import sqlite3
from dataclasses import dataclass

TRIES = 3
KEYS_KEPT = 48 * 3600


@dataclass(frozen=True)
class Letter:
    """One update as stored: `body` is the channel's own JSON."""

    update_id: int
    body: str


def keep(db: sqlite3.Connection, source: str, letters: list[Letter], now: int) -> list[Letter]:
    """Store what is new of a batch, in order; what was delivered before is left out."""
    new = []
    for letter in letters:
        stored = db.execute(
            "INSERT INTO inbox (source, update_id, body, received_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (source, letter.update_id, letter.body, now),
        ).rowcount
        if stored:
            new.append(letter)
    return new


def waiting(db: sqlite3.Connection, source: str) -> list[Letter]:
    """Everything not yet handled, oldest first."""
    rows = db.execute(
        "SELECT update_id, body FROM inbox WHERE source = ? AND handled_at IS NULL"
        " ORDER BY received_at, update_id",
        (source,),
    )
    return [Letter(*row) for row in rows]


def handled(db: sqlite3.Connection, source: str, update_id: int, now: int) -> None:
    """Erase the body; the key stays so that a second delivery is known."""
    db.execute(
        "UPDATE inbox SET body = NULL, handled_at = ? WHERE source = ? AND update_id = ?",
        (now, source, update_id),
    )


def raised(db: sqlite3.Connection, source: str, update_id: int, now: int) -> bool:
    """Count an exception in its handling; true when it is set aside for good."""
    (exceptions,) = db.execute(
        "UPDATE inbox SET exceptions = exceptions + 1 WHERE source = ? AND update_id = ?"
        " RETURNING exceptions",
        (source, update_id),
    ).fetchone()
    if exceptions < TRIES:
        return False
    handled(db, source, update_id, now)
    return True


def tidy(db: sqlite3.Connection, now: int) -> None:
    """Forget the keys that no second delivery can still carry."""
    db.execute("DELETE FROM inbox WHERE handled_at < ?", (now - KEYS_KEPT,))

"""What people do not want to be sent."""

import sqlite3

from neambition.nudges import Mute


def muted(db: sqlite3.Connection, person: int) -> set[Mute]:
    """What they are spared."""
    rows = db.execute("SELECT class FROM mute WHERE person = ?", (person,))
    return {Mute(klass) for (klass,) in rows}


def mute(db: sqlite3.Connection, person: int, what: Mute, now: int) -> None:
    db.execute(
        "INSERT INTO mute (person, class, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (person, what, now),
    )


def unmute(db: sqlite3.Connection, person: int, what: Mute) -> None:
    db.execute("DELETE FROM mute WHERE person = ? AND class = ?", (person, what))

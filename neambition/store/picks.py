"""The three actions a school was shown when it swapped one of them."""

import sqlite3
from collections.abc import Mapping

from neambition.actions import Slot


def load(db: sqlite3.Connection, audit: int) -> dict[Slot, str]:
    rows = db.execute("SELECT slot, action FROM pick WHERE audit = ?", (audit,))
    return {Slot(slot): action for slot, action in rows}


def save(db: sqlite3.Connection, audit: int, picks: Mapping[Slot, str]) -> None:
    """Replace the trio."""
    db.execute("DELETE FROM pick WHERE audit = ?", (audit,))
    db.executemany(
        "INSERT INTO pick (audit, slot, action) VALUES (?, ?, ?)",
        [(audit, slot, action) for slot, action in picks.items()],
    )

"""The catalogue as it stands: the file's entries, and what facilitators made of them."""

import sqlite3
from datetime import UTC, datetime
from threading import Lock

from neambition.resources import succession
from neambition.resources.address import address_of
from neambition.resources.catalogue import Catalogue
from neambition.resources.parts import restored
from neambition.resources.shelf import Shelf
from neambition.resources.succession import Kept, Openings

OPENED = "opened"
"""What a change is called by which a page was opened and worked."""


def version(db: sqlite3.Connection) -> int:
    """Rises with every change that a facilitator makes."""
    (id_,) = db.execute("SELECT coalesce(max(id), 0) FROM resource_change").fetchone()
    return int(id_)


def kept(db: sqlite3.Connection) -> dict[str, Kept]:
    """Every entry touched here, by id. One that can be read no more is the file's again."""
    found = {}
    for id_, fields, base, retired in db.execute(
        "SELECT id, fields, base, retired FROM resource ORDER BY id"
    ):
        if ours := restored(fields):
            found[id_] = Kept(ours, restored(base) if base else None, bool(retired))
    return found


def openings(db: sqlite3.Connection) -> Openings:
    """When facilitators last opened each page, and it worked."""
    rows = db.execute(
        "SELECT resource, new, at FROM resource_change WHERE what = ? ORDER BY id", (OPENED,)
    )
    return {(id_, address_of(url)): datetime.fromtimestamp(at, UTC).date() for id_, url, at in rows}


def standing(db: sqlite3.Connection, file: Catalogue) -> Catalogue:
    """Every entry that can be suggested: the file's, but for those changed or retired here."""
    return succession.standing(file, kept(db), openings(db))


class Shelves:
    """The file's catalogue with what the store holds, made ready anew only when that changed.

    Only what a reader saw is kept: what a writer sees may be undone, and its number given again.
    """

    def __init__(self, file: Catalogue) -> None:
        self.file = file
        self._lock = Lock()
        self._made: tuple[int, Shelf] | None = None

    def at(self, db: sqlite3.Connection) -> Shelf:
        """The shelf as this connection sees the store."""
        now = version(db)
        with self._lock:
            if self._made and self._made[0] == now:
                return self._made[1]
            shelf = Shelf(standing(db, self.file))
            if _only_reads(db):
                self._made = now, shelf
            return shelf


def _only_reads(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA query_only").fetchone()[0])

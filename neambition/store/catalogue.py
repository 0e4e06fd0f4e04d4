"""The catalogue as it stands: the file's entries, and what facilitators made of them."""

import sqlite3
from threading import Lock

from neambition.resources.catalogue import Catalogue
from neambition.resources.entry import Resource
from neambition.resources.shelf import Shelf


def version(db: sqlite3.Connection) -> int:
    """Rises with every change that a facilitator makes."""
    (id_,) = db.execute("SELECT coalesce(max(id), 0) FROM resource_change").fetchone()
    return int(id_)


def standing(db: sqlite3.Connection, file: Catalogue) -> Catalogue:
    """Every entry that can be suggested: the file's, but for those changed or retired here."""
    found = dict(file)
    for id_, fields, retired in db.execute("SELECT id, fields, retired FROM resource ORDER BY id"):
        found.pop(id_, None)
        if not retired:
            found[id_] = Resource.model_validate_json(fields)
    return found


class Shelves:
    """The file's catalogue with what the store holds, made ready anew only when that changed."""

    def __init__(self, file: Catalogue) -> None:
        self.file = file
        self._lock = Lock()
        self._made: tuple[int, Shelf] | None = None

    def at(self, db: sqlite3.Connection) -> Shelf:
        """The shelf as this connection sees the store."""
        now = version(db)
        with self._lock:
            if self._made is None or self._made[0] != now:
                self._made = now, Shelf(standing(db, self.file))
            return self._made[1]

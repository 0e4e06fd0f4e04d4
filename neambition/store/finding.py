"""Which schools might be meant, out of tens of thousands, by the letters they share."""

import sqlite3
from collections.abc import Iterable

from neambition import finding
from neambition.finding import Listed

_CLOSELY = 100
"""So many are looked at closely."""

_LISTED = (
    "SELECT id, name, town, postcode FROM school WHERE merged_into IS NULL AND closed = 0 AND "
)


def has_register(db: sqlite3.Connection) -> bool:
    """Whether a register has been imported: without one nothing is looked for."""
    return db.execute("SELECT 1 FROM school WHERE urn IS NOT NULL LIMIT 1").fetchone() is not None


def find(db: sqlite3.Connection, typed: str) -> list[Listed]:
    """The schools that somebody may mean by that line, the likest first; closed ones are not found.

    Many schools of one name can be as good as each other: the caller shows few of them.
    """
    asked = finding.wanted(typed)
    if asked.urn:
        return _listed(db, "urn = ?", asked.urn)
    found = _listed(db, "postcode = ?", asked.postcode) if asked.postcode else []
    grams = {gram for word in asked.telling for gram in finding.grams(word)}
    near = finding.nearest({gram: _having(db, gram) for gram in sorted(grams)}, _CLOSELY)
    near = sorted(set(near) - {school.id for school in found})
    places = ", ".join("?" * len(near))
    return finding.ranked(asked, found + _listed(db, f"id IN ({places})", *near))


def _having(db: sqlite3.Connection, gram: str) -> list[int]:
    rows = db.execute("SELECT rowid FROM school_grams WHERE school_grams MATCH ?", (f'"{gram}"',))
    return [id_ for (id_,) in rows]


def _listed(db: sqlite3.Connection, where: str, *values: object) -> list[Listed]:
    return [Listed(*row) for row in db.execute(_LISTED + where, values)]


Grams = tuple[int, str]
"""A school's id, and the grams that it is found by."""


def missing(db: sqlite3.Connection) -> list[Grams]:
    """Every school that is to be found and is not yet."""
    rows = db.execute(
        "SELECT id, name, town, postcode FROM school WHERE merged_into IS NULL AND closed = 0"
        " AND id NOT IN (SELECT rowid FROM school_grams)"
    )
    return [entry(*row) for row in rows]


def entry(school: int, name: str, town: str, postcode: str) -> Grams:
    """What a school of that name and place is found by."""
    return school, " ".join(sorted(finding.key(name, town, postcode)))


def index(db: sqlite3.Connection, schools: Iterable[Grams]) -> None:
    """Let schools be found. Thousands at once take a few hundredths of a second."""
    db.executemany("INSERT INTO school_grams (rowid, grams) VALUES (?, ?)", schools)


def unindex(db: sqlite3.Connection, school: int) -> None:
    """It is not to be found any more."""
    db.execute("DELETE FROM school_grams WHERE rowid = ?", (school,))

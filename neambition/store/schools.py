"""Schools: from the register, or as a person typed them."""

import sqlite3
from dataclasses import dataclass

from neambition.finding import name_key as name_key
from neambition.store import finding


@dataclass(frozen=True)
class School:
    """`town` is empty for a school that a person typed in one line."""

    id: int
    name: str
    town: str = ""

    @property
    def full(self) -> str:
        """Its name, told apart from others of that name where the town is known."""
        return f"{self.name}, {self.town}" if self.town else self.name


def find(db: sqlite3.Connection, name: str) -> School | None:
    """The school of that name that a person typed before."""
    row = db.execute(
        "SELECT id, name, town FROM school"
        " WHERE name_key = ? AND urn IS NULL AND merged_into IS NULL ORDER BY id",
        (name_key(name),),
    ).fetchone()
    return School(*row) if row else None


def exactly(db: sqlite3.Connection, words: str, most: int) -> list[School]:
    """The open schools of that number, that name, or that name and town; at most so many."""
    name, _, town = words.rpartition(",")
    rows = db.execute(
        "SELECT id, name, town FROM school WHERE merged_into IS NULL AND NOT closed"
        " AND (urn = :words OR name_key = :key OR (name_key = :name AND lower(town) = :town))"
        " ORDER BY town, id LIMIT :most",
        {
            "words": words.strip(),
            "key": name_key(words),
            "name": name_key(name),
            "town": town.strip().lower(),
            "most": most,
        },
    )
    return [School(*row) for row in rows]


def school(db: sqlite3.Connection, id_: int) -> School | None:
    """The school of that id, or the one it was merged into."""
    row = db.execute(
        "WITH RECURSIVE led (id, onward) AS ("
        " SELECT id, merged_into FROM school WHERE id = ?"
        " UNION SELECT s.id, s.merged_into FROM school s JOIN led ON s.id = led.onward)"
        " SELECT s.id, s.name, s.town FROM school s JOIN led USING (id) WHERE led.onward IS NULL",
        (id_,),
    ).fetchone()
    return School(*row) if row else None


def urn(db: sqlite3.Connection, id_: int) -> str | None:
    """Its number in the register; none for one that a person typed."""
    row = db.execute("SELECT urn FROM school WHERE id = ?", (id_,)).fetchone()
    return row[0] if row else None


def itself(db: sqlite3.Connection, id_: int) -> School | None:
    """The school of that very id, though it be merged into another."""
    row = db.execute("SELECT id, name, town FROM school WHERE id = ?", (id_,)).fetchone()
    return School(*row) if row else None


def add(db: sqlite3.Connection, name: str, town: str, now: int) -> School:
    """A school that the register does not have, or not yet; a facilitator is to confirm it."""
    (id_,) = db.execute(
        "INSERT INTO school (name, name_key, town, since) VALUES (?, ?, ?, ?) RETURNING id",
        (name, name_key(name), town, now),
    ).fetchone()
    finding.index(db, [finding.entry(id_, name, town, "")])
    return School(id_, name, town)


def has_people(db: sqlite3.Connection, id_: int) -> bool:
    """Whether anybody belongs to it."""
    sql = "SELECT 1 FROM membership WHERE school = ? AND state = 'member' LIMIT 1"
    return db.execute(sql, (id_,)).fetchone() is not None


def taken(db: sqlite3.Connection, id_: int) -> bool:
    """Whether it is somebody's: whoever comes first to a school with answers or notes does not get
    them."""
    if has_people(db, id_):
        return True
    row = db.execute(
        "SELECT 1 FROM answer WHERE school = :school"
        " UNION ALL SELECT 1 FROM note n JOIN audit a ON a.id = n.audit WHERE a.school = :school"
        " LIMIT 1",
        {"school": id_},
    ).fetchone()
    return row is not None

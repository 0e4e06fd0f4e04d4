"""Schools asked for by lines of text, found in what is known: the one that is meant, or none."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from neambition.invitees import Line, is_postcode
from neambition.store.schools import School, name_key

NEAR = 75
"""How alike, of a hundred, the name of another school is to be worth naming."""

UNLIKE = 50
"""Less alike than this, and the name beside a URN is another school's."""

NAMED = 10
"""Of so many missed lines the nearest school is looked for."""

_PREFIX = 2
_CANDIDATES = 3000


class Unfound(StrEnum):
    """Why a line led to no school."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    CLOSED = "closed"
    OTHER_NAME = "other_name"


@dataclass(frozen=True)
class Found:
    """A school with what tells it apart; the texts are empty where unknown."""

    school: School
    urn: str = ""
    postcode: str = ""
    authority: str = ""

    def as_line(self) -> Line:
        """The line that leads to this school."""
        if self.urn:
            return Line(self.urn, self.urn, ())
        parts = tuple(filter(None, (self.school.name, self.school.town, self.postcode)))
        return Line(", ".join(parts), None, parts)


@dataclass(frozen=True)
class Missed:
    """A line that led to none, counted from 0, and the school whose name is nearest, if near."""

    line: int
    text: str
    why: Unfound
    nearest: Found | None = None


@dataclass(frozen=True)
class Matches:
    """`again`: how many lines named a school that a line before had named."""

    found: tuple[Found, ...]
    missed: tuple[Missed, ...]
    again: int


def match(db: sqlite3.Connection, lines: list[Line]) -> Matches:
    """The school of each line, each school once, in the order of the lines."""
    found: dict[int, Found] = {}
    missed: list[Missed] = []
    for number, line in enumerate(lines):
        meant = _by_urn(db, line.urn, line.parts) if line.urn else _by_name(db, line.parts)
        if isinstance(meant, Found):
            found.setdefault(meant.school.id, meant)
        else:
            looked_for = meant is not Unfound.SEVERAL and len(missed) < NAMED
            nearest = _nearest(db, line.parts) if looked_for else None
            missed.append(Missed(number, line.text, meant, nearest))
    again = len(lines) - len(missed) - len(found)
    return Matches(tuple(found.values()), tuple(missed), again)


def known(db: sqlite3.Connection, ids: list[int]) -> list[Found]:
    """The schools of those ids, in that order."""
    return [_found(row) for id_ in ids for row in db.execute(_SCHOOL + "WHERE id = ?", (id_,))]


_SCHOOL = "SELECT id, name, town, coalesce(urn, ''), postcode, authority FROM school "


def _found(row: tuple[int, str, str, str, str, str]) -> Found:
    id_, name, town, *rest = row
    return Found(School(id_, name, town), *rest)


def _by_urn(db: sqlite3.Connection, urn: str, parts: tuple[str, ...]) -> Found | Unfound:
    """A digit typed wrong leads to another school, so a name beside it has to be like."""
    row = db.execute(
        "SELECT closed OR merged_into IS NOT NULL FROM school WHERE urn = ?", (urn,)
    ).fetchone()
    if row is None:
        return Unfound.UNKNOWN
    if row[0]:
        return Unfound.CLOSED
    found = _found(db.execute(_SCHOOL + "WHERE urn = ?", (urn,)).fetchone())
    name = name_key(found.school.name)
    if parts and max(fuzz.token_set_ratio(name, name_key(p)) for p in parts) < UNLIKE:
        return Unfound.OTHER_NAME
    return found


def _by_name(db: sqlite3.Connection, parts: tuple[str, ...]) -> Found | Unfound:
    """The longest name that is a school's; what follows it has to agree with that school."""
    why = Unfound.UNKNOWN
    for name in range(len(parts), 0, -1):
        rows = db.execute(
            _SCHOOL + "WHERE name_key = ? AND NOT closed AND merged_into IS NULL ORDER BY id",
            (name_key(" ".join(parts[:name])),),
        )
        agreeing = [f for f in map(_found, rows) if all(_agrees(f, p) for p in parts[name:])]
        if len(agreeing) == 1:
            return agreeing[0]
        if agreeing:
            why = Unfound.SEVERAL
    return why


def _agrees(found: Found, part: str) -> bool:
    """Whether a town, an authority or a postcode typed beside a name is that school's."""
    if is_postcode(part):
        return _squeezed(part) == _squeezed(found.postcode)
    said = set(name_key(part).split())
    places = (set(name_key(place).split()) for place in (found.school.town, found.authority))
    return any(place and (said <= place or place <= said) for place in places)


def _squeezed(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def _nearest(db: sqlite3.Connection, parts: tuple[str, ...]) -> Found | None:
    """Of the schools whose names begin alike; a look through the whole register would be felt."""
    wanted = name_key(" ".join(parts))
    if len(wanted) <= _PREFIX:
        return None
    begins = wanted[:_PREFIX]
    places = " || ' ' || lower(town)" if len(parts) > 1 else ""
    near = dict(
        db.execute(
            f"SELECT id, name_key{places} FROM school WHERE name_key >= ? AND name_key < ?"  # noqa: S608 ours
            " AND NOT closed AND merged_into IS NULL LIMIT ?",
            (begins, begins + "\U0010ffff", _CANDIDATES),
        ).fetchall()
    )
    best = process.extractOne(wanted, near, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR)
    return known(db, [best[2]])[0] if best else None

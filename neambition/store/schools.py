"""Schools and who belongs to them."""

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is at their school, in their own choice of five."""

    LEAD = "lead"
    HEAD = "head"
    TEACHER = "teacher"
    GOVERNOR = "governor"
    OFFICE = "office"


class State(StrEnum):
    """How far somebody is in a school."""

    ASKED = "asked"
    MEMBER = "member"
    DECLINED = "declined"


@dataclass(frozen=True)
class School:
    id: int
    name: str


@dataclass(frozen=True)
class Membership:
    """One person's relation to one school, `since` UTC seconds. Who `leads` lets others in."""

    id: int
    person: int
    school: School
    role: Role
    state: State
    leads: bool
    since: int


def name_key(name: str) -> str:
    """A name as compared: case, accents, punctuation and spacing make no other school."""
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = "".join(letters)
    return " ".join(re.findall(r"\w+", name.casefold().replace("'", "").replace("’", "")))


def find(db: sqlite3.Connection, name: str) -> School | None:
    row = db.execute("SELECT id, name FROM school WHERE name_key = ?", (name_key(name),)).fetchone()
    return School(*row) if row else None


def school(db: sqlite3.Connection, id_: int) -> School | None:
    row = db.execute("SELECT id, name FROM school WHERE id = ?", (id_,)).fetchone()
    return School(*row) if row else None


def register(db: sqlite3.Connection, name: str, person: int, role: Role, now: int) -> School:
    """A new school with its first person, who leads."""
    (id_,) = db.execute(
        "INSERT INTO school (name, name_key, since) VALUES (?, ?, ?) RETURNING id",
        (name, name_key(name), now),
    ).fetchone()
    db.execute(
        "INSERT INTO membership (person, school, role, state, leads, since)"
        " VALUES (?, ?, ?, 'member', 1, ?)",
        (person, id_, role, now),
    )
    return School(id_, name)


_MEMBERSHIP = (
    "SELECT m.id, m.person, s.id, s.name, m.role, m.state, m.leads, m.since"
    " FROM membership m JOIN school s ON s.id = m.school "
)


def _membership(row: tuple[int, int, int, str, str, str, int, int]) -> Membership:
    id_, person, school_id, name, role, state, leads, since = row
    of = School(school_id, name)
    return Membership(id_, person, of, Role(role), State(state), bool(leads), since)


def belongs(db: sqlite3.Connection, person: int) -> Membership | None:
    """The school somebody belongs to, the latest if several."""
    row = db.execute(
        _MEMBERSHIP + "WHERE m.person = ? AND m.state = 'member' ORDER BY m.since DESC, m.id DESC",
        (person,),
    ).fetchone()
    return _membership(row) if row else None


def membership(db: sqlite3.Connection, id_: int) -> Membership | None:
    row = db.execute(_MEMBERSHIP + "WHERE m.id = ?", (id_,)).fetchone()
    return _membership(row) if row else None


def leads(db: sqlite3.Connection, person: int, school_id: int) -> bool:
    """Whether this person leads that school."""
    row = db.execute(
        "SELECT 1 FROM membership WHERE person = ? AND school = ? AND state = 'member' AND leads",
        (person, school_id),
    ).fetchone()
    return row is not None


def leaders(db: sqlite3.Connection, school_id: int) -> list[int]:
    """The persons who lead a school."""
    rows = db.execute(
        "SELECT person FROM membership WHERE school = ? AND state = 'member' AND leads",
        (school_id,),
    )
    return [person for (person,) in rows]


def ask(db: sqlite3.Connection, person: int, school_id: int, role: Role, now: int) -> Membership:
    """Somebody asks to be let in. Asking again begins anew only after a refusal."""
    (id_,) = db.execute(
        "INSERT INTO membership (person, school, role, state, since) VALUES (?, ?, ?, 'asked', ?)"
        " ON CONFLICT (person, school) DO UPDATE SET"
        " role = CASE membership.state WHEN 'member' THEN membership.role ELSE excluded.role END,"
        " since = CASE membership.state WHEN 'declined' THEN excluded.since"
        " ELSE membership.since END,"
        " state = CASE membership.state WHEN 'member' THEN 'member' ELSE 'asked' END"
        " RETURNING id",
        (person, school_id, role, now),
    ).fetchone()
    found = membership(db, id_)
    assert found is not None  # noqa: S101 just written
    return found


def decide(db: sqlite3.Connection, id_: int, state: State, by: int, now: int) -> None:
    """The lead's decision on somebody who asked."""
    db.execute(
        "UPDATE membership SET state = ?, decided_by = ?, since = ? WHERE id = ?"
        " AND state <> 'member'",
        (state, by, now, id_),
    )


def hand_on(db: sqlite3.Connection, person: int) -> None:
    """Before somebody goes: what they lead is led by another lead, a head, or the longest there."""
    led = db.execute("SELECT school FROM membership WHERE person = ? AND leads", (person,))
    for (school_id,) in led.fetchall():
        db.execute(
            "UPDATE membership SET leads = 1 WHERE id = (SELECT id FROM membership"
            " WHERE school = ? AND person <> ? AND state = 'member'"
            " ORDER BY leads DESC, role <> 'head', since, id LIMIT 1)",
            (school_id, person),
        )

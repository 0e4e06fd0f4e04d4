"""Who belongs to a school, as what, and who leads there. A school with people always has a lead."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from neambition.store.schools import School


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
    LEFT = "left"


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

    @property
    def answers(self) -> bool:
        """Whether they answer for the school: a governor who does not lead reads only."""
        return self.state is State.MEMBER and (self.leads or self.role is not Role.GOVERNOR)

    @property
    def lets_in(self) -> bool:
        """Whether they decide who comes in: a lead, or the head."""
        return self.state is State.MEMBER and (self.leads or self.role is Role.HEAD)


_MEMBERSHIP = (
    "SELECT m.id, m.person, s.id, s.name, s.town, m.role, m.state, m.leads, m.since"
    " FROM membership m JOIN school s ON s.id = m.school "
)


def _membership(row: tuple[int, int, int, str, str, str, str, int, int]) -> Membership:
    id_, person, school_id, name, town, role, state, leads, since = row
    of = School(school_id, name, town)
    return Membership(id_, person, of, Role(role), State(state), bool(leads), since)


def membership(db: sqlite3.Connection, id_: int) -> Membership | None:
    row = db.execute(_MEMBERSHIP + "WHERE m.id = ?", (id_,)).fetchone()
    return _membership(row) if row else None


def at(db: sqlite3.Connection, person: int, school: int) -> Membership | None:
    """What this person is to that school, whatever the state."""
    row = db.execute(
        _MEMBERSHIP + "WHERE m.person = ? AND m.school = ?", (person, school)
    ).fetchone()
    return _membership(row) if row else None


def belongs(db: sqlite3.Connection, person: int) -> Membership | None:
    """The school somebody is at; of several, the one they chose last."""
    row = db.execute(
        _MEMBERSHIP + "WHERE m.person = ? AND m.state = 'member'"
        " ORDER BY m.chosen_at DESC, m.id DESC LIMIT 1",
        (person,),
    ).fetchone()
    return _membership(row) if row else None


def every(db: sqlite3.Connection, person: int) -> list[Membership]:
    """Each school that somebody belongs to, the one they are at first."""
    rows = db.execute(
        _MEMBERSHIP + "WHERE m.person = ? AND m.state = 'member'"
        " ORDER BY m.chosen_at DESC, m.id DESC",
        (person,),
    )
    return [_membership(row) for row in rows]


def members(db: sqlite3.Connection, school: int) -> list[Membership]:
    """Who belongs to a school: the leads first, then as they came."""
    rows = db.execute(
        _MEMBERSHIP + "WHERE m.school = ? AND m.state = 'member' ORDER BY m.leads DESC, m.since",
        (school,),
    )
    return [_membership(row) for row in rows]


def leaders(db: sqlite3.Connection, school: int) -> list[int]:
    """The persons who lead a school."""
    return [m.person for m in members(db, school) if m.leads]


def ask(db: sqlite3.Connection, person: int, school: int, role: Role, now: int) -> Membership:
    """Somebody asks to be let in. Asking again begins anew only after they were out."""
    (id_,) = db.execute(
        "INSERT INTO membership (person, school, role, state, since, chosen_at)"
        " VALUES (?, ?, ?, 'asked', ?, 0)"
        " ON CONFLICT (person, school) DO UPDATE SET"
        " role = CASE membership.state WHEN 'member' THEN membership.role ELSE excluded.role END,"
        " since = CASE WHEN membership.state IN ('declined', 'left') THEN excluded.since"
        " ELSE membership.since END,"
        " state = CASE membership.state WHEN 'member' THEN 'member' ELSE 'asked' END"
        " RETURNING id",
        (person, school, role, now),
    ).fetchone()
    return _known(db, id_)


def join(db: sqlite3.Connection, person: int, school: int, role: Role, now: int) -> Membership:
    """Let somebody in, and let them be there now. Whoever is in already keeps their role."""
    (id_,) = db.execute(
        "INSERT INTO membership (person, school, role, state, since, chosen_at)"
        " VALUES (?, ?, ?, 'member', ?, ?)"
        " ON CONFLICT (person, school) DO UPDATE SET"
        " role = CASE membership.state WHEN 'member' THEN membership.role ELSE excluded.role END,"
        " since = CASE membership.state WHEN 'member' THEN membership.since"
        " ELSE excluded.since END,"
        " state = 'member', chosen_at = excluded.chosen_at"
        " RETURNING id",
        (person, school, role, now, now),
    ).fetchone()
    keep_led(db, school)
    return _known(db, id_)


def decide(db: sqlite3.Connection, id_: int, state: State, by: int, now: int) -> None:
    """What was decided on somebody who asked."""
    db.execute(
        "UPDATE membership SET state = ?, decided_by = ?, since = ?, chosen_at = ?"
        " WHERE id = ? AND state = 'asked'",
        (state, by, now, now, id_),
    )
    keep_led(db, _known(db, id_).school.id)


def leave(db: sqlite3.Connection, id_: int, by: int, now: int) -> None:
    """Somebody goes, or is put out; what they led is led by another."""
    db.execute(
        "UPDATE membership SET state = 'left', leads = 0, decided_by = ?, since = ? WHERE id = ?",
        (by, now, id_),
    )
    keep_led(db, _known(db, id_).school.id)


def turned_away(db: sqlite3.Connection, id_: int, since: int) -> bool:
    """Whether somebody was declined or put out by another, not before that time."""
    row = db.execute(
        "SELECT 1 FROM membership WHERE id = ? AND state IN ('declined', 'left')"
        " AND decided_by IS NOT person AND since >= ?",
        (id_, since),
    ).fetchone()
    return row is not None


def take_role(db: sqlite3.Connection, id_: int, role: Role) -> None:
    db.execute("UPDATE membership SET role = ? WHERE id = ?", (role, id_))


def lead(db: sqlite3.Connection, id_: int, leads: bool) -> None:
    """Give a member the lead, or take it from them: then it falls to another, if there is one."""
    db.execute("UPDATE membership SET leads = ? WHERE id = ? AND state = 'member'", (leads, id_))
    keep_led(db, _known(db, id_).school.id)


def choose(db: sqlite3.Connection, id_: int, now: int) -> None:
    """Of several schools, be at this one."""
    db.execute("UPDATE membership SET chosen_at = ? WHERE id = ?", (now, id_))


def keep_led(db: sqlite3.Connection, school: int) -> None:
    """Where nobody leads: a head does, else whoever answers longest, a governor last."""
    db.execute(
        "UPDATE membership SET leads = 1 WHERE id = (SELECT id FROM membership"
        " WHERE school = :school AND state = 'member'"
        " ORDER BY role <> 'head', role = 'governor', since, id LIMIT 1)"
        " AND NOT EXISTS (SELECT 1 FROM membership WHERE school = :school AND leads)",
        {"school": school},
    )


def hand_on(db: sqlite3.Connection, person: int, now: int) -> None:
    """Before somebody is erased: they leave everywhere, and others lead what they led."""
    for at_school in every(db, person):
        leave(db, at_school.id, person, now)


def _known(db: sqlite3.Connection, id_: int) -> Membership:
    found = membership(db, id_)
    assert found is not None  # noqa: S101 just written, or just looked up
    return found

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


def answers_as(role: Role, leads: bool) -> bool:
    """Whether somebody of that role answers for the school: a governor who does not lead reads."""
    return leads or role is not Role.GOVERNOR


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
        """Whether they answer for the school, or read only."""
        return self.state is State.MEMBER and answers_as(self.role, self.leads)

    @property
    def decides(self) -> bool:
        """Whether they decide who belongs to the school, and as what."""
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


def asked_last(db: sqlite3.Connection, person: int) -> Membership | None:
    """Where somebody asked to be let in last, while nobody has decided."""
    row = db.execute(
        _MEMBERSHIP + "WHERE m.person = ? AND m.state = 'asked' ORDER BY m.since DESC, m.id DESC",
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


def deciders(db: sqlite3.Connection, school: int) -> list[int]:
    """The persons of a school who decide on those who ask: its leads and heads."""
    return [m.person for m in members(db, school) if m.decides]


def ask(db: sqlite3.Connection, person: int, school: int, role: Role, now: int) -> Membership:
    """Somebody asks to be let in. Asking again begins anew only after they were out."""
    (id_,) = db.execute(
        "INSERT INTO membership (person, school, role, state, since, chosen_at)"
        " VALUES (?, ?, ?, 'asked', ?, 0)"
        " ON CONFLICT (person, school) DO UPDATE SET"
        " role = CASE WHEN membership.state IN ('member', 'asked') THEN membership.role"
        " ELSE excluded.role END,"
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
        " state = 'member', chosen_at = excluded.chosen_at, turned_away_at = NULL"
        " RETURNING id",
        (person, school, role, now, now),
    ).fetchone()
    keep_led(db, school)
    return _known(db, id_)


def decide(db: sqlite3.Connection, id_: int, state: State, by: int, now: int) -> None:
    """What was decided on somebody who asked. To be there now is theirs to choose."""
    db.execute(
        "UPDATE membership SET state = :state, decided_by = :by, since = :now,"
        " turned_away_at = CASE :state WHEN 'declined' THEN :now END"
        " WHERE id = :id AND state = 'asked'",
        {"state": state, "by": by, "now": now, "id": id_},
    )
    keep_led(db, _known(db, id_).school.id)


def leave(db: sqlite3.Connection, id_: int, by: int, now: int) -> None:
    """Somebody goes, or is put out: another leads what they led, and what they were to do there
    ends. What somebody who is put out has handed to others ends too. Their answers stay."""
    db.execute(
        "UPDATE membership SET state = 'left', leads = 0, decided_by = :by, since = :now,"
        " turned_away_at = CASE WHEN person <> :by THEN :now END WHERE id = :id",
        {"by": by, "now": now, "id": id_},
    )
    gone = _known(db, id_)
    db.execute(
        "DELETE FROM due WHERE kind = 'reminder'"
        " AND account IN (SELECT id FROM account WHERE person = ?)"
        " AND subject IN (SELECT id FROM audit WHERE school = ?)",
        (gone.person, gone.school.id),
    )
    db.execute(
        "UPDATE assignment SET ended_at = :now WHERE ended_at IS NULL"
        " AND (person = :gone OR handed_by = :gone AND :by <> :gone)"
        " AND audit IN (SELECT id FROM audit WHERE school = :school)",
        {"now": now, "gone": gone.person, "by": by, "school": gone.school.id},
    )
    keep_led(db, gone.school.id)


def take_role(db: sqlite3.Connection, id_: int, role: Role) -> None:
    db.execute("UPDATE membership SET role = ? WHERE id = ?", (role, id_))


def lead(db: sqlite3.Connection, id_: int, leads: bool) -> None:
    """Give a member the lead, or take it from them: then it falls to another, if there is one."""
    db.execute("UPDATE membership SET leads = ? WHERE id = ? AND state = 'member'", (leads, id_))
    keep_led(db, _known(db, id_).school.id)


def choose(db: sqlite3.Connection, id_: int, now: int) -> None:
    """Of several schools, be at this one; the last choice counts, though in the same second."""
    db.execute(
        "UPDATE membership SET chosen_at = max(?, 1 + (SELECT max(o.chosen_at) FROM membership o"
        " WHERE o.person = membership.person)) WHERE id = ?",
        (now, id_),
    )


def keep_led(db: sqlite3.Connection, school: int) -> None:
    """Where nobody leads, the heir does."""
    heir = None if leaders(db, school) else next_lead(db, school)
    if heir:
        db.execute("UPDATE membership SET leads = 1 WHERE id = ?", (heir.id,))


def next_lead(db: sqlite3.Connection, school: int, without: int = 0) -> Membership | None:
    """Who leads when that membership ends: whoever leads beside it, a head, else whoever answers
    longest, a governor last. None when nobody would be left."""
    row = db.execute(
        _MEMBERSHIP + "WHERE m.school = ? AND m.state = 'member' AND m.id <> ?"
        " ORDER BY m.leads DESC, m.role <> 'head', m.role = 'governor', m.since, m.id LIMIT 1",
        (school, without),
    ).fetchone()
    return _membership(row) if row else None


def asking(db: sqlite3.Connection, school: int) -> list[Membership]:
    """Who asks to be let in, the first first."""
    rows = db.execute(
        _MEMBERSHIP + "WHERE m.school = ? AND m.state = 'asked' ORDER BY m.since, m.id", (school,)
    )
    return [_membership(row) for row in rows]


def decider(db: sqlite3.Connection, id_: int) -> int | None:
    """The person who let them in, declined them, put them out or left; None if since erased."""
    row = db.execute("SELECT decided_by FROM membership WHERE id = ?", (id_,)).fetchone()
    return row[0] if row else None


def came_first(db: sqlite3.Connection, id_: int) -> bool:
    """Whether nobody was at that school before them, and nobody had to let them in."""
    row = db.execute(
        "SELECT 1 FROM membership m WHERE m.id = ? AND (m.state = 'left' OR m.decided_by IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM membership o"
        " WHERE o.school = m.school AND o.id < m.id AND o.state = 'member')",
        (id_,),
    ).fetchone()
    return row is not None


def shut_out(db: sqlite3.Connection, person: int, school: int, since: int) -> bool:
    """Whether somebody there declined them or put them out at that time or later, though they have
    asked again since."""
    row = db.execute(
        "SELECT 1 FROM membership WHERE person = ? AND school = ? AND turned_away_at >= ?",
        (person, school, since),
    ).fetchone()
    return row is not None


def _known(db: sqlite3.Connection, id_: int) -> Membership:
    found = membership(db, id_)
    assert found is not None  # noqa: S101 just written, or just looked up
    return found

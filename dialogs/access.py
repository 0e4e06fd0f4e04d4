"""Who may: what a person is to the thing that a route names, and that thing loaded.

Each relation is a predicate of a turn and a route. A door names those of which one is enough;
rights come from relations to that school, that cohort, that row, and from nothing else.
"""

from collections.abc import Callable
from typing import Any

from dialogs.codes import Route
from dialogs.routes import Why
from dialogs.turn import Refused, Turn
from neambition.framework import Framework, Statement
from neambition.store import (
    audits,
    closures,
    cohorts,
    later,
    memberships,
    notes,
    nudges,
    relays,
    schools,
)
from neambition.store.audits import Audit
from neambition.store.memberships import Membership, Role, State
from neambition.store.notes import Note
from neambition.store.nudges import Nudge
from neambition.store.relays import Message, Relay
from neambition.store.schools import School

Relation = Callable[[Turn, Any], bool]


# --- relations


def anyone(turn: Turn, route: Route) -> bool:
    """Whoever writes; what it shows is theirs or nobody's."""
    return True


def member(turn: Turn, route: Route) -> bool:
    """Whoever belongs to the school that it is about."""
    return _here(turn, route) is not None


def staff(turn: Turn, route: Route) -> bool:
    """Whoever answers for that school: its members, but a governor who does not lead."""
    here = _here(turn, route)
    return here is not None and here.answers


def lead(turn: Turn, route: Route) -> bool:
    """Whoever leads that school here."""
    here = _here(turn, route)
    return here is not None and here.leads


def head(turn: Turn, route: Route) -> bool:
    """That school's head."""
    here = _here(turn, route)
    return here is not None and here.role is Role.HEAD


def facilitator(turn: Turn, route: Route) -> bool:
    """Whoever facilitates that cohort, or one that the school is in."""
    for field, value in vars(route).items():
        if field in COHORT_OF:
            cohort = COHORT_OF[field](turn, value)
            return cohort is not None and cohorts.facilitates(turn.db, turn.who.person, cohort)
    school = _school_of(turn, route)
    return school is not None and cohorts.looks_after(turn.db, turn.who.person, school)


def shown(turn: Turn, route: Route) -> bool:
    """A facilitator to whom that school shows its results."""
    school = _school_of(turn, route)
    return school is not None and cohorts.sees_results(turn.db, turn.who.person, school)


def owner(turn: Turn, route: Route) -> bool:
    """Whose the row itself is: who wrote the note, who asked to join."""
    for field, value in vars(route).items():
        if field in OWNER_OF:
            return OWNER_OF[field](turn, value) == turn.who.person
    return False


RELATIONS: tuple[Relation, ...] = (
    anyone,
    member,
    staff,
    lead,
    head,
    facilitator,
    shown,
    owner,
)

SCHOOL_OF: dict[str, Callable[[Turn, Any], int | None]] = {
    "audit": lambda turn, id_: audits.school_of(turn.db, id_),
    "membership": lambda turn, id_: membership(turn, id_).school.id,
    "school": lambda turn, id_: school(turn, id_).id,
}
"""By the name of a route's field: the school that it is about."""

COHORT_OF: dict[str, Callable[[Turn, Any], int | None]] = {
    "cohort": lambda turn, id_: int(id_),
    "nudge": lambda turn, id_: nudges.cohort_of(turn.db, id_),
}
"""By the name of a route's field: the cohort that it is about."""

OWNER_OF: dict[str, Callable[[Turn, Any], int | None]] = {
    "note": lambda turn, id_: note(turn, id_).person,
    "membership": lambda turn, id_: membership(turn, id_).person,
    "message": lambda turn, id_: relays.addressee(turn.db, id_),
    "relay": lambda turn, id_: relays.receiver(turn.db, id_),
    "due": lambda turn, id_: later.owner(turn.db, id_),
}
"""By the name of a route's field: the person whose it is."""


def _school_of(turn: Turn, route: Route) -> int | None:
    for field, value in vars(route).items():
        if field in SCHOOL_OF:
            return SCHOOL_OF[field](turn, value)
    return None


def _here(turn: Turn, route: Route) -> Membership | None:
    """What the person is at the school that a route is about, if they belong to it."""
    about = _school_of(turn, route)
    found = memberships.at(turn.db, turn.who.person, about) if about is not None else None
    return found if found and found.state is State.MEMBER else None


# --- what a route names, once the door has let it in


def audit(turn: Turn, id_: int) -> Audit:
    found = audits.audit(turn.db, id_, turn.who.person)
    if found is None:
        raise Refused(Why.GONE)
    return found


def own_school(turn: Turn) -> Membership | None:
    """The school this person is at."""
    return memberships.belongs(turn.db, turn.who.person)


def own_audit(turn: Turn) -> Audit | None:
    """The audit of this person's own school: the open one, else the last finished."""
    here = own_school(turn)
    return audits.latest(turn.db, here.school.id, turn.who.person) if here else None


def role(of: Audit) -> Role:
    """In what role this person answers; Refused for whoever does not belong there."""
    if of.role is None:
        raise Refused(Why.NOT_YOURS)
    return of.role


def framework(turn: Turn, of: Audit) -> Framework:
    """The version of the questions that the audit stands on."""
    return turn.house.pinned[of.framework]


def statement(turn: Turn, of: Audit, id_: str) -> Statement:
    """The statement, if the audit's framework has it."""
    found = framework(turn, of).by_id.get(id_)
    if found is None:
        raise Refused(Why.GONE)
    return found


def note(turn: Turn, id_: int) -> Note:
    found = notes.note(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    return found


def nudge(turn: Turn, id_: int) -> Nudge:
    found = nudges.nudge(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    return found


def message(turn: Turn, id_: int) -> Message:
    """A message that the bot began and that can be answered."""
    found = relays.message(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    return found


def relay(turn: Turn, id_: int) -> Relay:
    found = relays.relay(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    return found


def membership(turn: Turn, id_: int) -> Membership:
    found = memberships.membership(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    return found


def school(turn: Turn, id_: int) -> School:
    """The school, or the one that it was merged into."""
    found = schools.school(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    return found

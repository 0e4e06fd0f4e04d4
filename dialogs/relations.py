"""Who may: what a person is to the thing that a route names.

Each relation is a predicate of a turn and a route. A door names those of which one is enough;
rights come from relations to that school, that cohort, that row, and from nothing else.
"""

from collections.abc import Callable
from typing import Any

from dialogs import access
from dialogs.codes import Route
from dialogs.turn import Turn
from neambition import journey
from neambition.store import (
    assignments,
    audits,
    cohorts,
    invitations,
    later,
    memberships,
    nudges,
    plan,
    relays,
    schools,
    unconfirmed,
)
from neambition.store.invitations import Into, Invitation
from neambition.store.memberships import Membership, Role, State

Relation = Callable[[Turn, Any], bool]


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
    """Whoever facilitates that cohort, the school being in it; or one that the school is in."""
    cohort = _cohort_of(turn, route)
    school = _school_of(turn, route)
    if cohort is not None:
        facilitates = cohorts.facilitates(turn.db, turn.who.person, cohort)
        return facilitates and (school is None or cohorts.has_school(turn.db, cohort, school))
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


def facilitating(turn: Turn, route: Route) -> bool:
    """Whoever facilitates any cohort at all."""
    return bool(cohorts.of_facilitator(turn.db, turn.who.person))


def answering(turn: Turn, route: Route) -> bool:
    """Whoever answers for the school that they are at, whichever that is."""
    here = access.own_school(turn)
    return here is not None and here.answers


def settler(turn: Turn, route: Route) -> bool:
    """A facilitator who may say which school one is that somebody registered by name: it is in no
    cohort or in one of theirs, and so it is with what it is to become (`into`, `cohort`; 0 while
    not chosen). Once that is said, whoever looks after what it became."""
    if not facilitating(turn, route):
        return False
    who, fields = turn.who.person, vars(route)
    if not unconfirmed.open_to(turn.db, who, fields["school"]):
        about = _school_of(turn, route)
        return about is not None and cohorts.looks_after(turn.db, who, about)
    into, cohort = fields.get("into", 0), fields.get("cohort", 0)
    return (into == 0 or may_take(turn, fields["school"], into)) and (
        cohort == 0 or cohorts.facilitates(turn.db, who, cohort)
    )


def may_take(turn: Turn, school: int, into: int) -> bool:
    """Whether this facilitator may make a school part of that other one: it is in one of their
    cohorts, or nobody's yet."""
    other = schools.school(turn.db, into)
    if other is None or other.id != into or into == school:
        return False
    theirs = cohorts.looks_after(turn.db, turn.who.person, into)
    return theirs or not schools.taken(turn.db, into)


def assigned(turn: Turn, route: Route) -> bool:
    """Whoever those statements were handed to, while they are with them."""
    found = assignments.assignment(turn.db, vars(route)["assignment"])
    return found is not None and found.person == turn.who.person and found.opens(turn.now)


def handed(turn: Turn, route: Route) -> bool:
    """Whoever that statement of that audit was handed to and not taken back from."""
    audit_id, statement_id = vars(route)["audit"], vars(route)["statement"]
    about = audits.audit(turn.db, audit_id, turn.who.person)
    if about is None:
        return False
    framework = access.framework(turn, about)
    return any(
        given.audit == audit_id
        and given.ended_at is None
        and given.here
        and statement_id in {s.id for s in journey.handed(framework, given.benchmark)}
        for given in assignments.of_person(turn.db, turn.who.person)
    )


RELATIONS: tuple[Relation, ...] = (
    anyone,
    member,
    staff,
    lead,
    head,
    facilitator,
    shown,
    owner,
    facilitating,
    answering,
    settler,
    assigned,
    handed,
)

SCHOOL_OF: dict[str, Callable[[Turn, Any], int | None]] = {
    "audit": lambda turn, id_: audits.school_of(turn.db, id_),
    "membership": lambda turn, id_: access.membership(turn, id_).school.id,
    "school": lambda turn, id_: led.id if (led := schools.school(turn.db, id_)) else None,
    "assignment": lambda turn, id_: assignments.school_of(turn.db, id_),
    "invitation": lambda turn, id_: invitations.school_of(turn.db, id_),
    "item": lambda turn, id_: plan.school_of(turn.db, id_),
    "asked": lambda turn, id_: access.question(turn, id_).school,
}
"""By the name of a route's field: the school that it is about."""

COHORT_OF: dict[str, Callable[[Turn, Any], int | None]] = {
    "cohort": lambda turn, id_: int(id_),
    "invitation": lambda turn, id_: _cohort_invited_to(access.invitation(turn, id_)),
    "nudge": lambda turn, id_: nudges.cohort_of(turn.db, id_),
}
"""By the name of a route's field: the cohort that it is about, if it is about one as a whole."""

OWNER_OF: dict[str, Callable[[Turn, Any], int | None]] = {
    "note": lambda turn, id_: access.note(turn, id_).person,
    "membership": lambda turn, id_: access.membership(turn, id_).person,
    "assignment": lambda turn, id_: assignments.person_of(turn.db, id_),
    "contact": lambda turn, id_: access.contact(turn, id_).person,
    "message": lambda turn, id_: relays.addressee(turn.db, id_),
    "relay": lambda turn, id_: relays.receiver(turn.db, id_),
    "due": lambda turn, id_: later.owner(turn.db, id_),
    "remark": lambda turn, id_: access.remark(turn, id_).person,
    "asked": lambda turn, id_: access.question(turn, id_).person,
}
"""By the name of a route's field: the person whose it is."""

DECISIVE = SCHOOL_OF.keys() | COHORT_OF.keys() | OWNER_OF.keys() | {"into", "statement"}
"""The names of those fields of a route that relations look at, and of no others."""


def _school_of(turn: Turn, route: Route) -> int | None:
    for field, value in vars(route).items():
        if field in SCHOOL_OF:
            return SCHOOL_OF[field](turn, value)
    return None


def _cohort_invited_to(of: Invitation) -> int | None:
    """A school's invitation is the school's, whoever else it was made for."""
    return of.cohort if of.into is Into.COHORT else None


def _cohort_of(turn: Turn, route: Route) -> int | None:
    for field, value in vars(route).items():
        if field in COHORT_OF:
            return COHORT_OF[field](turn, value)
    return None


def _here(turn: Turn, route: Route) -> Membership | None:
    """What the person is at the school that a route is about, if they belong to it."""
    about = _school_of(turn, route)
    return access.belongs(turn, about) if about is not None else None


def left(turn: Turn, route: Route) -> bool:
    """Whether the person once belonged to the school that a route is about."""
    about = _school_of(turn, route)
    found = memberships.at(turn.db, turn.who.person, about) if about is not None else None
    return found is not None and found.state is State.LEFT

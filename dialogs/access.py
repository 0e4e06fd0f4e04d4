"""Who may: every route names one of these, and none is done without it."""

from typing import Protocol

from dialogs.routes import Why
from dialogs.turn import Refused, Turn
from neambition.framework import Framework, Statement
from neambition.store import audits, notes, schools
from neambition.store.audits import Audit
from neambition.store.notes import Note
from neambition.store.schools import Membership, State


class OfAudit(Protocol):
    @property
    def audit(self) -> int: ...


class OfNote(Protocol):
    @property
    def note(self) -> int: ...


class OfMembership(Protocol):
    @property
    def membership(self) -> int: ...


def anyone(turn: Turn, route: object) -> None:
    """Whoever writes; what it shows is theirs or nobody's."""


def member(turn: Turn, route: OfAudit) -> None:
    """Whoever belongs to the audit's school."""
    audit(turn, route.audit)


def author(turn: Turn, route: OfNote) -> None:
    """Whoever wrote the note."""
    own_note(turn, route.note)


def leader(turn: Turn, route: OfMembership) -> None:
    """Whoever leads the school that somebody asks to join."""
    asked = membership(turn, route.membership)
    if not schools.leads(turn.db, turn.who.person, asked.school.id):
        raise Refused(Why.NOT_YOURS)


def asker(turn: Turn, route: OfMembership) -> None:
    """Whoever asked to join."""
    if membership(turn, route.membership).person != turn.who.person:
        raise Refused(Why.NOT_YOURS)


def audit(turn: Turn, id_: int) -> Audit:
    """The audit, if they belong to its school."""
    found = audits.seen_by(turn.db, id_, turn.who.person)
    if found is None:
        raise Refused(Why.NOT_YOURS)
    return found


def own_audit(turn: Turn) -> Audit | None:
    """The audit of this person's own school: the open one, else the last finished."""
    school = schools.belongs(turn.db, turn.who.person)
    return audits.latest(turn.db, school.school.id, turn.who.person) if school else None


def framework(turn: Turn, of: Audit) -> Framework:
    """The version of the questions that the audit stands on."""
    return turn.house.pinned[of.framework]


def statement(turn: Turn, of: Audit, id_: str) -> Statement:
    """The statement, if the audit's framework has it."""
    found = framework(turn, of).by_id.get(id_)
    if found is None:
        raise Refused(Why.GONE)
    return found


def own_note(turn: Turn, id_: int) -> Note:
    found = notes.note(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    if found.person != turn.who.person:
        raise Refused(Why.NOT_YOURS)
    return found


def membership(turn: Turn, id_: int) -> Membership:
    found = schools.membership(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    return found


def still_asking(turn: Turn, id_: int) -> Membership:
    found = membership(turn, id_)
    if found.state is not State.ASKED:
        raise Refused(Why.DECIDED)
    return found

"""What a route names, loaded once its door has let somebody in; Refused where it is gone."""

from typing import TypeVar

from dialogs.routes import Why
from dialogs.turn import Refused, Turn
from neambition.framework import Benchmark, Framework, Statement
from neambition.plan import State as PlanState
from neambition.resources.entry import Resource
from neambition.store import (
    assignments,
    audits,
    cohorts,
    contacts,
    drafts,
    invitations,
    memberships,
    notes,
    nudges,
    plan,
    questions,
    relays,
    requests,
    schools,
)
from neambition.store.assignments import Assignment
from neambition.store.audits import Audit
from neambition.store.cohorts import Cohort
from neambition.store.contacts import Contact
from neambition.store.drafts import Kind
from neambition.store.invitations import Invitation
from neambition.store.memberships import Membership, Role, State
from neambition.store.notes import Note
from neambition.store.nudges import Nudge
from neambition.store.plan import Item
from neambition.store.questions import Question
from neambition.store.relays import Message, Relay
from neambition.store.requests import Request
from neambition.store.schools import School

T = TypeVar("T")


def there(found: T | None) -> T:
    """What was looked up; Refused where it is gone."""
    if found is None:
        raise Refused(Why.GONE)
    return found


def audit(turn: Turn, id_: int) -> Audit:
    return there(audits.audit(turn.db, id_, turn.who.person))


def unfinished(turn: Turn, id_: int) -> Audit:
    """The audit while it can still be answered; Refused once it is finished."""
    found = audit(turn, id_)
    if found.finished:
        raise Refused(Why.FINISHED)
    return found


def own_school(turn: Turn) -> Membership | None:
    """The school this person is at."""
    return memberships.belongs(turn.db, turn.who.person)


def here(turn: Turn) -> Membership:
    """The school this person is at; Refused for whoever belongs to none."""
    found = own_school(turn)
    if found is None:
        raise Refused(Why.NOT_HERE)
    return found


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
    return there(framework(turn, of).by_id.get(id_))


def benchmark(of: Framework, number: int) -> Benchmark:
    """The benchmark, if those questions have it."""
    return there(next((b for b in of.benchmarks if b.number == number), None))


def draft(turn: Turn, id_: int, kind: Kind) -> str:
    """What this person wrote, while it is kept."""
    return there(drafts.get(turn.db, id_, turn.who.person, kind, turn.now))


def note(turn: Turn, id_: int) -> Note:
    return there(notes.note(turn.db, id_))


def item(turn: Turn, id_: int) -> Item:
    """Something of a school's plan; Refused if it was taken back."""
    found = there(plan.item(turn.db, id_))
    if found.now.state is PlanState.UNDONE:
        raise Refused(Why.GONE)
    return found


def remark(turn: Turn, id_: int) -> plan.Note:
    """A note beside something of a plan."""
    return there(plan.note(turn.db, id_))


def request(turn: Turn, id_: int) -> Request:
    """What this person looked for, while it is kept."""
    found = requests.request(turn.db, id_)
    return there(found if found and found.person == turn.who.person else None)


def nudge(turn: Turn, id_: int) -> Nudge:
    return there(nudges.nudge(turn.db, id_))


def message(turn: Turn, id_: int) -> Message:
    """A message that the bot began and that can be answered."""
    return there(relays.message(turn.db, id_))


def relay(turn: Turn, id_: int) -> Relay:
    return there(relays.relay(turn.db, id_))


def question(turn: Turn, id_: int) -> Question:
    """What somebody asks a person."""
    return there(questions.question(turn.db, id_))


def entry(turn: Turn, id_: str) -> Resource:
    """An entry of the catalogue that can be suggested still."""
    return there(turn.shelf.entries.get(id_))


def membership(turn: Turn, id_: int) -> Membership:
    return there(memberships.membership(turn.db, id_))


def present(turn: Turn, id_: int) -> Membership:
    """The membership of somebody who belongs there now; what concerns those who left is over."""
    found = membership(turn, id_)
    if found.state is not State.MEMBER:
        raise Refused(Why.LEFT if found.person == turn.who.person else Why.NOT_HERE)
    return found


def membership_at(turn: Turn, school: int) -> Membership:
    """What this person is at that school."""
    return there(memberships.at(turn.db, turn.who.person, school))


def cohort(turn: Turn, id_: int) -> Cohort:
    return there(cohorts.cohort(turn.db, id_))


def school(turn: Turn, id_: int) -> School:
    """The school, or the one that it was merged into."""
    return there(schools.school(turn.db, id_))


def assignment(turn: Turn, id_: int) -> Assignment:
    return there(assignments.assignment(turn.db, id_))


def open_assignments(turn: Turn) -> list[Assignment]:
    """What was handed to this person and is not answered yet, the newest first."""
    return [
        given
        for given in assignments.of_person(turn.db, turn.who.person)
        if given.done_at is None and given.opens(turn.now)
    ]


def contact(turn: Turn, id_: int) -> Contact:
    return there(contacts.contact(turn.db, id_))


def invitation(turn: Turn, id_: int) -> Invitation:
    return there(invitations.invitation(turn.db, id_))


def belongs(turn: Turn, school: int, person: int | None = None) -> Membership | None:
    """What this person, or that one, is at that school, if they belong to it."""
    found = memberships.at(turn.db, person or turn.who.person, school)
    return found if found and found.state is State.MEMBER else None

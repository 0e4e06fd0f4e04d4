"""Which school, which role: registering a school, or finding that it is here already."""

import re
from collections.abc import Callable

from dialogs import access, asking
from dialogs.arriving import arrived, landing, switch
from dialogs.codes import Route
from dialogs.confidence import next_question
from dialogs.first_here import tell_facilitators
from dialogs.routes import (
    AlreadyHere,
    AskColleague,
    Begin,
    BeginAgain,
    Confidence,
    ConfirmHere,
    ConfirmSchool,
    Continue,
    FindResource,
    FoundSchools,
    Hello,
    NameSchool,
    PickRole,
    Register,
    RegisterHere,
    SwitchTo,
    TellLead,
    Why,
)
from dialogs.saying import CONFIDENCES, ROLES, capital, say
from dialogs.screen import Button, Screen, column
from dialogs.sharing import asked_first
from dialogs.turn import Refused, Step, Turn
from neambition.store import audits, confidence, drafts, finding, memberships, schools
from neambition.store.confidence import Moment
from neambition.store.drafts import Kind
from neambition.store.memberships import Membership, Role, State
from neambition.store.schools import School

LONGEST_NAME = 80


def begin(turn: Turn, route: Begin) -> Step:
    """Whoever belongs to a school goes straight to its audit; anyone else names theirs."""
    own = access.own_school(turn)
    return _open_for(turn, own, route.quick) if own else Step(NameSchool(route.quick))


def _open_for(turn: Turn, own: Membership, quick: bool) -> Step:
    """The audit for whoever answers it; whoever reads only is shown where it stands."""
    if not own.answers:
        return landing(turn, own)
    return asked_first(turn, open_audit(turn, own.school, quick))


def open_audit(turn: Turn, school: School, quick: bool) -> Step:
    """The school's open audit in the order asked for, or a new one; after a finished one it is
    asked where from."""
    latest = audits.latest(turn.db, school.id, turn.who.person)
    if latest and latest.finished:
        return Step(BeginAgain(school.id, quick))
    return open_new(turn, school, quick, from_last=False)


def open_new(turn: Turn, school: School, quick: bool, from_last: bool) -> Step:
    """The same once that is known."""
    audit, was_open = _opened(turn, school, quick, from_last)
    return Step(_first_of(turn, audit, quick, welcome=was_open))


def _opened(turn: Turn, school: School, quick: bool, from_last: bool) -> tuple[int, bool]:
    """That audit, and whether it was open before."""
    latest = audits.latest(turn.db, school.id, turn.who.person)
    if latest and not latest.finished:
        audits.choose_order(turn.db, latest.id, quick)
        return latest.id, True
    version = turn.house.framework.version
    before = latest.id if latest and from_last else None
    return audits.start(turn.db, school.id, version, quick, turn.now, based_on=before), False


def _first_of(turn: Turn, audit: int, quick: bool, welcome: bool) -> Route:
    """What a whole audit begins with, while it is not answered; else the statements."""
    question = None if quick else next_question(turn, audit, Moment.START)
    return Confidence(audit, Moment.START, question.id) if question else Continue(audit, welcome)


def name_school(turn: Turn, route: NameSchool) -> Screen:
    return Screen(
        say("name_school"),
        column(Button("Just find a resource", FindResource()), Button("Back", Hello())),
    )


def hear_name(turn: Turn, route: NameSchool | FoundSchools, words: str) -> Step:
    """The school's name, kept as a draft until it is confirmed; looked for in the register, where
    there is one."""
    name = " ".join(words.split())
    if len(name) > LONGEST_NAME or not re.search(r"\w\w", name):
        raise Refused(Why.NAME_UNREADABLE)
    listed = finding.has_register(turn.db)
    known = None if listed else schools.find(turn.db, name)
    own = memberships.at(turn.db, turn.who.person, known.id) if known else None
    if own and own.state is State.MEMBER:
        return switch(turn, SwitchTo(own.id))
    if known and schools.taken(turn.db, known.id):
        return Step(AlreadyHere(known.id, route.quick))
    draft = drafts.put(turn.db, turn.who.person, Kind.SCHOOL, name, turn.now)
    return Step(FoundSchools(draft, route.quick) if listed else PickRole(draft, route.quick))


def pick_role(turn: Turn, route: PickRole) -> Screen:
    def confirm(role: Role) -> Route:
        return ConfirmSchool(route.draft, route.quick, role)

    name = access.draft(turn, route.draft, Kind.SCHOOL)
    known = schools.find(turn.db, name)
    if known and schools.taken(turn.db, known.id):
        return already_here(turn, AlreadyHere(known.id, route.quick))
    return roles(name, confirm, Button("Change the school's name", NameSchool(route.quick)))


def roles(school: str, confirm: Callable[[Role], Route], again: Button) -> Screen:
    """What are you there? A tap leads on to confirm it."""
    return Screen(
        say("pick_role", school=school),
        column(
            *(Button(capital(label), confirm(role)) for role, label in ROLES.items()),
            again,
        ),
    )


def confirm_school(turn: Turn, route: ConfirmSchool) -> Screen:
    def register(planning: int) -> Register:
        return Register(route.draft, route.quick, route.role, planning)

    return confirmation(
        turn,
        access.draft(turn, route.draft, Kind.SCHOOL),
        route,
        register,
        PickRole(route.draft, route.quick),
        unlisted=finding.has_register(turn.db),
    )


def confirmation(
    turn: Turn,
    school: str,
    route: ConfirmSchool | ConfirmHere,
    register: Callable[[int], Route],
    other_role: Route,
    unlisted: bool,
) -> Screen:
    """A tap confirms; before a whole audit that tap is also the first confidence answer.

    `unlisted`: there is a register, and the school is not in it.
    """
    question = turn.house.framework.confidence[0]
    if route.quick:
        rows = column(Button("Yes, begin", register(-1)))
    else:
        rows = (
            tuple(Button(label, register(value)) for value, label in enumerate(CONFIDENCES[:2])),
            tuple(Button(label, register(value)) for value, label in enumerate(CONFIDENCES[2:], 2)),
            (Button("Right, but skip these questions", register(-1)),),
        )
    if route.role is Role.HEAD:
        rows += column(Button("Ask a colleague to do it", AskColleague()))
    rows += (
        (
            Button("Change role", other_role),
            Button("Change school", NameSchool(route.quick)),
        ),
    )
    facts = {"school": school, "role": route.role, "question": None if route.quick else question}
    return Screen(say("confirm_school", unlisted=unlisted, **facts), rows)


def register(turn: Turn, route: Register) -> Step:
    """A school's first: its lead, its first audit. A second tap finds the first one's work."""
    own = access.own_school(turn)
    if own and not drafts.get(turn.db, route.draft, turn.who.person, Kind.SCHOOL, turn.now):
        return _open_for(turn, own, route.quick)
    name = access.draft(turn, route.draft, Kind.SCHOOL)
    known = schools.find(turn.db, name)
    if known and schools.taken(turn.db, known.id):
        return Step(AlreadyHere(known.id, route.quick))
    if not -1 <= route.planning < len(CONFIDENCES):
        raise Refused(Why.UNREADABLE)
    made = known or schools.add(turn.db, name, "", turn.now)
    drafts.drop(turn.db, route.draft, turn.who.person)
    return first_in(turn, made, route)


def first_in(turn: Turn, school: School, route: Register | RegisterHere) -> Step:
    """The first to register a school leads it, and is at its first statement."""
    first = memberships.join(turn.db, turn.who.person, school.id, route.role, turn.now)
    tell_facilitators(turn, first)
    latest = audits.latest(turn.db, school.id, first.person)
    if latest and latest.finished:
        toast = f"You are at {school.full}"
        again = Step(BeginAgain(school.id, route.quick), toast)
        return arrived(turn, first, asked_first(turn, again))
    audit, _ = _opened(turn, school, route.quick, from_last=False)
    if not route.quick:
        _rate_first(turn, audit, route.planning)
    onward = _first_of(turn, audit, route.quick, welcome=False)
    toast = f"{school.full}: registered"
    return arrived(turn, first, asked_first(turn, Step(onward, toast)))


def _rate_first(turn: Turn, audit: int, value: int) -> None:
    """The confirmation's tap answered the first confidence question, or skipped them all."""
    asked = turn.house.framework.confidence
    for question in asked if value < 0 else asked[:1]:
        given = None if value < 0 else value
        confidence.rate(turn.db, audit, Moment.START, question.id, given, turn.who.person, turn.now)


def already_here(turn: Turn, route: AlreadyHere) -> Screen:
    """Its name alone lets nobody in: its lead does, or with nobody left its facilitator."""
    school = access.school(turn, route.school)
    led = bool(memberships.leaders(turn.db, school.id))
    asked = asking.deciders(turn, school.id)
    tell = "Tell the lead I'm here" if led else "Tell its facilitator I'm here"
    facts = {"led": led, "asked": bool(asked), "contact": turn.house.contact}
    return Screen(
        say("already_here", school=school.full, **facts),
        (column(Button(tell, TellLead(school.id))) if asked else ())
        + column(
            Button("Mine is another school", NameSchool(route.quick)),
            Button("Just find a resource", FindResource()),
        ),
    )

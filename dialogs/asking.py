"""Asking to be let in, and who decides: the school's leads and heads, and its facilitators."""

from dialogs import access
from dialogs.routes import (
    AlreadyHere,
    ComeIn,
    Decide,
    Decided,
    FindResource,
    Hello,
    JoinRequest,
    LeadTold,
    LetIn,
    NameSchool,
    People,
    Resume,
    TellLead,
    TellLeadAs,
    Why,
)
from dialogs.saying import ROLES, capital, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition.store import cohorts, memberships, people
from neambition.store.memberships import Membership, Role, State

A_DAY = 86400


def deciders(turn: Turn, school: int) -> set[int]:
    """The persons who may let others in there."""
    here = memberships.deciders(turn.db, school)
    return {*here, *cohorts.facilitators(turn.db, school)} - {turn.who.person}


def tell_lead(turn: Turn, route: TellLead) -> Screen:
    school = access.school(turn, route.school)
    roles = (Button(capital(label), TellLeadAs(school.id, role)) for role, label in ROLES.items())
    return Screen(
        say("tell_lead", school=school.full), column(*roles, Button("Back to the start", Hello()))
    )


def tell_lead_as(turn: Turn, route: TellLeadAs) -> Step:
    """Each of those who decide gets one message a day, and one more after a refusal."""
    school = access.school(turn, route.school)
    before = memberships.at(turn.db, turn.who.person, school.id)
    if before and before.state is State.MEMBER:
        return Step(LetIn(before.id))
    asked = deciders(turn, school.id)
    if not asked:
        return Step(AlreadyHere(school.id, False))
    own = memberships.ask(turn.db, turn.who.person, school.id, route.role, turn.now)
    tell(turn, asked, JoinRequest(own.id), max(own.since, turn.now // A_DAY * A_DAY))
    told = _reachable(turn, school.id)
    return Step(LeadTold(school.id), "They are asked" if told else "Nobody can be told")


def _reachable(turn: Turn, school: int) -> bool:
    """Whether anybody who decides there has not blocked the bot."""
    return any(people.accounts(turn.db, person) for person in deciders(turn, school))


def lead_told(turn: Turn, route: LeadTold) -> Screen:
    """Nobody is said to be told who cannot be written to."""
    school = access.school(turn, route.school)
    told = _reachable(turn, school.id)
    return Screen(
        say("lead_told", school=school.full, told=told, contact=turn.house.contact),
        column(
            Button("Find a resource meanwhile", FindResource()),
            Button("Back to the start", Hello()),
        ),
    )


def join_request(turn: Turn, route: JoinRequest) -> Screen:
    """To whoever decides: who asks, where, and what letting them in means."""
    asked = access.membership(turn, route.membership)
    if asked.state is not State.ASKED:
        return decided(turn, Decided(route.membership))
    return Screen(
        say("join_request", **_who(turn, asked), nobody_left=not _left(turn, asked)),
        (
            (
                Button("Let them in", Decide(asked.id, True)),
                Button("No", Decide(asked.id, False)),
            ),
            (Button("Decide later", Hello()),),
        ),
    )


def _left(turn: Turn, asked: Membership) -> bool:
    """Whether anybody of the school is here who could decide."""
    return bool(memberships.members(turn.db, asked.school.id))


def decide(turn: Turn, route: Decide) -> Step:
    """The first decision counts; whoever comes later is shown what it was. Nobody lets themselves
    in."""
    asked = access.membership(turn, route.membership)
    if asked.person == turn.who.person:
        raise Refused(Why.ONESELF)
    if asked.state is not State.ASKED:
        return Step(Decided(asked.id), "Decided already")
    state = State.MEMBER if route.welcome else State.DECLINED
    memberships.decide(turn.db, asked.id, state, turn.who.person, turn.now)
    tell(turn, [asked.person], LetIn(asked.id), turn.now)
    return Step(Decided(asked.id))


def decided(turn: Turn, route: Decided) -> Screen:
    """What was decided, and by whom."""
    asked = access.membership(turn, route.membership)
    own = memberships.at(turn.db, turn.who.person, asked.school.id)
    rows: Rows = ()
    if own and own.state is State.MEMBER:
        rows = column(Button("Our school", People(own.school.id, 0)), Button("Our audit", Resume()))
    return Screen(
        say("decided", state=asked.state, by=decided_by(turn, asked), **_who(turn, asked)),
        rows + column(Button("Back to the start", Hello())),
    )


def decided_by(turn: Turn, of: Membership) -> str | None:
    """Who decided on somebody, by what they are there: a role never names a person."""
    person = memberships.decider(turn.db, of.id)
    if person is None:
        return None
    if person == turn.who.person:
        return "you"
    there = memberships.at(turn.db, person, of.school.id)
    if there and there.decides:
        return ROLES[there.role] if there.role in (Role.LEAD, Role.HEAD) else "lead"
    return "facilitator" if cohorts.looks_after(turn.db, person, of.school.id) else "colleague"


def let_in(turn: Turn, route: LetIn) -> Screen:
    """To the one who asked: in, or not."""
    asked = access.membership(turn, route.membership)
    welcome = asked.state is State.MEMBER
    ask = Button("Name a school", NameSchool(False))
    onward = Button("Our audit", ComeIn(asked.id)) if welcome else ask
    return Screen(
        say("let_in", school=asked.school.full, state=asked.state, role=asked.role),
        column(onward, Button("Find a resource", FindResource()), Button("Start again", Hello())),
    )


def _who(turn: Turn, asked: Membership) -> dict[str, object]:
    name = people.first_name(turn.db, asked.person)
    cohort = next(
        (
            c.name
            for c in cohorts.of_school(turn.db, asked.school.id)
            if cohorts.facilitates(turn.db, turn.who.person, c.id)
        ),
        None,
    )
    return {"name": name, "role": asked.role, "school": asked.school.full, "cohort": cohort}

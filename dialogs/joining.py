"""Which school, which role: registering a school, or asking its lead to be let in."""

import re

from dialogs import access
from dialogs.codes import encode
from dialogs.confidence import next_question
from dialogs.routes import (
    AlreadyHere,
    AskColleague,
    Begin,
    Confidence,
    ConfirmSchool,
    Continue,
    Decide,
    Decided,
    FindResource,
    Hello,
    JoinRequest,
    LeadTold,
    LetIn,
    NameSchool,
    PickRole,
    Register,
    TellLead,
    TellLeadAs,
    Why,
)
from dialogs.saying import CONFIDENCES, ROLES, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.store import audits, confidence, drafts, later, memberships, people, schools
from neambition.store.confidence import Moment
from neambition.store.drafts import Kind
from neambition.store.memberships import Membership, Role, State
from neambition.store.schools import School

LONGEST_NAME = 80


def begin(turn: Turn, route: Begin) -> Step:
    """Whoever belongs to a school goes straight to its audit; anyone else names theirs."""
    school = access.own_school(turn)
    if school is None:
        return Step(NameSchool(route.quick))
    return open_audit(turn, school.school, route.quick)


def open_audit(turn: Turn, school: School, quick: bool) -> Step:
    """The school's open audit in the order asked for, or a new one."""
    latest = audits.latest(turn.db, school.id, turn.who.person)
    if latest and not latest.finished:
        audits.choose_order(turn.db, latest.id, quick)
        audit = latest.id
    else:
        audit = audits.start(turn.db, school.id, turn.house.framework.version, quick, turn.now)
    question = None if quick else next_question(turn, audit, Moment.START)
    if question:
        return Step(Confidence(audit, Moment.START, question.id))
    return Step(Continue(audit, latest is not None and not latest.finished))


def name_school(turn: Turn, route: NameSchool) -> Screen:
    return Screen(
        say("name_school"),
        column(Button("Just find a resource", FindResource()), Button("Back", Hello())),
    )


def hear_name(turn: Turn, route: NameSchool, words: str) -> Step:
    """The school's name, kept as a draft until it is confirmed."""
    name = " ".join(words.split())
    if len(name) > LONGEST_NAME or not re.search(r"\w\w", name):
        raise Refused(Why.NAME_UNREADABLE)
    known = schools.find(turn.db, name)
    if known:
        return Step(AlreadyHere(known.id, route.quick))
    draft = drafts.put(turn.db, turn.who.person, Kind.SCHOOL, name, turn.now)
    return Step(PickRole(draft, route.quick))


def pick_role(turn: Turn, route: PickRole) -> Screen:
    return Screen(
        say("pick_role", school=_name(turn, route.draft)),
        column(
            *(
                Button(label[0].upper() + label[1:], ConfirmSchool(route.draft, route.quick, role))
                for role, label in ROLES.items()
            ),
            Button("Change the school's name", NameSchool(route.quick)),
        ),
    )


def confirm_school(turn: Turn, route: ConfirmSchool) -> Screen:
    """A tap confirms; before a whole audit that tap is also the first confidence answer."""

    def register(planning: int) -> Register:
        return Register(route.draft, route.quick, route.role, planning)

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
            Button("Change role", PickRole(route.draft, route.quick)),
            Button("Change school", NameSchool(route.quick)),
        ),
    )
    name = _name(turn, route.draft)
    facts = {"school": name, "role": route.role, "question": None if route.quick else question}
    return Screen(say("confirm_school", **facts), rows)


def register(turn: Turn, route: Register) -> Step:
    """A new school, its lead, its first audit. A second tap finds the first one's work."""
    school = access.own_school(turn)
    if school is not None:
        return open_audit(turn, school.school, route.quick)
    name = _name(turn, route.draft)
    known = schools.find(turn.db, name)
    if known:
        return Step(AlreadyHere(known.id, route.quick))
    if not -1 <= route.planning < len(CONFIDENCES):
        raise Refused(Why.UNREADABLE)
    made = schools.add(turn.db, name, "", turn.now)
    memberships.join(turn.db, turn.who.person, made.id, route.role, turn.now)
    drafts.drop(turn.db, route.draft, turn.who.person)
    version = turn.house.framework.version
    audit = audits.start(turn.db, made.id, version, route.quick, turn.now)
    if not route.quick:
        _rate_first(turn, audit, route.planning)
    question = None if route.quick else next_question(turn, audit, Moment.START)
    toast = f"{made.full}: registered"
    if question:
        return Step(Confidence(audit, Moment.START, question.id), toast)
    return Step(Continue(audit, False), toast)


def _rate_first(turn: Turn, audit: int, value: int) -> None:
    """The confirmation's tap answered the first confidence question, or skipped them all."""
    asked = turn.house.framework.confidence
    for question in asked if value < 0 else asked[:1]:
        given = None if value < 0 else value
        confidence.rate(turn.db, audit, Moment.START, question.id, given, turn.who.person, turn.now)


def _name(turn: Turn, draft: int) -> str:
    name = drafts.get(turn.db, draft, turn.who.person, Kind.SCHOOL, turn.now)
    if name is None:
        raise Refused(Why.GONE)
    return name


def already_here(turn: Turn, route: AlreadyHere) -> Screen:
    """Its name alone lets nobody in."""
    school = access.school(turn, route.school)
    led = bool(memberships.leaders(turn.db, school.id))
    tell = column(Button("Tell the lead I'm here", TellLead(school.id))) if led else ()
    return Screen(
        say("already_here", school=school.full, led=led, contact=turn.house.contact),
        tell
        + column(
            Button("Mine is another school", NameSchool(route.quick)),
            Button("Just find a resource", FindResource()),
        ),
    )


def tell_lead(turn: Turn, route: TellLead) -> Screen:
    school = access.school(turn, route.school)
    roles = (
        Button(label[0].upper() + label[1:], TellLeadAs(school.id, role))
        for role, label in ROLES.items()
    )
    return Screen(
        say("tell_lead", school=school.full), column(*roles, Button("Back to the start", Hello()))
    )


def tell_lead_as(turn: Turn, route: TellLeadAs) -> Step:
    """Each of the school's leads gets one message a day, and one more after a refusal."""
    school = access.school(turn, route.school)
    leaders = memberships.leaders(turn.db, school.id)
    if not leaders:
        return Step(AlreadyHere(school.id, False))
    asked = memberships.ask(turn.db, turn.who.person, school.id, route.role, turn.now)
    if asked.state is State.MEMBER:
        return Step(LetIn(asked.id))
    reachable = _reachable(turn, school.id)
    for account in reachable:
        key = f"asks:{asked.id}:{asked.since}:{turn.now // 86400}:{account}"
        later.post(turn.db, key, account, encode(JoinRequest(asked.id)), turn.now)
    return Step(LeadTold(school.id), "The lead is told" if reachable else "Nobody can be told")


def _reachable(turn: Turn, school: int) -> list[int]:
    """The accounts of those who lead there, but for whoever has blocked the bot."""
    leaders = memberships.leaders(turn.db, school)
    return [account for leader in leaders for account in people.accounts(turn.db, leader)]


def lead_told(turn: Turn, route: LeadTold) -> Screen:
    """Nobody is said to be told who cannot be written to."""
    school = access.school(turn, route.school)
    told = bool(_reachable(turn, school.id))
    return Screen(
        say("lead_told", school=school.full, told=told, contact=turn.house.contact),
        column(
            Button("Find a resource meanwhile", FindResource()),
            Button("Back to the start", Hello()),
        ),
    )


def join_request(turn: Turn, route: JoinRequest) -> Screen:
    """To the lead: who asks, and what letting them in means."""
    asked = access.membership(turn, route.membership)
    if asked.state is not State.ASKED:
        return decided(turn, Decided(route.membership))
    return Screen(
        say("join_request", **_who(turn, asked)),
        (
            (
                Button("Let them in", Decide(asked.id, True)),
                Button("No", Decide(asked.id, False)),
            ),
        ),
    )


def decide(turn: Turn, route: Decide) -> Step:
    asked = access.membership(turn, route.membership)
    if asked.state is not State.ASKED:
        raise Refused(Why.DECIDED)
    state = State.MEMBER if route.welcome else State.DECLINED
    memberships.decide(turn.db, asked.id, state, turn.who.person, turn.now)
    for account in people.accounts(turn.db, asked.person):
        key = f"decided:{asked.id}:{turn.now}:{account}"
        later.post(turn.db, key, account, encode(LetIn(asked.id)), turn.now)
    return Step(Decided(asked.id))


def decided(turn: Turn, route: Decided) -> Screen:
    asked = access.membership(turn, route.membership)
    return Screen(
        say("decided", state=asked.state, **_who(turn, asked)),
        column(Button("Our audit", Begin(False)), Button("Back to the start", Hello())),
    )


def let_in(turn: Turn, route: LetIn) -> Screen:
    """To the one who asked: in, or not."""
    asked = access.membership(turn, route.membership)
    welcome = asked.state is State.MEMBER
    rows = column(Button("Our audit", Begin(False))) if welcome else ()
    return Screen(
        say("let_in", school=asked.school.full, state=asked.state),
        rows + column(Button("Find a resource", FindResource()), Button("Start again", Hello())),
    )


def _who(turn: Turn, asked: Membership) -> dict[str, object]:
    name = people.first_name(turn.db, asked.person)
    return {"name": name, "role": asked.role, "school": asked.school.full}

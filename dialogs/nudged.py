"""A nudge as it arrives: its words, and what can be done under them."""

from dialogs import access
from dialogs.joining import open_audit
from dialogs.routes import (
    Continue,
    FindResource,
    InTheWay,
    InTheWaySaid,
    Nudged,
    NudgedAgain,
    NudgeLater,
    NudgeOn,
    NudgeRemind,
    NudgeRemindSet,
    Reminders,
    Reply,
    SayInTheWay,
    StopNudges,
    Summary,
    Why,
)
from dialogs.saying import OBSTACLES, moment, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.sharing import asked_first
from dialogs.stopping import LATEST, SOONEST
from dialogs.turn import Refused, Step, Turn
from neambition import journey, reminders
from neambition.nudges import Mute, Obstacle, Template
from neambition.store import answers, audits, cohorts, later, memberships, mutes, nudges, people
from neambition.store.memberships import Membership
from neambition.store.nudges import Nudge


def nudged(turn: Turn, route: Nudged) -> Screen:
    return _message(turn, route.message, again=False)


def nudged_again(turn: Turn, route: NudgedAgain) -> Screen:
    return _message(turn, route.message, again=True)


def _message(turn: Turn, id_: int, again: bool) -> Screen:
    nudge, here = _known(turn, id_)
    rows = (
        (Button(_onward(turn, nudge, here), NudgeOn(id_)),),
        (Button("Later", NudgeLater(id_)), Button("What's in the way?", InTheWay(id_))),
        (Button("Reply", Reply(id_)), Button("Stop reminders", StopNudges(id_))),
    )
    return Screen(words(turn, nudge, here.person, here.school.id, again), rows)


def words(turn: Turn, nudge: Nudge, person: int, school: int, again: bool = False) -> str:
    """What a nudge says to one person of one school: the preview's words and the message's."""
    cohort = cohorts.cohort(turn.db, nudge.cohort)
    return say(
        "nudged",
        again=again,
        template=nudge.template or Template.OWN,
        words=nudge.words,
        name=people.first_name(turn.db, person),
        sender=people.first_name(turn.db, nudge.person) if nudge.person else None,
        rule=nudge.rule,
        cohort=cohort.name if cohort else "",
        **progress(turn, school),
    )


def progress(turn: Turn, school: int) -> dict[str, object]:
    """How far a school's latest audit is."""
    of = access.school(turn, school)
    audit = audits.latest(turn.db, of.id, turn.who.person)
    framework = turn.house.pinned[audit.framework] if audit else turn.house.framework
    levels = answers.levels(turn.db, audit.id) if audit else {}
    upcoming = journey.next_open(framework, levels, audit.quick_first) if audit else None
    return {
        "school": of.full,
        "done": journey.answered(framework, levels),
        "total": len(framework.statements),
        "next": framework.benchmark(upcoming.benchmark) if upcoming else None,
        "finished": audit is not None and audit.finished,
    }


def _onward(turn: Turn, nudge: Nudge, here: Membership) -> str:
    audit = audits.latest(turn.db, here.school.id, here.person)
    if audit is None or audit.last_at is None:
        return "Begin"
    if not audit.finished:
        return "Continue"
    return "Look again" if nudge.template is Template.AGAIN else "See our result"


def on(turn: Turn, route: NudgeOn) -> Step:
    """Straight to their statement; they are at that school from now on."""
    nudge, here = _known(turn, route.message)
    memberships.choose(turn.db, here.id, turn.now)
    audit = audits.latest(turn.db, here.school.id, turn.who.person)
    if audit and not audit.finished:
        onward = Step(Continue(audit.id, audit.last_at is not None))
        return onward if audit.last_at else asked_first(turn, onward)
    if audit and nudge.template is not Template.AGAIN:
        return Step(Summary(audit.id))
    return asked_first(turn, open_audit(turn, here.school, quick=audit is None))


# --- later


def later_(turn: Turn, route: NudgeLater) -> Screen:
    _, here = _known(turn, route.message)
    times = tuple(
        Button(label, NudgeRemind(route.message, int(at.timestamp())))
        for label, at in reminders.choices(turn.local)
    )
    on_now = Button("Go on now after all", NudgeOn(route.message))
    return Screen(say("nudge_later", **progress(turn, here.school.id)), (times, (on_now,)))


def remind(turn: Turn, route: NudgeRemind) -> Step:
    """A time that has gone by is asked again."""
    _, here = _known(turn, route.message)
    if not SOONEST <= route.at - turn.now <= LATEST:
        return Step(NudgeLater(route.message))
    later.remind_of_nudge(turn.db, turn.who.id, route.message, here.school.id, route.at)
    return Step(NudgeRemindSet(route.message, route.at), "Reminder set")


def remind_set(turn: Turn, route: NudgeRemindSet) -> Screen:
    _known(turn, route.message)
    if abs(route.at - turn.now) > LATEST:
        raise Refused(Why.GONE)
    return Screen(
        say("nudge_remind_set", when=moment(route.at, turn.house.zone)),
        column(
            Button("Go on now after all", NudgeOn(route.message)),
            Button("Find a resource", FindResource()),
            Button("All reminders", Reminders()),
        ),
    )


# --- what is in the way


def in_the_way(turn: Turn, route: InTheWay) -> Screen:
    _, here = _known(turn, route.message)
    buttons = (
        Button(label, SayInTheWay(route.message, obstacle)) for obstacle, label in OBSTACLES.items()
    )
    nothing = Button("Nothing, go on", NudgeOn(route.message))
    return Screen(say("in_the_way", school=here.school.full), column(*buttons, nothing))


def say_in_the_way(turn: Turn, route: SayInTheWay) -> Step:
    nudge, here = _known(turn, route.message)
    who = turn.who.person
    if cohorts.has_school(turn.db, nudge.cohort, here.school.id):
        nudges.hinder(turn.db, nudge.id, who, here.school.id, route.obstacle, turn.now)
    return Step(InTheWaySaid(route.message, route.obstacle), "Noted")


def in_the_way_said(turn: Turn, route: InTheWaySaid) -> Screen:
    """A sentence that helps, and a way on."""
    nudge, here = _known(turn, route.message)
    facts = {"school": here.school.full, "sender": sender(turn, nudge)}
    statements = len(turn.house.framework.statements)
    to_pass_on = say("for_the_head", school=here.school.full, statements=statements)
    return Screen(
        say("in_the_way_said", obstacle=route.obstacle, **facts),
        _helps(route),
        forward=to_pass_on if route.obstacle is Obstacle.HEAD else None,
    )


def _helps(route: InTheWaySaid) -> Rows:
    reply, bring_back = (
        Button("Reply", Reply(route.message)),
        Button("Later", NudgeLater(route.message)),
    )
    go_on = Button("Go on now", NudgeOn(route.message))
    stop = Button("Stop reminders", StopNudges(route.message))
    if route.obstacle is Obstacle.TIME:
        return ((Button("Two minutes now", NudgeOn(route.message)),), (bring_back, reply))
    if route.obstacle is Obstacle.HEAD:
        return ((bring_back, reply), (go_on,))
    return ((reply, stop), (go_on,))


def stop(turn: Turn, route: StopNudges) -> Step:
    """No facilitator's nudge and no automatic one any more; each can be had again."""
    for what in (Mute.NUDGE, Mute.AUTOMATIC):
        mutes.mute(turn.db, turn.who.person, what, turn.now)
    return Step(Reminders(), "No more reminders")


# --- what the others here need too


def sender(turn: Turn, nudge: Nudge) -> str:
    """Whom an answer to a nudge goes to, in words."""
    if nudge.person and cohorts.facilitates(turn.db, nudge.person, nudge.cohort):
        return people.first_name(turn.db, nudge.person)
    return "whoever looks after your school"


def _known(turn: Turn, id_: int) -> tuple[Nudge, Membership]:
    """The nudge that a message is of, and what its receiver is at the school it is for."""
    message = access.message(turn, id_)
    if message.nudge is None or message.school is None:
        raise Refused(Why.GONE)
    school = access.school(turn, message.school)
    here = memberships.at(turn.db, message.person, school.id)
    if here is None or not here.answers:
        raise Refused(Why.GONE)
    return access.nudge(turn, message.nudge), here

"""Answers to a nudge, and answers to those, carried by the bot: nobody's account is shown."""

from dialogs import access
from dialogs.codes import encode
from dialogs.notes import LONGEST_NOTE
from dialogs.nudged import sender
from dialogs.resources import look_for
from dialogs.routes import (
    FindResource,
    Hello,
    InTheWaySaid,
    Meant,
    NudgeReport,
    RelayAnswer,
    RelayAnswered,
    Relayed,
    Reply,
    ReplyMeant,
    ReplySent,
    Results,
    Resume,
    Why,
)
from dialogs.saying import cut, say, units
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.nudges import Obstacle
from neambition.store import cohorts, drafts, later, memberships, people, relays
from neambition.store.drafts import Kind
from neambition.store.nudges import Nudge
from neambition.store.relays import Message, Relay

LONGEST_REPLY = LONGEST_NOTE


# --- to whoever sent the nudge


def reply(turn: Turn, route: Reply) -> Screen:
    to = receiver(turn, access.message(turn, route.message))
    return Screen(
        say("reply", sender=to, longest=LONGEST_REPLY), column(Button("Not now", Resume()))
    )


def hear_reply(turn: Turn, route: Reply | InTheWaySaid, words: str) -> Step:
    return answer(turn, access.message(turn, route.message), words)


def hear_who_leads(turn: Turn, route: InTheWaySaid, words: str) -> Step:
    """Who leads now goes to the facilitator; under the other sentences words are asked about."""
    message = access.message(turn, route.message)
    if route.obstacle is Obstacle.NOT_ME:
        return answer(turn, message, words)
    return meant(turn, message, words)


def answer(turn: Turn, message: Message, words: str) -> Step:
    """Words for whoever sent that message."""
    if message.relay is not None:
        return _answer_relay(turn, access.relay(turn, message.relay), words)
    _to_facilitators(turn, *_nudge_of(turn, message), words)
    return Step(ReplySent(message.id))


def reply_sent(turn: Turn, route: ReplySent) -> Screen:
    message = access.message(turn, route.message)
    return Screen(
        say("reply_sent", receiver=receiver(turn, message)),
        column(Button("Go on", Resume()), Button("Find a resource", FindResource())),
    )


def _to_facilitators(
    turn: Turn, nudge: Nudge, school: int, words: str, first: int | None = None
) -> None:
    """To whoever wrote, `first` before the nudge's sender; when they have gone, to the others."""
    _check_length(words)
    here = memberships.at(turn.db, turn.who.person, school)
    if here is None or not here.answers:
        raise Refused(Why.GONE)
    looking_after = [
        p
        for p in cohorts.looking_after(turn.db, nudge.cohort)
        if cohorts.looks_after(turn.db, p, school)
    ]
    others = [p for p in looking_after if p != turn.who.person]
    for group in ([first], [nudge.person], others):
        reached = [
            p
            for p in group
            if p in looking_after and p != turn.who.person and people.accounts(turn.db, p)
        ]
        if reached:
            break
    else:
        raise Refused(Why.NOBODY_THERE)
    for person in reached:
        _carry(turn, nudge.id, school, person, to_school=False, words=words)


def _carry(turn: Turn, nudge: int, school: int, person: int, to_school: bool, words: str) -> None:
    between = (turn.who.person, person)
    id_ = relays.add(turn.db, nudge, school, between, to_school, words, turn.now)
    for account in people.accounts(turn.db, person):
        route = encode(Relayed(id_))
        later.post(turn.db, f"relay:{id_}:{account}", account, route, turn.now, relay=id_)


# --- and back


def relayed(turn: Turn, route: Relayed) -> Screen:
    """What somebody answered, while the one who reads it still has to do with it."""
    relay = _current(turn, access.relay(turn, route.relay))
    nudge = access.nudge(turn, relay.nudge)
    cohort = cohorts.cohort(turn.db, nudge.cohort)
    wrote = memberships.at(turn.db, relay.person, relay.school)
    facts = {
        "to_school": relay.to_school,
        "name": people.first_name(turn.db, relay.person),
        "role": wrote.role if wrote else None,
        "school": access.school(turn, relay.school).full,
        "cohort": cohort.name if cohort else "",
        "words": relay.words,
    }
    onward = (
        Button("Our audit", Resume())
        if relay.to_school
        else Button("The message it answers", NudgeReport(nudge.id))
    )
    return Screen(say("relayed", **facts), column(Button("Answer", RelayAnswer(relay.id)), onward))


def relay_answer(turn: Turn, route: RelayAnswer) -> Screen:
    relay = _current(turn, access.relay(turn, route.relay))
    facts = {"receiver": people.first_name(turn.db, relay.person), "longest": LONGEST_REPLY}
    return Screen(say("relay_answer", **facts), column(Button("Not now", Relayed(relay.id))))


def hear_answer(turn: Turn, route: RelayAnswer, words: str) -> Step:
    return _answer_relay(turn, access.relay(turn, route.relay), words)


def relay_answered(turn: Turn, route: RelayAnswered) -> Screen:
    relay = _current(turn, access.relay(turn, route.relay))
    return Screen(
        say("reply_sent", receiver=people.first_name(turn.db, relay.person)),
        column(Button("Go on", Resume()), Button("Find a resource", FindResource())),
    )


def _answer_relay(turn: Turn, relay: Relay, words: str) -> Step:
    _current(turn, relay)
    if relay.to_school:
        nudge = access.nudge(turn, relay.nudge)
        _to_facilitators(turn, nudge, relay.school, words, first=relay.person)
        return Step(RelayAnswered(relay.id))
    _check_length(words)
    there = memberships.at(turn.db, relay.person, relay.school)
    if there is None or not there.answers or not people.accounts(turn.db, relay.person):
        raise Refused(Why.NOT_HERE)
    _carry(turn, relay.nudge, relay.school, relay.person, to_school=True, words=words)
    return Step(RelayAnswered(relay.id))


def _current(turn: Turn, relay: Relay) -> Relay:
    """The relay, unless its reader has left the school, or looks after it no longer."""
    if relay.to_school:
        here = memberships.at(turn.db, relay.receiver, relay.school)
        stays = here is not None and here.answers
    else:
        stays = cohorts.looks_after(turn.db, relay.receiver, relay.school)
    if not stays:
        raise Refused(Why.GONE)
    return relay


# --- words that nothing awaits


def meant(turn: Turn, message: Message, words: str) -> Step:
    """Within two days of a message, words may be an answer: asked, never guessed."""
    if not _short(words):
        return look_for(turn, words)
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words, turn.now)
    return Step(Meant(message.id, draft))


def ask_meant(turn: Turn, route: Meant) -> Screen:
    to = receiver(turn, access.message(turn, route.message))
    words = access.draft(turn, route.draft, Kind.WORDS)
    return Screen(
        say("meant", words=words[:200], cut=len(words) > 200, receiver=to),
        column(
            Button(cut(f"Pass it on to {to}"), ReplyMeant(route.message, route.draft)),
            Button("Look for resources", Results(route.draft)),
            Button("Neither", Hello()),
        ),
    )


def reply_meant(turn: Turn, route: ReplyMeant) -> Step:
    """Once: the draft goes with it."""
    words = access.draft(turn, route.draft, Kind.WORDS)
    step = answer(turn, access.message(turn, route.message), words)
    drafts.drop(turn.db, route.draft, turn.who.person)
    return step


def receiver(turn: Turn, message: Message) -> str:
    """Whom an answer to a message goes to, in words."""
    if message.relay is not None:
        return people.first_name(turn.db, access.relay(turn, message.relay).person)
    nudge, _ = _nudge_of(turn, message)
    return sender(turn, nudge)


def _nudge_of(turn: Turn, message: Message) -> tuple[Nudge, int]:
    if message.nudge is None or message.school is None:
        raise Refused(Why.GONE)
    return access.nudge(turn, message.nudge), access.school(turn, message.school).id


def _short(words: str) -> bool:
    return units(words) <= LONGEST_REPLY


def _check_length(words: str) -> None:
    if not _short(words):
        raise Refused(Why.REPLY_TOO_LONG)

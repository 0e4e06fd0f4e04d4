"""What every channel uses: act in a transaction, then show.

`doors.DOORS` says of every route what it does.
"""

import sqlite3
from typing import Any

from dialogs import help, inviting, notes, replying, resources, routes
from dialogs.codes import BadCode, Route, decode, encode
from dialogs.door import Door
from dialogs.doors import DOORS
from dialogs.event import Did, Event
from dialogs.offering import offered, refusal
from dialogs.routes import Explain, Why
from dialogs.saying import units
from dialogs.screen import Screen
from dialogs.turn import House, Refused, Step, Turn
from neambition.store import conversations, people, relays
from neambition.store.conversations import Owed
from neambition.store.people import Account

# A name or a note may take a while to type; after a day the question is forgotten, and words are a
# request for a resource again.
AWAITED = 86400
LONGEST_MESSAGE = 4096
LOOKING = (routes.FindResource, routes.Suggestions, routes.TextToPass, routes.ResourceCard)
"""Where words typed next are a request for a resource, as they are where nothing is awaited."""
OVERTAKEN = (*LOOKING, routes.Notes)
"""Where a message from a person that came since may be what words are meant for."""


COMMANDS: dict[str, tuple[Route, str]] = {
    "start": (routes.Hello(), "What this is, and where to begin"),
    "audit": (routes.Resume(), "Our audit: begin or carry on"),
    "summary": (routes.LatestSummary(), "Our result and three next actions"),
    "plan": (routes.OurPlan(), "Our plan: who does what, by when"),
    "share": (routes.ShareOurs(), "Our result as picture, pages and files"),
    "progress": (routes.OurMoves(), "What has moved since last time"),
    "invite": (routes.InviteSomebody(), "Invite colleagues, or schools"),
    "ten": (routes.Ten(), "I have ten minutes"),
    "resources": (routes.FindResource(), "Find a resource"),
    "people": (routes.OurSchool(), "Our school: who is here, who leads, roles"),
    "nudge": (routes.Nudge(), "Facilitators: write to your schools"),
    "reminders": (routes.Reminders(), "What comes by itself, and stopping it"),
    "privacy": (routes.Privacy(), "What is kept, my data, erase me"),
    "schools": (routes.CohortSchools(), "Facilitators: schools, and how far they are"),
    "cohort": (routes.MyCohort(), "Facilitators: how benchmarks stand in a cohort"),
    "help": (routes.Help(), "What can be done here"),
}


def act(db: sqlite3.Connection, house: House, now: int, event: Event) -> tuple[Account, Step]:
    """Decide and store what one event asks for; returns who it was and what to show them.

    Run in one transaction. What is refused is explained on a screen; anything else that raises
    undoes the whole.
    """
    who = people.meet(db, event.channel, event.external_id, event.first_name, now)
    turn = Turn(db, now, who, house)
    try:
        step = _step(turn, event)
    except Refused as refused:
        step = Step(Explain(refused.why))
    except BadCode:
        step = Step(Explain(Why.UNREADABLE))
    owed = Owed(who.id, encode(step.route), event.message)
    awaits = owed.route if DOORS[type(step.route)].hear else None
    if isinstance(step.route, Explain) and not _over(step.route.why, event) and not _cut(event):
        awaits = conversations.awaited(db, who.id, now)  # the question still stands
    conversations.owe(db, owed, awaits, now + AWAITED)
    return who, step


def _over(why: Why, event: Event) -> bool:
    """Whether what awaited words is there no more for this person; else every word would run into
    it for a day."""
    answers_it = event.did is Did.TYPED and event.reply_to is None
    return why is Why.LEFT or (answers_it and why in (Why.GONE, Why.NOT_YOURS, Why.NOT_YOUR_PART))


def _cut(event: Event) -> bool:
    """Whether the words are as long as an app lets one message be: what comes next may be their
    tail, and is no answer by itself."""
    return units(event.body) >= LONGEST_MESSAGE


def show(
    db: sqlite3.Connection, house: House, now: int, who: Account, route: Route, once: Any = None
) -> Screen:
    """The screen of a route as things stand now. Run after the commit; it writes nothing."""
    turn = Turn(db, now, who, house, once)
    try:
        door = _door(turn, route)
        if door.show is None:
            raise Refused(Why.GONE)
        return offered(turn, route, door.show(turn, route))
    except Refused as refused:
        return help.explain(turn, Explain(refused.why))


def _step(turn: Turn, event: Event) -> Step:
    match event.did:
        case Did.TAPPED:
            return _take(turn, decode(event.body))
        case Did.COMMANDED if event.body == "start" and event.argument:
            return inviting.opened(turn, event.argument.split()[0])
        case Did.COMMANDED if event.body == "resources" and event.argument:
            return resources.command(turn, event.argument)
        case Did.COMMANDED if event.body in COMMANDS:
            return _take(turn, COMMANDS[event.body][0])
        case Did.COMMANDED:
            return Step(routes.Help())
        case Did.TYPED:
            return _hear(turn, event.body.strip(), event.reply_to)
        case Did.FILE:
            return _read(turn, event.body)
        case Did.EDITED:
            raise Refused(Why.EDITED)
        case Did.ODD:
            raise Refused(Why.NOT_WORDS)


def awaits_file(db: sqlite3.Connection, account: int, now: int) -> bool:
    """Whether a file sent now would be read. No other is even fetched."""
    code = conversations.awaited(db, account, now)
    return code is not None and DOORS[type(decode(code))].files


def _read(turn: Turn, text: str) -> Step:
    """A file's text goes to the route that awaits it."""
    if not awaits_file(turn.db, turn.who.id, turn.now):
        raise Refused(Why.NOT_WORDS)
    if not text.strip():
        raise Refused(Why.FILE_UNREADABLE)
    return _hear(turn, text, None)


def _take(turn: Turn, route: Route) -> Step:
    door = _door(turn, route)
    return door.act(turn, route) if door.act else Step(route)


def _door(turn: Turn, route: Route) -> Door:
    """The route's door, for whoever may take it."""
    door = DOORS[type(route)]
    if not door.opens(turn, route):
        raise Refused(refusal(turn, route, door))
    return door


def _hear(turn: Turn, words: str, reply_to: int | None) -> Step:
    """Words answer the message they are a reply to, else go to the route that awaits them; words
    that nothing awaits are a request, or after a message from a person perhaps an answer."""
    if not any(c.isalnum() for c in words):
        raise Refused(Why.NO_WORDS)
    answered = relays.in_chat(turn.db, turn.who.id, reply_to) if reply_to else None
    if answered:
        return replying.answer(turn, answered, words)
    code = conversations.awaited(turn.db, turn.who.id, turn.now)
    route = decode(code) if code else routes.FindResource()
    if DOORS[type(route)].hear is None:  # it did when it was shown, by an earlier version
        route = routes.FindResource()
    if code is None or isinstance(route, OVERTAKEN):
        asked = conversations.asked_at(turn.db, turn.who.id, AWAITED) if code else 0
        recent = relays.recent(turn.db, turn.who.id, turn.now, asked)
        if recent and isinstance(route, routes.Notes):
            return notes.hear_overtaken(turn, route, words)
        if recent:
            return replying.meant(turn, recent, words)
    door = _door(turn, route)
    assert door.hear is not None  # noqa: S101 only such routes are ever awaited
    return door.hear(turn, route, words)

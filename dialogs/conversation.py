"""The one door that every channel uses: act in a transaction, then show.

`DOORS` says of every route who may take it, what it does, what it shows, and what words typed
under it mean. A route without a door stops the start-up.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialogs import (
    access,
    audit,
    checking,
    codes,
    confidence,
    hello,
    help,
    joining,
    notes,
    privacy,
    resources,
    routes,
    steps,
    stopping,
    summary,
)
from dialogs.codes import BadCode, Route, decode, encode
from dialogs.event import Did, Event
from dialogs.routes import Explain, Why
from dialogs.screen import Screen
from dialogs.turn import House, Refused, Step, Turn
from neambition.store import conversations, people
from neambition.store.conversations import Owed
from neambition.store.people import Account

# A name or a note may take a while to type; after a day the question is forgotten, and words are a
# request for a resource again.
AWAITED = 86400


@dataclass(frozen=True)
class Door:
    """`act` stores and leads on; a route without it is shown. `hear` takes words typed under it."""

    may: Callable[[Turn, Any], None]
    show: Callable[[Turn, Any], Screen] | None = None
    act: Callable[[Turn, Any], Step] | None = None
    hear: Callable[[Turn, Any, str], Step] | None = None


DOORS: dict[type[Route], Door] = {
    routes.Hello: Door(access.anyone, hello.hello),
    routes.Begin: Door(access.anyone, act=joining.begin),
    routes.NameSchool: Door(access.anyone, joining.name_school, hear=joining.hear_name),
    routes.PickRole: Door(access.anyone, joining.pick_role),
    routes.ConfirmSchool: Door(access.anyone, joining.confirm_school),
    routes.Register: Door(access.anyone, act=joining.register),
    routes.AskColleague: Door(access.anyone, hello.ask_colleague),
    routes.AlreadyHere: Door(access.anyone, joining.already_here),
    routes.TellLead: Door(access.anyone, joining.tell_lead),
    routes.TellLeadAs: Door(access.anyone, act=joining.tell_lead_as),
    routes.LeadTold: Door(access.anyone, joining.lead_told),
    routes.JoinRequest: Door(access.leader, joining.join_request),
    routes.Decide: Door(access.leader, act=joining.decide),
    routes.Decided: Door(access.leader, joining.decided),
    routes.LetIn: Door(access.asker, joining.let_in),
    routes.Resume: Door(access.anyone, act=audit.resume),
    routes.Continue: Door(access.member, audit.next_statement, hear=audit.hear_aside),
    routes.ShowStatement: Door(access.member, audit.show_statement, hear=audit.hear_aside),
    routes.Answer: Door(access.member, act=audit.answer),
    routes.Changed: Door(access.member, audit.changed),
    routes.OtherBenchmark: Door(access.member, audit.other_benchmark),
    routes.Check: Door(access.member, checking.check),
    routes.CheckBenchmark: Door(access.member, checking.check_benchmark),
    routes.History: Door(access.member, checking.history),
    routes.Finish: Door(access.member, act=checking.finish),
    routes.Confidence: Door(access.member, confidence.ask),
    routes.RateConfidence: Door(access.member, act=confidence.rate),
    routes.SkipConfidence: Door(access.member, act=confidence.skip),
    routes.Stop: Door(access.member, stopping.stop),
    routes.Remind: Door(access.member, act=stopping.remind),
    routes.NoReminder: Door(access.member, act=stopping.no_reminder),
    routes.ReminderSet: Door(access.member, stopping.reminder_set),
    routes.NotReminded: Door(access.member, stopping.not_reminded),
    routes.Reminder: Door(access.member, stopping.reminder),
    routes.Notes: Door(access.member, notes.show_notes, hear=notes.hear_note),
    routes.NoteMine: Door(access.author, notes.note_mine),
    routes.DeleteNote: Door(access.author, notes.delete_note),
    routes.DeleteNoteForGood: Door(access.author, act=notes.delete_note_for_good),
    routes.Aside: Door(access.member, notes.ask_aside),
    routes.KeepAside: Door(access.member, act=notes.keep_aside),
    routes.DropAside: Door(access.member, act=notes.drop_aside),
    routes.Summary: Door(access.member, summary.summary),
    routes.LatestSummary: Door(access.anyone, act=summary.latest),
    routes.ActionDetail: Door(access.member, steps.action_detail),
    routes.Swap: Door(access.member, act=steps.swap),
    routes.MoreActions: Door(access.member, steps.more_actions),
    routes.Forward: Door(access.member, summary.forward),
    routes.Ten: Door(access.anyone, steps.ten),
    routes.FindResource: Door(access.anyone, resources.find_resource, hear=resources.hear_request),
    routes.Results: Door(access.anyone, resources.results, hear=resources.hear_request),
    routes.Help: Door(access.anyone, help.help_),
    routes.Privacy: Door(access.anyone, privacy.privacy),
    routes.MyData: Door(access.anyone, privacy.my_data),
    routes.EraseMe: Door(access.anyone, privacy.erase_me),
    routes.EraseMeForGood: Door(access.anyone, act=privacy.erase_me_for_good),
    routes.Erased: Door(access.anyone, privacy.erased),
    routes.Explain: Door(access.anyone, help.explain),
}

missing = set(codes.BY_TAG.values()) - set(DOORS)
if missing:
    raise AssertionError(f"routes without a door: {missing}")

COMMANDS: dict[str, tuple[Route, str]] = {
    "start": (routes.Hello(), "What this is, and where to begin"),
    "audit": (routes.Resume(), "Our audit: begin or carry on"),
    "summary": (routes.LatestSummary(), "Our result and three next actions"),
    "ten": (routes.Ten(), "I have ten minutes"),
    "resources": (routes.FindResource(), "Find a resource"),
    "privacy": (routes.Privacy(), "What is kept, my data, erase me"),
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
    if isinstance(step.route, Explain):
        awaits = conversations.awaited(db, who.id, now)  # the question still stands
    conversations.owe(db, owed, awaits, now + AWAITED)
    return who, step


def show(db: sqlite3.Connection, house: House, now: int, who: Account, route: Route) -> Screen:
    """The screen of a route as things stand now. Run after the commit; it writes nothing."""
    turn = Turn(db, now, who, house)
    try:
        door = DOORS[type(route)]
        door.may(turn, route)
        if door.show is None:
            raise Refused(Why.GONE)
        return door.show(turn, route)
    except Refused as refused:
        return help.explain(turn, Explain(refused.why))


def _step(turn: Turn, event: Event) -> Step:
    match event.did:
        case Did.TAPPED:
            return _take(turn, decode(event.body))
        case Did.COMMANDED if event.body in COMMANDS:
            return _take(turn, COMMANDS[event.body][0])
        case Did.COMMANDED:
            return Step(routes.Help())
        case Did.TYPED:
            return _hear(turn, event.body.strip())
        case Did.EDITED:
            raise Refused(Why.EDITED)
        case Did.ODD:
            raise Refused(Why.NOT_WORDS)


def _take(turn: Turn, route: Route) -> Step:
    door = DOORS[type(route)]
    door.may(turn, route)
    return door.act(turn, route) if door.act else Step(route)


def _hear(turn: Turn, words: str) -> Step:
    """Words go to the route that awaits them; words that nothing awaits are a request."""
    if not any(c.isalnum() for c in words):
        raise Refused(Why.NO_WORDS)
    code = conversations.awaited(turn.db, turn.who.id, turn.now)
    route = decode(code) if code else routes.FindResource()
    door = DOORS[type(route)]
    door.may(turn, route)
    assert door.hear is not None  # noqa: S101 only such routes are ever awaited
    return door.hear(turn, route, words)

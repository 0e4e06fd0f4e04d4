"""Stop here, be reminded, come back."""

from dialogs import access
from dialogs.routes import (
    Continue,
    FindResource,
    NoReminder,
    NotReminded,
    Remind,
    Reminder,
    ReminderSet,
    Stop,
    Summary,
    Why,
)
from dialogs.saying import moment, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition import journey, reminders
from neambition.framework import Statement
from neambition.store import answers, later
from neambition.store.audits import Audit

SOONEST, LATEST = 60, 14 * 86400


def stop(turn: Turn, route: Stop) -> Screen:
    """What is saved, and when to be reminded."""
    audit = access.audit(turn, route.audit)
    return Screen(
        say("stop", **_progress(turn, audit)),
        _times(turn, audit.id) + column(Button("No reminder", NoReminder(audit.id))) + _on(audit),
    )


def remind(turn: Turn, route: Remind) -> Step:
    """A reminder for this account; a time that has gone by is asked again."""
    audit = access.unfinished(turn, route.audit)
    if not SOONEST <= route.at - turn.now <= LATEST:
        raise Refused(Why.LATE)
    later.remind(turn.db, turn.who.id, audit.id, route.at)
    return Step(ReminderSet(audit.id, route.at), "Reminder set")


def reminder_set(turn: Turn, route: ReminderSet) -> Screen:
    audit = access.audit(turn, route.audit)
    if abs(route.at - turn.now) > LATEST:
        raise Refused(Why.LATE)
    facts = {"when": moment(route.at, turn.house.zone), **_progress(turn, audit)}
    return Screen(
        say("reminder_set", **facts),
        _on(audit) + column(Button("No reminder after all", NoReminder(audit.id))),
    )


def no_reminder(turn: Turn, route: NoReminder) -> Step:
    audit = access.audit(turn, route.audit)
    later.forget(turn.db, turn.who.id, audit.id)
    return Step(NotReminded(audit.id), "No reminder")


def not_reminded(turn: Turn, route: NotReminded) -> Screen:
    audit = access.audit(turn, route.audit)
    return Screen(say("not_reminded", **_progress(turn, audit)), _on(audit))


def reminder(turn: Turn, route: Reminder) -> Screen:
    """The message that comes later: one tap and they are back on their statement."""
    audit = access.audit(turn, route.audit)
    if audit.finished:
        return Screen(say("reminder", **_progress(turn, audit)), _on(audit))
    rows = column(Button("Carry on", Continue(audit.id, True)))
    rows += _times(turn, audit.id)
    rows += column(Button("No more reminders", NoReminder(audit.id)))
    return Screen(say("reminder", **_progress(turn, audit)), rows)


def _times(turn: Turn, audit: int) -> Rows:
    buttons = (
        Button(label, Remind(audit, int(at.timestamp())))
        for label, at in reminders.choices(turn.local)
    )
    return (tuple(buttons),)


def _on(audit: Audit) -> Rows:
    resource = Button("Find a resource", FindResource())
    if audit.finished:
        return ((Button("See our result", Summary(audit.id)), resource),)
    carry_on = Button("Carry on now", Continue(audit.id, False))
    return ((carry_on, Button("Summary so far", Summary(audit.id))), (resource,))


def _progress(turn: Turn, audit: Audit) -> dict[str, object]:
    framework = access.framework(turn, audit)
    levels = answers.levels(turn.db, audit.id)
    upcoming: Statement | None = journey.next_open(framework, levels, audit.quick_first)
    return {
        "school": audit.school.full,
        "done": journey.answered(framework, levels),
        "total": len(framework.statements),
        "next": framework.benchmark(upcoming.benchmark) if upcoming else None,
        "finished": audit.finished,
    }

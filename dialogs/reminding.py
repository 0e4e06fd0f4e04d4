"""/reminders: what may come by itself, all of it shown and all of it to be changed."""

from dialogs.routes import ForgetReminder, Hello, Reminders, Resume, Spare
from dialogs.saying import moment, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Step, Turn
from neambition.nudges import Mute
from neambition.store import later, mutes

SHOWN = 6


def reminders(turn: Turn, route: Reminders) -> Screen:
    own = later.own(turn.db, turn.who.person)
    muted = mutes.muted(turn.db, turn.who.person)
    zone = turn.house.zone
    lines = [{"school": r.school, "when": moment(r.due_at, zone)} for r in own[:SHOWN]]
    facts = {what.value: what in muted for what in Mute}
    forget = [Button(f"Forget {moment(r.due_at, zone)}", ForgetReminder(r.id)) for r in own[:SHOWN]]
    return Screen(
        say("reminders", own=lines, more=len(own) - len(lines), **facts),
        (
            *column(*forget),
            (_switch(Mute.NUDGE, "messages from whoever looks after us", muted),),
            (_switch(Mute.AUTOMATIC, "automatic reminders", muted),),
            (_switch(Mute.PLAN, "reminders of our plan", muted),),
            (_switch(Mute.FOLLOW_UP, "asking if I used a resource", muted),),
            (Button("Our audit", Resume()), Button("Start", Hello())),
        ),
    )


def _switch(what: Mute, words: str, muted: set[Mute]) -> Button:
    return Button(f"{'Allow' if what in muted else 'Stop'} {words}", Spare(what, what not in muted))


def spare(turn: Turn, route: Spare) -> Step:
    if route.spare:
        mutes.mute(turn.db, turn.who.person, route.what, turn.now)
    else:
        mutes.unmute(turn.db, turn.who.person, route.what)
    return Step(Reminders(), "Stopped" if route.spare else "Allowed")


def forget(turn: Turn, route: ForgetReminder) -> Step:
    later.drop(turn.db, route.due)
    return Step(Reminders(), "Forgotten")

"""A nudge as it arrives, what can be done there, answering it, and what comes by itself."""

from dialogs.codes import Route, route
from neambition.nudges import Mute, Obstacle


@route("nmg")
class Nudged(Route):
    """The message itself. `message` is the outbox's id."""

    message: int


@route("nag")
class NudgedAgain(Route):
    """The same, at the time that they chose."""

    message: int


@route("non")
class NudgeOn(Route):
    """Straight to their statement, their result, or the beginning."""

    message: int


@route("nla")
class NudgeLater(Route):
    """Later: when?"""

    message: int


@route("nrm")
class NudgeRemind(Route):
    """Then. `at` in UTC seconds."""

    message: int
    at: int


@route("nrt")
class NudgeRemindSet(Route):
    """When it comes again."""

    message: int
    at: int


@route("nwy")
class InTheWay(Route):
    """What is in the way?"""

    message: int


@route("nws")
class SayInTheWay(Route):
    """That is."""

    message: int
    obstacle: Obstacle


@route("nwn")
class InTheWaySaid(Route):
    """A sentence that helps. Not me: words come next, who leads now."""

    message: int
    obstacle: Obstacle


@route("nsp")
class StopNudges(Route):
    """No more of these."""

    message: int


# --- answering


@route("nrp")
class Reply(Route):
    """Words come next, for whoever sent that message."""

    message: int


@route("nwm")
class Meant(Route):
    """Words that nothing awaits, after a nudge: for whom?"""

    message: int
    draft: int


@route("nrd")
class ReplyMeant(Route):
    """They were an answer."""

    message: int
    draft: int


@route("nrx")
class ReplySent(Route):
    """They are on their way."""

    message: int


@route("nry")
class Relayed(Route):
    """What somebody answered."""

    relay: int


@route("nra")
class RelayAnswer(Route):
    """Words come next, for whoever answered."""

    relay: int


@route("nrz")
class RelayAnswered(Route):
    """They are on their way."""

    relay: int


# --- what comes by itself


@route("nri")
class Reminders(Route):
    """What may come by itself, and all of it to be changed."""


@route("nmu")
class Spare(Route):
    """Spare them that, or no longer."""

    what: Mute
    spare: bool


@route("nfo")
class ForgetReminder(Route):
    """No such reminder after all."""

    due: int

"""Several colleagues on one audit: second views, some statements handed over, the head's word."""

from dialogs.codes import Route, route
from neambition.framework import Level
from neambition.store.memberships import Role

# --- a colleague's answer, seen differently


@route("tch")
class ChangeAnswer(Route):
    """Yes, change it. `shown` is the id of the answer that was shown and asked about."""

    audit: int
    statement: str
    level: Level
    shown: int


@route("tsd")
class SeeDifferently(Route):
    """Leave it, and keep this level beside it as one's own view."""

    audit: int
    statement: str
    level: Level
    shown: int


@route("tls")
class ToSettle(Route):
    """The statements that colleagues see differently, a page at a time from 0."""

    audit: int
    page: int


@route("tse")
class Settling(Route):
    """One of them: what stands, and who sees it how."""

    audit: int
    statement: str


@route("tsx")
class Settle(Route):
    """It is this level. `shown` is the id of the answer that stood."""

    audit: int
    statement: str
    level: Level
    shown: int


@route("tst")
class Settled(Route):
    """To those who saw it differently: how it was settled."""

    audit: int
    statement: str


@route("tso")
class SignOff(Route):
    """The head has read the result and stands behind it."""

    audit: int


# --- handing over, as the lead sees it


@route("tho")
class HandOvers(Route):
    """Ask a colleague: which benchmark?"""

    audit: int


@route("thm")
class HandOver(Route):
    """Make a link for one benchmark."""

    audit: int
    benchmark: int


@route("tah")
class AskHead(Route):
    """Make a link for what the head knows best."""

    audit: int


@route("thl")
class HandOverLink(Route):
    """The link, shown once, with words to forward."""

    invitation: int


@route("thp")
class HandedOut(Route):
    """Links not opened yet and what is with colleagues, a page at a time from 0."""

    audit: int
    page: int


@route("ttl")
class TakeBackLink(Route):
    """The link shall open nothing any more."""

    invitation: int


@route("ttb")
class TakeBack(Route):
    """What was handed over is no longer with them."""

    assignment: int


@route("thb")
class HandedBack(Route):
    """To who handed it over: it is answered."""

    assignment: int


# --- handed over, as the one asked sees it


@route("thr")
class HandedRole(Route):
    """Who asks for what; and what are you there?"""

    assignment: int


@route("tha")
class HandedAs(Route):
    """That is what they are."""

    assignment: int
    role: Role


@route("thd")
class Handed(Route):
    """The next of the statements, or all of them once answered."""

    assignment: int


@route("ths")
class HandedStatement(Route):
    """One of them. `after` is the statement just answered, or empty."""

    assignment: int
    statement: str
    after: str


@route("thn")
class HandedAnswer(Route):
    """An answer. `shown` is the id of the answer that the button stood beside, 0 for none."""

    assignment: int
    statement: str
    level: Level
    shown: int


@route("thc")
class HandedChanged(Route):
    """A colleague's answer stands: shown, then asked."""

    assignment: int
    statement: str
    level: Level


@route("thg")
class HandedChange(Route):
    """Yes, change it."""

    assignment: int
    statement: str
    level: Level
    shown: int


@route("thv")
class HandedView(Route):
    """Leave it, and keep this level beside it as one's own view."""

    assignment: int
    statement: str
    level: Level
    shown: int


@route("thk")
class HandedCheck(Route):
    """All of them, with what stands."""

    assignment: int


@route("thf")
class HandedFinish(Route):
    """That is all: tell who asked."""

    assignment: int


@route("thy")
class HandedStop(Route):
    """Stop here; what is answered is saved."""

    assignment: int


@route("thx")
class HandedDone(Route):
    """Thank you."""

    assignment: int

"""Coming in: which school, which role, and being let in."""

from dialogs.codes import Route, route
from neambition.store.memberships import Role


@route("be")
class Begin(Route):
    """Audit our school, or the quick look first."""

    quick: bool


@route("ns")
class NameSchool(Route):
    """Which school? Words come next."""

    quick: bool


@route("pr")
class PickRole(Route):
    """What are you there? The school's name is in the draft."""

    draft: int
    quick: bool


@route("cs")
class ConfirmSchool(Route):
    """School and role, to be confirmed."""

    draft: int
    quick: bool
    role: Role


@route("re")
class Register(Route):
    """Confirmed. `planning` is the first confidence answer, -1 for skipped."""

    draft: int
    quick: bool
    role: Role
    planning: int


@route("ac")
class AskColleague(Route):
    """A message to forward, for a head who would rather a colleague did it."""


@route("al")
class AlreadyHere(Route):
    """That school is registered; its lead lets people in."""

    school: int
    quick: bool


@route("tl")
class TellLead(Route):
    """Choose a role before the lead is told."""

    school: int


@route("te")
class TellLeadAs(Route):
    """Tell the lead that somebody is here."""

    school: int
    role: Role


@route("tt")
class LeadTold(Route):
    """The lead has been told."""

    school: int


@route("jr")
class JoinRequest(Route):
    """What the lead sees: somebody asks to come in."""

    membership: int


@route("jd")
class Decide(Route):
    """The lead's decision."""

    membership: int
    welcome: bool


@route("jo")
class Decided(Route):
    """What was decided, to the lead."""

    membership: int


@route("ja")
class LetIn(Route):
    """What was decided, to the one who asked."""

    membership: int

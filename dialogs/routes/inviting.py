"""Invitations: links that let somebody in, one at a time or for many schools at once."""

from dialogs.codes import Route, route
from neambition.store.memberships import Role


@route("lc")
class LinkClosed(Route):
    """A link that opens nothing any more, and the ordinary way in."""


@route("icm")
class InviteSomebody(Route):
    """Whoever may invite is led to where they do."""


@route("ino")
class NobodyToInvite(Route):
    """Who lets people in here, for whoever may not invite."""


@route("isc")
class Invite(Route):
    """Into a school: as what?"""

    school: int


@route("imk")
class MakeLink(Route):
    """Make a link into a school, for one person, or for all the staff of that role."""

    school: int
    role: Role
    staff: bool


@route("ilk")
class Link(Route):
    """One link: to be passed on while it is new, and how it stands ever after."""

    invitation: int


@route("irn")
class Renew(Route):
    """Make a new link for the same, and stop the old one."""

    invitation: int


@route("itb")
class Withdraw(Route):
    """Take it back?"""

    invitation: int


@route("itn")
class WithdrawNow(Route):
    """Yes, take it back."""

    invitation: int


@route("ils")
class Links(Route):
    """The links into a school that work now."""

    school: int
    page: int


@route("icn")
class CameIn(Route):
    """In by a link: which school, as what, and whether that is right."""

    membership: int


@route("inm")
class NotMine(Route):
    """Not me, or not my school: go?"""

    membership: int


@route("ing")
class NotMineGo(Route):
    """Yes, out again; the link is there for whom it was meant."""

    membership: int


@route("ico")
class CohortDesk(Route):
    """A cohort's facilitator: whom to invite to it."""

    cohort: int


@route("icl")
class CohortLinks(Route):
    """The links made for a cohort that work now."""

    cohort: int
    page: int


@route("ifc")
class InviteFacilitator(Route):
    """What another facilitator would see, before a link is made."""

    cohort: int


@route("ifm")
class MakeFacilitatorLink(Route):
    """Make that link."""

    cohort: int


@route("imy")
class InviteMany(Route):
    """Many schools at once: their list comes next, as words or as a file."""

    cohort: int


@route("ipv")
class ManyFound(Route):
    """What of the list in the draft is found; more may be sent."""

    cohort: int
    draft: int


@route("itk")
class TakeNearest(Route):
    """Yes, this line means the school whose name is nearest."""

    cohort: int
    draft: int
    line: int


@route("imm")
class MakeMany(Route):
    """Make a link for each school found."""

    cohort: int
    draft: int


@route("imd")
class ManyMade(Route):
    """The links that were made for a cohort at one moment, in files while they are new."""

    cohort: int
    moment: int


@route("ima")
class MakeAnew(Route):
    """Stop those not opened yet, and make new ones."""

    cohort: int
    moment: int


@route("iun")
class ForUnopened(Route):
    """E-mails and letters for every school of the cohort in which nobody has come in?"""

    cohort: int


@route("ium")
class MakeForUnopened(Route):
    """Yes; links made for them before stop."""

    cohort: int

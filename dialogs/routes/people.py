"""Who is here: roles, the lead, coming, going, and several schools."""

from dialogs.codes import Route, route
from neambition.store.memberships import Role


@route("pou")
class OurSchool(Route):
    """Whatever school this person is at."""


@route("ppl")
class People(Route):
    """Who is here, by role, a page at a time from 0."""

    school: int
    page: int


@route("pca")
class Colleague(Route):
    """One person of a school, and what can be changed."""

    membership: int


# --- roles


@route("pcr")
class ChangeRole(Route):
    """Which role?"""

    membership: int


@route("prm")
class RoleMeans(Route):
    """What that role means, to be confirmed."""

    membership: int
    role: Role


@route("ptr")
class TakeRole(Route):
    """Confirmed."""

    membership: int
    role: Role


@route("pra")
class RoleAsked(Route):
    """To lead and head: somebody says they have a role that may do more."""

    membership: int
    role: Role


@route("pri")
class RoleIs(Route):
    """To whose it is: another changed their role."""

    membership: int


# --- the lead


@route("pho")
class HandLead(Route):
    """Hand the lead to them, or lead together?"""

    membership: int


@route("pgl")
class GiveLead(Route):
    """Confirmed. `beside`: the giver leads on."""

    membership: int
    beside: bool


@route("ply")
class LeadIsYours(Route):
    """To whoever leads now."""

    membership: int


# --- going


@route("plv")
class Leave(Route):
    """Leave the school? Who will lead then."""

    membership: int


@route("plx")
class LeaveForGood(Route):
    """Confirmed."""

    membership: int


@route("pre")
class Remove(Route):
    """Remove a colleague?"""

    membership: int


@route("prx")
class RemoveForGood(Route):
    """Confirmed."""

    membership: int


@route("pgo")
class Gone(Route):
    """To whoever left, was removed, or whose registering was undone."""

    membership: int


# --- coming, and several schools


@route("pci")
class ComeIn(Route):
    """Let in, and now there."""

    membership: int


@route("pmb")
class MoveOrBoth(Route):
    """Just come to another school: leave the former, or keep both?"""

    membership: int


@route("pmv")
class Move(Route):
    """Leave this school for the one just come to."""

    membership: int


@route("psw")
class SwitchTo(Route):
    """Be at this school from now on."""

    membership: int


@route("pms")
class MySchools(Route):
    """Each school that one belongs to, a page at a time from 0."""

    page: int


# --- the first of a school, to its facilitator


@route("pfh")
class FirstHere(Route):
    """Somebody registered a school of the cohort."""

    membership: int


@route("pfr")
class RightHere(Route):
    """That is right."""

    membership: int


@route("pfu")
class Undo(Route):
    """They should not be there?"""

    membership: int


@route("pfx")
class UndoForGood(Route):
    """Confirmed."""

    membership: int

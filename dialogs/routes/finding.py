"""Finding one's school in the register, and registering it."""

from dialogs.codes import Route, route
from neambition.store.memberships import Role


@route("fsf")
class FoundSchools(Route):
    """Which of these is yours? The words that it was looked for by are in the draft."""

    draft: int
    quick: bool


@route("fsp")
class PickSchool(Route):
    """That one."""

    school: int
    quick: bool


@route("fsr")
class PickRoleHere(Route):
    """What are you there?"""

    school: int
    quick: bool


@route("fsc")
class ConfirmHere(Route):
    """School and role, to be confirmed."""

    school: int
    quick: bool
    role: Role


@route("fsg")
class RegisterHere(Route):
    """Confirmed. `planning` is the first confidence answer, -1 for skipped."""

    school: int
    quick: bool
    role: Role
    planning: int

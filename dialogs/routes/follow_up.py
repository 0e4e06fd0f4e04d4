"""Did you use it? What is asked a week after a resource was taken up, and the answers."""

from datetime import date

from dialogs.codes import Route, route
from neambition.follow_up import Said


@route("uq")
class FollowUp(Route):
    """What this person was asked about on that day."""

    day: date


@route("ua")
class SayUsed(Route):
    """What they say of one resource."""

    resource: str
    said: Said


@route("uz")
class SayAgain(Route):
    """The same question, of that resource anew."""

    resource: str

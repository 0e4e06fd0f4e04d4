"""A reminder of the plan as it arrives, and the answers to it."""

from datetime import date

from dialogs.codes import Route, route


@route("yrb")
class PlanBundle(Route):
    """What this person was reminded of on that day."""

    day: date


@route("yrd")
class BundleDone(Route):
    """It is done. `seen`: the latest change before them."""

    item: int
    seen: int


@route("yrl")
class BundleLater(Route):
    """A week later, and back to that day's message."""

    item: int
    seen: int
    day: date


@route("yrx")
class BundleDrop(Route):
    """Not doing it, and back to that day's message."""

    item: int
    seen: int
    day: date

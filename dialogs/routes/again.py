"""Reviewing again, and what has moved since last time."""

from dialogs.codes import Route, route


@route("agb")
class BeginAgain(Route):
    """From last time, or from nothing?"""

    school: int
    quick: bool


@route("ags")
class StartAgain(Route):
    """That one: a new audit, unless one is open."""

    school: int
    quick: bool
    from_last: bool


@route("agm")
class KeepMany(Route):
    """What could be kept of last time, by benchmark."""

    audit: int


@route("agk")
class KeepBenchmarks(Route):
    """Keep what is open of these benchmarks, the first to the last."""

    audit: int
    first: int
    last: int


@route("ago")
class OurMoves(Route):
    """What has moved at the school that this person is at."""


@route("agp")
class WhatMoved(Route):
    """What has moved, by benchmark."""

    school: int


@route("agd")
class WhatMovedIn(Route):
    """What has moved in one benchmark, and what stands behind it."""

    school: int
    benchmark: int

"""Nudges as whoever facilitates a cohort makes and follows them, and the cohort's own rules."""

from dialogs.codes import Route, route
from neambition.framework import Level
from neambition.nudges import Case, Rule, State, Template


@route("nud")
class Nudge(Route):
    """Write to schools: of which cohort?"""


@route("nco")
class NudgeCohorts(Route):
    """Somebody's cohorts, to choose from, a page at a time from 0."""

    page: int


@route("nwh")
class NudgeWhom(Route):
    """Whom shall it reach?"""

    cohort: int


@route("nto")
class NudgeTo(Route):
    """Those whose schools are so far."""

    cohort: int
    state: State


@route("nsl")
class NudgeSchools(Route):
    """One school, a page at a time from 0. Words, kept in the draft (0: none), look for one."""

    cohort: int
    draft: int
    page: int


@route("nsc")
class NudgeSchool(Route):
    """The people of one school."""

    cohort: int
    school: int


@route("nbs")
class NudgeBenchmarks(Route):
    """Below a level in which benchmark?"""

    cohort: int


@route("nbl")
class NudgeLevels(Route):
    """Below which level in that benchmark?"""

    cohort: int
    benchmark: int


@route("nbe")
class NudgeBelow(Route):
    """Those who share their results and are below that level."""

    cohort: int
    benchmark: int
    level: Level


@route("nar")
class NudgeAreas(Route):
    """Only one area? A page at a time from 0."""

    nudge: int
    page: int


@route("nas")
class NudgeArea(Route):
    """Only the area of the school `like`; 0 for every area."""

    nudge: int
    like: int


@route("nal")
class NudgeColleagues(Route):
    """To everyone who answers for their school, or only to whoever leads there."""

    nudge: int
    everyone: bool


@route("nwt")
class NudgeWhat(Route):
    """What shall it say?"""

    nudge: int


@route("nsy")
class NudgeSay(Route):
    """That template."""

    nudge: int
    template: Template


@route("nwo")
class NudgeWords(Route):
    """Own words come next."""

    nudge: int


@route("npv")
class NudgePreview(Route):
    """As it arrives, for how many, and who is left out."""

    nudge: int


@route("nse")
class NudgeSend(Route):
    """Send it, at once or at better hours."""

    nudge: int
    now: bool


@route("nre")
class NudgeReport(Route):
    """How far it is, and what became of everyone."""

    nudge: int


@route("nca")
class NudgeCancel(Route):
    """Stop what waits."""

    nudge: int


@route("nrs")
class NudgeAgain(Route):
    """Send again to those of whom nobody knows whether it arrived."""

    nudge: int


@route("npe")
class NudgePeople(Route):
    """Who is in one case, a page at a time from 0."""

    nudge: int
    case: Case
    page: int


@route("nob")
class NudgeObstacles(Route):
    """What people said is in the way, a page at a time from 0."""

    nudge: int
    page: int


@route("npl")
class NudgeList(Route):
    """What was sent, a page at a time from 0."""

    cohort: int
    page: int


# --- a cohort's own rules


@route("nat")
class Automatic(Route):
    """The automatic nudges of a cohort."""

    cohort: int


@route("nst")
class SetAutomatic(Route):
    """After so many days; 0 switches the rule off."""

    cohort: int
    rule: Rule
    days: int

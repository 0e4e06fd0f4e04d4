"""The facilitator's chat: cohorts, their schools, and what schools share with them."""

from enum import StrEnum

from dialogs.codes import Route, route
from neambition.progress import Progress
from neambition.store.contacts import How
from neambition.store.conversations import Acting


class Filter(StrEnum):
    """Which schools of a cohort."""

    ALL = "all"
    NOT_OPENED = Progress.NOT_OPENED
    NOT_BEGUN = Progress.NOT_BEGUN
    IN_PROGRESS = Progress.IN_PROGRESS
    STALLED = Progress.STALLED
    FINISHED = Progress.FINISHED
    SHARED = "shared"


@route("cac")
class ActAs(Route):
    """Switch menus."""

    acting: Acting


@route("cmy")
class CohortSchools(Route):
    """The cohort that this facilitator turned to last."""


@route("cnf")
class NotFacilitator(Route):
    """To somebody who facilitates no cohort."""


@route("cpk")
class PickCohort(Route):
    """Which of several cohorts? A page at a time from 0."""

    page: int


@route("ctu")
class TurnTo(Route):
    """This cohort from now on."""

    cohort: int


@route("csc")
class Schools(Route):
    """How many schools are how far. Words typed look for one."""

    cohort: int


@route("cls")
class SchoolList(Route):
    """The schools of one kind, a page at a time from 0. Words typed look for one."""

    cohort: int
    kind: Filter
    page: int


@route("cfo")
class CohortFound(Route):
    """The cohort's schools that the words in the draft may mean."""

    cohort: int
    draft: int


# --- one school


@route("ccd")
class SchoolCard(Route):
    """All that a facilitator sees of a school. Words typed look for another."""

    cohort: int
    school: int


@route("cct")
class Contacted(Route):
    """It was reached outside this chat."""

    cohort: int
    school: int
    how: How


@route("cno")
class SchoolNotes(Route):
    """What was done and noted about a school, paged from 0. Words typed become a note."""

    cohort: int
    school: int
    page: int


@route("cdn")
class DropContact(Route):
    """Delete it for good?"""

    contact: int


@route("cdx")
class DropContactForGood(Route):
    """Yes, for good."""

    contact: int


@route("car")
class SchoolArea(Route):
    """Which area? Words come next."""

    cohort: int
    school: int


@route("can")
class NoArea(Route):
    """No area."""

    cohort: int
    school: int


@route("cto")
class TakeOut(Route):
    """Take it out of the cohort?"""

    cohort: int
    school: int


@route("ctx")
class TakeOutNow(Route):
    """Yes, take it out."""

    cohort: int
    school: int


@route("css")
class SharedSummary(Route):
    """The result that a school shares."""

    audit: int


@route("csb")
class SharedBenchmark(Route):
    """One benchmark's answers, which a school shares."""

    audit: int
    benchmark: int


# --- a cohort


@route("cas")
class AddSchool(Route):
    """Which school? Words come next."""

    cohort: int


@route("caf")
class AddFound(Route):
    """The schools of the name or number in the draft."""

    cohort: int
    draft: int


@route("cap")
class PutIn(Route):
    """Put it into the cohort."""

    cohort: int
    adding: int


@route("cnc")
class NewCohort(Route):
    """What shall it be called? Words come next."""


@route("cse")
class CohortSettings(Route):
    """Name, days until an audit is called stalled, closures."""

    cohort: int


@route("crn")
class RenameCohort(Route):
    """What shall it be called? Words come next."""

    cohort: int


@route("csd")
class StalledAfter(Route):
    """So many days without an answer are stalled."""

    cohort: int
    days: int


@route("ccl")
class Closures(Route):
    """Days on which nobody is written to, a page at a time from 0. Words come next."""

    cohort: int
    page: int


@route("ccf")
class ConfirmClosure(Route):
    """The days in the draft, as they were understood."""

    cohort: int
    draft: int


@route("cck")
class KeepClosure(Route):
    """They are right."""

    cohort: int
    draft: int


@route("ccx")
class DropClosure(Route):
    """Not closed after all."""

    cohort: int
    closure: int


# --- figures


@route("cmc")
class MyCohort(Route):
    """The figures of the cohort that this facilitator turned to last."""


@route("cfg")
class Figures(Route):
    """How many sharing schools have each benchmark in place: now, or so many terms' ends ago."""

    cohort: int
    back: int


@route("cch")
class FiguresChange(Route):
    """At their first audit, and now."""

    cohort: int


@route("cun")
class Unsure(Route):
    """The statements most often Not sure, or beside the point."""

    cohort: int


# --- sharing


@route("csh")
class Sharing(Route):
    """What a school lets facilitators see."""

    school: int


@route("cak")
class AskSharing(Route):
    """A school is in a cohort: may its facilitators see the results?"""

    school: int
    cohort: int


@route("caa")
class AnswerSharing(Route):
    """The answer to that, and on to the audit."""

    school: int
    cohort: int
    results: bool


@route("csp")
class SetSharing(Route):
    """Share this from now on, and no more."""

    school: int
    cohort: int
    results: bool
    notes: bool

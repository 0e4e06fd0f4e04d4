"""The audit, its notes, its result, and stopping half way."""

from dialogs.codes import Route, route
from neambition.actions import Slot
from neambition.framework import Level
from neambition.store.confidence import Moment


@route("sh")
class ShowStatement(Route):
    """One statement. `after` is the statement just answered, or empty."""

    audit: int
    statement: str
    after: str


@route("an")
class Answer(Route):
    """An answer. `shown` is the id of the answer that the button stood beside, 0 for none."""

    audit: int
    statement: str
    level: Level
    shown: int


@route("ch")
class Changed(Route):
    """Another answer stands than the button saw: shown, then asked."""

    audit: int
    statement: str
    level: Level


@route("co")
class Continue(Route):
    """Straight to the next open statement. `welcome`: back after a while."""

    audit: int
    welcome: bool


@route("au")
class Resume(Route):
    """Whatever audit this person's school has."""


@route("ob")
class OtherBenchmark(Route):
    """The eight benchmarks, any order."""

    audit: int


@route("ck")
class Check(Route):
    """Check your answers, by benchmark."""

    audit: int


@route("cb")
class CheckBenchmark(Route):
    """The answers of one benchmark."""

    audit: int
    benchmark: int


@route("hs")
class History(Route):
    """Every answer a statement has had."""

    audit: int
    statement: str


@route("fi")
class Finish(Route):
    """Freeze the audit and show the result."""

    audit: int


@route("cf")
class Confidence(Route):
    """A confidence question."""

    audit: int
    moment: Moment
    question: str


@route("cv")
class RateConfidence(Route):
    """Its answer, from 0, least confident; -1 skips it."""

    audit: int
    moment: Moment
    question: str
    value: int


@route("sc")
class SkipConfidence(Route):
    """No confidence questions at this moment."""

    audit: int
    moment: Moment


# --- stop and return


@route("st")
class Stop(Route):
    """Stop here: what is saved, and when to be reminded."""

    audit: int


@route("rm")
class Remind(Route):
    """Remind me. `at` in UTC seconds."""

    audit: int
    at: int


@route("nr")
class NoReminder(Route):
    """No reminder."""

    audit: int


@route("rs")
class ReminderSet(Route):
    """When the reminder comes."""

    audit: int
    at: int


@route("rb")
class NotReminded(Route):
    """Saved, and no reminder."""

    audit: int


@route("rd")
class Reminder(Route):
    """The reminder itself."""

    audit: int


# --- notes


@route("no")
class Notes(Route):
    """The notes on a statement. Words come next."""

    audit: int
    statement: str


@route("nm")
class NoteMine(Route):
    """One note of one's own."""

    note: int


@route("nd")
class DeleteNote(Route):
    """Delete it for good?"""

    note: int


@route("nx")
class DeleteNoteForGood(Route):
    """Yes, for good."""

    note: int


@route("as")
class Aside(Route):
    """Words typed at a statement: a note, a search, or neither?"""

    audit: int
    statement: str
    draft: int


@route("ak")
class KeepAside(Route):
    """They were a note."""

    audit: int
    statement: str
    draft: int


@route("ax")
class DropAside(Route):
    """They were neither."""

    audit: int
    statement: str
    draft: int


# --- what comes of it


@route("su")
class Summary(Route):
    """Scores, and three actions."""

    audit: int


@route("sl")
class LatestSummary(Route):
    """The summary of whatever audit this person's school has."""


@route("ad")
class ActionDetail(Route):
    """One action, whole, with its words to send and its links."""

    audit: int
    action: str


@route("sw")
class Swap(Route):
    """Another action in this slot. `shown` is the one to be replaced."""

    audit: int
    slot: Slot
    shown: str


@route("ma")
class MoreActions(Route):
    """All other actions that fit, a page at a time from 0."""

    audit: int
    page: int


@route("fw")
class Forward(Route):
    """A message to forward to head or governors."""

    audit: int


@route("tn")
class Ten(Route):
    """I have ten minutes."""

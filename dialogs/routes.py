"""Routes: what a button means, whole, so that a tap on last month's message still means it.

A route is a small frozen dataclass; `codes` turns it into what a button carries, and back.
"""

from enum import StrEnum

from dialogs.codes import Route, route
from neambition.actions import Slot
from neambition.framework import Level
from neambition.store.confidence import Moment
from neambition.store.schools import Role


class Why(StrEnum):
    """Why something was not done; each is a sentence in `templates/explain.html`."""

    NOT_YOURS = "not_yours"
    UNREADABLE = "unreadable"
    GONE = "gone"
    FINISHED = "finished"
    NOT_ALL_ANSWERED = "not_all_answered"
    CANNOT_APPLY = "cannot_apply"
    NAME_UNREADABLE = "name_unreadable"
    NOTE_TOO_LONG = "note_too_long"
    NO_WORDS = "no_words"
    NOT_WORDS = "not_words"
    EDITED = "edited"
    LATE = "late"
    DECIDED = "decided"
    TROUBLE = "trouble"


# --- coming in


@route("hi")
class Hello(Route):
    """What this is, and the three ways on."""


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


# --- the audit


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


# --- resources


@route("fr")
class FindResource(Route):
    """What are you looking for? Words come next."""


@route("rr")
class Results(Route):
    """What the catalogue has for the words in the draft."""

    draft: int


# --- about


@route("he")
class Help(Route):
    """What can be done here."""


@route("pv")
class Privacy(Route):
    """What is kept, by whom."""


@route("md")
class MyData(Route):
    """Everything kept about this person."""


@route("er")
class EraseMe(Route):
    """Erase me?"""


@route("ey")
class EraseMeForGood(Route):
    """Yes, erase me."""


@route("ee")
class Erased(Route):
    """It is done."""


@route("ex")
class Explain(Route):
    """Why something was not done, and the way on."""

    why: Why

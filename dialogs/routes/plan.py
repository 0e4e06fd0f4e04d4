"""The plan: suggested actions put in or turned down, items and their changes, what was finished."""

from datetime import date

from dialogs.codes import Route, route
from neambition.framework import Level
from neambition.plan import By, State


@route("yl")
class OurPlan(Route):
    """The plan of whatever school this person is at."""


@route("yv")
class Plan(Route):
    """A school's plan, some items a page, from 0."""

    school: int
    by: By
    page: int


# --- from a suggested action


@route("ya")
class AddAction(Route):
    """Put it into the plan."""

    audit: int
    action: str


@route("yn")
class NotForUs(Route):
    """Never suggest it again."""

    audit: int
    action: str


@route("ym")
class TurnedDown(Route):
    """What is not to be suggested, some a page, each to be brought back."""

    audit: int
    page: int


@route("yb")
class BringBack(Route):
    """It may be suggested again."""

    audit: int
    action: str


@route("yd")
class AlreadyDone(Route):
    """It is done already: into the plan as that."""

    audit: int
    action: str


# --- own actions


@route("yo")
class OwnAction(Route):
    """Something of one's own: for which benchmark?"""

    school: int


@route("yp")
class OwnWords(Route):
    """What is it? Words come next."""

    school: int
    benchmark: int


# --- an item


@route("yi")
class PlanItem(Route):
    """One item, whole."""

    item: int


@route("yh")
class ItemHelp(Route):
    """How to begin it: why, first step, words to send, links."""

    item: int


@route("yr")
class ItemHistory(Route):
    """Who changed what, the latest first, some a page."""

    item: int
    page: int


@route("ys")
class ItemState(Route):
    """It is to do, being done, done, or not to be done. `seen`: the latest change before them."""

    item: int
    state: State
    seen: int


@route("yu")
class UndoChange(Route):
    """Undo that change, while it is the latest."""

    item: int
    change: int


@route("yw")
class ItemWords(Route):
    """Other words for it come next."""

    item: int
    seen: int


@route("yc")
class ItemOwner(Route):
    """Who does it? A colleague by a tap, or words come next."""

    item: int
    seen: int
    page: int


@route("yk")
class GiveItem(Route):
    """That colleague does it."""

    item: int
    membership: int
    seen: int


@route("yx")
class NoOwner(Route):
    """Nobody yet."""

    item: int
    seen: int


@route("yz")
class ItemGiven(Route):
    """Somebody has put this person down for it."""

    item: int


@route("yt")
class ItemDue(Route):
    """By when? A term's end by a tap, or words come next."""

    item: int
    seen: int


@route("yq")
class ConfirmDue(Route):
    """What the words were read as, before it counts."""

    item: int
    day: date
    about: bool
    seen: int


@route("yy")
class SetDue(Route):
    """By that day."""

    item: int
    day: date
    about: bool
    seen: int


@route("yyn")
class NoDue(Route):
    """By no date yet."""

    item: int
    seen: int


# --- notes beside an item


@route("ye")
class ItemNotes(Route):
    """Its notes, the latest first, as many a page as fit. Words come next."""

    item: int
    page: int


@route("yj")
class DropRemark(Route):
    """Delete one's own note for good?"""

    remark: int


@route("yf")
class DropRemarkForGood(Route):
    """Yes, for good."""

    remark: int


# --- finished


@route("ydf")
class Finished(Route):
    """Done. Is its statement now in place? Of own words: which statement?"""

    item: int


@route("yds")
class FinishedFor(Route):
    """The same of that statement."""

    item: int
    statement: str


@route("yda")
class FinishedSays(Route):
    """It is. `shown` is the id of the answer that stood there, 0 for none."""

    item: int
    statement: str
    level: Level
    shown: int

"""A school's plan: what it means to do, who by when, and every change of it.

An item is never stored twice: its changes, replayed in order, give it as it is.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where an item stands. UNDONE: it was put in by mistake, taken back, and is shown nowhere."""

    TO_DO = "to_do"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"
    UNDONE = "undone"


OPEN = (State.TO_DO, State.DOING)


class Field(StrEnum):
    """What of an item can change."""

    STATE = "state"
    WORDS = "words"
    OWNER = "owner"
    DUE = "due"


@dataclass(frozen=True)
class Owner:
    """Who does it: a person, or words such as `office`; neither is nobody yet."""

    person: int | None = None
    words: str = ""

    def __str__(self) -> str:
        if self.person is not None:
            return f"person:{self.person}"
        return f"words:{self.words}" if self.words else ""

    @staticmethod
    def read(text: str) -> "Owner":
        """Of what `str` made."""
        kind, _, value = text.partition(":")
        return Owner(person=int(value)) if kind == "person" else Owner(words=value)


@dataclass(frozen=True)
class Due:
    """By when. `about`: the real date, such as a term's end, is not known to the day."""

    on: date
    about: bool = False

    def __str__(self) -> str:
        return f"{self.on.isoformat()}{'~' if self.about else ''}"

    @staticmethod
    def read(text: str) -> "Due | None":
        """Of what `str` made; none for an empty text."""
        return Due(date.fromisoformat(text.rstrip("~")), text.endswith("~")) if text else None


class By(StrEnum):
    """How a plan is laid out."""

    DUE = "due"
    BENCHMARK = "benchmark"


class Group(StrEnum):
    """Where an item stands among the others, in the order of showing."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    DONE = "done"
    DROPPED = "dropped"


SOON = timedelta(days=14)
NOBODY = Owner()


@dataclass(frozen=True)
class Standing:
    """What can change of an item, as it is."""

    state: State = State.UNDONE
    words: str = ""
    owner: Owner = NOBODY
    due: Due | None = None

    def value(self, field: Field) -> str:
        """The field as a change holds it; empty for none."""
        value = getattr(self, field.value)
        return "" if value is None else str(value)

    def changed(self, field: Field, new: str) -> "Standing":
        """The same with one field as a change left it."""
        match field:
            case Field.STATE:
                return replace(self, state=State(new))
            case Field.WORDS:
                return replace(self, words=new)
            case Field.OWNER:
                return replace(self, owner=Owner.read(new))
            case Field.DUE:
                return replace(self, due=Due.read(new))


def overdue(standing: Standing, today: date) -> bool:
    """Whether it is still to be done and its day is over."""
    return standing.state in OPEN and standing.due is not None and standing.due.on < today


def group(standing: Standing, today: date) -> Group:
    """Its group: soon is within a fortnight."""
    if standing.state not in OPEN:
        return Group.DONE if standing.state is State.DONE else Group.DROPPED
    if standing.due is None:
        return Group.UNDATED
    if overdue(standing, today):
        return Group.OVERDUE
    return Group.SOON if standing.due.on - today <= SOON else Group.LATER


def urgency(standing: Standing, today: date) -> tuple[int, date]:
    """What sorts items by due date: the group, then the day."""
    place = tuple(Group).index(group(standing, today))
    return place, standing.due.on if standing.due else date.max

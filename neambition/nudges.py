"""Nudges: whom one is for, what it says, what becomes of it, and what is in the way."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from neambition.framework import Level


class State(StrEnum):
    """How far a school that somebody has joined is with its audit."""

    NOT_BEGUN = "not_begun"
    IN_PROGRESS = "in_progress"
    STALLED = "stalled"
    FINISHED = "finished"


class Audience(BaseModel):
    """Whom a nudge is for; what is none narrows nothing.

    `benchmark` below `level`: where the school shows its results and its last finished audit comes,
    on average over that benchmark, to less than the level. `everyone`: all who answer for their
    school, not only whoever leads there.
    """

    model_config = ConfigDict(frozen=True)

    state: State | None = None
    area: str | None = None
    school: int | None = None
    benchmark: int | None = None
    level: Level | None = None
    everyone: bool = False


class Template(StrEnum):
    """What a nudge says; each is a file in `templates/nudges`."""

    BEGIN = "begin"
    CARRY_ON = "carry_on"
    WHAT_NEXT = "what_next"
    AGAIN = "again"
    OWN = "own"


class Rule(StrEnum):
    """A cohort's own rules, off until they are switched on."""

    NOT_BEGUN = "not_begun"
    STALLED = "stalled"
    DUE_AGAIN = "due_again"


SAYS: Mapping[Rule, Template] = {
    Rule.NOT_BEGUN: Template.BEGIN,
    Rule.STALLED: Template.CARRY_ON,
    Rule.DUE_AGAIN: Template.AGAIN,
}


class Case(StrEnum):
    """Where a message to one person stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    BLOCKED = "blocked"
    MUTED = "muted"
    UNNEEDED = "unneeded"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Obstacle(StrEnum):
    """What is in the way, as a person says at a nudge."""

    TIME = "time"
    HEAD = "head"
    TELEGRAM = "telegram"
    NOT_ME = "not_me"


class Mute(StrEnum):
    """What somebody can be spared."""

    NUDGE = "nudge"
    AUTOMATIC = "automatic"
    PLAN = "plan"
    FOLLOW_UP = "follow_up"


def still_fits(wanted: State | None, now: State) -> bool:
    """Whether a nudge for schools in one state still fits a school that is in another by now.

    Whoever was in progress and has stalled since is still in the midst of it.
    """
    if wanted is State.IN_PROGRESS:
        return now in (State.IN_PROGRESS, State.STALLED)
    return wanted in (None, now)

"""Did you use it? A week after somebody took up a resource, once: when, and what can be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

AFTER = timedelta(days=7)
CATCH_UP = timedelta(days=56)
"""So long after its day it is still worth asking: longer than the summer holidays."""
APART = 7 * 86400
"""Seconds between one such message to somebody and the next."""
MOST = 3
"""Resources that one message asks about."""


class How(StrEnum):
    """How somebody took up a resource."""

    SAVED = "saved"
    TEXT = "text"
    HELPFUL = "helpful"
    PLAN = "plan"


class Said(StrEnum):
    """What somebody says of a resource a week later, or whenever they come to it."""

    HELPED = "helped"
    LITTLE = "little"
    NOT_YET = "not_yet"
    NOT_GOING = "not_going"


VOTES: Mapping[Said, int] = {Said.HELPED: 1, Said.LITTLE: -1}
"""What somebody who used it thinks of it by saying so."""


@dataclass(frozen=True)
class Vote:
    """What somebody thinks of a resource, 1 or -1, since that day."""

    value: int
    on: date


def to_ask(taken: date, vote: Vote | None, today: date) -> bool:
    """Whether it is time to ask about what was taken up on a day, and nothing has told yet.

    Finding it helpful on the day itself is a first impression; a later vote tells.
    """
    if vote and (vote.value < 0 or vote.on > taken):
        return False
    return timedelta(0) <= today - taken - AFTER <= CATCH_UP

"""The scorecard: one picture for a phone, and the same in words beneath it."""

import json
from html import unescape

from dialogs.papers import common
from dialogs.papers.naming import file_name
from dialogs.papers.review import Review
from dialogs.saying import cut, say, units
from dialogs.screen import Paper
from dialogs.turn import Turn

CAPTION = 1024
"""UTF-16 units beneath a picture."""
SHORT = 30
"""Letters of a name or title where whole ones would not fit."""


def scorecard(turn: Turn, review: Review) -> Paper:
    facts = common.heading(turn, review)
    name = file_name(review.school.name, "scorecard", turn.local.date(), "png")
    return Paper(name, "scorecard", json.dumps(facts), caption(facts))


def caption(facts: dict[str, object]) -> str:
    """What the picture shows, in words; with names and titles cut if that would be too long."""
    words = unescape(say("scorecard_caption", **facts, cut=lambda text: text))
    if units(words) > CAPTION:
        words = unescape(say("scorecard_caption", **facts, cut=lambda text: cut(text, SHORT)))
    return words

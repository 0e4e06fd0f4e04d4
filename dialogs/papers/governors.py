"""One page for governors: where we are in counts, what moved, what is next."""

import json
from collections import Counter
from datetime import date

from dialogs.papers import common
from dialogs.papers.naming import file_name
from dialogs.papers.review import Review
from dialogs.papers.scores import Facts
from dialogs.saying import LEVELS
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition import actions
from neambition.movement import Kind, Moment, Moved, movement
from neambition.plan import OPEN, overdue
from neambition.store import picks, plan
from neambition.store.plan import Item

NEXT = 3
MOVED = 6
"""Statements that are named; the others are counted."""


def governors(turn: Turn, review: Review) -> Paper:
    facts = common.heading(turn, review) | {
        "moved": moved(review),
        "next": next_items(turn, review),
        "suggested": suggested(turn, review),
    }
    name = file_name(review.school.name, "governors", turn.local.date(), "pdf")
    return Paper(name, "governors", json.dumps(facts))


def moved(review: Review) -> Facts | None:
    """Statements that are answered otherwise now; None with nothing to compare with. One that was
    Not sure and is known now is counted apart: it was found out, and not improved."""
    earlier = review.earlier
    if earlier is None:
        return None
    then, today = Moment(earlier.framework, earlier.levels), Moment(review.framework, review.now)
    found = [m for of in movement(then, today, {}) for m in of.moved if m.before is not m.now]
    found.sort(key=lambda m: ORDER.index(m.kind))
    kinds = Counter(m.kind for m in found)
    return {
        "up": kinds[Kind.UP],
        "known": kinds[Kind.KNOWN],
        "lower": kinds[Kind.LOWER],
        "other": kinds[Kind.UNSURE] + kinds[Kind.LEFT_OUT],
        "named": [_named(m) for m in found[:MOVED]],
        "more": len(found[MOVED:]),
    }


ORDER = (Kind.UP, Kind.KNOWN, Kind.LOWER, Kind.UNSURE, Kind.LEFT_OUT)


def _named(of: Moved) -> Facts:
    return {
        "id": of.statement.id,
        "short": of.statement.short,
        "then": LEVELS[of.before],
        "now": LEVELS[of.now],
    }


def next_items(turn: Turn, review: Review) -> list[Facts]:
    """The plan's open items that are due first."""
    open_ = [i for i in plan.items(turn.db, review.school.id) if i.now.state in OPEN]
    return [item_facts(turn, item) for item in sorted(open_, key=due_first)[:NEXT]]


def due_first(item: Item) -> tuple[date, int]:
    """By when it is due; what has no date comes last."""
    return (item.now.due.on if item.now.due else date.max), item.id


def item_facts(turn: Turn, item: Item) -> Facts:
    """What an item is, who does it and by when."""
    return {
        "words": item.now.words,
        "benchmark": item.benchmark,
        "owner": common.owner(turn, item.school, item.now.owner),
        "due": common.due(item.now.due),
        "overdue": overdue(item.now, turn.local.date()),
    }


def suggested(turn: Turn, review: Review) -> list[str]:
    """What could be done next, for a plan that has nothing open."""
    kept, taken = picks.load(turn.db, review.audit.id), plan.taken(turn.db, review.school.id)
    trio = actions.suggest(review.framework, review.now, kept, taken)
    return [s.action.text for s in trio]

"""One page for governors: where we are in counts, what moved, what is next."""

import json
from datetime import date

from dialogs.papers import common
from dialogs.papers.naming import file_name
from dialogs.papers.review import Earlier, Review
from dialogs.papers.scores import Facts
from dialogs.saying import LEVELS
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition import actions
from neambition.framework import Level, Statement
from neambition.plan import OPEN, overdue
from neambition.scoring import THIRDS
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
    if review.earlier is None:
        return None
    changed = [s for s in review.framework.statements if _changed(review, review.earlier, s)]
    kinds = {s.id: _kind(review.earlier.levels[s.id], review.now[s.id]) for s in changed}
    changed.sort(key=lambda s: ORDER.index(kinds[s.id]))
    return {
        **{kind: list(kinds.values()).count(kind) for kind in ORDER},
        "named": [_move(review, review.earlier, s) for s in changed[:MOVED]],
        "more": len(changed[MOVED:]),
    }


ORDER = ("further", "known", "lower", "other")


def _changed(review: Review, earlier: Earlier, statement: Statement) -> bool:
    id_ = statement.id
    both = id_ in earlier.levels and id_ in review.now
    return both and earlier.levels[id_] is not review.now[id_]


def _kind(then: Level, now: Level) -> str:
    if then in THIRDS and now in THIRDS:
        return "further" if THIRDS[now] > THIRDS[then] else "lower"
    return "known" if then is Level.NOT_SURE and now in THIRDS else "other"


def _move(review: Review, earlier: Earlier, statement: Statement) -> Facts:
    return {
        "id": statement.id,
        "short": statement.short,
        "then": LEVELS[earlier.levels[statement.id]],
        "now": LEVELS[review.now[statement.id]],
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

"""The full report: every statement with its answer then and now, the plan, and notes if wished."""

import json

from dialogs.papers import common
from dialogs.papers.governors import due_first, item_facts, moved
from dialogs.papers.naming import file_name
from dialogs.papers.review import Review
from dialogs.papers.scores import Facts
from dialogs.saying import LEVELS, PLAN_STATES, ROLES, day
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.framework import Statement
from neambition.plan import State
from neambition.store import notes, plan
from neambition.store.plan import Item

TOLD = (State.DOING, State.TO_DO, State.DONE, State.DROPPED)
"""In what order the plan is told."""


def report(turn: Turn, review: Review, with_notes: bool) -> Paper:
    items = plan.items(turn.db, review.school.id)
    words = {item.id: item.now.words for item in items}
    facts = common.heading(turn, review) | {
        "moved": moved(review),
        "with_notes": with_notes,
        "benchmarks": [
            {
                "number": benchmark.number,
                "title": benchmark.title,
                "statements": [
                    _statement(turn, review, statement, words, with_notes)
                    for statement in benchmark.statements
                ],
            }
            for benchmark in review.framework.benchmarks
        ],
        "plan": _plan(turn, items, with_notes),
    }
    what = "report-with-notes" if with_notes else "report"
    name = file_name(review.school.name, what, turn.local.date(), "pdf")
    return Paper(name, "report", json.dumps(facts))


def _statement(
    turn: Turn, review: Review, of: Statement, words: dict[int, str], with_notes: bool
) -> Facts:
    """`who` is a role and never a name; `cause` what was finished that led to the answer."""
    latest = review.latest.get(of.id)
    level = review.now.get(of.id)
    then = review.earlier.levels.get(of.id) if review.earlier else None
    return {
        "id": of.id,
        "short": of.short,
        "text": of.text,
        "level": LEVELS[level] if level else "",
        "who": f"{ROLES[latest.role]}, {day(latest.at, turn.house.zone)}" if latest else "",
        "then": LEVELS[then] if then and level and then is not level else "",
        "cause": words.get(latest.cause, "") if latest and latest.cause else "",
        "notes": _notes(turn, review, of) if with_notes else [],
    }


def _notes(turn: Turn, review: Review, of: Statement) -> list[Facts]:
    """Those kept beside it in the audit, and in the one that is open."""
    found = notes.on(turn.db, review.audit.id, of.id)
    if review.opened and review.opened.id != review.audit.id:
        found += notes.on(turn.db, review.opened.id, of.id)
    return [_note(turn, ROLES[n.role], n.at, n.text) for n in found]


def _note(turn: Turn, role: str, at: int, text: str) -> Facts:
    return {"who": f"{role}, {day(at, turn.house.zone)}", "text": common.paragraphs(text)}


def _plan(turn: Turn, items: list[Item], with_notes: bool) -> list[Facts]:
    """The items by state, those due first before the others."""
    return [
        {
            "state": PLAN_STATES[state],
            "items": [_item(turn, i, with_notes) for i in sorted(of, key=due_first)],
        }
        for state in TOLD
        if (of := [i for i in items if i.now.state is state])
    ]


def _item(turn: Turn, item: Item, with_notes: bool) -> Facts:
    kept = plan.notes(turn.db, item.id) if with_notes else []
    return item_facts(turn, item) | {
        "statement": item.statement or "",
        "done": day(item.done_at, turn.house.zone) if item.done_at else "",
        "notes": [_note(turn, ROLES[n.role], n.at, n.text) for n in kept],
    }

"""A school's plan for programs: a row for each item that was not taken back."""

from collections import defaultdict

from dialogs.papers import common
from dialogs.papers.days import day_of
from dialogs.papers.scores import Facts
from dialogs.turn import Turn
from neambition.framework import Framework
from neambition.store import plan
from neambition.store.plan import Item


def plan_rows(turn: Turn, school: int, with_notes: bool) -> list[Facts]:
    """In the order in which they were put in."""
    changed = {change.item: change.at for change in plan.every_change(turn.db, school)}
    notes: dict[int, list[Facts]] = defaultdict(list)
    for note in plan.every_note(turn.db, school) if with_notes else ():
        on = day_of(turn, note.at)
        notes[note.item].append({"role": note.role, "on": on, "text": note.text})
    return [
        {
            **_serves(turn.house.pinned[item.framework], item),
            "action": item.now.words,
            "state": item.now.state,
            "owner": common.owner(turn, school, item.now.owner),
            "due": item.now.due.on.isoformat() if item.now.due else None,
            "about": item.now.due.about if item.now.due else None,
            "finished_on": day_of(turn, item.done_at),
            "changed_on": day_of(turn, changed[item.id]),
            **({"notes": notes[item.id]} if with_notes else {}),
        }
        for item in plan.items(turn.db, school)
    ]


def _serves(framework: Framework, item: Item) -> Facts:
    """What it is for, in the version that it was put in under."""
    statement = framework.by_id.get(item.statement or "")
    return {
        "benchmark": item.benchmark,
        "benchmark_title": framework.benchmark(item.benchmark).title,
        "statement": item.statement,
        "text": statement.text if statement else None,
    }

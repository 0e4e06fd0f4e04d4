"""The dates of a school's plan, for a calendar.

name     what the calendar is called
events   an item each: uid, sequence, changed_at (ISO, UTC), on (an ISO date), summary,
         description (lines), cancelled
"""

import json
from collections import defaultdict
from datetime import UTC, datetime
from hashlib import sha256

from dialogs.papers import common
from dialogs.papers.naming import file_name
from dialogs.papers.scores import Facts
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.plan import Due, Field, State
from neambition.store import plan
from neambition.store.plan import Change, Item
from neambition.store.schools import School

GONE = (State.DROPPED, State.UNDONE)


def diary(turn: Turn, school: School) -> Paper | None:
    """None while nothing of the plan has or had a date."""
    events = _events(turn, school.id)
    if not events:
        return None
    facts = {"name": f"{school.name}: careers plan", "events": events}
    return Paper(
        file_name(school.name, "plan", turn.local.date(), "ics"), "diary", json.dumps(facts)
    )


def _events(turn: Turn, school: int) -> list[Facts]:
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in plan.every_change(turn.db, school):
        changes[change.item].append(change)
    return [
        _event(turn, item, changes[item.id], due)
        for item in plan.every_item(turn.db, school)
        if (due := _last_due(item, changes[item.id]))
    ]


def _last_due(item: Item, changes: list[Change]) -> Due | None:
    """Its date, or the last it had: a calendar that has it is to be told that it is gone."""
    if item.now.due:
        return item.now.due
    had = [c.old for c in changes if c.field is Field.DUE and c.old]
    return Due.read(had[-1]) if had else None


def _event(turn: Turn, item: Item, changes: list[Change], due: Due) -> Facts:
    cancelled = item.now.state in GONE or item.now.due is None
    return {
        "uid": uid(item),
        "sequence": item.sequence,
        "changed_at": datetime.fromtimestamp(changes[-1].at, UTC).isoformat(),
        "on": due.on.isoformat(),
        "summary": _summary(item),
        "description": [] if cancelled else _description(turn, item, due),
        "cancelled": cancelled,
    }


def uid(item: Item) -> str:
    """The same for ever, and nobody else's: of which item of which installation it does not say."""
    said = sha256(f"plan-item {item.id} {item.since}".encode()).hexdigest()
    return f"plan-item-{said[:20]}@neambition"


def _summary(item: Item) -> str:
    """What was taken back is not told again."""
    match item.now.state:
        case State.UNDONE:
            return "Taken out of the plan"
        case State.DONE:
            return f"Done: {item.now.words}"
        case _:
            return item.now.words


def _description(turn: Turn, item: Item, due: Due) -> list[str]:
    framework = turn.house.pinned[item.framework]
    statement = framework.by_id.get(item.statement or "")
    lines = [f"Who: {common.owner(turn, item.school, item.now.owner) or 'nobody yet'}"]
    if statement:
        lines.append(f"Statement {statement.id}: {statement.text}")
    else:
        lines.append(f"Benchmark {item.benchmark}: {framework.benchmark(item.benchmark).title}")
    if due.about:
        lines.append("The date is about right.")
    return lines

"""A school's history: every answer ever given, every change of its plan, as people read them."""

from dialogs.papers import common
from dialogs.papers.days import minute_of
from dialogs.papers.scores import Facts
from dialogs.saying import LEVELS, PLAN_STATES, ROLES, giver
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.plan import Due, Field, Owner, State
from neambition.store import now, plan

FIELDS = {Field.STATE: "State", Field.WORDS: "Action", Field.OWNER: "Who", Field.DUE: "Due"}
UNDO = "{} (undo)"


def history(turn: Turn, school: int) -> list[Facts]:
    """The latest first. Who answered is told by role, who changed the plan by first name too."""
    told = [*_answers(turn, school), *_changes(turn, school)]
    told.sort(key=lambda one: one[0])
    return [{"at": minute_of(turn, at), **facts} for at, facts in reversed(told)]


def _answers(turn: Turn, school: int) -> list[tuple[int, Facts]]:
    before: dict[str, Level] = {}
    told: list[tuple[int, Facts]] = []
    for answer in now.every(turn.db, school):
        statement = turn.house.pinned[answer.framework].by_id.get(answer.statement)
        old = before.get(answer.statement)
        facts: Facts = {
            "what": "Answer after an action" if answer.cause else "Answer",
            "statement": answer.statement,
            "about": statement.text if statement else None,
            "from": LEVELS[old] if old else None,
            "to": LEVELS[answer.level],
            "by": ROLES[answer.role],
        }
        told.append((answer.at, facts))
        before[answer.statement] = answer.level
    return told


def _changes(turn: Turn, school: int) -> list[tuple[int, Facts]]:
    """Of the items that are shown."""
    items = {item.id: item for item in plan.items(turn.db, school)}
    return [
        (
            change.at,
            {
                "what": UNDO.format(FIELDS[change.field])
                if change.undoes
                else FIELDS[change.field],
                "statement": items[change.item].statement,
                "about": items[change.item].now.words,
                "from": _value(turn, school, change.field, change.old),
                "to": _value(turn, school, change.field, change.new),
                "by": giver(change.first_name, change.role) if change.role else None,
            },
        )
        for change in plan.every_change(turn.db, school)
        if change.item in items
    ]


def _value(turn: Turn, school: int, field: Field, value: str) -> str | None:
    """A change's old or new value as it is said; none where there was none."""
    match field:
        case Field.STATE:
            return PLAN_STATES.get(State(value))
        case Field.OWNER:
            return common.owner(turn, school, Owner.read(value)) or None
        case Field.DUE:
            return common.due(Due.read(value)) or None
        case Field.WORDS:
            return value or None

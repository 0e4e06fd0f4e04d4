"""The plan in words: whose, by when, how it stands, and what a change was."""

from datetime import date

from dialogs import access
from dialogs.saying import PLAN_STATES, cut, day, giver, long_day, plain_day, short_day
from dialogs.turn import Turn
from neambition.framework import Action, Benchmark, Statement
from neambition.plan import NOBODY, OPEN, Due, Field, Owner, State, overdue
from neambition.store import memberships, people
from neambition.store.memberships import State as Belongs
from neambition.store.plan import Change, Item


def owner_said(turn: Turn, school: int, owner: Owner) -> str:
    """`you`, `Ben (teacher)`, `office`, and of nobody `nobody yet`."""
    if owner == NOBODY:
        return "nobody yet"
    if owner.person is None:
        return owner.words
    own = owner.person == turn.who.person
    return colleague_said(turn, school, owner.person, own)


def colleague_said(turn: Turn, school: int, person: int, own: bool = False) -> str:
    """`Ben (teacher)`, or their `own` name for it; and that they have left, or are gone."""
    here = memberships.at(turn.db, person, school)
    if here is None:
        return "somebody who has gone"
    said = giver(people.first_name(turn.db, person), here.role, own)
    return said if here.state is Belongs.MEMBER else f"{said}, who has left"


def due_said(due: Due | None, short: bool = False) -> str:
    """`Friday 22 May 2027`, in short `22 May 2027`, with `about` before it; or `no date yet`."""
    if due is None:
        return "no date yet"
    said = plain_day(due.on) if short else long_day(due.on)
    return f"about {said}" if due.about else said


def state_said(item: Item, today: date) -> str:
    """`To do, overdue`."""
    said = PLAN_STATES[item.now.state]
    return f"{said}, overdue" if overdue(item.now, today) else said


def value_said(turn: Turn, school: int, field: Field, value: str) -> str:
    """What a change put there, or took away: `22 May 2027`, `Ben (teacher)`, `doing`."""
    match field:
        case Field.STATE if State(value) is State.UNDONE:
            return "not in the plan"
        case Field.STATE:
            return PLAN_STATES[State(value)].lower()
        case Field.WORDS:
            return f"“{cut(value, 60)}”"
        case Field.OWNER:
            return owner_said(turn, school, Owner.read(value))
        case Field.DUE:
            return due_said(Due.read(value), short=True)


BEFORE = {Field.OWNER: "given to ", Field.DUE: "by "}


def change_said(turn: Turn, school: int, change: Change, new: bool = True) -> str:
    """What is so by a change, or with `new` false was before it: `by 22 May 2027`."""
    value = change.new if new else change.old
    before = BEFORE.get(change.field, "") if value else ""
    return before + value_said(turn, school, change.field, value)


def is_addition(change: Change) -> bool:
    """Whether by this change the item came into the plan."""
    return change.field is Field.STATE and change.old == State.UNDONE


def change_facts(turn: Turn, school: int, change: Change) -> dict[str, object]:
    """Who changed what, from what to what, and on which day."""
    own = change.person is not None and change.person == turn.who.person
    who = giver(change.first_name, change.role, own) if change.role else "a colleague"
    return {
        "who": who,
        "own": own,
        "day": short_day(change.at, turn.now, turn.house.zone),
        "added": is_addition(change),
        "undoes": change.undoes is not None,
        "from": value_said(turn, school, change.field, change.old) if change.old else "",
        "to": change_said(turn, school, change),
    }


def action_of(turn: Turn, item: Item) -> Action | None:
    """The action that it is, in the version it was put in under; none for own words."""
    return turn.house.pinned[item.framework].actions.get(item.action) if item.action else None


def statement_of(turn: Turn, item: Item) -> Statement | None:
    """The statement that its action serves, in that version; none for own words."""
    framework = turn.house.pinned[item.framework]
    return framework.by_id.get(item.statement) if item.statement else None


def benchmark_of(turn: Turn, item: Item) -> Benchmark:
    return access.benchmark(turn.house.pinned[item.framework], item.benchmark)


def item_facts(turn: Turn, item: Item) -> dict[str, object]:
    """What a line of the plan, a card and a message say of an item."""
    today = turn.local.date()
    return {
        "words": item.now.words,
        "benchmark": benchmark_of(turn, item),
        "statement": statement_of(turn, item),
        "state": state_said(item, today),
        "owner": owner_said(turn, item.school, item.now.owner),
        "owned": item.now.owner != NOBODY,
        "due": due_said(item.now.due),
        "due_short": due_said(item.now.due, short=True),
        "dated": item.now.due is not None,
        "open": item.now.state in OPEN,
        "done": day(item.done_at, turn.house.zone) if item.done_at is not None else None,
    }

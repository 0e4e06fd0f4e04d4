"""A reminder of the plan: what is due, and what can be said of each at once."""

from datetime import date, timedelta

from dialogs import access
from dialogs.plan_changing import meanwhile, put
from dialogs.plan_saying import due_said, item_facts
from dialogs.routes import (
    BundleDone,
    BundleDrop,
    BundleLater,
    Finished,
    OurPlan,
    PlanBundle,
    PlanItem,
    Reminders,
)
from dialogs.saying import long_day, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Step, Turn
from neambition.plan import OPEN, Due, Field, State
from neambition.store import plan, plan_reminders
from neambition.store.plan import Item

SHOWN = 5
A_WEEK = timedelta(days=7)


def bundle(turn: Turn, route: PlanBundle) -> Screen:
    """This person's own of that day, at schools where they still are; what was done says so."""
    marks = plan_reminders.marks(turn.db, turn.who.person, route.day)
    found = [(item, m.due_on) for m in marks if (item := _theirs(turn, m.item))]
    shown = found[:SHOWN]
    today = turn.local.date()
    waits = [_waits(item, due) for item, due in shown]
    lines = [
        {"when": _when(item.now.due, today) if open_ else "", **item_facts(turn, item)}
        for (item, _), open_ in zip(shown, waits, strict=True)
    ]
    numbered = len(shown) > 1
    rows = tuple(
        _answers(item, route.day, f"{n} " if numbered else "")
        for n, ((item, _), open_) in enumerate(zip(shown, waits, strict=True), 1)
        if open_
    )
    return Screen(
        say("plan_bundle", lines=lines, numbered=numbered, more=len(found) - len(shown)),
        rows
        + column(*(Button("See it in the plan", PlanItem(i.id)) for i, _ in shown if not numbered))
        + ((Button("Our plan", OurPlan()), Button("Reminders", Reminders())),),
    )


def _theirs(turn: Turn, id_: int) -> Item | None:
    found = plan.item(turn.db, id_)
    if found is None or found.now.state is State.UNDONE:
        return None
    here = access.belongs(turn, found.school)
    return found if here and here.answers else None


def _waits(item: Item, due: date) -> bool:
    """Whether it is still to be done by the day that was spoken of."""
    return item.now.state in OPEN and item.now.due is not None and item.now.due.on == due


def _when(due: Due | None, today: date) -> str:
    """`today`, `tomorrow, Saturday 22 May`, `in a week, Friday 28 May`."""
    if due is None:
        return ""
    days = (due.on - today).days
    said = f"about {long_day(due.on)}" if due.about else long_day(due.on)
    if days < 0:
        return f"since {said}"
    near = {0: "today", 1: "tomorrow", 7: "in a week"}.get(days, f"in {days} days")
    return near if days == 0 and not due.about else f"{near}, {said}"


def _answers(item: Item, day: date, number: str) -> tuple[Button, ...]:
    return (
        Button(f"{number}Done", BundleDone(item.id, item.seen)),
        Button(f"{number}A week later", BundleLater(item.id, item.seen, day)),
        Button(f"{number}Not doing it", BundleDrop(item.id, item.seen, day)),
    )


def done(turn: Turn, route: BundleDone) -> Step:
    """Its statement is asked about next."""
    item = access.item(turn, route.item)
    if not put(turn, item, Field.STATE, State.DONE, route.seen):
        return meanwhile(item)
    return Step(Finished(item.id), "Done")


def later(turn: Turn, route: BundleLater) -> Step:
    """Seven days after its day, or after today once that has gone by."""
    item = access.item(turn, route.item)
    today = turn.local.date()
    from_ = max(item.now.due.on, today) if item.now.due else today
    new = Due(from_ + A_WEEK)
    if item.now.state not in OPEN or not put(turn, item, Field.DUE, str(new), route.seen):
        return meanwhile(item)
    return Step(PlanBundle(route.day), f"Now by {due_said(new)}")


def drop(turn: Turn, route: BundleDrop) -> Step:
    item = access.item(turn, route.item)
    if not put(turn, item, Field.STATE, State.DROPPED, route.seen):
        return meanwhile(item)
    return Step(PlanBundle(route.day), "Not doing it. Undo is on its card")

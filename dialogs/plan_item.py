"""An item of the plan: its card, where it stands, undoing the latest change, who changed what."""

from dialogs import access
from dialogs.paging import page_of
from dialogs.plan_changing import can_own, doer, meanwhile, put
from dialogs.plan_saying import (
    action_of,
    change_facts,
    change_said,
    is_addition,
    item_facts,
    statement_of,
)
from dialogs.routes import (
    Finished,
    ItemDue,
    ItemGiven,
    ItemHelp,
    ItemHistory,
    ItemNotes,
    ItemOwner,
    ItemState,
    ItemWords,
    LatestSummary,
    Plan,
    PlanItem,
    UndoChange,
    Why,
)
from dialogs.saying import LEVELS, PLAN_STATES, cut, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.plan import OPEN, By, Field, Owner, State
from neambition.store import now, plan
from neambition.store.plan import Change, Item

A_PAGE = 10


def plan_item(turn: Turn, route: PlanItem) -> Screen:
    """What it is, whose, by when, and who changed it last; all of it to be edited."""
    item = access.item(turn, route.item)
    action = action_of(turn, item)
    statement = statement_of(turn, item)
    last = plan.changes(turn.db, item.id)[-1]
    notes = len(plan.notes(turn.db, item.id))
    links = turn.links(action) if action else []
    facts = {
        "why": statement.why if statement else None,
        "first_step": action.first_step if action else None,
        "resource": links[0] if links else None,
        "notes": notes,
        "last": change_facts(turn, item.school, last),
    }
    noted = f"Notes ({notes})" if notes else "Notes"
    rows: Rows = (
        *_states(item),
        (
            Button("By when", ItemDue(item.id, item.seen)),
            Button("Who", ItemOwner(item.id, item.seen, 0)),
        ),
        (
            Button("Change the words", ItemWords(item.id, item.seen)),
            Button(noted, ItemNotes(item.id, 0)),
        ),
    )
    if action:
        rows += column(Button("How to begin: words to send, links", ItemHelp(item.id)))
    if _can_undo(turn, item, last):
        rows += column(Button(_undo_label(turn, item, last), UndoChange(item.id, last.id)))
    ways = (
        (Button("Changes so far", ItemHistory(item.id, 0)),),
        (Button("Our plan", Plan(item.school, By.DUE, 0)), Button("Our result", LatestSummary())),
    )
    return Screen(say("plan_item", **item_facts(turn, item), **facts), (*rows, *ways))


def _states(item: Item) -> Rows:
    """The ways on from where it stands."""

    def button(label: str, state: State) -> Button:
        return Button(label, ItemState(item.id, state, item.seen))

    if item.now.state not in OPEN:
        again = button("To do again", State.TO_DO)
        asks = Button("How its statement stands now", Finished(item.id))
        return ((again, asks),) if item.now.state is State.DONE else ((again,),)
    doing = (button("Doing it", State.DOING),) if item.now.state is State.TO_DO else ()
    return ((*doing, button("Done", State.DONE), button("Not doing it", State.DROPPED)),)


def item_state(turn: Turn, route: ItemState) -> Step:
    """Where it stands; once it is done, its statement is asked about."""
    item = access.item(turn, route.item)
    if route.state is State.UNDONE or not put(turn, item, Field.STATE, route.state, route.seen):
        return meanwhile(item)
    if route.state is State.DONE:
        return Step(Finished(item.id), "Done")
    return Step(PlanItem(item.id), PLAN_STATES[route.state])


# --- undo


def _can_undo(turn: Turn, item: Item, last: Change) -> bool:
    """Not where that would give it back to somebody who can do it no more."""
    return last.field is not Field.OWNER or can_own(turn, item.school, Owner.read(last.old))


def _undo_label(turn: Turn, item: Item, last: Change) -> str:
    if is_addition(last):
        return "Undo: take it out of the plan again"
    verb = "Put back" if last.undoes is not None else "Undo"
    said = change_said(turn, item.school, last, new=last.undoes is None)
    return cut(f"{verb}: {said}")


def undo(turn: Turn, route: UndoChange) -> Step:
    """The latest change is taken back by another; an older one is not any more."""
    item = access.item(turn, route.item)
    last = plan.changes(turn.db, item.id)[-1]
    if last.id != route.change:
        return meanwhile(item, undoing=True)
    if not _can_undo(turn, item, last):
        raise Refused(Why.CANNOT_OWN)
    by = doer(turn, item.school)
    plan.change(turn.db, item.id, last.field, last.old, by, turn.now, undoes=last.id)
    if is_addition(last):
        out = cut(f"Out of the plan: {item.now.words}", 100)
        return Step(Plan(item.school, By.DUE, 0), f"{out}{_stays(turn, item, last)}")
    back = cut(change_said(turn, item.school, last, new=False), 100)
    return Step(PlanItem(item.id), f"Undone. Now: {back}{_stays(turn, item, last)}")


def _stays(turn: Turn, item: Item, last: Change) -> str:
    """What was said because it was done is an answer, and undoing takes no answer away."""
    if last.new != State.DONE:
        return ""
    latest = now.latest(turn.db, item.school).values()
    said = [f"{a.statement} stays: {LEVELS[a.level]}" for a in latest if a.cause == item.id]
    return f". What you said of {said[0]}" if said else ""


def history(turn: Turn, route: ItemHistory) -> Screen:
    """Every change, the latest first."""
    item = access.item(turn, route.item)
    page = page_of(plan.changes(turn.db, item.id)[1:][::-1], route.page, A_PAGE)
    lines = [change_facts(turn, item.school, change) for change in page.shown]
    return Screen(
        say("plan_history", words=item.now.words, lines=lines, page=page.place),
        page.turning(lambda to: ItemHistory(item.id, to))
        + column(Button("Back to it", PlanItem(item.id))),
    )


def item_help(turn: Turn, route: ItemHelp) -> Screen:
    """What the questions say of the action: how to begin, words to send, every link."""
    item = access.item(turn, route.item)
    action, statement = action_of(turn, item), statement_of(turn, item)
    back = column(Button("Back to it", PlanItem(item.id)))
    if action is None or statement is None:
        return plan_item(turn, PlanItem(item.id))
    links = turn.links(action)
    facts = {"action": action, "statement": statement, "level": None, "links": links}
    return Screen(say("action", **facts), back)


def given(turn: Turn, route: ItemGiven) -> Screen:
    """Somebody has put this person down for it."""
    item = access.item(turn, route.item)
    put_down = [
        c
        for c in plan.changes(turn.db, item.id)
        if c.field is Field.OWNER and c.new == str(item.now.owner)
    ]
    facts = change_facts(turn, item.school, put_down[-1]) if put_down else None
    mine = item.now.owner.person == turn.who.person
    return Screen(
        say("item_given", mine=mine, by=facts, **item_facts(turn, item)),
        column(
            Button("Open it", PlanItem(item.id)),
            Button("It is not me", ItemOwner(item.id, item.seen, 0)),
            Button("Our plan", Plan(item.school, By.DUE, 0)),
        ),
    )

"""From a suggested action: into the plan, not for us, or done already."""

from dialogs import access
from dialogs.paging import page_of
from dialogs.plan_changing import doer
from dialogs.routes import (
    ActionDetail,
    AddAction,
    AlreadyDone,
    BringBack,
    Finished,
    MoreActions,
    NotForUs,
    PlanItem,
    Summary,
    TurnedDown,
)
from dialogs.saying import say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Step, Turn
from neambition.framework import Action
from neambition.plan import Field, State
from neambition.store import plan
from neambition.store.audits import Audit
from neambition.store.plan import What


def action(turn: Turn, of: Audit, id_: str) -> Action:
    """The action, if the audit's questions have it."""
    return access.there(access.framework(turn, of).actions.get(id_))


def ways(turn: Turn, of: Audit, id_: str) -> Rows:
    """What can be done with an action: what it is in the plan already, or the three ways."""
    held = plan.of_action(turn.db, of.school.id, id_)
    if held and held.now.state is not State.UNDONE:
        return column(Button("In our plan: open it", PlanItem(held.id)))
    rows: Rows = ((Button("Add to plan", AddAction(of.id, id_)),),)
    if id_ in plan.refused(turn.db, of.school.id):
        return rows + column(Button("Suggest it again", BringBack(of.id, id_)))
    return (
        *rows,
        (
            Button("Already done", AlreadyDone(of.id, id_)),
            Button("Not for us", NotForUs(of.id, id_)),
        ),
    )


def add(turn: Turn, route: AddAction) -> Step:
    """Put it in; a second tap shows what is there."""
    audit = access.audit(turn, route.audit)
    id_ = _put_in(turn, audit, action(turn, audit, route.action), State.TO_DO)
    return Step(PlanItem(id_), "In the plan")


def _put_in(turn: Turn, audit: Audit, what: Action, state: State) -> int:
    """The item that it is in the plan. What is there already is only ever turned to done."""
    school = audit.school.id
    by = doer(turn, school)
    held = plan.of_action(turn.db, school, what.id)
    if held is None:
        benchmark = access.framework(turn, audit).by_id[what.statement].benchmark
        new = What(audit.framework, benchmark, what.id, what.text)
        return plan.add(turn.db, school, new, by, turn.now, state)
    if held.now.state is State.UNDONE or state is State.DONE:
        plan.change(turn.db, held.id, Field.STATE, state, by, turn.now)
    return held.id


def not_for_us(turn: Turn, route: NotForUs) -> Step:
    audit = access.audit(turn, route.audit)
    what = action(turn, audit, route.action)
    plan.refuse(turn.db, audit.school.id, what.id, turn.who.person, turn.now)
    return Step(Summary(audit.id), "Not suggested again. More actions has it, should you want it")


def turned_down(turn: Turn, route: TurnedDown) -> Screen:
    """What this school did not want, each to be brought back."""
    audit = access.audit(turn, route.audit)
    known = access.framework(turn, audit).actions
    found = [known[id_] for id_ in plan.refused(turn.db, audit.school.id) if id_ in known]
    page = page_of(found, route.page)
    return Screen(
        say("turned_down", actions=page.shown, page=page.place),
        column(*(Button(f"Bring back {a.id}", BringBack(audit.id, a.id)) for a in page.shown))
        + page.turning(lambda to: TurnedDown(audit.id, to))
        + column(Button("Back to more actions", MoreActions(audit.id, 0))),
    )


def bring_back(turn: Turn, route: BringBack) -> Step:
    audit = access.audit(turn, route.audit)
    plan.bring_back(turn.db, audit.school.id, route.action)
    return Step(ActionDetail(audit.id, route.action), "May be suggested again")


def already_done(turn: Turn, route: AlreadyDone) -> Step:
    """Into the plan as done; its statement is asked about, as of anything that was finished."""
    audit = access.audit(turn, route.audit)
    id_ = _put_in(turn, audit, action(turn, audit, route.action), State.DONE)
    return Step(Finished(id_), "In the plan as done")

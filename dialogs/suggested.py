"""From a suggested action: into the plan, not for us, or done already."""

from collections.abc import Callable

from dialogs import access
from dialogs.codes import Route
from dialogs.paging import page_of
from dialogs.plan_changing import doer
from dialogs.reanswering import answer_again, latest_of
from dialogs.routes import (
    ActionDetail,
    AddAction,
    AlreadyDone,
    AnswerAgain,
    BringBack,
    MoreActions,
    NotForUs,
    PlanItem,
    Summary,
    TurnedDown,
)
from dialogs.saying import LEVELS, giver, say, short_day
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Step, Turn
from neambition.framework import Action, Level
from neambition.plan import Field, State
from neambition.store import plan
from neambition.store.audits import Audit
from neambition.store.now import Latest
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
    return Step(PlanItem(_put_in(turn, audit, action(turn, audit, route.action))), "In the plan")


def _put_in(turn: Turn, audit: Audit, what: Action) -> int:
    """The item that it is in the plan, put in (again) where it is not."""
    school = audit.school.id
    by = doer(turn, school)
    held = plan.of_action(turn.db, school, what.id)
    if held is None:
        benchmark = access.framework(turn, audit).by_id[what.statement].benchmark
        new = What(audit.framework, benchmark, what.id, what.text)
        return plan.add(turn.db, school, new, by, turn.now)
    if held.now.state is State.UNDONE:
        plan.change(turn.db, held.id, Field.STATE, State.TO_DO, by, turn.now)
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


# --- done already


def already_done(turn: Turn, route: AlreadyDone) -> Screen:
    """How does its statement stand, then?"""
    audit = access.audit(turn, route.audit)
    what = action(turn, audit, route.action)
    statement = access.framework(turn, audit).by_id[what.statement]
    latest = latest_of(turn, audit.school.id, statement.id)
    facts = {"words": what.text, "statement": statement, "latest": latest_facts(turn, latest)}

    def says(level: Level) -> AnswerAgain:
        return AnswerAgain(audit.id, what.id, level, latest.id if latest else 0)

    return Screen(
        say("already_done", **facts),
        in_place_rows(latest, says)
        + column(Button("Back to the action", ActionDetail(audit.id, what.id))),
    )


def latest_facts(turn: Turn, latest: Latest | None) -> dict[str, object] | None:
    """What stands, who said so, and on which day."""
    if latest is None:
        return None
    own = latest.person is not None and latest.person == turn.who.person
    return {
        "level": latest.level,
        "who": giver(latest.first_name, latest.role, own),
        "day": short_day(latest.at, turn.now, turn.house.zone),
    }


def in_place_rows(latest: Latest | None, says: Callable[[Level], Route]) -> Rows:
    """Mostly or fully, or no further than it was; leaving it as it is is an answer too."""

    def button(level: Level) -> Button:
        return Button(LEVELS[level], says(level))

    rows: Rows = ((button(Level.MOSTLY), button(Level.FULLY)),)
    if latest is None or latest.level is Level.NOT_YET:
        rows += column(button(Level.STARTED))
    if latest is not None and latest.level not in (Level.MOSTLY, Level.FULLY):
        rows += column(Button(f"Leave it: {LEVELS[latest.level]}", says(latest.level)))
    return rows


def answer_and_done(turn: Turn, route: AnswerAgain) -> Step:
    """It stands in the plan as done, and its statement as was said."""
    audit = access.audit(turn, route.audit)
    what = action(turn, audit, route.action)
    school = audit.school.id
    id_ = _put_in(turn, audit, what)
    plan.change(turn.db, id_, Field.STATE, State.DONE, doer(turn, school), turn.now)
    if not answer_again(turn, school, what.statement, route.level, route.shown, id_):
        return Step(AlreadyDone(audit.id, what.id), "Answered meanwhile: see it first")
    return Step(Summary(audit.id), f"{what.statement}: {LEVELS[route.level]}. Done already: kept")

"""A finished action closes the loop: does its statement stand differently now?"""

from collections.abc import Callable

from dialogs import access
from dialogs.codes import Route
from dialogs.plan_changing import meanwhile
from dialogs.plan_item import plan_item
from dialogs.plan_saying import benchmark_of, item_facts
from dialogs.reanswering import answer_again, asked_now, latest_of, open_audit, reviewed
from dialogs.routes import Finished, FinishedFor, FinishedSays, PlanItem, Resume
from dialogs.saying import LEVELS, giver, say, short_day
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Step, Turn
from neambition.framework import Level, Statement
from neambition.plan import State
from neambition.store.now import Latest
from neambition.store.plan import Item


def finished(turn: Turn, route: Finished) -> Screen:
    """Its statement; of own words, or of a statement that is no longer asked: which one?"""
    item = access.item(turn, route.item)
    if item.now.state is not State.DONE:
        return plan_item(turn, PlanItem(item.id))
    if not reviewed(turn, item.school):
        return _before_any_review(turn, item)
    asked = asked_now(turn, item.school)
    if item.statement in asked:
        return _is_it(turn, item, asked[item.statement])
    of_benchmark = [s for s in asked.values() if s.benchmark == item.benchmark]
    return Screen(
        say(
            "finished_which",
            gone=item.statement,
            benchmark=benchmark_of(turn, item),
            statements=of_benchmark,
            words=item.now.words,
        ),
        column(
            *(Button(f"{s.id} {s.short}", FinishedFor(item.id, s.id)) for s in of_benchmark),
            Button("None of them", PlanItem(item.id)),
        ),
    )


def finished_for(turn: Turn, route: FinishedFor) -> Screen:
    item = access.item(turn, route.item)
    if item.now.state is not State.DONE:
        return plan_item(turn, PlanItem(item.id))
    if not reviewed(turn, item.school):
        return _before_any_review(turn, item)
    return _is_it(turn, item, access.there(asked_now(turn, item.school).get(route.statement)))


def _before_any_review(turn: Turn, item: Item) -> Screen:
    """Nothing is asked now: the first review will ask every statement."""
    return Screen(
        say("finished_before_review", words=item.now.words),
        column(Button("Begin our review", Resume()), Button("Back to it", PlanItem(item.id))),
    )


def _is_it(turn: Turn, item: Item, statement: Statement) -> Screen:
    """Is it now mostly or fully in place? What stands, and where the answer goes."""
    latest = latest_of(turn, item.school, statement.id)

    def says(level: Level) -> FinishedSays:
        return FinishedSays(item.id, statement.id, level, latest.id if latest else 0)

    facts = {
        "statement": statement,
        "latest": _latest_facts(turn, latest),
        "audit_open": open_audit(turn, item.school) is not None,
    }
    return Screen(
        say("finished", **item_facts(turn, item) | facts),
        _in_place_rows(latest, says) + column(Button("Not now", PlanItem(item.id))),
    )


def _latest_facts(turn: Turn, latest: Latest | None) -> dict[str, object] | None:
    """What stands, who said so, and on which day."""
    if latest is None:
        return None
    own = latest.person is not None and latest.person == turn.who.person
    return {
        "level": latest.level,
        "who": giver(latest.first_name, latest.role, own),
        "day": short_day(latest.at, turn.now, turn.house.zone),
    }


def _in_place_rows(latest: Latest | None, says: Callable[[Level], Route]) -> Rows:
    """Mostly or fully, or no further than it was; leaving it as it is is an answer too."""

    def button(level: Level) -> Button:
        stands = latest is not None and latest.level is level
        return Button(("✓ " if stands else "") + LEVELS[level], says(level))

    rows: Rows = ((button(Level.MOSTLY), button(Level.FULLY)),)
    if latest is None or latest.level is Level.NOT_YET:
        rows += column(button(Level.STARTED))
    if latest is not None and latest.level not in (Level.MOSTLY, Level.FULLY):
        rows += column(Button(f"Leave it: {LEVELS[latest.level]}", says(latest.level)))
    return rows


def says(turn: Turn, route: FinishedSays) -> Step:
    """The answer joins the school's answers, with this item as its cause."""
    item = access.item(turn, route.item)
    if item.now.state is not State.DONE:
        return meanwhile(item)
    if not answer_again(turn, item, route.statement, route.level, route.shown):
        return Step(FinishedFor(item.id, route.statement), "Answered meanwhile: see it first")
    return Step(PlanItem(item.id), f"{route.statement}: {LEVELS[route.level]}. Saved")

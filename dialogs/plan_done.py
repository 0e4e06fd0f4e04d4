"""A finished action closes the loop: does its statement stand differently now?"""

from dialogs import access
from dialogs.plan_changing import meanwhile
from dialogs.plan_item import plan_item
from dialogs.plan_saying import benchmark_of, item_facts
from dialogs.reanswering import answer_again, asked_now, latest_of, open_audit
from dialogs.routes import Finished, FinishedFor, FinishedSays, PlanItem, Why
from dialogs.saying import LEVELS, say
from dialogs.screen import Button, Screen, column
from dialogs.suggested import in_place_rows, latest_facts
from dialogs.turn import Refused, Step, Turn
from neambition.framework import Level, Statement
from neambition.plan import State
from neambition.store.plan import Item


def finished(turn: Turn, route: Finished) -> Screen:
    """Its statement; of own words, or of a statement that is no longer asked: which one?"""
    item = access.item(turn, route.item)
    if item.now.state is not State.DONE:
        return plan_item(turn, PlanItem(item.id))
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
    return _is_it(turn, item, access.there(asked_now(turn, item.school).get(route.statement)))


def _is_it(turn: Turn, item: Item, statement: Statement) -> Screen:
    """Is it now mostly or fully in place? What stands, and where the answer goes."""
    latest = latest_of(turn, item.school, statement.id)

    def says(level: Level) -> FinishedSays:
        return FinishedSays(item.id, statement.id, level, latest.id if latest else 0)

    facts = {
        "statement": statement,
        "latest": latest_facts(turn, latest),
        "audit_open": open_audit(turn, item.school) is not None,
    }
    return Screen(
        say("finished", **item_facts(turn, item) | facts),
        in_place_rows(latest, says) + column(Button("Not now", PlanItem(item.id))),
    )


def says(turn: Turn, route: FinishedSays) -> Step:
    """The answer joins the school's answers, with this item as its cause."""
    item = access.item(turn, route.item)
    if item.now.state is not State.DONE:
        return meanwhile(item)
    statement = access.there(asked_now(turn, item.school).get(route.statement))
    if route.level is Level.DOES_NOT_APPLY and not statement.applies_unless:
        raise Refused(Why.CANNOT_APPLY)
    if not answer_again(turn, item.school, statement.id, route.level, route.shown, item.id):
        return Step(FinishedFor(item.id, statement.id), "Answered meanwhile: see it first")
    return Step(PlanItem(item.id), f"{statement.id}: {LEVELS[route.level]}. Saved")

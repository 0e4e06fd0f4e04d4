"""A cohort's own rules: what goes out by itself, after how long, and when never."""

from dialogs import access
from dialogs.routes import Automatic, Closures, NudgeWhom, SetAutomatic, Why
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.nudges import Rule
from neambition.store import automatic as rules
from neambition.store import closures

OFFERED = {Rule.NOT_BEGUN: (7, 14, 21), Rule.STALLED: (14, 21, 28), Rule.DUE_AGAIN: (1,)}
"""Days; for what is due again, only on."""
SAID = {Rule.NOT_BEGUN: "Not begun", Rule.STALLED: "Stalled", Rule.DUE_AGAIN: "Due again"}


def automatic(turn: Turn, route: Automatic) -> Screen:
    cohort = access.cohort(turn, route.cohort).name
    now = rules.rules(turn.db, route.cohort)
    kept = len(closures.of(turn.db, route.cohort, turn.local.date()))
    return Screen(
        say("automatic", cohort=cohort, rules=now, closures=kept),
        column(
            *(_next(route.cohort, rule, now.days(rule)) for rule in Rule),
            Button("Closed days", Closures(route.cohort, 0)),
            Button("Back", NudgeWhom(route.cohort)),
        ),
    )


def _next(cohort: int, rule: Rule, now: int | None) -> Button:
    """The setting after the one that holds: each number of days in turn, then off."""
    offered = OFFERED[rule]
    longer = [days for days in offered if now is not None and days > now]
    if rule is Rule.DUE_AGAIN:
        days, words = (1, "switch on") if now is None else (0, "switch off")
    elif now is None:
        days, words = offered[0], f"after {offered[0]} days"
    elif longer:
        days, words = longer[0], f"after {longer[0]} days instead"
    else:
        days, words = 0, "switch off"
    return Button(f"{SAID[rule]}: {words}", SetAutomatic(cohort, rule, days))


def set_automatic(turn: Turn, route: SetAutomatic) -> Step:
    if route.days and route.days not in OFFERED[route.rule]:
        raise Refused(Why.UNREADABLE)
    rules.set_rule(turn.db, route.cohort, route.rule, route.days)
    return Step(Automatic(route.cohort), f"{SAID[route.rule]}: {'on' if route.days else 'off'}")

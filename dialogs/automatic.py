"""A cohort's own rules: what goes out by itself, after how long, and when never."""

import re
from datetime import date, timedelta

from dialogs.paging import listed, page_of
from dialogs.routes import Automatic, Closures, DropClosure, NudgeWhom, SetAutomatic, Why
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.hours import Closure
from neambition.nudges import Rule
from neambition.store import automatic as rules
from neambition.store import closures, cohorts

OFFERED = {Rule.NOT_BEGUN: (7, 14, 21), Rule.STALLED: (14, 21, 28), Rule.DUE_AGAIN: (1,)}
"""Days; for what is due again, only on."""
SAID = {Rule.NOT_BEGUN: "Not begun", Rule.STALLED: "Stalled", Rule.DUE_AGAIN: "Due again"}
LONGEST = timedelta(days=366)
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def automatic(turn: Turn, route: Automatic) -> Screen:
    cohort = _name(turn, route.cohort)
    now = rules.rules(turn.db, route.cohort)
    kept = len(closures.of(turn.db, route.cohort))
    return Screen(
        say("automatic", cohort=cohort, rules=now, closures=kept),
        column(
            *(_next(route.cohort, rule, now.days(rule)) for rule in Rule),
            Button("Days without messages", Closures(route.cohort, 0)),
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


def show_closures(turn: Turn, route: Closures) -> Screen:
    cohort = _name(turn, route.cohort)
    kept = closures.of(turn.db, route.cohort)
    found, more = page_of(lambda limit, offset: kept[offset : offset + limit], route.page)
    buttons = [Button(f"Remove {_said(k.days)}", DropClosure(k.id)) for k in found]
    rows = listed(buttons, route.page, more, lambda page: Closures(route.cohort, page))
    days = [_said(k.days) for k in found]
    back = column(Button("Back", Automatic(route.cohort)))
    return Screen(say("closures", cohort=cohort, days=days), rows + back)


def hear_closure(turn: Turn, route: Closures, words: str) -> Step:
    """`21/12/2026 to 4/1/2027`, or one day."""
    try:
        days = [date(int(year), int(month), int(of)) for of, month, year in DAY.findall(words)]
    except ValueError:
        raise Refused(Why.DAYS_UNREADABLE) from None
    if not 1 <= len(days) <= 2 or not timedelta(0) <= days[-1] - days[0] <= LONGEST:
        raise Refused(Why.DAYS_UNREADABLE)
    closures.add(turn.db, route.cohort, Closure(days[0], days[-1]))
    return Step(Closures(route.cohort, 0), "Added")


def drop_closure(turn: Turn, route: DropClosure) -> Step:
    cohort = closures.cohort_of(turn.db, route.closure)
    assert cohort is not None  # noqa: S101 the door has looked it up
    closures.drop(turn.db, route.closure)
    return Step(Closures(cohort, 0), "Removed")


def _said(days: Closure) -> str:
    """`21 Dec 2026 to 4 Jan 2027`."""
    first, last = (f"{day.day} {day:%b %Y}" for day in (days.first_day, days.last_day))
    return first if first == last else f"{first} to {last}"


def _name(turn: Turn, id_: int) -> str:
    found = cohorts.cohort(turn.db, id_)
    if found is None:
        raise Refused(Why.GONE)
    return found.name

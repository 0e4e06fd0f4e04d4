"""A nudge followed to its end: how far it is, what became of everyone, what is in the way."""

from datetime import datetime
from functools import partial

from dialogs import access
from dialogs.nudging import SAYS, nudge_preview, whom
from dialogs.paging import page_fetched
from dialogs.routes import (
    Nudge,
    NudgeAgain,
    NudgeCancel,
    NudgeList,
    NudgeObstacles,
    NudgePeople,
    NudgePreview,
    NudgeReport,
    NudgeWhom,
)
from dialogs.saying import CASES, STATES, cut, day, moment, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Step, Turn
from neambition.nudges import Case
from neambition.store import nudges, people
from neambition.store.nudges import Nudge as Kept

OPEN = (Case.WAITING, Case.CLAIMED)


def report(turn: Turn, route: NudgeReport) -> Screen:
    """While it goes out the same screen, redrawn as it goes."""
    kept = access.nudge(turn, route.nudge)
    if kept.draft:
        return nudge_preview(turn, NudgePreview(kept.id))
    counts = nudges.cases(turn.db, kept.id)
    obstacles = nudges.obstacles(turn.db, kept.id)
    next_at = nudges.next_at(turn.db, kept.id)
    facts = {
        **whom(turn, kept),
        "says": SAYS[kept.template] if kept.template else "",
        "automatic": kept.rule,
        "sender": people.first_name(turn.db, kept.person) if kept.person else "Somebody gone since",
        "when": moment(kept.since, turn.house.zone),
        "state": kept.state,
        "settled": sum(counts.values()) - sum(counts[case] for case in OPEN),
        "total": sum(counts.values()),
        "schools": nudges.schools(turn.db, kept.id),
        "cases": [(case, counts[case]) for case in CASES if counts[case]],
        "from_": moment(next_at, turn.house.zone) if next_at and next_at > turn.now else None,
        "obstacles": obstacles.most_common(),
    }
    stop = column(Button("Cancel what waits", NudgeCancel(kept.id))) if counts[Case.WAITING] else ()
    unknown = counts[Case.UNKNOWN]
    resend = Button(f"Send again to the {unknown} unknown", NudgeAgain(kept.id))
    again = column(resend) if unknown else ()
    who = [
        Button(f"{CASES[case]}: who", NudgePeople(kept.id, case, 0))
        for case in CASES
        if counts[case] and case is not Case.CLAIMED
    ]
    pairs = tuple(tuple(who[n : n + 2]) for n in range(0, len(who), 2))
    hindered = column(Button("In the way: who", NudgeObstacles(kept.id, 0))) if obstacles else ()
    onward = (
        Button("What was sent", NudgeList(kept.cohort, 0)),
        Button("Write another", NudgeWhom(kept.cohort)),
    )
    return Screen(say("nudge_report", **facts), (*stop, *again, *pairs, *hindered, onward))


def cancel(turn: Turn, route: NudgeCancel) -> Step:
    kept = access.nudge(turn, route.nudge)
    nudges.cancel(turn.db, kept.id, turn.now)
    return Step(NudgeReport(kept.id), "Cancelled" if kept.state == "sending" else None)


def again(turn: Turn, route: NudgeAgain) -> Step:
    """Only those of whom nobody knows."""
    kept = access.nudge(turn, route.nudge)
    sent = 0 if kept.draft else nudges.resend_unknown(turn.db, kept.id, turn.now)
    return Step(NudgeReport(kept.id), f"Again to {sent}" if sent else None)


def in_case(turn: Turn, route: NudgePeople) -> Screen:
    kept = access.nudge(turn, route.nudge)
    fetch = partial(nudges.people, turn.db, kept.id, route.case)
    page = page_fetched(fetch, route.page)
    rows = page.turning(lambda to: NudgePeople(kept.id, route.case, to))
    back = column(Button("Back to the report", NudgeReport(kept.id)))
    return Screen(say("nudge_people", case=route.case, people=page.shown), rows + back)


def in_the_way(turn: Turn, route: NudgeObstacles) -> Screen:
    kept = access.nudge(turn, route.nudge)
    page = page_fetched(partial(nudges.hindered, turn.db, kept.id), route.page)
    said = [(one, obstacle, day(at, turn.house.zone)) for one, obstacle, at in page.shown]
    rows = page.turning(lambda to: NudgeObstacles(kept.id, to))
    back = column(Button("Back to the report", NudgeReport(kept.id)))
    return Screen(say("nudge_obstacles", said=said), rows + back)


def sent(turn: Turn, route: NudgeList) -> Screen:
    """The past nudges, the latest first."""
    cohort = access.cohort(turn, route.cohort)
    page = page_fetched(partial(nudges.past, turn.db, cohort.id), route.page)
    rows = column(*(Button(_label(turn, kept), NudgeReport(kept.id)) for kept in page.shown))
    rows += page.turning(lambda to: NudgeList(cohort.id, to))
    back = column(Button("Write another", NudgeWhom(cohort.id)), Button("My cohorts", Nudge()))
    return Screen(say("nudge_list", cohort=cohort.name, some=bool(page.shown)), rows + back)


def _label(turn: Turn, kept: Kept) -> str:
    """`24 Nov 10:05 · Stalled · 12 of 45`."""
    counts = nudges.cases(turn.db, kept.id)
    at = datetime.fromtimestamp(kept.since, turn.house.zone)
    state = kept.audience.state
    whose = STATES[state] if state else SAYS[kept.template] if kept.template else ""
    done = f"{counts[Case.SENT]} of {sum(counts.values())}"
    by = "by itself · " if kept.rule else ""
    return cut(f"{at.day} {at:%b} {at:%H:%M} · {by}{whose} · {done}")

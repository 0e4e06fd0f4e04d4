"""What has moved since last time, and what stands behind it; nobody is blamed for what fell."""

from dialogs import access, relations
from dialogs.carrying import LONGEST_CAUSE
from dialogs.paging import benchmarks_beside
from dialogs.plan import to_plan
from dialogs.routes import (
    Begin,
    BeginAgain,
    Continue,
    Hello,
    OurMoves,
    Summary,
    WhatMoved,
    WhatMovedIn,
    Why,
)
from dialogs.saying import NO_SCHOOL, cut, day, say, short_day
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.standing import stands
from dialogs.turn import Refused, Step, Turn
from neambition import medians, movement, scoring
from neambition.framework import Framework
from neambition.medians import Median
from neambition.movement import Kind, Moment, Moved, Movement
from neambition.plan import State
from neambition.scoring import Scorecard
from neambition.store import answers, audits, cohorts, confidence, now, plan, results
from neambition.store.audits import Audit
from neambition.store.plan import Item

CAUSES_SHOWN = 2


def our_progress(turn: Turn, route: OurMoves) -> Step:
    own = access.own_school(turn)
    return Step(WhatMoved(own.school.id)) if own else Step(Hello(), NO_SCHOOL)


def progress(turn: Turn, route: WhatMoved) -> Screen:
    """By benchmark then, at the last review, and now."""
    school = access.school(turn, route.school)
    finished = audits.finished(turn.db, school.id, turn.who.person)
    onward = _onward(turn, school.id)
    if not finished:
        return Screen(say("progress_none", school=school.full), onward + _start())
    before, last = finished[-2:][0], finished[-1]
    moved = _moved(turn, before, last)
    facts = {
        "school": school.full,
        "then": day(before.finished_at or 0, turn.house.zone),
        "last": day(last.finished_at or 0, turn.house.zone) if before is not last else None,
        "lines": _lines(turn, before, last, moved),
        "totals": {kind: sum(len(of.of(kind)) for of in moved) for kind in Kind},
        "confidence": _confidence(turn, finished),
        **_beside(turn, school.id),
    }
    ways = column(Button("See the result", Summary(last.id))) + to_plan(turn, school.id)
    return Screen(say("progress", **facts), _details(school.id, moved) + ways + onward + _start())


def _lines(
    turn: Turn, before: Audit, last: Audit, moved: tuple[Movement, ...]
) -> list[dict[str, object]]:
    """A line a benchmark: its scores at three moments, and what moved."""
    then, at_last, today = _cards(turn, before, last)
    return [
        {
            "benchmark": benchmark,
            "then": then[benchmark.number],
            "last": at_last[benchmark.number],
            "now": today[benchmark.number],
            "moved": of,
            "counts": {kind: len(of.of(kind)) for kind in Kind},
        }
        for benchmark, of in zip(_framework(turn, last).benchmarks, moved, strict=True)
    ]


def _beside(turn: Turn, school: int) -> dict[str, object]:
    """The middle of the school's own cohort, by benchmark, and of how many schools it is."""
    cohort = next(iter(cohorts.of_school(turn.db, school)), None)
    middle = medians.medians(results.points(turn.db, cohort.id)) if cohort else {}
    return {
        "cohort": cut(cohort.name, 60) if cohort else None,
        "middle": middle,
        "shown": _span(middle),
    }


def _details(school: int, moved: tuple[Movement, ...]) -> Rows:
    """A button for each benchmark in which something moved, two a row."""
    buttons = [
        Button(f"{of.number} What moved", WhatMovedIn(school, of.number))
        for of in moved
        if of.moved
    ]
    return side_by_side(buttons)


def progress_benchmark(turn: Turn, route: WhatMovedIn) -> Screen:
    """Every statement of it that moved, by what became of it."""
    school = access.school(turn, route.school)
    finished = audits.finished(turn.db, school.id, turn.who.person)
    if not finished:
        raise Refused(Why.GONE)
    before, last = finished[-2:][0], finished[-1]
    framework = _framework(turn, last)
    benchmark = access.benchmark(framework, route.benchmark)
    of = next(m for m in _moved(turn, before, last) if m.number == benchmark.number)
    items = {item.id: item for item in plan.items(turn.db, school.id)}
    then, at_last, today = _cards(turn, before, last)
    facts = {
        "benchmark": benchmark,
        "since": day(before.finished_at or 0, turn.house.zone),
        "then": then[benchmark.number],
        "last": at_last[benchmark.number] if before is not last else None,
        "now": today[benchmark.number],
        "movement": of,
        "others": _others(turn, before, of, items),
        "groups": {kind: [_line(turn, m, items) for m in of.of(kind)] for kind in Kind},
    }
    return Screen(
        say("progress_benchmark", **facts),
        benchmarks_beside(framework, benchmark.number, lambda to: WhatMovedIn(school.id, to))
        + column(Button("All benchmarks", WhatMoved(school.id))),
    )


def _line(turn: Turn, moved: Moved, items: dict[int, Item]) -> dict[str, object]:
    behind = [items[id_] for id_ in moved.causes]
    return {
        "moved": moved,
        "causes": [_done(turn, item) for item in behind[:CAUSES_SHOWN]],
        "more": len(behind[CAUSES_SHOWN:]),
    }


def _done(turn: Turn, item: Item) -> dict[str, str]:
    return {
        "words": cut(item.now.words, LONGEST_CAUSE),
        "day": short_day(item.done_at or 0, turn.now, turn.house.zone),
    }


def _others(
    turn: Turn, before: Audit, of: Movement, items: dict[int, Item]
) -> list[dict[str, str]]:
    """What else of the benchmark was done since, the latest few; own words serve no statement."""
    named = {id_ for moved in of.moved for id_ in moved.causes}
    done = [
        item
        for item in items.values()
        if item.benchmark == of.number
        and item.id not in named
        and item.now.state is State.DONE
        and (item.done_at or 0) >= (before.finished_at or 0)
    ]
    return [_done(turn, item) for item in done[-CAUSES_SHOWN:]]


def _framework(turn: Turn, audit: Audit) -> Framework:
    return access.framework(turn, audit)


def _cards(turn: Turn, before: Audit, last: Audit) -> list[dict[int, scoring.BenchmarkScore]]:
    """By benchmark the scores at the review before, at the last, and now."""
    standing = stands(turn, last)
    of_last = _framework(turn, last)
    then = scoring.score(_framework(turn, before), answers.levels(turn.db, before.id))
    at_last = scoring.score(of_last, standing.at_audit)
    return [_by_number(card) for card in (then, at_last, scoring.score(of_last, standing.now))]


def _by_number(card: Scorecard) -> dict[int, scoring.BenchmarkScore]:
    return {score.number: score for score in card.benchmarks}


def _moved(turn: Turn, before: Audit, last: Audit) -> tuple[Movement, ...]:
    then = Moment(_framework(turn, before), answers.levels(turn.db, before.id))
    today = Moment(_framework(turn, last), stands(turn, last).now)
    return movement.movement(then, today, _causes(turn, before))


def _causes(turn: Turn, before: Audit) -> dict[str, list[int]]:
    """By statement, what of the plan was finished since: what led to an answer, and what serves the
    statement."""
    since = before.finished_at or 0
    led = now.causes(turn.db, before.school.id, since)
    done: dict[str, list[int]] = {}
    for item in plan.items(turn.db, before.school.id):
        if item.now.state is not State.DONE or (item.done_at or 0) < since:
            continue
        serves = {id_ for id_, items in led.items() if item.id in items}
        for id_ in serves | ({item.statement} if item.statement else set()):
            done.setdefault(id_, []).append(item.id)
    return done


def _confidence(turn: Turn, finished: list[Audit]) -> list[dict[str, object]]:
    """Each question's first answer and its latest, where those are two."""
    newest = audits.latest(turn.db, finished[-1].school.id, turn.who.person)
    every = finished if newest is None or newest.finished else [*finished, newest]
    given = [
        confidence.rated(turn.db, audit.id, moment)
        for audit in every
        for moment in (confidence.Moment.START, confidence.Moment.END)
    ]
    lines = []
    for question in _framework(turn, finished[-1]).confidence:
        rated = [v for values in given if (v := values.get(question.id)) is not None]
        if len(rated) > 1:
            lines.append({"short": question.short, "then": rated[0], "now": rated[-1]})
    return lines


def _span(of: dict[int, Median]) -> str | None:
    """`12`, or `11 to 12` where not every benchmark applies to all of them."""
    counts = sorted({m.schools for m in of.values()})
    if not counts:
        return None
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"


def _onward(turn: Turn, school: int) -> Rows:
    """To the open audit or a new one, for whoever answers there."""
    if not relations.staff(turn, WhatMoved(school)):
        return ()
    latest = audits.latest(turn.db, school, turn.who.person)
    if latest is None:
        return column(Button("Begin our audit", Begin(False)))
    if latest.finished:
        return column(Button("Review again", BeginAgain(school, False)))
    return column(Button("Carry on with the audit", Continue(latest.id, True)))


def _start() -> Rows:
    return column(Button("Start", Hello()))

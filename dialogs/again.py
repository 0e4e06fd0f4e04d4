"""A second audit: from last time or from nothing, and many answers kept at once."""

from collections import Counter

from dialogs import access
from dialogs.carrying import carried, together
from dialogs.hello import minutes
from dialogs.joining import open_new
from dialogs.routes import (
    BeginAgain,
    Check,
    Continue,
    Hello,
    KeepBenchmarks,
    KeepMany,
    OtherBenchmark,
    ShowStatement,
    StartAgain,
    Summary,
)
from dialogs.saying import day, say
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.sharing import asked_first
from dialogs.turn import Step, Turn
from neambition import again, journey
from neambition.again import Carried
from neambition.framework import Benchmark, Level
from neambition.journey import Answers
from neambition.store import answers, audits, now
from neambition.store.audits import Audit


def begin_again(turn: Turn, route: BeginAgain) -> Screen:
    """Asked of a school that has finished one; with one open it only says so."""
    school = access.school(turn, route.school)
    newest = audits.newest(turn.db, school.id, turn.who.person)
    if newest and not newest[0].finished:
        return Screen(
            say("begun_again", school=school.full),
            column(
                Button("Carry on with it", Continue(newest[0].id, True)), Button("Start", Hello())
            ),
        )
    framework = turn.house.framework
    before = newest[0] if newest else None
    latest = now.latest(turn.db, school.id)
    kept = again.carried(framework, latest, turn.house.pinned) if before else {}
    ask = [s for s in framework.statements if s.id not in kept or not kept[s.id].together]
    facts = {
        "school": school.full,
        "finished": day(before.finished_at or 0, turn.house.zone) if before else None,
        "afresh": sum(c.afresh for c in kept.values()),
        "new": len(framework.statements) - len(kept),
        "quick": len(journey.quick(framework)) if route.quick else 0,
    }
    about = again.minutes(len(framework.statements) - len(ask), len(ask))
    whole = minutes(len(framework.statements))
    rows: Rows = ()
    if before:
        label = f"Start from last time (about {about} minutes)"
        rows = column(Button(label, StartAgain(school.id, route.quick, True)))
    nothing = f"From nothing (about {whole} minutes)"
    rows += column(Button(nothing, StartAgain(school.id, route.quick, False)))
    if before:
        rows += column(Button("See the last result", Summary(before.id)))
    return Screen(say("begin_again", **facts), rows + column(Button("Not now", Hello())))


def start_again(turn: Turn, route: StartAgain) -> Step:
    """A second tap finds the one that the first began."""
    school = access.school(turn, route.school)
    return asked_first(turn, open_new(turn, school, route.quick, route.from_last))


# --- many at once


def keep_many(turn: Turn, route: KeepMany) -> Screen:
    """By benchmark what would be kept, what is asked afresh, what nobody was sure of."""
    audit = access.unfinished(turn, route.audit)
    levels = answers.levels(turn.db, audit.id)
    of = carried(turn, audit)
    framework = access.framework(turn, audit)
    lines = [_line(benchmark, levels, of) for benchmark in framework.benchmarks]
    keeping = {
        b.number: len(those) for b in framework.benchmarks if (those := together(b, levels, of))
    }
    rows: Rows = ()
    if len(keeping) > 1:
        first, last = min(keeping), max(keeping)
        label = f"Keep benchmarks {first} to {last} as they are ({sum(keeping.values())})"
        rows = column(Button(label, KeepBenchmarks(audit.id, first, last)))
    one = [
        Button(f"Keep {number} ({count})", KeepBenchmarks(audit.id, number, number))
        for number, count in keeping.items()
    ]
    rows += side_by_side(one)
    facts = {"lines": lines, "keeping": sum(keeping.values())}
    return Screen(
        say("keep_many", **facts),
        rows
        + column(
            Button("Another benchmark", OtherBenchmark(audit.id)),
            Button("Check your answers", Check(audit.id)),
            Button("Back to where I was", Continue(audit.id, False)),
        ),
    )


def _line(benchmark: Benchmark, levels: Answers, of: dict[str, Carried]) -> dict[str, object]:
    open_ = [s.id for s in benchmark.statements if s.id not in levels]
    known = [of[id_] for id_ in open_ if id_ in of and not of[id_].afresh]
    unsure = sum(kept.level is Level.NOT_SURE for kept in known)
    return {
        "benchmark": benchmark,
        "keep": Counter(of[s.id].level for s in together(benchmark, levels, of)),
        "afresh": len(open_) - len(known),
        "unsure": unsure,
        "answered": len(benchmark.statements) - len(open_),
    }


def keep_benchmarks(turn: Turn, route: KeepBenchmarks) -> Step:
    """Ordinary answers of this person's; whatever has one already is not touched."""
    audit = access.unfinished(turn, route.audit)
    levels = answers.levels(turn.db, audit.id)
    of = carried(turn, audit)
    framework = access.framework(turn, audit)
    kept = [
        statement
        for benchmark in framework.benchmarks
        if route.first <= benchmark.number <= route.last
        for statement in together(benchmark, levels, of)
    ]
    who, role = turn.who.person, access.role(audit)
    for s in kept:
        answers.give(turn.db, audit, s.id, of[s.id].level, who, role, turn.now)
    toast = f"{len(kept)} kept" if kept else "Nothing more to keep there"
    return Step(_next(turn, audit, kept[-1].id if kept else None), toast)


def _next(turn: Turn, audit: Audit, after: str | None) -> ShowStatement | Check:
    """The open statement after the last that was kept; with none open, the answers to check."""
    framework = access.framework(turn, audit)
    levels = answers.levels(turn.db, audit.id)
    onward = journey.next_open(framework, levels, audit.quick_first, after)
    return ShowStatement(audit.id, onward.id, "") if onward else Check(audit.id)

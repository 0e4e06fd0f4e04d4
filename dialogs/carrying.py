"""What was answered last time, beside a statement that is open in this audit."""

from dialogs import access
from dialogs.routes import KeepBenchmarks
from dialogs.saying import cut, day
from dialogs.screen import Button, Rows, column
from dialogs.turn import Turn
from neambition import again, journey
from neambition.again import Carried
from neambition.framework import Benchmark, Level, Statement
from neambition.journey import Answers
from neambition.plan import State as PlanState
from neambition.store import answers, audits, now, plan
from neambition.store.audits import Audit

LONGEST_CAUSE = 80


def carried(turn: Turn, audit: Audit) -> dict[str, Carried]:
    """By statement; nothing in an audit begun from nothing."""
    if audit.based_on is None:
        return {}
    previous = now.before(turn.db, audit.id)
    return again.carried(access.framework(turn, audit), previous, turn.house.pinned)


def last_time(turn: Turn, audit: Audit, statement: Statement) -> dict[str, object] | None:
    """What was said then, and since, or that the words have changed; none where nothing was."""
    before = None if audit.based_on is None else audits.audit(turn.db, audit.based_on, 0)
    kept = carried(turn, audit).get(statement.id)
    if before is None or kept is None:
        return None
    given = now.before(turn.db, audit.id)[statement.id]
    return {
        "day": day(before.finished_at or 0, turn.house.zone),
        "level": answers.levels(turn.db, before.id).get(statement.id),
        "since": kept.level if given.audit is None else None,
        "cause": cause_of(turn, given.cause),
        "afresh": kept.afresh,
    }


def kept(of: dict[str, Carried], statement: Statement, levels: Answers) -> Level | None:
    """What a tap keeps of a statement that is open: nothing where its words have changed."""
    found = None if statement.id in levels else of.get(statement.id)
    return found.level if found and not found.afresh else None


def cause_of(turn: Turn, item: int | None) -> str | None:
    """The words of the plan's item behind an answer, cut to what a screen holds."""
    found = None if item is None else plan.item(turn.db, item)
    if found is None or found.now.state is PlanState.UNDONE:
        return None
    return cut(found.now.words, LONGEST_CAUSE)


def together(benchmark: Benchmark, levels: Answers, of: dict[str, Carried]) -> list[Statement]:
    """The open statements of a benchmark that may be kept in one tap."""
    return [
        s
        for s in benchmark.statements
        if s.id not in levels and (kept := of.get(s.id)) and kept.together
    ]


def keep_all(
    turn: Turn, audit: Audit, statement: Statement, levels: Answers, of: dict[str, Carried]
) -> Rows:
    """At a benchmark's first open statement: keep several of it at once."""
    framework = access.framework(turn, audit)
    benchmark = framework.benchmark(statement.benchmark)
    asked = (s for s in journey.order(framework, audit.quick_first) if s in benchmark.statements)
    first = next((s for s in asked if s.id not in levels), None)
    those = together(benchmark, levels, of)
    if first != statement or len(those) < 2:
        return ()
    every = len(those) == len(benchmark.statements)
    label = "Keep all of this benchmark" if every else f"Keep {len(those)} of this benchmark"
    return column(Button(label, KeepBenchmarks(audit.id, benchmark.number, benchmark.number)))

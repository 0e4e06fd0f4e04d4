"""What a school shares of its results, as its facilitator reads it: nothing can be changed here."""

from dialogs import access
from dialogs.paging import benchmarks_beside
from dialogs.routes import SchoolCard, SharedBenchmark, SharedSummary, Why
from dialogs.saying import day, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Turn
from neambition.scoring import score
from neambition.store import answers, audits, cohorts, notes, sharing
from neambition.store.audits import Audit

SHOWN = 2
"""Notes of one statement, the latest; of each its first 120 letters, so that five fit."""


def shared_summary(turn: Turn, route: SharedSummary) -> Screen:
    """The scores. An audit that is still open is not shown: half an answer is nobody's result."""
    audit = _finished(turn, route.audit)
    framework = access.framework(turn, audit)
    facts = {
        "school": audit.school.full,
        "finished": day(audit.finished_at or 0, turn.house.zone),
        "card": score(framework, answers.levels(turn.db, audit.id)),
        "benchmarks": framework.benchmarks,
        "label": framework.label,
    }
    rows = column(
        *(
            Button(f"{b.number} {b.title}", SharedBenchmark(audit.id, b.number))
            for b in framework.benchmarks
        )
    )
    return Screen(say("shared_summary", **facts), rows + column(_back(turn, audit)))


def shared_benchmark(turn: Turn, route: SharedBenchmark) -> Screen:
    """The level of each statement, and the notes if the school shares those too."""
    audit = _finished(turn, route.audit)
    framework = access.framework(turn, audit)
    benchmark = access.benchmark(framework, route.benchmark)
    levels = answers.levels(turn.db, audit.id)
    with_notes = sharing.sees_notes(turn.db, turn.who.person, audit.school.id)
    lines = [
        {
            "statement": s,
            "level": levels.get(s.id),
            "notes": [n.text for n in notes.on(turn.db, audit.id, s.id)] if with_notes else [],
        }
        for s in benchmark.statements
    ]
    facts = {"school": audit.school.full, "benchmark": benchmark, "lines": lines}
    return Screen(
        say("shared_benchmark", **facts, with_notes=with_notes, most=SHOWN),
        benchmarks_beside(framework, benchmark.number, lambda to: SharedBenchmark(audit.id, to))
        + column(Button("All benchmarks", SharedSummary(audit.id)), _back(turn, audit)),
    )


def _back(turn: Turn, audit: Audit) -> Button:
    """To the school's card in the cohort that this facilitator looks after it in."""
    school = audit.school.id
    mine = cohorts.of_facilitator(turn.db, turn.who.person)
    cohort = next(c for c in mine if cohorts.has_school(turn.db, c.id, school))
    return Button("Back to the school", SchoolCard(cohort.id, school))


def _finished(turn: Turn, id_: int) -> Audit:
    found = audits.audit(turn.db, id_, turn.who.person)
    if found is None or not found.finished:
        raise Refused(Why.GONE)
    return found

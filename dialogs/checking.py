"""Check your answers, any of them two taps away, and finish."""

from dialogs import access, relations
from dialogs.answering import by, seen
from dialogs.confidence import next_question
from dialogs.handing import out_count
from dialogs.paging import benchmarks_beside
from dialogs.routes import (
    AskHead,
    Check,
    CheckBenchmark,
    Confidence,
    Continue,
    Finish,
    HandedOut,
    HandOver,
    HandOvers,
    History,
    KeepMany,
    Notes,
    ShowStatement,
    Summary,
    ToSettle,
    Why,
)
from dialogs.saying import benchmark_label, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.standing import stands
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition import journey
from neambition.store import answers, audits, memberships, notes, results, views
from neambition.store.audits import Audit
from neambition.store.confidence import Moment
from neambition.store.memberships import Role


def check(turn: Turn, route: Check) -> Screen:
    """The eight benchmarks with what is answered; Finish once everything is."""
    audit = access.audit(turn, route.audit)
    framework = access.framework(turn, audit)
    levels = answers.levels(turn.db, audit.id)
    done = journey.answered(framework, levels)
    left = len(framework.statements) - done
    differing = 0 if audit.finished else len(views.unsettled(turn.db, audit.id))
    out = 0 if audit.finished else out_count(turn, audit)
    rows: Rows = ()
    if not audit.finished:
        on = Button(f"Carry on ({left} left)", Continue(audit.id, False))
        rows += column(on if left else Button("Finish and see the result", Finish(audit.id)))
        if differing:
            rows += column(Button(f"What to settle ({differing})", ToSettle(audit.id, 0)))
    for benchmark in framework.benchmarks:
        label = benchmark_label(benchmark, levels)
        rows += column(Button(label, CheckBenchmark(audit.id, benchmark.number)))
    if not audit.finished:
        ask = [Button("Ask a colleague", HandOvers(audit.id))]
        if audit.role is not Role.HEAD:
            ask.append(Button("Ask the head", AskHead(audit.id)))
        rows += (tuple(ask),)
        if left and audit.based_on is not None:
            rows += column(Button("Keep many from last time", KeepMany(audit.id)))
        if out:
            rows += column(Button(f"What is with colleagues ({out})", HandedOut(audit.id, 0)))
    label = "Back to the result" if audit.finished else "Summary so far"
    rows += column(Button(label, Summary(audit.id)))
    facts = {"done": done, "left": left, "total": done + left, "finished": audit.finished}
    facts |= {"since": len(stands(turn, audit).changes)}
    facts |= {"differing": differing, "out": out if audit.decides else 0}
    return Screen(say("check", **facts, answers=audit.answers), rows)


def check_benchmark(turn: Turn, route: CheckBenchmark) -> Screen:
    """Each statement of one benchmark with its answer; a tap opens it."""
    audit = access.audit(turn, route.audit)
    framework = access.framework(turn, audit)
    benchmark = access.benchmark(framework, route.benchmark)
    standing = answers.all_standing(turn.db, audit.id)
    held = {} if audit.finished else views.unsettled(turn.db, audit.id)
    noted = notes.counts(turn.db, audit.id)
    lines = [
        {
            "statement": s,
            "standing": by(turn, standing[s.id]) if s.id in standing else None,
            "notes": noted.get(s.id, 0),
            **seen(turn, held.get(s.id, []), most=2),
        }
        for s in benchmark.statements
    ]
    rows = tuple(_open_button(audit, s.id, s.short, s.id in standing) for s in benchmark.statements)
    if not audit.finished:
        ask = Button("Ask a colleague for these", HandOver(audit.id, benchmark.number))
        rows += column(ask)
    facts = {"benchmark": benchmark, "lines": lines, "finished": audit.finished}
    return Screen(
        say("check_benchmark", **facts, answers=audit.answers),
        rows
        + benchmarks_beside(framework, benchmark.number, lambda to: CheckBenchmark(audit.id, to))
        + column(Button("All benchmarks", Check(audit.id))),
    )


def _open_button(audit: Audit, statement: str, short: str, answered: bool) -> tuple[Button, ...]:
    """To the statement while it can be changed; its history beside it."""
    history = Button(f"{statement} answers so far", History(audit.id, statement))
    if audit.finished:
        return (history, Button(f"{statement} notes", Notes(audit.id, statement)))
    verb = "Change" if answered else "Answer"
    change = Button(f"{verb} {statement} {short}", ShowStatement(audit.id, statement, ""))
    return (change, history) if answered else (change,)


def history(turn: Turn, route: History) -> Screen:
    """Every answer a statement has had, with who and when."""
    audit = access.audit(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    given = [by(turn, a) for a in answers.history(turn.db, audit.id, statement.id)]
    return Screen(
        say("history", statement=statement, given=given),
        column(
            Button("Notes", Notes(audit.id, statement.id)),
            Button("Back to the answers", CheckBenchmark(audit.id, statement.benchmark)),
        ),
    )


def finish(turn: Turn, route: Finish) -> Step:
    """Freeze the audit. A second tap shows the same result."""
    audit = access.audit(turn, route.audit)
    levels = answers.levels(turn.db, audit.id)
    if not journey.is_complete(access.framework(turn, audit), levels):
        raise Refused(Why.NOT_ALL_ANSWERED)
    if audits.finish(turn.db, audit.id, turn.now, turn.who.person):
        results.keep(turn.db, audit.id, access.framework(turn, audit))
        _send_summary(turn, audit)
    question = next_question(turn, audit.id, Moment.END)
    if question:
        return Step(Confidence(audit.id, Moment.END, question.id), "Finished and saved")
    return Step(Summary(audit.id), "Finished and saved")


def _send_summary(turn: Turn, audit: Audit) -> None:
    """Whoever leads, and the head, get the result; whoever finished it has it before them."""
    for here in memberships.members(turn.db, audit.school.id):
        if here.decides and here.person != turn.who.person:
            tell(turn, [here.person], Summary(audit.id), audit.id, relations.member)

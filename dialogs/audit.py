"""The audit: one statement at a time, one tap answers it and shows the next."""

from dialogs import access
from dialogs.answering import Tap, asked, by, differ, give, level_rows, standing_facts
from dialogs.carrying import carried, keep_all, kept, last_time
from dialogs.checking import check
from dialogs.codes import Route
from dialogs.notes import aside
from dialogs.routes import (
    Answer,
    AskHead,
    ChangeAnswer,
    Changed,
    Check,
    Continue,
    Handed,
    HandOvers,
    Hello,
    KeepMany,
    Notes,
    OtherBenchmark,
    Resume,
    SeeDifferently,
    ShowStatement,
    Stop,
    Summary,
)
from dialogs.saying import LEVELS, benchmark_label, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.sharing import asked_first
from dialogs.turn import Step, Turn
from neambition import journey
from neambition.framework import Framework, Knower, Level, Statement
from neambition.journey import Answers
from neambition.store import answers, notes
from neambition.store.audits import Audit
from neambition.store.memberships import Role


def resume(turn: Turn, route: Resume) -> Step:
    """Straight on the right statement, or the result, or what was handed over, or the ways in."""
    audit = access.own_audit(turn)
    if audit is None:
        asked_for = access.open_assignments(turn)
        return Step(Handed(asked_for[0].id) if asked_for else Hello())
    return asked_first(turn, Step(where(audit)))


def where(audit: Audit) -> Route:
    """Where somebody who comes back to an audit is: whoever reads only, among its answers."""
    if audit.finished:
        return Summary(audit.id)
    return Continue(audit.id, True) if audit.answers else Check(audit.id)


def next_statement(turn: Turn, route: Continue) -> Screen:
    """The next open statement; with none open, the answers to check."""
    audit = access.unfinished(turn, route.audit)
    levels = answers.levels(turn.db, audit.id)
    framework = access.framework(turn, audit)
    upcoming = journey.next_open(framework, levels, audit.quick_first)
    if upcoming is None:
        return check(turn, Check(audit.id))
    return _statement_screen(turn, audit, upcoming, levels, welcome=route.welcome)


def show_statement(turn: Turn, route: ShowStatement) -> Screen:
    audit = access.unfinished(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    levels = answers.levels(turn.db, audit.id)
    said = route.after if route.after in levels else None
    return _statement_screen(turn, audit, statement, levels, said=said)


def _statement_screen(
    turn: Turn,
    audit: Audit,
    statement: Statement,
    levels: Answers,
    said: str | None = None,
    welcome: bool = False,
) -> Screen:
    """`said`: the statement just answered, whose answer and end of benchmark stand above."""
    framework = access.framework(turn, audit)
    standing = answers.standing(turn.db, audit.id, statement.id) if statement.id in levels else None
    began = None
    if welcome and not answers.has_answered(turn.db, audit.id, turn.who.person):
        began = answers.begun(turn.db, audit.id)
    facts = {
        "statement": statement,
        "benchmark": framework.benchmark(statement.benchmark),
        "opens": not any(s in levels for s in _siblings(framework, statement)),
        "first": framework if not levels else None,
        "place": journey.place(framework, audit.quick_first, statement.id),
        "answered": journey.answered(framework, levels),
        "total": len(framework.statements),
        "said": (said, levels[said]) if said else None,
        "ended": _ended(framework, audit, levels, said),
        "welcome": welcome,
        "began": by(turn, began) if began else None,
        **standing_facts(turn, audit, standing),
        "last": None if standing else last_time(turn, audit, statement),
        "notes": notes.counts(turn.db, audit.id).get(statement.id, 0),
    }
    shown = standing.id if standing else 0
    of = carried(turn, audit)
    rows = level_rows(
        statement,
        levels.get(statement.id),
        lambda level: Answer(audit.id, statement.id, level, shown),
        kept(of, statement, levels),
    )
    rows += keep_all(turn, audit, statement, levels, of)
    return Screen(say("statement", **facts), rows + _ways_on(framework, audit, statement, levels))


def _siblings(framework: Framework, statement: Statement) -> list[str]:
    return [s.id for s in framework.benchmark(statement.benchmark).statements]


def _ended(
    framework: Framework, audit: Audit, levels: Answers, said: str | None
) -> dict[str, object] | None:
    """What the answer just given brought to its end: the quick look, else a benchmark."""
    if said is None:
        return None
    ended = journey.benchmark_ended(framework, levels, said)
    quick_look = (
        audit.quick_first and framework.by_id[said].quick and journey.quick_ended(framework, levels)
    )
    if not ended and not quick_look:
        return None
    among = journey.quick(framework) if quick_look else ended.statements if ended else ()
    there = sum(levels[s.id] in (Level.MOSTLY, Level.FULLY) for s in among)
    left = len(framework.statements) - journey.answered(framework, levels)
    return {
        "quick_look": quick_look,
        "benchmark": ended,
        "there": there,
        "of": len(among),
        "left": left,
    }


def _ways_on(framework: Framework, audit: Audit, statement: Statement, levels: Answers) -> Rows:
    back = journey.before(framework, audit.quick_first, statement.id)
    moves = [Button("◂ Back", ShowStatement(audit.id, back.id, ""))] if back else []
    moves.append(Button("Note", Notes(audit.id, statement.id)))
    if statement.id in levels:
        onward = journey.next_open(framework, levels, audit.quick_first, statement.id)
        keep = ShowStatement(audit.id, onward.id, "") if onward else Check(audit.id)
        moves.append(Button("Keep ▸", keep))
    leave = (
        Button("Stop here", Stop(audit.id)),
        Button("Another benchmark", OtherBenchmark(audit.id)),
    )
    rows: Rows = (tuple(moves), leave)
    if statement.knows_best is Knower.HEAD and audit.leads and audit.role is not Role.HEAD:
        rows += column(Button("Ask the head", AskHead(audit.id)))
    return rows


def answer(turn: Turn, route: Answer) -> Step:
    """Store it and go on; what a colleague said, or the button did not see, is shown and asked."""
    tap = _tap(turn, route)
    if not give(turn, tap):
        return Step(Changed(tap.audit.id, tap.statement.id, tap.level))
    return _onward(turn, tap, "Saved")


def change(turn: Turn, route: ChangeAnswer) -> Step:
    """Asked and sure; unless yet another answer has come in between."""
    tap = _tap(turn, route)
    if not give(turn, tap, sure=True):
        return Step(Changed(tap.audit.id, tap.statement.id, tap.level))
    return _onward(turn, tap, "Saved")


def see_differently(turn: Turn, route: SeeDifferently) -> Step:
    """Both are kept; whoever leads settles it."""
    tap = _tap(turn, route)
    if not differ(turn, tap):
        return Step(Changed(tap.audit.id, tap.statement.id, tap.level))
    return _onward(turn, tap, "Kept as your view", said=False)


def _tap(turn: Turn, route: Answer | ChangeAnswer | SeeDifferently) -> Tap:
    audit = access.unfinished(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    return Tap(audit, statement, route.level, route.shown, access.role(audit))


def _onward(turn: Turn, tap: Tap, done: str, said: bool = True) -> Step:
    """To the next open statement; `said`: what was tapped stands now, and is told above it."""
    levels = answers.levels(turn.db, tap.audit.id)
    framework = access.framework(turn, tap.audit)
    onward = journey.next_open(framework, levels, tap.audit.quick_first, tap.statement.id)
    audit, id_ = tap.audit.id, tap.statement.id
    shows = ShowStatement(audit, onward.id, id_ if said else "") if onward else Check(audit)
    return Step(shows, f"{id_}: {LEVELS[tap.level]}. {done}")


def changed(turn: Turn, route: Changed) -> Screen:
    """A colleague's answer, or one newer than the button: which shall stand?"""
    audit = access.unfinished(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    standing = answers.standing(turn.db, audit.id, statement.id)
    if standing is None:
        return show_statement(turn, ShowStatement(audit.id, statement.id, ""))
    said = (audit.id, statement.id, route.level, standing.id)
    rows = [
        Button(f"Leave it: {LEVELS[standing.level]}", Continue(audit.id, False)),
        Button(f"Change it to: {LEVELS[route.level]}", ChangeAnswer(*said)),
    ]
    if standing.person != turn.who.person:
        rows.append(Button("I see it differently", SeeDifferently(*said)))
    rows.append(Button("Show the statement", ShowStatement(audit.id, statement.id, "")))
    return Screen(asked(turn, statement, standing, route.level), column(*rows))


def other_benchmark(turn: Turn, route: OtherBenchmark) -> Screen:
    """The eight, each leading to its first open statement."""
    audit = access.unfinished(turn, route.audit)
    framework = access.framework(turn, audit)
    levels = answers.levels(turn.db, audit.id)
    rows = []
    for benchmark in framework.benchmarks:
        ids = [s.id for s in benchmark.statements]
        target = next((id_ for id_ in ids if id_ not in levels), ids[0])
        label = benchmark_label(benchmark, levels)
        rows.append(Button(label, ShowStatement(audit.id, target, "")))
    if audit.decides:
        rows.append(Button("Ask a colleague for one of them", HandOvers(audit.id)))
    if audit.based_on is not None:
        rows.append(Button("Keep many from last time", KeepMany(audit.id)))
    rows.append(Button("Check your answers", Check(audit.id)))
    rows.append(Button("Back to where I was", Continue(audit.id, False)))
    return Screen(say("other_benchmark"), column(*rows))


def hear_aside(turn: Turn, route: Continue | ShowStatement, words: str) -> Step:
    """Words typed at a statement are asked about, never guessed."""
    audit = access.audit(turn, route.audit)
    if isinstance(route, ShowStatement):
        return aside(turn, audit, route.statement, words)
    framework = access.framework(turn, audit)
    levels = answers.levels(turn.db, audit.id)
    upcoming = journey.next_open(framework, levels, audit.quick_first)
    return aside(turn, audit, upcoming.id if upcoming else None, words)

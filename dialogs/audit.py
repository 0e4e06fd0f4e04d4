"""The audit: one statement at a time, one tap answers it and shows the next."""

from dialogs import access
from dialogs.checking import check
from dialogs.notes import aside
from dialogs.routes import (
    Answer,
    Changed,
    Check,
    Continue,
    Hello,
    Notes,
    OtherBenchmark,
    Resume,
    ShowStatement,
    Stop,
    Summary,
    Why,
)
from dialogs.saying import LEVELS, day, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.sharing import asked_first
from dialogs.turn import Refused, Step, Turn
from neambition import journey
from neambition.framework import Framework, Level, Statement
from neambition.journey import Answers
from neambition.store import answers, notes
from neambition.store.audits import Audit


def resume(turn: Turn, route: Resume) -> Step:
    """Straight on the right statement, or the result, or the ways in."""
    audit = access.own_audit(turn)
    if audit is None:
        return Step(Hello())
    return asked_first(
        turn, Step(Summary(audit.id) if audit.finished else Continue(audit.id, True))
    )


def next_statement(turn: Turn, route: Continue) -> Screen:
    """The next open statement; with none open, the answers to check."""
    audit = _open(turn, route.audit)
    levels = answers.levels(turn.db, audit.id)
    framework = access.framework(turn, audit)
    upcoming = journey.next_open(framework, levels, audit.quick_first)
    if upcoming is None:
        return check(turn, Check(audit.id))
    return _statement_screen(turn, audit, upcoming, levels, welcome=route.welcome)


def show_statement(turn: Turn, route: ShowStatement) -> Screen:
    audit = _open(turn, route.audit)
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
        "standing": standing,
        "given": day(standing.at, turn.house.zone) if standing else None,
        "notes": notes.counts(turn.db, audit.id).get(statement.id, 0),
    }
    shown = standing.id if standing else 0
    rows = _answer_rows(audit, statement, shown, levels.get(statement.id))
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


def _answer_rows(audit: Audit, statement: Statement, shown: int, given: Level | None) -> Rows:
    def button(level: Level) -> Button:
        mark = "✓ " if level is given else ""
        return Button(mark + LEVELS[level], Answer(audit.id, statement.id, level, shown))

    last = [button(Level.NOT_SURE)]
    if statement.applies_unless:
        last.append(button(Level.DOES_NOT_APPLY))
    return (
        (button(Level.NOT_YET), button(Level.STARTED)),
        (button(Level.MOSTLY), button(Level.FULLY)),
        tuple(last),
    )


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
    return (tuple(moves), leave)


def answer(turn: Turn, route: Answer) -> Step:
    """Store it and go on; if another answer stands than the button saw, show that and ask."""
    audit = _open(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    if route.level is Level.DOES_NOT_APPLY and not statement.applies_unless:
        raise Refused(Why.CANNOT_APPLY)
    standing = answers.standing(turn.db, audit.id, statement.id)
    same = standing is not None and standing.level is route.level
    if standing and standing.id != route.shown and not same:
        return Step(Changed(audit.id, statement.id, route.level))
    if not same:
        answers.give(
            turn.db, audit, statement.id, route.level, turn.who.person, access.role(audit), turn.now
        )
    levels = answers.levels(turn.db, audit.id)
    framework = access.framework(turn, audit)
    onward = journey.next_open(framework, levels, audit.quick_first, statement.id)
    shows = ShowStatement(audit.id, onward.id, statement.id) if onward else Check(audit.id)
    return Step(shows, f"{statement.id}: {LEVELS[route.level]}. Saved")


def changed(turn: Turn, route: Changed) -> Screen:
    """An old button, and a newer answer: which shall stand?"""
    audit = _open(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    standing = answers.standing(turn.db, audit.id, statement.id)
    if standing is None:
        return show_statement(turn, ShowStatement(audit.id, statement.id, ""))
    own = standing.person == turn.who.person
    given = day(standing.at, turn.house.zone)
    instead = Answer(audit.id, statement.id, route.level, standing.id)
    return Screen(
        say(
            "changed",
            statement=statement,
            standing=standing,
            given=given,
            own=own,
            level=route.level,
        ),
        column(
            Button(f"Leave it: {LEVELS[standing.level]}", Continue(audit.id, False)),
            Button(f"Change it to: {LEVELS[route.level]}", instead),
            Button("Show the statement", ShowStatement(audit.id, statement.id, "")),
        ),
    )


def other_benchmark(turn: Turn, route: OtherBenchmark) -> Screen:
    """The eight, each leading to its first open statement."""
    audit = _open(turn, route.audit)
    framework = access.framework(turn, audit)
    levels = answers.levels(turn.db, audit.id)
    rows = []
    for benchmark in framework.benchmarks:
        ids = [s.id for s in benchmark.statements]
        done = sum(id_ in levels for id_ in ids)
        target = next((id_ for id_ in ids if id_ not in levels), ids[0])
        label = f"{benchmark.number} {benchmark.title} ({done} of {len(ids)})"
        rows.append(Button(label, ShowStatement(audit.id, target, "")))
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


def _open(turn: Turn, id_: int) -> Audit:
    """The audit while it can still be answered."""
    audit = access.audit(turn, id_)
    if audit.finished:
        raise Refused(Why.FINISHED)
    return audit

"""Some statements handed over, as the one asked sees them: those and nothing else."""

from dialogs import access, relations
from dialogs.answering import (
    Tap,
    asked,
    by,
    differ,
    give,
    level_rows,
    seen,
    standing_facts,
)
from dialogs.carrying import carried, kept, last_time
from dialogs.handing import request, title
from dialogs.routes import (
    Begin,
    FindResource,
    Handed,
    HandedAnswer,
    HandedAs,
    HandedBack,
    HandedChange,
    HandedChanged,
    HandedCheck,
    HandedDone,
    HandedFinish,
    HandedOut,
    HandedRole,
    HandedStatement,
    HandedStop,
    HandedView,
    Hello,
    LinkClosed,
    ShowStatement,
    Why,
)
from dialogs.saying import LEVELS, ROLES, capital, named, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition import journey
from neambition.framework import Statement
from neambition.journey import Answers, Place
from neambition.store import answers, assignments, audits, memberships, people, views
from neambition.store.assignments import Assignment
from neambition.store.audits import Audit
from neambition.store.invitations import Into, Invitation
from neambition.store.memberships import Role

ROLES_ASKED = (Role.TEACHER, Role.HEAD, Role.OFFICE, Role.GOVERNOR)


# --- coming in


def not_handed(turn: Turn, link: Invitation) -> Step | None:
    """Of an audit that is over, or of somebody who no longer answers there, it opens nothing; to
    whoever made it, it is one to pass on."""
    audit = audits.audit(turn.db, link.audit or 0, turn.who.person)
    if audit is None or audit.finished or not _answers_there(turn, link.made_by, audit):
        return Step(LinkClosed())
    if link.made_by == turn.who.person:
        return Step(HandedOut(audit.id, 0), "This is your own link: forward it to a colleague")
    if memberships.shut_out(turn.db, turn.who.person, audit.school.id, link.since):
        return Step(LinkClosed())
    return None


def opened(turn: Turn, link: Invitation) -> Step:
    """The link itself is the approval. Whoever answers there anyway goes straight on."""
    audit = access.audit(turn, link.audit or 0)
    if audit.answers and link.into is Into.BENCHMARK:
        levels = answers.levels(turn.db, audit.id)
        among = journey.handed(access.framework(turn, audit), link.benchmark)
        first = journey.next_among(among, levels) or among[0]
        return Step(ShowStatement(audit.id, first.id, ""))
    given = assignments.hand(turn.db, link, turn.who.person, audit.role, turn.now)
    if not given.opens(turn.now):
        return Step(LinkClosed())
    return Step(Handed(given.id) if given.role else HandedRole(given.id))


def _answers_there(turn: Turn, person: int | None, audit: Audit) -> bool:
    """Whether who asked still answers for that school."""
    here = None if person is None else memberships.at(turn.db, person, audit.school.id)
    return here is not None and here.answers


def ask_role(turn: Turn, route: HandedRole) -> Screen:
    """Who asks for what, and one tap: what are you there?"""
    given, audit = _given(turn, route.assignment)
    roles = ROLES_ASKED if given.benchmark else (Role.HEAD, *ROLES_ASKED)
    return Screen(
        say("handed_role", **request(turn, audit, given.benchmark, given.handed_by)),
        column(
            *(
                Button(capital(ROLES[role]), HandedAs(given.id, role))
                for role in dict.fromkeys(roles)
            ),
            Button("Not now", Hello()),
        ),
    )


def take_role(turn: Turn, route: HandedAs) -> Step:
    """Said once: a second tap changes nothing."""
    given, _ = _given(turn, route.assignment)
    if route.role not in ROLES_ASKED:
        raise Refused(Why.UNREADABLE)
    if given.role is None:
        assignments.take_role(turn.db, given.id, route.role)
    return Step(Handed(given.id))


# --- the statements


def handed(turn: Turn, route: Handed) -> Screen:
    """The next without an answer; with none, all of them."""
    given, audit = _given(turn, route.assignment)
    if given.role is None:
        return ask_role(turn, HandedRole(given.id))
    levels = _levels(turn, given, audit)
    upcoming = journey.next_among(_among(turn, given, audit), levels)
    if upcoming is None:
        return check(turn, HandedCheck(given.id))
    return _statement_screen(turn, given, audit, upcoming, "")


def statement(turn: Turn, route: HandedStatement) -> Screen:
    given, audit = _given(turn, route.assignment)
    return _statement_screen(turn, given, audit, _one(turn, given, audit, route), route.after)


def _statement_screen(
    turn: Turn, given: Assignment, audit: Audit, of: Statement, after: str
) -> Screen:
    framework = access.framework(turn, audit)
    among = _among(turn, given, audit)
    levels = _levels(turn, given, audit)
    standing = answers.standing(turn.db, audit.id, of.id)
    facts = {
        "statement": of,
        "benchmark": framework.benchmark(of.benchmark),
        "opens": not levels,
        "first": None if levels else framework,
        "place": Place(among.index(of) + 1, len(among)),
        "answered": len(levels),
        "total": len(among),
        "said": (after, levels[after]) if after in levels else None,
        "ended": None,
        "began": None,
        "welcome": False,
        "last": None if standing else last_time(turn, audit, of),
        "notes": 0,
        **standing_facts(turn, audit, standing),
    }
    shown = standing.id if standing else 0
    rows = level_rows(
        of,
        levels.get(of.id),
        lambda level: HandedAnswer(given.id, of.id, level, shown),
        kept(carried(turn, audit), of, levels),
    )
    moves = []
    if of is not among[0]:
        before = among[among.index(of) - 1]
        moves.append(Button("◂ Back", HandedStatement(given.id, before.id, "")))
    if standing:
        onward = journey.next_among(among, levels, of.id)
        keep = HandedStatement(given.id, onward.id, "") if onward else HandedCheck(given.id)
        moves.append(Button("Keep ▸", keep))
    moves.append(Button("Stop here", HandedStop(given.id)))
    return Screen(say("statement", **facts), (*rows, tuple(moves)))


def answer(turn: Turn, route: HandedAnswer) -> Step:
    """Into the same audit, in the role they said; a colleague's answer is asked about here too."""
    given, tap = _tap(turn, route)
    if not give(turn, tap):
        return Step(HandedChanged(given.id, tap.statement.id, tap.level))
    return _onward(turn, given, tap, "Saved")


def change(turn: Turn, route: HandedChange) -> Step:
    given, tap = _tap(turn, route)
    if not give(turn, tap, sure=True):
        return Step(HandedChanged(given.id, tap.statement.id, tap.level))
    return _onward(turn, given, tap, "Saved")


def see_differently(turn: Turn, route: HandedView) -> Step:
    given, tap = _tap(turn, route)
    if not differ(turn, tap):
        return Step(HandedChanged(given.id, tap.statement.id, tap.level))
    return _onward(turn, given, tap, "Kept as your view", said=False)


def changed(turn: Turn, route: HandedChanged) -> Screen:
    """A colleague's answer, or one newer than the button: which shall stand?"""
    given, audit = _given(turn, route.assignment)
    of = _one(turn, given, audit, route)
    standing = answers.standing(turn.db, audit.id, of.id)
    if standing is None:
        return _statement_screen(turn, given, audit, of, "")
    tapped = (given.id, of.id, route.level, standing.id)
    rows = [
        Button(f"Leave it: {LEVELS[standing.level]}", Handed(given.id)),
        Button(f"Change it to: {LEVELS[route.level]}", HandedChange(*tapped)),
    ]
    if standing.person != turn.who.person:
        rows.append(Button("I see it differently", HandedView(*tapped)))
    rows.append(Button("Show the statement", HandedStatement(given.id, of.id, "")))
    return Screen(asked(turn, of, standing, route.level), column(*rows))


def _tap(turn: Turn, route: HandedAnswer | HandedChange | HandedView) -> tuple[Assignment, Tap]:
    given, audit = _given(turn, route.assignment)
    if given.role is None:
        raise Refused(Why.GONE)
    of = _one(turn, given, audit, route)
    return given, Tap(audit, of, route.level, route.shown, given.role)


def _onward(turn: Turn, given: Assignment, tap: Tap, done: str, said: bool = True) -> Step:
    """To the next without an answer. When the last is theirs too, who asked is told at once."""
    levels = _levels(turn, given, tap.audit)
    onward = journey.next_among(_among(turn, given, tap.audit), levels, tap.statement.id)
    toast = f"{tap.statement.id}: {LEVELS[tap.level]}. {done}"
    if onward:
        return Step(HandedStatement(given.id, onward.id, tap.statement.id if said else ""), toast)
    if given.done_at is None and _all_theirs(turn, given, tap.audit):
        return _finish(turn, given, tap.audit, toast)
    return Step(HandedCheck(given.id), toast)


# --- the end


def check(turn: Turn, route: HandedCheck) -> Screen:
    """All of them with what stands; a tap opens one."""
    given, audit = _given(turn, route.assignment)
    among = _among(turn, given, audit)
    standing = answers.all_standing(turn.db, audit.id)
    held = views.unsettled(turn.db, audit.id)
    lines = [
        {
            "statement": s,
            "standing": by(turn, standing[s.id]) if s.id in standing else None,
            **seen(turn, held.get(s.id, []), most=2),
        }
        for s in among
    ]
    rows: Rows = ()
    left = sum(s.id not in standing for s in among)
    if left:
        rows = column(Button(f"Carry on ({left} left)", Handed(given.id)))
    elif given.done_at is None:
        rows = column(Button("That is all", HandedFinish(given.id)))
    for s in among:
        verb = "Change" if s.id in standing else "Answer"
        rows += column(Button(f"{verb} {s.id} {s.short}", HandedStatement(given.id, s.id, "")))
    what = title(access.framework(turn, audit), given.benchmark)
    facts = {"what": what, "lines": lines, "left": left, "done": given.done_at is not None}
    rows += column(Button("Stop here", HandedStop(given.id)))
    return Screen(say("handed_check", **facts), rows)


def finish(turn: Turn, route: HandedFinish) -> Step:
    given, audit = _given(turn, route.assignment)
    if len(_levels(turn, given, audit)) < len(_among(turn, given, audit)):
        return Step(Handed(given.id))
    return _finish(turn, given, audit, None)


def stop(turn: Turn, route: HandedStop) -> Step:
    """Back to the first screen, which has the way back."""
    given, audit = _given(turn, route.assignment)
    done, total = len(_levels(turn, given, audit)), len(_among(turn, given, audit))
    return Step(Hello(), f"Saved, {done} of {total}. The link brings you back here")


def _finish(turn: Turn, given: Assignment, audit: Audit, toast: str | None) -> Step:
    assignments.done(turn.db, given.id, turn.now)
    if given.handed_by is not None:
        told = HandedBack(given.id)
        tell(turn, [given.handed_by], told, given.id, relations.staff)
    return Step(HandedDone(given.id), toast)


def done(turn: Turn, route: HandedDone) -> Screen:
    given, audit = _given(turn, route.assignment)
    told = None
    if given.handed_by is not None and _answers_there(turn, given.handed_by, audit):
        told = named(people.first_name(turn.db, given.handed_by))
    return Screen(
        say("handed_done", told=told),
        column(
            Button("Look through or change my answers", HandedCheck(given.id)),
            Button("Find a resource", FindResource()),
            Button("Find my school", Begin(False)),
            Button("Start", Hello()),
        ),
    )


# --- what it is about


def _given(turn: Turn, id_: int) -> tuple[Assignment, Audit]:
    given = access.assignment(turn, id_)
    return given, access.audit(turn, given.audit)


def _among(turn: Turn, given: Assignment, audit: Audit) -> tuple[Statement, ...]:
    return journey.handed(access.framework(turn, audit), given.benchmark)


def _one(
    turn: Turn,
    given: Assignment,
    audit: Audit,
    route: HandedStatement | HandedAnswer | HandedChanged | HandedChange | HandedView,
) -> Statement:
    """The statement, if it is one of those handed over."""
    for of in _among(turn, given, audit):
        if of.id == route.statement:
            return of
    raise Refused(Why.GONE)


def _levels(turn: Turn, given: Assignment, audit: Audit) -> Answers:
    """What stands of those handed over, and of nothing else."""
    among = {s.id for s in _among(turn, given, audit)}
    levels = answers.levels(turn.db, audit.id)
    return {id_: level for id_, level in levels.items() if id_ in among}


def _all_theirs(turn: Turn, given: Assignment, audit: Audit) -> bool:
    standing = answers.all_standing(turn.db, audit.id)
    among = _among(turn, given, audit)
    return all(standing[s.id].person == turn.who.person for s in among)

"""What colleagues see differently, for the lead or the head to settle."""

from dialogs import access, relations
from dialogs.answering import by, seen
from dialogs.paging import page_of
from dialogs.routes import Check, CheckBenchmark, Resume, Settle, Settled, Settling, ToSettle, Why
from dialogs.saying import LEVELS, named, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition.framework import Level
from neambition.store import answers, views

MOST_VIEWS = 8


def to_settle(turn: Turn, route: ToSettle) -> Screen:
    """Statement by statement: what stands, and what others see."""
    audit = access.audit(turn, route.audit)
    framework = access.framework(turn, audit)
    found = views.unsettled(turn.db, audit.id)
    page = page_of(list(found.items()), route.page)
    standing = answers.all_standing(turn.db, audit.id)
    lines = [
        {"statement": framework.by_id[id_], "standing": by(turn, standing[id_]), **seen(turn, held)}
        for id_, held in page.shown
    ]
    rows: Rows = column(
        *(
            Button(f"{id_} {framework.by_id[id_].short}", Settling(audit.id, id_))
            for id_, _ in page.shown
            if not audit.finished
        )
    )
    rows += page.turning(lambda to: ToSettle(audit.id, to))
    return Screen(
        say("to_settle", lines=lines, count=len(found), finished=audit.finished),
        rows + column(Button("Back to the answers", Check(audit.id))),
    )


def settling(turn: Turn, route: Settling) -> Screen:
    """One statement: keep what stands, take what somebody else sees, or talk about it first."""
    audit = access.unfinished(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    standing = answers.standing(turn.db, audit.id, statement.id)
    held = views.beside(turn.db, audit.id, statement.id)
    if standing is None or not held:
        return to_settle(turn, ToSettle(audit.id, 0))

    def settle(level: Level) -> Settle:
        return Settle(audit.id, statement.id, level, standing.id)

    others = dict.fromkeys(view.level for view in held)
    facts = {"statement": statement, "standing": by(turn, standing)}
    return Screen(
        say("settling", **facts, **seen(turn, held, MOST_VIEWS)),
        column(
            Button(f"Keep: {LEVELS[standing.level]}", settle(standing.level)),
            *(Button(f"Take: {LEVELS[level]}", settle(level)) for level in others),
            Button("Leave it, we will talk about it", ToSettle(audit.id, 0)),
        ),
    )


def settle(turn: Turn, route: Settle) -> Step:
    """What is kept stays whose it was; what is taken is the settler's answer. All are told."""
    audit = access.unfinished(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    standing = answers.standing(turn.db, audit.id, statement.id)
    held = views.beside(turn.db, audit.id, statement.id)
    choices = {view.level for view in held} | {standing.level if standing else None}
    if standing is None or not held or standing.id != route.shown or route.level not in choices:
        return Step(Settling(audit.id, statement.id), "This has changed since: nothing was settled")
    who = turn.who.person
    if route.level is not standing.level:
        answers.give(turn.db, audit, statement.id, route.level, who, access.role(audit), turn.now)
    views.settle(turn.db, audit.id, statement.id, who, turn.now)
    told = Settled(audit.id, statement.id)
    saw_it = {standing.person, *(view.person for view in held)} - {who, None}
    tell(turn, filter(None, saw_it), told, turn.now, relations.staff, relations.handed)
    left = views.unsettled(turn.db, audit.id)
    shows = ToSettle(audit.id, 0) if left else Check(audit.id)
    return Step(shows, f"{statement.id}: {LEVELS[route.level]}. Settled")


def settled(turn: Turn, route: Settled) -> Screen:
    """To those who gave the answer, or saw it differently."""
    audit = access.audit(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    standing = answers.standing(turn.db, audit.id, statement.id)
    settler = views.settled_by(turn.db, audit.id, statement.id)
    if standing is None:
        raise Refused(Why.GONE)
    return Screen(
        say(
            "settled",
            statement=statement,
            standing=by(turn, standing),
            settler=named(settler) if settler else None,
        ),
        column(
            Button("The answers", CheckBenchmark(audit.id, statement.benchmark)),
            Button("Carry on", Resume()),
        ),
    )

"""Giving an answer, and saying whose it is: the same for whoever answers, by whichever way.

What a colleague said is never changed unseen and unasked. Whoever sees it differently may have that
kept beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dialogs.codes import Route
from dialogs.routes import Why
from dialogs.saying import LEVELS, giver, say, short_day
from dialogs.screen import Button, Rows
from dialogs.turn import Refused, Turn
from neambition.framework import Level, Statement
from neambition.store import answers, views
from neambition.store.answers import Answer
from neambition.store.audits import Audit
from neambition.store.memberships import Role
from neambition.store.views import View

VIEWS_SHOWN = 3


@dataclass(frozen=True)
class Tap:
    """A level tapped under a statement, in a role; `shown` is the id of the answer beside it."""

    audit: Audit
    statement: Statement
    level: Level
    shown: int
    role: Role


def give(turn: Turn, tap: Tap, sure: bool = False) -> bool:
    """Let it stand. False where that is to be asked first: another answer stands than the button
    saw or, unless they are `sure`, a colleague's."""
    standing = _standing(turn, tap)
    if standing is None or standing.level is not tap.level:
        mine = standing is None or standing.person == turn.who.person
        if standing and (standing.id != tap.shown or not (mine or sure)):
            return False
        who = turn.who.person
        answers.give(turn.db, tap.audit, tap.statement.id, tap.level, who, tap.role, turn.now)
    if standing:
        views.withdraw(turn.db, tap.audit.id, tap.statement.id, turn.who.person)
    return True


def differ(turn: Turn, tap: Tap) -> bool:
    """Keep it beside the answer that stands. False where that is not a colleague's, or not the one
    that was shown."""
    standing = _standing(turn, tap)
    if standing is None or standing.level is tap.level:
        return give(turn, tap)
    if standing.id != tap.shown or standing.person == turn.who.person:
        return False
    who = turn.who.person
    views.see(turn.db, tap.audit.id, tap.statement.id, tap.level, who, tap.role, turn.now)
    return True


def _standing(turn: Turn, tap: Tap) -> Answer | None:
    if tap.level is Level.DOES_NOT_APPLY and not tap.statement.applies_unless:
        raise Refused(Why.CANNOT_APPLY)
    return answers.standing(turn.db, tap.audit.id, tap.statement.id)


def by(turn: Turn, answer: Answer) -> dict[str, object]:
    """Whose answer it is, and of which day."""
    own = answer.person is not None and answer.person == turn.who.person
    return {
        "level": answer.level,
        "own": own,
        "who": giver(answer.first_name, answer.role, own),
        "day": short_day(answer.at, turn.now, turn.house.zone),
    }


def seen(turn: Turn, held: list[View], most: int = VIEWS_SHOWN) -> dict[str, object]:
    """Who sees it differently, and how many more do."""
    lines = [
        {
            "own": view.person == turn.who.person,
            "who": giver(view.first_name, view.role),
            "level": view.level,
            "day": short_day(view.at, turn.now, turn.house.zone),
        }
        for view in held[:most]
    ]
    return {"views": lines, "more_views": len(held) - len(lines)}


def standing_facts(turn: Turn, audit: Audit, standing: Answer | None) -> dict[str, object]:
    """What stands under a statement and what stands beside it."""
    if standing is None:
        return {"standing": None, "views": [], "more_views": 0}
    held = views.beside(turn.db, audit.id, standing.statement)
    return {"standing": by(turn, standing), **seen(turn, held)}


def level_rows(
    statement: Statement,
    given: Level | None,
    leads_to: Callable[[Level], Route],
    kept: Level | None = None,
) -> Rows:
    """A button for each level, the one that stands marked; one `kept` from last time first."""

    def row(*levels: Level) -> tuple[Button, ...]:
        return tuple(
            Button(("✓ " if level is given else "") + LEVELS[level], leads_to(level))
            for level in levels
            if level is not kept
        )

    keep = ((Button(f"Keep: {LEVELS[kept]}", leads_to(kept)),),) if kept else ()
    last = [Level.NOT_SURE, *([Level.DOES_NOT_APPLY] if statement.applies_unless else [])]
    rows = (row(Level.NOT_YET, Level.STARTED), row(Level.MOSTLY, Level.FULLY), row(*last))
    return keep + tuple(filter(None, rows))


def asked(turn: Turn, statement: Statement, standing: Answer, level: Level) -> str:
    """What stands, and what the tap says: which shall it be?"""
    return say("changed", statement=statement, standing=by(turn, standing), level=level)

"""The first of a school in a cohort: its facilitators see who it is, and can undo it."""

from dialogs import access
from dialogs.asking import decided_by
from dialogs.leaving import go, then
from dialogs.people import described
from dialogs.routes import FirstHere, Gone, Hello, RightHere, Undo, UndoForGood, Why
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition.store import cohorts, memberships
from neambition.store.memberships import Membership, State


def tell_facilitators(turn: Turn, first: Membership) -> None:
    """Somebody registered that school; where no cohort has it, nobody is told."""
    others = set(cohorts.facilitators(turn.db, first.school.id)) - {turn.who.person}
    tell(turn, others, FirstHere(first.id), turn.now)


def first_here(turn: Turn, route: FirstHere) -> Screen:
    of = _first(turn, route.membership)
    here = of.state is State.MEMBER
    facts = {"here": here, "by": decided_by(turn, of), "others": _others(turn, of)}
    rows = column(
        Button("That is right", RightHere(of.id)),
        Button("Undo: they should not be there", Undo(of.id)),
    )
    return Screen(
        say("first_here", **described(turn, of), **facts),
        (rows if here else ()) + column(Button("Start", Hello())),
    )


def right_here(turn: Turn, route: RightHere) -> Screen:
    """Nothing to store: it stands unless it is undone, and that stays possible."""
    of = _first(turn, route.membership)
    if of.state is not State.MEMBER:
        return first_here(turn, FirstHere(of.id))
    return Screen(
        say("right_here", **described(turn, of)),
        column(Button("Undo after all", Undo(of.id)), Button("Start", Hello())),
    )


def undo(turn: Turn, route: Undo) -> Screen:
    """What undoing means; whoever has joined since stays, and one of them leads."""
    of = _first(turn, route.membership)
    if of.state is not State.MEMBER:
        return first_here(turn, FirstHere(of.id))
    return Screen(
        say("undo", **described(turn, of), **then(turn, of), others=_others(turn, of)),
        column(
            Button("Yes, remove them", UndoForGood(of.id)),
            Button("No, leave it as it is", RightHere(of.id)),
        ),
    )


def undo_for_good(turn: Turn, route: UndoForGood) -> Step:
    of = _first(turn, route.membership)
    if of.state is State.MEMBER:
        go(turn, of)
        tell(turn, [of.person], Gone(of.id), turn.now)
    return Step(FirstHere(of.id), "Undone")


def _first(turn: Turn, id_: int) -> Membership:
    """The membership of a school's first; a facilitator removes nobody else."""
    of = access.membership(turn, id_)
    if not memberships.came_first(turn.db, of.id):
        raise Refused(Why.NOT_YOURS)
    return of


def _others(turn: Turn, of: Membership) -> int:
    """How many others belong there by now."""
    here = memberships.members(turn.db, of.school.id)
    return sum(m.id != of.id for m in here)

"""Leaving a school and removing from it; the lead goes on, the answers stay."""

from collections.abc import Collection

from dialogs import access
from dialogs.asking import decided_by
from dialogs.people import back, colleague, described
from dialogs.plan_changing import let_go
from dialogs.routes import (
    ChangeRole,
    Colleague,
    FindResource,
    Gone,
    Hello,
    LeadIsYours,
    Leave,
    LeaveForGood,
    NameSchool,
    People,
    Remove,
    RemoveForGood,
    Resume,
)
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.telling import tell
from dialogs.turn import Step, Turn
from neambition.store import cohorts, memberships
from neambition.store.memberships import Membership, State


def go(turn: Turn, of: Membership) -> None:
    """They no longer belong there: what they were to do is nobody's, and whoever leads instead is
    told."""
    before = memberships.leaders(turn.db, of.school.id)
    memberships.leave(turn.db, of.id, turn.who.person, turn.now)
    let_go(turn, of.id)
    tell_new_leads(turn, of.school.id, before)


def tell_new_leads(turn: Turn, school: int, before: Collection[int]) -> None:
    """Whoever leads now and did not before, and did not bring it about, is told."""
    for m in memberships.members(turn.db, school):
        if m.leads and m.person not in {*before, turn.who.person}:
            tell(turn, [m.person], LeadIsYours(m.id), turn.now)


def then(turn: Turn, of: Membership) -> dict[str, object]:
    """What becomes of a school without them: whether anybody is left, and who leads instead."""
    heir = memberships.next_lead(turn.db, of.school.id, without=of.id)
    takes_over = heir is not None and of.leads and not heir.leads
    return {
        "nobody": heir is None,
        "facilitated": bool(cohorts.facilitators(turn.db, of.school.id)),
        "heir": described(turn, heir) if heir and takes_over else None,
        "heir_is_you": bool(heir and takes_over and heir.person == turn.who.person),
    }


def leave(turn: Turn, route: Leave) -> Screen:
    of = access.present(turn, route.membership)
    return Screen(
        say("leave", school=of.school.full, **then(turn, of)),
        column(Button("Yes, leave", LeaveForGood(of.id)), Button("No, stay", Colleague(of.id))),
    )


def leave_for_good(turn: Turn, route: LeaveForGood) -> Step:
    of = access.present(turn, route.membership)
    go(turn, of)
    return Step(Gone(of.id), "You have left")


def remove(turn: Turn, route: Remove) -> Screen:
    """To lead or head; whoever would remove themselves leaves instead."""
    of = access.present(turn, route.membership)
    if of.person == turn.who.person:
        return leave(turn, Leave(of.id))
    return Screen(
        say("remove", **described(turn, of), **then(turn, of)),
        column(
            Button("Yes, remove", RemoveForGood(of.id)),
            Button("No, leave it as it is", Colleague(of.id)),
        ),
    )


def remove_for_good(turn: Turn, route: RemoveForGood) -> Step:
    of = access.present(turn, route.membership)
    if of.person == turn.who.person:
        return Step(Leave(of.id))
    go(turn, of)
    tell(turn, [of.person], Gone(of.id), turn.now)
    return Step(People(of.school.id, 0), "Removed, and told")


def gone(turn: Turn, route: Gone) -> Screen:
    """To whoever does not belong there any more: what stays, and the ordinary ways on."""
    of = access.membership(turn, route.membership)
    elsewhere = access.own_school(turn)
    on = Button("Our audit", Resume()) if elsewhere else Button("Name my school", NameSchool(False))
    facts = {
        "school": of.school.full,
        "left": of.state is State.LEFT,
        "by": decided_by(turn, of),
        "elsewhere": elsewhere.school.full if elsewhere else None,
    }
    return Screen(
        say("gone", **facts),
        column(on, Button("Find a resource", FindResource()), Button("Start", Hello())),
    )


def lead_is_yours(turn: Turn, route: LeadIsYours) -> Screen:
    """To whoever leads now, by whatever way it came to them."""
    of = access.present(turn, route.membership)
    if not of.leads:
        return colleague(turn, Colleague(of.id))
    return Screen(
        say("lead_is_yours", **described(turn, of)),
        back(of) + column(Button("Change my role", ChangeRole(of.id)), Button("Start", Hello())),
    )

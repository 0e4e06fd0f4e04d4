"""Invitations: a link opened leads straight in."""

from collections.abc import Callable

from dialogs import handed
from dialogs.arriving import arrived
from dialogs.routes import Begin, FindResource, Hello, LinkClosed
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Step, Turn
from neambition.store import invitations, memberships
from neambition.store.invitations import Into, Invitation


def opened(turn: Turn, token: str) -> Step:
    """Somebody opened a link. One that they came in by before still leads there."""
    found = invitations.by_token(turn.db, token)
    if found is None or not invitations.use(turn.db, found.id, turn.who.person, turn.now):
        return Step(LinkClosed())
    return OPENS[found.into](turn, found)


def _into_school(turn: Turn, invitation: Invitation) -> Step:
    assert invitation.school  # noqa: S101 an invitation to a school names it
    assert invitation.role  # noqa: S101 and the role
    who = turn.who.person
    if memberships.shut_out(turn.db, who, invitation.school, invitation.since):
        return Step(LinkClosed())  # a link older than that lets nobody back in
    joined = memberships.join(turn.db, who, invitation.school, invitation.role, turn.now)
    return arrived(turn, joined)


OPENS: dict[Into, Callable[[Turn, Invitation], Step]] = {
    Into.SCHOOL: _into_school,
    Into.BENCHMARK: handed.opened,
    Into.HEAD: handed.opened,
}


def link_closed(turn: Turn, route: LinkClosed) -> Screen:
    return Screen(
        say("link_closed"),
        column(
            Button("Name my school", Begin(False)),
            Button("Just find a resource", FindResource()),
            Button("Start", Hello()),
        ),
    )

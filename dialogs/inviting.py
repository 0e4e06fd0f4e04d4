"""A link opened: in at once, with a word on where and as what, and a way out again."""

from collections.abc import Callable

from dialogs import access, handed, relations
from dialogs.arriving import arrived
from dialogs.leaving import go
from dialogs.routes import (
    Begin,
    CameIn,
    CohortDesk,
    Decided,
    FindResource,
    Hello,
    Link,
    LinkClosed,
    NotMine,
    NotMineGo,
    Resume,
    Why,
)
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition.store import audits, cohorts, invitations, memberships, schools
from neambition.store.invitations import Into, Invitation
from neambition.store.memberships import Membership, State

THEIRS = "A link for you to pass on, so opening it has not used it up"
NOT_NEEDED = "You were in already, so the link is not used up"


def opened(turn: Turn, token: str) -> Step:
    """Somebody opened a link. Whoever needs none leaves it as it is."""
    found = invitations.by_token(turn.db, token)
    if found is None:
        return Step(LinkClosed())
    if _handles(turn, found):
        opens = found.opens(turn.now)
        return Step(Link(found.id), THEIRS if opens else None, once=token)
    unused = UNUSED.get(found.into)
    if there := unused and unused(turn, found):
        return there
    if not invitations.use(turn.db, found.id, turn.who.person, turn.now):
        return Step(LinkClosed())
    return OPENS[found.into](turn, found)


def _handles(turn: Turn, found: Invitation) -> bool:
    """Who made it, or looks after the school without being of it: to them it is one to pass on."""
    if found.into not in (Into.SCHOOL, Into.COHORT):
        return False
    route = Link(found.id)
    if found.made_by == turn.who.person:
        decide = (relations.lead, relations.head, relations.facilitator)
        return any(may(turn, route) for may in decide)
    return (
        found.into is Into.SCHOOL
        and relations.facilitator(turn, route)
        and not relations.member(turn, route)
    )


# --- into a school


def _not_into_school(turn: Turn, invitation: Invitation) -> Step | None:
    """Whoever is in goes on, at that school from now; a lead's link may have more to give. Whoever
    the school has put out or declined since the link was made needs a newer one."""
    school = _school(turn, invitation)
    here = memberships.at(turn.db, turn.who.person, school)
    stands = invitations.stands(turn.db, invitation, turn.now)
    if here and here.state is State.MEMBER:
        more = _gives_the_lead(turn, invitation, here.school.id) and not here.leads
        if more and stands and invitation.uses_left:
            return None
        memberships.choose(turn.db, here.id, turn.now)
        return Step(CameIn(here.id), NOT_NEEDED)
    away = memberships.shut_out(turn.db, turn.who.person, school, invitation.since)
    return Step(LinkClosed()) if away or not stands else None


def _into_school(turn: Turn, invitation: Invitation) -> Step:
    assert invitation.role  # noqa: S101 an invitation to a school names the role
    school = _school(turn, invitation)
    leads = _gives_the_lead(turn, invitation, school)
    before = set(memberships.deciders(turn.db, school)) - {turn.who.person}
    joined = memberships.join(turn.db, turn.who.person, school, invitation.role, turn.now)
    if leads:
        memberships.lead(turn.db, joined.id, True)
    if invitation.made_by not in before:
        tell(turn, before, Decided(joined.id), turn.now)
    return arrived(turn, joined, Step(CameIn(joined.id)))


def _gives_the_lead(turn: Turn, invitation: Invitation, school: int) -> bool:
    """A link from outside the school gives the lead only while nobody there has it."""
    leaders = memberships.leaders(turn.db, school)
    ours = invitation.made_by in memberships.deciders(turn.db, school)
    return invitation.leads and (ours or not leaders)


def _school(turn: Turn, invitation: Invitation) -> int:
    """The school it is about, or the one that was merged into."""
    found = schools.school(turn.db, invitation.school) if invitation.school else None
    assert found  # noqa: S101 an invitation to a school names one that there is
    return found.id


def came_in(turn: Turn, route: CameIn) -> Screen:
    here = _still_in(turn, route.membership)
    fresh = audits.latest(turn.db, here.school.id, turn.who.person) is None
    rows = column(Button("Our audit", Begin(False) if here.answers and fresh else Resume()))
    if here.answers and fresh:
        rows += column(Button("Quick look first (2 minutes)", Begin(True)))
    facts = {"school": here.school.full, "role": here.role, "leads": here.leads}
    return Screen(
        say("came_in", fresh=fresh, **facts),
        rows
        + column(
            Button("Find a resource", FindResource()),
            Button("Not me, or not my school", NotMine(here.id)),
        ),
    )


def not_mine(turn: Turn, route: NotMine) -> Screen:
    here = _still_in(turn, route.membership)
    return Screen(
        say("not_mine", school=here.school.full),
        column(
            Button("Yes, take me out", NotMineGo(here.id)),
            Button("No, it is mine", CameIn(here.id)),
        ),
    )


def not_mine_go(turn: Turn, route: NotMineGo) -> Step:
    here = _still_in(turn, route.membership)
    go(turn, here)
    invitations.give_back(turn.db, turn.who.person, here.school.id)
    return Step(Hello(), f"You are out of {here.school.name} again")


def _still_in(turn: Turn, id_: int) -> Membership:
    here = access.membership(turn, id_)
    if here.state is not State.MEMBER:
        raise Refused(Why.GONE)
    return here


# --- into a cohort


def _not_into_cohort(turn: Turn, invitation: Invitation) -> Step | None:
    """Whoever facilitates it goes on; whoever came in by this link and does not any more, not."""
    assert invitation.cohort  # noqa: S101 an invitation to a cohort names it
    if cohorts.facilitates(turn.db, turn.who.person, invitation.cohort):
        return Step(CohortDesk(invitation.cohort), NOT_NEEDED)
    again = invitations.used_by(turn.db, invitation.id, turn.who.person)
    return Step(LinkClosed()) if again else None


def _into_cohort(turn: Turn, invitation: Invitation) -> Step:
    assert invitation.cohort  # noqa: S101 an invitation to a cohort names it
    cohorts.put_facilitator(turn.db, invitation.cohort, turn.who.person, turn.now)
    return Step(CohortDesk(invitation.cohort))


OPENS: dict[Into, Callable[[Turn, Invitation], Step]] = {
    Into.SCHOOL: _into_school,
    Into.COHORT: _into_cohort,
    Into.BENCHMARK: handed.opened,
    Into.HEAD: handed.opened,
}
"""What a link does for whoever has just used it."""

UNUSED: dict[Into, Callable[[Turn, Invitation], Step | None]] = {
    Into.SCHOOL: _not_into_school,
    Into.COHORT: _not_into_cohort,
    Into.BENCHMARK: handed.not_handed,
    Into.HEAD: handed.not_handed,
}
"""Where it leads, without being used up, whoever needs none or may not come in; else None."""


def link_closed(turn: Turn, route: LinkClosed) -> Screen:
    return Screen(
        say("link_closed"),
        column(
            Button("Name my school", Begin(False)),
            Button("Just find a resource", FindResource()),
            Button("Start", Hello()),
        ),
    )

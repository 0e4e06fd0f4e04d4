"""Our school: who is here, as what, and who leads; a card for each, and their role."""

from dialogs import access
from dialogs.paging import page_of
from dialogs.plan_changing import let_go
from dialogs.routes import (
    ChangeRole,
    Colleague,
    HandLead,
    Hello,
    Invite,
    JoinRequest,
    Leave,
    MySchools,
    NameSchool,
    OurSchool,
    People,
    Remove,
    Resume,
    RoleAsked,
    RoleIs,
    RoleMeans,
    SwitchTo,
    TakeRole,
)
from dialogs.saying import ROLES, capital, cut, day, listed, say
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.telling import tell
from dialogs.turn import Step, Turn
from neambition.store import memberships, people
from neambition.store.memberships import Membership, Role

ASKING = 4
A_NAME = 40
"""Letters of a name on a button."""

ORDER = tuple(ROLES)


def our_school(turn: Turn, route: OurSchool) -> Step:
    here = access.own_school(turn)
    return Step(People(here.school.id, 0) if here else Hello())


def people_here(turn: Turn, route: People) -> Screen:
    """The leads first, then by role; whoever decides also sees who asks to come in."""
    school = access.school(turn, route.school)
    here = memberships.members(turn.db, school.id)
    here.sort(key=lambda m: (not m.leads, ORDER.index(m.role), m.since))
    page = page_of(here, route.page)
    own = next((m for m in here if m.person == turn.who.person), None)
    asking = memberships.asking(turn.db, school.id) if own and own.decides else []
    facts = {
        "school": school.full,
        "here": [described(turn, m) for m in page.shown],
        "asking": [described(turn, m) for m in asking[:ASKING]],
        "more_asking": max(0, len(asking) - ASKING),
        "also": also(turn, school.id),
        "page": page.place,
    }
    return Screen(
        say("people", **facts),
        _requests(turn, asking[:ASKING])
        + _cards(turn, page.shown)
        + page.turning(lambda to: People(school.id, to))
        + other_schools(turn, school.id)
        + (column(Button("Invite a colleague", Invite(school.id))) if own and own.decides else ())
        + (
            (Button("I am at another school", NameSchool(False)),),
            (Button("Our audit", Resume()), Button("Start", Hello())),
        ),
    )


def _requests(turn: Turn, asking: list[Membership]) -> Rows:
    return column(*(Button(f"{_name(turn, m)} asks to come in", JoinRequest(m.id)) for m in asking))


def _cards(turn: Turn, shown: list[Membership]) -> Rows:
    """Two names a row."""
    buttons = [
        Button("You" if m.person == turn.who.person else _name(turn, m), Colleague(m.id))
        for m in shown
    ]
    return side_by_side(buttons)


def _elsewhere(turn: Turn, here: int) -> list[Membership]:
    return [m for m in memberships.every(turn.db, turn.who.person) if m.school.id != here]


def also(turn: Turn, here: int) -> str:
    """The other schools this person belongs to, in words; empty for none."""
    return listed([m.school.full for m in _elsewhere(turn, here)])


def other_schools(turn: Turn, here: int) -> Rows:
    """The way to whatever other school this person belongs to."""
    others = _elsewhere(turn, here)
    if len(others) > 1:
        return column(Button(f"Switch school ({len(others) + 1} schools)", MySchools(0)))
    return column(*(Button(f"Switch to {cut(m.school.full, 50)}", SwitchTo(m.id)) for m in others))


def described(turn: Turn, of: Membership) -> dict[str, object]:
    """What a screen says of somebody of a school."""
    return {
        "name": people.first_name(turn.db, of.person),
        "own": of.person == turn.who.person,
        "role": of.role,
        "leads": of.leads,
        "school": of.school.full,
        "since": day(of.since, turn.house.zone),
    }


def _name(turn: Turn, of: Membership) -> str:
    return cut(people.first_name(turn.db, of.person), A_NAME)


def colleague(turn: Turn, route: Colleague) -> Screen:
    """Who they are here, and what this person may change about that."""
    of = access.present(turn, route.membership)
    own = of.person == turn.who.person
    viewer = memberships.at(turn.db, turn.who.person, of.school.id)
    rows: Rows = ()
    if own:
        rows += column(Button("Change my role", ChangeRole(of.id)))
        rows += column(Button("Leave this school", Leave(of.id)))
    elif viewer and viewer.decides:
        rows += column(Button("Change their role", ChangeRole(of.id)))
        if viewer.leads:
            rows += column(Button("Hand over the lead", HandLead(of.id)))
        rows += column(Button("Remove from our school", Remove(of.id)))
    others = len(memberships.members(turn.db, of.school.id)) > 1
    return Screen(
        say("colleague", **described(turn, of), others=others, decides=viewer and viewer.decides),
        rows + back(of),
    )


def back(of: Membership) -> Rows:
    return column(Button("Back to our school", People(of.school.id, 0)))


# --- roles


def change_role(turn: Turn, route: ChangeRole) -> Screen:
    of = access.present(turn, route.membership)
    return Screen(
        say("change_role", **described(turn, of)),
        column(
            *(
                Button(capital(label), RoleMeans(of.id, role))
                for role, label in ROLES.items()
                if role is not of.role
            ),
            Button("Leave it as it is", Colleague(of.id)),
        ),
    )


def role_means(turn: Turn, route: RoleMeans) -> Screen:
    """What they may do in that role; whether somebody has to agree to it."""
    of = access.present(turn, route.membership)
    facts = {**described(turn, of), "was": of.role, "role": route.role}
    asks = _asks(turn, of, route.role)
    return Screen(
        say("role_means", **facts, asks=asks),
        column(
            Button("Ask for it" if asks else "Yes, change it", TakeRole(of.id, route.role)),
            Button("Another role", ChangeRole(of.id)),
            Button("Leave it as it is", Colleague(of.id)),
        ),
    )


def _asks(turn: Turn, of: Membership, role: Role) -> bool:
    """Whether it is their own role, and the new one may do what nobody let them do."""
    more = role is Role.HEAD or (of.role is Role.GOVERNOR and role is not Role.GOVERNOR)
    return of.person == turn.who.person and more and not of.decides


def take_role(turn: Turn, route: TakeRole) -> Step:
    """Whoever may decides; who asks for more than they had is decided on by lead and head."""
    of = access.present(turn, route.membership)
    if _asks(turn, of, route.role):
        asked = memberships.deciders(turn.db, of.school.id)
        tell(turn, asked, RoleAsked(of.id, route.role), turn.now // 86400)
        return Step(Colleague(of.id), "Your lead and head are asked")
    if of.role is not route.role:
        memberships.take_role(turn.db, of.id, route.role)
        let_go(turn, of.id)
        if of.person != turn.who.person:
            tell(turn, [of.person], RoleIs(of.id), turn.now)
    return Step(Colleague(of.id), f"Role: {ROLES[route.role]}")


def role_asked(turn: Turn, route: RoleAsked) -> Screen:
    """To lead and head: a colleague says that they have this role."""
    of = access.present(turn, route.membership)
    if of.role is route.role:
        return colleague(turn, Colleague(of.id))
    return Screen(
        say("role_asked", **{**described(turn, of), "was": of.role, "role": route.role}),
        column(
            Button("Yes, change it", TakeRole(of.id, route.role)),
            Button("Leave it as it is", Colleague(of.id)),
        ),
    )


def role_is(turn: Turn, route: RoleIs) -> Screen:
    """To whom it concerns: somebody else changed their role."""
    of = access.present(turn, route.membership)
    return Screen(
        say("role_is", **described(turn, of)),
        ((Button("Our school", People(of.school.id, 0)), Button("Start", Hello())),),
    )

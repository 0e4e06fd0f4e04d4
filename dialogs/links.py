"""One link at a time: made, passed on while it is new, listed, renewed and taken back."""

from functools import partial

from dialogs import access
from dialogs.paging import page_counted, page_of
from dialogs.routes import (
    Begin,
    CohortDesk,
    CohortLinks,
    Hello,
    Invite,
    InviteFacilitator,
    InviteSomebody,
    Link,
    Links,
    MakeFacilitatorLink,
    MakeLink,
    NobodyToInvite,
    Renew,
    Resume,
    Why,
    Withdraw,
    WithdrawNow,
)
from dialogs.saying import LONGEST_LABEL, ROLES, capital, cut, day, last_day, say
from dialogs.screen import Attachment, Button, Rows, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.store import cohorts, invitations, memberships, people
from neambition.store.invitations import Into, Invitation, Terms
from neambition.store.memberships import Role

STAFF_USES = 30
OF_STAFF = (Role.TEACHER, Role.OFFICE)
"""The roles for which one link may be for all."""

OF_FACILITATORS = (Role.LEAD, Role.HEAD)
"""Whom a facilitator may invite into a school; they let in the others."""


def invite_somebody(turn: Turn, route: InviteSomebody) -> Step:
    here = access.own_school(turn)
    if here and here.decides:
        return Step(Invite(here.school.id))
    looked_after = cohorts.of_facilitator(turn.db, turn.who.person)
    return Step(CohortDesk(looked_after[0].id) if looked_after else NobodyToInvite())


def nobody_to_invite(turn: Turn, route: NobodyToInvite) -> Screen:
    here = access.own_school(turn)
    leaders = memberships.leaders(turn.db, here.school.id) if here else []
    back = Button("Our audit", Resume()) if here else Button("Name my school", Begin(False))
    return Screen(
        say(
            "nobody_to_invite",
            school=here.school.full if here else None,
            leaders=[people.first_name(turn.db, leader) for leader in leaders[:3]],
        ),
        column(back, Button("Back to the start", Hello())),
    )


# --- into a school


def invite(turn: Turn, route: Invite) -> Screen:
    school = access.school(turn, route.school)

    def make(role: Role) -> Button:
        return Button(capital(ROLES[role]), MakeLink(school.id, role, False))

    may = _roles(turn, school.id)
    rows: Rows = ((make(Role.LEAD), make(Role.HEAD)),)
    if Role.TEACHER in may:
        rows += ((make(Role.TEACHER), make(Role.GOVERNOR)), (make(Role.OFFICE),))
        rows += column(
            Button("All teachers: one link", MakeLink(school.id, Role.TEACHER, True)),
            Button("All other staff: one link", MakeLink(school.id, Role.OFFICE, True)),
        )
    live = len(invitations.of_school(turn.db, school.id, turn.now))
    if live:
        rows += column(Button(f"Links that work now ({live})", Links(school.id, 0)))
    desks = cohorts.of_facilitator(turn.db, turn.who.person)[:3]
    rows += column(*(Button(cut(f"For {c.name}"), CohortDesk(c.id)) for c in desks))
    leaders = [people.first_name(turn.db, p) for p in memberships.leaders(turn.db, school.id)[:3]]
    facts = {"school": school.full, "uses": STAFF_USES, "days": invitations.DAYS}
    return Screen(
        say("invite", staff=Role.TEACHER in may, leaders=leaders, **facts),
        rows + column(Button("Back to the start", Hello())),
    )


def _roles(turn: Turn, school: int) -> tuple[Role, ...]:
    """As what this person may invite into that school."""
    here = memberships.at(turn.db, turn.who.person, school)
    if here and here.decides:
        return tuple(Role)
    return OF_FACILITATORS if cohorts.looks_after(turn.db, turn.who.person, school) else ()


def make_link(turn: Turn, route: MakeLink) -> Step:
    """A lead's link gives the lead, so that whoever it is for can let colleagues in."""
    school = access.school(turn, route.school)
    if route.role not in _roles(turn, school.id) or (route.staff and route.role not in OF_STAFF):
        raise Refused(Why.NOT_YOURS)
    return _made(
        turn,
        Terms(
            Into.SCHOOL,
            turn.who.person,
            school=school.id,
            role=route.role,
            leads=route.role is Role.LEAD,
            uses=STAFF_USES if route.staff else 1,
        ),
    )


def _made(turn: Turn, terms: Terms) -> Step:
    token = turn.house.secret()
    id_ = invitations.make(turn.db, token, terms, turn.now)
    return Step(Link(id_), once=token)


# --- as a facilitator


def invite_facilitator(turn: Turn, route: InviteFacilitator) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    return Screen(
        say("invite_facilitator", cohort=cohort.name, days=invitations.DAYS),
        column(
            Button("Make a link for one person", MakeFacilitatorLink(cohort.id)),
            Button("Links that work now", CohortLinks(cohort.id, 0)),
            Button("Back", CohortDesk(cohort.id)),
        ),
    )


def make_facilitator_link(turn: Turn, route: MakeFacilitatorLink) -> Step:
    cohort = access.cohort(turn, route.cohort)
    return _made(turn, Terms(Into.COHORT, turn.who.person, cohort=cohort.id))


# --- a link as it stands


def link(turn: Turn, route: Link) -> Screen:
    """New, it comes with words to forward and a picture to scan. Its token is kept nowhere, so
    drawn again it can only be made anew."""
    of = access.invitation(turn, route.invitation)
    facts = _facts(turn, of)
    rows = column(Button("Make a new one in its place", Renew(of.id))) if _renews(turn, of) else ()
    if of.opens(turn.now):
        rows += column(Button("Take this link back", Withdraw(of.id)))
    rows += _back(turn, of)
    token = turn.once if of.opens(turn.now) else None
    if token is None:
        return Screen(say("link", new=False, picture=False, **facts), rows)
    opening = turn.house.opening(token)
    picture = bool(turn.house.link)
    return Screen(
        say("link", new=True, picture=picture, **facts),
        rows,
        attachments=(_code(opening, facts["title"]),) if picture else (),
        forward=say("invitation", link=opening, is_link=picture, **facts),
    )


def _facts(turn: Turn, of: Invitation) -> dict[str, object]:
    school = access.school(turn, of.school) if of.school else None
    cohort = access.cohort(turn, of.cohort) if of.cohort and of.into is Into.COHORT else None
    return {
        "title": title(of),
        "into": of.into,
        "role": of.role,
        "leads": of.leads,
        "place": school.full if school else cohort.name if cohort else "",
        "by": people.first_name(turn.db, of.made_by) if of.made_by else None,
        "own": of.made_by == turn.who.person,
        "since": day(of.since, turn.house.zone),
        "until": last_day(of.expires_at, turn.house.zone),
        "uses": of.uses_left,
        "taken_back": of.revoked_at is not None,
        "lasts": of.lasts(turn.now),
        "stands": invitations.stands(turn.db, of, turn.now),
    }


def title(of: Invitation) -> str:
    """What a link makes of whoever opens it."""
    if of.into is Into.BENCHMARK:
        return f"Answers on benchmark {of.benchmark}"
    if of.into is Into.HEAD:
        return "What the head knows"
    return capital(ROLES[of.role]) if of.role else "Facilitator"


def _code(opening: str, title: object) -> Attachment:
    """The link as a picture. The largest version a link needs takes 10 ms to draw."""
    import io

    import segno

    drawn = io.BytesIO()
    segno.make(opening, error="m", micro=False).save(drawn, kind="png", scale=12, border=4)
    return Attachment("link.png", drawn.getvalue(), picture=f"{title}: scan to open the link")


def _renews(turn: Turn, of: Invitation) -> bool:
    if of.into is Into.COHORT:
        return True
    if of.into is not Into.SCHOOL or of.school is None:
        return False
    return of.role in _roles(turn, access.school(turn, of.school).id)


def renew(turn: Turn, route: Renew) -> Step:
    """The same again in this person's name; the old one stops."""
    old = access.invitation(turn, route.invitation)
    if not _renews(turn, old):
        raise Refused(Why.NOT_YOURS)
    invitations.revoke(turn.db, old.id, turn.now)
    terms = Terms(
        old.into,
        turn.who.person,
        school=access.school(turn, old.school).id if old.school else None,
        role=old.role,
        leads=old.leads,
        cohort=old.cohort,
        uses=max(old.uses_left, 1),
    )
    return _made(turn, terms)


def take_back(turn: Turn, route: Withdraw) -> Screen:
    of = access.invitation(turn, route.invitation)
    return Screen(
        say("take_back", **_facts(turn, of)),
        column(
            Button("Yes, take it back", WithdrawNow(of.id)), Button("No, leave it", Link(of.id))
        ),
    )


def take_back_now(turn: Turn, route: WithdrawNow) -> Step:
    of = access.invitation(turn, route.invitation)
    invitations.revoke(turn.db, of.id, turn.now)
    return Step(_list_of(turn, of), "Taken back")


# --- lists


def _list_of(turn: Turn, of: Invitation) -> Links | CohortLinks:
    """Where a link is listed: with its cohort's, if it was made for one."""
    if of.cohort and cohorts.facilitates(turn.db, turn.who.person, of.cohort):
        return CohortLinks(of.cohort, 0)
    assert of.school  # noqa: S101 whatever is not a cohort's is a school's
    return Links(of.school, 0)


def _back(turn: Turn, of: Invitation) -> Rows:
    listed = _list_of(turn, of)
    if isinstance(listed, CohortLinks):
        return column(
            Button("The cohort's links", listed), Button("Back", CohortDesk(listed.cohort))
        )
    return column(
        Button("Invite somebody else", Invite(listed.school)), Button("Back to the start", Hello())
    )


def links(turn: Turn, route: Links) -> Screen:
    school = access.school(turn, route.school)
    live = invitations.of_school(turn.db, school.id, turn.now)
    page = page_of(live, route.page)
    return Screen(
        say("links", place=school.full, live=len(live)),
        _listed(turn, page.shown)
        + page.turning(lambda to: Links(school.id, to))
        + column(
            Button("Invite somebody", Invite(school.id)), Button("Back to the start", Hello())
        ),
    )


def cohort_links(turn: Turn, route: CohortLinks) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    live = invitations.count_of_cohort(turn.db, cohort.id, turn.now)
    fetch = partial(invitations.of_cohort, turn.db, cohort.id, turn.now)
    page = page_counted(live, fetch, route.page)
    return Screen(
        say("links", place=cohort.name, live=live),
        _listed(turn, page.shown)
        + page.turning(lambda to: CohortLinks(cohort.id, to))
        + column(Button("Back", CohortDesk(cohort.id))),
    )


def _listed(turn: Turn, shown: list[Invitation]) -> Rows:
    return column(*(Button(_label(turn, of), Link(of.id)) for of in shown))


def _label(turn: Turn, of: Invitation) -> str:
    """`Teacher, by Ana: 12 days, 1 use`; with a cohort's, the school instead of by whom."""
    days = -(-(of.expires_at - turn.now) // 86400)
    uses = of.uses_left
    left = f"{days} day{'s' if days > 1 else ''}, {uses} use{'s' if uses > 1 else ''}"
    if not invitations.stands(turn.db, of, turn.now):
        left = "stopped"
    if of.cohort and of.school:
        whose = access.school(turn, of.school).full
    else:
        by = people.first_name(turn.db, of.made_by) if of.made_by else "the operator"
        whose = f"{title(of)}, by {by}"
    return f"{cut(whose, LONGEST_LABEL - len(left) - 2)}: {left}"

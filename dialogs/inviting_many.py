"""Many schools at once: their list is matched, shown, and each gets a link, in files.

The files are all there ever is of the links, so whoever did not get them makes the links anew.
"""

from dialogs import access
from dialogs.mailing import Made, letters, table
from dialogs.routes import (
    CohortDesk,
    CohortLinks,
    ForUnopened,
    Hello,
    InviteFacilitator,
    InviteMany,
    MakeAnew,
    MakeForUnopened,
    MakeMany,
    ManyFound,
    ManyMade,
    TakeNearest,
    Why,
)
from dialogs.saying import cut, last_day, say
from dialogs.screen import Attachment, Button, Screen, column
from dialogs.sharing import ask_about
from dialogs.turn import Refused, Step, Turn
from neambition import invitees
from neambition.invitees import Line
from neambition.progress import Progress
from neambition.store import (
    cohorts,
    drafts,
    invitations,
    many,
    matching,
    memberships,
    people,
    progress,
)
from neambition.store.drafts import Kind

NAMED = 10
"""How many of the lines that led to no school are shown."""

OFFERED = 4
"""How many of the schools whose names are near can be taken with a tap."""


def cohort_desk(turn: Turn, route: CohortDesk) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    others = [c for c in cohorts.of_facilitator(turn.db, turn.who.person) if c.id != cohort.id]
    live = invitations.count_of_cohort(turn.db, cohort.id, turn.now)
    rows = column(
        Button("Invite schools", InviteMany(cohort.id)),
        Button("Invite another facilitator", InviteFacilitator(cohort.id)),
    )
    if live:
        rows += column(Button(f"Links that work now ({live})", CohortLinks(cohort.id, 0)))
    rows += column(Button("Schools that have not opened a link", ForUnopened(cohort.id)))
    rows += column(*(Button(cut(f"To {c.name}"), CohortDesk(c.id)) for c in others[:5]))
    return Screen(
        say("cohort_desk", cohort=cohort.name, schools=cohorts.size(turn.db, cohort.id)),
        rows + column(Button("Start", Hello())),
    )


def invite_many(turn: Turn, route: InviteMany) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    return Screen(
        say("invite_many", cohort=cohort.name, most=invitees.MOST),
        column(Button("Back", CohortDesk(cohort.id))),
    )


def hear_list(turn: Turn, route: InviteMany, text: str) -> Step:
    return _keep(turn, route.cohort, invitees.lines(text))


def hear_more(turn: Turn, route: ManyFound, text: str) -> Step:
    """As few lines as were missed, or fewer, correct those; more are the list's next part, since an
    app cuts long words into several messages."""
    before = invitees.lines(access.draft(turn, route.draft, Kind.SCHOOLS))
    more = invitees.lines(text)
    missed = {miss.line for miss in matching.match(turn.db, before).missed}
    if len(more) <= len(missed):
        before = [line for number, line in enumerate(before) if number not in missed]
    return _instead(turn, route, [*before, *more] if more else [])


def take_nearest(turn: Turn, route: TakeNearest) -> Step:
    lines = invitees.lines(access.draft(turn, route.draft, Kind.SCHOOLS))
    for miss in matching.match(turn.db, lines).missed:
        if miss.line == route.line and miss.nearest:
            lines[miss.line] = miss.nearest.as_line()
            return _instead(turn, route, lines)
    raise Refused(Why.GONE)


def _instead(turn: Turn, route: ManyFound | TakeNearest, lines: list[Line]) -> Step:
    """Another list in the place of the one before."""
    step = _keep(turn, route.cohort, lines)
    drafts.drop(turn.db, route.draft, turn.who.person)
    return step


def _keep(turn: Turn, cohort: int, lines: list[Line]) -> Step:
    if not lines:
        raise Refused(Why.NO_SCHOOLS)
    if len(lines) > invitees.MOST:
        raise Refused(Why.TOO_MANY_SCHOOLS)
    written = invitees.written(lines)
    draft = drafts.put(turn.db, turn.who.person, Kind.SCHOOLS, written, turn.now)
    return Step(ManyFound(cohort, draft))


def many_found(turn: Turn, route: ManyFound) -> Screen:
    """Counts first, then each line that led to no school, and what would be made."""
    cohort = access.cohort(turn, route.cohort)
    lines = invitees.lines(access.draft(turn, route.draft, Kind.SCHOOLS))
    plan = many.plan(turn.db, cohort.id, lines, turn.now)
    make = MakeMany(cohort.id, route.draft)
    links = len(plan.to_link)
    label = f"Make {links} link{'s' if links > 1 else ''}"
    if not links:
        label = f"Put {len(plan.to_add)} into the cohort"
    rows = column(Button(label, make)) if links or plan.to_add else ()
    near = [(miss.line, miss.nearest) for miss in plan.missed if miss.nearest][:OFFERED]
    rows += column(
        *(
            Button(cut(f"Yes, {school.school.full}"), TakeNearest(cohort.id, route.draft, line))
            for line, school in near
        )
    )
    return Screen(
        say("many_found", cohort=cohort.name, plan=plan, shown=NAMED, days=invitations.DAYS),
        rows
        + column(
            Button("Start the list again", InviteMany(cohort.id)),
            Button("Back", CohortDesk(cohort.id)),
        ),
    )


def make_many(turn: Turn, route: MakeMany) -> Step:
    cohort = access.cohort(turn, route.cohort)
    lines = invitees.lines(access.draft(turn, route.draft, Kind.SCHOOLS))
    plan = many.plan(turn.db, cohort.id, lines, turn.now)
    drafts.drop(turn.db, route.draft, turn.who.person)
    many.put_in(turn.db, cohort.id, plan, turn.now)
    for added in plan.to_add:
        ask_about(turn.db, added.school.id, cohort.id, turn.now)
    if not plan.to_link:
        return Step(CohortDesk(cohort.id), f"{len(plan.to_add)} put into {cohort.name}")
    return _made(turn, cohort.id, [found.school.id for found in plan.to_link])


def _made(turn: Turn, cohort: int, schools: list[int]) -> Step:
    tokens = {school: turn.house.secret() for school in schools}
    many.make(turn.db, cohort, tokens, turn.who.person, turn.now)
    return Step(ManyMade(cohort, turn.now), once=tokens)


def many_made(turn: Turn, route: ManyMade) -> Screen:
    """New, the links come as files. Drawn again there are none, only the way to new ones."""
    cohort = access.cohort(turn, route.cohort)
    live = invitations.of_batch(turn.db, cohort.id, route.moment, turn.now)
    rows = column(Button("Back", CohortDesk(cohort.id)))
    if live:
        label = f"Make {'it' if len(live) == 1 else f'these {len(live)}'} anew"
        rows = column(Button(label, MakeAnew(cohort.id, route.moment))) + rows
    facts = {"cohort": cohort.name, "live": len(live), "is_link": bool(turn.house.link)}
    tokens: dict[int, str] = turn.once or {}
    if not tokens:
        return Screen(say("many_made", new=False, until=None, **facts), rows)
    until = turn.now + invitations.DAYS * 86400
    made = [
        Made(found, tokens[found.school.id], until)
        for found in matching.known(turn.db, list(tokens))
    ]
    csv = table(turn.house, made, people.first_name(turn.db, turn.who.person))
    return Screen(
        say("many_made", new=True, until=last_day(until, turn.house.zone), **facts),
        rows,
        attachments=(Attachment("links.csv", csv),),
        papers=(letters(turn.house, made),) if turn.house.link else (),
    )


def for_unopened(turn: Turn, route: ForUnopened) -> Screen:
    """Telegram lets no bot write first, so what reaches these schools is an e-mail or a letter."""
    cohort = access.cohort(turn, route.cohort)
    total = progress.counts(turn.db, cohort.id, turn.now).states[Progress.NOT_OPENED]
    count = min(total, invitees.MOST)
    make = column(Button(f"Make {count}", MakeForUnopened(cohort.id))) if count else ()
    facts = {"cohort": cohort.name, "total": total, "count": count, "days": invitations.DAYS}
    return Screen(
        say("for_unopened", **facts), make + column(Button("Back", CohortDesk(cohort.id)))
    )


def make_for_unopened(turn: Turn, route: MakeForUnopened) -> Step:
    cohort = access.cohort(turn, route.cohort)
    schools = many.unopened(turn.db, cohort.id, turn.now, invitees.MOST)
    if not schools:
        return Step(ForUnopened(cohort.id))
    for school in schools:
        many.stop(turn.db, cohort.id, school, turn.now)
    return _made(turn, cohort.id, schools)


def make_anew(turn: Turn, route: MakeAnew) -> Step:
    """For the schools that have not opened theirs; what they were sent stops."""
    cohort = access.cohort(turn, route.cohort)
    old = invitations.of_batch(turn.db, cohort.id, route.moment, turn.now)
    for one in old:
        invitations.revoke(turn.db, one.id, turn.now)
    ids = (access.school(turn, one.school).id for one in reversed(old) if one.school)
    schools = [
        id_
        for id_ in dict.fromkeys(ids)
        if cohorts.has_school(turn.db, cohort.id, id_) and not memberships.members(turn.db, id_)
    ]
    if not schools:
        return Step(CohortDesk(cohort.id), "All of these have been opened or taken back")
    return _made(turn, cohort.id, schools)

"""Two schools that are one: which it is, what will happen, and what its people are told."""

from dialogs import access, relations
from dialogs.codes import encode
from dialogs.confirming import joins_a_cohort, settled
from dialogs.finding import label
from dialogs.joining import LONGEST_NAME
from dialogs.routes import (
    BecameOne,
    Begin,
    Hello,
    JoinRequest,
    Merge,
    MergeFound,
    MergeIn,
    MergePick,
    MergeWeigh,
    MergeWhich,
    SchoolSettled,
    UnconfirmedSchool,
    WhichCohort,
    Why,
)
from dialogs.saying import day, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.finding import MOST
from neambition.store import (
    audits,
    cohorts,
    drafts,
    finding,
    later,
    memberships,
    merging,
    people,
    schools,
    unconfirmed,
)
from neambition.store.drafts import Kind
from neambition.store.memberships import Membership
from neambition.store.merging import Pair
from neambition.store.schools import School


def merge_which(turn: Turn, route: MergeWhich) -> Screen:
    """Those like its own name."""
    of = unconfirmed.unconfirmed(turn.db, route.school)
    if of is None:
        return settled(turn, SchoolSettled(route.school))
    return _offered(turn, of.school, of.school.full)


def merge_found(turn: Turn, route: MergeFound) -> Screen:
    """Those like what was typed."""
    of = unconfirmed.unconfirmed(turn.db, route.school)
    if of is None:
        return settled(turn, SchoolSettled(route.school))
    return _offered(turn, of.school, access.draft(turn, route.draft, Kind.WORDS))


def hear_which(turn: Turn, route: MergeWhich | MergeFound, words: str) -> Step:
    typed = " ".join(words.split())
    if len(typed) > LONGEST_NAME:
        raise Refused(Why.NAME_UNREADABLE)
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, typed, turn.now)
    return Step(MergeFound(route.school, draft))


def _offered(turn: Turn, school: School, typed: str) -> Screen:
    """At most five that this facilitator may take it into."""
    found = [of for of in finding.find(turn.db, typed) if of.id != school.id][: 4 * MOST]
    may = [of for of in found if relations.may_take(turn, school.id, of.id)]
    offered = may[:MOST]
    picks = (Button(label(n, of), MergePick(school.id, of.id)) for n, of in enumerate(offered, 1))
    return Screen(
        say(
            "merge_which",
            school=school.full,
            schools=[(of, schools.has_people(turn.db, of.id)) for of in offered],
            others=len(may) < len(found),
        ),
        column(*picks, Button("Not now", UnconfirmedSchool(school.id))),
    )


def merge_pick(turn: Turn, route: MergePick) -> Step:
    """At once where nothing has to be weighed up."""
    if unconfirmed.unconfirmed(turn.db, route.school) is None:
        return Step(SchoolSettled(route.school))
    if merging.both_have_answers(turn.db, Pair(route.school, route.into)):
        return Step(MergeWeigh(route.school, route.into))
    return _merged(turn, Pair(route.school, route.into))


def merge_weigh(turn: Turn, route: MergeWeigh) -> Screen:
    """What will happen, in words; who is to lead, where both are led."""
    if unconfirmed.unconfirmed(turn.db, route.school) is None:
        return settled(turn, SchoolSettled(route.school))
    sides = [access.school(turn, id_) for id_ in (route.school, route.into)]
    leads = _leads(turn, sides)
    facts = [
        {
            "school": side.full,
            "audits": [_audit(turn, audit) for audit in audits.newest(turn.db, side.id, 0)],
        }
        for side in sides
    ]
    both_open = merging.both_open(turn.db, Pair(route.school, route.into))
    return Screen(
        say("merge_weigh", sides=facts, leads=leads, both_open=both_open),
        _merge_ways(route, leads) + column(Button("Not now", UnconfirmedSchool(route.school))),
    )


def _audit(turn: Turn, audit: audits.Audit) -> dict[str, object]:
    zone = turn.house.zone
    return {
        "finished": day(audit.finished_at, zone) if audit.finished_at is not None else None,
        "answered": merging.answered(turn.db, audit.id),
        "last": day(audit.last_at, zone) if audit.last_at is not None else None,
    }


def _leads(turn: Turn, sides: list[School]) -> list[tuple[Membership, str]]:
    """Who leads on either side, with their first names, where there is something to choose."""
    leading = [[m for m in memberships.members(turn.db, side.id) if m.leads][:3] for side in sides]
    if not all(leading) or {m.person for m in leading[0]} == {m.person for m in leading[1]}:
        return []
    return [(m, people.first_name(turn.db, m.person)) for side in leading for m in side]


def _merge_ways(route: MergeWeigh, leads: list[tuple[Membership, str]]) -> Rows:
    if not leads:
        return column(Button("Make them one", Merge(route.school, route.into, 0)))
    return column(
        *(
            Button(f"{n}. {name[:40]} leads", Merge(route.school, route.into, m.id))
            for n, (m, name) in enumerate(leads, 1)
        )
    )


def merge(turn: Turn, route: Merge) -> Step:
    chosen = memberships.membership(turn.db, route.lead)
    return _merged(turn, Pair(route.school, route.into), lead=chosen)


def merge_in(turn: Turn, route: MergeIn) -> Step:
    return _merged(turn, Pair(route.school, route.into), cohort=route.cohort)


def _merged(turn: Turn, pair: Pair, lead: Membership | None = None, cohort: int = 0) -> Step:
    """Make them one, and tell the people of both. A second tap finds it done."""
    if unconfirmed.unconfirmed(turn.db, pair.gone) is None:
        return Step(SchoolSettled(pair.gone))
    if access.belongs(turn, pair.gone) and not access.belongs(turn, pair.kept):
        raise Refused(Why.ONESELF)
    kept_is_theirs = cohorts.looks_after(turn.db, turn.who.person, pair.kept)
    if not kept_is_theirs and not joins_a_cohort(turn, pair.gone, cohort):
        return Step(WhichCohort(pair.gone, pair.kept))
    asking = merging.merge(turn.db, pair, lead.person if lead else None)
    for member in memberships.members(turn.db, pair.kept):
        for account in people.accounts(turn.db, member.person):
            key = f"one:{pair.gone}:{account}"
            later.post(turn.db, key, account, encode(BecameOne(pair.gone)), turn.now)
    for leader in memberships.leaders(turn.db, pair.kept):
        for account in people.accounts(turn.db, leader):
            for asked in asking:
                key = f"asks:{asked}:one:{pair.gone}:{account}"
                later.post(turn.db, key, account, encode(JoinRequest(asked)), turn.now)
    return Step(SchoolSettled(pair.gone), "They are one now")


def became_one(turn: Turn, route: BecameOne) -> Screen:
    """To the people of both: what their school is called here now, and who lets people in."""
    now = access.school(turn, route.school)
    was = schools.itself(turn.db, route.school)
    leads = [people.first_name(turn.db, lead) for lead in memberships.leaders(turn.db, now.id)]
    return Screen(
        say("became_one", was=was, now=now, leads=leads, contact=turn.house.contact),
        column(Button("Our audit", Begin(False)), Button("Back to the start", Hello())),
    )

"""A school's card: all that a facilitator sees of it, and what they did or noted about it."""

from dialogs import access
from dialogs.notes import check_length
from dialogs.paging import page_of
from dialogs.routes import (
    Contacted,
    DropContact,
    DropContactForGood,
    Invite,
    Links,
    NoArea,
    NudgeSchool,
    SchoolArea,
    SchoolCard,
    SchoolNotes,
    Schools,
    SharedSummary,
    TakeOut,
    TakeOutNow,
    Why,
)
from dialogs.saying import HOWS, ago, day, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition import journey
from neambition.progress import Progress
from neambition.store import (
    answers,
    audits,
    cohorts,
    contacts,
    many,
    memberships,
    people,
    progress,
)
from neambition.store.contacts import Contact, How
from neambition.store.progress import SchoolProgress

MOST_PEOPLE = 12
A_PAGE = 3
LONGEST_AREA = 40


def school_card(turn: Turn, route: SchoolCard) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    school = access.school(turn, route.school)
    here = _here(turn, route)
    members = memberships.members(turn.db, school.id)
    notes = contacts.notes(turn.db, cohort.id, school.id)
    nudged = contacts.nudged(turn.db, school.id)
    facts = {
        "cohort": cohort,
        "school": school.full,
        "here": here,
        "at": _where(turn, here),
        "people": [(people.first_name(turn.db, m.person), m) for m in members[:MOST_PEOPLE]],
        "more": max(0, len(members) - MOST_PEOPLE),
        "reached": _reached(turn, contacts.last(turn.db, cohort.id, school.id)),
        "nudged": ago(nudged, turn.now, turn.house.zone) if nudged else None,
        "notes": notes,
    }
    of = (cohort.id, school.id)
    latest = _finished(turn, school.id) if here.shared else None
    return Screen(
        say("school_card", **facts),
        (column(Button("See the result they share", SharedSummary(latest))) if latest else ())
        + (
            (
                Button("Contacted by phone", Contacted(*of, How.PHONE)),
                Button("Contacted by e-mail", Contacted(*of, How.EMAIL)),
            ),
            (
                Button(f"Notes ({notes})" if notes else "Notes", SchoolNotes(*of, 0)),
                Button("Area", SchoolArea(*of)),
            ),
            (Button("Write to them", NudgeSchool(cohort.id, school.id)),),
            (Button("Invite by a link", Invite(school.id)), Button("Links", Links(school.id, 0))),
            (Button("Take out", TakeOut(*of)), Button("Back to the schools", Schools(cohort.id))),
        ),
    )


def _here(turn: Turn, route: SchoolCard) -> SchoolProgress:
    found = progress.of(turn.db, route.cohort, access.school(turn, route.school).id, turn.now)
    if found is None:
        raise Refused(Why.GONE)
    return found


def _where(turn: Turn, here: SchoolProgress) -> dict[str, object]:
    """How far its audit is, and when somebody last did anything."""
    last = here.finished_at if here.state is Progress.FINISHED else here.last_at
    facts: dict[str, object] = {"total": None, "next": None, "last": None, "ago": None}
    if last is not None:
        facts["last"] = day(last, turn.house.zone)
        facts["ago"] = ago(last, turn.now, turn.house.zone)
    audit = audits.latest(turn.db, here.school, turn.who.person)
    if audit and not audit.finished:
        framework = access.framework(turn, audit)
        levels = answers.levels(turn.db, audit.id)
        upcoming = journey.next_open(framework, levels, audit.quick_first)
        facts["total"] = len(framework.statements)
        facts["next"] = framework.benchmark(upcoming.benchmark) if upcoming else None
    return facts


def _reached(turn: Turn, contact: Contact | None) -> dict[str, object] | None:
    if contact is None:
        return None
    return {
        "how": contact.how,
        "when": ago(contact.at, turn.now, turn.house.zone),
        "by": contact.by,
    }


def _finished(turn: Turn, school: int) -> int | None:
    of_school = audits.newest(turn.db, school, turn.who.person)
    return next((audit.id for audit in of_school if audit.finished), None)


def contacted(turn: Turn, route: Contacted) -> Step:
    """Noted once a day, however often it is tapped."""
    school = access.school(turn, route.school).id
    last = contacts.last(turn.db, route.cohort, school)
    again = last and (last.how, last.person) == (route.how, turn.who.person)
    if not (last and again and turn.now - last.at < 86400):
        contacts.add(turn.db, route.cohort, school, route.how, "", turn.who.person, turn.now)
    return Step(SchoolCard(route.cohort, route.school), f"Contacted {HOWS[route.how]}: noted")


# --- notes


def school_notes(turn: Turn, route: SchoolNotes) -> Screen:
    """The newest first; one's own can be deleted. Words typed now become one."""
    school = access.school(turn, route.school)
    kept = contacts.of(turn.db, route.cohort, school.id)
    page = page_of(kept, route.page, A_PAGE)
    lines = [{"number": n, "of": c, "day": day(c.at, turn.house.zone)} for n, c in page.numbered]
    own = tuple(
        Button(f"Delete {n}", DropContact(c.id))
        for n, c in page.numbered
        if c.person == turn.who.person
    )

    def to(page: int) -> SchoolNotes:
        return SchoolNotes(route.cohort, school.id, page)

    return Screen(
        say("school_notes", school=school.full, lines=lines, page=page.place),
        ((own,) if own else ())
        + page.turning(to)
        + column(Button("Back to the school", SchoolCard(route.cohort, school.id))),
    )


def hear_note(turn: Turn, route: SchoolNotes, words: str) -> Step:
    check_length(words)
    school = access.school(turn, route.school).id
    contacts.add(turn.db, route.cohort, school, How.NOTE, words, turn.who.person, turn.now)
    return Step(SchoolNotes(route.cohort, school, 0), "Note kept")


def drop_contact(turn: Turn, route: DropContact) -> Screen:
    contact = access.contact(turn, route.contact)
    back = SchoolNotes(contact.cohort, contact.school, 0)
    return Screen(
        say("drop_contact", contact=contact, day=day(contact.at, turn.house.zone)),
        column(
            Button("Yes, delete it for good", DropContactForGood(contact.id)),
            Button("Keep it", back),
        ),
    )


def drop_contact_for_good(turn: Turn, route: DropContactForGood) -> Step:
    contact = access.contact(turn, route.contact)
    contacts.delete(turn.db, contact.id)
    return Step(SchoolNotes(contact.cohort, contact.school, 0), "Deleted for good")


# --- area, and out of the cohort


def school_area(turn: Turn, route: SchoolArea) -> Screen:
    school = access.school(turn, route.school)
    here = progress.of(turn.db, route.cohort, school.id, turn.now)
    areas = cohorts.areas(turn.db, route.cohort)
    of = (route.cohort, school.id)
    return Screen(
        say("school_area", school=school.full, area=here.area if here else "", areas=areas),
        column(Button("No area", NoArea(*of)), Button("Back to the school", SchoolCard(*of))),
    )


def hear_area(turn: Turn, route: SchoolArea, words: str) -> Step:
    area = " ".join(words.split())
    if len(area) > LONGEST_AREA:
        raise Refused(Why.AREA_TOO_LONG)
    school = access.school(turn, route.school).id
    cohorts.put_school(turn.db, route.cohort, school, area, turn.now)
    return Step(SchoolCard(route.cohort, school), f"Area: {area}")


def no_area(turn: Turn, route: NoArea) -> Step:
    school = access.school(turn, route.school).id
    cohorts.put_school(turn.db, route.cohort, school, "", turn.now)
    return Step(SchoolCard(route.cohort, school), "No area")


def take_out(turn: Turn, route: TakeOut) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    school = access.school(turn, route.school)
    of = (cohort.id, school.id)
    return Screen(
        say("take_out", cohort=cohort, school=school.full),
        column(Button("Yes, take it out", TakeOutNow(*of)), Button("No, keep it", SchoolCard(*of))),
    )


def take_out_now(turn: Turn, route: TakeOutNow) -> Step:
    """Links that the cohort made for it open nothing any more."""
    school = access.school(turn, route.school)
    cohorts.take_out(turn.db, route.cohort, school.id)
    many.stop(turn.db, route.cohort, school.id, turn.now)
    return Step(Schools(route.cohort), "Taken out")

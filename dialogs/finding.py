"""Which of these schools is yours? Found by the words, picked, and registered."""

from dialogs import access
from dialogs.arriving import switch
from dialogs.joining import confirmation, first_in, roles
from dialogs.routes import (
    AlreadyHere,
    ConfirmHere,
    FoundSchools,
    NameSchool,
    PickRole,
    PickRoleHere,
    PickSchool,
    RegisterHere,
    SwitchTo,
    Why,
)
from dialogs.saying import CONFIDENCES, LONGEST_LABEL, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.finding import MOST, Listed, wanted
from neambition.store import finding, schools
from neambition.store.drafts import Kind


def found_schools(turn: Turn, route: FoundSchools) -> Screen:
    """At most five to choose from; a name that is none of them can be registered as it is."""
    typed = access.draft(turn, route.draft, Kind.SCHOOL)
    found = finding.find(turn.db, typed)
    named = wanted(typed).is_a_name
    picks = (
        Button(label(n, of), PickSchool(of.id, route.quick)) for n, of in enumerate(found[:MOST], 1)
    )
    other = Button(
        "None of these" if found else "Go on with this name", PickRole(route.draft, route.quick)
    )
    again = Button("Type it again", NameSchool(route.quick))
    return Screen(
        say(
            "found_schools",
            typed=typed,
            named=named,
            schools=[(of, schools.has_people(turn.db, of.id)) for of in found[:MOST]],
            more=len(found) > MOST,
        ),
        column(*picks, *([other] if named else []), again),
    )


def label(number: int, of: Listed) -> str:
    """`1. Newsham Primary School, Blyth NE24 4PB`: too long, the name gives way first."""
    begins, ends = f"{number}. ", of.full.removeprefix(of.name)
    room = LONGEST_LABEL - len(begins)
    if len(of.full) <= room:
        return begins + of.full
    ends = ends[: room // 2]
    return begins + of.name[: room - len(ends) - 1].rstrip(" ,") + "…" + ends


def pick_school(turn: Turn, route: PickSchool) -> Step:
    """Where its people are here already, they let others in."""
    school = access.school(turn, route.school)
    if own := access.belongs(turn, school.id):
        return switch(turn, SwitchTo(own.id))
    if schools.taken(turn.db, school.id):
        return Step(AlreadyHere(school.id, route.quick))
    return Step(PickRoleHere(school.id, route.quick))


def pick_role_here(turn: Turn, route: PickRoleHere) -> Screen:
    school = access.school(turn, route.school)
    return roles(
        school.full,
        lambda role: ConfirmHere(school.id, route.quick, role),
        Button("Change school", NameSchool(route.quick)),
    )


def confirm_here(turn: Turn, route: ConfirmHere) -> Screen:
    school = access.school(turn, route.school)

    def register(planning: int) -> RegisterHere:
        return RegisterHere(school.id, route.quick, route.role, planning)

    return confirmation(
        turn, school.full, route, register, PickRoleHere(school.id, route.quick), unlisted=False
    )


def register_here(turn: Turn, route: RegisterHere) -> Step:
    """A school's first person, who leads it. A second tap finds the first one's work."""
    school = access.school(turn, route.school)
    if own := access.belongs(turn, school.id):
        return switch(turn, SwitchTo(own.id))
    if schools.taken(turn.db, school.id):
        return Step(AlreadyHere(school.id, route.quick))
    if not -1 <= route.planning < len(CONFIDENCES):
        raise Refused(Why.UNREADABLE)
    return first_in(turn, school, route)

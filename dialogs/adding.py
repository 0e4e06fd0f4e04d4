"""Schools into a cohort, one at a time; and a new cohort."""

from dialogs import access
from dialogs.routes import (
    AddFound,
    AddSchool,
    CohortSchools,
    NewCohort,
    PutIn,
    SchoolArea,
    SchoolCard,
    Schools,
    Why,
)
from dialogs.saying import cut, say
from dialogs.screen import Button, Screen, column
from dialogs.sharing import ask_about
from dialogs.turn import Refused, Step, Turn
from neambition.store import cohorts, drafts, schools
from neambition.store.drafts import Kind

LONGEST_NAME = 60
LONGEST_WORDS = 100
MOST = 6


def add_school(turn: Turn, route: AddSchool) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    return Screen(
        say("add_school", cohort=cohort),
        column(Button("Back to the schools", Schools(cohort.id))),
    )


def hear_school(turn: Turn, route: AddSchool | AddFound, words: str) -> Step:
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words[:LONGEST_WORDS], turn.now)
    return Step(AddFound(route.cohort, draft))


def add_found(turn: Turn, route: AddFound) -> Screen:
    """Those of exactly that name or number: one of several is picked, none is said so."""
    cohort = access.cohort(turn, route.cohort)
    words = access.draft(turn, route.draft, Kind.WORDS)
    found = schools.exactly(turn.db, words, MOST)
    buttons = []
    for school in found:
        if cohorts.has_school(turn.db, cohort.id, school.id):
            open_card = SchoolCard(cohort.id, school.id)
            buttons.append(Button(cut(f"{school.full} (already in)"), open_card))
        else:
            buttons.append(Button(cut(f"Add {school.full}"), PutIn(cohort.id, school.id)))
    return Screen(
        say("add_found", cohort=cohort, words=words, found=len(found), most=MOST),
        column(*buttons, Button("Back to the schools", Schools(cohort.id))),
    )


def put_in(turn: Turn, route: PutIn) -> Step:
    """In the cohort; who leads the school is told, and asked what it shares."""
    cohort = access.cohort(turn, route.cohort)
    school = access.school(turn, route.adding)
    if cohorts.has_school(turn.db, cohort.id, school.id):
        return Step(SchoolCard(cohort.id, school.id))
    cohorts.put_school(turn.db, cohort.id, school.id, "", turn.now)
    ask_about(turn.db, school.id, cohort.id, turn.now)
    return Step(SchoolArea(cohort.id, school.id), cut(f"{school.name}: added"))


def new_cohort(turn: Turn, route: NewCohort) -> Screen:
    return Screen(say("new_cohort"), column(Button("Back to the schools", CohortSchools())))


def hear_cohort(turn: Turn, route: NewCohort, words: str) -> Step:
    cohort = cohorts.add(turn.db, new_name(turn, words), turn.now)
    cohorts.put_facilitator(turn.db, cohort.id, turn.who.person, turn.now)
    cohorts.choose(turn.db, turn.who.person, cohort.id, turn.now)
    return Step(Schools(cohort.id), f"{cohort.name}: made")


def new_name(turn: Turn, words: str) -> str:
    """A name that a cohort may have: a name alone never leads into somebody else's."""
    name = " ".join(words.split())
    if len(name) > LONGEST_NAME:
        raise Refused(Why.COHORT_NAME)
    if cohorts.named(turn.db, name):
        raise Refused(Why.NAME_TAKEN)
    return name

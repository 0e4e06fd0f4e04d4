"""A facilitator's start, which of their cohorts is before them, and the switch to their school."""

from dialogs import access, confirming, question_cards
from dialogs.paging import page_of
from dialogs.routes import (
    ActAs,
    Begin,
    CatalogueDesk,
    CohortDesk,
    CohortSchools,
    FindResource,
    Hello,
    MyCohort,
    NewCohort,
    NotFacilitator,
    Nudge,
    PickCohort,
    Privacy,
    Schools,
    TurnTo,
)
from dialogs.saying import cut, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Step, Turn
from neambition.store import cohorts, conversations, progress
from neambition.store.cohorts import Cohort
from neambition.store.conversations import Acting


def guides(turn: Turn) -> bool:
    """Whether this person sees a facilitator's menus: by choice, if they belong to a school too."""
    if not cohorts.of_facilitator(turn.db, turn.who.person):
        return False
    chosen = conversations.acting(turn.db, turn.who.id)
    return chosen is Acting.FACILITATOR or access.own_school(turn) is None


def hello(turn: Turn) -> Screen:
    """The cohort's counts in a line, and the ways on."""
    cohort = cohorts.of_facilitator(turn.db, turn.who.person)[0]
    counts = progress.counts(turn.db, cohort.id, turn.now)
    own = access.own_school(turn)
    return Screen(
        say("hello_facilitator", cohort=cohort, counts=counts),
        (
            (Button("Schools", Schools(cohort.id)), Button("Cohort figures", MyCohort())),
            (Button("Write to schools", Nudge()), Button("Invite", CohortDesk(cohort.id))),
            *question_cards.way(turn),
            *confirming.way(turn),
            (Button("Find a resource", FindResource()), Button("The catalogue", CatalogueDesk())),
            (Button("What is kept?", Privacy()),),
            *switch(turn, Acting.FACILITATOR),
            *(() if own else column(Button("Audit a school of my own", Begin(False)))),
        ),
    )


def switch(turn: Turn, acting: Acting) -> Rows:
    """For somebody who is both: which menus these are, and the way to the other ones."""
    school = access.own_school(turn)
    if school is None or not cohorts.of_facilitator(turn.db, turn.who.person):
        return ()
    if acting is Acting.FACILITATOR:
        label = cut(f"You: facilitator. Switch to {school.school.name}")
        return column(Button(label, ActAs(Acting.SCHOOL)))
    return column(Button("Switch to facilitator", ActAs(Acting.FACILITATOR)))


def act_as(turn: Turn, route: ActAs) -> Step:
    """Other menus, the same rights."""
    conversations.act_as(turn.db, turn.who.id, route.acting)
    return Step(Hello())


def my_schools(turn: Turn, route: CohortSchools) -> Step:
    mine = cohorts.of_facilitator(turn.db, turn.who.person)
    return Step(Schools(mine[0].id) if mine else NotFacilitator())


def not_facilitator(turn: Turn, route: NotFacilitator) -> Screen:
    return Screen(
        say("not_facilitator", contact=turn.house.contact),
        column(Button("Start", Hello()), Button("Find a resource", FindResource())),
    )


def pick_cohort(turn: Turn, route: PickCohort) -> Screen:
    mine = cohorts.of_facilitator(turn.db, turn.who.person)
    page = page_of(mine, route.page)
    return Screen(
        say("pick_cohort", page=page.place),
        column(*(Button(cut(cohort.name), TurnTo(cohort.id)) for cohort in page.shown))
        + page.turning(PickCohort)
        + column(Button("New cohort", NewCohort()), Button("Start", Hello())),
    )


def turn_to(turn: Turn, route: TurnTo) -> Step:
    cohort: Cohort = access.cohort(turn, route.cohort)
    cohorts.choose(turn.db, turn.who.person, cohort.id, turn.now)
    return Step(Schools(cohort.id))

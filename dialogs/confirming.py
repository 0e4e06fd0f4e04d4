"""Schools to confirm: registered by name, so that a facilitator says whether they are right."""

from dialogs import access, relations
from dialogs.paging import page_of
from dialogs.routes import (
    ConfirmAsItIs,
    Hello,
    MergeIn,
    MergeWhich,
    SchoolSettled,
    Unconfirmed,
    UnconfirmedSchool,
    WhichCohort,
)
from dialogs.saying import cut, day, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.sharing import ask_about
from dialogs.turn import Step, Turn
from neambition.store import cohorts, schools, unconfirmed
from neambition.store.unconfirmed import Unconfirmed as Waiting

A_PAGE = 5


def way(turn: Turn) -> Rows:
    """The way to the schools to confirm, for whom there are some."""
    count = len(unconfirmed.waiting(turn.db, turn.who.person)) if _facilitates(turn) else 0
    return column(Button(f"Schools to confirm ({count})", Unconfirmed(0))) if count else ()


def _facilitates(turn: Turn) -> bool:
    return relations.facilitating(turn, Unconfirmed(0))


def unconfirmed_(turn: Turn, route: Unconfirmed) -> Screen:
    """Those that may be settled, the longest waiting first."""
    waiting = unconfirmed.waiting(turn.db, turn.who.person)
    page = page_of(waiting, route.page, A_PAGE)
    picks = (
        Button(cut(f"{n}. {of.school.full}"), UnconfirmedSchool(of.school.id))
        for n, of in page.numbered
    )
    facts = [(n, _facts(turn, of)) for n, of in page.numbered]
    return Screen(
        say("unconfirmed", count=len(waiting), schools=facts),
        column(*picks) + page.turning(Unconfirmed) + column(_home()),
    )


def _facts(turn: Turn, of: Waiting) -> dict[str, object]:
    return {
        "school": of.school.full,
        "role": of.role,
        "day": day(of.since, turn.house.zone),
        "answered": of.answered,
    }


def unconfirmed_school(turn: Turn, route: UnconfirmedSchool) -> Screen:
    of = unconfirmed.unconfirmed(turn.db, route.school)
    if of is None:
        return settled(turn, SchoolSettled(route.school))
    return Screen(
        say(
            "unconfirmed_school",
            cohorts=[cohort.name for cohort in cohorts.of_school(turn.db, route.school)],
            **_facts(turn, of),
        ),
        column(
            Button("It is right as it is", ConfirmAsItIs(route.school, 0)),
            Button("It is here under another name", MergeWhich(route.school)),
            Button("Not now", Unconfirmed(0)),
        ),
    )


def confirm_as_it_is(turn: Turn, route: ConfirmAsItIs) -> Step:
    """It stays a school of its own, in a cohort of whoever confirms it."""
    if unconfirmed.unconfirmed(turn.db, route.school) is None:
        return Step(SchoolSettled(route.school))
    if not joins_a_cohort(turn, route.school, route.cohort):
        return Step(WhichCohort(route.school, 0))
    unconfirmed.confirm(turn.db, route.school, turn.now)
    return Step(SchoolSettled(route.school), "Confirmed")


def joins_a_cohort(turn: Turn, school: int, cohort: int) -> bool:
    """Whether it is in a cohort of theirs now: before, or in the chosen one, or their only one."""
    who = turn.who.person
    theirs = [of.id for of in cohorts.of_facilitator(turn.db, who)]
    if cohort == 0 and cohorts.looks_after(turn.db, who, school):
        return True
    chosen = theirs[0] if len(theirs) == 1 else cohort
    if chosen == 0:
        return False
    if not cohorts.has_school(turn.db, chosen, school):
        cohorts.put_school(turn.db, chosen, school, "", turn.now)
        ask_about(turn.db, school, chosen, turn.now)
    return True


def which_cohort(turn: Turn, route: WhichCohort) -> Screen:
    """The newest first; more than a screen holds are not to be expected of one person."""
    of = unconfirmed.unconfirmed(turn.db, route.school)
    if of is None:
        return settled(turn, SchoolSettled(route.school))
    newest = cohorts.of_facilitator(turn.db, turn.who.person)[:12]
    return Screen(
        say("which_cohort", school=of.school.full),
        column(
            *(
                Button(
                    cut(cohort.name),
                    MergeIn(route.school, route.into, cohort.id)
                    if route.into
                    else ConfirmAsItIs(route.school, cohort.id),
                )
                for cohort in newest
            ),
            Button("Not now", Unconfirmed(0)),
        ),
    )


def settled(turn: Turn, route: SchoolSettled) -> Screen:
    """What became of it."""
    now = access.school(turn, route.school)
    was = schools.itself(turn.db, route.school)
    left = len(unconfirmed.waiting(turn.db, turn.who.person))
    names = [cohort.name for cohort in cohorts.of_school(turn.db, now.id)]
    more = column(Button(f"Schools to confirm ({left})", Unconfirmed(0))) if left else ()
    return Screen(
        say("school_settled", was=was, now=now, merged=was != now, cohorts=names),
        more + column(_home()),
    )


def _home() -> Button:
    return Button("Back to the start", Hello())

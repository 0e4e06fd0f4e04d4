"""A cohort's schools: how many are how far, lists of them, and looking for one."""

from dialogs import access
from dialogs.guiding import counts, switch
from dialogs.routes import (
    AddSchool,
    CohortSettings,
    Figures,
    Filter,
    FoundSchools,
    Hello,
    PickCohort,
    SchoolCard,
    SchoolList,
    Schools,
    Why,
)
from dialogs.saying import PROGRESS, ago, cut, say
from dialogs.screen import Button, Rows, Screen, column, paged, turning
from dialogs.turn import Refused, Step, Turn
from neambition.likeness import likest
from neambition.progress import Progress
from neambition.store import cohorts, drafts, progress, schools
from neambition.store.conversations import Acting
from neambition.store.drafts import Kind
from neambition.store.progress import SchoolProgress
from neambition.store.schools import School

A_PAGE = 8
LONGEST_WORDS = 100
"""What is looked for: a name, a town, a postcode."""

FILTERS = {
    Filter.ALL: "All",
    **{Filter(state): said[0].upper() + said[1:] for state, said in PROGRESS.items()},
    Filter.SHARED: "Results shared",
}


def show_schools(turn: Turn, route: Schools) -> Screen:
    """How many are how far, each with a button to them."""
    cohort = access.cohort(turn, route.cohort)
    all_of_them = progress.states(turn.db, cohort.id, turn.now)
    counted = counts(all_of_them)
    shared = sum(school.shared for school in all_of_them)
    numbers = {
        **{Filter(state): count for state, count in counted.items()},
        Filter.SHARED: shared,
        Filter.ALL: len(all_of_them),
    }
    lists = [
        Button(f"{FILTERS[kind]} ({count})", SchoolList(cohort.id, kind, 0))
        for kind, count in numbers.items()
        if count
    ]
    facts = {"cohort": cohort, "counts": counted, "shared": shared, "schools": len(all_of_them)}
    return Screen(say("schools", **facts), _pairs(lists) + _beyond(turn, cohort.id))


def _pairs(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _beyond(turn: Turn, cohort: int) -> Rows:
    several = len(cohorts.of_facilitator(turn.db, turn.who.person)) > 1
    other = "Another cohort" if several else "Cohorts"
    return (
        (Button("Add a school", AddSchool(cohort)), Button("Cohort figures", Figures(cohort, 0))),
        (Button("Settings", CohortSettings(cohort)), Button(other, PickCohort(0))),
        *switch(turn, Acting.FACILITATOR),
        (Button("Start", Hello()),),
    )


def show_list(turn: Turn, route: SchoolList) -> Screen:
    """The schools of one kind, by name."""
    cohort = access.cohort(turn, route.cohort)
    of_kind = {
        school.school: school
        for school in progress.states(turn.db, cohort.id, turn.now)
        if _is(school, route.kind)
    }
    page, pages = paged(route.page, len(of_kind), A_PAGE)
    in_order = [id_ for id_ in progress.in_order(turn.db, cohort.id) if id_ in of_kind]
    shown = [of_kind[id_] for id_ in in_order[page * A_PAGE : (page + 1) * A_PAGE]]
    facts = {
        "cohort": cohort,
        "kind": route.kind,
        "label": FILTERS[route.kind],
        "count": len(of_kind),
        "page": page + 1,
        "pages": pages,
    }

    def to(page: int) -> SchoolList:
        return SchoolList(cohort.id, route.kind, page)

    return Screen(
        say("school_list", **facts),
        column(*(_school(turn, cohort.id, school, route.kind) for school in shown))
        + turning(page, pages, to)
        + column(Button("Back to the counts", Schools(cohort.id))),
    )


def _is(school: SchoolProgress, kind: Filter) -> bool:
    match kind:
        case Filter.ALL:
            return True
        case Filter.SHARED:
            return school.shared
    return school.state == kind.value


def _school(turn: Turn, cohort: int, school: SchoolProgress, kind: Filter) -> Button:
    """Its name, and what tells it apart from others of this list."""
    of: School = access.school(turn, school.school)
    said = _said(turn, school, with_state=kind in (Filter.ALL, Filter.SHARED))
    label = f"{cut(of.full, 62 - len(said))} · {said}" if said else cut(of.full)
    return Button(label, SchoolCard(cohort, school.school))


def _said(turn: Turn, school: SchoolProgress, with_state: bool) -> str:
    if school.state in (Progress.IN_PROGRESS, Progress.STALLED) and school.last_at:
        total = len(turn.house.framework.statements)
        when = ago(school.last_at, turn.now, turn.house.zone)
        return f"{school.answered} of {total}, {when}"
    if school.state is Progress.FINISHED and school.finished_at:
        return f"finished {ago(school.finished_at, turn.now, turn.house.zone)}"
    return PROGRESS[school.state] if with_state else ""


# --- looking for one


def hear_search(
    turn: Turn, route: Schools | SchoolList | FoundSchools | SchoolCard, words: str
) -> Step:
    """Words typed at a list or a card look for a school; one that is meant for sure is opened."""
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words[:LONGEST_WORDS], turn.now)
    return Step(FoundSchools(route.cohort, draft))


def found_schools(turn: Turn, route: FoundSchools) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    words = drafts.get(turn.db, route.draft, turn.who.person, Kind.WORDS, turn.now)
    if words is None:
        raise Refused(Why.GONE)
    there = progress.searchable(turn.db, cohort.id)
    found = likest(schools.name_key(words), there, A_PAGE)
    states = [progress.of(turn.db, cohort.id, id_, turn.now) for id_ in found]
    rows = column(*(_school(turn, cohort.id, one, Filter.ALL) for one in states if one))
    return Screen(
        say("found_schools", cohort=cohort, words=words, found=len(found), most=A_PAGE),
        rows
        + column(
            Button("Add a school", AddSchool(cohort.id)), Button("All counts", Schools(cohort.id))
        ),
    )

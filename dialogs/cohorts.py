"""A cohort's schools: how many are how far, lists of them, and looking for one."""

from functools import partial

from dialogs import access, confirming, question_cards
from dialogs.guiding import switch
from dialogs.paging import SIZE, page_counted
from dialogs.routes import (
    AddSchool,
    CohortDesk,
    CohortFound,
    CohortSettings,
    CohortWorkbook,
    Figures,
    Filter,
    ForUnopened,
    Hello,
    NudgeList,
    NudgeTo,
    NudgeWhom,
    PickCohort,
    SchoolCard,
    SchoolList,
    Schools,
)
from dialogs.saying import LONGEST_LABEL, PROGRESS, ago, capital, cut, say
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.turn import Step, Turn
from neambition.likeness import likest
from neambition.nudges import State
from neambition.progress import Progress
from neambition.store import cohorts, drafts, progress, schools
from neambition.store.conversations import Acting
from neambition.store.drafts import Kind
from neambition.store.progress import Counts, SchoolProgress
from neambition.store.schools import School

LONGEST_WORDS = 100
"""What is looked for: a name, a town, a postcode."""

FILTERS = {
    **{Filter(state): capital(said) for state, said in PROGRESS.items()},
    Filter.SHARED: "Results shared",
    Filter.ALL: "All",
}


def show_schools(turn: Turn, route: Schools) -> Screen:
    """How many are how far, each with a button to them."""
    cohort = access.cohort(turn, route.cohort)
    counts = progress.counts(turn.db, cohort.id, turn.now)
    lists = [
        Button(f"{label} ({count})", SchoolList(cohort.id, kind, 0))
        for kind, label in FILTERS.items()
        if (count := _count(counts, kind))
    ]
    facts = {"cohort": cohort, "counts": counts}
    return Screen(say("schools", **facts), side_by_side(lists) + _beyond(turn, cohort.id))


def _count(counts: Counts, kind: Filter) -> int:
    match kind:
        case Filter.ALL:
            return counts.total
        case Filter.SHARED:
            return counts.shared
    return counts.states[Progress(kind.value)]


def _beyond(turn: Turn, cohort: int) -> Rows:
    several = len(cohorts.of_facilitator(turn.db, turn.who.person)) > 1
    other = "Another cohort" if several else "Cohorts"
    return (
        (Button("Invite schools", CohortDesk(cohort)), Button("Add a school", AddSchool(cohort))),
        (Button("Write to schools", NudgeWhom(cohort)), Button("Sent", NudgeList(cohort, 0))),
        (
            Button("Cohort figures", Figures(cohort, 0)),
            Button("As a spreadsheet", CohortWorkbook(cohort)),
        ),
        *question_cards.way(turn),
        *confirming.way(turn),
        (Button("Settings", CohortSettings(cohort)), Button(other, PickCohort(0))),
        *switch(turn, Acting.FACILITATOR),
        (Button("Start", Hello()),),
    )


def show_list(turn: Turn, route: SchoolList) -> Screen:
    """The schools of one kind, by name."""
    cohort = access.cohort(turn, route.cohort)
    count = _count(progress.counts(turn.db, cohort.id, turn.now), route.kind)

    def meant(state: Progress, shared: bool) -> bool:
        if route.kind is Filter.SHARED:
            return shared
        return route.kind is Filter.ALL or route.kind.value == state.value

    def to(page: int) -> SchoolList:
        return SchoolList(cohort.id, route.kind, page)

    fetch = partial(progress.some, turn.db, cohort.id, meant, turn.now)
    page = page_counted(count, fetch, route.page)
    facts = {"cohort": cohort, "kind": route.kind, "label": FILTERS[route.kind], "count": count}
    return Screen(
        say("school_list", **facts, page=page.place),
        column(*(_school(turn, cohort.id, school, route.kind) for school in page.shown))
        + page.turning(to)
        + _reach(cohort.id, route.kind, count)
        + column(Button("Back to the counts", Schools(cohort.id))),
    )


def _reach(cohort: int, kind: Filter, count: int) -> Rows:
    """A message to all of them; to schools nobody has come in from only an e-mail or a letter."""
    if not count:
        return ()
    if kind is Filter.NOT_OPENED:
        return column(Button("E-mails and QR letters for these", ForUnopened(cohort)))
    if kind.value in set(State):
        return column(Button("Write to these", NudgeTo(cohort, State(kind.value))))
    return ()


def _school(turn: Turn, cohort: int, school: SchoolProgress, kind: Filter) -> Button:
    """Its name, and what tells it apart from others of this list."""
    of: School = access.school(turn, school.school)
    said = _said(turn, school, with_state=kind in (Filter.ALL, Filter.SHARED))
    label = f"{cut(of.full, LONGEST_LABEL - len(f' · {said}'))} · {said}" if said else cut(of.full)
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
    turn: Turn, route: Schools | SchoolList | CohortFound | SchoolCard, words: str
) -> Step:
    """Words typed at a list or a card look for a school; one that is meant for sure is opened."""
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words[:LONGEST_WORDS], turn.now)
    return Step(CohortFound(route.cohort, draft))


def found_schools(turn: Turn, route: CohortFound) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    words = access.draft(turn, route.draft, Kind.WORDS)
    found = _find(turn, cohort.id, schools.name_key(words))
    states = [progress.of(turn.db, cohort.id, id_, turn.now) for id_ in found]
    rows = column(*(_school(turn, cohort.id, one, Filter.ALL) for one in states if one))
    return Screen(
        say("cohort_found", cohort=cohort, words=words, found=len(found), most=SIZE),
        rows
        + column(
            Button("Add a school", AddSchool(cohort.id)), Button("All counts", Schools(cohort.id))
        ),
    )


def _find(turn: Turn, cohort: int, words: str) -> list[int]:
    """Those that have the words, else those whose names are most like them."""
    if not words:
        return []
    found = progress.having(turn.db, cohort, words, SIZE)
    return found or likest(words, progress.names(turn.db, cohort), SIZE)

"""/nudge: whom it reaches, what it says, how it looks there, and one tap that sends it."""

from functools import partial

from dialogs import access, nudged
from dialogs.notes import LONGEST_NOTE
from dialogs.paging import page_fetched, page_of
from dialogs.resources import LONGEST_REQUEST
from dialogs.routes import (
    Automatic,
    ForUnopened,
    Hello,
    Nudge,
    NudgeArea,
    NudgeAreas,
    NudgeBelow,
    NudgeBenchmarks,
    NudgeCohorts,
    NudgeColleagues,
    NudgeLevels,
    NudgeList,
    NudgePreview,
    NudgeReport,
    NudgeSay,
    NudgeSchool,
    NudgeSchools,
    NudgeSend,
    NudgeTo,
    NudgeWhat,
    NudgeWhom,
    NudgeWords,
    Why,
)
from dialogs.saying import LEVELS, STATES, cut, moment, say, units
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition import hours
from neambition.framework import Level
from neambition.nudges import Audience, State, Template
from neambition.store import audience, closures, cohorts, drafts, nudges, people, schools
from neambition.store.drafts import Kind
from neambition.store.nudges import Nudge as Kept

LONGEST_NUDGE = LONGEST_NOTE
"""In UTF-16 units, as Telegram counts."""

SAYS = {
    Template.BEGIN: "A first step",
    Template.CARRY_ON: "Carry on where you were",
    Template.WHAT_NEXT: "Thank you, and what next",
    Template.AGAIN: "A new term, look again",
    Template.OWN: "My own words",
}
PAIRS = ((State.NOT_BEGUN, State.STALLED), (State.IN_PROGRESS, State.FINISHED))
BELOW = (Level.STARTED, Level.MOSTLY, Level.FULLY)


# --- whom


def nudge(turn: Turn, route: Nudge) -> Step:
    """Straight to the one cohort; of several one is chosen."""
    mine = cohorts.of_facilitator(turn.db, turn.who.person)
    if not mine:
        raise Refused(Why.NO_COHORT)
    return Step(NudgeWhom(mine[0].id) if len(mine) == 1 else NudgeCohorts(0))


def nudge_cohorts(turn: Turn, route: NudgeCohorts) -> Screen:
    mine = cohorts.of_facilitator(turn.db, turn.who.person)
    if not mine:
        raise Refused(Why.NO_COHORT)
    page = page_of(mine, route.page)
    rows = column(*(Button(cut(cohort.name), NudgeWhom(cohort.id)) for cohort in page.shown))
    rows += page.turning(NudgeCohorts)
    return Screen(say("nudge_cohorts"), rows + column(Button("Back to the start", Hello())))


def nudge_whom(turn: Turn, route: NudgeWhom) -> Screen:
    """The states that have schools, and the other ways to choose."""
    cohort = access.cohort(turn, route.cohort)
    counts = audience.counts(turn.db, cohort.id, turn.now)
    states = [(state, counts[state]) for state in State]
    return Screen(
        say("nudge_whom", cohort=cohort.name, schools=states),
        (
            *(tuple(Button(STATES[s], NudgeTo(cohort.id, s)) for s in pair) for pair in PAIRS),
            (
                Button("One school", NudgeSchools(cohort.id, 0, 0)),
                Button("Below a level", NudgeBenchmarks(cohort.id)),
            ),
            (
                Button("What was sent", NudgeList(cohort.id, 0)),
                Button("By itself", Automatic(cohort.id)),
            ),
            (Button("Back to the start", Hello()),),
        ),
    )


def nudge_to(turn: Turn, route: NudgeTo) -> Step:
    return _begin(turn, route.cohort, Audience(state=route.state))


def nudge_schools(turn: Turn, route: NudgeSchools) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    words = drafts.get(turn.db, route.draft, turn.who.person, Kind.WORDS, turn.now) or ""
    key = schools.name_key(words)
    page = page_fetched(partial(audience.joined, turn.db, cohort.id, key), route.page)
    rows = column(*(Button(cut(s.full), NudgeSchool(cohort.id, s.id)) for s in page.shown))
    rows += page.turning(lambda to: NudgeSchools(cohort.id, route.draft, to))
    if words:
        rows += column(Button("Every school", NudgeSchools(cohort.id, 0, 0)))
    facts = {"words": words[:100], "found": bool(page.shown)}
    return Screen(
        say("nudge_schools", **facts), rows + column(Button("Back", NudgeWhom(cohort.id)))
    )


def hear_school(turn: Turn, route: NudgeSchools, words: str) -> Step:
    """Part of a school's name."""
    kept = words[:LONGEST_REQUEST]
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, kept, turn.now)
    return Step(NudgeSchools(route.cohort, draft, 0))


def nudge_school(turn: Turn, route: NudgeSchool) -> Step:
    school = access.school(turn, route.school).id
    if audience.area_of(turn.db, route.cohort, school) is None:
        raise Refused(Why.GONE)
    return _begin(turn, route.cohort, Audience(school=school, everyone=True))


def nudge_benchmarks(turn: Turn, route: NudgeBenchmarks) -> Screen:
    buttons = (
        Button(cut(f"{b.number} {b.title}"), NudgeLevels(route.cohort, b.number))
        for b in turn.house.framework.benchmarks
    )
    back = Button("Back", NudgeWhom(route.cohort))
    return Screen(say("nudge_benchmarks"), column(*buttons, back))


def nudge_levels(turn: Turn, route: NudgeLevels) -> Screen:
    benchmark = access.benchmark(turn.house.framework, route.benchmark)
    buttons = (
        Button(LEVELS[level], NudgeBelow(route.cohort, route.benchmark, level)) for level in BELOW
    )
    back = Button("Back", NudgeBenchmarks(route.cohort))
    return Screen(say("nudge_levels", benchmark=benchmark), column(*buttons, back))


def nudge_below(turn: Turn, route: NudgeBelow) -> Step:
    access.benchmark(turn.house.framework, route.benchmark)
    if route.level not in BELOW:
        raise Refused(Why.UNREADABLE)
    return _begin(turn, route.cohort, Audience(benchmark=route.benchmark, level=route.level))


def _begin(turn: Turn, cohort: int, of: Audience) -> Step:
    return Step(NudgeWhat(nudges.draft(turn.db, cohort, turn.who.person, of, turn.now)))


# --- narrower, wider


def nudge_areas(turn: Turn, route: NudgeAreas) -> Screen:
    kept = _draft(turn, route.nudge)
    areas = audience.areas(turn.db, kept.cohort)
    page = page_of(areas, route.page)
    rows = column(*(Button(cut(area), NudgeArea(kept.id, like)) for area, like in page.shown))
    rows += page.turning(lambda to: NudgeAreas(kept.id, to))
    return Screen(
        say("nudge_areas", areas=bool(areas)),
        rows
        + column(Button("Every area", NudgeArea(kept.id, 0)), Button("Back", NudgeWhat(kept.id))),
    )


def nudge_area(turn: Turn, route: NudgeArea) -> Step:
    kept = _draft(turn, route.nudge)
    area = audience.area_of(turn.db, kept.cohort, route.like) if route.like else None
    nudges.narrow(turn.db, kept.id, kept.audience.model_copy(update={"area": area}))
    return Step(NudgeWhat(kept.id))


def nudge_colleagues(turn: Turn, route: NudgeColleagues) -> Step:
    kept = _draft(turn, route.nudge)
    wider = kept.audience.model_copy(update={"everyone": route.everyone})
    nudges.narrow(turn.db, kept.id, wider)
    return Step(NudgeWhat(kept.id))


# --- what


def nudge_what(turn: Turn, route: NudgeWhat) -> Screen:
    """How many it reaches, and the templates; with nobody to reach, that and the ways on."""
    kept = _draft(turn, route.nudge)
    to = audience.reach(turn.db, kept.cohort, kept.audience, turn.now)
    facts = {"reach": to, **whom(turn, kept)}
    wider = (
        Button("One area", NudgeAreas(kept.id, 0)),
        Button("Only the leads", NudgeColleagues(kept.id, False))
        if kept.audience.everyone
        else Button("Colleagues too", NudgeColleagues(kept.id, True)),
    )
    elsewhere = (Button("Somebody else", NudgeWhom(kept.cohort)),)
    if not to.people:
        unopened = column(Button("E-mails and QR letters", ForUnopened(kept.cohort)))
        return Screen(
            say("nudge_nobody", **facts), (wider, *(unopened if to.empty else ()), elsewhere)
        )
    says = [Button(SAYS[t], NudgeSay(kept.id, t)) for t in Template if t is not Template.OWN]
    own = Button(SAYS[Template.OWN], NudgeWords(kept.id))
    return Screen(
        say("nudge_what", people=len(to.people), schools=to.schools, **facts),
        (*column(*says, own), wider, elsewhere),
    )


def nudge_say(turn: Turn, route: NudgeSay) -> Step:
    kept = _draft(turn, route.nudge)
    if route.template is Template.OWN and not kept.words:
        return Step(NudgeWords(kept.id))
    nudges.say(turn.db, kept.id, route.template, kept.words)
    return Step(NudgePreview(kept.id))


def nudge_words(turn: Turn, route: NudgeWords) -> Screen:
    kept = _draft(turn, route.nudge)
    return Screen(
        say("nudge_words", longest=LONGEST_NUDGE), column(Button("Back", NudgeWhat(kept.id)))
    )


def hear_words(turn: Turn, route: NudgeWords, words: str) -> Step:
    kept = _draft(turn, route.nudge)
    if units(words) > LONGEST_NUDGE:
        raise Refused(Why.NUDGE_TOO_LONG)
    nudges.say(turn.db, kept.id, Template.OWN, words)
    return Step(NudgePreview(kept.id))


# --- as it arrives, and away


def nudge_preview(turn: Turn, route: NudgePreview) -> Screen:
    """Drawn for the first who gets it, by what draws it for everyone."""
    kept = _draft(turn, route.nudge)
    to = audience.reach(turn.db, kept.cohort, kept.audience, turn.now)
    if kept.template is None or not to.people:
        return nudge_what(turn, NudgeWhat(kept.id))
    first = to.people[0]
    opens = _opens(turn, kept)
    facts = {
        **whom(turn, kept),
        "reach": to,
        "people": len(to.people),
        "schools": to.schools,
        "first": {
            "name": people.first_name(turn.db, first.person),
            "school": access.school(turn, first.school).full,
        },
        "opens": moment(opens, turn.house.zone) if opens > turn.now else None,
    }
    later = opens > turn.now
    send = column(Button("Send at better hours" if later else "Send", NudgeSend(kept.id, False)))
    if later:
        send += column(Button("Send now all the same", NudgeSend(kept.id, True)))
    instead = (
        Button("Other words", NudgeWhat(kept.id)),
        Button("Somebody else", NudgeWhom(kept.cohort)),
    )
    return Screen(
        say("nudge_preview", **facts),
        (*send, instead, (Button("Send nothing", Hello()),)),
        forward=nudged.words(turn, kept, first.person, first.school),
    )


def nudge_send(turn: Turn, route: NudgeSend) -> Step:
    """Once: a second tap finds it on its way."""
    kept = access.nudge(turn, route.nudge)
    if not kept.draft:
        return Step(NudgeReport(kept.id))
    to = audience.reach(turn.db, kept.cohort, kept.audience, turn.now)
    if kept.template is None or not to.people:
        return Step(NudgeWhat(kept.id))
    at = turn.now if route.now else _opens(turn, kept)
    who = turn.who.person
    nudges.send(turn.db, kept.id, who, to, not_before=at, better=not route.now, now=turn.now)
    going = "It goes out now" if at <= turn.now else f"From {moment(at, turn.house.zone)}"
    return Step(NudgeReport(kept.id), going)


def _opens(turn: Turn, kept: Kept) -> int:
    """The next better hour for the cohort."""
    closed = closures.days(turn.db, kept.cohort)
    return hours.next_open(turn.now, turn.house.zone, closed)


# --- what the others here need too


def whom(turn: Turn, kept: Kept) -> dict[str, object]:
    """An audience, as `templates/nudge_whom_line.html` puts it into words."""
    of = kept.audience
    found = schools.school(turn.db, of.school) if of.school else None
    return {
        "audience": of,
        "meant": found.full if found else None,
        "benchmark": access.benchmark(turn.house.framework, of.benchmark).title
        if of.benchmark
        else None,
    }


def _draft(turn: Turn, id_: int) -> Kept:
    """A nudge that has not gone out."""
    found = access.nudge(turn, id_)
    if not found.draft:
        raise Refused(Why.NUDGE_SENT)
    return found

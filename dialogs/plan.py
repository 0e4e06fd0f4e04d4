"""/plan: what the school means to do, by date or by benchmark."""

from dialogs import access
from dialogs.paging import Page, page_of
from dialogs.plan_changing import LONGEST_WORDS, action_words, doer
from dialogs.plan_saying import item_facts
from dialogs.routes import (
    Hello,
    LatestSummary,
    OurPlan,
    OwnAction,
    OwnWords,
    Plan,
    PlanItem,
)
from dialogs.saying import NO_SCHOOL, PLAN_STATES, cut, say
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.turn import Step, Turn
from neambition.plan import By, State, group, urgency
from neambition.store import plan
from neambition.store.plan import Item, What

A_PAGE = 8
OTHER = {By.DUE: (By.BENCHMARK, "By benchmark"), By.BENCHMARK: (By.DUE, "By date")}


def our_plan(turn: Turn, route: OurPlan) -> Step:
    here = access.own_school(turn)
    return Step(Plan(here.school.id, By.DUE, 0)) if here else Step(Hello(), NO_SCHOOL)


def to_plan(turn: Turn, school: int) -> Rows:
    """The way to a plan that has something in it: `Our plan (3 to do, 1 doing)`."""
    counts = plan.counts(turn.db, school)
    said = ", ".join(f"{counts[s]} {PLAN_STATES[s].lower()}" for s in State if counts[s])
    return column(Button(cut(f"Our plan ({said})"), Plan(school, By.DUE, 0))) if said else ()


def show_plan(turn: Turn, route: Plan) -> Screen:
    """Counts first, then a page of items: overdue first, or benchmark after benchmark."""
    school = access.school(turn, route.school)
    items = ordered(turn, plan.items(turn.db, school.id), route.by)
    page = page_of(items, route.page, A_PAGE)
    counts = plan.counts(turn.db, school.id)
    facts = {
        "school": school.full,
        "counts": [(PLAN_STATES[s], counts[s]) for s in State if counts[s]],
        "lines": _lines(turn, page, route.by),
        "by": route.by,
        "page": page.place,
    }
    other, label = OTHER[route.by]
    rows: Rows = _numbers(page) + page.turning(lambda to: Plan(school.id, route.by, to))
    if len(items) > 1:
        rows += column(Button(label, Plan(school.id, other, 0)))
    rows += column(Button("Add something of our own", OwnAction(school.id)))
    return Screen(
        say("plan", **facts),
        (*rows, (Button("Our result", LatestSummary()), Button("Start", Hello()))),
    )


def ordered(turn: Turn, items: list[Item], by: By) -> list[Item]:
    """By date: overdue, soon, later, without one, done, not to be done. By benchmark: the same in
    each."""
    today = turn.local.date()
    if by is By.DUE:
        return sorted(items, key=lambda i: (*urgency(i.now, today), i.id))
    return sorted(items, key=lambda i: (i.benchmark, *urgency(i.now, today), i.id))


def _lines(turn: Turn, page: Page[Item], by: By) -> list[dict[str, object]]:
    """Each item, and above it the name of its group where that begins."""
    today = turn.local.date()
    lines: list[dict[str, object]] = []
    before: object = None
    for number, item in page.numbered:
        of = group(item.now, today) if by is By.DUE else item.benchmark
        facts = {"number": number, "begins": of if of != before else None}
        lines.append({**item_facts(turn, item), **facts})
        before = of
    return lines


def _numbers(page: Page[Item]) -> Rows:
    """A button for each item, four a row."""
    buttons = [Button(f"Open {number}", PlanItem(item.id)) for number, item in page.numbered]
    return side_by_side(buttons, across=4)


def own_action(turn: Turn, route: OwnAction) -> Screen:
    """Something of one's own is tied to a benchmark."""
    school = access.school(turn, route.school)
    benchmarks = turn.house.framework.benchmarks
    return Screen(
        say("own_action"),
        column(
            *(Button(f"{b.number} {b.title}", OwnWords(school.id, b.number)) for b in benchmarks),
            Button("Back to the plan", Plan(school.id, By.DUE, 0)),
        ),
    )


def own_words(turn: Turn, route: OwnWords) -> Screen:
    """What is it? Words come next."""
    benchmark = access.benchmark(turn.house.framework, route.benchmark)
    return Screen(
        say("own_words", benchmark=benchmark, longest=LONGEST_WORDS),
        column(
            Button("Another benchmark", OwnAction(route.school)),
            Button("Back to the plan", Plan(route.school, By.DUE, 0)),
        ),
    )


def hear_own_words(turn: Turn, route: OwnWords, words: str) -> Step:
    school = access.school(turn, route.school).id
    benchmark = access.benchmark(turn.house.framework, route.benchmark)
    version = turn.house.framework.version
    what = What(version, benchmark.number, None, action_words(words))
    id_ = plan.add(turn.db, school, what, doer(turn, school), turn.now)
    return Step(PlanItem(id_), "Added to the plan")

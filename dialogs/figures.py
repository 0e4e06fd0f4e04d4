"""A cohort's figures: where the sharing schools' benchmarks stand, now, at first, at terms' ends.

Whatever is shown here has been through `neambition.figures`, all of it together, so that screens
laid side by side point at no few schools either.
"""

from datetime import datetime, time, timedelta

from dialogs import access
from dialogs.routes import (
    CohortMap,
    CohortShares,
    Figures,
    FiguresChange,
    MyCohort,
    NotFacilitator,
    Schools,
    Unsure,
)
from dialogs.saying import STAGES, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Step, Turn
from neambition import figures
from neambition.figures import Figure, Shown
from neambition.store import cohorts, results, sharing
from neambition.terms import term_ends

TERMS = 6
"""Two years."""

MOST = 5


def my_cohort(turn: Turn, route: MyCohort) -> Step:
    mine = cohorts.of_facilitator(turn.db, turn.who.person)
    return Step(Figures(mine[0].id, 0) if mine else NotFacilitator())


def show_figures(turn: Turn, route: Figures) -> Screen:
    """As last finished, or as it was so many terms' ends ago."""
    cohort = access.cohort(turn, route.cohort)
    back = min(max(route.back, 0), TERMS)
    now, _, *ends = all_shown(turn, cohort.id)
    shown = ends[back - 1] if back else now
    end = term_ends(turn.local.date(), TERMS)[back - 1] if back else None
    facts = {
        "cohort": cohort,
        "schools": cohorts.size(turn.db, cohort.id),
        "sharing": sharing.count(turn.db, cohort.id),
        "end": f"{end.day} {end:%B %Y}" if end else None,
        "any_now": now is not None,
        "shown": shown,
        "lines": _lines(turn, shown) if shown else [],
    }
    rows = _terms(cohort.id, back) + _others(cohort.id, back != 0)
    if now is None:
        rows = column(Button("Picture: schools", CohortMap(cohort.id)))
        rows += column(Button("Back to the schools", Schools(cohort.id)))
    return Screen(say("figures", **facts), rows)


def _terms(cohort: int, back: int) -> Rows:
    moves = []
    if back < TERMS:
        moves.append(Button("◂ A term before", Figures(cohort, back + 1)))
    if back:
        moves.append(Button("A term later ▸" if back > 1 else "Now ▸", Figures(cohort, back - 1)))
    return (tuple(moves),)


def _others(cohort: int, now: bool) -> Rows:
    ways = [Button("Now", Figures(cohort, 0))] if now else []
    ways.append(Button("At first, and now", FiguresChange(cohort)))
    return (
        tuple(ways),
        (Button("Not sure, does not apply", Unsure(cohort)),),
        (
            Button("Picture: shares", CohortShares(cohort)),
            Button("Picture: schools", CohortMap(cohort)),
        ),
        (Button("Back to the schools", Schools(cohort)),),
    )


def change(turn: Turn, route: FiguresChange) -> Screen:
    """The same schools, at their first finished audit and at their last."""
    cohort = access.cohort(turn, route.cohort)
    now, first, *_ = all_shown(turn, cohort.id)
    facts = {
        "cohort": cohort,
        "total": now.total if now else 0,
        "lines": _lines(turn, first, now) if first and now else [],
    }
    return Screen(
        say("figures_change", **facts),
        (
            (Button("Now", Figures(cohort.id, 0)), Button("A term before", Figures(cohort.id, 1))),
            (Button("Not sure, does not apply", Unsure(cohort.id)),),
            (Button("Back to the schools", Schools(cohort.id)),),
        ),
    )


def unsure(turn: Turn, route: Unsure) -> Screen:
    """Where the questions themselves may want better words."""
    cohort = access.cohort(turn, route.cohort)
    view, counts = results.statements(turn.db, cohort.id)
    enough = view.total >= figures.FEWEST
    shown = figures.show_statements(view, counts, MOST) if enough else figures.NOTHING
    by_id = turn.house.framework.by_id
    lists = {
        title: [(by_id[id_], count) for id_, count in counted.items() if id_ in by_id]
        for title, counted in (
            ("Not sure", shown.not_sure),
            ("Does not apply", shown.not_applicable),
        )
    }
    return Screen(
        say("unsure", cohort=cohort, enough=enough, total=view.total, lists=lists),
        column(
            Button("Cohort figures", Figures(cohort.id, 0)),
            Button("Back to the schools", Schools(cohort.id)),
        ),
    )


def all_shown(turn: Turn, cohort: int) -> list[Shown | None]:
    """Now, at first, and at the last terms' ends, the latest first: what may be said of each."""
    zone = turn.house.zone
    midnights = [
        int(datetime.combine(end + timedelta(1), time(), zone).timestamp()) - 1
        for end in reversed(term_ends(turn.local.date(), TERMS))
    ]
    now, first, *at_ends = results.views(turn.db, cohort, midnights)
    return figures.show([now, first, *reversed(at_ends)])


def _lines(turn: Turn, *views: Shown) -> list[dict[str, object]]:
    """A line a benchmark: its stages, those said together joined, each with a figure a view.

    `parts` is None where one of the views cannot be told apart.
    """
    lines: list[dict[str, object]] = []
    for benchmark in turn.house.framework.benchmarks:
        found = [view.benchmarks.get(benchmark.number) for view in views]
        known = [of_view for of_view in found if of_view is not None]
        parts = None
        if len(known) == len(views):
            beside = zip(*known, strict=True)
            parts = [(_label(same[0]), [f.schools for f in same]) for same in beside]
            parts = [(label, counts) for label, counts in parts if any(counts)]
        lines.append({"benchmark": benchmark, "parts": parts})
    return lines


def _label(figure: Figure) -> str:
    """`fully`; `partly or not yet`."""
    return " or ".join(STAGES[stage] for stage in figure.stages)

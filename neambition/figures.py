"""A cohort's figures, shown only so that nobody can find one to four schools in them.

Every figure is of no school or of at least five, and so is what it leaves of its whole. Figures of
the same meaning, such as a benchmark's at the start and now, differ by nothing or by at least five:
subtracting one screen from another finds no small group either. Where a figure would be too small
it is said together with its neighbour; where that is not enough, it is not said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise

FEWEST = 5


class Stage(StrEnum):
    """What a benchmark comes to at one school; in order, but for the last."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    DOES_NOT_APPLY = "does_not_apply"


Tally = Mapping[Stage, int]
"""How many schools are at each stage; an absent one has none."""

Group = tuple[Stage, ...]
"""Stages that are said together."""

Groups = tuple[Group, ...]

STAGES = tuple(Stage)


def stage(points: int, possible: int) -> Stage:
    """Of a benchmark's thirds. Fully: all that applies; not yet: nothing of it."""
    if not possible:
        return Stage.DOES_NOT_APPLY
    if points == possible:
        return Stage.FULLY
    return Stage.PARTLY if points else Stage.NOT_YET


def tells(count: int) -> bool:
    """Whether so many schools, or the difference of two figures, would point at a few of them."""
    return 0 < abs(count) < FEWEST


@dataclass(frozen=True)
class View:
    """Schools at one moment: how many there are, and each benchmark's tally of them."""

    total: int
    tallies: Mapping[int, Tally]


@dataclass(frozen=True)
class Figure:
    """So many schools are at one of these stages."""

    stages: Group
    schools: int


@dataclass(frozen=True)
class Shown:
    """What may be said of a view. A benchmark whose figures are None cannot be told apart."""

    total: int
    benchmarks: Mapping[int, tuple[Figure, ...] | None]


def show(views: Sequence[View]) -> list[Shown | None]:
    """What may be said of each view, all of them together; None for one that stays unsaid.

    The first comes first: how its figures are grouped is how all are, and a later view, or one of
    its benchmarks, is left out where it would give away a few schools beside the earlier ones.
    """
    said: list[View] = []
    shown: list[Shown | None] = []
    kept: dict[int, list[Tally]] = {}
    grouped: dict[int, Groups] = {}
    for view in views:
        if view.total < FEWEST or any(tells(view.total - other.total) for other in said):
            shown.append(None)
            continue
        figures: dict[int, tuple[Figure, ...] | None] = {}
        for number, tally in view.tallies.items():
            groups = grouped.setdefault(number, finest(tally))
            beside = kept.setdefault(number, [])
            if len(groups) == 1 or not _safe(groups, tally, beside):
                figures[number] = None
                continue
            beside.append(tally)
            figures[number] = tuple(Figure(g, _count(tally, g)) for g in groups)
        said.append(view)
        shown.append(Shown(view.total, figures))
    return shown


def finest(tally: Tally) -> Groups:
    """The most groups of neighbouring stages that each hold no school or at least five."""
    cuts = range(1, len(STAGES))
    for pieces in range(len(STAGES), 1, -1):
        for at in combinations(cuts, pieces - 1):
            edges = (0, *at, len(STAGES))
            groups = tuple(STAGES[a:b] for a, b in pairwise(edges))
            if _safe(groups, tally, ()):
                return groups
    return (STAGES,)


def _safe(groups: Groups, tally: Tally, beside: Iterable[Tally]) -> bool:
    """Whether no group is small, nor differs by a few from the same one of another tally."""
    if any(tells(_count(tally, group)) for group in groups):
        return False
    return not any(
        tells(_count(tally, union) - _count(other, union))
        for other in beside
        for union in unions(groups)
    )


def unions(groups: Groups) -> list[Group]:
    """Every group, and every sum of some of them."""
    sizes = range(1, len(groups) + 1)
    return [sum(some, ()) for size in sizes for some in combinations(groups, size)]


def _count(tally: Tally, stages: Group) -> int:
    return sum(tally.get(one, 0) for one in stages)


# --- statements


@dataclass(frozen=True)
class Statements:
    """Per statement id, at how many schools it is Not sure, and at how many it does not apply."""

    not_sure: Mapping[str, int]
    not_applicable: Mapping[str, int]


NOTHING = Statements({}, {})


def show_statements(view: View, counts: Statements, most: int) -> Statements:
    """The statements of a view most often Not sure or beside the point, the commonest first.

    Left out is what would point at a few schools, by itself or beside the benchmark's figures: a
    school with a Not sure has that benchmark partly or not yet, and where a whole benchmark does
    not apply, none of its statements does.
    """
    not_sure: dict[str, int] = {}
    not_applicable: dict[str, int] = {}
    for id_, count in _commonest(counts.not_sure):
        if len(not_sure) < most and _not_sure_is_safe(view, id_, count):
            not_sure[id_] = count
    for id_, count in _commonest(counts.not_applicable):
        rest = view.total - count - not_sure.get(id_, 0)
        if len(not_applicable) < most and not tells(rest) and _beside_is_safe(view, id_, count):
            not_applicable[id_] = count
    return Statements(not_sure, not_applicable)


def _commonest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _not_sure_is_safe(view: View, statement: str, count: int) -> bool:
    tally = _tally(view, statement)
    around = [u for u in unions(finest(tally)) if {Stage.PARTLY, Stage.NOT_YET} <= set(u)]
    leaves = [view.total, *(_count(tally, union) for union in around)]
    return count >= FEWEST and not any(tells(whole - count) for whole in leaves)


def _beside_is_safe(view: View, statement: str, count: int) -> bool:
    tally = _tally(view, statement)
    within = _count(tally, (Stage.DOES_NOT_APPLY,))
    apart = (Stage.DOES_NOT_APPLY,) in finest(tally)
    return (
        count >= FEWEST and not tells(view.total - count) and not (apart and tells(count - within))
    )


def _tally(view: View, statement: str) -> Tally:
    return view.tallies[int(statement.partition(".")[0])]

"""A cohort's figures: true, and nobody can find one to four schools in them.

Invented cohorts are tallied, what may be shown of them is, and then everything that a reader could
work out from it is worked out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, pairwise
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from neambition.figures import (
    FEWEST,
    STAGES,
    Shown,
    Stage,
    Statements,
    View,
    finest,
    show,
    show_statements,
    stage,
    tells,
)

T = TypeVar("T")

FULLY, PARTLY, NOT_YET, BESIDE = STAGES


@pytest.mark.parametrize(
    ("points", "possible", "what"),
    [(15, 15, FULLY), (12, 12, FULLY), (14, 15, PARTLY), (1, 15, PARTLY), (0, 15, NOT_YET)],
)
def test_what_a_benchmark_comes_to(points: int, possible: int, what: Stage) -> None:
    assert stage(points, possible) is what


def test_where_nothing_applies_nothing_is_in_place() -> None:
    assert stage(0, 0) is BESIDE


# --- one view


def tally(*counts: int) -> Counter[Stage]:
    return Counter(dict(zip(STAGES, counts, strict=False)))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((12, 8, 5), [12, 8, 5, 0]),
        ((20, 10, 3), [20, 13, 0]),
        ((20, 3, 10), [20, 13, 0]),
        ((3, 20, 10), [23, 10, 0]),
        ((6,), [6, 0, 0, 0]),
        ((6, 0, 0, 2), None),
        ((5, 0, 0, 5), [5, 0, 0, 5]),
        ((3, 3), [6, 0, 0]),
        ((2, 2, 2), [6, 0]),
        ((4, 20, 4, 1), [24, 5]),
    ],
)
def test_small_figures_are_said_together_or_not_at_all(
    counts: tuple[int, ...], said: list[int] | None
) -> None:
    of = tally(*counts)
    (shown,) = show([View(of.total(), {1: of})])
    assert shown
    figures = shown.benchmarks[1]
    if said is None:
        assert figures is None
    else:
        assert figures is not None
        assert sorted(figure.schools for figure in figures) == sorted(said)


@pytest.mark.parametrize("schools", range(FEWEST))
def test_under_five_nothing_is_said(schools: int) -> None:
    assert show([View(schools, {1: tally(schools)})]) == [None]


def test_a_moment_that_a_few_schools_would_tell_from_now_is_left_out() -> None:
    views = [View(n, {1: tally(n)}) for n in (9, 9, 6, 9, 0)]
    assert [shown and shown.total for shown in show(views)] == [9, 9, None, 9, None]


def test_a_change_of_a_few_schools_is_left_out() -> None:
    views = [View(20, {1: tally(10, 10), 2: tally(10, 10)}) for _ in range(2)]
    views.append(View(20, {1: tally(8, 12), 2: tally(5, 15)}))
    *_, then = show(views)
    assert then
    assert then.benchmarks[1] is None
    assert then.benchmarks[2] is not None


def test_nor_may_a_sum_of_figures_change_by_a_few_schools() -> None:
    """Seven more and five fewer: each could be said, but together they are two."""
    then = tally(27, 15, 25, 13)
    shown = show([View(80, {1: tally(20, 20, 20, 20)}), View(80, {1: then})])
    assert shown[1]
    assert shown[1].benchmarks[1] is None


# --- everything that a reader could work out

SCHOOLS = st.lists(st.sampled_from(STAGES), min_size=0, max_size=30)


@st.composite
def several_views(draw: st.DrawFn) -> list[View]:
    """The same schools now and at first, and some of them at two moments between."""
    number = draw(st.integers(0, 40))
    stages = st.lists(st.sampled_from(STAGES), min_size=number, max_size=number)
    change = st.lists(st.booleans() | st.just(False), min_size=number, max_size=number)
    now = draw(stages)
    views = [View(number, {1: Counter(now)})]
    there = [True] * number
    for moment in range(3):
        other = draw(stages)
        moved = draw(change)
        at = [o if m else n for n, o, m in zip(now, other, moved, strict=True)]
        if moment:
            gone = draw(change)
            there = [here and not left for here, left in zip(there, gone, strict=True)]
        of = [s for s, here in zip(at, there, strict=True) if here]
        views.append(View(len(of), {1: Counter(of)}))
    return views


@settings(max_examples=600, deadline=None, derandomize=True)
@given(several_views())
def test_nobody_finds_a_few_schools_in_what_is_shown(views: list[View]) -> None:
    shown = [(s, v) for s, v in zip(show(views), views, strict=True) if s]
    for one, view in shown:
        assert one.total == view.total >= FEWEST
        assert not [n for n in sums(one) if tells(n) or tells(view.total - n)]
    for (one, _), (other, _) in combinations(shown, 2):
        assert not tells(one.total - other.total)
        mine, theirs = groups(one), groups(other)
        if mine and theirs:
            assert mine.keys() == theirs.keys()
            for stages in some(list(mine)):
                assert not tells(sum(mine[s] for s in stages) - sum(theirs[s] for s in stages))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(several_views())
def test_what_is_shown_is_true_and_whole(views: list[View]) -> None:
    for one, view in zip(show(views), views, strict=True):
        if one is None:
            continue
        for stages, schools in groups(one).items():
            assert schools == sum(view.tallies[1][s] for s in stages)
        if groups(one):
            assert sum(groups(one).values()) == view.total


@settings(max_examples=300, deadline=None, derandomize=True)
@given(SCHOOLS)
def test_no_finer_grouping_would_be_safe(schools: list[Stage]) -> None:
    """Nothing is held back without need."""
    of = Counter(schools)
    found = finest(of)
    for at in chain.from_iterable(combinations(range(1, 4), n) for n in range(4)):
        edges = [0, *at, 4]
        pieces = [STAGES[a:b] for a, b in pairwise(edges)]
        if not any(tells(sum(of[s] for s in piece)) for piece in pieces):
            assert len(pieces) <= len(found)


def groups(shown: Shown) -> dict[tuple[Stage, ...], int]:
    return {figure.stages: figure.schools for figure in shown.benchmarks.get(1) or ()}


def sums(shown: Shown) -> list[int]:
    found = groups(shown)
    return [sum(found[s] for s in stages) for stages in some(list(found))]


def some(of: Sequence[T]) -> Iterator[tuple[T, ...]]:
    return chain.from_iterable(combinations(of, n) for n in range(1, len(of) + 1))


# --- statements, beside the benchmark's figures

SAID = ("sure", "not sure", "does not apply")
KINDS = [
    *((FULLY, said) for said in ("sure", "does not apply")),
    *((stage_, said) for stage_ in (PARTLY, NOT_YET) for said in SAID),
    (BESIDE, "does not apply"),
]
"""What a school can be: how far the benchmark is, and what was said of one statement of it."""

Line = list[Fraction]


def within(lines: Iterable[Line], wanted: Line) -> bool:
    """Whether a line is a sum of multiples of others, so that its figure follows from theirs."""
    basis: list[Line] = []
    for line in lines:
        rest = reduced(basis, line)
        if any(rest):
            basis.append(rest)
    return not any(reduced(basis, wanted))


def reduced(basis: list[Line], line: Line) -> Line:
    for base in basis:
        lead = next(n for n, x in enumerate(base) if x)
        if line[lead]:
            share = line[lead] / base[lead]
            line = [x - share * b for x, b in zip(line, base, strict=True)]
    return line


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(KINDS), min_size=5, max_size=60))
@example([(FULLY, "sure")] * 20 + [(PARTLY, "not sure")] * 5 + [(PARTLY, "sure")] * 3)
@example([(BESIDE, "does not apply")] * 5 + [(FULLY, "does not apply")] * 2 + [(FULLY, "sure")] * 9)
@example([(PARTLY, "not sure")] * 6 + [(PARTLY, "does not apply")] * 6 + [(PARTLY, "sure")] * 2)
def test_statements_and_benchmark_together_point_at_no_few_schools(
    schools: list[tuple[Stage, str]],
) -> None:
    view = View(len(schools), {1: Counter(of for of, _ in schools)})
    (shown,) = show([view])
    assert shown
    said = Counter(what for _, what in schools)
    counts = Statements({"1.1": said["not sure"]}, {"1.1": said["does not apply"]})
    statements = show_statements(view, counts, 5)
    published = [[k for k in KINDS if k[0] in stages] for stages in groups(shown)] + [KINDS]
    if statements.not_sure:
        published.append([k for k in KINDS if k[1] == "not sure"])
    if statements.not_applicable:
        published.append([k for k in KINDS if k[1] == "does not apply"])
    number = Counter(schools)
    # A figure of none says that each kind in it is empty.
    empty = [k for kinds in published if not sum(number[k] for k in kinds) for k in kinds]
    lines = [indicator(kinds) for kinds in [*published, *([k] for k in empty)]]
    for kinds in some([k for k in KINDS if k not in empty]):
        if tells(sum(number[k] for k in kinds)):
            assert not within(lines, indicator(list(kinds))), kinds


def indicator(kinds: list[tuple[Stage, str]]) -> Line:
    return [Fraction(kind in kinds) for kind in KINDS]


def test_the_commonest_come_first_and_only_so_many() -> None:
    view = View(30, {n: tally(0, 30) for n in range(1, 9)})
    counts = {f"{n}.{m}": 5 + n + m for n in range(1, 9) for m in range(1, 6)}
    shown = show_statements(view, Statements(counts, {}), 5)
    assert list(shown.not_sure) == ["8.5", "7.5", "8.4", "6.5", "7.4"]
    assert not shown.not_applicable

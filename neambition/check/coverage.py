"""What the catalogue has for each benchmark and stage, by kind, and where it is thin."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from neambition.framework import Framework
from neambition.resources.entry import Kind, Resource, Stage
from neambition.resources.limits import KINDS, Sort

ENOUGH = 3
"""Fewer entries than this are thin: a teacher is shown three."""


@dataclass(frozen=True)
class Place:
    """What there is for a benchmark and a stage. An entry of a kind that is asked for in two ways
    counts under both of `by_sort`; `to_use` has each once, and no case studies."""

    benchmark: int
    stage: Stage
    by_sort: Mapping[Sort, int]
    to_use: int

    @property
    def thin(self) -> bool:
        return self.to_use < ENOUGH


def coverage(entries: Collection[Resource]) -> list[Place]:
    """Every benchmark and stage, in order."""
    return [_place(entries, number, stage) for number in range(1, 9) for stage in Stage]


def _place(entries: Collection[Resource], benchmark: int, stage: Stage) -> Place:
    kinds = Counter(e.kind for e in entries if benchmark in e.benchmarks and stage in e.stages)
    return Place(
        benchmark,
        stage,
        {sort: sum(kinds[kind] for kind in of) for sort, of in KINDS.items()},
        kinds.total() - kinds[Kind.CASE_STUDY],
    )


def actions(questions: Framework) -> tuple[int, int]:
    """How many actions lead to a resource, and how many stand alone: begun by their first step."""
    lead = [bool(action.resources) for s in questions.statements for action in s.actions]
    return sum(lead), len(lead) - sum(lead)

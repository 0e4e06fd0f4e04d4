"""The middle one of a cohort's schools, per benchmark: never of so few that one could be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from neambition.figures import FEWEST

Points = Mapping[int, tuple[int, int]]
"""Of one school's last audit, by benchmark: its points and what was possible, in thirds."""


@dataclass(frozen=True)
class Median:
    """Per cent, 0 to 100 and rounded down, of so many schools."""

    per_cent: int
    schools: int


def medians(schools: Sequence[Points]) -> dict[int, Median]:
    """By benchmark, of those schools that it applies to. A benchmark of too few is not in it."""
    parts: dict[int, list[Fraction]] = {}
    for of_school in schools:
        for number, (points, possible) in of_school.items():
            if possible:
                parts.setdefault(number, []).append(Fraction(points, possible))
    return {
        number: Median(int(100 * median(those)), len(those))
        for number, those in sorted(parts.items())
        if len(those) >= FEWEST
    }

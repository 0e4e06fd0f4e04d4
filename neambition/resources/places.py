"""Where things are: the places of the North East, what each lies in, and what lies beside it.

`places.csv` is a row a place: its name, what it is part of, which of the others lie within an
ordinary coach's reach of it, and what else people call it or towns in it, all parted by `;`.
"""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("places.csv")


@dataclass(frozen=True)
class Place:
    """One place; `also` in lower case."""

    name: str
    within: str
    beside: tuple[str, ...]
    also: tuple[str, ...]


@cache
def places() -> dict[str, Place]:
    """Every place by its name, the widest first."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["place"]: Place(
                row["place"], row["within"], _several(row["beside"]), _several(row["also"])
            )
            for row in csv.DictReader(lines)
        }


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


@cache
def around(name: str) -> frozenset[str]:
    """Every place whose offers somebody at that place can use: itself, what lies in it, beside it
    or around it. What is for all of England is for every place of it."""
    here = places()[name]
    within = {other.name for other in places().values() if name in _outwards(other.name)}
    return frozenset({name, *here.beside, *_outwards(name), *within})


def _outwards(name: str) -> list[str]:
    """What a place lies in, and what that lies in."""
    found = []
    while name := places()[name].within:
        found.append(name)
    return found


def common_place(names: Collection[str]) -> str:
    """The narrowest place that all of these are in or are; of some within others, the innermost.
    Empty for none, or for all of England and more."""
    inmost = [n for n in names if not any(n in _outwards(other) for other in names)]
    if not inmost:
        return ""
    shared = [
        n
        for n in (inmost[0], *_outwards(inmost[0]))
        if all(n == other or n in _outwards(other) for other in inmost)
    ]
    return shared[0] if shared and "England" in _outwards(shared[0]) else ""

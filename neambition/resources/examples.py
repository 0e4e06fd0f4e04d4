"""Requests that advisers have answered, and what a new one has in common with them.

`examples.csv` is a row a request: its words, and the ids of what an adviser would send for it, the
best first; none where the catalogue has nothing for it. Whoever looks after the catalogue may add
to it. Written from the users' side, and by nobody who knew the requests that the search is judged
by.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

from neambition.resources.asking import Asked

FILE = Path(__file__).with_name("examples.csv")
NEAREST = 15
"""So many of the examples nearest to a request say what to send for it."""
NEXT = 0.85
"""How much less each further thing is worth that was sent."""
AGAIN = 0.25
"""How much each further example counts that says the same as the nearest."""
MEANING, HINT, LIMIT = 0.8, 0.5, 0.4
"""How much these tell of what is wanted, where a word tells 1."""
UNHEARD = 3.0
"""How much a word tells that no example has."""


@dataclass(frozen=True)
class Example:
    words: str
    send: tuple[str, ...]


@cache
def read() -> tuple[Example, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Example(row["words"], tuple(filter(None, row["send"].split(";"))))
            for row in csv.DictReader(lines)
        )


def _features(asked: Asked) -> dict[str, float]:
    """What a request consists of, and how much each tells."""
    found = {f"limit {limit.facet} {limit.value}": LIMIT for limit in asked.said}
    found |= dict.fromkeys(asked.hints, HINT)
    for topic in asked.topics:
        found |= {f"means {meaning}": MEANING for meaning in topic.means}
        found |= dict.fromkeys(topic.stems, 1.0)
    return found


class Examples:
    """Examples ready to be compared with."""

    def __init__(self, examples: Iterable[tuple[Asked, tuple[str, ...]]]) -> None:
        self._sent: list[tuple[str, ...]] = []
        self._with: dict[str, list[int]] = defaultdict(list)
        features = []
        for asked, send in examples:
            for feature in (has := _features(asked)):
                self._with[feature].append(len(self._sent))
            features.append(has)
            self._sent.append(send)
        self._weight = [self._sum(has) for has in features]

    def _telling(self, feature: str) -> float:
        having = len(self._with.get(feature, ()))
        return log(1 + len(self._sent) / (having + 0.5)) if having else UNHEARD

    def _sum(self, features: dict[str, float]) -> float:
        return sum(worth * self._telling(feature) for feature, worth in features.items())

    def like(self, asked: Asked) -> list[tuple[float, tuple[str, ...]]]:
        """The nearest examples: how like each is, from 0 to 1, and what was sent for it."""
        features = _features(asked)
        shared: dict[int, float] = defaultdict(float)
        for feature, worth in features.items():
            telling = worth * self._telling(feature)
            for at in self._with.get(feature, ()):
                shared[at] += telling
        own = self._sum(features)
        near = [(2 * got / (own + self._weight[at]), -at) for at, got in shared.items()]
        near.sort(reverse=True)
        return [(likeness, self._sent[-at]) for likeness, at in near[:NEAREST]]

    def send(self, asked: Asked) -> dict[str, float]:
        """What was sent for requests like it, by id, and how strongly that speaks for it."""
        spoken: dict[str, list[float]] = defaultdict(list)
        for likeness, sent in self.like(asked):
            for place, id_ in enumerate(sent):
                spoken[id_].append(likeness * NEXT**place)
        return {id_: max(said) + AGAIN * (sum(said) - max(said)) for id_, said in spoken.items()}

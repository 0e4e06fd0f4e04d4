"""Requests that advisers have answered, and what a new one has in common with them.

`examples.csv` is a row a request: its words, the ids of what an adviser would send for it, the best
first, none where there is nothing for it here; and who wrote it: a letter for those who had not
seen the catalogue yet when they thought of what people ask for, a number for those who had. Whoever
looks after the catalogue may add to it. Nobody of them knew the requests that the search is judged
by. Two requests are alike by the words and meanings that they share, and by the sense of the whole.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from neambition.resources.asking import LONGEST, Asked, understood
from neambition.resources.bearing import Bearing
from neambition.resources.vectors import vectors
from neambition.resources.words import plain_words, stems

FILE = Path(__file__).with_name("examples.csv")
MEANING, HINT, LIMIT = 0.8, 0.5, 0.4
"""How much these tell of what is wanted, where a word tells 1."""
UNHEARD = 3.0
"""How much a word tells that no example has."""
NEXT = 0.85
"""How much less each further thing is worth that was sent."""

Likeness = NDArray[np.float64]
"""How like each example is, from 0 to 1."""


@dataclass(frozen=True)
class Example:
    words: str
    send: tuple[str, ...]
    writer: str


@dataclass(frozen=True)
class Alike:
    """How like each example is by its words, and by its sense; and which way its words `point`
    (see `Bearing`)."""

    by_words: Likeness
    by_sense: Likeness
    points: float


@dataclass(frozen=True)
class _Voting:
    """So many of the nearest speak; each that says the same again counts so much."""

    nearest: int
    again: float
    weight: float


PARTING = 100
"""So many of the nearest say what would content those whom other things did not."""
_BY_WORDS = _Voting(15, 0.25, 1.0)
_BY_SENSE = _Voting(30, 0.4, 1.5)


@cache
def read() -> tuple[Example, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Example(row["words"], tuple(filter(None, row["send"].split(";"))), row["writer"])
            for row in csv.DictReader(lines)
        )


@cache
def of_other_business() -> frozenset[str]:
    """Stems of words of which one in five and more are typed for what there is nothing for."""
    here, elsewhere = (
        Counter(w for e in read() if bool(e.send) is served for w in {*stems(e.words)})
        for served in (True, False)
    )
    return frozenset(word for word, times in elsewhere.items() if 4 * times >= here[word])


class Examples:
    """Examples ready to be compared with: by the words alone, so that neither capitals nor markup
    make a difference."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._sent = [example.send for example in examples]
        self.served = np.array([bool(example.send) for example in examples])
        """Which of them there is something for."""
        self.sent = Counter(id_ for send in self._sent for id_ in send)
        """How often each entry was sent."""
        plain = [plain_words(example.words) for example in examples]
        features = [_features(understood(words[:LONGEST])) for words in plain]
        having: dict[str, list[int]] = defaultdict(list)
        for at, has in enumerate(features):
            for feature in has:
                having[feature].append(at)
        self._having = {feature: np.array(at) for feature, at in having.items()}
        self._weight = np.array([self._sum(has) for has in features])
        self._sense = vectors([" ".join(words) for words in plain])
        self._bearing = Bearing()
        for words, served in zip(plain, self.served, strict=True):
            self._bearing.learn(words, bool(served))

    def _telling(self, feature: str) -> float:
        """The fewer examples have it, the more it tells."""
        having = self._having.get(feature)
        return UNHEARD if having is None else log(1 + len(self._sent) / (len(having) + 0.5))

    def _sum(self, features: dict[str, float]) -> float:
        return sum(worth * self._telling(feature) for feature, worth in features.items())

    def alike(self, asked: Asked) -> Alike:
        """How like a request the examples are."""
        features = _features(asked)
        shared = np.zeros(len(self._sent))
        for feature, worth in features.items():
            having = self._having.get(feature)
            if having is not None:
                shared[having] += worth * self._telling(feature)
        both = self._weight + self._sum(features)
        by_words = np.divide(2 * shared, both, out=shared, where=both > 0)
        by_sense = self._sense @ vectors([" ".join(asked.plain)])[0]
        points = self._bearing.of(asked.plain)
        return Alike(by_words, by_sense.clip(0).astype(np.float64), points)

    def send(self, alike: Alike) -> dict[str, float]:
        """What was sent for requests like it, by id, and how strongly that speaks for it."""
        strength: dict[str, float] = defaultdict(float)
        for voting, likeness in ((_BY_WORDS, alike.by_words), (_BY_SENSE, alike.by_sense)):
            spoken: dict[str, list[float]] = defaultdict(list)
            for at in nearest(likeness, voting.nearest):
                for place, id_ in enumerate(self._sent[at]):
                    spoken[id_].append(float(likeness[at]) * NEXT**place)
            for id_, said in spoken.items():
                best = max(said)
                strength[id_] += voting.weight * (best + voting.again * (sum(said) - best))
        return strength

    def unmet(self, alike: Alike, shown: Collection[str]) -> dict[str, float]:
        """What was sent for requests like it for which none of those shown was, by id; and for how
        many of all that are like it, as a share from 0 to 1."""
        likeness = (_BY_WORDS.weight * alike.by_words + _BY_SENSE.weight * alike.by_sense) ** 2
        near = [*nearest(likeness, PARTING)]
        total = float(likeness[near].sum()) or 1.0
        share: dict[str, float] = defaultdict(float)
        for at in near:
            if not any(id_ in shown for id_ in self._sent[at]):
                for id_ in self._sent[at]:
                    share[id_] += float(likeness[at]) / total
        return share


@cache
def ready() -> Examples:
    """All of them, made ready once."""
    return Examples(read())


def nearest(likeness: Likeness, many: int) -> Iterable[int]:
    """The places of those most like it, the most first."""
    most = (
        np.argpartition(-likeness, many)[:many]
        if many < len(likeness)
        else np.arange(len(likeness))
    )
    return (int(at) for at in most[np.lexsort((most, -likeness[most]))])


def _features(asked: Asked) -> dict[str, float]:
    """What a request consists of, and how much each tells."""
    found = {f"limit {limit.facet} {limit.value}": LIMIT for limit in asked.said}
    found |= dict.fromkeys(asked.hints, HINT)
    for topic in asked.topics:
        found |= {f"means {meaning}": MEANING for meaning in topic.means}
        found |= dict.fromkeys(topic.stems, 1.0)
    return found

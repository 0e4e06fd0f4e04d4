"""What a new request has in common with those that advisers have answered, and what that says.

Two requests are alike by the words that they share, and by the sense of the whole.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from neambition.resources.answered import Example, read
from neambition.resources.asking import Asked
from neambition.resources.vectors import vectors
from neambition.resources.wordings import Wordings

NEXT = 0.85
"""How much less each further thing is worth that was sent."""

Likeness = NDArray[np.float64]
"""How like each example is, from 0 to 1."""


@dataclass(frozen=True)
class Alike:
    """How like each example is by its words, and by its sense; and which way its words point, to
    something being here and to each entry (see `Wordings`)."""

    by_words: Likeness
    by_sense: Likeness
    here: float
    towards: NDArray[np.float64]


@dataclass(frozen=True)
class Answers:
    """Which examples there is something for, and which there never was; neither is what is gone."""

    served: NDArray[np.bool_]
    unserved: NDArray[np.bool_]

    def nearest(self, alike: Alike) -> tuple[float, float]:
        """How like by its sense the likest is of either."""
        served, unserved = (alike.by_sense[of] for of in (self.served, self.unserved))
        return float(served.max(initial=0)), float(unserved.max(initial=0))


@dataclass(frozen=True)
class _Voting:
    """So many of the nearest speak; each that says the same again counts so much."""

    nearest: int
    again: float
    weight: float


POINTING = 0.5
"""How much it counts that words point to an entry."""
PARTING = 100
"""So many of the nearest say what would content those whom other things did not."""
_BY_WORDS = _Voting(15, 0.25, 1.0)
_BY_SENSE = _Voting(30, 0.4, 1.5)


class Examples:
    """Examples ready to be compared with: by the words alone, so that neither capitals nor markup
    make a difference."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.sent = Counter(id_ for example in examples for id_ in example.send)
        """How often each entry was sent."""
        self._columns = {id_: column for column, id_ in enumerate(sorted(self.sent))}
        self._worth = np.zeros((len(examples), len(self._columns)), np.float32)
        by = np.repeat(np.arange(len(examples)), [len(example.send) for example in examples])
        sent = [self._columns[id_] for example in examples for id_ in example.send]
        self._worth[by, sent] = [NEXT**n for example in examples for n in range(len(example.send))]
        plain = [example.plain for example in examples]
        self._wordings = Wordings(plain, self._worth)
        self._senses = vectors(plain)

    def alike(self, asked: Asked) -> Alike:
        """How like a request the examples are: by the words, and by the sense of all its words or
        of its core, whichever is liker."""
        by_sense = (self._senses @ vectors([asked.plain, asked.core]).T).max(axis=1)
        return Alike(
            self._wordings.alike(asked.plain),
            by_sense.clip(0).astype(np.float64),
            self._wordings.here(asked.plain),
            self._wordings.towards(asked.plain),
        )

    def answers(self, ids: Collection[str]) -> Answers:
        """What became of the examples where only these entries can be sent."""
        columns = [self._columns[id_] for id_ in ids if id_ in self._columns]
        return Answers(
            self._worth[:, columns].max(axis=1, initial=0) > 0,
            self._worth.max(axis=1, initial=0) == 0,
        )

    def send(self, alike: Alike) -> dict[str, float]:
        """What was sent for requests like it, by id, and how strongly that speaks for it."""
        strength = POINTING * alike.towards
        for voting, likeness in ((_BY_WORDS, alike.by_words), (_BY_SENSE, alike.by_sense)):
            near = nearest(likeness, voting.nearest)
            said = likeness[near, None] * self._worth[near]
            best = said.max(axis=0, initial=0)
            strength += voting.weight * (best + voting.again * (said.sum(axis=0) - best))
        return {id_: float(strength[at]) for id_, at in self._columns.items() if strength[at]}

    def unmet(self, alike: Alike, shown: Collection[str]) -> dict[str, float]:
        """What was sent for requests like it for which none of those shown was, by id; and for how
        many of all that are like it, as a share from 0 to 1."""
        likeness = (alike.by_words + alike.by_sense) ** 2
        near = nearest(likeness, PARTING)
        sent = self._worth[near] > 0
        met = sent[:, [self._columns[id_] for id_ in shown if id_ in self._columns]].any(axis=1)
        unmet = np.where(met, 0.0, likeness[near]) @ sent / (float(likeness[near].sum()) or 1.0)
        return {id_: float(unmet[at]) for id_, at in self._columns.items() if unmet[at]}


_READYING = Lock()


def ready() -> Examples:
    """All of them, made ready once, by whoever comes first."""
    with _READYING:
        return _ready()


@cache
def _ready() -> Examples:
    return Examples(read())


def nearest(likeness: Likeness, many: int) -> NDArray[np.int_]:
    """The places of those most like it, the most first."""
    most = (
        np.argpartition(-likeness, many)[:many]
        if many < len(likeness)
        else np.arange(len(likeness))
    )
    return most[np.lexsort((most, -likeness[most]))]

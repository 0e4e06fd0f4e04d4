"""Which way the words of a request point: to something for it being here, or to nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from math import log, sqrt

from neambition.resources.words import stem


class Bearing:
    """Learned from requests with what became of them: each word, and each two that stand together,
    point the way for which they were typed oftener."""

    def __init__(self) -> None:
        self._typed: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self._requests = {True: 0, False: 0}

    def learn(self, plain: Sequence[str], served: bool) -> None:
        """`plain`: as `plain_words` has them; `served`: whether there was something for it."""
        self._typed[served].update({*_marks(plain)})
        self._requests[served] += 1

    def of(self, plain: Sequence[str]) -> float:
        """Above 0 where they point to something, below where to nothing; 0 where nobody typed them.

        The sum of the logarithms of how much oftener each was typed for the one than for the other;
        it grows with their number, but less: words that stand together tell the same again.
        """
        known = [mark for mark in {*_marks(plain)} if any(t[mark] for t in self._typed.values())]
        return sum(map(self._points, known)) / sqrt(len(known) + 1)

    def _points(self, mark: str) -> float:
        doubt = 1 / sum(self._requests.values())
        here, elsewhere = (
            self._typed[served][mark] / max(self._requests[served], 1) + doubt
            for served in (True, False)
        )
        return log(here / elsewhere)


def _marks(plain: Sequence[str]) -> Iterable[str]:
    """The words, and each two that stand together."""
    said = [stem(word) for word in plain]
    return chain(said, map(" ".join, pairwise(said)))

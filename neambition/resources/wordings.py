"""What the words of answered requests tell of a new one: which are like it, whether there is
something here for it, and what.

Words and pairs of them that stand together are looked at, each by how often it was typed for what.
Signs that say the same add up to less than their sum, since words come in company.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from neambition.resources.words import stem

UNSAID = 2
"""As if each sign had been typed so many times more, and no oftener for one thing than another."""

Worth = NDArray[np.float32]
"""A row a request and a column an entry: how good that is for it, from 0 to 1."""
Numbers = NDArray[np.float64]


class Wordings:
    """`requests`: words of each as `plain_words` has them; `worth`: what was sent for each."""

    def __init__(self, requests: Sequence[Sequence[str]], worth: Worth) -> None:
        self._worth = worth
        self._served: NDArray[np.bool_] = worth.max(axis=1, initial=0) > 0
        self._often = worth.sum(axis=0) / max(len(worth), 1)
        typed: dict[str, list[int]] = defaultdict(list)
        for number, plain in enumerate(requests):
            for sign in _signs(plain):
                typed[sign].append(number)
        self._typed = {sign: np.array(numbers) for sign, numbers in typed.items()}
        self._all = np.zeros(len(requests))
        for sign, at in self._typed.items():
            self._all[at] += self._tells(sign)

    def _tells(self, sign: str) -> float:
        """The fewer requests have it, the more it tells."""
        return log(1 + len(self._worth) / (len(self._typed[sign]) + 0.5))

    def alike(self, plain: Sequence[str]) -> Numbers:
        """How like each request is, from 0 to 1: how much of the signs of both they share."""
        signs = _signs(plain) & self._typed.keys()
        shared = np.zeros(len(self._worth))
        for sign in signs:
            shared[self._typed[sign]] += self._tells(sign)
        both = self._all + sum(map(self._tells, signs))
        return np.divide(2 * shared, both, out=shared, where=both > 0)

    def here(self, plain: Sequence[str]) -> float:
        """Above 0 where the words were typed for what is here, below where for other things."""
        served = int(np.count_nonzero(self._served))
        others = len(self._served) - served
        doubt = 1 / max(len(self._served), 1)
        total, known = 0.0, self._known(plain)
        for typed in known:
            times = int(np.count_nonzero(self._served[typed]))
            often = times / max(served, 1) + doubt
            total += log(often / ((len(typed) - times) / max(others, 1) + doubt))
        return total / sqrt(len(known) + 1)

    def towards(self, plain: Sequence[str]) -> Numbers:
        """For each entry, from 0: how much oftener than otherwise it was sent for these words."""
        total, one = np.zeros(self._worth.shape[1]), np.ones(self._worth.shape[1])
        known = self._known(plain)
        for typed in known:
            sent = self._worth[typed].sum(axis=0) + UNSAID * self._often
            often = sent / (len(typed) + UNSAID)
            total += np.log(
                np.divide(often, self._often, out=one.copy(), where=often > self._often)
            )
        return total / sqrt(len(known) + 1)

    def _known(self, plain: Sequence[str]) -> list[NDArray[np.int_]]:
        """The requests that have each of the signs that anybody typed."""
        return [self._typed[sign] for sign in sorted(_signs(plain)) if sign in self._typed]


def _signs(plain: Sequence[str]) -> set[str]:
    said = [*map(stem, plain)]
    pairs: Iterable[str] = map(" ".join, pairwise(said))
    return {*chain(said, pairs)}

"""What the words of answered requests tell of a new one: which are like it, whether there is
something here for it, and what.

Words and pairs of them that stand together are looked at, each by how often it was typed for what.
Signs that say the same add up to less than their sum, since words come in company.
"""

from collections.abc import Iterable, Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from neambition.resources.words import stem

WIDTH = 32
"""Bits of a word's number."""
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
        said = [stem(word) for plain in requests for word in plain]
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(said), start=1)}
        by = np.repeat(np.arange(len(worth)), [len(plain) for plain in requests])
        signs, by = _signs(self._numbered(said), by)
        every, places = np.unique(signs, return_inverse=True)
        self._places = {sign: place for place, sign in enumerate(every.tolist())}
        each = np.sort(places * len(worth) + by)
        each = each[np.diff(each, prepend=-1) > 0]  # once a request
        places, self._typed_by = np.divmod(each, max(len(worth), 1))
        times = np.bincount(places, minlength=len(every))
        self._ends = np.cumsum(times)
        self._tells = np.log(1 + len(worth) / (times + 0.5))
        """The fewer requests have a sign, the more it tells."""
        self._all = np.bincount(self._typed_by, self._tells[places], minlength=len(worth))

    def alike(self, plain: Sequence[str]) -> Numbers:
        """How like each request is, from 0 to 1: how much of the signs of both they share."""
        signs = self._known(plain)
        shared = np.zeros(len(self._worth))
        for sign in signs:
            shared[self._typed(sign)] += self._tells[sign]
        both: Numbers = self._all + self._tells[signs].sum()
        return np.divide(2 * shared, both, out=shared, where=both > 0)

    def here(self, plain: Sequence[str]) -> float:
        """Above 0 where the words were typed for what is here, below where for other things."""
        served = int(np.count_nonzero(self._served))
        others = len(self._served) - served
        doubt = 1 / max(len(self._served), 1)
        total, known = 0.0, self._known(plain)
        for typed in map(self._typed, known):
            times = int(np.count_nonzero(self._served[typed]))
            often = times / max(served, 1) + doubt
            total += log(often / ((len(typed) - times) / max(others, 1) + doubt))
        return total / sqrt(len(known) + 1)

    def towards(self, plain: Sequence[str]) -> Numbers:
        """For each entry, from 0: how much oftener than otherwise it was sent for these words."""
        total, one = np.zeros(self._worth.shape[1]), np.ones(self._worth.shape[1])
        known = self._known(plain)
        for typed in map(self._typed, known):
            sent = self._worth[typed].sum(axis=0) + UNSAID * self._often
            often = sent / (len(typed) + UNSAID)
            total += np.log(
                np.divide(often, self._often, out=one.copy(), where=often > self._often)
            )
        return total / sqrt(len(known) + 1)

    def _typed(self, sign: int) -> NDArray[np.int_]:
        """The requests that have it."""
        start = self._ends[sign - 1] if sign else 0
        return self._typed_by[start : self._ends[sign]]

    def _known(self, plain: Sequence[str]) -> list[int]:
        """The places of its signs that anybody typed."""
        said = self._numbered(map(stem, plain))
        signs, _ = _signs(said, np.zeros(len(said), dtype=int))
        return [self._places[s] for s in dict.fromkeys(signs.tolist()) if s in self._places]

    def _numbered(self, stems: Iterable[str]) -> NDArray[np.int_]:
        """The number of each, 0 where nobody typed it."""
        return np.array([self._numbers.get(stem_, 0) for stem_ in stems], dtype=int)


def _signs(
    said: NDArray[np.int_], by: NDArray[np.int_]
) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Words that were typed, and pairs of them that stand together, each as one number; and who
    typed them."""
    typed = said > 0
    pairs = typed[:-1] & typed[1:] & (by[:-1] == by[1:])
    return (
        np.concatenate([said[typed], (said[:-1] << WIDTH | said[1:])[pairs]]),
        np.concatenate([by[typed], by[1:][pairs]]),
    )

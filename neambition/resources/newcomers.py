"""Entries that no example names yet: nobody could send them, so they speak for themselves."""

from collections.abc import Collection, Sequence

import numpy as np

from neambition.resources.entry import Resource
from neambition.resources.index import Grades
from neambition.resources.vectors import vectors
from neambition.resources.words import plain_words


class Newcomers:
    """Of entries in their order, those that are not among the ids that were sent."""

    def __init__(self, entries: Sequence[Resource], sent: Collection[str]) -> None:
        self.are = np.array([entry.id not in sent for entry in entries], dtype=bool)
        new = [entry for entry in entries if entry.id not in sent]
        self._titles, self._summaries = (
            vectors([plain_words(words) for words in said])
            for said in ([entry.title for entry in new], [entry.summary for entry in new])
        )

    def alike(self, plain: Sequence[str]) -> Grades:
        """How like its title or its summary, whichever is liker, is by its sense to a request; 0
        for entries that are no newcomers."""
        asked = vectors([plain])[0]
        alike = np.zeros(len(self.are))
        alike[self.are] = np.maximum(self._titles @ asked, self._summaries @ asked).clip(0)
        return alike

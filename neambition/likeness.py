"""Which of many names were meant: those that have the words, else those most like them."""

from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import TypeVar

from rapidfuzz import fuzz

K = TypeVar("K")

ALIKE = 75
"""Of 100: `newshm` is that like `newsham`, and `benham` is not."""

PIECE = 3
"""Letters: a word misspelt in one place still has some such piece right."""

NEAR = 200
"""How many names with most such pieces are looked at more closely."""


def likest(words: str, names: Mapping[K, str], most: int) -> list[K]:
    """The keys of at most so many names: those that have every word, in their order, else the
    likest, the likest first.

    Both `words` and `names` are as compared: lower case, no punctuation.
    """
    typed = words.split()
    having = [key for key, name in names.items() if all(word in name for word in typed)]
    if having or not typed:
        # Names that begin with what was typed come first, the others stay in order.
        having.sort(key=lambda key: not names[key].startswith(words))
        return having[:most] if typed else []
    alike = {key: _alike(typed, names[key].split()) for key in _near(typed, names)}
    found = [key for key, score in alike.items() if score >= ALIKE]
    return sorted(found, key=lambda key: -alike[key])[:most]


def _near(typed: Sequence[str], names: Mapping[K, str]) -> list[K]:
    """The names that share most pieces with what was typed."""
    pieces = {word[at : at + PIECE] for word in typed for at in range(len(word) - PIECE + 1)}
    shared = {key: sum([piece in name for piece in pieces]) for key, name in names.items()}
    return nlargest(NEAR, (key for key, count in shared.items() if count), key=shared.__getitem__)


def _alike(typed: Sequence[str], name: Sequence[str]) -> float:
    """How like the name's words are to those typed, each to its likest, 0 to 100."""
    return sum(max(fuzz.ratio(word, other) for other in name) for word in typed) / len(typed)

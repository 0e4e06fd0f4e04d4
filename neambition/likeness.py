"""Which of many names were meant by words that none of them has as they stand."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import TypeVar

from rapidfuzz import fuzz

K = TypeVar("K")

ALIKE = 75
"""Of 100: `newshm` is that like `newsham`, and `benham` is not."""

NEAR = 400
"""How many names with most such pieces are looked at more closely."""


def likest(words: str, names: Mapping[K, str], most: int) -> list[K]:
    """The keys of the names most like those words, the likest first, at most so many.

    Both `words` and `names` are as compared: lower case, no punctuation. A word that some name has
    is taken for right, and so is the first letter of the others; all is in doubt only if that
    finds nothing.
    """
    typed = words.split()
    right = [word for word in typed if any(word in name for name in names.values())]
    wrong = [word for word in typed if word not in right]
    sure = [*right, *(f" {word[0]}" for word in wrong)]
    likely = [key for key, name in names.items() if all(part in f" {name}" for part in sure)]
    return _best(typed, likely, names, most) or _best(typed, names, names, most)


def _best(typed: Sequence[str], keys: Iterable[K], names: Mapping[K, str], most: int) -> list[K]:
    alike = {key: _alike(typed, names[key].split()) for key in _near(typed, keys, names)}
    found = [key for key, score in alike.items() if score >= ALIKE]
    return sorted(found, key=lambda key: -alike[key])[:most]


def _near(words: Sequence[str], keys: Iterable[K], names: Mapping[K, str]) -> list[K]:
    """The names that share most pieces with the words."""
    # Two letters, or a first letter with the space before it: some of them are right in any word.
    pieces = {f" {word}"[at : at + 2] for word in words for at in range(len(word))}
    spaced = ((key, f" {names[key]}") for key in keys)
    shared = {key: sum([piece in name for piece in pieces]) for key, name in spaced}
    return nlargest(NEAR, (key for key, count in shared.items() if count), key=shared.__getitem__)


def _alike(typed: Sequence[str], name: Sequence[str]) -> float:
    """How like the name's words are to those typed, each to its likest, 0 to 100."""
    return sum(max(fuzz.ratio(word, other) for other in name) for word in typed) / len(typed)

"""Misspelt words, mended to those that the search knows; a word of the language is none."""

import gzip
import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from neambition.resources.answered import typed
from neambition.resources.places import places
from neambition.resources.words import lines, plain_words, stem

HERE = Path(__file__).parent
SHORTEST = 5
"""Letters of a word that is mended; shorter ones are too like others."""
LONG = 8
OFTEN = 4


@lru_cache(maxsize=4)
def _written(extra: frozenset[str]) -> frozenset[str]:
    """Words that a slip is mended to: of our lists, and the catalogue's; of places long ones only,
    since short ones are a slip away from many a surname."""
    lists = ("synonyms.txt", "phrases.txt", "common-words.txt")
    ours = {word for name in lists for line in lines(HERE / name) for word in plain_words(line)}
    return extra.union(ours, (word for word in _of_places() if len(word) >= LONG))


@cache
def _of_places() -> frozenset[str]:
    called = (name for place in places().values() for name in (place.name, *place.also))
    return frozenset(word for name in called for word in plain_words(name))


@lru_cache(maxsize=4)
def _right(extra: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are right as they are, and their stems."""
    words = _written(extra) | _of_places()
    return words, frozenset(map(stem, words))


def is_known(word: str, known: frozenset[str]) -> bool:
    """Whether anything here has that word, or people often type it, or English does."""
    return stem(word) in _right(known)[1] or typed()[word] > OFTEN or word in language()


def mended(said: Sequence[str], known: frozenset[str]) -> list[str]:
    """Each word, or the known one it most likely was to be: one slip away, two in long ones."""
    right, _ = _right(known)
    return [word if _fine(word, right) else _likelier(word, _written(known)) for word in said]


def _fine(word: str, right: frozenset[str]) -> bool:
    if len(word) < SHORTEST or not word.isalpha():
        return True
    return word in right or word.removesuffix("s") in right or word in language()


@cache
def language() -> frozenset[str]:
    """Words of English, many of which are a slip away from what is asked for here."""
    listed = files("spellchecker") / "resources" / "en.json.gz"
    return frozenset(json.loads(gzip.decompress(listed.read_bytes())))


def _likelier(word: str, known: frozenset[str]) -> str:
    """The known word with the fewest slips that people type most, unless they type it less often
    than what stands there."""
    slips = 2 if len(word) >= LONG else 1
    near = [
        other for other in known if other[0] == word[0] and abs(len(other) - len(word)) <= slips
    ]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
    likeliest = min(
        ((away, -typed()[other], other) for other, away, _ in found), default=(0, 0, word)
    )[2]
    return likeliest if typed()[likeliest] >= typed()[word] else word

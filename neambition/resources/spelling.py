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
from neambition.resources.words import common, lines, plain_words, stem

HERE = Path(__file__).parent
SHORTEST = 5
"""Letters of a word that is mended; shorter ones are too like others."""
LONG = 8
OFTEN = 4


@lru_cache(maxsize=4)
def _written(extra: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that a slip is mended to, of our lists and the catalogue's; and stems of those that are
    right as they are, names of places too: nobody is sent to a place that they did not name."""
    known = set(extra)
    for name in ("synonyms.txt", "phrases.txt"):
        for line in lines(HERE / name):
            known |= {*plain_words(line)}
    right = known | {word for line in lines(HERE / "places.csv") for word in plain_words(line)}
    return frozenset(known), frozenset(map(stem, right)) | common()


def is_known(word: str, known: frozenset[str]) -> bool:
    """Whether anything here has that word, or people often type it, or English does."""
    return stem(word) in _written(known)[1] or typed()[word] > OFTEN or word in language()


def mended(said: Sequence[str], known: frozenset[str]) -> list[str]:
    """Each word, or the known one it most likely was to be: one slip away, two in long ones."""
    words, whole = _written(known)
    return [word if _fine(word, whole) else _likelier(word, words) for word in said]


def _fine(word: str, known: frozenset[str]) -> bool:
    short = len(word) < SHORTEST
    return short or not word.isalpha() or stem(word) in known or word in language()


@cache
def language() -> frozenset[str]:
    """Words of English, many of which are a slip away from what is asked for here."""
    listed = files("spellchecker") / "resources" / "en.json.gz"
    return frozenset(json.loads(gzip.decompress(listed.read_bytes())))


def _likelier(word: str, known: frozenset[str]) -> str:
    """The known word it was to be, unless people type that less often than it."""
    nearest = _nearest(word, known)
    return nearest if typed()[nearest] >= typed()[word] else word


def _nearest(word: str, known: frozenset[str]) -> str:
    slips = 2 if len(word) >= LONG else 1
    near = [
        other for other in known if other[0] == word[0] and abs(len(other) - len(word)) <= slips
    ]
    found = process.extractOne(word, sorted(near), scorer=OSA.distance, score_cutoff=slips)
    return str(found[0]) if found else word

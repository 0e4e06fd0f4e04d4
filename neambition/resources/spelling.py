"""Misspelt words, mended to those that the search knows; a word of the language is none."""

import csv
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

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
    return frozenset(known), frozenset(map(stem, right | _often_said())) | common()


@cache
def _often_said() -> set[str]:
    """What people type often is no slip."""
    with (HERE / "examples.csv").open(encoding="utf-8", newline="") as rows:
        said = Counter(word for row in csv.DictReader(rows) for word in plain_words(row["words"]))
    return {word for word, times in said.items() if times > OFTEN}


def is_known(word: str, known: frozenset[str]) -> bool:
    """Whether anything here has that word, or people often type it, or English does."""
    return stem(word) in _written(known)[1] or word in language()


def mended(said: Sequence[str], known: frozenset[str]) -> list[str]:
    """Each word, or the known one it most likely was to be: one slip away, two in long ones."""
    words, whole = _written(known)
    return [word if _fine(word, whole) else _nearest(word, words) for word in said]


def _fine(word: str, known: frozenset[str]) -> bool:
    short = len(word) < SHORTEST
    return short or not word.isalpha() or stem(word) in known or word in language()


@cache
def language() -> frozenset[str]:
    """Words of English, many of which are a slip away from what is asked for here."""
    return frozenset(SpellChecker(language="en").word_frequency.keys())


def _nearest(word: str, known: frozenset[str]) -> str:
    slips = 2 if len(word) >= LONG else 1
    near = [
        other for other in known if other[0] == word[0] and abs(len(other) - len(word)) <= slips
    ]
    found = process.extractOne(word, sorted(near), scorer=OSA.distance, score_cutoff=slips)
    return str(found[0]) if found else word

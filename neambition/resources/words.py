"""Words as the search compares them: lower case, without accents, by their Snowball stems."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:(?<=[^\W\d_])&[^\W\d_]+)?")
_STEMMER = Stemmer.Stemmer("english")


def plain_words(text: str) -> list[str]:
    """The words of a text in their order, `what's` as `whats`."""
    bare = text.lower().replace("'", "").replace("’", "")
    if not bare.isascii():
        folded = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in folded if not unicodedata.combining(c))
    return _WORD.findall(bare)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    return [stem(word) for word in plain_words(text)]


def lines(file: Path) -> list[str]:
    """The lines of a word list, without its remarks."""
    rows = (line.strip() for line in file.read_text("utf-8").splitlines())
    return [line for line in rows if line and not line.startswith("#")]


def named(line: str) -> tuple[str, list[str]]:
    """A line `name: one, another` in its parts."""
    name, _, several = line.partition(":")
    return name.strip(), [part.strip() for part in several.split(",") if part.strip()]


@cache
def common() -> frozenset[str]:
    """Stems of the words that say nothing about what is wanted."""
    file = Path(__file__).with_name("common-words.txt")
    return frozenset(stem(word) for line in lines(file) for word in plain_words(line))


class Phrases:
    """Which values are named in a row of words; longer phrases win over shorter ones in them.

    `read`: how phrases are read, and the words that they are looked for in: by their stems, or as
    they are written.
    """

    def __init__(self, of: dict[str, list[str]], read: Callable[[str], list[str]] = stems) -> None:
        self._values: dict[tuple[str, ...], set[str]] = {}
        self._sizes: dict[str, set[int]] = {}
        for value, phrases in of.items():
            for phrase in phrases:
                words = tuple(read(phrase))
                self._values.setdefault(words, set()).add(value)
                self._sizes.setdefault(words[0], set()).add(len(words))

    def find(self, said: Sequence[str]) -> list[tuple[range, frozenset[str]]]:
        """Where, as a range of places, and the values that the phrase there stands for."""
        found: list[tuple[range, frozenset[str]]] = []
        end = 0
        for at, word in enumerate(said):
            if at < end or word not in self._sizes:
                continue
            for size in sorted(self._sizes[word], reverse=True):
                values = self._values.get(tuple(said[at : at + size]))
                if values and at + size <= len(said):
                    end = at + size
                    found.append((range(at, end), frozenset(values)))
                    break
        return found

"""Finding a school by what somebody typed: a name, a town, a postcode or a URN, misspelt too.

The store narrows tens of thousands of schools down to some that share grams with the words (three
letters in a row); these are then ranked here.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

MOST = 5
"""As many as a person is asked to choose from."""

_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})\b")
_URN = re.compile(r"[0-9]{5,7}")
_PHRASES = {
    " church of england ": " cofe ",
    " c of e ": " cofe ",
    " c e ": " cofe ",
    " roman catholic ": " catholic ",
    " r c ": " catholic ",
}
_SAME = {
    "saint": "st",
    "saints": "st",
    "rc": "catholic",
    "ce": "cofe",
    "coe": "cofe",
    "prim": "primary",
    "jnr": "junior",
    "inf": "infants",
    "infant": "infants",
    "and": "",
    "of": "",
    "the": "",
    "at": "",
    "in": "",
    "upon": "",
    **dict.fromkeys(
        ["i", "work", "am", "my", "our", "is", "please", "called", "teach", "from", "urn"], ""
    ),
}
_COMMON_WORDS = (
    "academy aided catholic church city cofe college community controlled early educational "
    "federation first free grammar high independent infants junior lower middle nursery "
    "preparatory primary school schools special st trust unit upper va vc voluntary years"
)
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words that tell schools apart too little to look for them by."""

_KINDS = frozenset(("catholic", "cofe", "first", "infants", "junior", "middle", "nursery"))
"""Those of them that tell apart two schools of one name and town."""

_LIKE_A_COMMON_WORD = 85
_LIKE_A_WORD = 0.62
_WEIGHT_OF_A_COMMON_WORD = 0.12
_WEIGHT_OF_A_KIND = 0.3
_GOOD_ENOUGH = 0.6


@dataclass(frozen=True)
class Listed:
    """A school as it is found and chosen from; `town` and `postcode` may be empty."""

    id: int
    name: str
    town: str
    postcode: str

    @property
    def full(self) -> str:
        """`Newsham Primary School, Blyth NE24 4PB`."""
        place = " ".join(part for part in (self.town, self.postcode) if part)
        return f"{self.name}, {place}" if place else self.name


@dataclass(frozen=True)
class Wanted:
    """What somebody typed, taken apart: a URN, a postcode, and the words beside it."""

    urn: str | None
    postcode: str | None
    words: tuple[str, ...]

    @property
    def telling(self) -> tuple[str, ...]:
        """The words to look for a school by: not those that most schools have, unless it has none
        but those."""
        return tuple(word for word in self.words if word not in _COMMON) or self.words

    @property
    def is_a_name(self) -> bool:
        """Whether a school could be registered by it: a number or a postcode alone is no name."""
        return bool(self.words)


def name_key(name: str) -> str:
    """A name as compared: case, accents, punctuation and spacing make no other school."""
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = "".join(letters)
    return " ".join(re.findall(r"\w+", name.casefold().replace("'", "").replace("’", "")))


def wanted(typed: str) -> Wanted:
    """What a line of words asks for."""
    line = name_key(typed)
    if _URN.fullmatch(line):
        return Wanted(line, None, ())
    found = _POSTCODE.search(line)
    if found is None:
        return Wanted(None, None, words(line))
    postcode = f"{found[1]} {found[2]}".upper()
    return Wanted(None, postcode, words(line[: found.start()] + line[found.end() :]))


def words(line: str) -> tuple[str, ...]:
    """The words of a name, each spelt as the register spells it most often: `rc` is `catholic`.

    A word that is all but a common one, such as `primry`, is that.
    """
    line = f" {name_key(line)} "
    for phrase, word in _PHRASES.items():
        line = line.replace(phrase, word)
    spelt = (_SAME.get(word, word) for word in line.split())
    return tuple(_common(word) for word in spelt if word)


@lru_cache(maxsize=50_000)
def _common(word: str) -> str:
    if len(word) < 5 or word in _COMMON:
        return word
    found = process.extractOne(
        word, _COMMON, scorer=fuzz.ratio, score_cutoff=_LIKE_A_COMMON_WORD, processor=None
    )
    return found[0] if found else word


def grams(word: str) -> set[str]:
    """A word's letters in threes, its ends marked: of Bede `^be bed ede de$`."""
    marked = f"^{word}$"
    return {marked[n : n + 3] for n in range(len(marked) - 2)}


def key(name: str, town: str, postcode: str) -> set[str]:
    """The grams that a school is found by: those of its telling words, its town and the first part
    of its postcode; of all its words where none is telling."""
    outward = postcode.lower().split()[:1]
    line = words(f"{name} {town}")
    telling = [word for word in line if word not in _COMMON] or line
    return {gram for word in (*telling, *outward) for gram in grams(word)}


def nearest(postings: Mapping[str, Sequence[int]], most: int) -> list[int]:
    """Of schools that have any of some grams, those that have most, a rare gram counting more.

    `postings`: of each gram the ids of the schools that have it.
    """
    score: defaultdict[int, float] = defaultdict(float)
    for ids in postings.values():
        weight = 1 / log(len(ids) + 2)
        for id_ in ids:
            score[id_] += weight
    return nlargest(most, score, key=score.__getitem__)


def ranked(asked: Wanted, schools: Iterable[Listed]) -> list[Listed]:
    """Those like enough to what is wanted, the likest first; of equals in the order of their names.

    A school of that very postcode is likest of all.
    """
    scored = [(_likeness(asked, school), school) for school in schools]
    good = [pair for pair in scored if pair[0] >= _GOOD_ENOUGH]
    good.sort(key=lambda pair: (-pair[0], pair[1].name, pair[1].town, pair[1].id))
    return [school for _, school in good]


def _likeness(asked: Wanted, school: Listed) -> float:
    """From 0 to 1, and 1 more for the very postcode."""
    here = 1.0 if asked.postcode and asked.postcode == school.postcode else 0.0
    if not asked.words:
        return here
    name, town = words(school.name), words(school.town)
    outward = tuple(school.postcode.lower().split()[:1])
    found = _covered(asked.words, (*name, *town, *outward))
    back = _covered(name, asked.words)
    return here + round(0.85 * found + 0.15 * back, 3)


def _covered(these: Sequence[str], those: Sequence[str]) -> float:
    """How much of these words is found among those, common words counting little."""
    total = sum(map(_weight, these))
    return sum(_weight(word) * _nearest(word, those) for word in these) / total if total else 0.0


def _weight(word: str) -> float:
    if word in _KINDS:
        return _WEIGHT_OF_A_KIND
    return _WEIGHT_OF_A_COMMON_WORD if word in _COMMON else 1.0


def _nearest(word: str, those: Sequence[str]) -> float:
    """The likeness of the word most like it; a beginning of at least three letters is nearly it."""
    best = 0.0
    for other in those:
        if word == other:
            return 1.0
        if len(word) >= 3 and other.startswith(word):
            best = max(best, 0.9)
        like: float = Indel.normalized_similarity(word, other, score_cutoff=_LIKE_A_WORD)
        best = max(best, like)
    return best

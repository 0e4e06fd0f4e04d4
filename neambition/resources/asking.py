"""What a request means: what it is limited to, and what it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from neambition.resources.answered import standing
from neambition.resources.entry import Reader
from neambition.resources.limits import ONLINE, Facet, Limit, Money, Sort
from neambition.resources.numbered import benchmarks, stages
from neambition.resources.places import common_place, places
from neambition.resources.seasons import MONTHS
from neambition.resources.spelling import mended
from neambition.resources.synonyms import meanings
from neambition.resources.words import Phrases, common, lines, named, plain_words, stem

FILE = Path(__file__).with_name("phrases.txt")
CONSUMED = frozenset({Facet.AGE, Facet.COST, Facet.SORT, Facet.PLACE})
"""Facets whose words say nothing more about what is wanted."""
BESIDE = frozenset({Facet.AGE, Facet.COST, Facet.PLACE})
"""Facets whose words are no part of what is wanted: a dentist in Gateshead is a dentist; only one
on a screen is something else."""
AS_PART = frozenset({Facet.AGE, Facet.PLACE})
"""Facets whose words may be part of something else: junior doctors, dog walkers, nursery rhymes."""
SPENT = frozenset({Facet.TIME, Facet.READER})
"""Facets whose words say nothing more unless they have a meaning too: careers week, parents."""
BINDING = frozenset({Facet.AGE, Facet.COST, Facet.PLACE, Facet.BENCHMARK})
WISHES = {
    (Facet.READER, Reader.GOVERNORS),
    *(
        (Facet.SORT, sort)
        for sort in (
            *(Sort.VISITOR, Sort.TRIP, Sort.FILM),
            *(Sort.COMPETITION, Sort.TRAINING, Sort.FUNDING),
        )
    ),
}
"""What else people mean when they say it."""
CAREERS = frozenset(
    stem(word)
    for word in (
        *("career", "job", "employer", "profession", "occupation", "apprentice"),
        *("visitor", "ambition", "workplace"),
    )
)
REFUSABLE = frozenset({Facet.SORT, Facet.PLACE, Facet.READER, Facet.COST})
REFUSALS = frozenset({"not", "no", "without", "except", "isnt", "arent", "nor"})
OLDEST = 11
"""No pupil is older, so greater numbers are of something else."""
LONGEST = 120
"""So many words of a request are read."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True)
class Topic:
    """One thing that a request is about: stems of the words that say it, and what they mean."""

    stems: frozenset[str]
    means: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """What a request means.

    `plain`: its words, those misspelt mended. `core`: these without those that say an age, a price,
    a place, a day or how many children. `limits`: what each suggestion has to keep to. `leanings`:
    what is said by the way; what keeps to it comes first. `beyond`: stems of what neither says a
    limit nor merely asks.
    `careers`: whether work is spoken of.
    """

    plain: tuple[str, ...]
    core: tuple[str, ...]
    limits: tuple[Limit, ...]
    leanings: tuple[Limit, ...]
    topics: tuple[Topic, ...]
    beyond: frozenset[str]
    careers: bool

    @property
    def said(self) -> tuple[Limit, ...]:
        """Limits and leanings together."""
        return (*self.limits, *self.leanings)


@cache
def _parts() -> dict[str, dict[str, list[str]]]:
    parts: dict[str, dict[str, list[str]]] = {}
    part = ""
    for line in lines(FILE):
        if line.startswith("["):
            part = line.strip("[]")
            parts[part] = {}
        else:
            name, several = named(line)
            parts[part][name] = several
    return parts


@cache
def _asking() -> frozenset[str]:
    """Stems of words that ask, whatever is asked for."""
    return frozenset(map(stem, _parts()["asking"]["asking"]))


@cache
def _phrases() -> tuple[dict[Facet, Phrases], Phrases, Phrases]:
    """What limits a request, word for word, since trains are no training; what misleads; and what
    is said beside what is wanted."""
    parts = {part: dict(of) for part, of in _parts().items() if part != "asking"}
    for place in places().values():
        parts["place"][place.name] = [place.name, *place.also]
    noise = Phrases(parts.pop("nothing"), plain_words)
    beside = Phrases(parts.pop("beside"), plain_words)
    return {Facet(part): Phrases(of, plain_words) for part, of in parts.items()}, noise, beside


@lru_cache(maxsize=64)
def understand(words: str, known: frozenset[str] = frozenset()) -> Asked:
    """Read a request. `known`: words that the catalogue has, for mending what is misspelt; what an
    example has word for word is compared with others as it stands."""
    typed = plain_words(_TAG.sub(" ", words))[:LONGEST]
    right = mended(typed, known)
    plain = typed if tuple(typed) in standing() else right
    said = [stem(word) for word in right]
    limits = _limited(right)
    settled = sorted(_settled(limits.said))
    return Asked(
        tuple(plain),
        _core(plain, limits.beside),
        tuple(limit for limit in settled if _binds(limit)),
        tuple(limit for limit in settled if not _binds(limit)),
        _topics(said, limits),
        frozenset(
            word
            for at, word in enumerate(said)
            if at not in limits.used | limits.beside and not _is_great(word)
        )
        - _asking(),
        not CAREERS.isdisjoint(said),
    )


@dataclass
class _Limited:
    """What words say of limits, and the places of those that say it: `used` say nothing else,
    `spent` nothing else unless they have a meaning; `beside`: those said beside what is wanted."""

    said: set[Limit]
    used: set[int]
    spent: set[int]
    beside: set[int]


def _limited(plain: Sequence[str]) -> _Limited:
    facets, noise, beside = _phrases()
    misleading, aside = (
        {at for where, _ in phrases.find(plain) for at in where} for phrases in (noise, beside)
    )
    found = _Limited(set(), misleading, set(), aside)
    meant = meanings().known.find([*map(stem, plain)])
    whole = {at for where, _ in meant if len(where) > 1 for at in where}
    for facet, phrases in facets.items():
        for where, values in phrases.find(plain):
            taken = found.used | whole if facet in AS_PART else found.used
            if not taken.isdisjoint(where):
                continue
            if facet not in REFUSABLE or not _refused(plain, where.start, found.used):
                found.said |= {Limit(facet, value) for value in values}
            for facets_of, places_of in ((CONSUMED, found.used), (SPENT, found.spent)):
                if facet in facets_of:
                    places_of |= {*where}
            if facet in BESIDE and ONLINE not in values:
                found.beside |= {*where}
    for where, stage in stages(plain):
        found.said.add(Limit(Facet.AGE, stage))
        found.used |= {*where}
        found.beside |= {*where}
    numbered = benchmarks(plain)
    if len({number for _, number in numbered}) == 1:  # several are about benchmarks, and no limit
        for where, number in numbered:
            found.said.add(Limit(Facet.BENCHMARK, str(number)))
            found.used |= {*where}
    if Limit(Facet.COST, Money.UNPAID) in found.said:
        found.said.add(Limit(Facet.COST, Money.FREE))
    return found


def _core(plain: Sequence[str], beside: set[int]) -> tuple[str, ...]:
    """Words without those beside, and without numbers of children; all if there are no others."""
    kept = (word for at, word in enumerate(plain) if at not in beside and not _is_great(word))
    return tuple(kept) or tuple(plain)


def _is_great(word: str) -> bool:
    """Whether it is a number of something else than years."""
    return word.isdecimal() and (len(word) > 2 or int(word) > OLDEST)


def _topics(said: Sequence[str], limits: _Limited) -> tuple[Topic, ...]:
    """What the words are about that say no limit."""
    topics: list[Topic] = []
    meant: set[int] = set()
    for where, values in meanings().known.find(said):
        if limits.used.isdisjoint(where):
            topics = _with(topics, Topic(frozenset(said[at] for at in where), values))
            meant |= {*where}
    for at, word in enumerate(said):
        known = at in limits.used | limits.spent | meant or word in common() or word.isdigit()
        if not known:
            topics.append(Topic(frozenset({word}), frozenset()))
    return tuple(dict.fromkeys(topics))


def _refused(plain: Sequence[str], at: int, used: set[int]) -> bool:
    """Whether the words just before say that it is not wanted."""
    before = [plain[i] for i in range(max(0, at - 2), at) if i not in used]
    return not REFUSALS.isdisjoint(before) or ("but" in before and "anything" in plain[:at])


def _with(topics: list[Topic], new: Topic) -> list[Topic]:
    """The topics and another. Words that share a meaning say the same thing again, or list what
    would do as well: they are one topic."""
    same = [topic for topic in topics if topic.means & new.means]
    stems = new.stems.union(*(topic.stems for topic in same))
    means = new.means.union(*(topic.means for topic in same))
    return [*(topic for topic in topics if topic not in same), Topic(stems, means)]


def _binds(limit: Limit) -> bool:
    """Whether nobody who says it is served by what does not keep to it."""
    if limit == Limit(Facet.COST, Money.FREE):
        return False  # what is free for certain only comes first
    return limit.facet in BINDING or (limit.facet, limit.value) in WISHES


def _settled(limits: set[Limit]) -> set[Limit]:
    """One limit a facet: the narrowest place that holds all that are named, a month before a
    season; several ages or sorts limit nothing."""
    by: dict[Facet, set[Limit]] = {}
    for limit in limits:
        by.setdefault(limit.facet, set()).add(limit)
    months = {limit for limit in by.get(Facet.TIME, ()) if limit.value in MONTHS}
    if len(months) == 1:
        limits = {limit for limit in limits if limit.facet is not Facet.TIME} | months
        by[Facet.TIME] = months
    one = (Facet.AGE, Facet.SORT, Facet.TIME)
    several = {facet for facet in one if len(by.get(facet, ())) > 1}
    kept = {limit for limit in limits if limit.facet not in {*several, Facet.PLACE}}
    named_places = {limit.value for limit in by.get(Facet.PLACE, ())}
    where = common_place(named_places - {ONLINE}) or (ONLINE if ONLINE in named_places else "")
    return kept | ({Limit(Facet.PLACE, where)} if where else set())

"""The words and meanings of entries, turned round: which entries have one, and how well."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from neambition.resources.answered import no_names
from neambition.resources.asking import Asked, Topic
from neambition.resources.entry import Kind, Resource
from neambition.resources.spelling import language
from neambition.resources.synonyms import ANY_WORK, meanings
from neambition.resources.words import Phrases, plain_words, stem, stems

IN_TITLE, IN_SUMMARY, BESIDE = 1.0, 0.85, 0.6
"""How well a topic's own word stands for it: in the title, the summary, or the small print."""
ABOUT = (1.0, 0.95, 0.9)
"""How well what an entry is about does, by its place among what it is about; later ones as last."""
UNSAID = 0.75
"""How well a meaning does that its words touch where nobody said what it is about."""
IN_PASSING = 0.6
"""How well a meaning does that only its words touch, or people of every job for any one job."""
UNKNOWN = 1.5
"""How much a word tells that is in no entry; half of it among many."""
BY_THE_WAY = 1.5
"""How much a word tells at most that is in no title and stands for no meaning."""
FEW = 3
SHARED = 5
"""So many entries may share a word that is a name of theirs."""

Grades = NDArray[np.float64]
"""A number from 0 to 1 for each entry, in their order."""


class Index:
    """Entries in their order, and what they have."""

    def __init__(self, entries: Sequence[Resource]) -> None:
        self._size = len(entries)
        found: dict[str, dict[int, float]] = {}
        titles: set[str] = set()
        for at, entry in enumerate(entries):
            titles |= {*stems(entry.title)}
            for feature, grade in _features(entry):
                has = found.setdefault(feature, {})
                has[at] = max(grade, has.get(at, 0.0))
        self._titles = titles
        self._entries = entries
        self._heads = Phrases({str(at): _heads(entry) for at, entry in enumerate(entries)})
        self._having = {
            feature: (np.array([*has]), np.array([*has.values()])) for feature, has in found.items()
        }

    def knows(self, topic: Topic) -> bool:
        """Whether any entry has it."""
        return any(feature in self._having for feature in _wanted(topic))

    def grades(self, topic: Topic) -> Grades:
        """How much of what a topic means each entry has."""
        best = np.zeros(self._size)
        for feature in _wanted(topic):
            if feature in self._having:
                where, grade = self._having[feature]
                best[where] = np.maximum(best[where], grade)
        return best

    @cached_property
    def _names(self) -> dict[str, NDArray[np.int_]]:
        """Stems of words of titles and providers that few share and that are no words: of English,
        of a meaning, or of what people type for much else too."""
        found: dict[str, list[int]] = {}
        for at, entry in enumerate(self._entries):
            for word in {*plain_words(f"{entry.title} {entry.provider}")} - language():
                if not word.isdecimal():
                    found.setdefault(stem(word), []).append(at)
        means, other = meanings().known, no_names()
        return {
            word: np.array(at)
            for word, at in found.items()
            if len(at) <= SHARED and word not in other and not means.find([word])
        }

    def named(self, asked: Asked) -> Grades:
        """How much of what is wanted is the name of each entry, from 0 to 1: words that are names,
        or its title, whole or as far as its first stop, or who provides it."""
        topics = asked.topics
        telling = {topic: self.telling(topic, len(topics)) for topic in topics}
        total = sum(telling.values()) or 1.0
        named = np.zeros(self._size)
        for topic in topics:
            for word in topic.stems & self._names.keys():
                named[self._names[word]] += telling[topic] / total
        said = [*map(stem, asked.plain)]
        for where, whole in self._heads.find(said):
            head = {said[at] for at in where}
            beside = sum(telling[topic] for topic in topics if topic.stems.isdisjoint(head))
            if not topics and not asked.beyond <= head:
                continue
            entries = [int(at) for at in whole]
            named[entries] = np.maximum(named[entries], 1 - beside / total)
        return named.clip(0, 1)

    def any_work(self) -> Grades:
        """Which entries bring people of any job."""
        return self.grades(Topic(frozenset(), frozenset({ANY_WORK})))

    def telling(self, topic: Topic, among: int) -> float:
        """How much one topic of so many tells: the rarer it is, the more; one that nobody knows,
        less."""
        having = max((len(self._having[f][0]) for f in _own(topic) if f in self._having), default=0)
        if not having:
            return UNKNOWN if among <= FEW else UNKNOWN / 2
        rare = log(1 + self._size / having)
        return rare if topic.means or topic.stems & self._titles else min(rare, BY_THE_WAY)


def _heads(entry: Resource) -> list[str]:
    """Its title, that as far as its first stop, and who provides it, if they are several words."""
    heads = (entry.title, re.split("[:,(]", entry.title)[0], entry.provider.removeprefix("The "))
    return [head for head in heads if len(stems(head)) > 1]


def _own(topic: Topic) -> Iterable[str]:
    """What the topic itself is, as features."""
    yield from topic.stems
    yield from (f"means {meaning}" for meaning in topic.means)


def _wanted(topic: Topic) -> Iterable[str]:
    """What serves it: itself, and for a field of work also people of any."""
    yield from _own(topic)
    if topic.means & meanings().work:
        yield f"brings {ANY_WORK}"


def _features(entry: Resource) -> Iterable[tuple[str, float]]:
    """What an entry has, and how well."""
    title, summary = stems(entry.title), stems(entry.summary)
    subjects = stems(" ".join(entry.subjects))
    beside = f"{entry.provider} {entry.note} {entry.kind} {entry.region} {' '.join(entry.audience)}"
    touched = meanings().known.find([*title, "", *summary, "", *subjects])
    means = {meaning for _, found in touched for meaning in found}
    if entry.kind is Kind.VISITOR and not entry.subjects and entry.region in ("UK", "England"):
        means.add(ANY_WORK)
    yield from ((word, IN_TITLE) for word in title)
    yield from ((word, IN_SUMMARY) for word in (*summary, *subjects))
    yield from ((word, IN_SUMMARY) for words in entry.also for word in stems(words))
    yield from ((word, BESIDE) for word in stems(beside))
    for place, meaning in enumerate(entry.about):
        yield f"means {meaning}", ABOUT[min(place, len(ABOUT) - 1)]
    if not entry.about:
        yield from ((f"means {meaning}", UNSAID) for meaning in means)
    yield from ((f"means {meaning}", IN_PASSING) for meaning in means)
    if ANY_WORK in {*means, *entry.about}:
        yield f"brings {ANY_WORK}", IN_PASSING

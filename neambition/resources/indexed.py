"""An entry as the search compares it: the stems of its words, and what it is about."""

from dataclasses import dataclass

from neambition.resources.asking import Topic
from neambition.resources.entry import Kind, Resource
from neambition.resources.synonyms import ANY_WORK, meanings
from neambition.resources.words import stems

IN_TITLE, IN_SUMMARY, BESIDE = 1.0, 0.85, 0.6
"""How well a topic's own word stands for it: in the title, the summary, or the small print."""
ABOUT = (1.0, 0.95, 0.9)
"""How well what an entry is about does, by its place among what it is about; later ones as last."""
IN_PASSING = 0.6
"""How well a meaning does that only its words touch, or people of every job for any one job."""
CENTRAL = 2
"""So many of the things that an entry is about are its heart."""


@dataclass(frozen=True)
class Indexed:
    """`beside`: stems of whatever else is said of it than its title and its summary."""

    entry: Resource
    title: frozenset[str]
    summary: frozenset[str]
    beside: frozenset[str]
    about: tuple[str, ...]
    means: frozenset[str]

    @property
    def features(self) -> frozenset[str]:
        """Its stems and meanings together."""
        return self.title | self.summary | self.beside | self.means

    def has(self, topic: Topic) -> float:
        """How much of what a topic means it has, from 0 to 1."""
        return max(self._says(topic), self._means(topic))

    def _says(self, topic: Topic) -> float:
        for words, worth in (
            (self.title, IN_TITLE),
            (self.summary, IN_SUMMARY),
            (self.beside, BESIDE),
        ):
            if topic.stems & words:
                return worth
        return 0.0

    def _means(self, topic: Topic) -> float:
        for place, meaning in enumerate(self.about):
            if meaning in topic.means:
                return ABOUT[min(place, len(ABOUT) - 1)]
        any_job = ANY_WORK in self.means and topic.means & meanings().work
        return IN_PASSING if any_job or topic.means & self.means else 0.0

    def is_at_heart(self, topic: Topic) -> bool:
        """Whether the topic is what the entry is for."""
        heart = topic.means & {*self.about[:CENTRAL]}
        return bool(heart or (topic.means and topic.stems & self.title))


def index(entry: Resource) -> Indexed:
    title = stems(entry.title)
    summary = stems(entry.summary)
    subjects = stems(" ".join(entry.subjects))
    beside = f"{entry.provider} {entry.note} {entry.kind} {entry.region} {' '.join(entry.audience)}"
    touched = meanings().known.find([*title, "", *summary, "", *subjects])
    means = {meaning for _, found in touched for meaning in found} | {*entry.about}
    if entry.kind is Kind.VISITOR and not entry.subjects and entry.region in ("UK", "England"):
        means.add(ANY_WORK)
    return Indexed(
        entry,
        frozenset(title),
        frozenset((*summary, *subjects, *stems(" ".join(entry.also)))),
        frozenset(stems(beside)),
        entry.about or tuple(sorted(means)),
        frozenset(means),
    )

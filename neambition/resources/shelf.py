"""What there is to suggest, and what of it fits a request.

What a request is limited to is kept to. An entry fits by its words and what it is about, or because
an adviser sent it for requests like this one; what covers too little of what is wanted is no
suggestion.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from math import log

from neambition.resources import examples
from neambition.resources.asking import Asked, Topic, understand
from neambition.resources.catalogue import Catalogue
from neambition.resources.entry import Resource
from neambition.resources.examples import Examples
from neambition.resources.indexed import Indexed, index
from neambition.resources.limits import Facet, Limit, Sort, keeps
from neambition.resources.seasons import meet, out_of_season
from neambition.resources.synonyms import ANY_WORK, meanings
from neambition.resources.words import plain_words

Votes = Mapping[str, tuple[int, int]]
"""By entry: how many people found it helpful, and how many not for them."""

ENOUGH = 0.5
"""So much of what is wanted an entry has to cover."""
ENOUGH_AT_HEART = 0.25
"""So much where one thing that is wanted is what the entry is for."""
SPOKEN_FOR = 0.2
"""So strongly examples have to speak for an entry that its words do not show to fit."""
WORTH = 0.6
"""So much of the best score something must have that keeps to a wish."""
SENT = 1.0
"""How much the examples weigh beside an entry's own words."""
BRINGS = 0.4
LEANING = 0.2
OUT_OF_SEASON = 0.6
GENTLE = 0.24
DOUBT = 5
"""As if so many people more had voted, and were of no opinion."""
UNKNOWN = 1.5
"""How much a word tells that is in no entry; half of it among many."""
BY_THE_WAY = 1.5
"""How much a word tells at most that is in no title and stands for no meaning."""
FEW = 3
NEAR = 2
_VISITOR = Limit(Facet.SORT, Sort.VISITOR)


@dataclass(frozen=True)
class Reading:
    """How a request's words were understood: what they limit it to, and which limits were left
    off since nothing that fits keeps to them."""

    limits: tuple[Limit, ...]
    left_off: tuple[Limit, ...]


class Shelf:
    """The entries that can be suggested, ready to be searched."""

    def __init__(self, entries: Catalogue) -> None:
        self.entries = entries
        self._indexed = {id_: index(entry) for id_, entry in entries.items()}
        self._having = Counter(f for one in self._indexed.values() for f in one.features)
        self._titles = frozenset(w for one in self._indexed.values() for w in one.title)
        self._written = frozenset(
            word
            for entry in entries.values()
            for word in plain_words(f"{entry.title} {entry.summary} {entry.provider}")
        )
        self._addresses = {address_of(entry.url): entry for entry in entries.values()}
        self._examples = Examples(
            (self._asked(example.words), example.send) for example in examples.read()
        )

    def _asked(self, words: str) -> Asked:
        return understand(words, self._written)

    def read(self, words: str, today: date) -> Reading:
        """What the words of a new request limit it to."""
        asked = self._asked(words)
        limits: tuple[Limit, ...] = ()
        left_off: tuple[Limit, ...] = ()
        for limit in asked.limits:
            before = self._best(asked, limits, today)
            after = self._best(asked, (*limits, limit), today)
            if after > (WORTH * before if limit.facet in (Facet.SORT, Facet.READER) else 0):
                limits = (*limits, limit)
            else:
                left_off = (*left_off, limit)
        return Reading(limits, left_off)

    def _best(self, asked: Asked, limits: Collection[Limit], today: date) -> float:
        return max((score for score, _ in self._scored(asked, limits, {}, today)), default=0.0)

    def look(
        self, words: str, limits: Collection[Limit], votes: Votes, today: date
    ) -> tuple[Resource, ...]:
        """Every entry that fits, the best first; none where nothing is suitable."""
        scored = self._scored(self._asked(words), limits, votes, today)
        scored.sort(key=lambda pair: (-pair[0], pair[1].id))
        return tuple(entry for _, entry in scored)

    def _scored(
        self, asked: Asked, limits: Collection[Limit], votes: Votes, today: date
    ) -> list[tuple[float, Resource]]:
        if asked.alone or not (asked.topics or asked.said or limits):
            return []
        kept = [
            one
            for one in self._indexed.values()
            if all(keeps(one.entry, limit) for limit in limits)
        ]
        covered = {one.entry.id: self._covered(asked, one) for one in kept}
        if not any(covered.values()):
            return []
        sent = self._examples.send(asked)
        found = []
        for one in kept:
            id_ = one.entry.id
            fits, speaks = covered[id_], sent.get(id_, 0.0)
            if fits or speaks >= SPOKEN_FOR:
                score = fits * (1 + self._brings(asked, one)) * _leaning(asked, one.entry)
                score = (score + SENT * speaks) * _liked(votes.get(id_, (0, 0)))
                found.append((score * _in_season(asked, one.entry, today), one.entry))
        return found

    def _covered(self, asked: Asked, one: Indexed) -> float:
        """How much of what is wanted an entry has, from 0 to 1; 0 where it is too little."""
        if not asked.topics:
            return 1.0
        among = len(asked.topics)
        wanted = {topic: self._telling(topic, among) for topic in asked.topics}
        got = sum(one.has(topic) * telling for topic, telling in wanted.items())
        covered = got / (sum(wanted.values()) + 2 * asked.elsewhere)
        at_heart = not asked.elsewhere and any(map(one.is_at_heart, asked.topics))
        return covered if covered >= (ENOUGH_AT_HEART if at_heart else ENOUGH) else 0.0

    def _telling(self, topic: Topic, among: int) -> float:
        """The rarer a word or what it means, the more it tells; a word nobody knows, less."""
        having = max(self._having[feature] for feature in topic.stems | topic.means)
        if not having:
            return UNKNOWN if among <= FEW else UNKNOWN / 2
        rare = log(1 + len(self._indexed) / having)
        return rare if topic.means or topic.stems & self._titles else min(rare, BY_THE_WAY)

    def _brings(self, asked: Asked, one: Indexed) -> float:
        """More for what brings people of any job, where somebody from one is wanted."""
        of_work = any(topic.means & meanings().work for topic in asked.topics)
        wanted = of_work or _VISITOR in asked.limits
        return BRINGS if wanted and ANY_WORK in one.means else 0.0

    def near(self, words: str) -> tuple[int, ...]:
        """The benchmarks nearest to words for which there is nothing; at most two."""
        counts = Counter(n for entry in self.find(words)[:5] for n in entry.benchmarks[:1])
        return tuple(number for number, _ in counts.most_common(NEAR))

    def known(self, words: str) -> tuple[str, ...]:
        """Those of the words that mean something here, as they were typed."""
        asked = [(word, self._asked(word)) for word in dict.fromkeys(plain_words(words)) if word]
        return tuple(
            word
            for word, of in asked
            if of.said
            or any(self._having[f] for topic in of.topics for f in topic.stems | topic.means)
        )

    def at(self, address: str) -> Resource | None:
        """The entry with that address, if it is listed."""
        return self._addresses.get(address_of(address))

    def find(self, words: str) -> tuple[Resource, ...]:
        """Entries by their words, for whoever looks after the catalogue; none is withheld."""
        topics = self._asked(words).topics
        scores = {
            id_: sum(one.has(topic) for topic in topics) for id_, one in self._indexed.items()
        }
        found = sorted((id_ for id_ in scores if scores[id_]), key=lambda id_: (-scores[id_], id_))
        return tuple(self.entries[id_] for id_ in found)


def address_of(text: str) -> str:
    """An address as it is compared: however it begins and ends, it leads to the same."""
    bare = text.strip().rstrip(".,;!?)>").lower()
    for beginning in ("https://", "http://", "www."):
        bare = bare.removeprefix(beginning)
    return bare.split("#")[0].rstrip("/")


def _leaning(asked: Asked, entry: Resource) -> float:
    """What keeps to more of what was said by the way comes first."""
    said = asked.said
    return 1 + LEANING * sum(keeps(entry, limit) for limit in said) / len(said) if said else 1.0


def _in_season(asked: Asked, entry: Resource, today: date) -> float:
    """What is for another time of the year than was asked for, or is coming, sinks."""
    when = [limit.value for limit in asked.leanings if limit.facet is Facet.TIME]
    late = not meet(entry.season, when[0]) if when and entry.season else None
    if late is None:
        late = out_of_season(entry.season, today)
    return OUT_OF_SEASON if late else 1.0


def _liked(votes: tuple[int, int]) -> float:
    """A gentle factor: no one person moves it far, and hundreds not out of sight."""
    up, down = votes
    return 1 + GENTLE * (up - down) / (up + down + DOUBT)

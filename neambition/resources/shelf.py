"""What there is to suggest, and what of it fits a request.

What a request is limited to is kept to. What is left is put in order by how much of what is wanted
an entry has in its words and meanings, and by what advisers sent for requests like it; whether any
of it suits is decided first.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from neambition.resources.address import address_of
from neambition.resources.answered import no_names, standing, typed
from neambition.resources.asking import Asked, Topic, understand
from neambition.resources.catalogue import Catalogue
from neambition.resources.entry import Kind, Resource
from neambition.resources.examples import Alike, Answers, Examples, ready
from neambition.resources.index import Grades, Index
from neambition.resources.limits import Facet, Limit, Sort, keeps, offered
from neambition.resources.newcomers import Newcomers
from neambition.resources.seasons import meet, out_of_season
from neambition.resources.spelling import is_known, language, mended
from neambition.resources.suitable import signs, suits
from neambition.resources.synonyms import meanings
from neambition.resources.words import common, plain_words, stems

Votes = Mapping[str, tuple[int, int]]
"""By entry: how many people found it helpful, and how many not for them."""

LIMITS_ALONE = 0.2
"""How much an entry has of a request that says nothing but limits; what is sent most, twice."""
TAIL = 0.25
"""What scores less than so much of the best of all is no suggestion."""
BRINGS = 0.4
LEANING = 0.2
NAMED = 6.0
"""How much more what is asked for by its name scores."""
ITSELF, AS_SENT = 3.0, 0.7
"""How much it speaks for a newcomer that it is like the request, and how much that it has all that
is wanted, as a share of what speaks for the best that was sent."""
ALL = 0.8
"""So much of what is wanted a newcomer has to have for it to suit whatever the examples say."""
A_JOB = 0.5
"""So far its words point to something being here where a job alone suits; or an example that there
is something for is liker than any other."""
LIMITED = 2
TELLING = frozenset({Facet.PLACE, Facet.SORT, Facet.BENCHMARK})
"""Who says one of these and nothing beside, or so many limits and no more than common words, has
said what is wanted; an age or a price alone says for whom, not what."""
WHOLE_NAME, BY_NAME = 0.9, 0.65
"""So much of what is wanted has to be its name for it to suit whatever else speaks against it; and
so much where an example that there is something for is liker than any other."""
TOGETHER = 3
"""So many are looked at together."""
OTHER_WISH = 6.0
"""How much more scores, at most, what would content those whom the ones beside it would not."""
OUT_OF_SEASON = 0.6
GENTLE = 0.24
DOUBT = 5
"""As if so many people more had voted, and were of no opinion."""
NEAR = 2
NEARBY, FARTHER = 0.6, 0.12
"""How like the likest that there is something for has to be for its topics to be named, and how
much less at most than the likest that there is nothing for."""
_VISITOR = Limit(Facet.SORT, Sort.VISITOR)


@dataclass(frozen=True)
class Reading:
    """How a request's words were understood: what they limit it to, and which limits were left
    off since nothing that fits keeps to them."""

    limits: tuple[Limit, ...]
    left_off: tuple[Limit, ...]


@dataclass(frozen=True)
class _Weighed:
    """A request's score for each entry, limits left aside, and the least that one has to score to
    be suggested, whatever the limits, so that narrowing only ever takes away; `suits`: whether any
    is one for it."""

    asked: Asked
    alike: Alike
    scores: Grades
    least: float
    suits: bool


class Shelf:
    """The entries that can be suggested, ready to be searched."""

    def __init__(self, entries: Catalogue) -> None:
        self.entries = entries
        self._order = [entries[id_] for id_ in sorted(entries)]
        self._index = Index(self._order)
        self._places = {entry.id: at for at, entry in enumerate(self._order)}
        self._any_work = self._index.any_work() > 0
        self._seasons = sorted({entry.season for entry in self._order})
        self._season_of = np.array([self._seasons.index(e.season) for e in self._order], dtype=int)
        self._keeping: dict[Limit, NDArray[np.bool_]] = {}
        self._addresses = {address_of(entry.url): entry for entry in entries.values()}
        self._written = frozenset(
            word
            for entry in entries.values()
            for word in plain_words(f"{entry.title} {entry.summary} {entry.provider}")
        )
        self._latest: tuple[tuple[str, date], _Weighed] | None = None

    @cached_property
    def examples(self) -> Examples:
        """Made ready by the first who asks; nobody who only looks an entry up waits for them."""
        return ready()

    @cached_property
    def _answers(self) -> Answers:
        return self.examples.answers(self.entries)

    @cached_property
    def _newcomers(self) -> Newcomers:
        return Newcomers(self._order, self.examples.sent)

    @cached_property
    def _at_hand(self) -> Grades:
        """How likely each is wanted where nothing but limits is said: what advisers send most, and
        what can be used at once before what tells of it."""
        sent = np.array([self.examples.sent[entry.id] for entry in self._order], dtype=float)
        told = np.array([entry.kind is Kind.CASE_STUDY for entry in self._order])
        grades: Grades = LIMITS_ALONE * (1 + sent / max(sent.max(initial=0), 1))
        return grades * np.where(told, 0.5, 1.0)

    def asked(self, words: str) -> Asked:
        """What the words mean; those misspelt are mended to words of the entries too."""
        return understand(words, self._written)

    def read(self, words: str, today: date) -> Reading:
        """What the words of a new request limit it to."""
        weighed = self._weigh(words, today)
        limits: tuple[Limit, ...] = ()
        left_off: tuple[Limit, ...] = ()
        for limit in weighed.asked.limits:
            kept = weighed.scores[self._kept((*limits, limit))]
            if (kept > 0).any() and kept.max() >= weighed.least:
                limits = (*limits, limit)
            else:
                left_off = (*left_off, limit)
        return Reading(limits, left_off)

    def look(
        self, words: str, limits: Collection[Limit], votes: Votes, today: date
    ) -> tuple[Resource, ...]:
        """Every entry that fits, the best first; none where nothing is suitable."""
        weighed = self._weigh(words, today)
        if words and not weighed.suits:
            return ()
        scores = np.where(self._kept(limits), weighed.scores, 0.0)
        found = [
            int(at)
            for at in np.argsort(-scores, kind="stable")
            if scores[at] > 0 and scores[at] >= weighed.least
        ]
        voted = scores[found]  # by place, so that one vote moves what was lifted no further
        ordered = self._varied(found, scores, weighed.alike)
        voted *= [_liked(votes.get(self._order[at].id, (0, 0))) for at in ordered]
        return tuple(self._order[ordered[place]] for place in np.argsort(-voted, kind="stable"))

    def _varied(self, found: list[int], scores: Grades, alike: Alike) -> list[int]:
        """The best first, and beside it what would content those who asked like this and meant
        something else: three of one sort are worth little more than one."""
        first, rest = found[:1], found[1:]
        while rest and len(first) < TOGETHER:
            unmet = self.examples.unmet(alike, {self._order[at].id for at in first})
            wished = np.array([unmet.get(self._order[at].id, 0.0) for at in rest])
            first.append(rest.pop(int(np.argmax(scores[rest] * (1 + OTHER_WISH * wished)))))
        return [*first, *rest]

    def choices(self, found: Sequence[Resource], facet: Facet) -> list[tuple[Limit, int]]:
        """The limits of a facet, of those offered, that would leave some of the entries found but
        not all, and how many."""
        here = np.array([self._places[entry.id] for entry in found], dtype=int)
        limits = (Limit(facet, value) for value in offered(facet))
        counts = ((limit, int(self._kept((limit,))[here].sum())) for limit in limits)
        return [(limit, leaves) for limit, leaves in counts if 0 < leaves < len(found)]

    def _kept(self, limits: Collection[Limit]) -> NDArray[np.bool_]:
        """Which entries keep to all of the limits."""
        kept = np.ones(len(self._order), dtype=bool)
        for limit in limits:
            if limit not in self._keeping:
                self._keeping[limit] = np.array([keeps(e, limit) for e in self._order], dtype=bool)
            kept &= self._keeping[limit]
        return kept

    def _weigh(self, words: str, today: date) -> _Weighed:
        """As `_weighed_anew`; a request is weighed when it is read, and when it is shown."""
        latest = self._latest  # another thread may put its own there meanwhile
        if latest is None or latest[0] != (words, today):
            latest = self._latest = (words, today), self._weighed_anew(words, today)
        return latest[1]

    def _weighed_anew(self, words: str, today: date) -> _Weighed:
        asked = self.asked(words)
        covered = self.covered(asked)
        of_work = any(topic.means & meanings().work for topic in asked.topics)
        if of_work or _VISITOR in asked.limits:
            scores = covered * np.where(self._any_work, 1 + BRINGS, 1.0)
        else:
            scores = covered.copy()
        if asked.said:
            kept = sum(self._kept((limit,)).astype(float) for limit in asked.said)
            scores *= 1 + LEANING * kept / len(asked.said)
        alike = self.examples.alike(asked)
        sent = self.examples.send(alike)
        for id_, strength in sent.items():
            if id_ in self._places:
                scores[self._places[id_]] += strength
        new, itself = self._newcomers.are, self._newcomers.alike(asked.core)
        best = max((sent[id_] for id_ in sent if id_ in self._places), default=0.0)
        scores += np.where(new, ITSELF * itself + AS_SENT * best * covered, 0)
        named = self._index.named(asked)
        scores = (scores + NAMED * named) * self._in_season(asked, today)
        suits = self._suits(asked, alike, covered, named, float(itself.max(initial=0)))
        by_itself = np.where(new & (covered >= ALL), scores, 0.0)
        if not suits and asked.topics and by_itself.any():
            scores, suits = by_itself, True
        elif not asked.topics and named.max(initial=0) >= WHOLE_NAME:
            scores = np.where(named > 0, scores, 0.0)
        least = TAIL * float(scores.max(initial=0)) if asked.topics else 0.0
        return _Weighed(asked, alike, scores, least, suits)

    def _suits(
        self, asked: Asked, alike: Alike, covered: Grades, named: Grades, itself: float
    ) -> bool:
        """Whether any is one for it, newcomers by all that is wanted left aside; `itself`: how like
        it the likest newcomer is."""
        facets = {limit.facet for limit in asked.said}
        if not (asked.topics or facets or any(not word.isdecimal() for word in asked.plain)):
            return False  # numbers alone are like other numbers, and say nothing
        limits_alone = not asked.topics and not facets.isdisjoint(TELLING)
        if limits_alone and not asked.beyond:
            return True
        served, unserved = self._answers.nearest(alike)
        seen = signs(
            asked, float(covered.max(initial=0)), (max(served, itself), unserved), alike.here
        )
        if seen.answered_before or suits(seen):
            return suits(seen)
        liker = seen.nearest_served > seen.nearest_unserved
        name = float(named.max(initial=0))
        if name >= WHOLE_NAME or (liker and (name >= BY_NAME or Facet.BENCHMARK in facets)):
            return True
        if limits_alone:
            return len(facets) >= LIMITED and asked.beyond <= common()
        return _is_a_job(asked) and (liker or seen.here > A_JOB)

    def covered(self, asked: Asked) -> Grades:
        """How much of what is wanted each entry has, from 0 to 1."""
        if not asked.topics:
            return self._at_hand
        wanted = [self._index.telling(topic, len(asked.topics)) for topic in asked.topics]
        got = sum(
            (
                telling * self._index.grades(topic)
                for topic, telling in zip(asked.topics, wanted, strict=True)
            ),
            np.zeros(len(self._order)),
        )
        return got / sum(wanted)

    def _in_season(self, asked: Asked, today: date) -> Grades:
        """What is for another time of the year than was asked for, or is coming, sinks."""
        when = [limit.value for limit in asked.leanings if limit.facet is Facet.TIME]

        def late(season: str) -> bool:
            if when and season:
                return not meet(season, when[0])
            return out_of_season(season, today)

        sinks: Grades = np.array(
            [OUT_OF_SEASON if late(season) else 1.0 for season in self._seasons]
        )
        found: Grades = sinks[self._season_of]
        return found

    def near(self, words: str) -> tuple[int, ...]:
        """The benchmarks nearest to words for which there is nothing; at most two, and none where
        what else was typed is much liker than anything served."""
        alike = self.examples.alike(self.asked(words))
        served, unserved = self._answers.nearest(alike)
        if served < max(NEARBY, unserved - FARTHER):
            return ()
        sent = self.examples.send(alike)
        nearest = sorted((id_ for id_ in sent if id_ in self.entries), key=lambda i: (-sent[i], i))
        counts = Counter(n for id_ in nearest[:5] for n in self.entries[id_].benchmarks[:1])
        return tuple(number for number, _ in counts.most_common(NEAR))

    def known(self, words: str) -> tuple[str, ...]:
        """Those of the words that are about something here."""
        asked = ((word, self.asked(word)) for word in dict.fromkeys(plain_words(words)))
        return tuple(
            word for word, of in asked if len(word) > 1 and any(map(self._index.knows, of.topics))
        )

    def foreign(self, words: str) -> bool:
        """Whether more of the words are strange to everything here than not."""
        plain = [word for word in mended(plain_words(words), self._written) if word.isalpha()]
        strange = [word for word in plain if not is_known(word, self._written)]
        return 2 * len(strange) > len(plain) > 1

    def when(self, words: str) -> str | None:
        """The month or season that the words say."""
        said = (lim.value for lim in self.asked(words).leanings if lim.facet is Facet.TIME)
        return next(said, None)

    def at(self, address: str) -> Resource | None:
        """The entry with that address, if it is listed."""
        return self._addresses.get(address_of(address))

    def find(self, words: str) -> tuple[Resource, ...]:
        """Entries by their words, for whoever looks after the catalogue; none is withheld."""
        topics = self.asked(words).topics
        every = stems(words)
        telling = [word for word in every if word not in common()] or every
        said = (Topic(frozenset({word}), frozenset()) for word in telling)
        has = sum(map(self._index.grades, (*topics, *said)), np.zeros(len(self._order)))
        return tuple(self._order[at] for at in np.argsort(-has, kind="stable") if has[at])


def prepare() -> None:
    """Make ready what takes a while and every shelf needs, so that no request waits for it."""
    ready()
    language()
    no_names()
    typed()
    standing()


def _is_a_job(asked: Asked) -> bool:
    """Whether it asks for people of a field of work and for nothing else."""
    sorts = {limit for limit in asked.said if limit.facet is Facet.SORT}
    if len(asked.topics) != 1 or not asked.topics[0].means & meanings().work or sorts - {_VISITOR}:
        return False
    return asked.beyond <= asked.topics[0].stems


def _liked(votes: tuple[int, int]) -> float:
    """A gentle factor: no one person moves it far, and hundreds not out of sight."""
    up, down = votes
    return 1 + GENTLE * (up - down) / (up + down + DOUBT)

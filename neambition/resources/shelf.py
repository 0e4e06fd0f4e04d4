"""What there is to suggest, and what of it fits a request.

Words are matched by SQLite's full-text search in memory (BM25, with weights for title, summary,
what it is about, and meanings); what a request is limited to is kept to; an entry that covers too
little of what is wanted is no suggestion.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from threading import Lock

from neambition.resources.asking import Asked, Topic, understand
from neambition.resources.catalogue import Catalogue
from neambition.resources.entry import Kind, Resource
from neambition.resources.limits import Facet, Limit, Sort, keeps
from neambition.resources.seasons import out_of_season
from neambition.resources.synonyms import ANY_WORK, meanings
from neambition.resources.words import plain_words, stems

Votes = Mapping[str, tuple[int, int]]
"""By entry: how many people found it helpful, and how many not for them."""

SOFT = (Facet.SORT, Facet.SUBJECT, Facet.READER, Facet.TIME)
"""What people say by the way: kept to where something that fits well keeps to it."""
WORTH = 0.6
"""So much of the best score something must have that keeps to a soft limit."""
ENOUGH = 0.5
"""So much of what is wanted an entry has to cover; or two things of it."""
WEIGHTS = (3.0, 1.5, 1.0, 2.0)
GENTLE = 0.08
BRINGS = 5.0
SAID = 1.0
UNKNOWN = 1.5
FEW = 3
RECOMMENDED = 0.08
_VISITOR = Limit(Facet.SORT, Sort.VISITOR)


@dataclass(frozen=True)
class Reading:
    """How a request's words were understood: what they limit it to, and which limits were left
    off since nothing that fits keeps to them."""

    limits: tuple[Limit, ...]
    left_off: tuple[Limit, ...]


@dataclass(frozen=True)
class Choice:
    """A limit that would leave so many suggestions."""

    limit: Limit
    leaves: int


@dataclass(frozen=True)
class _Kept:
    """An entry with what its words are and mean."""

    entry: Resource
    stems: frozenset[str]
    means: frozenset[str]


class Shelf:
    """The entries that can be suggested, ready to be searched."""

    def __init__(self, entries: Catalogue, recommended: Mapping[str, int] | None = None) -> None:
        """`recommended`: in how many actions of the questions each entry stands."""
        self.entries = entries
        self._recommended = recommended or {}
        self._kept = {id_: _read(entry) for id_, entry in entries.items()}
        self._seen: dict[str, int] = {}
        for kept in self._kept.values():
            for word in {*kept.stems, *kept.means}:
                self._seen[word] = self._seen.get(word, 0) + 1
        self._written = frozenset(
            word
            for entry in entries.values()
            for word in plain_words(f"{entry.title} {entry.summary} {entry.provider}")
        )
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._lock = Lock()
        self._index.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(id UNINDEXED, title, summary, about, means)"
        )
        self._index.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?)",
            [_row(kept) for kept in self._kept.values()],
        )

    def _asked(self, words: str) -> Asked:
        return understand(words, self._written)

    def read(self, words: str, today: date) -> Reading:
        """What the words of a new request limit it to."""
        asked = self._asked(words)
        hard = tuple(limit for limit in asked.limits if limit.facet not in SOFT)
        limits, left_off = self._held(asked, hard, today)
        best = self._best(asked, limits, today)
        for limit in asked.limits:
            if limit.facet in SOFT:
                if best and self._best(asked, (*limits, limit), today) >= WORTH * best:
                    limits = (*limits, limit)
                else:
                    left_off = (*left_off, limit)
        return Reading(tuple(sorted(limits)), left_off)

    def _held(
        self, asked: Asked, limits: Iterable[Limit], today: date
    ) -> tuple[tuple[Limit, ...], tuple[Limit, ...]]:
        """Those of the limits that together leave something, and the others."""
        held: tuple[Limit, ...] = ()
        left: tuple[Limit, ...] = ()
        for limit in limits:
            if self._scored(asked, (*held, limit), {}, today):
                held = (*held, limit)
            else:
                left = (*left, limit)
        return held, left

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
        if asked.alone or _vague(asked):
            return []
        found = self._matched(asked.topics, asked.hints)
        fit = []
        for id_, kept in self._kept.items():
            if not all(keeps(kept.entry, limit) for limit in limits):
                continue
            covered = self._covered(asked, kept)
            if covered is None:
                continue
            matched = found.get(id_, 0.0) + (BRINGS if self._brings(asked, kept) else 0.0)
            score = (1 + matched) * (0.2 + covered) * _worth(kept.entry, asked)
            score *= 1 + RECOMMENDED * min(self._recommended.get(id_, 0), 5)
            score *= _leaning(asked, kept.entry) * _liked(votes.get(id_, (0, 0)))
            if out_of_season(kept.entry.season, today):
                score *= 0.6
            fit.append((score, kept.entry))
        return fit

    def _brings(self, asked: Asked, kept: _Kept) -> bool:
        """Whether it brings people of any job, where somebody from one is wanted."""
        wanted = _VISITOR in asked.limits or _of_work(asked.topics)
        return wanted and ANY_WORK in kept.means

    def _matched(self, topics: Collection[Topic], hints: Collection[str] = ()) -> dict[str, float]:
        """How well each entry's words match, by its id; higher is better."""
        wanted = {f'"{topic.stem}"' for topic in topics}
        wanted |= {f'"{_token(m)}"' for topic in topics for m in topic.means}
        wanted |= {f'"{hint}"' for hint in hints}
        if not wanted:
            return {}
        weights = ", ".join(map(str, (0, *WEIGHTS)))
        with self._lock:
            rows = self._index.execute(
                f"SELECT id, -bm25(entry, {weights}) FROM entry WHERE entry MATCH ?",  # noqa: S608
                (" OR ".join(sorted(wanted)),),
            ).fetchall()
        return dict(rows)

    def _covered(self, asked: Asked, kept: _Kept) -> float | None:
        """How much of what is wanted an entry has, from 0 to 1; none where it is too little."""
        if not asked.topics:
            return 1.0
        total = got = 0.0
        hits = 0
        for topic in asked.topics:
            weight = self._telling(topic, len(asked.topics))
            total += weight
            if topic.stem in kept.stems:
                share = 1.0
            elif topic.means & kept.means:
                share = 0.9
            elif ANY_WORK in kept.means and topic.means & meanings().work:
                share = 0.6
            else:
                continue
            got += share * weight
            hits += 1
        for limit in asked.limits:
            if limit.facet in SOFT:
                total += SAID
                got += SAID * keeps(kept.entry, limit)
        total += 2.0 * asked.elsewhere
        covered = got / total
        enough = covered >= ENOUGH or (hits >= 2 and got >= 6.0 and not asked.elsewhere)
        return covered if hits and enough else None

    def _telling(self, topic: Topic, among: int) -> float:
        """The rarer a word or what it means, the more it tells; a word nobody knows, less."""
        seen = max([self._seen.get(topic.stem, 0), *(self._seen.get(m, 0) for m in topic.means)])
        if not seen:
            return UNKNOWN if among <= FEW else UNKNOWN / 2
        return log(1 + len(self._kept) / seen)

    def choices(
        self, words: str, limits: Collection[Limit], facet: Facet, today: date
    ) -> list[Choice]:
        """The further limits of that facet that would leave something, but not everything."""
        found = self.look(words, limits, {}, today)
        choices = []
        for value in _values(facet, found):
            limit = Limit(facet, value)
            leaves = sum(keeps(entry, limit) for entry in found)
            if limit not in limits and 0 < leaves < len(found):
                choices.append(Choice(limit, leaves))
        return choices

    def near(self, words: str) -> tuple[int, ...]:
        """The benchmarks nearest to words for which there is nothing; at most two."""
        counts: dict[int, int] = {}
        for entry in self.find(words)[:5]:
            for number in entry.benchmarks[:1]:
                counts[number] = counts.get(number, 0) + 1
        return tuple(sorted(counts, key=lambda number: (-counts[number], number))[:2])

    def find(self, words: str) -> tuple[Resource, ...]:
        """Entries by their own words, for whoever looks after the catalogue; none is withheld."""
        found = self._matched(self._asked(words).topics)
        return tuple(self.entries[id_] for id_ in sorted(found, key=lambda i: (-found[i], i)))


def _read(entry: Resource) -> _Kept:
    own = stems(
        f"{entry.title} {entry.summary} {entry.provider} {entry.note} {entry.kind}"
        f" {' '.join(entry.subjects)} {' '.join(entry.audience)}"
    )
    told = stems(f"{entry.title}. {entry.summary} {' '.join(entry.subjects)}")
    means = {value for _, values in meanings().known.find(told) for value in values}
    if entry.kind is Kind.VISITOR and not entry.subjects and entry.region in ("UK", "England"):
        means.add(ANY_WORK)
    return _Kept(entry, frozenset(own), frozenset(means))


def _row(kept: _Kept) -> tuple[str, str, str, str, str]:
    entry = kept.entry
    about = f"{' '.join(entry.subjects)} {entry.kind} {' '.join(entry.audience)} {entry.provider}"
    return (
        entry.id,
        " ".join(stems(entry.title)),
        " ".join(stems(entry.summary)),
        " ".join(stems(f"{about} {entry.note} {entry.region}")),
        " ".join(_token(name) for name in sorted(kept.means)),
    )


def _token(meaning: str) -> str:
    """A meaning as one word that nobody types."""
    return "m_" + meaning.replace(" ", "_")


def _of_work(topics: Iterable[Topic]) -> bool:
    return any(topic.means & meanings().work for topic in topics)


def _vague(asked: Asked) -> bool:
    return not asked.topics and not asked.limits


def _worth(entry: Resource, asked: Asked) -> float:
    """What can be used at once comes before what tells of it, unless a model is asked for."""
    wants_example = Limit(Facet.SORT, Sort.EXAMPLE) in asked.limits
    if entry.kind is Kind.CASE_STUDY and not wants_example:
        return 0.8
    return 1.0


def _leaning(asked: Asked, entry: Resource) -> float:
    """What keeps to more of what was said by the way comes first."""
    soft = [limit for limit in asked.limits if limit.facet in SOFT]
    return 1 + 0.5 * sum(keeps(entry, limit) for limit in soft) / len(soft) if soft else 1.0


def _liked(votes: tuple[int, int]) -> float:
    """A gentle factor: no one person moves it far, and hundreds not out of sight."""
    up, down = votes
    return 1 + GENTLE * 3 * (up - down) / (up + down + 5)


def _values(facet: Facet, found: Iterable[Resource]) -> list[str]:
    """What an entry can be limited to in a facet, as those found have it."""
    match facet:
        case Facet.AGE:
            return [*dict.fromkeys(s for entry in found for s in entry.stages)]
        case Facet.COST:
            return ["free", "unpaid"]
        case Facet.SORT:
            return [*Sort]
        case Facet.PLACE:
            return ["online", *dict.fromkeys(entry.region for entry in found)]
        case Facet.SUBJECT:
            return [*dict.fromkeys(s for entry in found for s in entry.subjects)]
        case Facet.READER:
            return [*dict.fromkeys(a for entry in found for a in entry.audience)]
        case Facet.TIME:
            return [*dict.fromkeys(entry.season for entry in found if entry.season)]

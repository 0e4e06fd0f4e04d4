"""What a request is limited to, and whether an entry keeps to it. A limit shown is one applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from neambition.resources.entry import Cost, Kind, Reader, Resource, Stage, Subject
from neambition.resources.places import around, places
from neambition.resources.seasons import SEASONS, meet

ONLINE = "online"
TO_REACH = frozenset({Kind.VISIT, Kind.EVENT})
"""What somebody has to go to."""
OVER_A_SCREEN = ("online", "virtual", "video", "film", "webinar", "remote")


class Facet(StrEnum):
    """In what a request can be limited."""

    AGE = "age"
    COST = "cost"
    SORT = "sort"
    PLACE = "place"
    SUBJECT = "subject"
    READER = "reader"
    TIME = "time"
    BENCHMARK = "benchmark"


class Money(StrEnum):
    """What may be paid: nothing for certain, or nothing as far as is known."""

    FREE = "free"
    UNPAID = "unpaid"


class Sort(StrEnum):
    """What sort of thing is wanted, in a teacher's words; for some, how a school did it will do."""

    VISITOR = "visitor"
    TRIP = "trip"
    LESSON = "lesson"
    FILM = "film"
    COMPETITION = "competition"
    EVENT = "event"
    TRAINING = "training"
    GUIDE = "guide"
    EXAMPLE = "example"
    FUNDING = "funding"


KINDS = {
    Sort.VISITOR: {Kind.VISITOR},
    Sort.TRIP: {Kind.VISIT},
    Sort.LESSON: {Kind.LESSON, Kind.COMPETITION},
    Sort.COMPETITION: {Kind.COMPETITION},
    Sort.EVENT: {Kind.EVENT},
    Sort.TRAINING: {Kind.TRAINING, Kind.NETWORK},
    Sort.GUIDE: {Kind.GUIDE, Kind.FRAMEWORK, Kind.INFORMATION},
    Sort.EXAMPLE: {Kind.CASE_STUDY},
    Sort.FUNDING: {Kind.FUNDING},
}
MEETING_PEOPLE = 5
WORKPLACES = {6, 7}
"""Benchmarks: a case study of one of these tells how a school had visitors, or went somewhere."""


@dataclass(frozen=True, order=True)
class Limit:
    """One thing that each suggestion keeps to; `value` is of the facet's own: a stage, a place."""

    facet: Facet
    value: str


def keeps(entry: Resource, limit: Limit) -> bool:
    """Whether an entry keeps to a limit."""
    match limit.facet:
        case Facet.AGE:
            return limit.value in entry.stages
        case Facet.COST:
            return entry.cost is Cost.FREE if limit.value == Money.FREE else _unpaid(entry)
        case Facet.SORT:
            return is_of(entry, Sort(limit.value))
        case Facet.PLACE:
            return _can_be_had(entry, limit.value)
        case Facet.SUBJECT:
            return limit.value in entry.subjects
        case Facet.READER:
            return limit.value in entry.audience
        case Facet.TIME:
            return not entry.season or meet(entry.season, limit.value)
        case Facet.BENCHMARK:
            return int(limit.value) in entry.benchmarks


def values(facet: Facet) -> tuple[str, ...]:
    """All that there is in a facet."""
    match facet:
        case Facet.AGE:
            return tuple(Stage)
        case Facet.COST:
            return tuple(Money)
        case Facet.SORT:
            return tuple(Sort)
        case Facet.PLACE:
            return (ONLINE, *places())
        case Facet.SUBJECT:
            return tuple(Subject)
        case Facet.READER:
            return tuple(Reader)
        case Facet.TIME:
            return tuple(SEASONS)
        case Facet.BENCHMARK:
            return tuple(map(str, range(1, 9)))


def code(value: str) -> str:
    """A value as a button carries it."""
    return value.lower().replace(" ", "-")


def coded(facet: Facet, text: str) -> Limit | None:
    """The limit that a button carries."""
    return next((Limit(facet, value) for value in values(facet) if code(value) == text), None)


def choices(found: Sequence[Resource], facet: Facet) -> list[tuple[Limit, int]]:
    """The limits of a facet that would leave some of the entries but not all, and how many."""
    limits = (Limit(facet, value) for value in values(facet))
    counts = ((limit, sum(keeps(entry, limit) for entry in found)) for limit in limits)
    return [(limit, leaves) for limit, leaves in counts if 0 < leaves < len(found)]


def _unpaid(entry: Resource) -> bool:
    return entry.cost is not Cost.PAID


def is_of(entry: Resource, sort: Sort) -> bool:
    """Whether an entry is of that sort, or tells how a school had something of it."""
    told = entry.kind is Kind.CASE_STUDY
    match sort:
        case Sort.FILM:
            return on_a_screen(entry)
        case Sort.VISITOR if told:
            return MEETING_PEOPLE in entry.benchmarks
        case Sort.TRIP if told:
            return bool(WORKPLACES & {*entry.benchmarks})
        case _:
            return entry.kind in KINDS[sort]


def on_a_screen(entry: Resource) -> bool:
    """Whether its own words say that it is had over a screen."""
    said = f"{entry.title} {entry.summary}".lower()
    return any(word in said for word in OVER_A_SCREEN)


def _can_be_had(entry: Resource, place: str) -> bool:
    if place == ONLINE:
        in_person = entry.kind in TO_REACH or entry.kind is Kind.VISITOR
        return on_a_screen(entry) or not in_person
    return entry.region in around(place)

"""What a request is limited to, and whether an entry keeps to it. A limit shown is one applied."""

from dataclasses import dataclass
from enum import StrEnum

from neambition.resources.entry import TO_READ, Cost, Kind, Reader, Resource, Stage, Subject
from neambition.resources.places import around, places
from neambition.resources.seasons import SEASONS, meet

ONLINE = "online"
AREAS = (ONLINE, "Tyne and Wear", "Northumberland", "County Durham", "Tees Valley")
"""The places that are offered at a tap; narrower ones can be typed."""
IN_PERSON = frozenset({Kind.VISIT, Kind.EVENT, Kind.VISITOR, Kind.CASE_STUDY})
"""What has to be gone to, or who has to come, unless its own words say it is had over a screen."""
OVER_A_SCREEN = ("online", "virtual", "video call", "webinar", "remote")
ON_A_SCREEN = (*OVER_A_SCREEN, "video", "film")


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
            return _free(entry) if limit.value == Money.FREE else entry.cost is not Cost.PAID
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


def offered(facet: Facet) -> tuple[str, ...]:
    """What of a facet is offered at a tap."""
    return AREAS if facet is Facet.PLACE else values(facet)


def code(value: str) -> str:
    """A value as a button carries it."""
    return value.lower().replace(" ", "-")


def coded(facet: Facet, text: str) -> Limit | None:
    """The limit that a button carries."""
    return next((Limit(facet, value) for value in values(facet) if code(value) == text), None)


def _free(entry: Resource) -> bool:
    """Free to use: that reading about something is free does not make it so."""
    return entry.cost is Cost.FREE and entry.kind not in TO_READ


def is_of(entry: Resource, sort: Sort) -> bool:
    """Whether an entry is of that sort, or tells how a school had something of it."""
    told = entry.kind is Kind.CASE_STUDY
    match sort:
        case Sort.FILM:
            return _says(entry, ON_A_SCREEN)
        case Sort.VISITOR if told:
            return MEETING_PEOPLE in entry.benchmarks
        case Sort.TRIP if told:
            return bool(WORKPLACES & {*entry.benchmarks})
        case _:
            return entry.kind in KINDS[sort]


def _says(entry: Resource, words: tuple[str, ...]) -> bool:
    said = f"{entry.title} {entry.summary}".lower()
    return any(word in said for word in words)


def _can_be_had(entry: Resource, place: str) -> bool:
    if place != ONLINE:
        return entry.region in around(place)
    return entry.kind not in IN_PERSON or _says(entry, OVER_A_SCREEN)

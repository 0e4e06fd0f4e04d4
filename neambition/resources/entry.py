"""One entry of the catalogue, from the file or from a facilitator: one model checks both."""

from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from neambition.resources.places import places
from neambition.resources.seasons import SEASONS
from neambition.resources.synonyms import meanings


class Stage(StrEnum):
    """Whom it suits, by the stages of England's primary schools."""

    EYFS = "EYFS"
    KS1 = "KS1"
    KS2 = "KS2"


class Reader(StrEnum):
    """Who is to use it."""

    TEACHERS = "teachers"
    LEADERS = "leaders"
    PUPILS = "pupils"
    PARENTS = "parents"
    GOVERNORS = "governors"


class Subject(StrEnum):
    """A school's subjects."""

    ART = "art"
    COMPUTING = "computing"
    DT = "dt"
    ENGLISH = "english"
    GEOGRAPHY = "geography"
    HISTORY = "history"
    LANGUAGES = "languages"
    MATHS = "maths"
    MUSIC = "music"
    PE = "pe"
    PSHE = "pshe"
    RE = "re"
    SCIENCE = "science"


class Cost(StrEnum):
    """What it costs a school; `MIXED`: part of it is free."""

    FREE = "free"
    MIXED = "mixed"
    PAID = "paid"
    UNKNOWN = "unknown"


class Evidence(StrEnum):
    """What stands behind an entry: its page was read, or only its address seen somewhere."""

    READ = "read"
    SEEN = "seen"


class Kind(StrEnum):
    """What sort of thing a resource is."""

    CASE_STUDY = "case-study"
    COMPETITION = "competition"
    EVENT = "event"
    FRAMEWORK = "framework"
    FUNDING = "funding"
    GUIDE = "guide"
    INFORMATION = "information"
    LESSON = "lesson"
    NETWORK = "network"
    TRAINING = "training"
    VISIT = "visit"
    VISITOR = "visitor"


def _split(value: object) -> object:
    return tuple(filter(None, value.split(";"))) if isinstance(value, str) else value


T = TypeVar("T")
List = Annotated[tuple[T, ...], BeforeValidator(_split)]
"""Several values; in a file they stand in one cell, with `;` between."""


def _known_region(name: str) -> str:
    if name not in places():
        raise ValueError(f"no such region; one of {', '.join(places())}")
    return name


def _known_season(name: str) -> str:
    if name and name not in SEASONS:
        raise ValueError(f"no such season; a month or one of {', '.join([*SEASONS][12:])}")
    return name


def _known_meaning(name: str) -> str:
    if name not in meanings().names:
        raise ValueError("no such meaning; the names in synonyms.txt are what it can be about")
    return name


TO_READ = frozenset({Kind.CASE_STUDY, Kind.GUIDE, Kind.INFORMATION, Kind.FRAMEWORK})


class Resource(BaseModel):
    """One entry of the catalogue. `evidence` is `seen` where only the address was ever seen.

    `about`: the meanings of `synonyms.txt` that it is about, the most central first; none where
    nobody has said, and its words alone tell. `also`: what else people call what it offers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    title: Annotated[str, Field(min_length=1, max_length=100)]
    url: Annotated[str, Field(pattern=r"^https?://\S+$", max_length=300)]
    provider: Annotated[str, Field(max_length=100)]
    summary: Annotated[str, Field(min_length=1, max_length=200)]
    benchmarks: List[Annotated[int, Field(ge=1, le=8)]]
    audience: List[Reader]
    stages: List[Stage]
    kind: Kind
    subjects: List[Subject]
    cost: Cost
    region: Annotated[str, AfterValidator(_known_region)]
    season: Annotated[str, AfterValidator(_known_season)]
    evidence: Evidence
    checked: date
    note: Annotated[str, Field(max_length=200)]
    about: List[Annotated[str, AfterValidator(_known_meaning)]] = ()
    also: List[Annotated[str, Field(max_length=40)]] = ()

    @property
    def cost_said(self) -> str:
        """The cost in honest words: reading about a thing being free does not make the thing so."""
        match self.cost:
            case Cost.FREE:
                return "free to read" if self.kind in TO_READ else "free"
            case Cost.MIXED:
                return "partly free"
            case Cost.PAID:
                return "costs money"
            case Cost.UNKNOWN:
                return "cost not known"

"""The catalogue of resources, and the plain search over it."""

import csv
import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from neambition.errors import ContentError

CATALOGUE = Path(__file__).parent / "catalogue" / "resources.csv"

Words = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda v: tuple(filter(None, v.split(";"))) if isinstance(v, str) else v),
]
Numbers = Annotated[
    tuple[Annotated[int, Field(ge=1, le=8)], ...],
    BeforeValidator(lambda v: tuple(v.split(";")) if isinstance(v, str) else v),
]


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


TO_READ = frozenset({Kind.CASE_STUDY, Kind.GUIDE, Kind.INFORMATION, Kind.FRAMEWORK})


class Resource(BaseModel):
    """One entry of the catalogue. `evidence` is `seen` where only the address was ever seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    title: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")]
    provider: str
    summary: Annotated[str, Field(min_length=1)]
    benchmarks: Numbers
    audience: Words
    stages: Words
    kind: Kind
    subjects: Words
    cost: Literal["free", "mixed", "paid", "unknown"]
    region: str
    season: str
    evidence: Literal["read", "seen"]
    checked: date
    note: str

    @property
    def cost_said(self) -> str:
        """The cost in honest words: reading about a thing being free does not make the thing so."""
        if self.cost == "free":
            return "free to read" if self.kind in TO_READ else "free"
        return {"mixed": "partly free", "paid": "costs money", "unknown": "cost not known"}[
            self.cost
        ]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of title and summary, lower case."""
        return frozenset(_words(f"{self.title} {self.summary}"))


Catalogue = dict[str, Resource]


def read(file: Path = CATALOGUE) -> Catalogue:
    """The catalogue by id; ContentError names every bad line."""
    found: Catalogue = {}
    problems: list[str] = []
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([f"{file}: cannot be read ({error}); put the file back"]) from error
    for number, row in enumerate(rows, start=2):
        try:
            resource = Resource.model_validate(row)
        except ValidationError as error:
            problems += [
                f"{file}: row {number}: {'.'.join(map(str, e['loc']))}: {e['msg']}"
                for e in error.errors()
            ]
            continue
        if resource.id in found:
            problems.append(f"{file}: row {number}: the id {resource.id} is used twice; rename one")
        found[resource.id] = resource
    if problems:
        raise ContentError(problems)
    return found


def _words(text: str) -> list[str]:
    return [
        w[:-1] if len(w) > 3 and w.endswith("s") else w for w in re.findall(r"\w+", text.lower())
    ]


def _common(file: Path) -> frozenset[str]:
    lines = file.read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in _words(line))


COMMON = _common(CATALOGUE.with_name("common-words.txt"))


def search(catalogue: Iterable[Resource], request: str) -> list[Resource]:
    """At most three resources that share the request's own words, most shared first.

    A plain match of titles and summaries: it finds words, not meanings. An entry that shares
    fewer than half of the request's telling words is no suggestion.
    """
    wanted = frozenset(_words(request)) - COMMON
    scored = [(len(wanted & r.words), r) for r in catalogue]
    fits = [(n, r) for n, r in scored if n and 2 * n >= len(wanted)]
    fits.sort(key=lambda pair: -pair[0])
    return [r for _, r in fits[:3]]

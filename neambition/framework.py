"""The questions: a framework of benchmarks, each of statements, each with its actions.

Ids are never reused. An audit stays on the version it was started on, so a framework is read from
its files (`framework_files`) or from the text that the database pinned.
"""

import hashlib
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Level(StrEnum):
    """An answer to a statement. The first four are in order."""

    NOT_YET = "not_yet"
    STARTED = "started"
    MOSTLY = "mostly"
    FULLY = "fully"
    NOT_SURE = "not_sure"
    DOES_NOT_APPLY = "does_not_apply"


class Effort(StrEnum):
    """How long an action takes from its first step to its end."""

    QUICK_WIN = "quick_win"
    THIS_TERM = "this_term"
    THIS_YEAR = "this_year"


class Need(StrEnum):
    """What an action costs beyond a colleague's time."""

    MONEY = "money"
    COVER = "cover"


class Knower(StrEnum):
    """Who in a school is likeliest to know the answer to a statement."""

    LEAD = "lead"
    HEAD = "head"
    GOVERNOR = "governor"
    OFFICE = "office"
    SENCO = "senco"
    EARLY_YEARS = "early_years"
    INFANTS = "infants"
    JUNIORS = "juniors"
    YEAR_6 = "year_6"


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Line = Annotated[str, Field(min_length=1)]


class Action(_Content):
    """Something a school could do next, and how to begin in ten minutes."""

    id: Annotated[str, Field(pattern=r"^\d\.\d[a-z]$")]
    text: Line
    for_levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    effort: Effort
    needs: tuple[Need, ...] = ()
    pupils_notice: bool = False
    first_step: Line
    text_to_send: str | None = None
    resources: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """The id of the statement this action serves: `1.2` of `1.2a`."""
        return self.id[:-1]


class Example(_Content):
    """What a statement looks like in a school: invented, or real, from the catalogue."""

    text: Line
    resource: str | None = None

    @property
    def invented(self) -> bool:
        return self.resource is None


class Statement(_Content):
    """One question of the audit."""

    id: Annotated[str, Field(pattern=r"^\d\.\d$")]
    short: Line
    text: Line
    mostly: Line
    fully: Line
    why: Line
    example: Example
    knows_best: Knower
    quick: bool = False
    applies_unless: str | None = None
    leans_on: tuple[str, ...] = ()
    actions: Annotated[tuple[Action, ...], Field(min_length=2)]

    @property
    def benchmark(self) -> int:
        return int(self.id.split(".")[0])


class Benchmark(_Content):
    """Five statements on one theme."""

    number: Annotated[int, Field(ge=1, le=8)]
    title: Line
    opening: Line
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]


class ConfidenceQuestion(_Content):
    """Asked at the start and the end of an audit; its answers run from least to most confident."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    text: Line
    short: Line


class Framework(_Content):
    """A whole version of the questions."""

    version: Annotated[str, Field(pattern=r"^[a-z]+-\d+$")]
    follows: str | None = None
    label: Line
    sources: Line
    started: Line
    test_for_fully: Line
    foundations: tuple[str, ...]
    confidence: tuple[ConfidenceQuestion, ...]
    benchmarks: tuple[Benchmark, ...]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Framework":
        seen: set[str] = set()
        for id_ in (i for s in self.statements for i in (s.id, *(a.id for a in s.actions))):
            if id_ in seen:
                raise ValueError(f"the id {id_} is used twice: give the newer one its own")
            seen.add(id_)
        return self

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in the framework's order."""
        return tuple(s for b in self.benchmarks for s in b.statements)

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        return {s.id: s for s in self.statements}

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Every action by its id, in the framework's order."""
        return {a.id: a for s in self.statements for a in s.actions}

    def benchmark(self, number: int) -> Benchmark:
        """The benchmark of that number; KeyError if there is none."""
        for benchmark in self.benchmarks:
            if benchmark.number == number:
                return benchmark
        raise KeyError(number)

    def leaners(self, statement: str) -> int:
        """How many other statements lean on this one."""
        return sum(statement in s.leans_on for s in self.statements)

    @property
    def sha256(self) -> str:
        """The fingerprint by which a version's text is pinned."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

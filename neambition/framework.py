"""The questions: a framework of benchmarks, each of statements, each with its actions.

A framework is a folder of YAML: `framework.yaml` and one `benchmark-N.yaml` for each benchmark.
Ids are never reused. An audit stays on the version it was started on, so a framework can also be
read back from the text that the database pinned.
"""

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from neambition.errors import ContentError

FRAMEWORKS = Path(__file__).parent / "frameworks"


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


def read(folder: Path) -> Framework:
    """Read a framework from its folder; ContentError names every file, path and cure."""
    problems: list[str] = []
    head = _yaml(folder / "framework.yaml", problems)
    benchmarks = [_yaml(f, problems) for f in sorted(folder.glob("benchmark-*.yaml"))]
    if not problems:
        try:
            return Framework.model_validate({**head, "benchmarks": benchmarks})
        except ValidationError as error:
            problems = [_problem(folder, benchmarks, e["loc"], e["msg"]) for e in _misfits(error)]
    raise ContentError(problems)


def newest(folder: Path = FRAMEWORKS) -> Path:
    """The folder of the highest version: `primary-2` after `primary-1`."""
    versions = [f for f in folder.iterdir() if (f / "framework.yaml").is_file()]
    if not versions:
        raise ContentError([f"{folder}: holds no framework; it wants a folder with framework.yaml"])
    return max(versions, key=lambda f: int(f.name.rpartition("-")[2]))


def _yaml(file: Path, problems: list[str]) -> dict[str, object]:
    try:
        data = yaml.load(file.read_text("utf-8"), Loader=_Loader)  # noqa: S506 a safe loader
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{file}: cannot be read ({error}); put the file back")
        return {}
    except _NOT_YAML as error:
        problems.append(f"{file}: is not YAML ({' '.join(str(error).split())}); mend that line")
        return {}
    if not isinstance(data, dict):
        problems.append(f"{file}: is empty or no mapping; start from another version's file")
        return {}
    return data


# A value unfit for its tag (the date 2026-02-30) escapes PyYAML as a bare Python error.
_NOT_YAML = (yaml.YAMLError, ValueError, LookupError, AttributeError)


class _Loader(yaml.CSafeLoader):
    """Leaves `1.1` a word: an id is not a number."""

    yaml_implicit_resolvers = {  # noqa: RUF012 as the base class declares it
        first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:float"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def _misfits(error: ValidationError) -> Iterator[ErrorDetails]:
    """Its errors, but for a list that is too short only because its own items are misfits."""
    for e in error.errors():
        if e["type"] != "too_short" or len(e["input"]) < e["ctx"]["min_length"]:
            yield e


def _problem(
    folder: Path, benchmarks: list[dict[str, object]], loc: tuple[int | str, ...], message: str
) -> str:
    """One validation error as file, path and cure."""
    file, path = folder / "framework.yaml", list(loc)
    if len(path) > 1 and path[0] == "benchmarks" and isinstance(path[1], int):
        file, path = sorted(folder.glob("benchmark-*.yaml"))[path[1]], path[2:]
        path = list(_named(benchmarks[loc[1]], path))  # type: ignore[index]
    return f"{file}: {'.'.join(map(str, path)) or 'the file'}: {message}"


def _named(data: object, path: list[int | str]) -> Iterator[int | str]:
    """The path with list positions replaced by the ids that a reader looks for."""
    for step in path:
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            data = None
        yield (
            data["id"]
            if isinstance(step, int) and isinstance(data, dict) and "id" in data
            else step
        )

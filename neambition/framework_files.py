"""A framework as files: a folder of `framework.yaml` and a `benchmark-N.yaml` for each number."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from neambition.errors import ContentError
from neambition.framework import Framework

FRAMEWORKS = Path(__file__).parent / "frameworks"


def read(folder: Path) -> Framework:
    """Read a framework from its folder; ContentError names every file, path and cure."""
    problems: list[str] = []
    head = content(folder / "framework.yaml", problems)
    benchmarks = [content(f, problems) for f in sorted(folder.glob("benchmark-*.yaml"))]
    if not problems:
        try:
            return Framework.model_validate({**head, "benchmarks": benchmarks})
        except ValidationError as error:
            problems = [_problem(folder, benchmarks, e["loc"], e["msg"]) for e in misfits(error)]
    raise ContentError(problems)


def newest(folder: Path = FRAMEWORKS) -> Path:
    """The folder of the highest version: `primary-2` after `primary-1`."""
    versions = [f for f in folder.glob("*-[0-9]*") if (f / "framework.yaml").is_file()]
    if not versions:
        raise ContentError([f"{folder}: holds no framework; it wants a folder with framework.yaml"])
    return max(versions, key=lambda f: int(f.name.rpartition("-")[2]))


def content(file: Path, problems: list[str]) -> dict[str, object]:
    """What a file of YAML holds; {}, and a problem more, if it cannot be read."""
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


def misfits(error: ValidationError) -> Iterator[ErrorDetails]:
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
        path = list(named(benchmarks[loc[1]], path))  # type: ignore[index]
    return f"{file}: {'.'.join(map(str, path)) or 'the file'}: {message}"


def named(data: object, path: list[int | str]) -> Iterator[int | str]:
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

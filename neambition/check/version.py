"""A version's folder, read as far as it can be, so that one fault hides no other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from neambition import framework_files
from neambition.errors import ContentError
from neambition.framework import Benchmark, Framework

Model = TypeVar("Model", bound=BaseModel)
_CURES = {
    "extra_forbidden": "take it out, or mend its spelling",
    "missing": "add it",
}


@dataclass(frozen=True)
class Version:
    """A framework's folder, read as far as it can be."""

    folder: Path
    head: Framework | None
    """framework.yaml without its benchmarks; None if it does not fit the schema."""
    benchmarks: Mapping[Path, Benchmark]
    """The benchmarks that fit the schema."""
    written: Mapping[Path, dict[str, object]]
    """Every benchmark's file as it was written, so that the ids in a faulty one still count."""
    problems: tuple[str, ...]
    """What the files and the schema say."""
    legible: bool
    """Whether every file could be read, so that an id not found is an id not there."""

    @property
    def top(self) -> Path:
        return self.folder / "framework.yaml"

    def beside(self, name: str) -> Path:
        return self.folder.resolve().parent / name

    @cached_property
    def ids(self) -> dict[str, tuple[Path, str]]:
        """The file and path of each statement and action."""
        return {id_: (f, path) for f, data in self.written.items() for id_, path in ids_in(data)}


def versions(folder: Path) -> list[Path]:
    """The folders to check; ContentError if there is none."""
    try:
        if is_version(folder):
            return [folder]
        versions = sorted(f for f in folder.iterdir() if is_version(f))
    except OSError as error:
        raise ContentError([f"{folder}: cannot be read ({error}); name another folder"]) from error
    if not versions:
        cure = "name a folder with framework.yaml, or one that holds such folders"
        raise ContentError([f"{folder}: holds no framework; {cure}"])
    return versions


def is_version(folder: Path) -> bool:
    """Whether a folder holds any file of a framework."""
    return (folder / "framework.yaml").is_file() or any(folder.glob("benchmark-*.yaml"))


def read(folder: Path) -> Version:
    """The folder's version; what cannot be read or does not fit is among its problems."""
    top = folder / "framework.yaml"
    unread: list[str] = []
    misfits: list[str] = []
    heading = _written(top, unread)
    if heading is not None:
        heading["benchmarks"] = ()
    head = _fitting(Framework, top, heading, misfits)
    written = {f: _written(f, unread) for f in sorted(folder.glob("benchmark-*.yaml"))}
    fitting = {f: _fitting(Benchmark, f, data, misfits) for f, data in written.items()}
    return Version(
        folder,
        head,
        benchmarks={f: benchmark for f, benchmark in fitting.items() if benchmark},
        written={f: data or {} for f, data in written.items()},
        problems=(*unread, *misfits),
        legible=not unread,
    )


def _written(file: Path, problems: list[str]) -> dict[str, object] | None:
    """What a file holds; None, and a problem more, if it cannot be read."""
    faults: list[str] = []
    data = framework_files.content(file, faults)
    problems += faults
    return None if faults else data


def _fitting(model: type[Model], file: Path, data: object, problems: list[str]) -> Model | None:
    """The data as the schema has it; None, and its problems, if it does not fit."""
    if data is None:
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems += _misfits(file, data, error)
        return None


def _misfits(file: Path, data: object, error: ValidationError) -> Iterator[str]:
    for e in framework_files.misfits(error):
        path = ".".join(map(str, framework_files.named(data, list(e["loc"])))) or "the file"
        yield f"{file}: {path}: {e['msg']}; {_CURES.get(e['type'], 'mend it')}"


def ids_in(data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each statement's and action's id with its path, whatever else is wrong with it."""
    for statement, id_ in _identified(data.get("statements")):
        yield id_, f"statements.{id_}"
        for _, action in _identified(statement.get("actions")):
            yield action, f"statements.{id_}.actions.{action}"


def _identified(items: object) -> Iterator[tuple[dict[str, object], str]]:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item, item["id"].strip()

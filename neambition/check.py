"""Whether the questions and the catalogue are fit to ship: every problem at once, with its cure.

The schema says what a file may hold; the rules here say what a tired teacher can read on a phone,
what an answer can lead to, and what a version owes to the version before it.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from neambition import framework, reading, resources
from neambition.errors import ContentError
from neambition.framework import Action, Benchmark, Framework, Level, Statement

BENCHMARKS = range(1, 9)
STATEMENTS = 5
MOST_ACTIONS = 3
MOST_RESOURCES = 2
ANSWERED = (Level.NOT_YET, Level.STARTED, Level.MOSTLY)

# The most characters of each text, by its place in a benchmark.
LENGTHS = {
    "opening": 200,
    "statements.short": 32,
    "statements.text": 140,
    "statements.mostly": 120,
    "statements.fully": 120,
    "statements.why": 220,
    "statements.example.text": 260,
    "statements.actions.text": 110,
    "statements.actions.first_step": 300,
    "statements.actions.text_to_send": 500,
}
# The fewest and the most words.
WORDS = {
    "statements.short": (2, 5),
    "statements.text": (1, 20),
    "statements.mostly": (1, 19),
    "statements.fully": (1, 19),
}
# What a question's screen may hold, and what of it is not the question's own texts.
SCREEN, SCREEN_FURNITURE = 1500, 400
ACTION_SCREEN = 1100

BANNED = re.compile(r"\b(compliant|compliance|fail|must|statutory)\b", re.IGNORECASE)
HARDEST, MEDIAN_HARDNESS = 12, 9
MEASURED = ("statements.text", "statements.mostly", "statements.fully")

_IDS = frozenset({"id", "version", "follows", "foundations", "leans_on", "resource", "resources"})
_CODES = frozenset({"knows_best", "for_levels", "effort", "needs"})
_CURES = {
    "extra_forbidden": "take it out, or mend its spelling",
    "missing": "add it",
}

Model = TypeVar("Model", bound=BaseModel)
# Path within a file, and what is wrong there with its cure.
Found = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class _Text:
    """A text that people read. `place` is its path without the ids: `statements.actions.text`."""

    path: str
    place: str
    text: str


@dataclass(frozen=True)
class _Version:
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
        return {id_: (f, path) for f, data in self.written.items() for id_, path in _ids(data)}


def problems(frameworks_folder: Path, catalogue_file: Path) -> list[str]:
    """Every problem of the content, each as one line of file, path and cure; [] when it is fit.

    The folder is one version's, or the folder that holds several. Bad content never raises.
    """
    known, of_catalogue = _catalogue(catalogue_file)
    found: list[str] = []
    try:
        exempt = reading.exempt_words()
        for folder in _versions(frameworks_folder):
            found += _of_version(_read(folder), known, exempt)
    except ContentError as error:
        found += error.problems
    return [" ".join(line.splitlines()) for line in found + of_catalogue]


def _catalogue(file: Path) -> tuple[Collection[str] | None, list[str]]:
    """The catalogue's ids, good rows or bad, and its problems; no ids if it cannot be read."""
    try:
        return resources.read(file), []
    except csv.Error as error:
        return None, [f"{file}: is not CSV ({error}); mend its quotation marks"]
    except ContentError as error:
        found = [p if ";" in p else f"{p}; mend that row" for p in error.problems]
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return {row["id"] for row in csv.DictReader(lines) if row.get("id")}, found
    except (OSError, UnicodeDecodeError):
        return None, found


def _versions(folder: Path) -> list[Path]:
    """The folders to check; ContentError if there is none."""
    try:
        if _is_version(folder):
            return [folder]
        versions = sorted(f for f in folder.iterdir() if _is_version(f))
    except OSError as error:
        raise ContentError([f"{folder}: cannot be read ({error}); name another folder"]) from error
    if not versions:
        cure = "name a folder with framework.yaml, or one that holds such folders"
        raise ContentError([f"{folder}: holds no framework; {cure}"])
    return versions


def _is_version(folder: Path) -> bool:
    return (folder / "framework.yaml").is_file() or any(folder.glob("benchmark-*.yaml"))


def _read(folder: Path) -> _Version:
    top = folder / "framework.yaml"
    unread: list[str] = []
    misfits: list[str] = []
    heading = _written(top, unread)
    if heading is not None:
        heading["benchmarks"] = ()
    head = _fitting(Framework, top, heading, misfits)
    written = {f: _written(f, unread) for f in sorted(folder.glob("benchmark-*.yaml"))}
    fitting = {f: _fitting(Benchmark, f, data, misfits) for f, data in written.items()}
    return _Version(
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
    data = framework._yaml(file, faults)
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
    for e in framework._misfits(error):
        path = ".".join(map(str, framework._named(data, list(e["loc"])))) or "the file"
        yield f"{file}: {path}: {e['msg']}; {_CURES.get(e['type'], 'mend it')}"


def _ids(data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each statement's and action's id with its path, whatever else is wrong with it."""
    for statement, id_ in _identified(data.get("statements")):
        yield id_, f"statements.{id_}"
        for _, action in _identified(statement.get("actions")):
            yield action, f"statements.{id_}.actions.{action}"


def _identified(items: object) -> Iterator[tuple[dict[str, object], str]]:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item, item["id"].strip()


def _of_version(
    version: _Version, known: Collection[str] | None, exempt: Collection[str]
) -> Iterator[str]:
    yield from version.problems
    yield from _numbering(version)
    yield from _repeats(version)
    yield from _succession(version)
    if version.head:
        found = chain(_banned(_texts(version.head.model_dump())), _repeated_questions(version.head))
        yield from _in_file(version.top, found)
        yield from _in_file(version.top, _foundations(version, version.head))
    for file, benchmark in version.benchmarks.items():
        for rule in _RULES:
            yield from _in_file(file, rule(benchmark))
        yield from _in_file(file, _leanings(version, benchmark))
        yield from _in_file(file, _links(benchmark, known))
        yield from _in_file(file, _hard(benchmark, exempt))
    yield from _in_file(version.top, _hard_on_the_whole(version, exempt))


def _in_file(file: Path, found: Found) -> Iterator[str]:
    return (f"{file}: {path}: {what}" for path, what in found)


# What a version owes to its files and to the version before.


def _numbering(version: _Version) -> Iterator[str]:
    for number in BENCHMARKS:
        file = version.folder / f"benchmark-{number}.yaml"
        if file not in version.written:
            yield f"{file}: number: there is no benchmark {number}; add its file"
    for file, benchmark in version.benchmarks.items():
        if file.name != (name := f"benchmark-{benchmark.number}.yaml"):
            yield f"{file}: number: is {benchmark.number}; mend it, or call the file {name}"


def _repeats(version: _Version) -> Iterator[str]:
    first: dict[str, Path] = {}
    for file, data in version.written.items():
        for id_, path in _ids(data):
            if id_ in first:
                yield f"{file}: {path}: {first[id_].name} has this id already; give this its own"
            first.setdefault(id_, file)


def _repeated_questions(head: Framework) -> Found:
    for id_, times in Counter(q.id for q in head.confidence).items():
        if times > 1:
            yield f"confidence.{id_}", f"{times} questions have this id; give each its own"


def _succession(version: _Version) -> Iterator[str]:
    """A version follows an earlier one and keeps its ids; only the first follows none."""
    if not version.head:
        return
    name, follows = version.head.version, version.head.follows
    if version.folder.resolve().name != name:
        yield f"{version.top}: version: is {name}; mend it, or give the folder that name"
    if follows is None:
        if _number(name) != 1:
            yield f"{version.top}: follows: is empty; name the version before {name}"
    elif _number(name) == 1:
        yield f"{version.top}: follows: is {follows}; take it out, as number 1 follows none"
    elif not _is_earlier(follows, version, name):
        cure = f"name the folder beside this one of the version before {name}"
        yield f"{version.top}: follows: {follows} is no earlier version; {cure}"
    else:
        yield from _vanished(version, _read(version.beside(follows)))


def _number(version: str) -> int:
    return int(version.rpartition("-")[2])


def _is_earlier(follows: str, version: _Version, name: str) -> bool:
    if not re.fullmatch(r"[a-z]+-\d+", follows) or _number(follows) >= _number(name):
        return False
    return _is_version(version.beside(follows))


def _vanished(version: _Version, former: _Version) -> Iterator[str]:
    if not version.legible:
        return
    for id_, (file, path) in former.ids.items():
        if id_ not in version.ids:
            was = f"was in {former.folder.name} and is gone"
            cure = "bring it back: an id once shipped keeps its meaning"
            yield f"{version.folder / file.name}: {path}: {was}; {cure}"


def _foundations(version: _Version, head: Framework) -> Found:
    for id_ in head.foundations:
        if _is_missing(version, id_):
            yield "foundations", f"there is no statement {id_}; mend the id or take it out"


def _is_missing(version: _Version, statement: str) -> bool:
    return version.legible and (statement not in version.ids or statement[-1:].isalpha())


# What a benchmark owes to the audit.


def _five_statements(benchmark: Benchmark) -> Found:
    if (n := len(benchmark.statements)) != STATEMENTS:
        yield "statements", f"there are {n}; make them {STATEMENTS}"


def _one_quick(benchmark: Benchmark) -> Found:
    quick = [s.id for s in benchmark.statements if s.quick]
    if len(quick) != 1:
        which = ", ".join(quick) or "no statement"
        yield "statements", f"quick is on {which}; put `quick: true` on exactly one"


def _belonging(benchmark: Benchmark) -> Found:
    for statement in benchmark.statements:
        if statement.benchmark != benchmark.number:
            cure = f"begin it with {benchmark.number}."
            yield f"{_path(statement)}.id", f"is of another benchmark; {cure}"
        for action in statement.actions:
            if action.statement != statement.id:
                cure = f"begin it with {statement.id}"
                yield f"{_path(statement, action)}.id", f"is of another statement; {cure}"


def _levels(benchmark: Benchmark) -> Found:
    for statement in benchmark.statements:
        for action in statement.actions:
            for level in action.for_levels:
                if level not in ANSWERED:
                    what = f"{level} calls for no action; keep to {', '.join(ANSWERED)}"
                    yield f"{_path(statement, action)}.for_levels", what
        for level in ANSWERED:
            if not any(level in a.for_levels for a in statement.actions):
                what = f"none is for {level}; add it to the for_levels of one"
                yield f"{_path(statement)}.actions", what


def _numbers(benchmark: Benchmark) -> Found:
    for statement in benchmark.statements:
        if (n := len(statement.actions)) > MOST_ACTIONS:
            yield f"{_path(statement)}.actions", f"there are {n}; keep the best {MOST_ACTIONS}"
        for action in statement.actions:
            if (n := len(action.resources)) > MOST_RESOURCES:
                what = f"there are {n}; keep the best {MOST_RESOURCES}"
                yield f"{_path(statement, action)}.resources", what


def _lengths(benchmark: Benchmark) -> Found:
    for t in _texts(benchmark.model_dump()):
        if t.place in LENGTHS and len(t.text) > LENGTHS[t.place]:
            yield t.path, f"has {len(t.text)} characters; cut it to {LENGTHS[t.place]}"
        if t.place in WORDS:
            fewest, most = WORDS[t.place]
            if not fewest <= (n := len(t.text.split())) <= most:
                yield t.path, f"has {n} {'word' if n == 1 else 'words'}; use {fewest} to {most}"


def _screens(benchmark: Benchmark) -> Found:
    for s in benchmark.statements:
        shown = (benchmark.title, benchmark.opening, s.text, s.mostly, s.fully, s.why)
        size = sum(map(len, (*shown, s.example.text, s.applies_unless or "")))
        yield from _screen(_path(s), size + SCREEN_FURNITURE, SCREEN)
        for a in s.actions:
            size = len(a.text) + len(a.first_step) + len(a.text_to_send or "")
            yield from _screen(_path(s, a), size, ACTION_SCREEN)


def _screen(path: str, size: int, most: int) -> Found:
    if size > most:
        yield path, f"its screen holds {size} characters; cut its texts by {size - most}"


def _wording(benchmark: Benchmark) -> Found:
    return _banned(_texts(benchmark.model_dump()))


_RULES: tuple[Callable[[Benchmark], Found], ...] = (
    _five_statements,
    _one_quick,
    _belonging,
    _levels,
    _numbers,
    _lengths,
    _screens,
    _wording,
)


def _leanings(version: _Version, benchmark: Benchmark) -> Found:
    for statement in benchmark.statements:
        for id_ in statement.leans_on:
            if id_ == statement.id:
                yield f"{_path(statement)}.leans_on", f"{id_} leans on itself; take it out"
            elif _is_missing(version, id_):
                what = f"there is no statement {id_}; mend the id or take it out"
                yield f"{_path(statement)}.leans_on", what


def _links(benchmark: Benchmark, known: Collection[str] | None) -> Found:
    """Resources that the catalogue lacks; nothing is said of them if it could not be read."""
    for path, resource in _linked(benchmark):
        if known is not None and resource not in known:
            yield path, f"the catalogue has no {resource}; mend the id or take it out"


def _linked(benchmark: Benchmark) -> Iterator[tuple[str, str]]:
    for statement in benchmark.statements:
        if statement.example.resource is not None:
            yield f"{_path(statement)}.example.resource", statement.example.resource
        for action in statement.actions:
            for resource in action.resources:
                yield f"{_path(statement, action)}.resources", resource


# What a text owes to its reader.


def _banned(texts: Iterator[_Text]) -> Found:
    for t in texts:
        for word in BANNED.findall(t.text):
            yield t.path, f"says “{word}”; say it without, as there is no duty on a primary school"


def _hard(benchmark: Benchmark, exempt: Collection[str]) -> Found:
    for t in _texts(benchmark.model_dump()):
        if t.place in MEASURED and (index := reading.hardness(t.text, exempt)) > HARDEST:
            what = f"is hard to read ({index:.1f}, over {HARDEST}); use fewer or shorter words"
            yield t.path, what


def _hard_on_the_whole(version: _Version, exempt: Collection[str]) -> Found:
    hardness = {
        s.id: reading.hardness(s.text, exempt)
        for b in version.benchmarks.values()
        for s in b.statements
    }
    if hardness and (middle := median(hardness.values())) > MEDIAN_HARDNESS:
        worst = ", ".join(sorted(hardness, key=lambda id_: -hardness[id_])[:3])
        what = f"half are harder than {middle:.1f}, over {MEDIAN_HARDNESS}"
        yield "statements", f"{what}; shorten words and sentences, first in {worst}"


def _texts(data: object, path: str = "", place: str = "") -> Iterator[_Text]:
    """Every text for people in a framework's data, however deep."""
    if isinstance(data, str):
        yield _Text(path, place, data)
    elif isinstance(data, dict):
        for key in (k for k in data if k not in _IDS | _CODES):
            yield from _texts(data[key], _join(path, key), _join(place, key))
    elif isinstance(data, tuple):
        for item in data:
            yield from _texts(item, _join(path, item["id"]), place)


def _join(*steps: str) -> str:
    return ".".join(filter(None, steps))


def _path(statement: Statement, action: Action | None = None) -> str:
    path = f"statements.{statement.id}"
    return f"{path}.actions.{action.id}" if action else path

"""What a version owes to its files, and to the version before it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from neambition.check.found import Found
from neambition.check.version import Version, ids_in, is_version, read
from neambition.framework import Framework

BENCHMARKS = range(1, 9)


def numbering(version: Version) -> Iterator[str]:
    for number in BENCHMARKS:
        file = version.folder / f"benchmark-{number}.yaml"
        if file not in version.written:
            yield f"{file}: number: there is no benchmark {number}; add its file"
    for file, benchmark in version.benchmarks.items():
        if file.name != (name := f"benchmark-{benchmark.number}.yaml"):
            yield f"{file}: number: is {benchmark.number}; mend it, or call the file {name}"


def repeats(version: Version) -> Iterator[str]:
    first: dict[str, Path] = {}
    for file, data in version.written.items():
        for id_, path in ids_in(data):
            if id_ in first:
                yield f"{file}: {path}: {first[id_].name} has this id already; give this its own"
            first.setdefault(id_, file)


def repeated_questions(head: Framework) -> Found:
    for id_, times in Counter(q.id for q in head.confidence).items():
        if times > 1:
            yield f"confidence.{id_}", f"{times} questions have this id; give each its own"


def succession(version: Version) -> Iterator[str]:
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
        yield from _vanished(version, read(version.beside(follows)))


def _number(version: str) -> int:
    return int(version.rpartition("-")[2])


def _is_earlier(follows: str, version: Version, name: str) -> bool:
    if not re.fullmatch(r"[a-z]+-\d+", follows) or _number(follows) >= _number(name):
        return False
    return is_version(version.beside(follows))


def _vanished(version: Version, former: Version) -> Iterator[str]:
    if not version.legible:
        return
    for id_, (file, path) in former.ids.items():
        if id_ not in version.ids:
            was = f"was in {former.folder.name} and is gone"
            cure = "bring it back: an id once shipped keeps its meaning"
            yield f"{version.folder / file.name}: {path}: {was}; {cure}"


def foundations(version: Version, head: Framework) -> Found:
    for id_ in head.foundations:
        if is_missing(version, id_):
            yield "foundations", f"there is no statement {id_}; mend the id or take it out"


def is_missing(version: Version, statement: str) -> bool:
    return version.legible and (statement not in version.ids or statement[-1:].isalpha())

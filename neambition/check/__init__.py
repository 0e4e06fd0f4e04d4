"""Whether the questions and the catalogue are fit to ship: every problem at once, with its cure.

The schema says what a file may hold; the rules here say what a tired teacher can read on a phone,
what an answer can lead to, and what a version owes to the version before it.
"""

import csv
from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

from neambition import reading
from neambition.check.benchmark import RULES, leanings, links
from neambition.check.found import in_file
from neambition.check.succession import (
    foundations,
    numbering,
    repeated_questions,
    repeats,
    succession,
)
from neambition.check.version import Version, read, versions
from neambition.check.wording import banned, hard, hard_on_the_whole, texts
from neambition.errors import ContentError
from neambition.resources import catalogue


def problems(frameworks_folder: Path, catalogue_file: Path) -> list[str]:
    """Every problem of the content, each as one line of file, path and cure; [] when it is fit.

    The folder is one version's, or the folder that holds several. Bad content never raises.
    """
    known, of_catalogue = _catalogue(catalogue_file)
    found: list[str] = []
    try:
        exempt = reading.exempt_words()
        for folder in versions(frameworks_folder):
            found += _of_version(read(folder), known, exempt)
    except ContentError as error:
        found += error.problems
    return [" ".join(line.splitlines()) for line in found + of_catalogue]


def _catalogue(file: Path) -> tuple[Collection[str] | None, list[str]]:
    """The catalogue's ids, good rows or bad, and its problems; no ids if it cannot be read."""
    try:
        return catalogue.read(file), []
    except csv.Error as error:
        return None, [f"{file}: is not CSV ({error}); mend its quotation marks"]
    except ContentError as error:
        found = [p if ";" in p else f"{p}; mend that row" for p in error.problems]
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return {row["id"] for row in csv.DictReader(lines) if row.get("id")}, found
    except (OSError, UnicodeDecodeError):
        return None, found


def _of_version(
    version: Version, known: Collection[str] | None, exempt: Collection[str]
) -> Iterator[str]:
    yield from version.problems
    yield from numbering(version)
    yield from repeats(version)
    yield from succession(version)
    if version.head:
        found = chain(banned(texts(version.head.model_dump())), repeated_questions(version.head))
        yield from in_file(version.top, found)
        yield from in_file(version.top, foundations(version, version.head))
    for file, benchmark in version.benchmarks.items():
        for rule in RULES:
            yield from in_file(file, rule(benchmark))
        yield from in_file(file, leanings(version, benchmark))
        yield from in_file(file, links(benchmark, known))
        yield from in_file(file, hard(benchmark, exempt))
    yield from in_file(version.top, hard_on_the_whole(version, exempt))

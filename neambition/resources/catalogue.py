"""The catalogue as a file, by id."""

import csv
from pathlib import Path

from pydantic import ValidationError

from neambition.errors import ContentError
from neambition.resources.entry import Resource

FILE = Path(__file__).with_name("catalogue.csv")

Catalogue = dict[str, Resource]


def read(file: Path = FILE) -> Catalogue:
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

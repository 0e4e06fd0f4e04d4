"""An entry in parts, as the file's cells have them: what a facilitator says of it, one by one."""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from neambition.resources.entry import Cost, Evidence, Kind, Reader, Resource, Stage, Subject
from neambition.resources.places import places
from neambition.resources.seasons import SEASONS

Cells = Mapping[str, str]
"""By the name of a column: what stands in it, several values with `;` between."""


class Part(StrEnum):
    """What can be said of an entry, in the order that it is asked in."""

    URL = "url"
    TITLE = "title"
    SUMMARY = "summary"
    KIND = "kind"
    STAGES = "stages"
    BENCHMARKS = "benchmarks"
    COST = "cost"
    REGION = "region"
    EVIDENCE = "evidence"
    PROVIDER = "provider"
    AUDIENCE = "audience"
    SUBJECTS = "subjects"
    SEASON = "season"
    NOTE = "note"


NEEDED = tuple(Part)[: tuple(Part).index(Part.EVIDENCE) + 1]
"""What an entry cannot be without."""
SEVERAL = frozenset({Part.STAGES, Part.BENCHMARKS, Part.AUDIENCE, Part.SUBJECTS})
"""Where more than one value may stand."""
OPTIONS: dict[Part, tuple[str, ...]] = {
    Part.KIND: tuple(Kind),
    Part.STAGES: tuple(Stage),
    Part.BENCHMARKS: tuple("12345678"),
    Part.COST: tuple(Cost),
    Part.REGION: tuple(places()),
    Part.EVIDENCE: (Evidence.READ, Evidence.SEEN),
    Part.AUDIENCE: tuple(Reader),
    Part.SUBJECTS: tuple(Subject),
    Part.SEASON: tuple(SEASONS),
}
"""What can be chosen from; the other parts are words."""
NEW: Cells = {**dict.fromkeys(Resource.model_fields, ""), Part.AUDIENCE: Reader.TEACHERS}
"""What is said of a new entry before anybody says anything."""
LONGEST_ID = 40
_SOUND: Cells = {
    **NEW,
    "id": "x",
    Part.URL: "https://example.org",
    Part.TITLE: "x",
    Part.SUMMARY: "x",
    Part.KIND: Kind.LESSON,
    Part.COST: Cost.FREE,
    Part.REGION: "England",
    Part.EVIDENCE: Evidence.SEEN,
    "checked": "2026-01-01",
}


class Fault(StrEnum):
    """What is wrong with a part."""

    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"


def cells(entry: Resource) -> dict[str, str]:
    """The entry as a row of the file has it."""
    return {name: _cell(getattr(entry, name)) for name in Resource.model_fields}


def _cell(value: Any) -> str:
    return ";".join(map(str, value)) if isinstance(value, tuple) else str(value)


def fault(part: Part, cell: str) -> Fault | None:
    """What the model says against that value; none where it is sound."""
    try:
        Resource.model_validate({**_SOUND, part: cell})
    except ValidationError as error:
        long = any(e["type"] == "string_too_long" for e in error.errors())
        return Fault.TOO_LONG if long else Fault.UNREADABLE
    return None


def missing(of: Cells) -> list[Part]:
    """What has yet to be said of it, in order."""
    return [part for part in NEEDED if not of[part]]


def chosen(part: Part, cell: str, option: str, on: bool) -> str:
    """The cell with that option, or where several may stand without it. Benchmarks keep the order
    that they were chosen in: the first is the main one."""
    if part not in SEVERAL:
        return option
    values = [value for value in cell.split(";") if value and value != option]
    values += [option] if on else []
    if part is not Part.BENCHMARKS:
        values.sort(key=OPTIONS[part].index)
    return ";".join(values)


def option_slug(option: str) -> str:
    """An option as a button's code carries it: `redcar-and-cleveland`."""
    return option.lower().replace(" ", "-")


def option_of(part: Part, slug: str) -> str | None:
    """The option of that part that is carried so."""
    return next((o for o in OPTIONS.get(part, ()) if option_slug(o) == slug), None)


def id_of(title: str, taken: Collection[str]) -> str:
    """An id for a new entry: its title's letters, and a number where that is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[: LONGEST_ID - 4].strip("-") or "resource"
    ids = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(id_ for id_ in ids if id_ not in taken)


def made(id_: str, of: Cells, today: date) -> Resource:
    """The entry of those cells, as of today; ValidationError where they are no entry."""
    return Resource.model_validate({**of, "id": id_, "checked": today.isoformat()})


def restored(text: str) -> Resource | None:
    """An entry as it was stored, without values that the project no longer knows; none where it
    cannot be an entry without them."""
    stored = {k: v for k, v in json.loads(text).items() if k in Resource.model_fields}
    try:
        return Resource.model_validate(stored)
    except ValidationError as error:
        gone: dict[str, set[object]] = {}
        for part, *at in (e["loc"] for e in error.errors()):
            gone.setdefault(str(part), set()).update(at)
    for part, places_ in gone.items():
        if not places_:
            return None
        stored[part] = [v for n, v in enumerate(stored[part]) if n not in places_]
    return Resource.model_validate(stored)

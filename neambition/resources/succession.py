"""A newer file of the catalogue, and what facilitators made of the one before it.

What nobody touched here follows the file. What was touched stays as it was decided last, and where
the file has changed since, a facilitator is asked. When a page was opened is beside the point: a
date alone is never a difference, and whoever opened it last tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neambition.resources.address import address_of
from neambition.resources.catalogue import Catalogue
from neambition.resources.entry import Evidence, Resource
from neambition.resources.parts import Part, cells


@dataclass(frozen=True)
class Kept:
    """An entry touched here: as it is here, and the file's row that it was last held against, none
    for one that the file did not have."""

    ours: Resource
    base: Resource | None
    retired: bool


UNSAID = {*Resource.model_fields} - {*Part} - {"id", "checked"}
"""What no facilitator says of an entry: by what words and meanings it is found."""
Openings = Mapping[tuple[str, str], date]
"""By an entry's id and its address as compared: when a facilitator last opened it and it worked."""


class Differs(StrEnum):
    """In what an entry touched here and the file disagree."""

    CHANGED = "changed"
    RETIRED = "retired"
    REMOVED = "removed"
    SAME_ID = "same_id"
    TWICE = "twice"


class Decision(StrEnum):
    """What becomes of it: as the file has it, as it is here, or one beside the other."""

    FILE = "f"
    OURS = "o"
    BOTH = "b"


WAYS: dict[Differs, tuple[Decision, ...]] = {
    Differs.CHANGED: (Decision.FILE, Decision.OURS),
    Differs.RETIRED: (Decision.FILE, Decision.OURS),
    Differs.REMOVED: (Decision.FILE, Decision.OURS),
    Differs.SAME_ID: (Decision.FILE, Decision.BOTH),
    Differs.TWICE: (Decision.FILE, Decision.OURS),
}


def differing(one: Resource, other: Resource) -> list[Part]:
    """In what two rows say something else, whenever somebody looked at the page."""
    mine, theirs = cells(one), cells(other)
    return [part for part in Part if part is not Part.EVIDENCE and mine[part] != theirs[part]]


def same(one: Resource, other: Resource) -> bool:
    return not differing(one, other)


def stays(kept: Kept, file: Catalogue) -> bool:
    """Whether there is anything to keep: what says what the file said follows the file again."""
    gone = kept.ours.id not in file
    return kept.retired or gone or kept.base is None or not same(kept.ours, kept.base)


def here(
    id_: str, file: Catalogue, kept: Mapping[str, Kept], openings: Openings
) -> Resource | None:
    """The entry of that id as it is here, suggested or retired, with the latest that anybody knows
    of its page. What no facilitator says of an entry is as the file has it."""
    of, theirs = kept.get(id_), file.get(id_)
    entry = of.ours if of else theirs
    if entry is None:
        return None
    page = address_of(entry.url)
    known = [(entry.evidence is Evidence.READ, entry.checked)]
    if theirs and address_of(theirs.url) == page:
        known.append((theirs.evidence is Evidence.READ, theirs.checked))
    if on := openings.get((id_, page)):
        known.append((True, on))
    read, checked = max(known)
    latest = {"evidence": Evidence.READ if read else Evidence.SEEN, "checked": checked}
    if of and of.base and theirs:
        latest |= {name: getattr(theirs, name) for name in UNSAID}
    return entry.model_copy(update=latest)


def standing(file: Catalogue, kept: Mapping[str, Kept], openings: Openings) -> Catalogue:
    """Every entry that can be suggested."""
    suggested = [id_ for id_ in {**file, **kept} if id_ not in kept or not kept[id_].retired]
    found = {id_: here(id_, file, kept, openings) for id_ in suggested}
    return {id_: entry for id_, entry in found.items() if entry}


def twin(id_: str, file: Catalogue, kept: Mapping[str, Kept]) -> str | None:
    """The file's entry that has the address of one added here, under another id."""
    here = address_of(kept[id_].ours.url)
    for other, entry in file.items():
        of = kept.get(other)
        if of is None or not of.retired:
            url = of.ours.url if of else entry.url
            if other != id_ and address_of(url) == here:
                return other
    return None


def differences(file: Catalogue, kept: Mapping[str, Kept]) -> dict[str, Differs]:
    """What is to be decided, by the id of the entry here."""
    found = {id_: _differs(id_, file, kept) for id_ in kept}
    return {id_: differs for id_, differs in found.items() if differs}


def _differs(id_: str, file: Catalogue, kept: Mapping[str, Kept]) -> Differs | None:
    of, theirs = kept[id_], file.get(id_)
    if theirs is None:
        if of.retired:
            return None
        if of.base:
            return Differs.REMOVED
        return Differs.TWICE if twin(id_, file, kept) else None
    if of.base and same(theirs, of.base):
        return None
    if of.retired:
        return Differs.RETIRED
    if same(theirs, of.ours):
        return None
    one_page = address_of(theirs.url) == address_of(of.ours.url)
    return Differs.CHANGED if of.base or one_page else Differs.SAME_ID

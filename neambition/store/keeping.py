"""What facilitators do with the catalogue: add, change, retire, open a page, decide; who did it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from neambition.resources.address import address_of
from neambition.resources.catalogue import Catalogue
from neambition.resources.entry import Evidence, Resource
from neambition.resources.parts import Part, cells, id_of
from neambition.resources.succession import (
    Decision,
    Differs,
    Kept,
    differences,
    differing,
    here,
    same,
    stays,
    twin,
)
from neambition.store.catalogue import OPENED, kept, openings, standing

ABOUT_AN_ENTRY = (
    *("resource_change", "vote", "saved", "broken_link"),
    *("taken", "follow_up", "link_check", "question_answer"),
)
"""The tables that say something of an entry by its id (`resource`)."""


class What(StrEnum):
    """What somebody did with an entry."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    BROUGHT_BACK = "brought_back"
    OPENED = OPENED
    TOOK_FILE = "took_file"
    KEPT_OURS = "kept_ours"
    KEPT_BOTH = "kept_both"


@dataclass(frozen=True)
class Entry:
    """An entry as it is now, suggested or retired. `touched`: it is not as the file has it;
    `own`: the file has none such. `seen`: the id of its latest change, 0 without any."""

    now: Resource
    retired: bool
    touched: bool
    own: bool
    seen: int


@dataclass(frozen=True)
class Change:
    """One thing done, by whom and when; `person` and `first_name` are none once they were erased.
    `part` is none where it was about the whole."""

    id: int
    what: What
    part: Part | None
    old: str
    new: str
    person: int | None
    first_name: str | None
    at: int


@dataclass(frozen=True)
class Report:
    """How many people found a link broken, and since when, in UTC seconds."""

    people: int
    since: int


# --- an entry, and what was done with it


def entry(db: sqlite3.Connection, file: Catalogue, id_: str) -> Entry | None:
    """The entry of that id, suggested or retired."""
    touched = kept(db)
    now = here(id_, file, touched, openings(db))
    if now is None:
        return None
    away = id_ in touched and touched[id_].retired
    return Entry(now, away, id_ in touched, id_ not in file, _seen(db, id_))


def _seen(db: sqlite3.Connection, id_: str) -> int:
    (last,) = db.execute(
        "SELECT coalesce(max(id), 0) FROM resource_change WHERE resource = ?", (id_,)
    ).fetchone()
    return int(last)


def everything(db: sqlite3.Connection, file: Catalogue) -> Catalogue:
    """Every entry, suggested or retired."""
    return standing(db, file) | retired(db)


def retired(db: sqlite3.Connection) -> Catalogue:
    """Every entry that was retired here."""
    return {id_: of.ours for id_, of in kept(db).items() if of.retired}


def changed_last(db: sqlite3.Connection, id_: str, parts: Iterable[Part]) -> int:
    """The id of the latest change of any of these parts of an entry, 0 without any."""
    wanted = set(parts)
    rows = db.execute(
        "SELECT id, part FROM resource_change WHERE resource = ? AND part IS NOT NULL", (id_,)
    )
    return max((change for change, part in rows if part in wanted), default=0)


def history(db: sqlite3.Connection, id_: str) -> list[Change]:
    """All that was done with an entry, the latest first."""
    rows = db.execute(
        "SELECT c.id, c.what, c.part, c.old, c.new, c.person, p.first_name, c.at"
        " FROM resource_change c LEFT JOIN person p ON p.id = c.person"
        " WHERE c.resource = ? ORDER BY c.id DESC",
        (id_,),
    )
    return [
        Change(change, What(what), Part(part) if part else None, *rest)
        for change, what, part, *rest in rows
    ]


def ids(db: sqlite3.Connection, file: Catalogue) -> set[str]:
    """Every id that an entry has or ever had."""
    rows = db.execute("SELECT id FROM resource UNION SELECT resource FROM resource_change")
    return {*file, *(id_ for (id_,) in rows)}


def _note(
    db: sqlite3.Connection,
    id_: str,
    what: What,
    by: int,
    now: int,
    part: Part | None = None,
    old: str = "",
    new: str = "",
) -> None:
    db.execute(
        "INSERT INTO resource_change (resource, what, part, old, new, person, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (id_, what, part, old, new, by, now),
    )


def _put(db: sqlite3.Connection, file: Catalogue, of: Kept) -> None:
    """The entry as it is here; without anything to keep it follows the file again."""
    db.execute("DELETE FROM resource WHERE id = ?", (of.ours.id,))
    if stays(of, file):
        base = of.base.model_dump_json() if of.base else None
        db.execute(
            "INSERT INTO resource (id, fields, base, retired) VALUES (?, ?, ?, ?)",
            (of.ours.id, of.ours.model_dump_json(), base, of.retired),
        )


def _touched(db: sqlite3.Connection, file: Catalogue, id_: str) -> Kept:
    """The entry, to be changed; KeyError where there is none."""
    return kept(db).get(id_) or Kept(file[id_], file[id_], retired=False)


# --- doing


def add(db: sqlite3.Connection, file: Catalogue, new: Resource, by: int, now: int) -> None:
    """Put an entry in whose id nothing has."""
    _put(db, file, Kept(_unopened(new), None, retired=False))
    _note(db, new.id, What.ADDED, by, now)
    if new.evidence is Evidence.READ:
        opened(db, new, by, now)


def change(db: sqlite3.Connection, file: Catalogue, new: Resource, by: int, now: int) -> None:
    """Let the entry of that id read so. A new address is as little known as an entry's first."""
    of = _touched(db, file, new.id)
    before, after = cells(of.ours), cells(new)
    moved = address_of(of.ours.url) != address_of(new.url)
    _put(db, file, replace(of, ours=_unopened(new) if moved else new))
    for part in differing(of.ours, new):
        _note(db, new.id, What.CHANGED, by, now, part, before[part], after[part])
    if moved:
        forget_reports(db, new.id)
        if new.evidence is Evidence.READ:
            opened(db, new, by, now)


def _unopened(entry: Resource) -> Resource:
    return entry.model_copy(update={"evidence": Evidence.SEEN})


def retire(db: sqlite3.Connection, file: Catalogue, id_: str, by: int, now: int) -> None:
    """It is suggested no more."""
    _put(db, file, replace(_touched(db, file, id_), retired=True))
    _note(db, id_, What.RETIRED, by, now)


def bring_back(db: sqlite3.Connection, file: Catalogue, id_: str, by: int, now: int) -> None:
    _put(db, file, replace(_touched(db, file, id_), retired=False))
    _note(db, id_, What.BROUGHT_BACK, by, now)


def opened(db: sqlite3.Connection, entry: Resource, by: int, now: int) -> None:
    """Somebody opened its page, and it works; whoever said otherwise said it before."""
    _note(db, entry.id, What.OPENED, by, now, new=entry.url)
    forget_reports(db, entry.id)


# --- deciding between the file and what is here


def pending(db: sqlite3.Connection, file: Catalogue) -> dict[str, Differs]:
    """What is to be decided, by the id of the entry here."""
    return differences(file, kept(db))


def rival(db: sqlite3.Connection, file: Catalogue, id_: str) -> Resource | None:
    """What the file says of that entry, or of its page under another id; none where nothing."""
    everything = kept(db)
    return file.get(id_) or file.get(twin(id_, file, everything) or "")


def decide(
    db: sqlite3.Connection, file: Catalogue, id_: str, decision: Decision, by: int, now: int
) -> None:
    """One of the ways that are open (`WAYS`) for an entry that is pending."""
    everything = kept(db)
    of, theirs = everything[id_], file.get(id_)
    differs = differences(file, everything)[id_]
    match differs, decision:
        case Differs.TWICE, Decision.FILE:
            retire(db, file, id_, by, now)
        case Differs.TWICE, _:
            other = twin(id_, file, everything)
            assert other is not None  # noqa: S101 it is what makes it twice
            retire(db, file, other, by, now)
        case Differs.REMOVED, _:
            gone = decision is Decision.FILE
            _put(db, file, Kept(of.ours, None, retired=gone))
            _note(db, id_, What.TOOK_FILE if gone else What.KEPT_OURS, by, now)
        case _, Decision.FILE:
            assert theirs is not None  # noqa: S101 only what was removed has none
            _put(db, file, Kept(theirs, theirs, retired=False))
            _note(db, id_, What.TOOK_FILE, by, now)
        case _, Decision.BOTH:
            _note(db, _rename(db, of, file), What.KEPT_BOTH, by, now)
        case _:
            unchanged = of.base is not None and same(of.ours, of.base)
            ours = theirs if theirs and unchanged else of.ours
            _put(db, file, Kept(ours, theirs, of.retired))
            _note(db, id_, What.KEPT_OURS, by, now)


def _rename(db: sqlite3.Connection, of: Kept, file: Catalogue) -> str:
    """What is here gets an id of its own, with all that people said of it; returns that id."""
    old, new = of.ours.id, id_of(of.ours.title, ids(db, file))
    db.execute("DELETE FROM resource WHERE id = ?", (old,))
    for table in ABOUT_AN_ENTRY:
        db.execute(
            f"UPDATE OR IGNORE {table} SET resource = ? WHERE resource = ?",  # noqa: S608 of our own
            (new, old),
        )
    _put(db, file, replace(of, ours=of.ours.model_copy(update={"id": new})))
    return new


# --- links that people found broken


def reports(db: sqlite3.Connection) -> dict[str, Report]:
    """By entry, who could not open its link since somebody last did."""
    rows = db.execute("SELECT resource, count(*), min(at) FROM broken_link GROUP BY resource")
    return {id_: Report(people, since) for id_, people, since in rows}


def forget_reports(db: sqlite3.Connection, id_: str) -> None:
    db.execute("DELETE FROM broken_link WHERE resource = ?", (id_,))

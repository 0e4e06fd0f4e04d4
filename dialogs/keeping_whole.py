"""All that was said of an entry, before it counts; and letting it count."""

from dialogs import entry_drafts
from dialogs.entry_drafts import Saying
from dialogs.keeping_piles import home
from dialogs.keeping_saying import PARTS, entry_facts, part_said, who_said
from dialogs.routes import (
    CatalogueDesk,
    CatalogueEntry,
    DropEntryDraft,
    EntryDraft,
    EntryPart,
    PutEntry,
)
from dialogs.saying import cut, say
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.turn import Step, Turn
from neambition.resources.parts import Part, cells, id_of, missing
from neambition.store import keeping
from neambition.store.keeping import Entry

MEANWHILE = "Changed meanwhile: see it first. Nothing was saved"


def whole(turn: Turn, route: EntryDraft) -> Screen:
    """All that would count, and of an entry to be changed what of it is changed."""
    saying = entry_drafts.load(turn, route.draft)
    now = entry_drafts.current(turn, saying)
    of = entry_drafts.whole(saying, now)
    left = missing(of)
    anew = now is None or entry_drafts.moved(saying, now)
    facts = {
        "name": saying.name,
        "said": entry_facts(of),
        "left": [PARTS[part].lower() for part in left],
        "new": now is None,
        "anew": anew,
        "changes": _changes(turn, saying, now) if now else [],
    }
    asked = [part for part in Part if anew or part is not Part.EVIDENCE]
    parts = [Button(PARTS[part], EntryPart(route.draft, part)) for part in asked]
    away = "Throw it away" if now is None else "Leave it as it is"
    return Screen(
        say("entry_draft", **facts),
        _save(route, saying, now, left)
        + side_by_side(parts, 3)
        + ((Button(away, DropEntryDraft(route.draft)), home()),),
    )


def _save(route: EntryDraft, saying: Saying, now: Entry | None, left: list[Part]) -> Rows:
    """On to what is missing; once nothing is, it can count."""
    if left:
        return column(Button(f"Go on: {PARTS[left[0]].lower()}", EntryPart(route.draft, left[0])))
    if now is None:
        return column(Button("Put it into the catalogue", PutEntry(route.draft, 0)))
    if _changed(saying, now):
        return column(Button("Save the changes", PutEntry(route.draft, now.seen)))
    return ()


def _changed(saying: Saying, now: Entry) -> list[Part]:
    """The parts that would read otherwise than they do by now."""
    before = cells(now.now)
    said = [part for part in Part if part in saying.said and part is not Part.EVIDENCE]
    return [part for part in said if saying.said[part] != before[part]]


def _changes(turn: Turn, saying: Saying, now: Entry) -> list[dict[str, object]]:
    """Each with what it reads by now, and who changed that since this was begun."""
    before = cells(now.now)
    return [
        {
            "label": PARTS[part],
            "to": part_said(part, saying.said[part]),
            "from": cut(part_said(part, before[part]), 60),
            "by": _by(turn, now.now.id, part) if saying.was[part] != before[part] else None,
        }
        for part in _changed(saying, now)
    ]


def _by(turn: Turn, id_: str, part: Part) -> str:
    """Who changed that part last, the file's newer row included."""
    done = next((c for c in keeping.history(turn.db, id_) if c.part is part), None)
    return who_said(turn, done) if done else "The newer file"


def put(turn: Turn, route: PutEntry) -> Step:
    """It counts, unless something is missing, or somebody changed the same unseen."""
    saying = entry_drafts.load(turn, route.draft)
    now = entry_drafts.current(turn, saying)
    of = entry_drafts.whole(saying, now)
    if missing(of):
        return entry_drafts.onward(turn, route.draft, saying)
    anew = now is None or entry_drafts.moved(saying, now)
    if anew and (found := entry_drafts.here_already(turn, of[Part.URL], but=saying.of)):
        return Step(CatalogueEntry(found.id), "In the catalogue already. Yours was not added")
    file = turn.house.shelves.file
    by, at = turn.who.person, turn.now
    if now is None:
        id_ = id_of(of[Part.TITLE], keeping.ids(turn.db, file))
        keeping.add(turn.db, file, entry_drafts.finished(turn, saying, id_, None), by, at)
    else:
        id_ = now.now.id
        if keeping.changed_last(turn.db, id_, _changed(saying, now)) > route.seen:
            return Step(EntryDraft(route.draft), MEANWHILE)
        keeping.change(turn.db, file, entry_drafts.finished(turn, saying, id_, now), by, at)
    entry_drafts.drop(turn, route.draft)
    return Step(CatalogueEntry(id_), "Changed" if now else "In the catalogue")


def drop(turn: Turn, route: DropEntryDraft) -> Step:
    saying = entry_drafts.load(turn, route.draft)
    entry_drafts.drop(turn, route.draft)
    if saying.of is not None:
        return Step(CatalogueEntry(saying.of), "Left as it was")
    return Step(CatalogueDesk(), "Thrown away")

"""What somebody has said so far of a new entry, or of one to be changed; kept for a week."""

import json
from dataclasses import dataclass, replace

from dialogs import access
from dialogs.routes import CatalogueEntry, EntryDraft, EntryPart
from dialogs.turn import Step, Turn
from neambition.resources.address import address_of
from neambition.resources.entry import Resource
from neambition.resources.parts import NEW, Cells, Part, cells, fault, made, missing
from neambition.store import drafts, keeping
from neambition.store.drafts import Kind
from neambition.store.keeping import Entry


@dataclass(frozen=True)
class Saying:
    """`of`: the entry to be changed, none for a new one. `was`: how it stood when this was begun.
    `said`: the parts that were said since, by name."""

    of: str | None
    was: Cells
    said: Cells

    @property
    def name(self) -> str:
        """What it is called while it has no title: by its address."""
        title = self.said.get(Part.TITLE) or self.was[Part.TITLE]
        return title or self.said.get(Part.URL, "")


def begin(turn: Turn, said: Cells) -> Step:
    """Begin a new entry of which that much is known, and ask for the rest. What is not sound is
    asked for again; an address that is here already leads to its entry."""
    sound = {
        part.value: said[part] for part in Part if said.get(part) and not fault(part, said[part])
    }
    if Part.URL in sound and (found := here_already(turn, sound[Part.URL])):
        return Step(CatalogueEntry(found.id), "In the catalogue already: this is it")
    for id_, saying in own(turn):
        if saying.of is None and Part.URL in sound and _one_page(saying.said, sound):
            return onward(turn, id_, saying)
    saying = Saying(None, NEW, sound)
    return onward(turn, _keep_new(turn, saying), saying)


def _one_page(one: Cells, other: Cells) -> bool:
    return address_of(one.get(Part.URL, "")) == address_of(other[Part.URL])


def begin_change(turn: Turn, entry: Entry) -> int:
    """Begin to change that entry, or go on where this person was; returns the draft's id."""
    for id_, saying in own(turn):
        if saying.of == entry.now.id:
            return id_
    return _keep_new(turn, Saying(entry.now.id, cells(entry.now), {}))


def load(turn: Turn, draft: int) -> Saying:
    """What this person said in that draft; Refused where it is gone."""
    return _read(access.draft(turn, draft, Kind.ENTRY))


def own(turn: Turn) -> list[tuple[int, Saying]]:
    """What this person has begun and not ended, the latest first."""
    found = drafts.of_kind(turn.db, turn.who.person, Kind.ENTRY, turn.now)
    return [(id_, _read(body)) for id_, body in found]


def say_part(turn: Turn, draft: int, saying: Saying, part: Part, cell: str) -> Saying:
    """Keep what was said of a part. Whether a page was opened is asked anew of another one."""
    said = {**saying.said, part.value: cell}
    if part is Part.URL:
        said.pop(Part.EVIDENCE, None)
    after = replace(saying, said=said)
    drafts.rewrite(turn.db, draft, turn.who.person, Kind.ENTRY, _write(after), turn.now)
    return after


def drop(turn: Turn, draft: int) -> None:
    drafts.drop(turn.db, draft, turn.who.person)


def current(turn: Turn, saying: Saying) -> Entry | None:
    """The entry to be changed as it is by now; none for a new one. Refused where it is gone."""
    if saying.of is None:
        return None
    return access.there(keeping.entry(turn.db, turn.house.shelves.file, saying.of))


def whole(saying: Saying, now: Entry | None) -> Cells:
    """All that would be said of the entry, as it stands by now. Whether a page was opened is only
    for another page to be said here."""
    before = cells(now.now) if now else NEW
    anew = now is None or moved(saying, now)
    opened = saying.said.get(Part.EVIDENCE, "") if anew else before[Part.EVIDENCE]
    return {**before, **saying.said, Part.EVIDENCE: opened}


def moved(saying: Saying, now: Entry) -> bool:
    """Whether it gets the address of another page."""
    url = saying.said.get(Part.URL, now.now.url)
    return address_of(url) != address_of(now.now.url)


def finished(turn: Turn, saying: Saying, id_: str, now: Entry | None) -> Resource:
    """The entry that was said, under that id."""
    today = turn.local.date()
    on = now.now.checked if now and not moved(saying, now) else today
    return made(id_, whole(saying, now), on)


def onward(turn: Turn, draft: int, saying: Saying, toast: str | None = None) -> Step:
    """To what has yet to be said, else to the whole."""
    left = missing(whole(saying, current(turn, saying)))
    return Step(EntryPart(draft, left[0]) if left else EntryDraft(draft), toast)


def here_already(turn: Turn, url: str, but: str | None = None) -> Resource | None:
    """The entry that has that address, suggested or retired, other than that one."""
    entries = keeping.everything(turn.db, turn.house.shelves.file).values()
    wanted = address_of(url)
    return next((e for e in entries if e.id != but and address_of(e.url) == wanted), None)


def _keep_new(turn: Turn, saying: Saying) -> int:
    return drafts.put(turn.db, turn.who.person, Kind.ENTRY, _write(saying), turn.now)


def _write(saying: Saying) -> str:
    return json.dumps({"of": saying.of, "was": saying.was, "said": saying.said})


def _read(body: str) -> Saying:
    kept = json.loads(body)
    return Saying(kept["of"], {**NEW, **kept["was"]}, kept["said"])

"""Between a newer file of the catalogue and what is here: both side by side, and a decision."""

from zlib import crc32

from dialogs.keeping_entry import load
from dialogs.keeping_piles import home
from dialogs.keeping_saying import DIFFERS, PARTS, part_said
from dialogs.routes import CatalogueEntry, CatalogueList, DecideEntry, Pile, WeighEntry, Why
from dialogs.saying import cut, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.resources.entry import Resource
from neambition.resources.parts import Part, cells
from neambition.resources.succession import WAYS, Decision, Differs, differing
from neambition.store import keeping

LONGEST_SIDE = 150
LABELS = {
    (Differs.CHANGED, Decision.FILE): "Take the file's",
    (Differs.CHANGED, Decision.OURS): "Keep ours",
    (Differs.RETIRED, Decision.FILE): "Bring it back, as the file has it",
    (Differs.RETIRED, Decision.OURS): "Leave it retired",
    (Differs.REMOVED, Decision.FILE): "Retire it here too",
    (Differs.REMOVED, Decision.OURS): "Keep it",
    (Differs.SAME_ID, Decision.FILE): "Take the file's, drop ours",
    (Differs.SAME_ID, Decision.BOTH): "Keep both",
    (Differs.TWICE, Decision.FILE): "Keep the file's, retire ours",
    (Differs.TWICE, Decision.OURS): "Keep ours, retire the file's",
}


def weigh(turn: Turn, route: WeighEntry) -> Screen:
    """Where they differ, part by part."""
    of = load(turn, route.resource)
    differs = keeping.pending(turn.db, turn.house.shelves.file).get(of.now.id)
    if differs is None:
        return Screen(
            say("entry_decided", title=of.now.title),
            column(Button("Back to it", CatalogueEntry(of.now.id)), home()),
        )
    theirs = keeping.rival(turn.db, turn.house.shelves.file, of.now.id)
    ways = [
        Button(LABELS[differs, way], DecideEntry(of.now.id, way, _sum(of.now, theirs)))
        for way in WAYS[differs]
    ]
    return Screen(
        say("entry_weigh", title=of.now.title, why=DIFFERS[differs], lines=_lines(of.now, theirs)),
        column(*ways, Button("Open ours", CatalogueEntry(of.now.id)), _back()),
    )


def _back() -> Button:
    return Button("All that is to decide", CatalogueList(Pile.TO_DECIDE, 0))


def _lines(ours: Resource, theirs: Resource | None) -> list[tuple[str, str, str]]:
    """Each part in which they differ: its name, what it is here, what it is in the file."""
    if theirs is None:
        return []
    here, there = cells(ours), cells(theirs)
    return [
        (PARTS[part], _side(part, here[part]), _side(part, there[part]))
        for part in differing(ours, theirs)
    ]


def _side(part: Part, cell: str) -> str:
    return cut(part_said(part, cell), LONGEST_SIDE)


def _sum(ours: Resource, theirs: Resource | None) -> int:
    """A number that is another once either reads otherwise."""
    both = [of.model_dump_json() if of else "" for of in (ours, theirs)]
    return crc32("\n".join(both).encode())


def decide(turn: Turn, route: DecideEntry) -> Step:
    """What was seen is decided, by one of the ways that were open."""
    file = turn.house.shelves.file
    of = load(turn, route.resource)
    differs = keeping.pending(turn.db, file).get(of.now.id)
    if differs is None:
        return Step(CatalogueEntry(of.now.id), "That was decided already")
    if route.decision not in WAYS[differs]:
        raise Refused(Why.UNREADABLE)
    if route.shown != _sum(of.now, keeping.rival(turn.db, file, of.now.id)):
        return Step(WeighEntry(of.now.id), "Changed meanwhile: see it first. Nothing was decided")
    keeping.decide(turn.db, file, of.now.id, route.decision, turn.who.person, turn.now)
    return Step(CatalogueList(Pile.TO_DECIDE, 0), f"Decided: {LABELS[differs, route.decision]}")

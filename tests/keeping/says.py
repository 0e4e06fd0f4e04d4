"""What Fay says of an entry, question by question; and what stands then."""

from dialogs.codes import Route
from dialogs.routes import (
    AddEntry,
    CatalogueEntry,
    ChangeEntry,
    EntryDraft,
    EntryPart,
    Explain,
    PutEntry,
    Why,
)
from neambition.resources.entry import Resource
from neambition.resources.parts import NEEDED, SEVERAL, Part
from tests.walk import Walk

ID = "stem-person-of-week"
A_DAY = 86400
SAYS = {
    Part.TITLE: "Fire station visit",
    Part.SUMMARY: "Firefighters show a class round.",
    Part.KIND: "Visit",
    Part.STAGES: "Key Stage 1",
    Part.BENCHMARKS: "6",
    Part.COST: "Free",
    Part.REGION: "Blyth is not a choice",
    Part.EVIDENCE: "No, not yet",
}


def begins(walk: Walk, url: str = "https://example.org/fire") -> Route:
    """Fay pastes an address; the first question."""
    walk.taps("Fay", AddEntry())
    return walk.says("Fay", url).route


def answers(walk: Walk, **but: str) -> None:
    """Fay says all that is needed, each as it is asked."""
    for part in NEEDED[1:]:
        walk.says("Fay", but.get(part, SAYS[part]))
        if part is Part.REGION:
            assert walk.shown[-1].route == Explain(Why.NOT_A_CHOICE)
            walk.says("Fay", "northumberland")
        if part in SEVERAL:
            walk.taps("Fay", done(walk))


def done(walk: Walk) -> Route:
    return next(b.route for row in walk.latest("Fay").rows for b in row if b.label == "Done")


def adds(walk: Walk, **but: str) -> str:
    """Fay puts an entry in; its id."""
    begins(walk)
    answers(walk, **but)
    route = walk.follows("Fay", PutEntry).route
    assert isinstance(route, CatalogueEntry)
    return route.resource


def stands(walk: Walk, id_: str) -> Resource:
    return walk.desk.house.shelves.at(walk.store.reader).entries[id_]


def changes(walk: Walk, who: str, part: Part, words: str, id_: str = ID) -> int:
    """Somebody says that of an entry, and has yet to save it; the draft."""
    route = walk.taps(who, ChangeEntry(id_)).route
    assert isinstance(route, EntryDraft)
    walk.taps(who, EntryPart(route.draft, part))
    walk.says(who, words)
    return route.draft


def toast(walk: Walk) -> str:
    return walk.shown[-1].toast or ""

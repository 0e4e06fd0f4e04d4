"""The catalogue's desk: how it stands, what this person has begun, finding an entry."""

from dialogs import access, entry_drafts
from dialogs.keeping_piles import LABELS, home, pile_of
from dialogs.keeping_proposed import proposed
from dialogs.paging import page_of
from dialogs.question_answers import WHY
from dialogs.routes import (
    AddEntry,
    CatalogueDesk,
    CatalogueEntry,
    CatalogueFound,
    CatalogueList,
    CatalogueProposed,
    EntryDraft,
    Hello,
    Pile,
)
from dialogs.saying import cut, say
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.turn import Refused, Step, Turn
from neambition.resources.address import Problem, read
from neambition.resources.catalogue import Catalogue
from neambition.resources.parts import Part
from neambition.store import catalogue, drafts, keeping
from neambition.store.drafts import Kind

MOST_OPEN = 3
LONGEST_WORDS = 200
SCHEMES = ("https", "http")


def desk(turn: Turn, route: CatalogueDesk) -> Screen:
    """Counts, the piles that have something in them, and what this person has begun."""
    file = turn.house.shelves.file
    touched = catalogue.kept(turn.db)
    counts = {pile: len(pile_of(turn, pile)) for pile in Pile}
    facts = {
        "suggested": len(turn.shelf.entries),
        "added": sum(id_ not in file and not of.retired for id_, of in touched.items()),
        "changed": sum(id_ in file and not of.retired for id_, of in touched.items()),
        "retired": counts[Pile.RETIRED],
        "broken": counts[Pile.BROKEN],
        "to_decide": counts[Pile.TO_DECIDE],
    }
    piles = [
        Button(LABELS[pile] if pile is Pile.OLDEST else f"{LABELS[pile]} ({count})", _first(pile))
        for pile, count in counts.items()
        if count
    ]
    sent = len(proposed(turn))
    piles += [Button(f"Links sent ({sent})", CatalogueProposed(0))] if sent else []
    return Screen(
        say("catalogue_desk", **facts),
        column(Button("Add a resource", AddEntry()))
        + side_by_side(piles)
        + _begun(turn)
        + column(Button("Start", Hello())),
    )


def _first(pile: Pile) -> CatalogueList:
    return CatalogueList(pile, 0)


def _begun(turn: Turn) -> Rows:
    """The way back into what this person has begun to say, of what there still is."""
    there = keeping.everything(turn.db, turn.house.shelves.file)
    begun = [(id_, of) for id_, of in entry_drafts.own(turn) if of.of is None or of.of in there]
    return column(
        *(Button(cut(f"Go on with: {of.name}"), EntryDraft(id_)) for id_, of in begun[:MOST_OPEN])
    )


# --- finding


def hear(turn: Turn, route: CatalogueDesk | CatalogueList | CatalogueFound, words: str) -> Step:
    """An address opens its entry, or begins one; other words are looked for."""
    if read(words) is not Problem.NONE:
        return entry_drafts.begin(turn, {Part.URL: address(words)})
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words[:LONGEST_WORDS], turn.now)
    return Step(CatalogueFound(draft, 0))


def address(words: str) -> str:
    """The one address in them; Refused where there is none that could be an entry's."""
    link = read(words, SCHEMES)
    if isinstance(link, Problem):
        raise Refused(WHY[link])
    return link.url


def found(turn: Turn, route: CatalogueFound) -> Screen:
    """What the words find, suggested or retired; what has all of them in its title comes first."""
    words = access.draft(turn, route.draft, Kind.WORDS)
    away: Catalogue = keeping.retired(turn.db)
    wanted = words.casefold().split()
    gone = [
        e for e in away.values() if any(w in f"{e.title} {e.summary}".casefold() for w in wanted)
    ]
    entries = [*turn.shelf.find(words), *gone]
    entries.sort(key=lambda e: not all(word in e.title.casefold() for word in wanted))
    page = page_of(entries, route.page)
    picks = (
        Button(cut(f"{'Retired: ' if e.id in away else ''}{e.title}"), CatalogueEntry(e.id))
        for e in page.shown
    )
    return Screen(
        say("catalogue_found", words=words, count=len(entries), page=page.place),
        column(*picks)
        + page.turning(lambda to: CatalogueFound(route.draft, to))
        + column(Button("Add a resource", AddEntry()), home()),
    )

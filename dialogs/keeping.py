"""The catalogue's desk: how it stands, what somebody should look at, finding an entry."""

from dialogs import access, entry_drafts
from dialogs.keeping_saying import DIFFERS, change_said
from dialogs.paging import page_of
from dialogs.resource_saying import links_stand
from dialogs.routes import (
    AddEntry,
    CatalogueDesk,
    CatalogueEntry,
    CatalogueFound,
    CatalogueList,
    EntryDraft,
    Hello,
    Pile,
    WeighEntry,
    Why,
)
from dialogs.saying import capital, cut, number, say, short_day
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.turn import Refused, Step, Turn
from neambition.resources import pages
from neambition.resources.catalogue import Catalogue
from neambition.resources.entry import Evidence, Resource
from neambition.resources.links import State
from neambition.resources.pages import Unreadable
from neambition.resources.parts import Part, fault
from neambition.store import catalogue, drafts, keeping
from neambition.store.drafts import Kind

MOST_OPEN = 3
LONGEST_WORDS = 200
LABELS = {
    Pile.BROKEN: "Broken links",
    Pile.TO_DECIDE: "To decide",
    Pile.OLDEST: "Longest not opened",
    Pile.RETIRED: "Retired",
}
ASTRAY = (State.GONE, State.SHUT, State.ELSEWHERE)
NOT_READ = {
    Unreadable.SEVERAL: Why.ADDRESS_SEVERAL,
    Unreadable.PRIVATE: Why.ADDRESS_PRIVATE,
    Unreadable.NONE: Why.ADDRESS_UNREADABLE,
}


def desk(turn: Turn, route: CatalogueDesk) -> Screen:
    """Counts, the piles that have something in them, and what this person has begun."""
    file = turn.house.shelves.file
    touched = catalogue.kept(turn.db)
    counts = {pile: len(_pile(turn, pile)) for pile in Pile}
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


def home() -> Button:
    return Button("The catalogue", CatalogueDesk())


# --- piles


def show_pile(turn: Turn, route: CatalogueList) -> Screen:
    """Each with why it is there."""
    pile = route.pile
    page = page_of(_pile(turn, pile), route.page)
    entries = keeping.everything(turn.db, turn.house.shelves.file)
    lines = [(n, entries[id_].title, _why(turn, pile, entries[id_])) for n, id_ in page.numbered]
    picks = (
        Button(cut(f"{n}. {entries[id_].title}"), _opens(pile, id_)) for n, id_ in page.numbered
    )
    return Screen(
        say("catalogue_list", pile=pile, label=LABELS[pile], lines=lines, page=page.place),
        column(*picks) + page.turning(lambda to: CatalogueList(pile, to)) + column(home()),
    )


def _opens(pile: Pile, id_: str) -> CatalogueEntry | WeighEntry:
    return WeighEntry(id_) if pile is Pile.TO_DECIDE else CatalogueEntry(id_)


def _pile(turn: Turn, pile: Pile) -> list[str]:
    """The ids in it, the most pressing first."""
    shelf = turn.shelf.entries
    match pile:
        case Pile.BROKEN:
            return _broken(turn)
        case Pile.TO_DECIDE:
            return [*keeping.pending(turn.db, turn.house.shelves.file)]
        case Pile.OLDEST:
            by_age = sorted((e.evidence is Evidence.READ, e.checked, e.id) for e in shelf.values())
            return [id_ for _, _, id_ in by_age]
        case Pile.RETIRED:
            return [*keeping.retired(turn.db)]


def _broken(turn: Turn) -> list[str]:
    """Those that people could not open, the most first; then those that a look found not to."""
    shelf = turn.shelf.entries
    said = [
        (-r.people, r.since, id_) for id_, r in keeping.reports(turn.db).items() if id_ in shelf
    ]
    stand = links_stand(turn, [*shelf.values()])
    found = [id_ for id_, link in stand.items() if link.state in ASTRAY]
    return [*dict.fromkeys([*(id_ for _, _, id_ in sorted(said)), *found])]


def _why(turn: Turn, pile: Pile, entry: Resource) -> str | None:
    """Why it is in that pile."""
    match pile:
        case Pile.BROKEN:
            return broken_said(turn, entry.id) or link_said(turn, entry)
        case Pile.TO_DECIDE:
            pending = keeping.pending(turn.db, turn.house.shelves.file)
            return DIFFERS[pending[entry.id]]
        case Pile.OLDEST:
            return link_said(turn, entry)
        case Pile.RETIRED:
            return change_said(turn, keeping.history(turn.db, entry.id)[0])


def link_said(turn: Turn, entry: Resource) -> str:
    """How its link stands: `Link last checked in May 2026`."""
    return capital(links_stand(turn, [entry])[entry.id].said)


def broken_said(turn: Turn, id_: str) -> str | None:
    """`Two people could not open it, the first on 12 May`; none where nobody said so."""
    of = keeping.reports(turn.db).get(id_)
    if of is None:
        return None
    since = short_day(of.since, turn.now, turn.house.zone)
    if of.people == 1:
        return f"One person could not open it, on {since}"
    return f"{capital(number(of.people))} people could not open it, the first on {since}"


# --- finding


def hear(turn: Turn, route: CatalogueDesk | CatalogueList | CatalogueFound, words: str) -> Step:
    """An address opens its entry, or begins one; other words are looked for."""
    if pages.read(words) is not Unreadable.NONE:
        return entry_drafts.begin(turn, {Part.URL: address(words)})
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words[:LONGEST_WORDS], turn.now)
    return Step(CatalogueFound(draft, 0))


def address(words: str) -> str:
    """The one address in them; Refused where there is none that could be an entry's."""
    url = pages.read(words)
    if isinstance(url, Unreadable):
        raise Refused(NOT_READ[url])
    if fault(Part.URL, url):
        raise Refused(Why.ADDRESS_TOO_LONG)
    return url


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

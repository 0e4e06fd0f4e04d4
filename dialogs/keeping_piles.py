"""What of the catalogue somebody should look at, in piles."""

from dialogs.keeping_saying import DIFFERS, change_said
from dialogs.paging import page_of
from dialogs.resource_saying import links_stand
from dialogs.routes import (
    CatalogueDesk,
    CatalogueEntry,
    CatalogueList,
    Pile,
    WeighEntry,
)
from dialogs.saying import capital, cut, number, say, short_day
from dialogs.screen import Button, Screen, column
from dialogs.turn import Turn
from neambition.resources.entry import Evidence, Resource
from neambition.resources.links import State
from neambition.store import keeping

LABELS = {
    Pile.BROKEN: "Broken links",
    Pile.TO_DECIDE: "To decide",
    Pile.OLDEST: "Longest not opened",
    Pile.RETIRED: "Retired",
}
ASTRAY = (State.GONE, State.SHUT, State.ELSEWHERE)


def home() -> Button:
    return Button("The catalogue", CatalogueDesk())


def show_pile(turn: Turn, route: CatalogueList) -> Screen:
    """Each with why it is there."""
    pile = route.pile
    page = page_of(pile_of(turn, pile), route.page)
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


def pile_of(turn: Turn, pile: Pile) -> list[str]:
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

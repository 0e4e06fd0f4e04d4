"""An entry of the catalogue: its card, that its page works, retiring it, who did what."""

from dialogs import access, entry_drafts
from dialogs.keeping_piles import broken_said, home, link_said
from dialogs.keeping_saying import DIFFERS, change_said, entry_facts, who_said
from dialogs.paging import page_of
from dialogs.routes import (
    BringBackEntry,
    CatalogueEntry,
    ChangeEntry,
    EntryDraft,
    EntryHistory,
    EntryOpened,
    RetireEntry,
    WeighEntry,
)
from dialogs.saying import say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Step, Turn
from neambition.resources.parts import Part, cells
from neambition.store import keeping
from neambition.store.keeping import Entry, What

A_PAGE = 10


def load(turn: Turn, id_: str) -> Entry:
    """The entry, suggested or retired; Refused where it is gone."""
    return access.there(keeping.entry(turn.db, turn.house.shelves.file, id_))


def card(turn: Turn, route: CatalogueEntry) -> Screen:
    """All that is said of it, who touched it last, and what can be done with it."""
    of = load(turn, route.resource)
    id_ = of.now.id
    done = keeping.history(turn.db, id_)
    differs = keeping.pending(turn.db, turn.house.shelves.file).get(id_)
    facts = {
        "entry": of.now,
        "said": entry_facts(cells(of.now)),
        "of": of,
        "link": link_said(turn, of.now),
        "broken": broken_said(turn, id_),
        "actions": sum(id_ in a.resources for a in turn.house.framework.actions.values()),
        "differs": DIFFERS[differs] if differs else None,
        "last": change_said(turn, done[0]) if done else None,
    }
    weigh: Rows = column(Button("Decide", WeighEntry(id_))) if differs else ()
    away = (
        Button("Bring it back", BringBackEntry(id_, of.seen))
        if of.retired
        else Button("Retire it", RetireEntry(id_, of.seen))
    )
    return Screen(
        say("catalogue_entry", **facts),
        (
            *weigh,
            (Button("I opened it: it works", EntryOpened(id_, of.seen)),),
            (Button("Change it", ChangeEntry(id_)), away),
            (Button("Who did what", EntryHistory(id_, 0)), home()),
        ),
    )


def _meanwhile(id_: str) -> Step:
    """The card as it is by now, for whoever would have decided on what they had not seen."""
    return Step(CatalogueEntry(id_), "Changed meanwhile: see it first. Nothing was done")


def opened(turn: Turn, route: EntryOpened) -> Step:
    """Its page works, at the address that was shown."""
    of = load(turn, route.resource)
    if keeping.changed_last(turn.db, of.now.id, [Part.URL]) > route.seen:
        return _meanwhile(of.now.id)
    if not _opened_today(turn, of):
        keeping.opened(turn.db, of.now, turn.who.person, turn.now)
    return Step(CatalogueEntry(of.now.id), "Page opened today, and it works")


def _opened_today(turn: Turn, of: Entry) -> bool:
    """Whether that is the latest that was said of it, and nobody has said otherwise since."""
    done = keeping.history(turn.db, of.now.id)[:1]
    just = any(c.what is What.OPENED and turn.now - c.at < 86400 for c in done)
    return just and of.now.id not in keeping.reports(turn.db)


def retire(turn: Turn, route: RetireEntry) -> Step:
    of = load(turn, route.resource)
    if of.retired:
        return Step(CatalogueEntry(of.now.id), f"Retired already: {_last_by(turn, of)}")
    if of.seen > route.seen:
        return _meanwhile(of.now.id)
    keeping.retire(turn.db, turn.house.shelves.file, of.now.id, turn.who.person, turn.now)
    return Step(CatalogueEntry(of.now.id), "Retired: suggested to nobody any more")


def bring_back(turn: Turn, route: BringBackEntry) -> Step:
    of = load(turn, route.resource)
    if not of.retired:
        return Step(CatalogueEntry(of.now.id), f"Back already: {_last_by(turn, of)}")
    if of.seen > route.seen:
        return _meanwhile(of.now.id)
    keeping.bring_back(turn.db, turn.house.shelves.file, of.now.id, turn.who.person, turn.now)
    return Step(CatalogueEntry(of.now.id), "Suggested again")


def _last_by(turn: Turn, of: Entry) -> str:
    """Who touched it last."""
    done = keeping.history(turn.db, of.now.id)
    return who_said(turn, done[0]) if done else "as the file has it"


def begin_change(turn: Turn, route: ChangeEntry) -> Step:
    return Step(EntryDraft(entry_drafts.begin_change(turn, load(turn, route.resource))))


def history(turn: Turn, route: EntryHistory) -> Screen:
    """All that was done with it, the latest first."""
    of = load(turn, route.resource)
    page = page_of(keeping.history(turn.db, of.now.id), route.page, A_PAGE)
    lines = [change_said(turn, change) for change in page.shown]
    return Screen(
        say("catalogue_history", title=of.now.title, lines=lines, page=page.place, own=of.own),
        page.turning(lambda to: EntryHistory(of.now.id, to))
        + column(Button("Back to it", CatalogueEntry(of.now.id))),
    )

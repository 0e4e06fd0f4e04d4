"""Links that answered somebody's question, and may join the catalogue."""

from dialogs import entry_drafts
from dialogs.keeping_piles import home
from dialogs.paging import page_of
from dialogs.routes import AddProposed, CatalogueProposed, Why
from dialogs.saying import cut, say, short_day
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.resources.parts import Part
from neambition.store import keeping, questions
from neambition.store.questions import Proposed

FOR = 90 * 86400
"""So long after it was sent a link is offered."""


def proposed(turn: Turn) -> list[Proposed]:
    """Those sent lately that nobody said were no help, the latest first."""
    entries = keeping.everything(turn.db, turn.house.shelves.file).values()
    sent = questions.proposed(turn.db, entries)
    return [of for of in sent if of.helped is not False and turn.now - of.at < FOR]


def show(turn: Turn, route: CatalogueProposed) -> Screen:
    page = page_of(proposed(turn), route.page)
    lines = [
        (n, of, short_day(of.at, turn.now, turn.house.zone), of.helped is True)
        for n, of in page.numbered
    ]
    picks = (
        Button(cut(f"Add {n}. {of.title}"), AddProposed(of.question)) for n, of in page.numbered
    )
    return Screen(
        say("catalogue_proposed", lines=lines, page=page.place),
        column(*picks) + page.turning(CatalogueProposed) + column(home()),
    )


def add(turn: Turn, route: AddProposed) -> Step:
    """What is missing of it is asked for."""
    of = next((of for of in proposed(turn) if of.question == route.asked), None)
    if of is None:
        raise Refused(Why.GONE)
    return entry_drafts.begin(turn, {Part.URL: of.url, Part.TITLE: of.title})

"""A new link as the answer: what is asked, what is refused, and what could join the catalogue."""

import pytest

from dialogs.routes import (
    EntryPreview,
    Explain,
    FindEntry,
    LinkPreview,
    LinkTitle,
    NewLink,
    SayHelped,
    SendLink,
    Why,
)
from neambition.store import questions
from neambition.store.questions import Given, How
from tests.asking.hub import Hub
from tests.play import house

GONE = Explain(Why.GONE)
ENTRY = "farmer-time"
LINK = "https://www.example.org/bread Bread day for infants, free"


def test_a_link_is_shown_and_sent(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", NewLink(asked))
    assert isinstance(hub.walk.says("Fay", LINK).route, LinkPreview)
    assert hub.question(asked).open
    hub.walk.follows("Fay", SendLink)
    read = hub.arrives()["Ana"]
    assert "Bread day for infants, free <https://www.example.org/bread>" in read
    assert "example.org. Sent by a person; I have not opened it." in read


def test_an_address_alone_is_asked_what_it_is(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", NewLink(asked))
    alone = hub.walk.says("Fay", "https://www.example.org/bread").route
    assert isinstance(alone, LinkTitle)
    assert hub.walk.taps("Fay", SendLink(asked, alone.draft)).route == GONE
    hub.walk.taps("Fay", alone)
    assert hub.walk.says("Fay", "www.example.org").route == Explain(Why.SEVERAL_ADDRESSES)
    assert hub.walk.says("Fay", "x" * 101).route == Explain(Why.LINK_TOO_LONG)
    assert isinstance(hub.walk.says("Fay", "Bread day").route, LinkPreview)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Bread day for infants", Why.NO_ADDRESS),
        ("http://example.org/bread Bread day", Why.ADDRESS_NOT_SAFE),
        ("https://fay:secret@example.org Bread day", Why.ADDRESS_NOT_SAFE),
        ("https://192.168.0.7/bread Bread day", Why.ADDRESS_PRIVATE),
        ("https://localhost/ Bread day", Why.ADDRESS_PRIVATE),
        ("https://intranet.school.local Bread day", Why.ADDRESS_PRIVATE),
        ("https://a.example.org https://b.example.org", Why.SEVERAL_ADDRESSES),
        (f"https://example.org/{'x' * 300} Bread day", Why.LINK_TOO_LONG),
    ],
)
def test_an_address_that_no_school_could_open_is_not_sent(hub: Hub, words: str, why: Why) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", NewLink(asked))
    assert hub.walk.says("Fay", words).route == Explain(why)
    assert hub.walk.way("Fay", NewLink) == NewLink(asked)
    assert hub.walk.rows("SELECT 1 FROM draft") == []


def test_an_address_that_the_catalogue_has_leads_to_its_entry(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", NewLink(asked))
    shown = hub.walk.says("Fay", "www.farmertime.org/ a farmer on a call")
    assert shown.route == EntryPreview(asked, ENTRY)
    assert "The catalogue has that one" in hub.reads("Fay")


def test_nobody_sends_anothers_draft(hub: Hub) -> None:
    asked = hub.asks()
    hub.walk.taps("Fay", NewLink(asked))
    hub.walk.says("Fay", LINK)
    for route in (LinkPreview(asked, hub.draft()), FindEntry(asked, hub.draft(), 0)):
        assert "bread" not in hub.walk.taps("Gil", route).screen.html
    assert hub.walk.taps("Gil", SendLink(asked, hub.draft())).route == GONE
    assert hub.question(asked).open


def test_links_sent_are_proposed_until_the_catalogue_has_them(hub: Hub) -> None:
    entries = house().shelves.file.values()
    for n, url in enumerate(("https://www.example.org/bread", "https://example.org/bread/")):
        asked = hub.asks(words=f"baker {n}")
        given = Given(How.LINK, f"Bread day {n}", url)
        questions.answer(hub.db, asked, hub.person("Fay"), given, hub.walk.now)
    hub.walk.taps("Ana", SayHelped(2, True))
    (proposed,) = questions.proposed(hub.db, entries)
    assert (proposed.question, proposed.title, proposed.helped) == (2, "Bread day 1", True)
    assert proposed.by == hub.person("Fay")
    entry = house().shelves.file[ENTRY].model_copy(update={"id": "bread", "url": given.url})
    assert questions.proposed(hub.db, [*entries, entry]) == []
    hub.changes(entry, retired=True)
    assert questions.proposed(hub.db, entries) == []

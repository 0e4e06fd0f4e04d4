"""Adding an entry in the chat: question by question, over days, from a link that answered one."""

from datetime import date

import pytest

from bot.plain import plain
from dialogs.codes import Route
from dialogs.routes import (
    AddEntry,
    AddProposed,
    CatalogueDesk,
    CatalogueEntry,
    CatalogueProposed,
    ChooseForEntry,
    DropEntryDraft,
    EntryDraft,
    EntryPart,
    Explain,
    PutEntry,
    Why,
)
from neambition.resources.entry import Evidence
from neambition.resources.parts import NEEDED, OPTIONS, SEVERAL, Part, option_slug
from neambition.store import schools
from neambition.store.catalogue import kept
from tests.keeping.says import A_DAY, ID, SAYS, adds, answers, begins, changes, done, stands, toast
from tests.walk import Walk


def test_what_was_said_is_what_is_suggested(walk: Walk) -> None:
    assert adds(walk) == "fire-station-visit"
    entry = stands(walk, "fire-station-visit")
    assert (entry.title, entry.summary) == (SAYS[Part.TITLE], SAYS[Part.SUMMARY])
    assert (entry.kind, entry.stages, entry.benchmarks) == ("visit", ("KS1",), (6,))
    assert (entry.cost, entry.region, entry.audience) == ("free", "Northumberland", ("teachers",))
    assert (entry.evidence, entry.checked) == (Evidence.SEEN, date(2026, 11, 24))
    assert walk.desk.house.shelves.at(walk.store.reader).look(
        "fire station visit", (), {}, date(2026, 11, 24)
    )


def test_nothing_counts_before_all_that_is_needed_was_said_and_it_was_put_in(walk: Walk) -> None:
    route = begins(walk)
    assert isinstance(route, EntryPart)
    assert walk.taps("Fay", EntryDraft(route.draft)).screen
    assert walk.way("Fay", PutEntry) is None
    assert walk.taps("Fay", PutEntry(route.draft, 0)).route == EntryPart(route.draft, Part.TITLE)
    assert kept(walk.store.reader) == {}


def test_a_page_is_read_only_if_somebody_says_that_they_opened_it(walk: Walk) -> None:
    entry = stands(walk, adds(walk, evidence="Yes, I opened it and it works"))
    assert entry.evidence is Evidence.READ


def test_of_another_page_it_is_asked_anew_whether_somebody_opened_it(walk: Walk) -> None:
    begins(walk)
    answers(walk, evidence="Yes, I opened it and it works")
    walk.follows("Fay", EntryPart, "Address")
    asked = walk.says("Fay", "https://example.org/another").route
    assert isinstance(asked, EntryPart)
    assert asked.part is Part.EVIDENCE
    assert walk.way("Fay", PutEntry) is None


def test_it_can_be_gone_on_with_after_days_and_is_kept_a_week_from_the_last_word(
    walk: Walk,
) -> None:
    begins(walk)
    for part in (Part.TITLE, Part.SUMMARY):
        walk.waits(6 * A_DAY)
        walk.taps("Fay", CatalogueDesk())
        draft = walk.follows("Fay", EntryDraft).route
        assert isinstance(draft, EntryDraft)
        walk.follows("Fay", EntryPart, "Go on")
        walk.says("Fay", SAYS[part])
    walk.waits(7 * A_DAY)
    walk.taps("Fay", CatalogueDesk())
    assert walk.way("Fay", EntryDraft) is None
    assert walk.taps("Fay", draft).screen.html.startswith("That is not here any more")


def test_two_entries_of_one_title_have_ids_of_their_own(walk: Walk) -> None:
    adds(walk)
    begins(walk, "https://example.org/another")
    answers(walk)
    assert walk.follows("Fay", PutEntry).route == CatalogueEntry("fire-station-visit-2")


def test_what_somebody_else_put_in_meanwhile_is_not_put_in_twice(walk: Walk) -> None:
    begins(walk)
    answers(walk)
    walk.taps("Bea", CatalogueDesk())
    walk.says("Bea", "http://www.example.org/fire/")
    for part in NEEDED[1:]:
        words = "UK" if part is Part.REGION else SAYS[part]
        walk.says("Bea", words)
        if part in SEVERAL:
            onward = [b.route for r in walk.latest("Bea").rows for b in r if b.label == "Done"]
            walk.taps("Bea", onward[0])
    walk.follows("Bea", PutEntry)
    assert walk.follows("Fay", PutEntry).route == CatalogueEntry("fire-station-visit")
    assert toast(walk) == "In the catalogue already. Yours was not added"
    assert len(kept(walk.store.reader)) == 1


def test_one_address_pasted_twice_goes_on_with_what_was_begun(walk: Walk) -> None:
    first = begins(walk)
    assert begins(walk, "http://example.org/fire/") == first
    assert begins(walk, "https://example.org/other") != first


def test_a_second_tap_on_put_it_in_puts_nothing_in(walk: Walk) -> None:
    begins(walk)
    answers(walk)
    put = walk.way("Fay", PutEntry)
    assert put
    walk.taps("Fay", put)
    assert walk.taps("Fay", put).screen.html.startswith("That is not here any more")
    assert len(kept(walk.store.reader)) == 1


def test_what_was_begun_can_be_thrown_away(walk: Walk) -> None:
    begins(walk)
    walk.follows("Fay", EntryDraft)
    assert walk.follows("Fay", DropEntryDraft).route == CatalogueDesk()
    assert walk.way("Fay", EntryDraft) is None


@pytest.mark.parametrize(
    ("part", "said", "why"),
    [
        (Part.URL, "museum", Why.NO_ADDRESS),
        (Part.URL, "https://a.example.org https://b.example.org", Why.SEVERAL_ADDRESSES),
        (Part.URL, "http://localhost/x", Why.ADDRESS_PRIVATE),
        (Part.URL, "https://example.org/" + "x" * 300, Why.LINK_TOO_LONG),
        (Part.TITLE, "x" * 101, Why.TITLE_TOO_LONG),
        (Part.TITLE, "12", Why.NO_WORDS),
        (Part.SUMMARY, "word " * 800, Why.SUMMARY_TOO_LONG),
        (Part.PROVIDER, "x" * 101, Why.TITLE_TOO_LONG),
        (Part.NOTE, "x" * 201, Why.SUMMARY_TOO_LONG),
        (Part.COST, "four pounds", Why.NOT_A_CHOICE),
        (Part.BENCHMARKS, "9", Why.NOT_A_CHOICE),
        (Part.REGION, "Mars", Why.NOT_A_CHOICE),
    ],
)
def test_what_cannot_be_taken_is_told_with_the_way_back_to_the_question(
    walk: Walk, part: Part, said: str, why: Why
) -> None:
    first = begins(walk)
    assert isinstance(first, EntryPart)
    question = EntryPart(first.draft, part)
    walk.taps("Fay", question)
    assert walk.says("Fay", said).route == Explain(why)
    assert walk.follows("Fay", EntryPart, "Where I was").route == question


@pytest.mark.parametrize("where", [AddEntry(), CatalogueDesk()])
def test_an_address_too_long_is_told_wherever_it_is_pasted(walk: Walk, where: Route) -> None:
    walk.taps("Fay", where)
    told = walk.says("Fay", "https://example.org/" + "x" * 300).route
    assert told == Explain(Why.LINK_TOO_LONG)


@pytest.mark.parametrize(
    ("part", "choice", "on"),
    [
        (Part.COST, "cheap", True),
        (Part.COST, "", True),
        (Part.STAGES, "", True),
        (Part.TITLE, "free", True),
        (Part.BENCHMARKS, "9", True),
    ],
)
def test_a_choice_that_there_is_not_changes_nothing(
    walk: Walk, part: Part, choice: str, on: bool
) -> None:
    first = begins(walk)
    assert isinstance(first, EntryPart)
    before = walk.rows("SELECT body FROM draft")
    told = walk.taps("Fay", ChooseForEntry(first.draft, part, choice, on)).route
    assert told == Explain(Why.UNREADABLE)
    assert walk.rows("SELECT body FROM draft") == before


@pytest.mark.parametrize("part", OPTIONS)
def test_every_choice_can_be_tapped_and_typed(walk: Walk, part: Part) -> None:
    first = begins(walk)
    assert isinstance(first, EntryPart)
    walk.taps("Fay", EntryPart(first.draft, part))
    labels = {
        b.route.choice: b.label.removeprefix("✓ ")
        for row in walk.latest("Fay").rows
        for b in row
        if isinstance(b.route, ChooseForEntry)
    }
    assert set(labels) == {option_slug(o) for o in OPTIONS[part]}
    for label in labels.values():
        walk.taps("Fay", EntryPart(first.draft, part))
        assert not isinstance(walk.says("Fay", label).route, Explain)


def test_what_may_be_left_out_can_be_taken_away_again(walk: Walk) -> None:
    draft = changes(walk, "Fay", Part.NOTE, "Bring boots")
    walk.taps("Fay", EntryPart(draft, Part.NOTE))
    walk.follows("Fay", ChooseForEntry, "No remark")
    walk.follows("Fay", PutEntry)
    assert stands(walk, ID).note == ""


# --- links that answered a question


def answered(walk: Walk, number: int, url: str, helped: bool | None) -> None:
    """Somebody at a school was sent that link."""
    db = walk.store.writer
    school = schools.add(db, f"School {number}", "", walk.now).id
    db.execute(
        "INSERT INTO question (id, person, school, words, limits, added, state, at)"
        " VALUES (?, 1, ?, 'bread', '[]', '', 'answered', ?)",
        (number, school, walk.now),
    )
    db.execute(
        "INSERT INTO question_answer (question, person, how, words, url, at, helped)"
        " VALUES (?, 2, 'link', 'Bread day', ?, ?, ?)",
        (number, url, walk.now, helped),
    )


def test_a_link_that_answered_a_question_joins_once_the_rest_is_said(walk: Walk) -> None:
    answered(walk, 1, "https://example.org/bread", True)
    answered(walk, 2, "https://example.org/no-help", False)
    walk.taps("Fay", CatalogueDesk())
    walk.follows("Fay", CatalogueProposed, "Links sent (1)")
    assert "and it helped" in plain(walk.latest("Fay").html)
    asked = walk.follows("Fay", AddProposed).route
    assert isinstance(asked, EntryPart)
    assert asked.part is Part.SUMMARY
    for part in NEEDED[2:]:
        walk.says("Fay", "UK" if part is Part.REGION else SAYS[part])
        if part in SEVERAL:
            walk.taps("Fay", done(walk))
    assert walk.follows("Fay", PutEntry).route == CatalogueEntry("bread-day")
    assert stands(walk, "bread-day").url == "https://example.org/bread"
    walk.taps("Fay", CatalogueDesk())
    assert walk.way("Fay", CatalogueProposed) is None
    assert walk.taps("Fay", AddProposed(1)).screen.html.startswith("That is not here any more")


def test_a_link_sent_long_ago_is_offered_no_more(walk: Walk) -> None:
    answered(walk, 1, "https://example.org/bread", None)
    walk.taps("Fay", CatalogueDesk())
    assert walk.way("Fay", CatalogueProposed)
    walk.waits(91 * A_DAY)
    walk.taps("Fay", CatalogueDesk())
    assert walk.way("Fay", CatalogueProposed) is None

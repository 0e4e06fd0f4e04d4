"""Looking after the catalogue in the chat: adding, changing, two at once, the file's news."""

import json
from datetime import date

import pytest

from bot.plain import plain
from dialogs.codes import Route
from dialogs.routes import (
    AddEntry,
    AddProposed,
    BringBackEntry,
    CatalogueDesk,
    CatalogueEntry,
    CatalogueFound,
    CatalogueList,
    CatalogueProposed,
    ChangeEntry,
    ChooseForEntry,
    DecideEntry,
    DropEntryDraft,
    EntryDraft,
    EntryHistory,
    EntryOpened,
    EntryPart,
    EraseMeForGood,
    Explain,
    MyData,
    Pile,
    PutEntry,
    RetireEntry,
    WeighEntry,
    Why,
)
from neambition.resources.entry import Evidence, Resource
from neambition.resources.looks import Look, Outcome
from neambition.resources.parts import NEEDED, OPTIONS, SEVERAL, Part, option_slug
from neambition.resources.succession import Decision
from neambition.store import keeping, link_checks, schools
from neambition.store.catalogue import kept, standing
from tests.play import OwnShelves, house
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


# --- adding


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


# --- changing, retiring, opening; two at once


def test_the_second_of_two_is_shown_the_firsts_change_before_theirs_counts(walk: Walk) -> None:
    changes(walk, "Fay", Part.TITLE, "Fay's title")
    draft = changes(walk, "Bea", Part.TITLE, "Bea's title")
    save = walk.way("Bea", PutEntry)
    assert save
    walk.follows("Fay", PutEntry)
    assert walk.taps("Bea", save).route == EntryDraft(draft)
    assert toast(walk) == "Changed meanwhile: see it first. Nothing was saved"
    assert stands(walk, ID).title == "Fay's title"
    told = plain(walk.latest("Bea").html)
    assert "Title: Bea's title (now: Fay's title)" in told
    assert "Fay changed this since you began" in told
    walk.follows("Bea", PutEntry)
    assert stands(walk, ID).title == "Bea's title"


def test_two_who_change_different_things_are_not_in_each_others_way(walk: Walk) -> None:
    changes(walk, "Fay", Part.TITLE, "Fay's title")
    changes(walk, "Bea", Part.NOTE, "Bea's remark")
    walk.follows("Fay", PutEntry)
    walk.follows("Bea", PutEntry)
    assert (stands(walk, ID).title, stands(walk, ID).note) == ("Fay's title", "Bea's remark")


@pytest.mark.parametrize("kind", [RetireEntry, EntryOpened])
def test_what_was_changed_meanwhile_is_seen_before_it_is_retired_or_called_working(
    walk: Walk, kind: type[RetireEntry] | type[EntryOpened]
) -> None:
    walk.taps("Fay", CatalogueEntry(ID))
    changes(walk, "Bea", Part.URL, "https://example.org/moved")
    walk.says("Bea", "no, not yet")
    walk.follows("Bea", PutEntry)
    walk.follows("Fay", kind)
    assert toast(walk) == "Changed meanwhile: see it first. Nothing was done"
    assert stands(walk, ID).evidence is Evidence.SEEN
    assert isinstance(walk.follows("Fay", kind).route, CatalogueEntry)
    assert "Nothing was done" not in toast(walk)


def test_who_was_first_is_told_to_the_second_who_would_do_the_same(walk: Walk) -> None:
    for who in ("Fay", "Bea"):
        walk.taps(who, CatalogueEntry(ID))
    retire = walk.way("Bea", RetireEntry)
    assert retire
    walk.follows("Fay", RetireEntry)
    walk.taps("Bea", retire)
    assert toast(walk) == "Retired already: Fay"
    back = walk.way("Bea", BringBackEntry)
    assert back
    walk.follows("Fay", BringBackEntry)
    walk.taps("Bea", back)
    assert toast(walk) == "Back already: Fay"


def test_a_retired_one_is_suggested_to_nobody_and_still_found_by_whoever_looks_after_it(
    walk: Walk,
) -> None:
    title = stands(walk, ID).title
    walk.taps("Fay", CatalogueEntry(ID))
    walk.follows("Fay", RetireEntry)
    assert ID not in walk.desk.house.shelves.at(walk.store.reader).entries
    walk.taps("Fay", CatalogueDesk())
    walk.says("Fay", title)
    walk.follows("Fay", CatalogueEntry, f"Retired: {title}")
    assert walk.follows("Fay", BringBackEntry).route == CatalogueEntry(ID)
    assert kept(walk.store.reader) == {}
    assert stands(walk, ID).title == title


def test_another_address_asks_whether_its_page_was_opened(walk: Walk) -> None:
    assert stands(walk, ID).evidence is Evidence.READ
    draft = changes(walk, "Fay", Part.URL, "https://example.org/moved")
    assert walk.shown[-1].route == EntryPart(draft, Part.EVIDENCE)
    walk.taps("Fay", PutEntry(draft, 10**9))
    assert stands(walk, ID).url != "https://example.org/moved"
    walk.says("Fay", "No, not yet")
    walk.follows("Fay", PutEntry)
    assert stands(walk, ID).url == "https://example.org/moved"
    assert stands(walk, ID).evidence is Evidence.SEEN
    walk.follows("Fay", EntryOpened)
    assert stands(walk, ID).evidence is Evidence.READ


def test_the_address_of_another_entry_leads_there(walk: Walk) -> None:
    other = next(e for e in house().shelves.file.values() if e.id != ID)
    changes(walk, "Fay", Part.URL, other.url)
    assert walk.shown[-1].route == CatalogueEntry(other.id)


def test_a_page_opened_is_noted_once_a_day_however_often_it_is_tapped(walk: Walk) -> None:
    walk.taps("Fay", CatalogueEntry(ID))
    opened = walk.way("Fay", EntryOpened)
    assert opened
    for _ in range(3):
        walk.taps("Fay", opened)
    assert len(keeping.history(walk.store.reader, ID)) == 1
    walk.waits(2 * A_DAY)
    walk.taps("Fay", opened)
    assert len(keeping.history(walk.store.reader, ID)) == 2


def test_a_link_reported_broken_stands_on_the_desk_until_somebody_deals_with_it(
    walk: Walk,
) -> None:
    def report() -> None:
        sql = "INSERT INTO broken_link (resource, person, at) VALUES (?, 1, ?)"
        walk.store.writer.execute(sql, (ID, walk.now))

    for deals in (EntryOpened, RetireEntry):
        report()
        walk.taps("Fay", CatalogueDesk())
        assert walk.follows("Fay", CatalogueList, "Broken").route == CatalogueList(Pile.BROKEN, 0)
        walk.follows("Fay", CatalogueEntry)
        assert "could not open it" in plain(walk.latest("Fay").html)
        walk.follows("Fay", deals)
        walk.taps("Fay", CatalogueDesk())
        assert walk.way("Fay", CatalogueList, "Broken") is None
        walk.waits(A_DAY)


def test_a_link_that_a_look_found_not_to_open_stands_on_the_desk_too(walk: Walk) -> None:
    look = Look(stands(walk, ID).url, Outcome.GONE, 404, None)
    for days in (1, 2):
        link_checks.keep(walk.store.writer, ID, look, walk.now + days * A_DAY)
    walk.waits(3 * A_DAY)
    walk.taps("Fay", CatalogueDesk())
    walk.follows("Fay", CatalogueList, "Broken")
    assert "No page there since" in plain(walk.latest("Fay").html)
    walk.follows("Fay", CatalogueEntry)
    walk.follows("Fay", EntryOpened)
    walk.taps("Fay", CatalogueDesk())
    assert walk.way("Fay", CatalogueList, "Broken") is None


# --- deciding


def newer(walk: Walk, id_: str = ID, **but: object) -> None:
    """A newer file comes, in which that entry reads otherwise."""
    file = walk.shelves.file
    entry = file.get(id_) or next(iter(file.values()))
    walk.shelves = OwnShelves(file | {id_: entry.model_copy(update={"id": id_, **but})})
    walk.restart()


def test_the_files_news_of_what_was_changed_here_is_decided_by_a_facilitator(walk: Walk) -> None:
    changes(walk, "Fay", Part.TITLE, "Fay's title")
    walk.follows("Fay", PutEntry)
    newer(walk, title="The file's title")
    walk.taps("Bea", CatalogueDesk())
    walk.follows("Bea", CatalogueList, "To decide")
    walk.follows("Bea", WeighEntry)
    told = plain(walk.latest("Bea").html)
    assert "Here: Fay's title\nFile: The file's title" in told
    walk.follows("Bea", DecideEntry, "Take the file's")
    assert stands(walk, ID).title == "The file's title"
    walk.taps("Fay", WeighEntry(ID))
    assert "nothing to decide" in plain(walk.latest("Fay").html)


def test_what_was_not_seen_is_not_decided(walk: Walk) -> None:
    changes(walk, "Fay", Part.TITLE, "Fay's title")
    walk.follows("Fay", PutEntry)
    newer(walk, title="The file's title")
    walk.taps("Fay", WeighEntry(ID))
    takes = walk.way("Fay", DecideEntry)
    assert takes
    newer(walk, title="Newer still")
    assert walk.taps("Fay", takes).route == WeighEntry(ID)
    assert toast(walk) == "Changed meanwhile: see it first. Nothing was decided"
    assert stands(walk, ID).title == "Fay's title"
    odd = DecideEntry(ID, Decision.BOTH, takes.shown)
    assert walk.taps("Fay", odd).route == Explain(Why.UNREADABLE)


def test_what_is_decided_is_decided_once(walk: Walk) -> None:
    changes(walk, "Fay", Part.TITLE, "Fay's title")
    walk.follows("Fay", PutEntry)
    newer(walk, title="The file's title")
    walk.taps("Fay", WeighEntry(ID))
    ours = walk.way("Fay", DecideEntry, "Keep ours")
    assert ours
    walk.taps("Fay", ours)
    walk.taps("Bea", ours)
    assert toast(walk) == "That was decided already"


def test_saving_over_the_files_news_says_so(walk: Walk) -> None:
    changes(walk, "Fay", Part.TITLE, "Fay's title")
    newer(walk, title="The file's title")
    walk.taps("Fay", CatalogueDesk())
    walk.follows("Fay", EntryDraft)
    assert "The newer file changed this since you began" in plain(walk.latest("Fay").html)


# --- whose


def test_a_name_is_shown_to_facilitators_and_goes_with_the_person(walk: Walk) -> None:
    id_ = adds(walk)
    data = json.loads(walk.taps("Fay", MyData()).screen.attachments[1].content)
    assert [(c["resource"], c["what"]) for c in data["changes_of_the_catalogue"]] == [
        (id_, "added")
    ]
    walk.taps("Bea", EntryHistory(id_, 0))
    assert "Fay, 24 November: put it into" in plain(walk.latest("Bea").html)
    walk.taps("Fay", EraseMeForGood())
    walk.taps("Bea", EntryHistory(id_, 0))
    told = plain(walk.latest("Bea").html)
    assert "A facilitator, 24 November: put it into" in told
    assert "Fay" not in told
    assert id_ in standing(walk.store.reader, walk.shelves.file)


def test_whoever_facilitates_no_more_looks_after_nothing(walk: Walk) -> None:
    begins(walk)
    walk.store.writer.execute("DELETE FROM cohort_facilitator WHERE person = 1")
    assert walk.says("Fay", "A title").route == Explain(Why.NOT_YOURS)
    assert walk.taps("Fay", CatalogueDesk()).route == Explain(Why.NOT_YOURS)


def test_words_that_find_nothing_lead_on(walk: Walk) -> None:
    walk.taps("Fay", CatalogueDesk())
    assert isinstance(walk.says("Fay", "zymurgical").route, CatalogueFound)
    assert "has nothing for" in plain(walk.latest("Fay").html)
    assert isinstance(walk.says("Fay", "museum").route, CatalogueFound)
    assert walk.way("Fay", CatalogueEntry)


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

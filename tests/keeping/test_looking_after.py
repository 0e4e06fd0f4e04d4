"""Looking after entries in the chat: changing, retiring, two at once, the file's news, names."""

import json

import pytest

from bot.plain import plain
from dialogs.routes import (
    BringBackEntry,
    CatalogueDesk,
    CatalogueEntry,
    CatalogueFound,
    CatalogueList,
    DecideEntry,
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
from neambition.resources.entry import Evidence
from neambition.resources.looks import Look, Outcome
from neambition.resources.parts import Part
from neambition.resources.succession import Decision
from neambition.store import keeping, link_checks
from neambition.store.catalogue import kept, standing
from tests.keeping.says import A_DAY, ID, adds, begins, changes, stands, toast
from tests.play import OwnShelves, house
from tests.walk import Walk


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

"""The longest that can be said of an entry still fits a screen, and no code leads into a corner."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.plain import plain
from dialogs.codes import BY_TAG, Route, encode
from dialogs.routes import (
    CatalogueDesk,
    CatalogueEntry,
    CatalogueFound,
    CatalogueList,
    ChangeEntry,
    DropEntryDraft,
    EntryDraft,
    EntryHistory,
    EntryPart,
    Pile,
    PutEntry,
    RetireEntry,
    WeighEntry,
    keeping,
)
from neambition.resources.entry import Resource
from neambition.resources.parts import NEW, OPTIONS, SEVERAL, Part, made
from neambition.store import cohorts, people
from neambition.store import keeping as store
from tests.play import CHANNEL, OwnShelves, house
from tests.test_routes import legal
from tests.walk import Walk, fresh

KINDS = [kind for kind in BY_TAG.values() if kind.__module__ == keeping.__name__]
LONGEST = {Part.TITLE: 100, Part.PROVIDER: 100, Part.SUMMARY: 200, Part.NOTE: 200}
TODAY = date(2026, 11, 24)


def longest(id_: str, letter: str, number: int = 0) -> Resource:
    """An entry of which as much is said as can be; another number says everything otherwise."""
    said: dict[str, str] = {
        part: "abd"[number] + letter * (most - 1) for part, most in LONGEST.items()
    }
    said[Part.URL] = f"https://example.org/{number}/" + "&" * 276
    for part, options in OPTIONS.items():
        several = options[number:][::-1] if part is Part.BENCHMARKS else options[number:]
        said[part] = ";".join(several) if part in SEVERAL else options[number % len(options)]
    return made(id_, {**NEW, **said}, TODAY)


LETTERS = pytest.mark.parametrize("letter", ["x", "&", "🎉"], ids=["plain", "ampersands", "emoji"])


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    walk = walked(tmp_path)
    yield walk
    walk.close()


def walked(folder: Path) -> Walk:
    """Fay and Bea, of long names, who facilitate."""
    walk = Walk(fresh(folder / "neambition.db"))
    db = walk.store.writer
    for who in ("Fay", "Bea"):
        person = people.meet(db, CHANNEL, who.lower(), "🎉" * 64, walk.now).person
        cohorts.put_facilitator(db, cohorts.add(db, who, walk.now).id, person, walk.now)
    return walk


def issue(walk: Walk, *entries: Resource) -> None:
    """A file of those entries comes."""
    walk.shelves = OwnShelves({entry.id: entry for entry in entries})
    walk.restart()


@LETTERS
def test_every_screen_of_the_longest_entry_fits(walk: Walk, letter: str) -> None:
    """Read, changed in all its parts, changed by another meanwhile, told of and decided."""
    issue(walk, longest("x", letter))
    db, now = walk.store.writer, walk.now
    draft = walk.taps("Fay", ChangeEntry("x")).route
    assert isinstance(draft, EntryDraft)
    for part in LONGEST:
        walk.taps("Fay", EntryPart(draft.draft, part))
        walk.says("Fay", "c" + letter * (LONGEST[part] - 1))
    for part in (part for part in Part if part in SEVERAL):
        walk.taps("Fay", EntryPart(draft.draft, part))
        walk.says("Fay", OPTIONS[part][0])
    walk.taps("Fay", EntryPart(draft.draft, Part.URL))
    walk.says("Fay", "https://example.org/2/" + "&" * 276)
    walk.says("Fay", "No, not yet")
    for number in range(1, 15):
        store.change(db, walk.shelves.file, longest("x", letter, number % 2), 2, now + number)
        walk.taps("Fay", draft)
    for page in range(20):
        walk.taps("Fay", EntryHistory("x", page))
    store.change(db, walk.shelves.file, longest("x", letter, 1), 2, now)
    db.execute("INSERT INTO broken_link (resource, person, at) VALUES ('x', 1, ?)", (now,))
    walk.taps("Fay", CatalogueEntry("x"))
    issue(walk, longest("x", letter, 2))
    walk.taps("Fay", WeighEntry("x"))
    assert plain(walk.latest("Fay").html).count("Here:") == len(Part) - 1
    walk.taps("Fay", CatalogueEntry("x"))
    walk.taps("Fay", CatalogueList(Pile.TO_DECIDE, 0))
    walk.taps("Fay", draft)
    walk.follows("Fay", PutEntry)


@LETTERS
def test_every_pile_of_the_longest_entries_fits(walk: Walk, letter: str) -> None:
    issue(walk, *(longest(f"x{n}", letter) for n in range(20)))
    db = walk.store.writer
    for n in range(20):
        sql = "INSERT INTO broken_link (resource, person, at) VALUES (?, 1, ?)"
        db.execute(sql, (f"x{n}", walk.now))
        if n % 2:
            store.change(db, walk.shelves.file, longest(f"x{n}", letter, 1), 1, walk.now)
    issue(walk, *(longest(f"x{n}", letter, 2) for n in range(20)))
    walk.taps("Fay", CatalogueList(Pile.BROKEN, 0))
    walk.taps("Fay", CatalogueList(Pile.TO_DECIDE, 0))
    for n in range(0, 20, 2):
        store.retire(walk.store.writer, walk.shelves.file, f"x{n}", 1, walk.now)
    for pile in Pile:
        for page in (0, 1, 10**18 - 1):
            walk.taps("Fay", CatalogueList(pile, page))
    walk.taps("Fay", CatalogueDesk())
    walk.says("Fay", "&" * 99 + "a " + letter * 3000)
    assert isinstance(walk.shown[-1].route, CatalogueFound)


def test_what_the_file_dropped_is_gone_with_what_was_begun_of_it(walk: Walk) -> None:
    issue(walk, longest("x", "x"), longest("y", "y"))
    begun = walk.taps("Fay", ChangeEntry("x")).route
    issue(walk, longest("y", "y"))
    walk.taps("Fay", CatalogueDesk())
    assert walk.way("Fay", EntryDraft) is None
    for route in (CatalogueEntry("x"), begun, DropEntryDraft(1)):
        assert walk.taps("Fay", route).screen.html.startswith("That is not here any more")


@pytest.fixture(scope="module")
def forged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """An entry retired and changed in a newer file, one added, one begun by each of two."""
    walk = walked(tmp_path_factory.mktemp("forged"))
    first = next(iter(house().shelves.file))
    walk.taps("Fay", CatalogueEntry(first))
    walk.follows("Fay", RetireEntry)
    for who in ("Fay", "Bea"):
        walk.taps(who, CatalogueDesk())
        walk.says(who, f"https://example.org/{who}")
    yield walk
    walk.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_code_leads_into_a_corner(forged: Walk, kind: type[Route], data: st.DataObject) -> None:
    near = {
        "draft": st.integers(0, 5),
        "seen": st.sampled_from([0, 10**17]),
        "resource": st.sampled_from([*house().shelves.file][:3]),
        "page": st.sampled_from([0, 1, 10**18 - 1]),
    }
    who = data.draw(st.sampled_from(["Fay", "Bea", "Zoe"]))
    before = len(forged.shown)
    forged.taps(who, encode(data.draw(legal(kind, **near))))
    said = ["<b>&", "free", "https://example.org/a", "http://10.0.0.1", "x" * 4096]
    forged.says(who, data.draw(st.sampled_from(said)))
    if who == "Zoe":
        assert not [d for d in forged.shown[before:] if "catalogue" in d.screen.html]

"""A newer file: what nobody touched follows it; what was touched stays as it was decided last."""

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neambition.resources.catalogue import Catalogue
from neambition.resources.entry import Evidence, Resource
from neambition.resources.parts import Part
from neambition.resources.succession import WAYS, Decision, Differs, differences
from neambition.store import keeping, people, requests
from neambition.store.catalogue import Shelves, kept, standing, version
from neambition.store.keeping import What
from tests.play import CHANNEL, TUESDAY_AT_TEN
from tests.test_catalogue import entry
from tests.walk import connect, fresh

NOW = TUESDAY_AT_TEN
TODAY = date(2026, 11, 24)
OLD = "2026-01-05"
NOTHING: Catalogue = {}


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory() as folder:
        db = connect(fresh(Path(folder) / "neambition.db"))
        people.meet(db, CHANNEL, "fay", "Fay", NOW)
        yield db
        db.close()


@pytest.fixture
def db(database: sqlite3.Connection) -> sqlite3.Connection:
    empty(database)
    return database


def empty(db: sqlite3.Connection) -> None:
    for table in ("resource", "resource_change", "vote", "saved", "broken_link"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 of our own


def test_what_was_undone_is_in_no_catalogue(tmp_path: Path) -> None:
    """A change that is undone gives its number to the next."""
    database = fresh(tmp_path / "neambition.db")
    writer, reader = connect(database), connect(database)
    reader.execute("PRAGMA query_only = ON")
    fay = people.meet(writer, CHANNEL, "fay", "Fay", NOW).person
    shelves = Shelves(file(row("a", "One"), row("b", "Two")))
    writer.execute("BEGIN")
    keeping.retire(writer, shelves.file, "a", fay, NOW)
    assert {*shelves.at(writer).entries} == {"b"}
    writer.execute("ROLLBACK")
    keeping.retire(writer, shelves.file, "b", fay, NOW)
    assert {*shelves.at(reader).entries} == {"a"}
    assert shelves.at(writer) is shelves.at(reader)
    writer.close()
    reader.close()


def row(id_: str, title: str, **but: str) -> Resource:
    """An entry at an address of its own."""
    given = {"url": f"https://example.org/{id_}", "checked": OLD, "evidence": "seen", **but}
    return entry(id_, title=title, **given)


def file(*rows: Resource) -> Catalogue:
    return {of.id: of for of in rows}


V1, V2 = file(row("x", "First")), file(row("x", "Second"))


def change(db: sqlite3.Connection, of: Catalogue, title: str, id_: str = "x") -> None:
    now = keeping.entry(db, of, id_)
    assert now
    keeping.change(db, of, now.now.model_copy(update={"title": title}), 1, NOW)


def titles(db: sqlite3.Connection, of: Catalogue) -> dict[str, str]:
    return {id_: found.title for id_, found in standing(db, of).items()}


def pending(db: sqlite3.Connection, of: Catalogue) -> dict[str, Differs]:
    return keeping.pending(db, of)


# --- one by one


def test_what_nobody_touched_follows_the_file(db: sqlite3.Connection) -> None:
    assert titles(db, V1) == {"x": "First"}
    assert titles(db, V2) == {"x": "Second"}
    assert titles(db, NOTHING) == {}
    assert pending(db, V2) == {}


def test_what_was_changed_stays_and_is_listed_once_the_file_changed(db: sqlite3.Connection) -> None:
    change(db, V1, "Ours")
    assert (titles(db, V1), pending(db, V1)) == ({"x": "Ours"}, {})
    assert (titles(db, V2), pending(db, V2)) == ({"x": "Ours"}, {"x": Differs.CHANGED})


def test_a_file_that_comes_to_say_the_same_leaves_nothing_to_decide(db: sqlite3.Connection) -> None:
    change(db, V1, "Second")
    assert (titles(db, V2), pending(db, V2)) == ({"x": "Second"}, {})


def test_what_was_changed_back_follows_the_file_again(db: sqlite3.Connection) -> None:
    change(db, V1, "Ours")
    change(db, V1, "First")
    assert kept(db) == {}
    assert (titles(db, V2), pending(db, V2)) == ({"x": "Second"}, {})


@pytest.mark.parametrize(("decision", "then"), [(Decision.FILE, "Second"), (Decision.OURS, "Ours")])
def test_a_decision_counts_until_the_file_changes_again(
    db: sqlite3.Connection, decision: Decision, then: str
) -> None:
    change(db, V1, "Ours")
    keeping.decide(db, V2, "x", decision, 1, NOW)
    assert (titles(db, V2), pending(db, V2)) == ({"x": then}, {})
    third = file(row("x", "Third"))
    ours = decision is Decision.OURS
    assert titles(db, third) == {"x": "Ours" if ours else "Third"}
    assert pending(db, third) == ({"x": Differs.CHANGED} if ours else {})


def test_a_retired_one_stays_so_and_is_listed_once_the_file_changed(db: sqlite3.Connection) -> None:
    keeping.retire(db, V1, "x", 1, NOW)
    assert (titles(db, V2), pending(db, V2)) == ({}, {"x": Differs.RETIRED})
    assert (titles(db, NOTHING), pending(db, NOTHING)) == ({}, {})
    keeping.decide(db, V2, "x", Decision.OURS, 1, NOW)
    assert (titles(db, V2), pending(db, V2)) == ({}, {})
    keeping.bring_back(db, V2, "x", 1, NOW)
    assert titles(db, V2) == {"x": "Second"}


def test_the_file_may_bring_a_retired_one_back_if_somebody_says_so(db: sqlite3.Connection) -> None:
    change(db, V1, "Ours")
    keeping.retire(db, V1, "x", 1, NOW)
    keeping.decide(db, V2, "x", Decision.FILE, 1, NOW)
    assert (titles(db, V2), kept(db)) == ({"x": "Second"}, {})


def test_one_brought_back_is_as_it_was_left(db: sqlite3.Connection) -> None:
    change(db, V1, "Ours")
    keeping.retire(db, V1, "x", 1, NOW)
    assert titles(db, V1) == {}
    keeping.bring_back(db, V1, "x", 1, NOW)
    assert titles(db, V1) == {"x": "Ours"}


def test_one_that_the_file_dropped_meanwhile_can_be_brought_back(db: sqlite3.Connection) -> None:
    keeping.retire(db, V1, "x", 1, NOW)
    keeping.bring_back(db, NOTHING, "x", 1, NOW)
    assert titles(db, NOTHING) == {"x": "First"}


@pytest.mark.parametrize("decision", WAYS[Differs.REMOVED])
def test_what_was_changed_and_then_left_the_file(
    db: sqlite3.Connection, decision: Decision
) -> None:
    change(db, V1, "Ours")
    assert (titles(db, NOTHING), pending(db, NOTHING)) == ({"x": "Ours"}, {"x": Differs.REMOVED})
    keeping.decide(db, NOTHING, "x", decision, 1, NOW)
    assert pending(db, NOTHING) == {}
    assert titles(db, NOTHING) == ({} if decision is Decision.FILE else {"x": "Ours"})
    assert pending(db, V1) == {
        "x": Differs.RETIRED if decision is Decision.FILE else Differs.CHANGED
    }


def test_what_was_added_here_stays_until_the_file_has_it(db: sqlite3.Connection) -> None:
    keeping.add(db, NOTHING, row("x", "Ours"), 1, NOW)
    assert (titles(db, NOTHING), pending(db, NOTHING)) == ({"x": "Ours"}, {})
    assert (titles(db, V1), pending(db, V1)) == ({"x": "Ours"}, {"x": Differs.CHANGED})
    keeping.decide(db, V1, "x", Decision.OURS, 1, NOW)
    assert (titles(db, V1), pending(db, V1)) == ({"x": "Ours"}, {})
    assert pending(db, V2) == {"x": Differs.CHANGED}


OTHER = file(row("x", "Another page", url="https://other.example.org"))


def test_of_two_pages_of_one_id_both_can_be_had(db: sqlite3.Connection) -> None:
    keeping.add(db, NOTHING, row("x", "A page of ours"), 1, NOW)
    requests.vote(db, 1, "x", 1, NOW)
    assert pending(db, OTHER) == {"x": Differs.SAME_ID}
    keeping.decide(db, OTHER, "x", Decision.BOTH, 1, NOW)
    assert titles(db, OTHER) == {"x": "Another page", "a-page-of-ours": "A page of ours"}
    assert requests.votes(db) == {"a-page-of-ours": (1, 0)}
    assert pending(db, OTHER) == {}
    whats = [c.what for c in keeping.history(db, "a-page-of-ours")]
    assert whats == [What.KEPT_BOTH, What.ADDED]


def test_of_two_pages_of_one_id_the_files_can_be_taken(db: sqlite3.Connection) -> None:
    keeping.add(db, NOTHING, row("x", "Ours"), 1, NOW)
    keeping.decide(db, OTHER, "x", Decision.FILE, 1, NOW)
    assert (titles(db, OTHER), pending(db, OTHER)) == ({"x": "Another page"}, {})


@pytest.mark.parametrize(
    ("decision", "left"), [(Decision.FILE, "from-the-file"), (Decision.OURS, "x")]
)
def test_one_page_under_two_ids_is_suggested_once(
    db: sqlite3.Connection, decision: Decision, left: str
) -> None:
    keeping.add(db, NOTHING, row("x", "Ours"), 1, NOW)
    newer = file(row("from-the-file", "Theirs", url="http://www.example.org/x/"))
    assert pending(db, newer) == {"x": Differs.TWICE}
    keeping.decide(db, newer, "x", decision, 1, NOW)
    assert (set(titles(db, newer)), pending(db, newer)) == ({left}, {})


# --- when a page was opened


def test_a_page_opened_here_is_read_and_its_entry_still_follows_the_file(
    db: sqlite3.Connection,
) -> None:
    keeping.opened(db, V1["x"], 1, NOW)
    [found] = standing(db, V1).values()
    assert (found.evidence, found.checked) == (Evidence.READ, TODAY)
    [found] = standing(db, V2).values()
    assert (found.title, found.evidence, found.checked) == ("Second", Evidence.READ, TODAY)
    assert pending(db, V2) == {}


def test_a_page_opened_at_another_address_says_nothing_of_this_one(db: sqlite3.Connection) -> None:
    keeping.opened(db, V1["x"], 1, NOW)
    moved = file(row("x", "First", url="https://example.org/moved"))
    [found] = standing(db, moved).values()
    assert (found.evidence, found.checked) == (Evidence.SEEN, date.fromisoformat(OLD))


def test_a_newer_date_in_the_file_alone_is_nothing_to_decide(db: sqlite3.Connection) -> None:
    change(db, V1, "Ours")
    newer = file(row("x", "First", evidence="read", checked="2026-12-01"))
    [found] = standing(db, newer).values()
    assert (found.title, found.evidence) == ("Ours", Evidence.READ)
    assert found.checked == date(2026, 12, 1)
    assert pending(db, newer) == {}


@pytest.mark.parametrize("evidence", Evidence)
def test_a_new_address_has_been_opened_only_if_somebody_says_so(
    db: sqlite3.Connection, evidence: Evidence
) -> None:
    keeping.opened(db, V1["x"], 1, NOW)
    db.execute("INSERT INTO broken_link (resource, person, at) VALUES ('x', 1, ?)", (NOW,))
    [now] = standing(db, V1).values()
    moved = {"url": "https://example.org/moved", "evidence": evidence, "checked": TODAY}
    keeping.change(db, V1, now.model_copy(update=moved), 1, NOW)
    [found] = standing(db, V1).values()
    assert found.evidence is evidence
    assert keeping.reports(db) == {}


def test_whoever_opens_a_page_answers_those_who_could_not(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO broken_link (resource, person, at) VALUES ('x', 1, ?)", (NOW - 9,))
    assert keeping.reports(db) == {"x": keeping.Report(1, NOW - 9)}
    change(db, V1, "Another title")
    assert "x" in keeping.reports(db)
    keeping.opened(db, V1["x"], 1, NOW)
    assert keeping.reports(db) == {}


# --- who did what


def test_every_change_is_kept_with_who_and_when(db: sqlite3.Connection) -> None:
    keeping.add(db, NOTHING, row("x", "Ours", evidence="read"), 1, NOW)
    now = keeping.entry(db, NOTHING, "x")
    assert now
    assert now.own
    new = now.now.model_copy(update={"title": "Better", "note": "Bring boots"})
    keeping.change(db, NOTHING, new, 1, NOW + 60)
    keeping.retire(db, NOTHING, "x", 1, NOW + 120)
    found = [(c.what, c.part, c.old, c.new, c.first_name) for c in keeping.history(db, "x")]
    assert found == [
        (What.RETIRED, None, "", "", "Fay"),
        (What.CHANGED, "note", "", "Bring boots", "Fay"),
        (What.CHANGED, "title", "Ours", "Better", "Fay"),
        (What.OPENED, None, "", "https://example.org/x", "Fay"),
        (What.ADDED, None, "", "", "Fay"),
    ]
    changed = version(db)
    assert keeping.changed_last(db, "x", [Part.TITLE]) == changed - 2
    assert keeping.changed_last(db, "x", [Part.URL]) == 0


# --- in any order


@dataclass
class Expected:
    """What should stand, told apart from how it is stored: by id what was said of it here last,
    and what was retired. What is in neither follows the file."""

    said: dict[str, str] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)

    def titles(self, of: Catalogue) -> dict[str, str]:
        found = {id_: entry.title for id_, entry in of.items()} | self.said
        return {id_: title for id_, title in found.items() if id_ not in self.away}


IDS = ("x", "y")
FILES = st.dictionaries(st.sampled_from(IDS), st.integers(1, 3), max_size=2).map(
    lambda versions: file(*(row(id_, f"File {n}") for id_, n in versions.items()))
)
DOES = st.sampled_from(["change", "retire", "back", "open", "file's", "ours"])
STEPS = st.lists(FILES | st.tuples(DOES, st.sampled_from(IDS)), max_size=14)


@settings(max_examples=400, deadline=None)
@given(FILES, STEPS)
def test_whatever_is_done_in_whatever_order_counts_until_something_else_is_decided(
    database: sqlite3.Connection, first: Catalogue, steps: list[Catalogue | tuple[str, str]]
) -> None:
    db, of, expected = database, first, Expected()
    empty(db)
    for number, step in enumerate(steps):
        if isinstance(step, dict):
            of = step
        else:
            does(db, of, expected, *step, number)
        assert titles(db, of) == expected.titles(of)
        for id_, differs in pending(db, of).items():
            retired = id_ in expected.away
            assert retired == (differs is Differs.RETIRED)
            assert retired or id_ in expected.said
    untouched = {id_ for id_ in of if id_ not in expected.said and id_ not in expected.away}
    assert untouched.isdisjoint(pending(db, of))


def does(
    db: sqlite3.Connection, of: Catalogue, expected: Expected, what: str, id_: str, number: int
) -> None:
    """Do it to the entry, if there is one, and expect what follows."""
    now = keeping.entry(db, of, id_)
    differs = pending(db, of).get(id_)
    if now is None:
        return
    if what == "change":
        expected.said[id_] = f"Ours {number}"
        keeping.change(
            db, of, now.now.model_copy(update={"title": expected.said[id_]}), 1, NOW + number
        )
    elif what == "open":
        keeping.opened(db, now.now, 1, NOW + number)
    elif what == "retire":
        if id_ not in of:  # what the file has no more is ours to bring back
            expected.said.setdefault(id_, now.now.title)
        expected.away.add(id_)
        keeping.retire(db, of, id_, 1, NOW + number)
    elif what == "back" and now.retired:
        expected.away.discard(id_)
        if id_ not in of:
            expected.said.setdefault(id_, now.now.title)
        keeping.bring_back(db, of, id_, 1, NOW + number)
    elif differs and what == "ours":
        keeping.decide(db, of, id_, Decision.OURS, 1, NOW + number)
    elif differs and what == "file's":
        if id_ in of:
            expected.said.pop(id_, None)
            expected.away.discard(id_)
        else:
            expected.away.add(id_)
        keeping.decide(db, of, id_, Decision.FILE, 1, NOW + number)
    assert id_ not in pending(db, of) or what not in ("ours", "file's")


@given(FILES, FILES)
def test_there_is_nothing_to_decide_of_what_nobody_touched(one: Catalogue, two: Catalogue) -> None:
    assert differences(one, {}) == differences(two, {}) == {}


def test_by_what_an_entry_is_found_is_as_the_newer_file_has_it(db: sqlite3.Connection) -> None:
    change(db, V1, "Ours")
    newer = file(V1["x"].model_copy(update={"also": ("spanner day",)}))
    [found] = standing(db, newer).values()
    assert (found.title, found.also) == ("Ours", ("spanner day",))
    assert pending(db, newer) == {}


def test_every_table_that_names_an_entry_follows_it_to_another_id(db: sqlite3.Connection) -> None:
    naming = db.execute(
        "SELECT t.name FROM pragma_table_list t, pragma_table_info(t.name) c"
        " WHERE t.schema = 'main' AND c.name = 'resource'"
    )
    assert {name for (name,) in naming} == {*keeping.ABOUT_AN_ENTRY}

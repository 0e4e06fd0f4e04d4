"""An entry in parts: what the model says of each, ids from titles, what was stored long ago."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.resources.entry import Resource
from neambition.resources.parts import (
    LONGEST_ID,
    NEEDED,
    NEW,
    OPTIONS,
    Fault,
    Part,
    cells,
    chosen,
    fault,
    id_of,
    made,
    missing,
    option_of,
    option_slug,
    restored,
)
from tests.test_catalogue import SHIPPED, entry

TODAY = date(2026, 11, 24)


def test_an_entry_becomes_cells_and_the_cells_an_entry() -> None:
    for id_, of in SHIPPED.items():
        assert made(id_, cells(of), of.checked) == of
        assert missing(cells(of)) == []
        assert [part for part in Part if fault(part, cells(of)[part])] == []


def test_of_a_new_one_all_that_is_needed_is_missing() -> None:
    assert missing(NEW) == list(NEEDED)


@pytest.mark.parametrize("part", OPTIONS)
def test_every_option_is_sound_and_has_a_code_of_its_own(part: Part) -> None:
    slugs = [option_slug(option) for option in OPTIONS[part]]
    assert len(set(slugs)) == len(slugs)
    for option, slug in zip(OPTIONS[part], slugs, strict=True):
        assert option_of(part, slug) == option
        assert fault(part, option) is None
    assert option_of(part, "no-such") is None


@pytest.mark.parametrize(
    ("part", "cell", "wrong"),
    [
        (Part.TITLE, "x" * 100, None),
        (Part.TITLE, "x" * 101, Fault.TOO_LONG),
        (Part.SUMMARY, "x" * 201, Fault.TOO_LONG),
        (Part.SUMMARY, "", Fault.UNREADABLE),
        (Part.PROVIDER, "x" * 101, Fault.TOO_LONG),
        (Part.NOTE, "x" * 201, Fault.TOO_LONG),
        (Part.NOTE, "", None),
        (Part.URL, "https://example.org/" + "x" * 281, Fault.TOO_LONG),
        (Part.URL, "ftp://example.org", Fault.UNREADABLE),
        (Part.BENCHMARKS, "9", Fault.UNREADABLE),
        (Part.REGION, "Mars", Fault.UNREADABLE),
        (Part.SEASON, "", None),
    ],
)
def test_what_the_model_says_of_a_part(part: Part, cell: str, wrong: Fault | None) -> None:
    assert fault(part, cell) == wrong


def test_several_stand_in_order_but_benchmarks_as_they_were_chosen() -> None:
    stages = chosen(Part.STAGES, "KS2", "EYFS", True)
    assert stages == "EYFS;KS2"
    assert chosen(Part.STAGES, stages, "KS2", True) == "EYFS;KS2"
    assert chosen(Part.STAGES, stages, "KS2", False) == "EYFS"
    assert chosen(Part.BENCHMARKS, "5", "1", True) == "5;1"
    assert chosen(Part.COST, "free", "paid", True) == "paid"


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("A day at the Café: who works there?", "a-day-at-the-cafe-who-works-there"),
        ("Bridges", "bridges-3"),
        ("博物館", "resource"),
        ("!", "resource"),
    ],
)
def test_an_id_is_made_of_the_title(title: str, id_: str) -> None:
    assert id_of(title, {"bridges", "bridges-2"}) == id_


@given(st.text(min_size=1, max_size=100), st.integers(0, 30))
def test_an_id_is_always_one_that_nothing_has(title: str, before: int) -> None:
    taken: set[str] = set()
    for _ in range(before + 1):
        new = id_of(title, taken)
        assert new not in taken
        assert entry(new).id == new
        assert len(new) <= LONGEST_ID
        taken.add(new)


def test_what_was_stored_is_read_without_what_is_known_no_more() -> None:
    stored = json.loads(entry("x", subjects="art;music").model_dump_json())
    gone = json.dumps(stored | {"subjects": ["art", "latin"], "benchmarks": [9, 5], "stars": 4})
    assert restored(gone) == entry("x", subjects="art", benchmarks="5")
    assert restored(json.dumps(stored | {"kind": "walk"})) is None
    assert restored(json.dumps(stored)) == Resource.model_validate(stored)

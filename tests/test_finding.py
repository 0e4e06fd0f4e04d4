"""Finding a school: by name, town, postcode or number, misspelt too, out of thousands."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.register import import_register
from dialogs.finding import label
from dialogs.saying import LONGEST_LABEL
from neambition import finding
from neambition.finding import Listed, Wanted, grams, nearest, ranked, wanted, words
from neambition.store import finding as stored
from neambition.store import schools
from tests.registers import many, row, write
from tests.walk import connect

KNOWN = {
    108765: ("Newsham Primary School", "Blyth", "NE24 4PB"),
    108766: ("Newsham Hall Infant School", "Thirsk", "YO7 4DE"),
    108770: ("St Mary's Catholic Primary School", "Blyth", "NE24 3PR"),
    108771: ("St Mary's Roman Catholic Voluntary Aided Primary School", "Hexham", "NE46 1LU"),
    108772: ("St Margaret's Church of England Primary School", "Durham", "DH1 4QB"),
    108773: ("Westgate First School", "Hexham", "NE46 3AA"),
    108774: ("Hexham Middle School", "Hexham", "NE46 1BU"),
    108775: ("The Academy at Shotton Hall", "Peterlee", "SR8 1AU"),
    108778: ("Whytrig Junior School", "Blyth", "NE24 1AA"),
    108779: ("Whytrig Infant School", "Blyth", "NE24 1AA"),
    108776: ("Primary School", "Ulgham", "NE61 3AR"),
    108777: ("Archbishop Runcie CofE First School", "Newcastle upon Tyne", "NE3 1US"),
}
"""Among 3,000 invented ones."""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("register")
    rows = [*many(3000), *(row(urn, *of) for urn, of in KNOWN.items())]
    file = write(folder / "register.csv", rows)
    asyncio.run(import_register(folder / "neambition.db", file))
    connection = connect(folder / "neambition.db")
    yield connection
    connection.close()


def first(db: sqlite3.Connection, typed: str, most: int = 1) -> list[str]:
    return [of.name for of in stored.find(db, typed)[:most]]


@pytest.mark.parametrize(
    ("typed", "urn"),
    [
        ("Newsham Primary School, Blyth", 108765),
        ("Newsam primry blyth", 108765),
        ("newsham", 108765),
        ("NEWSHAM PRIM", 108765),
        ("blyth newsham", 108765),
        ("newshm ne24", 108765),
        ("newsham thirsk", 108766),
        ("Newsham infants", 108766),
        ("ne24 4pb", 108765),
        ("NE244PB", 108765),
        ("newsham school NE24 4PB", 108765),
        ("108765", 108765),
        (" 108765. ", 108765),
        ("St. Mary’s RC, Blyth", 108770),
        ("saint marys catholic blyth", 108770),
        ("st marys blyth", 108770),
        ("st mary's va hexham", 108771),
        ("st margarets durham", 108772),
        ("St Margret's C of E Primary Durham", 108772),
        ("west gate hexham", 108773),
        ("Westgate Fist School", 108773),
        ("hexam middle", 108774),
        ("shotton hall", 108775),
        ("shoton hal academy", 108775),
        ("primary school ulgham", 108776),
        ("ulgam", 108776),
        ("whytrig jnr", 108778),
        ("whitrig infants school blyth", 108779),
        ("runcie", 108777),
        ("Archbishop Runcie Newcastle", 108777),
        ("arch bishop runcy first", 108777),
    ],
)
def test_it_is_found_first(db: sqlite3.Connection, typed: str, urn: int) -> None:
    assert first(db, typed) == [KNOWN[urn][0]]


def test_st_marys_rc_finds_catholic_ones(db: sqlite3.Connection) -> None:
    """Hundreds of saints' schools differ in little else."""
    found = stored.find(db, "st marys rc")
    assert len(found) > finding.MOST
    for of in found[: finding.MOST]:
        assert "Mary" in of.name
        assert "Catholic" in of.name


@pytest.mark.parametrize("typed", ["999999", "AB1 9ZZ", "zzyzx", "qqqq wwww", "?", "", "s"])
def test_what_is_like_no_school_finds_none(db: sqlite3.Connection, typed: str) -> None:
    assert stored.find(db, typed) == []


@settings(max_examples=150, deadline=None, derandomize=True)
@given(typed=st.text(max_size=80))
@example(typed='"')
@example(typed="^new* OR NEAR(a_b)")
@example(typed="grams:new")
@example(typed="a_b _ ½ ² ﬀ ß İ \x00 中文学校")
def test_whatever_is_typed_is_only_looked_for(db: sqlite3.Connection, typed: str) -> None:
    for of in stored.find(db, typed):
        assert isinstance(of, Listed)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_any_school_is_found_by_its_name_and_town_with_one_letter_wrong(
    db: sqlite3.Connection, data: st.DataObject
) -> None:
    """Among the first five, or as good as those: of one name in one town there can be more."""
    id_ = data.draw(st.integers(1, 3000 + len(KNOWN)))
    (of,) = [
        Listed(*r)
        for r in db.execute("SELECT id, name, town, postcode FROM school WHERE id = ?", (id_,))
    ]
    typed = f"{of.name} {of.town}"
    at = data.draw(st.integers(0, len(typed) - 1))
    wrong = typed[:at] + data.draw(st.sampled_from(["", "e", "rr"])) + typed[at + 1 :]
    found = stored.find(db, wrong)
    alike = [f for f in found if (f.name, f.town) == (of.name, of.town)]
    assert of in found
    assert found.index(of) < finding.MOST + len(alike)


def test_a_merged_school_is_not_found(db: sqlite3.Connection) -> None:
    db.execute("SAVEPOINT here")
    typed = schools.add(db, "Fellfoot Farm, Rothbury", "", 1)
    assert first(db, "felfoot") == [typed.name]
    db.execute("UPDATE school SET merged_into = 1 WHERE id = ?", (typed.id,))
    assert first(db, "felfoot") == []
    db.execute("ROLLBACK TO here")


def test_without_a_register_nothing_is_looked_for(tmp_path: Path, db: sqlite3.Connection) -> None:
    assert stored.has_register(db)
    asyncio.run(import_register(tmp_path / "empty.db", write(tmp_path / "empty.csv", [])))
    empty = connect(tmp_path / "empty.db")
    schools.add(empty, "Fellfoot Farm, Rothbury", "", 1)
    assert not stored.has_register(empty)
    empty.close()


# --- the pure part


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("108765", Wanted("108765", None, ())),
        ("ne24 4pb", Wanted(None, "NE24 4PB", ())),
        ("NE244PB", Wanted(None, "NE24 4PB", ())),
        ("W1A 1AA", Wanted(None, "W1A 1AA", ())),
        ("Newsham, NE24 4PB", Wanted(None, "NE24 4PB", ("newsham",))),
        ("Newsham ne24", Wanted(None, None, ("newsham", "ne24"))),
        ("The School of 12345678", Wanted(None, None, ("school", "12345678"))),
    ],
)
def test_what_a_line_asks_for(typed: str, asked: Wanted) -> None:
    assert wanted(typed) == asked
    assert asked.is_a_name == bool(asked.words)


@pytest.mark.parametrize(
    ("name", "as_compared"),
    [
        ("St Mary's R.C. Primary", "st marys catholic primary"),
        ("St Mary's RC", "st marys catholic"),
        ("Oak Prmary Schol", "oak primary school"),
        ("Oak Church of England", "oak cofe"),
        ("Oak C.E. (Roman Catholic)", "oak cofe catholic"),
        ("Oak C of E and Infant", "oak cofe infants"),
        ("Priory Marys", "priory marys"),
    ],
)
def test_words_are_spelt_as_the_register_spells_them(name: str, as_compared: str) -> None:
    assert " ".join(words(name)) == as_compared


def test_a_rare_gram_counts_for_more() -> None:
    assert grams("bede") == {"^be", "bed", "ede", "de$"}
    postings = {"^be": [1, 2, 3, 4, 5, 6, 7, 8], "xyz": [9], "abc": [1, 9]}
    assert nearest(postings, 2) == [9, 1]


def test_of_equals_the_order_is_of_their_names() -> None:
    two = [Listed(1, "Oak School", "Wark", ""), Listed(2, "Oak School", "Amble", "")]
    assert [of.town for of in ranked(wanted("oak"), two)] == ["Amble", "Wark"]


# --- what a button says


@settings(deadline=None)
@given(st.text(min_size=1, max_size=120), st.text(max_size=120), st.sampled_from(["", "NE24 4PB"]))
def test_a_label_fits_a_button(name: str, town: str, postcode: str) -> None:
    assert len(label(5, Listed(1, name, town, postcode))) <= LONGEST_LABEL


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (
            Listed(1, "Newsham Primary School", "Blyth", "NE24 4PB"),
            "1. Newsham Primary School, Blyth NE24 4PB",
        ),
        (Listed(1, "Newsham school", "", ""), "1. Newsham school"),
        (
            Listed(
                1,
                "St Mary's Roman Catholic Voluntary Aided Primary School",
                "Newcastle upon Tyne",
                "NE12 7AB",
            ),
            "1. St Mary's Roman Catholic Volun…, Newcastle upon Tyne NE12 7AB",
        ),
    ],
)
def test_a_long_name_gives_way_to_its_place(of: Listed, says: str) -> None:
    assert label(1, of) == says

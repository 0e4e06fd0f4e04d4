"""Which school a line means: one that agrees in all that was said, or none."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from neambition.invitees import lines
from neambition.store import matching, schools
from neambition.store.matching import Matches, Unfound, match
from tests.walk import connect, fresh

REGISTER = (
    ("100001", "Amble First School", "Amble", "NE65 0AA", "Northumberland"),
    ("100002", "Newsham Primary School", "Blyth", "NE24 4AA", "Northumberland"),
    ("100003", "Newsham Primary School", "Richmond", "DL11 7AA", "North Yorkshire"),
    ("100004", "St Mary's, RC Primary", "Newcastle upon Tyne", "NE1 1AA", "Newcastle upon Tyne"),
    ("100005", "Bede Academy", "Blyth", "NE24 2AA", "Northumberland"),
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = connect(fresh(tmp_path / "neambition.db"))
    for urn, name, town, postcode, authority in REGISTER:
        school = schools.add(db, name, town, 0)
        db.execute(
            "UPDATE school SET urn = ?, postcode = ?, authority = ? WHERE id = ?",
            (urn, postcode, authority, school.id),
        )
    yield db
    db.close()


def of(db: sqlite3.Connection, text: str) -> Matches:
    return match(db, lines(text))


@pytest.mark.parametrize(
    ("text", "urn"),
    [
        ("100001", "100001"),
        ("100002, Newsham, Blyth", "100002"),
        ("amble FIRST school", "100001"),
        ("Amble First School, Amble, NE65 0AA", "100001"),
        ("Newsham Primary School, Blyth", "100002"),
        ("Newsham Primary School, North Yorkshire", "100003"),
        ("Newsham Primary School, dl117aa", "100003"),
        ("St Marys RC Primary", "100004"),
        ("St Mary's, RC Primary, Newcastle", "100004"),
    ],
)
def test_the_school_that_a_line_means(db: sqlite3.Connection, text: str, urn: str) -> None:
    found = of(db, text)
    assert [f.urn for f in found.found] == [urn]
    assert found.missed == ()


@pytest.mark.parametrize(
    ("text", "why", "nearest"),
    [
        ("Newsham Primary School", Unfound.SEVERAL, None),
        ("Newsham Primary School, Alnwick", Unfound.UNKNOWN, "100002"),
        ("Amble First School, NE1 1AA", Unfound.UNKNOWN, "100001"),
        ("Ambel First School", Unfound.UNKNOWN, "100001"),
        ("Wholly Different Name", Unfound.UNKNOWN, None),
        ("999999", Unfound.UNKNOWN, None),
        ("100005, Amble First School", Unfound.OTHER_NAME, "100001"),
        ("Am", Unfound.UNKNOWN, None),
    ],
)
def test_what_leads_to_no_school(
    db: sqlite3.Connection, text: str, why: Unfound, nearest: str | None
) -> None:
    [miss] = of(db, text).missed
    assert (miss.why, miss.nearest and miss.nearest.urn) == (why, nearest)


def test_a_school_that_is_closed_or_merged_gets_nothing(db: sqlite3.Connection) -> None:
    db.execute("UPDATE school SET closed = 1 WHERE urn = '100001'")
    db.execute("UPDATE school SET merged_into = 1 WHERE urn = '100002'")
    found = of(db, "100001\nAmble First School\n100002\nNewsham Primary School, Blyth")
    assert found.found == ()
    whys = [miss.why for miss in found.missed]
    assert whys == [Unfound.CLOSED, Unfound.UNKNOWN, Unfound.CLOSED, Unfound.UNKNOWN]


def test_a_school_named_twice_is_found_once(db: sqlite3.Connection) -> None:
    found = of(db, "100001\nAmble First School\nnowhere\n100005\n100001")
    assert [f.urn for f in found.found] == ["100001", "100005"]
    assert (found.again, [miss.line for miss in found.missed]) == (2, [2])


def test_the_nearest_leads_back_to_itself(db: sqlite3.Connection) -> None:
    unregistered = schools.add(db, "Ambles Forest School", "Alnmouth", 0)
    for text in ("Ambel First School", "Ambles Forrest School, Alnmouth"):
        [miss] = of(db, text).missed
        assert miss.nearest
        [again] = match(db, [miss.nearest.as_line()]).found
        assert again == miss.nearest
    assert again.school == unregistered


def test_the_nearest_is_looked_for_a_few_times_only(db: sqlite3.Connection) -> None:
    found = of(db, "\n".join(["Ambel First School"] * 30))
    assert sum(miss.nearest is not None for miss in found.missed) == matching.NAMED

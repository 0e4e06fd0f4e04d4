"""A list of schools as people paste or save it: every way of writing it reads as the same lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.invitees import LONGEST, Line, decoded, lines, written

NEWSHAM = Line("Newsham Primary, Blyth", None, ("Newsham Primary", "Blyth"))
AMBLE = Line("100001", "100001", ())


@pytest.mark.parametrize(
    "text",
    [
        "100001\nNewsham Primary, Blyth",
        "  100001  \r\n\r\n Newsham   Primary ,Blyth\r\n",
        "100001\nNewsham Primary\tBlyth",
        "100001\nNewsham Primary; Blyth",
        '100001\n"Newsham Primary","Blyth"',
        "URN,School,Town\n100001,,\n,Newsham Primary,Blyth",
        "Town;urn;Establishment Name;Head\n;100001;;A. Person\nBlyth;;Newsham Primary;B. Person",
        "\tURN\tName\tTown\n\t100001\t\t\n\t\tNewsham Primary\tBlyth",
        ",,\n100001\n...\nNewsham Primary,Blyth,",
    ],
)
def test_ways_to_write_the_same_two_schools(text: str) -> None:
    assert lines(text) == [AMBLE, NEWSHAM]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("St Mary's, RC, Blyth", ("St Mary's", "RC", "Blyth")),
        ('"St Mary\'s, RC",Blyth', ("St Mary's, RC", "Blyth")),
        ("School name\n=cmd|'/c calc'!A1", ("=cmd|'/c calc'!A1",)),
        ("1234 Academy", ("1234 Academy",)),
        ("URN\nNewsham Primary", ("Newsham Primary",)),
        ("URN,Name\n12,Newsham Primary", ("Newsham Primary",)),
        ("URN,Name,Notes\n,,Newsham Primary", ("Newsham Primary",)),
        ("Ysgol Ŵyn, Llŷn", ("Ysgol Ŵyn", "Llŷn")),
    ],
)
def test_what_a_name_is_made_of(text: str, parts: tuple[str, ...]) -> None:
    assert [line.parts for line in lines(text)] == [parts]


@pytest.mark.parametrize("text", ["", "\n\n", ",,,", "URN,Name", "?!\n--"])
def test_no_school_at_all(text: str) -> None:
    assert lines(text) == []


@given(st.text(max_size=300))
def test_whatever_is_sent_reads_as_lines_with_something_in_them(text: str) -> None:
    for line in lines(text):
        assert 0 < len(line.text) <= LONGEST
        assert line.urn or line.parts


NAMES = st.from_regex(r"[a-z][a-z' ]{0,20}[a-z] (primary|first)", fullmatch=True)
ROWS = st.tuples(st.from_regex(r"\d{6}|", fullmatch=True), NAMES, NAMES)


@given(st.lists(ROWS, max_size=8))
def test_what_was_read_reads_the_same_again(rows: list[tuple[str, str, str]]) -> None:
    """As a draft is kept and read."""
    read = lines("\n".join(["URN,Name,Town", *(",".join(row) for row in rows)]))
    assert len(read) == len(rows)
    assert lines(written(read)) == read


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfURN\r\n100001", "URN\r\n100001"),
        ("Ysgol Ŵyn".encode(), "Ysgol Ŵyn"),
        ("St Mary’s, Café".encode("cp1252"), "St Mary’s, Café"),
        (b"PK\x03\x04\x14\x00\x06\x00", None),
        (b"\x81\x8d\x8f", None),
        (b"", ""),
    ],
)
def test_a_file_is_text_as_spreadsheets_save_it(content: bytes, text: str | None) -> None:
    assert decoded(content) == text

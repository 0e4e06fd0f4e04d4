"""Pages: their addresses read from whatever was pasted, and known however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.resources.pages import Unreadable, key, known, read
from tests.test_catalogue import SHIPPED, entry


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        ("https://example.org/visit", "https://example.org/visit"),
        ("  http://example.org/visit/ ", "http://example.org/visit/"),
        ("Have a look: https://example.org/visit.", "https://example.org/visit"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("see (https://example.org/a)", "https://example.org/a"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/visit?page=2", "https://example.org/visit?page=2"),
        ("HTTPS://Example.ORG/Visit", "https://example.org/Visit"),
        (
            "https://example.org/v?utm_source=news&id=4&fbclid=x",
            "https://example.org/v?id=4",
        ),
        ("https://a.org/x https://a.org/x", "https://a.org/x"),
        ("https://bücher.example.org/é", "https://bücher.example.org/é"),
    ],
)
def test_an_address_is_read_out_of_what_was_pasted(pasted: str, url: str) -> None:
    assert read(pasted) == url


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("museum visit", Unreadable.NONE),
        ("e.g", Unreadable.NONE),
        ("fay@example.org", Unreadable.NONE),
        ("https://", Unreadable.NONE),
        ("https://[", Unreadable.NONE),
        ("https://example.org:99999/", Unreadable.NONE),
        ("https://0x7f.1/", Unreadable.PRIVATE),
        ("https://example.org:8443/", Unreadable.PRIVATE),
        ("https://a.org/x https://b.org/x", Unreadable.SEVERAL),
        ("http://localhost:8000/", Unreadable.PRIVATE),
        ("http://printer/", Unreadable.PRIVATE),
        ("http://2130706433/", Unreadable.PRIVATE),
        ("http://127.0.0.1/", Unreadable.PRIVATE),
        ("http://[::1]/", Unreadable.PRIVATE),
        ("http://192.168.1.4/plan", Unreadable.PRIVATE),
        ("http://169.254.169.254/latest", Unreadable.PRIVATE),
        ("https://staff.school.internal/plan", Unreadable.PRIVATE),
        ("https://fay:secret@example.org/", Unreadable.PRIVATE),
    ],
)
def test_what_is_no_address_of_a_page_for_everybody_is_told_why(pasted: str, why: str) -> None:
    assert read(pasted) == why


@given(st.text() | st.from_regex(r"https?://[^\s]{0,30}", fullmatch=True))
def test_whatever_is_pasted_is_read_or_told(pasted: str) -> None:
    found = read(pasted)
    if not isinstance(found, Unreadable):
        assert entry("x", url=found[:300])
        assert key(found)


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/visit",
        "https://www.example.org/visit",
        "https://example.org/visit/",
        "https://EXAMPLE.org/visit",
        "https://example.org:443/visit#map",
    ],
)
def test_one_page_is_known_however_its_address_is_written(other: str) -> None:
    assert key(other) == key("https://example.org/visit")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/",
        "https://example.org/Visit",
        "https://example.org/visit?page=2",
        "https://sub.example.org/visit",
        "https://example.org:8443/visit",
    ],
)
def test_other_pages_are_others(other: str) -> None:
    assert key(other) != key("https://example.org/visit")


def test_no_two_entries_of_the_file_have_one_address() -> None:
    keys = [key(e.url) for e in SHIPPED.values()]
    assert sorted(keys) == sorted(set(keys))
    assert [e.id for e in SHIPPED.values() if isinstance(read(e.url), Unreadable)] == []
    assert all(known(SHIPPED, e.url.replace("https:", "http:")) == e for e in SHIPPED.values())
    assert known(SHIPPED, "https://example.org/none") is None

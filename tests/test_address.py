"""Addresses in people's words: what is read, what it is, what is refused, and what is the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neambition.resources import catalogue
from neambition.resources.address import (
    LONGEST_ADDRESS,
    LONGEST_TITLE,
    Link,
    Problem,
    address_of,
    read,
)

URL = "https://www.example.org/visits"


@pytest.mark.parametrize(
    "words",
    [
        f"{URL} Farm visits",
        f"Farm visits: {URL}",
        f"Farm visits ({URL})",
        f"Farm visits\n{URL}.",
        f"“Farm visits” - <{URL}>",
        "Farm visits www.example.org/visits",
        "HTTPS://www.example.org/visits, Farm visits",
    ],
)
def test_the_address_and_what_it_is(words: str) -> None:
    assert read(words) == Link(URL, "Farm visits")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org", "example.org"),
        ("https://www.Example.org:8443/a?b=c#d", "example.org"),
        ("https://en.wikipedia.org/wiki/Farm_(film)", "en.wikipedia.org"),
        ("https://xn--mnchen-3ya.de/", "xn--mnchen-3ya.de"),
    ],
)
def test_an_address_stays_as_it_was_typed(url: str, host: str) -> None:
    link = read(url)
    assert link == Link(url, "")
    assert link.host == host


@pytest.mark.parametrize("words", [URL, f"{URL} 🎉", f"({URL})", f"- {URL} -"])
def test_what_says_nothing_is_no_title(words: str) -> None:
    assert read(words) == Link(URL, "")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", Problem.NONE),
        ("Farm visits", Problem.NONE),
        ("ask fay@example.org", Problem.NONE),
        ("javascript:alert(1)", Problem.NONE),
        ("https://[::1", Problem.NONE),
        ("https://example.org:port/", Problem.NONE),
        ("https://example.org/\u202egro", Problem.NONE),
        (f"{URL} and www.example.com", Problem.SEVERAL),
        ("http://example.org", Problem.NOT_SAFE),
        ("ftp://example.org/a", Problem.NOT_SAFE),
        ("https://me@example.org/", Problem.NOT_SAFE),
        ("https://example.org@10.0.0.1/", Problem.NOT_SAFE),
        ("https://localhost/a", Problem.PRIVATE),
        ("https://files/a", Problem.PRIVATE),
        ("https://10.0.0.1/a", Problem.PRIVATE),
        ("https://8.8.8.8/", Problem.PRIVATE),
        ("https://[::1]/a", Problem.PRIVATE),
        ("https://2130706433/", Problem.PRIVATE),
        ("https://127.0.0.0x1/", Problem.PRIVATE),
        ("https://printer.local/", Problem.PRIVATE),
        ("https://wiki.school.internal/", Problem.PRIVATE),
        (f"https://example.org/{'a' * LONGEST_ADDRESS}", Problem.TOO_LONG),
        (f"{URL} {'a' * (LONGEST_TITLE + 1)}", Problem.TOO_LONG),
    ],
)
def test_what_could_not_be_sent_is_refused(words: str, problem: Problem) -> None:
    assert read(words) is problem


@settings(max_examples=300, deadline=None, derandomize=True)
@given(words=st.text(max_size=80), title=st.text(max_size=30))
def test_what_is_read_once_is_read_again_from_what_is_kept(words: str, title: str) -> None:
    for typed in (
        words,
        f"https://example.org/{words} {title}",
        f"{title} www.example.org {words}",
    ):
        link = read(typed)
        if isinstance(link, Link):
            assert read(f"{link.url} {link.title}") == link
            assert link.url.startswith("https://")
            assert len(link.url) <= LONGEST_ADDRESS
            assert len(link.title) <= LONGEST_TITLE


# --- one page's, however they are written


@pytest.mark.parametrize("url", ["http://example.org/a", "https://example.org/a"])
def test_where_a_page_may_be_asked_for_in_the_clear_both_are_read(url: str) -> None:
    assert read(url, ("https", "http")) == Link(url, "")
    assert read("ftp://example.org/a", ("https", "http")) is Problem.NOT_SAFE
    assert read("www.example.org", ("https", "http")) == Link("https://www.example.org", "")


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://example.org/a?utm_source=news&utm_medium=mail", "https://example.org/a"),
        ("https://example.org/a?fbclid=x&id=4#b", "https://example.org/a?id=4#b"),
        ("https://example.org/a?id=4&gclid=x", "https://example.org/a?id=4"),
        ("https://example.org/a?q=utm_source", "https://example.org/a?q=utm_source"),
    ],
)
def test_what_only_tells_where_it_was_found_is_left_out(typed: str, url: str) -> None:
    assert read(typed) == Link(url, "")


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/visit",
        "https://www.example.org/visit",
        "https://example.org/visit/",
        "https://EXAMPLE.org/visit",
        "https://example.org/visit#map",
        "https://example.org/visit?utm_source=news",
    ],
)
def test_one_page_is_known_however_its_address_is_written(other: str) -> None:
    assert address_of(other) == address_of("https://example.org/visit")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/",
        "https://example.org/visits",
        "https://example.org/visit?page=2",
        "https://sub.example.org/visit",
        "https://example.org:8443/visit",
        "https://example.org/Visit",
    ],
)
def test_other_pages_are_others(other: str) -> None:
    assert address_of(other) != address_of("https://example.org/visit")


def test_no_two_entries_of_the_catalogue_have_one_address() -> None:
    urls = [entry.url for entry in catalogue.read().values()]
    assert len({address_of(url) for url in urls}) == len(urls)
    assert [url for url in urls if isinstance(read(url, ("https", "http")), Problem)] == []

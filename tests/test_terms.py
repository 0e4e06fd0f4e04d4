"""Days as people type them, and about when terms end."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.settings import spoken
from neambition.terms import LONGEST, Days, read_days, term_ends

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("25 May to 29 May", "2027-05-25", "2027-05-29"),
        ("25-29 May", "2027-05-25", "2027-05-29"),
        ("Mon 25th May – Fri 29th May", "2027-05-25", "2027-05-29"),
        ("26 Oct 2026 - 30 Oct 2026", "2026-10-26", "2026-10-30"),
        ("16 to 20 feb 2027", "2027-02-16", "2027-02-20"),
        ("1/5/2027", "2027-05-01", "2027-05-01"),
        ("5 Sept", "2027-09-05", "2027-09-05"),
        ("21 December to 4 January", "2026-12-21", "2027-01-04"),
        ("21 Dec 2026 until 4 Jan", "2026-12-21", "2027-01-04"),
        ("20 Dec to 3 Jan 2027", "2026-12-20", "2027-01-03"),
        ("23 Nov to 27 Nov", "2026-11-23", "2026-11-27"),
        ("23 Nov", "2027-11-23", "2027-11-23"),
    ],
)
def test_days_are_read(words: str, first: str, last: str) -> None:
    assert read_days(words, TODAY) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words",
    [
        *("", "some time in May", "May", "25", "25 may to 29", "30 Feb", "29 May to 25 May"),
        *("1 jan 2026 to 1 jan 2027", "5 marzipan", "9 ju", "0 jan", "12/2026", "1 to 2 to 3 May"),
        *("26 dec 9999 to 4 jan", "1 May 0000", "١ ٢ ٣ ٤"),
    ],
)
def test_what_are_no_days_is_not_guessed(words: str) -> None:
    assert read_days(words, TODAY) is None


@settings(deadline=None)
@given(st.dates(date(2025, 1, 1), date(2100, 1, 1)), st.integers(0, LONGEST - 1))
def test_days_as_they_are_said_back_are_the_same_days(first: date, more: int) -> None:
    days = Days(first, date.fromordinal(first.toordinal() + more))
    assert read_days(spoken(days), TODAY) == days


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_words_are_too_odd(words: str) -> None:
    read_days(words, TODAY)


def test_terms_end_thrice_a_year() -> None:
    assert [end.isoformat() for end in term_ends(TODAY, 4)] == [
        "2026-08-31",
        "2026-04-30",
        "2025-12-31",
        "2025-08-31",
    ]


def test_a_term_that_ends_today_has_not_ended() -> None:
    assert term_ends(date(2026, 8, 31), 1) == [date(2026, 4, 30)]
    assert term_ends(date(2027, 1, 1), 1) == [date(2026, 12, 31)]

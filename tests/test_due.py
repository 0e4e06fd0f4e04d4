"""What a typed due date means: tables of what people write, and what holds for whatever they do."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.due import Unreadable, read
from neambition.plan import Due
from neambition.school_year import region

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("22 May", "2027-05-22"),
        ("22nd of May", "2027-05-22"),
        ("May 22", "2027-05-22"),
        ("22/5", "2027-05-22"),
        ("3/4", "2027-04-03"),
        ("22/05/2027", "2027-05-22"),
        ("22.5.27", "2027-05-22"),
        ("2027-05-22", "2027-05-22"),
        ("2027-05-03", "2027-05-03"),
        ("Saturday, 22 May", "2027-05-22"),
        ("maybe by the 22nd of May", "2027-05-22"),
        ("due on 1 December.", "2026-12-01"),
        ("24 November", "2026-11-24"),
        ("23 November", "2027-11-23"),
        ("29 Feb 2028", "2028-02-29"),
        ("Friday", "2026-11-27"),
        ("by Friday", "2026-11-27"),
        ("this Friday", "2026-11-27"),
        ("next Friday", "2026-12-04"),
        ("Tuesday", "2026-11-24"),
        ("today", "2026-11-24"),
        ("Tomorrow!", "2026-11-25"),
        ("in three weeks", "2026-12-15"),
        ("3 weeks", "2026-12-15"),
        ("in three weeks' time", "2026-12-15"),
        ("in 10 days", "2026-12-04"),
        ("in a fortnight", "2026-12-08"),
        ("in a couple of weeks", "2026-12-08"),
        ("in two months", "2027-01-24"),
        ("this week", "2026-11-27"),
        ("next week", "2026-12-04"),
        ("end of next week", "2026-12-04"),
        ("end of the month", "2026-11-30"),
        ("end of May", "2027-05-31"),
        ("mid June", "2027-06-15~"),
        ("early December", "2026-12-07~"),
        ("in May", "2027-05-31~"),
        ("end of term", "2026-12-18~"),
        ("the end of this term", "2026-12-18~"),
        ("end of next term", "2027-03-25~"),
        ("end of this half term", "2026-12-18~"),
        ("half term", "2027-02-12~"),
        ("before half-term", "2027-02-12~"),
        ("after half term", "2027-02-22~"),
        ("Easter", "2027-03-25~"),
        ("by Christmas", "2026-12-18~"),
        ("by the summer", "2027-07-20~"),
    ],
)
def test_what_is_read_as_a_date(words: str, on: str) -> None:
    assert read(words, TUESDAY, region()) == Due.read(on)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        *((w, Unreadable.NOT_A_DATE) for w in ("soon", "asap", "someday", "", "we", "mon ami")),
        *((w, Unreadable.NOT_A_DATE) for w in ("when Ben is back", "12", "2026", "now", "²")),
        *((w, Unreadable.NOT_A_DATE) for w in ("may we do it", "may", "sat", "sun", "wed")),
        *((w, Unreadable.NOT_A_DATE) for w in ("march", "march on", "a second", "in a second")),
        *((w, Unreadable.NOT_A_DATE) for w in ("the", "2 of us", "a" * 5000, "salt and pepper")),
        *((w, Unreadable.NO_SUCH_DAY) for w in ("30 February", "31 April", "31/4", "13/13")),
        *((w, Unreadable.NO_SUCH_DAY) for w in ("29 February", "29/2/2027", "5/22/2027", "0/5")),
        *((w, Unreadable.NO_SUCH_DAY) for w in ("2027-22-05", "32 May", "1 May 0000")),
        *((w, Unreadable.PAST) for w in ("22 May 2026", "yesterday", "last Friday", "2 days ago")),
        *((w, Unreadable.TOO_FAR) for w in ("22 May 2029", "end of May 9999", "in 900 months")),
        *((w, Unreadable.SEVERAL) for w in ("22 May or 23 May", "22-25 May", "22nd and 23rd May")),
        *((w, Unreadable.SEVERAL) for w in ("Friday or Monday", "22 May to 29 May")),
    ],
)
def test_what_is_no_due_date_and_why(words: str, why: Unreadable) -> None:
    assert read(words, TUESDAY, region()) is why


def test_half_term_is_the_coming_one_and_its_end_the_end_of_the_half() -> None:
    october = date(2026, 10, 12)
    assert read("end of this half term", october, region()) == Due(date(2026, 10, 23), True)
    assert read("half term", october, region()) == Due(date(2026, 10, 23), True)
    assert read("after half term", date(2026, 10, 28), region()) == Due(date(2026, 11, 2), True)


WORDS = """in end of the next this last by before 22 22nd 30 31 29 0 99 May february sept friday
mon wed week weeks month term half-term three a couple fortnight days or and - / . , 2027 9999 0000
22/5 1/13/2027 2027-02-30 ago time early mid easter"""
PIECES = st.sampled_from(WORDS.split())
ANYTHING = st.text(max_size=80) | st.lists(PIECES, max_size=7).map(" ".join)


@given(ANYTHING, DAYS)
def test_any_words_give_a_day_from_today_on_or_a_reason(words: str, today: date) -> None:
    found = read(words, today, region())
    if isinstance(found, Due):
        assert today <= found.on <= today + timedelta(days=732)
        long = f"{found.on.day} {found.on:%B} {found.on.year}"
        assert read(long, today, region()) == Due(found.on)
    else:
        assert found in Unreadable


@given(DAYS, st.integers(0, 730))
def test_a_day_is_read_alike_in_every_form(today: date, later: int) -> None:
    on = today + timedelta(days=later)
    forms = [f"{on:%d %B %Y}", f"{on:%B} {on.day}, {on.year}", f"{on:%d/%m/%Y}", on.isoformat()]
    assert {read(form, today, region()) for form in forms} == {Due(on)}


@given(DAYS, st.integers(0, 364))
def test_without_a_year_it_is_the_next_such_day(today: date, later: int) -> None:
    on = today + timedelta(days=later)
    if (on.month, on.day) != (2, 29):
        assert read(f"{on.day} {on:%b}", today, region()) == Due(on)

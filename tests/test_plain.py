"""A screen's HTML as plain text: the words, and a link's address after its title."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("Saved, 17 of 40.", "Saved, 17 of 40."),
        ("<b>1.1</b> and <i>so on</i>", "1.1 and so on"),
        ("<blockquote expandable><b>Why:</b> it helps</blockquote>", "Why: it helps"),
        ("<pre>Dear head,\n\n  please</pre>", "Dear head,\n\n  please"),
        ("St Mary&#39;s &amp; St John&#x27;s &lt;b&gt;", "St Mary's & St John's <b>"),
        ("one\n\ntwo", "one\n\ntwo"),
        (
            '<a href="https://example.org/?a=1&amp;b=2">A <b>visit</b></a> (free)',
            "A visit <https://example.org/?a=1&b=2> (free)",
        ),
        (
            '<a href="https://a.org">A</a>, <a href="https://b.org">B</a>',
            "A <https://a.org>, B <https://b.org>",
        ),
        ("2 < 3 & 4 > 1", "2 < 3 & 4 > 1"),
    ],
)
def test_the_words_without_the_marks(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text())
def test_whatever_was_escaped_comes_back_as_it_was(words: str) -> None:
    assert plain(f"<b>{escape(words)}</b>") == words

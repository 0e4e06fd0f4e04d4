"""Every rule refuses once, in Telegram's words, and lets pass what is just within it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi import rules
from tests.botapi.formatting import Formatted, formatted, utf16
from tests.botapi.refused import Refused, too_many_requests

TAP = {"text": "Yes", "callback_data": "y"}


def html(text: str) -> Formatted:
    return formatted(text, "HTML")


@pytest.mark.parametrize(
    ("rule", "given", "words"),
    [
        (rules.sent_text, "", "message text is empty"),
        (rules.sent_text, "😀" * 2049, "message is too long"),
        (rules.edited_text, "", "message text is empty"),
        (rules.edited_text, "x" * 4097, "MESSAGE_TOO_LONG"),
        (rules.caption, "x" * 1025, "message caption is too long"),
        (rules.toast, "x" * 201, "MESSAGE_TOO_LONG"),
        (rules.keyboard, [[TAP] * 9], "reply markup is too long"),
        (rules.keyboard, [[TAP]] * 101, "reply markup is too long"),
        (rules.keyboard, [[TAP | {"text": " "}]], "Text must be non-empty"),
        (rules.keyboard, [[TAP | {"callback_data": "é" * 33}]], "BUTTON_DATA_INVALID"),
        (rules.keyboard, [[TAP | {"callback_data": ""}]], "Text buttons are unallowed"),
        (rules.keyboard, [[TAP | {"url": "https://a.uk"}]], "exactly one action"),
        (rules.chat_action, "dancing", "wrong parameter action in request"),
        (rules.commands, [{"command": "Start", "description": "x"}], "BOT_COMMAND_INVALID"),
        (rules.commands, [{"command": "x" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        (rules.commands, [{"command": "a", "description": ""}], "must be non-empty"),
        (
            rules.commands,
            [{"command": "a", "description": "x" * 257}],
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (rules.commands, [{"command": "a", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        (rules.description, "x" * 513, "DESCRIPTION_TOO_LONG"),
        (rules.short_description, "x" * 121, "ABOUT_TOO_LONG"),
    ],
)
def test_refuses(rule: Callable[[Any], None], given: Any, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        rule(given)
    assert refused.value.code == 400
    assert refused.value.description.startswith("Bad Request: ")


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        (rules.sent_text, "😀" * 2048),
        (rules.edited_text, "x" * 4096),
        (rules.caption, "x" * 1024),
        (rules.toast, "x" * 200),
        (rules.keyboard, [[TAP] * 8] * 12),
        (rules.keyboard, [[{"text": "Site", "url": "https://a.uk"}]]),
        (rules.keyboard, [[TAP | {"callback_data": "é" * 32}]]),
        (rules.chat_action, "typing"),
        (rules.commands, [{"command": "x" * 32, "description": "x" * 256}] * 100),
        (rules.description, "x" * 512),
        (rules.short_description, "x" * 120),
    ],
)
def test_allows(rule: Callable[[Any], None], given: Any) -> None:
    rule(given)


@pytest.mark.parametrize(
    ("age", "answered"),
    [(None, False), (15.1, False), (1.0, True)],
    ids=["unknown", "late", "twice"],
)
def test_refuses_an_answer(age: float | None, answered: bool) -> None:
    with pytest.raises(Refused, match="query is too old and response timeout expired"):
        rules.callback_query(age, answered, patience=15)


def test_refuses_an_edit_that_changes_nothing() -> None:
    with pytest.raises(Refused, match="message is not modified"):
        rules.modified(("a", None), ("a", None))


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("private", "kicked", "Forbidden: bot was blocked by the user"),
        ("group", "kicked", "Forbidden: bot was kicked from the group chat"),
        ("group", "left", "Forbidden: bot is not a member of the group chat"),
    ],
)
def test_refuses_where_the_bot_may_not_write(kind: str, status: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        rules.reachable(kind, status)
    assert refused.value.code == 403


@pytest.mark.parametrize(
    ("name", "size", "code"), [("a.pdf", 0, 400), ("", 1, 400), ("a.pdf", 50 * 2**20 + 1, 413)]
)
def test_refuses_a_document(name: str, size: int, code: int) -> None:
    with pytest.raises(Refused) as refused:
        rules.document(name, size)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("a > b", "Unclosed start tag at byte offset 2"),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>a</b x>", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("<a>a</a>", 'Unsupported attributes of the tag "a"'),
        ('<b class="x">a</b>', 'Unsupported attributes of the tag "b"'),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            'Tag "blockquote" can\'t be nested in "blockquote"',
        ),
        ("<code><b>a</b></code>", 'Tag "b" can\'t be nested in "code"'),
        ("bed & breakfast", 'Character "&" must be escaped'),
        ("a&nbsp;b", 'Character "&" must be escaped'),
        ("&#xD800;", "Unsupported character"),
    ],
)
def test_refuses_html(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        html(text)
    assert refused.value.description.startswith("Bad Request: can't parse entities: ")
    assert words in refused.value.description


def test_refuses_other_ways_of_writing() -> None:
    with pytest.raises(Refused, match="unsupported parse_mode"):
        formatted("*a*", "Markdown")
    with pytest.raises(Refused, match="must be encoded in UTF-8"):
        formatted("\ud83d", None)


def test_reads_html() -> None:
    text, entities = html('  😀 <b>A&amp;<i>b</i></b> <a href="https://a.uk/?x&amp;y">c</a>&#33; ')
    assert text == "😀 A&b c!"
    assert entities == (
        {"type": "bold", "offset": 3, "length": 3},
        {"type": "italic", "offset": 5, "length": 1},
        {"type": "text_link", "offset": 7, "length": 1, "url": "https://a.uk/?x&y"},
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<strong>a</strong>", "bold"),
        ("<em>a</em>", "italic"),
        ("<u>a</u>", "underline"),
        ("<ins>a</ins>", "underline"),
        ("<s>a</s>", "strikethrough"),
        ("<strike>a</strike>", "strikethrough"),
        ("<del>a</del>", "strikethrough"),
        ('<span class="tg-spoiler">a</span>', "spoiler"),
        ("<tg-spoiler>a</tg-spoiler>", "spoiler"),
        ("<code>a</code>", "code"),
        ("<pre>a</pre>", "pre"),
        ("<blockquote>a</blockquote>", "blockquote"),
        ("<blockquote expandable>a</blockquote>", "expandable_blockquote"),
        ('<tg-emoji emoji-id="5368">a</tg-emoji>', "custom_emoji"),
    ],
)
def test_knows_every_tag(text: str, kind: str) -> None:
    assert html(text).entities[0].items() >= {"type": kind, "offset": 0, "length": 1}.items()


def test_counts_after_reading() -> None:
    rules.sent_text(html("<b>" + "&amp;" * 4096 + "</b>").text)


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_words_come_back(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text, entities = html(f"|<b>{escaped}</b>|")
    assert text == f"|{words}|"
    assert [e["length"] for e in entities] == [utf16(words)] * bool(words)


def test_too_many_requests_says_how_long() -> None:
    assert too_many_requests(7).as_json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


def picture(width: int, height: int) -> bytes:
    """As much of a PNG as tells its size."""
    sides = width.to_bytes(4) + height.to_bytes(4)
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + sides + bytes(9) + bytes(4) + b"IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file must be non-empty"),
        (b"%PDF-1.7", "IMAGE_PROCESS_FAILED"),
        (picture(100, 100)[:-9], "IMAGE_PROCESS_FAILED"),
        (picture(0, 100), "PHOTO_INVALID_DIMENSIONS"),
        (picture(5000, 5001), "PHOTO_INVALID_DIMENSIONS"),
        (picture(100, 2001), "PHOTO_INVALID_DIMENSIONS"),
        (picture(100, 100) + bytes(rules.PHOTO_BYTES), "Request Entity Too Large"),
    ],
)
def test_what_is_no_picture_to_send(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        rules.photo("link.png", content)


@pytest.mark.parametrize(("width", "height"), [(1, 20), (5000, 5000), (492, 492)])
def test_a_picture_within_bounds(width: int, height: int) -> None:
    rules.photo("link.png", picture(width, height))


def test_a_file_too_big_to_fetch() -> None:
    rules.downloaded(20 * 1024 * 1024)
    with pytest.raises(Refused, match="file is too big"):
        rules.downloaded(20 * 1024 * 1024 + 1)

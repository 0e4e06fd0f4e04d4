"""Formatted text: the HTML a bot writes, read into plain text and entities.

Stricter than Telegram, which lets pass a bare "&" or ">", unknown attributes, and tags in code.
"""

import re
from typing import Any, NamedTuple

from tests.botapi.refused import Refused, bad_request

Entity = dict[str, Any]


class Formatted(NamedTuple):
    """Plain text and its entities, whose offsets and lengths are in UTF-16 units."""

    text: str
    entities: tuple[Entity, ...] = ()


NOTHING = Formatted("")

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
ATTRIBUTES = {
    "span": re.compile(r'\s+class="(tg-spoiler)"'),
    "a": re.compile(r'\s+href="([^"]+)"'),
    "blockquote": re.compile(r"(?:\s+(expandable))?"),
    "tg-emoji": re.compile(r'\s+emoji-id="(\d+)"'),
}
NO_ATTRIBUTES = re.compile("()")
LEAVES = {"code", "pre"}

TAG = re.compile(r"<(?P<end>/?)(?P<name>[^\s<>]*)(?P<attributes>[^<>]*)>")
STRAY = re.compile("[<>]")
CHARACTER = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));|&")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def formatted(text: str, parse_mode: str | None) -> Formatted:
    """`text` as people will see it, trimmed. Refused where it cannot be read."""
    check_unicode(text)
    if not parse_mode:
        return Formatted(text.strip())
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return _trimmed(_Reader(text).read())


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 units, as Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def check_unicode(text: str) -> None:
    """Refuses half of a surrogate pair, which JSON can carry and UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


class _Open(NamedTuple):
    name: str
    value: str | None
    offset: int


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._words: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def read(self) -> Formatted:
        end = 0
        for tag in TAG.finditer(self._source):
            self._read_words(end, tag.start())
            if tag["end"]:
                self._close(tag)
            else:
                self._start(tag)
            end = tag.end()
        self._read_words(end, len(self._source))
        if self._open:
            name = self._open[-1].name
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{name}"')
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted("".join(self._words), tuple(self._entities))

    def _read_words(self, start: int, end: int) -> None:
        words = self._source[start:end]
        if stray := STRAY.search(words):
            raise _unreadable(
                f"Unclosed start tag at byte offset {self._at(start + stray.start())}"
            )
        words = CHARACTER.sub(_character, words)
        self._words.append(words)
        self._length += utf16(words)

    def _start(self, tag: re.Match[str]) -> None:
        name, at = tag["name"].lower(), self._at(tag.start())
        if name not in KINDS:
            raise _unreadable(f'Unsupported start tag "{name}" at byte offset {at}')
        attributes = ATTRIBUTES.get(name, NO_ATTRIBUTES).fullmatch(tag["attributes"].rstrip())
        if not attributes:
            if name == "span":
                raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
            raise _unreadable(f'Unsupported attributes of the tag "{name}" at byte offset {at}')
        self._check_nesting(name, at)
        value = attributes[1] and CHARACTER.sub(_character, attributes[1])
        self._open.append(_Open(name, value, self._length))

    def _check_nesting(self, name: str, at: int) -> None:
        outer = {tag.name for tag in self._open}
        if outer & LEAVES or (name == "blockquote" and name in outer):
            inside = self._open[-1].name
            raise _unreadable(f'Tag "{name}" can\'t be nested in "{inside}" at byte offset {at}')

    def _close(self, tag: re.Match[str]) -> None:
        name, at = tag["name"].lower(), self._at(tag.start())
        if not self._open:
            raise _unreadable(f"Unexpected end tag at byte offset {at}")
        opened = self._open.pop()
        if name != opened.name:
            raise _unreadable(
                f'Unmatched end tag at byte offset {at}, expected "</{opened.name}>",'
                f' found "</{name}>"'
            )
        if tag["attributes"].strip():
            raise _unreadable(f"Unclosed end tag at byte offset {at}")
        if self._length > opened.offset:
            self._entities.append(_entity(opened, self._length - opened.offset))

    def _at(self, position: int) -> int:
        return len(self._source[:position].encode())


def _unreadable(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")


def _character(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return NAMED[name]
    if not decimal and not hexadecimal:
        raise _unreadable('Character "&" must be escaped as "&amp;"')
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        raise _unreadable(f'Unsupported character "{found[0]}"')
    return chr(code)


def _entity(opened: _Open, length: int) -> Entity:
    entity = {"type": KINDS[opened.name], "offset": opened.offset, "length": length}
    if opened.name == "a":
        return entity | {"url": opened.value}
    if opened.name == "tg-emoji":
        return entity | {"custom_emoji_id": opened.value}
    if opened.value == "expandable":
        return entity | {"type": "expandable_blockquote"}
    return entity


def _trimmed(whole: Formatted) -> Formatted:
    text = whole.text.strip()
    if len(text) == len(whole.text):
        return whole
    cut = len(whole.text) - len(whole.text.lstrip())
    size = utf16(text)
    entities = []
    for entity in whole.entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] - cut + entity["length"], size)
        if end > start:
            entities.append(entity | {"offset": start, "length": end - start})
    return Formatted(text, tuple(entities))

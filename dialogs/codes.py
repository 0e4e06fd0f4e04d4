"""Codes: a route as a button carries it, and back.

A code is a route's tag and its fields, joined by colons, in at most 64 bytes. Codes that have
shipped stand in `tests/golden/routes.txt` and never change meaning.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar, dataclass_transform, get_type_hints

from neambition.errors import NeambitionError

CODE_BYTES = 64


class BadCode(NeambitionError):  # noqa: N818 what happened, not what broke
    """A button's code that this program never made."""


class Route:
    """A complete instruction."""

    tag: ClassVar[str]


R = TypeVar("R", bound=Route)
Read = Callable[[str], Any]
BY_TAG: dict[str, type[Route]] = {}
_READERS: dict[type[Route], tuple[Read, ...]] = {}


@dataclass_transform(frozen_default=True)
def route(tag: str) -> Callable[[type[R]], type[R]]:
    """Give a route its tag and enter it among those that codes can name."""

    def enter(cls: type[R]) -> type[R]:
        made = dataclass(frozen=True)(cls)
        made.tag = tag
        if tag in BY_TAG:
            raise AssertionError(f"two routes have the tag {tag}")
        BY_TAG[tag] = made
        _READERS[made] = tuple(_READ.get(hint, hint) for hint in _hints(made))
        return made

    return enter


def _hints(cls: type[Route]) -> list[Any]:
    hints = get_type_hints(cls)
    return [hints[name] for name in hints if name != "tag"]


def _number(text: str) -> int:
    if not re.fullmatch(r"0|-?[1-9]\d{0,17}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _word(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9.-]{0,40}", text):
        raise ValueError(text)
    return text


def _flag(text: str) -> bool:
    return {"0": False, "1": True}[text]


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # weeks, and days without hyphens, are read too
        raise ValueError(text)
    return day


_READ: dict[Any, Read] = {int: _number, str: _word, bool: _flag, date: _day}


def encode(route: Route) -> str:
    """The code of a route; AssertionError if it would not fit a button."""
    fields = vars(route).values()
    parts = (str(int(v)) if isinstance(v, bool) else str(v) for v in fields)
    code = ":".join((route.tag, *parts))
    if len(code.encode()) > CODE_BYTES:
        raise AssertionError(f"{code} does not fit in a button")
    return code


def decode(code: str) -> Route:
    """The route of a code; BadCode for anything this program did not make."""
    tag, *texts = code.split(":")
    kind = BY_TAG.get(tag)
    too_long = len(code.encode("utf-8", "replace")) > CODE_BYTES
    if kind is None or too_long or len(texts) != len(_READERS[kind]):
        raise BadCode(tag)
    try:
        return kind(*(read(text) for read, text in zip(_READERS[kind], texts, strict=True)))
    except (ValueError, KeyError) as error:
        raise BadCode(tag) from error

"""Lists a page at a time: a handful of buttons, and the ways to the pages beside it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dialogs.codes import Route
from dialogs.screen import Button, Rows, column

T = TypeVar("T")

SIZE = 8
LAST = 10_000
LABEL = 64


def page_of(fetch: Callable[[int, int], Sequence[T]], page: int) -> tuple[list[T], bool]:
    """A page, from 0, of what `fetch(limit, offset)` gives, and whether there is another."""
    found = fetch(SIZE + 1, min(max(page, 0), LAST) * SIZE)
    return list(found[:SIZE]), len(found) > SIZE


def beside(page: int, more: bool, to: Callable[[int], Route]) -> Rows:
    """The ways to the page before and the page after."""
    buttons = [Button("◂ Before", to(min(page, LAST) - 1))] if page > 0 else []
    if more:
        buttons.append(Button("More ▸", to(page + 1)))
    return (tuple(buttons),) if buttons else ()


def listed(buttons: Sequence[Button], page: int, more: bool, to: Callable[[int], Route]) -> Rows:
    """The page's own buttons, one a row, and the ways beside it."""
    return column(*buttons) + beside(page, more, to)


def short(label: str) -> str:
    """A label that a button can hold."""
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"

"""Lists a page at a time: a handful of buttons, and the ways to the pages beside it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dialogs.codes import Route
from dialogs.screen import Button, Rows, column

T = TypeVar("T")

SIZE = 8
LAST = 10_000


def paged(page: int, count: int, of: int) -> tuple[int, int]:
    """The page to show, from 0, of `count` things, `of` a page; and how many pages there are."""
    pages = max(1, -(-count // of))
    return min(max(page, 0), pages - 1), pages


def turning(page: int, pages: int, to: Callable[[int], Route]) -> Rows:
    """The row that leads to the pages before and after, if there are any."""
    moves = []
    if page:
        moves.append(Button("◂ Before", to(page - 1)))
    if page + 1 < pages:
        moves.append(Button("More ▸", to(page + 1)))
    return (tuple(moves),) if moves else ()


def page_of(fetch: Callable[[int, int], Sequence[T]], page: int) -> tuple[list[T], bool]:
    """A page, from 0, of what `fetch(limit, offset)` gives, and whether there is another."""
    found = fetch(SIZE + 1, min(max(page, 0), LAST) * SIZE)
    return list(found[:SIZE]), len(found) > SIZE


def listed(buttons: Sequence[Button], page: int, more: bool, to: Callable[[int], Route]) -> Rows:
    """The page's own buttons, one a row, and the ways to the pages beside it."""
    page = min(max(page, 0), LAST)
    return column(*buttons) + turning(page, page + 1 + more, to)

"""Lists a page at a time: a handful of things, and the ways to the pages beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dialogs.codes import Route
from dialogs.screen import Button, Rows
from neambition.framework import Framework

T = TypeVar("T")
Fetch = Callable[[int, int], Sequence[T]]
"""At most so many things, after so many others."""

SIZE = 8
LAST = 10_000


def benchmarks_beside(of: Framework, number: int, to: Callable[[int], Route]) -> Rows:
    """The row that leads to the benchmarks before and after that one."""
    there = {b.number for b in of.benchmarks}
    ways = (("◂ Benchmark before", number - 1), ("Next benchmark ▸", number + 1))
    moves = tuple(Button(label, to(beside)) for label, beside in ways if beside in there)
    return (moves,) if moves else ()


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some of a list: the page `number`, from 0, of `pages`. `first` is the place in the list, from
    1, of the first thing on it."""

    shown: list[T]
    number: int
    pages: int
    first: int

    @property
    def numbered(self) -> list[tuple[int, T]]:
        """Each with its place in the whole list."""
        return list(enumerate(self.shown, self.first))

    @property
    def place(self) -> str | None:
        """`page 2 of 4`; none where it is the only one."""
        return f"page {self.number + 1} of {self.pages}" if self.pages > 1 else None

    def turning(self, to: Callable[[int], Route]) -> Rows:
        """The row that leads to the pages before and after, if there are any."""
        moves = []
        if self.number:
            moves.append(Button("◂ Before", to(self.number - 1)))
        if self.number + 1 < self.pages:
            moves.append(Button("More ▸", to(self.number + 1)))
        return (tuple(moves),) if moves else ()


def page_of(things: Sequence[T], number: int, size: int = SIZE) -> Page[T]:
    """The page of a list that is all here; the last one for a number beyond it."""
    return page_counted(len(things), lambda most, skip: things[skip:][:most], number, size)


def page_counted(count: int, fetch: Fetch[T], number: int, size: int = SIZE) -> Page[T]:
    """The same of so many things of which only the page's own are fetched."""
    pages = max(1, -(-count // size))
    number = min(max(number, 0), pages - 1)
    return Page(list(fetch(size, number * size)), number, pages, number * size + 1)


def page_fetched(fetch: Fetch[T], number: int, size: int = SIZE) -> Page[T]:
    """The page of a list that nobody counts: one more is fetched, to see whether more there are."""
    number = min(max(number, 0), LAST)
    found = fetch(size + 1, number * size)
    pages = number + 1 + (len(found) > size)
    return Page(list(found[:size]), number, pages, number * size + 1)

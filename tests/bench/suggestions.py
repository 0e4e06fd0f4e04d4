"""The search among 2,000 entries: `python -m tests.bench.suggestions`.

Reading a request and finding what fits, each of the tune set's requests in turns, by the clock, in
ms; beside it SQLite's full-text search of the same entries for any of the same words, as a ratio.
Then what the search costs at start: making the entries ready, which the program waits for with the
first request, and all else (the examples and the words of English), made ready beside other work.
"""

import re
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from neambition.resources import catalogue
from neambition.resources.entry import Resource
from neambition.resources.shelf import Shelf, prepare
from tests.suggestions.judgements import halves
from tests.suggestions.searching import TODAY

ENTRIES = 2000
ROUNDS = 3


def many() -> dict[str, Resource]:
    """The shipped entries over and over, each copy with an id and an address of its own."""
    shipped = [*catalogue.read().values()]
    copies = (
        entry.model_copy(update={"id": f"{entry.id[:30]}-{n}", "url": f"{entry.url}?{n}"})
        for n in range(-(-ENTRIES // len(shipped)))
        for entry in shipped
    )
    return {entry.id: entry for entry, _ in zip(copies, range(ENTRIES), strict=False)}


def full_text(entries: dict[str, Resource]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE entry USING fts5(title, summary, tokenize='porter')")
    rows = [(e.title, e.summary) for e in entries.values()]
    db.executemany("INSERT INTO entry VALUES (?, ?)", rows)
    return db


def ask_full_text(db: sqlite3.Connection, words: str) -> None:
    any_of = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", words))
    db.execute(
        "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry)", (any_of,)
    ).fetchall()


def ask(shelf: Shelf, words: str) -> None:
    limits = shelf.read(words, TODAY).limits
    shelf.look(words, limits, {}, TODAY)


def main() -> None:
    started = time.perf_counter()
    prepare()
    made_ready = time.perf_counter() - started
    entries = many()
    started = time.perf_counter()
    shelf = Shelf(entries)
    made_entries = time.perf_counter() - started
    searches: dict[str, Callable[[str], None]] = {
        "ours": partial(ask, shelf),
        "full text": partial(ask_full_text, full_text(entries)),
    }
    taken: dict[str, list[float]] = {name: [] for name in searches}
    for _ in range(ROUNDS):
        for one in halves()[0]:
            for name, search in searches.items():
                began = time.perf_counter()
                search(one.request)
                taken[name].append((time.perf_counter() - began) * 1000)
    table = Table(title=f"A request among {len(entries)} entries")
    for heading in ("search", "p50 ms", "p95 ms", "ratio of p95"):
        table.add_column(heading, justify="right")
    ninety_fifth = {name: quantiles(times, n=20)[-1] for name, times in taken.items()}
    for name, times in taken.items():
        table.add_row(
            name,
            f"{median(times):.2f}",
            f"{ninety_fifth[name]:.2f}",
            f"{ninety_fifth[name] / ninety_fifth['full text']:.2f}",
        )
    Console(width=100).print(table)
    print(f"at start: entries {made_entries * 1000:.0f} ms, all else {made_ready * 1000:.0f} ms")


if __name__ == "__main__":
    main()

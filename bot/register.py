"""`neambition schools import`: the register taken over while people go on answering.

It runs beside the program that serves the conversation, so it writes in short transactions and
leaves the database to others between them.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot import settings
from neambition.register import Row, Skipped, read
from neambition.store import finding, register
from neambition.store.database import Store, Work, open_store
from neambition.store.register import Came

T = TypeVar("T")

SHOWN = 50
"""So many skipped rows are named."""

app = typer.Typer(no_args_is_help=True, help="The schools that people find.")


@app.callback()
def schools() -> None:
    """A command of its own keeps its name when it is the only one."""


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="The register's CSV.")]) -> None:
    """Take the school register over, by URN; a second time changes only what is new.

    People may go on answering meanwhile. Prints how many schools are new, changed, closed and
    skipped, and each skipped row with its line and reason, the unreadable first.
    """
    typer.echo(told(asyncio.run(import_register(settings.load().database, file))))


@dataclass
class Tally:
    """What an import came to."""

    came: Counter[Came] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)


def told(tally: Tally) -> str:
    """A tally in words."""
    counts = (Came.NEW, Came.CHANGED, Came.UNCHANGED, Came.CLOSED)
    line = ", ".join(f"{tally.came[came]:,} {came}" for came in counts)
    unreadable = sum(skipped.unreadable for skipped in tally.skipped)
    others = len(tally.skipped) - unreadable
    lines = [
        f"Schools: {line}.",
        f"Skipped: {unreadable:,} unreadable, {others:,} of no primary-age school"
        f" and {tally.came[Came.ELSEWHERE]:,} closed that were never here.",
    ]
    first = sorted(tally.skipped, key=lambda skipped: (not skipped.unreadable, skipped.line))
    lines += [f"  line {skipped.line}: {skipped.reason}" for skipped in first[:SHOWN]]
    if len(first) > SHOWN:
        lines.append(f"  and {len(first) - SHOWN:,} more")
    return "\n".join(lines)


async def import_register(database: Path, file: Path) -> Tally:
    """Take a register's file over; RegisterError, and nothing changed, if it is none."""
    rows = list(read(file))  # a file that is none is refused before anything is opened
    store = await open_store(database)
    try:
        return await _taken(store, rows)
    finally:
        await store.close()


async def _taken(store: Store, rows: Sequence[Row | Skipped]) -> Tally:
    tally = Tally(skipped=[row for row in rows if isinstance(row, Skipped)])
    before = await store.read(register.known)
    changing = []
    for row in rows:
        if isinstance(row, Row):
            came = register.comes(row, before)
            tally.came[came] += 1
            if came not in (Came.UNCHANGED, Came.ELSEWHERE):
                changing.append(row)
    now = int(time.time())
    for batch in _progress("Schools", changing, 500):
        await _shared(store, partial(register.take, rows=batch, now=now))
    for grams in _progress("To be found", await store.read(finding.missing), 2500):
        await _shared(store, partial(finding.index, schools=grams))
    return tally


async def _shared(store: Store, work: Work[None]) -> None:
    """A transaction, and then a rest: a loop that lets go only to take hold would starve others."""
    began = time.monotonic()
    await store.write(work)
    await asyncio.sleep((time.monotonic() - began) / 2)


def _progress(title: str, all_: Sequence[T], size: int) -> Iterator[list[T]]:
    """The rows in batches, with a bar on standard error."""
    from rich.console import Console
    from rich.progress import Progress

    left = iter(all_)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(title, total=len(all_))
        while batch := list(islice(left, size)):
            yield batch
            progress.advance(bar, len(batch))

"""What the catalogue has and lacks, for the terminal."""

from collections.abc import Collection, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from neambition import framework_files
from neambition.check.coverage import ENOUGH, Place, actions, coverage
from neambition.check.version import versions
from neambition.resources.entry import Resource
from neambition.resources.limits import KINDS

WIDTH = 80
"""Columns that any terminal has."""


def show(frameworks_folder: Path, entries: Collection[Resource]) -> None:
    """Print it, in colours where the terminal has them. Both are fit."""
    console = Console(width=WIDTH, highlight=False, soft_wrap=True)
    for folder in versions(frameworks_folder):
        questions = framework_files.read(folder)
        lead, alone = actions(questions)
        console.print(
            f"{questions.version}: {lead} actions lead to a resource, {alone} stand alone.\n"
        )
    places = coverage(entries)
    console.print(_table(places))
    console.print("A competition counts as a lesson too; use: all but examples, each once.")
    thin = [f"{p.benchmark} {p.stage} ({p.to_use})" for p in places if p.thin]
    console.print(f"Thin, with fewer than {ENOUGH} to use: {', '.join(thin) or 'nowhere'}.")


def _table(places: Sequence[Place]) -> Table:
    table = Table(
        title="The catalogue by benchmark, stage and kind",
        title_justify="left",
        box=None,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    table.add_column("")
    for sort in KINDS:
        table.add_column(sort, justify="right")
    table.add_column("use", justify="right")
    for place in places:
        table.add_row(
            f"{place.benchmark} {place.stage}",
            *(str(count) if count else Text("·", style="dim") for count in place.by_sort.values()),
            str(place.to_use),
            style="yellow" if place.thin else None,
        )
    return table

"""The command: where it looks, in whose name, and what it prints."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from zoneinfo import ZoneInfo

import typer
from aiohttp import ThreadedResolver

from bot.links.pace import Pace
from bot.links.round import Notebook, Seen, go_round
from bot.links.telling import told
from bot.links.web import open_web
from bot.settings import Settings
from neambition.errors import NeambitionError
from neambition.resources import catalogue
from neambition.resources.addresses import public
from neambition.store.catalogue import standing
from neambition.store.database import open_store


def check_links(settings: Settings) -> None:
    """Look at every address and print what it came to; also of a round cut short by Ctrl-C."""
    seen: list[Seen] = []
    try:
        asyncio.run(_round(settings, seen))
    finally:
        if seen:
            typer.echo(told(seen, ZoneInfo(settings.timezone)))


async def _round(settings: Settings, seen: list[Seen]) -> None:
    file = catalogue.read()
    store = await open_store(settings.database)
    try:
        entries = [*(await store.read(partial(standing, file=file))).values()]
        notebook = Notebook(store, seen)
        async with open_web(agent(settings.contact), ThreadedResolver(), public) as web:
            with _progress(len(entries)) as step:
                await go_round(entries, web, Pace(), notebook, step)
    finally:
        await store.close()
    if notebook.held:
        raise NeambitionError(
            "No address answered, so this machine may have no way to the internet. Nothing was "
            "kept; try again where there is one."
        )


def agent(contact: str | None) -> str:
    """As whom the program asks: so that whoever minds being asked knows whom to write to."""
    whom = f"; {' '.join(contact.split())}" if contact else ""
    return f"neambition/{version('neambition')} (looks whether links open{whom})"


@contextmanager
def _progress(entries: int) -> Iterator[partial[None]]:
    """A bar on standard error; what it gives moves it on by one."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield partial(progress.advance, progress.add_task("Addresses", total=entries))

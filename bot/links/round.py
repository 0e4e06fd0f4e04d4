"""Every entry of the catalogue looked at, and what was found written down as it is found."""

import asyncio
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from yarl import URL

from bot.links.looking import look
from bot.links.pace import Pace
from bot.links.web import Web
from neambition.resources.entry import Resource
from neambition.resources.looks import Finding, Look, Outcome
from neambition.store import link_checks
from neambition.store.database import Store


@dataclass(frozen=True)
class Seen:
    """An entry, the look at its address, and what is known of it from then on; nothing new is known
    where its server was busy."""

    entry: Resource
    look: Look
    finding: Finding | None


class Notebook:
    """Writes looks down. As long as no server at all has answered, the way out may be what is
    missing, so until then they are held back."""

    def __init__(
        self, store: Store, seen: list[Seen], clock: Callable[[], float] = time.time
    ) -> None:
        """What is kept is added to `seen`."""
        self.held: list[tuple[Resource, Look]] = []
        self._seen = seen
        self._store = store
        self._clock = clock
        self._answered = False

    async def note(self, entry: Resource, look: Look) -> None:
        """Returns once it is kept, or held back."""
        self._answered |= look.status is not None or look.outcome is Outcome.BUSY
        self.held.append((entry, look))
        if self._answered:
            held, self.held = self.held, []
            self._seen += await self._store.write(
                partial(_kept, looks=held, now=int(self._clock()))
            )


def _kept(db: sqlite3.Connection, looks: Collection[tuple[Resource, Look]], now: int) -> list[Seen]:
    return [
        Seen(
            entry,
            look,
            None if look.outcome is Outcome.BUSY else link_checks.keep(db, entry.id, look, now),
        )
        for entry, look in looks
    ]


async def go_round(
    entries: Collection[Resource],
    web: Web,
    pace: Pace,
    notebook: Notebook,
    step: Callable[[], None],
) -> None:
    """Look at every entry, those of a host one after another. `step` is told of each."""

    async def of_host(these: Collection[Resource]) -> None:
        for entry in these:
            await notebook.note(entry, await look(web, pace, entry.url))
            step()

    hosts: defaultdict[str, list[Resource]] = defaultdict(list)
    for entry in entries:
        hosts[_host(entry.url)].append(entry)
    async with asyncio.TaskGroup() as all_:
        for these in hosts.values():
            all_.create_task(of_host(these))


def _host(url: str) -> str:
    try:
        return URL(url).raw_host or ""
    except ValueError:
        return ""

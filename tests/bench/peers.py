"""Who is measured."""

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.bench import arrivals
from tests.bench.crowd import Visitor
from tests.botapi.world import Screen


async def start(person: Visitor) -> None:
    """All that the plain peers need to hear."""
    await person.says("/start")


def first(screen: Screen) -> str:
    """To the plain peers every button is the same."""
    return screen.labels[0]


@dataclass(frozen=True)
class Peer:
    """A bot to run, `module` being what follows `python -m`, and how people use it."""

    name: str
    module: tuple[str, ...]
    arrive: Callable[[Visitor], Awaitable[None]] = start
    choose: Callable[[Screen], str] = first

    @property
    def command(self) -> list[str]:
        """What to execute."""
        return [sys.executable, "-m", *self.module]


CEILING = Peer("library, aiohttp", ("tests.bench.library", "aiohttp"))
PEERS = (
    Peer("ours", ("bot.cli", "run"), arrivals.arrive, arrivals.choose),
    CEILING,
    Peer("our wire alone", ("tests.bench.wire",)),
    Peer("library, default transport", ("tests.bench.library", "default")),
    Peer("textbook", ("tests.bench.textbook",)),
)

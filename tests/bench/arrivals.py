"""How people come to a bot and what they tap, until the bench stops them."""

from zlib import crc32

from tests.bench.crowd import Visitor
from tests.botapi.world import Screen


async def arrive(person: Visitor) -> None:
    """From nothing to a screen with buttons."""
    await person.says("/start")


def choose(screen: Screen) -> str:
    """The label to tap: any, but always the same on the same screen."""
    labels = screen.labels
    return labels[crc32(screen.text.encode()) % len(labels)]

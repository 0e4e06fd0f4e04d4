"""How people come to our bot and what they tap: whole audits, one after another."""

from itertools import count
from zlib import crc32

from tests.bench.crowd import Visitor
from tests.botapi.world import Screen

ANSWERS = ("Not yet", "Started", "Mostly in place", "Fully in place")
ONWARD = (
    "Finish and see the result",
    "Skip",
    "Start",
    "Audit our school (15 minutes)",
)
"""What leads from the last statement through the result to the next audit, first one found."""

_schools = count(1)


async def arrive(person: Visitor) -> None:
    """From nothing to the first statement of a school of their own."""
    await person.says("/start")
    await person.taps("Audit our school (15 minutes)")
    await person.says(f"Bench Primary {next(_schools)}")
    await person.taps("Lead for careers")
    await person.taps("Right, but skip these questions")


def choose(screen: Screen) -> str:
    """An answer, always the same to the same statement; else the way onward."""
    if ANSWERS[0] in screen.labels:
        return ANSWERS[crc32(screen.text.encode()) % len(ANSWERS)]
    return next(label for label in ONWARD if label in screen.labels)

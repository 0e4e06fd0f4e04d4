"""The facilitator's screens with more and more schools: `python -m tests.bench.cohorts`.

Each is asked for many times at the real desk: ms at the 95th percentile, from tap to screen, and
how much that grows from the fewest schools to the most, a hundredfold. On a machine that others use
as well, the CPU's ms say more: their median, with the most schools.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bot.desk import Desk
from dialogs.codes import encode
from dialogs.event import Did, Event
from dialogs.routes import Figures, FiguresChange, Filter, SchoolCard, SchoolList, Schools, Unsure
from neambition.store.database import open_store
from tests.play import CHANNEL, TUESDAY_AT_TEN, house
from tests.scale import COHORT, fill

SIZES = (170, 1_700, 17_000)
TIMES = 40

TAPS = {
    "/schools": Schools(COHORT),
    "a list": SchoolList(COHORT, Filter.FINISHED, 0),
    "all schools, page 12": SchoolList(COHORT, Filter.ALL, 11),
    "a card": SchoolCard(COHORT, 101),
    "/cohort": Figures(COHORT, 0),
    "at first, and now": FiguresChange(COHORT),
    "Not sure": Unsure(COHORT),
}
WORDS = {
    "search: newsham": "newsham",
    "search: st mary newsham primry": "st mary newsham primry",
    "search: wolr frist": "wolr frist",
}


class Laps(NamedTuple):
    """In ms: the slow ones by the clock, and a middling one by the CPU."""

    slow: float
    cpu: float


async def measure(schools: int, file: Path) -> dict[str, Laps]:
    """Each screen, from tap or words to what is to be sent."""
    store = await open_store(file)
    try:
        await store.write(lambda db: fill(db, house().framework, schools))
        desk = Desk(store, house(), lambda: TUESDAY_AT_TEN)

        def does(did: Did, body: str) -> Callable[[], Awaitable[object]]:
            event = Event(channel=CHANNEL, external_id="fay", first_name="Fay", did=did, body=body)
            return lambda: desk.take(event)

        figures = {
            name: await _laps(does(Did.TAPPED, encode(route))) for name, route in TAPS.items()
        }
        await desk.take(_schools())
        for name, words in WORDS.items():
            figures[name] = await _laps(does(Did.TYPED, words))
        return figures
    finally:
        await store.close()


def _schools() -> Event:
    return Event(
        channel=CHANNEL, external_id="fay", first_name="Fay", did=Did.COMMANDED, body="schools"
    )


async def _laps(draw: Callable[[], Awaitable[object]]) -> Laps:
    walls, cpus = [], []
    for _ in range(TIMES):
        begun, cpu = time.perf_counter(), time.process_time()
        await draw()
        walls.append((time.perf_counter() - begun) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    return Laps(quantiles(walls, n=20)[18], median(cpus))


async def main() -> None:
    """Measure and print."""
    found = []
    for size in SIZES:
        with TemporaryDirectory() as folder:
            found.append(await measure(size, Path(folder) / "scale.db"))
    table = Table(title="The facilitator's screens: ms at the 95th percentile, saved and drawn")
    table.add_column("screen")
    for size in SIZES:
        table.add_column(f"{size:,} schools", justify="right")
    table.add_column("growth", justify="right")
    table.add_column("CPU ms", justify="right")
    for name in found[0]:
        row = [figures[name] for figures in found]
        growth = row[-1].slow / row[0].slow
        slow = (f"{laps.slow:.1f}" for laps in row)
        table.add_row(name, *slow, f"{growth:.1f} x", f"{row[-1].cpu:.1f}")
    Console(width=110).print(table)


if __name__ == "__main__":
    asyncio.run(main())

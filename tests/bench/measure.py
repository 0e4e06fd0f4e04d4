"""One round of one peer: people arrive, warm it up, and tap without pause."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.crowd import BenchError, Crowd, Visitor
from tests.bench.figures import Figures, Lap
from tests.bench.peers import Peer
from tests.bench.process import BotProcess, running
from tests.botapi.server import serve

TOKEN = "1:bench"
PEOPLE = 50
WARM_UP = 1.5
LONGEST_START = 30.0


class Tapping:
    """The people of one round, and the taps they have had replies to."""

    def __init__(self, peer: Peer) -> None:
        self.laps: list[Lap] = []
        self.all_here = asyncio.Barrier(PEOPLE + 1)
        self._peer = peer

    async def live(self, person: Visitor) -> None:
        """One person's part, without end."""
        await self._peer.arrive(person)
        await self.all_here.wait()
        while True:
            label = self._peer.choose(person.screen)
            begun = time.perf_counter()
            await person.taps(label)
            ended = time.perf_counter()
            self.laps.append(Lap(ended, ended - begun, person.screen))


async def measure(peer: Peer, seconds: float, core: int) -> Figures:
    """The figures over `seconds` on `core`; BenchError where the peer does not do its part."""
    crowd = Crowd()
    try:
        async with _started(peer, crowd, core) as bot, asyncio.TaskGroup() as group:
            watch = group.create_task(bot.fail_when_ended())
            ready = await _ready(crowd, bot)
            tapping = Tapping(peer)
            visitors = map(crowd.visitor, range(1, PEOPLE + 1))
            people = [group.create_task(tapping.live(visitor)) for visitor in visitors]
            await tapping.all_here.wait()
            figures = await _window(bot, tapping, seconds, ready)
            for task in (watch, *people):
                task.cancel()
    except* BenchError as errors:
        raise BenchError(str(errors.exceptions[0])) from None
    return figures


@asynccontextmanager
async def _started(peer: Peer, crowd: Crowd, core: int) -> AsyncIterator[BotProcess]:
    with TemporaryDirectory() as folder:
        async with serve(crowd, TOKEN) as root_url:
            environment = {
                "NEAMBITION_TELEGRAM_TOKEN": TOKEN,
                "NEAMBITION_TELEGRAM_API_URL": root_url,
                "NEAMBITION_DATABASE": str(Path(folder) / "bench.db"),
                "NO_PROXY": "127.0.0.1",
            }
            async with running(peer.command, environment, core) as bot:
                yield bot


async def _ready(crowd: Crowd, bot: BotProcess) -> float:
    try:
        async with asyncio.timeout(LONGEST_START):
            await crowd.polled.wait()
    except TimeoutError:
        raise BenchError(f"it asked for no updates in {LONGEST_START:.0f} s") from None
    return time.perf_counter() - bot.started


async def _window(bot: BotProcess, tapping: Tapping, seconds: float, ready: float) -> Figures:
    await asyncio.sleep(WARM_UP)
    begun, cpu = time.perf_counter(), bot.cpu
    await asyncio.sleep(seconds)
    ended = time.perf_counter()
    laps = [lap for lap in tapping.laps if begun <= lap.ended <= ended]
    if len(laps) < PEOPLE:
        raise BenchError(f"only {len(laps)} taps in {seconds:.0f} s")
    return Figures.of(laps, ended - begun, bot.cpu - cpu, bot.peak_memory, ready)

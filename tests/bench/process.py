"""A bot as a process of its own, on a core of its own."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from tests.bench.crowd import BenchError

ROOT = Path(__file__).parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
GRACE = 5.0


class BotProcess:
    """A running bot. `started` is by time.perf_counter."""

    def __init__(self, process: asyncio.subprocess.Process, output: BinaryIO) -> None:
        self.started = time.perf_counter()
        self._process = process
        self._output = output

    @property
    def cpu(self) -> float:
        """The CPU seconds spent so far."""
        fields = self._read("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def peak_memory(self) -> float:
        """The most memory held so far, in MB."""
        line = next(x for x in self._read("status").splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    async def fail_when_ended(self) -> None:
        """Never returns; BenchError if the process ends by itself."""
        code = await self._process.wait()
        self._output.seek(0)
        said = self._output.read().decode(errors="replace").strip().splitlines()
        raise BenchError(f"it ended with {code}: {said[-1] if said else 'silently'}")

    async def end(self) -> None:
        """Asks the process to end, and after a while makes it."""
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(GRACE):
                await self._process.wait()
        finally:
            with suppress(ProcessLookupError):
                self._process.kill()

    def _read(self, name: str) -> str:
        try:
            return Path(f"/proc/{self._process.pid}/{name}").read_text()
        except OSError as error:
            raise BenchError(f"it is gone: {error}") from error


@asynccontextmanager
async def running(
    command: Sequence[str], environment: dict[str, str], core: int
) -> AsyncIterator[BotProcess]:
    """Runs `command` pinned to `core`, with `environment` over this process's own."""
    with TemporaryFile() as output:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=os.environ | environment, stdout=output, stderr=output
        )
        bot = BotProcess(process, output)
        try:
            with suppress(ProcessLookupError):
                os.sched_setaffinity(process.pid, {core})
            yield bot
        finally:
            await bot.end()

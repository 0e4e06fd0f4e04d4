"""The press: documents made in a process of their own, off the loop and the store.

One worker, started for the first document, makes one after another; it is let go when nothing was
asked for a while, and ends by itself when the program is killed, since its input ends. What was
made is kept for a while, by its content: a document that is asked for again is there.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections import OrderedDict
from hashlib import sha256

from bot.printing.worker import REPLY, request
from dialogs.screen import Paper

PATIENCE = 60.0
"""Seconds for one document; seventy letters take about half a second."""
IDLE = 300.0
"""Seconds after which the worker is let go, and what it holds: 70 MB, after many reports 220."""
KEPT = 16 * 2**20
"""Bytes of finished documents that are kept."""


class PressError(Exception):
    """The document was not made."""


class Press:
    """Makes one document at a time, in the order in which they were asked for."""

    def __init__(self, kept: int = KEPT) -> None:
        self._turn = asyncio.Lock()
        self._kept = Kept(kept)
        self._worker: Process | None = None
        self._idle: asyncio.TimerHandle | None = None

    @property
    def worker(self) -> int | None:
        """The process that works now; none while nothing was asked for."""
        return self._worker.pid if self._worker else None

    async def make(self, paper: Paper) -> bytes:
        """The finished document; PressError if it cannot be made."""
        key = sha256(f"{paper.template}\n{paper.facts}".encode()).digest()
        if found := self._kept.get(key):
            return found
        async with self._turn:
            if found := self._kept.get(key):  # made while this one waited
                return found
            if self._idle:
                self._idle.cancel()
            try:
                made = await self._make(paper)
            finally:
                self._idle = asyncio.get_running_loop().call_later(IDLE, self._let_go)
            self._kept.put(key, made)
            return made

    async def close(self) -> None:
        """End the worker, whatever it is at, and wait until it has gone."""
        if self._idle:
            self._idle.cancel()
        await self._stop()

    async def _make(self, paper: Paper) -> bytes:
        """A worker that does not answer as it should, or not in time, works no more."""
        try:
            async with asyncio.timeout(PATIENCE):
                done, body = await self._ask(request(paper.template, paper.facts))
        except TimeoutError:
            await self._stop()
            raise PressError("too slow") from None
        except (EOFError, ConnectionError):
            await self._stop()
            raise PressError("the worker broke off") from None
        except BaseException:
            await self._stop()
            raise
        if not done:
            raise PressError(body.decode())
        return body

    async def _ask(self, asked: bytes) -> tuple[bool, bytes]:
        if self._worker is None or self._worker.returncode is not None:
            self._worker = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.printing.worker",
                stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
        to, back = self._worker.stdin, self._worker.stdout
        assert to  # noqa: S101 both are pipes
        assert back  # noqa: S101
        to.write(asked)
        await to.drain()
        done, length = REPLY.unpack(await back.readexactly(REPLY.size))
        return done, await back.readexactly(length)

    async def _stop(self) -> None:
        worker, self._worker = self._worker, None
        if worker:
            if worker.returncode is None:
                worker.kill()
            await worker.wait()

    def _let_go(self) -> None:
        """End the worker's input, and with it the worker; it is reaped by itself."""
        worker, self._worker = self._worker, None
        if worker and worker.stdin:
            worker.stdin.close()


class Kept:
    """Documents by the hash of what they were made of, at most so many bytes; the one that nobody
    asked for the longest goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._documents: OrderedDict[bytes, bytes] = OrderedDict()

    def get(self, key: bytes) -> bytes | None:
        if key in self._documents:
            self._documents.move_to_end(key)
        return self._documents.get(key)

    def put(self, key: bytes, document: bytes) -> None:
        self._documents[key] = document
        self.bytes += len(document)
        while self.bytes > self.most:
            _, gone = self._documents.popitem(last=False)
            self.bytes -= len(gone)

"""The press: documents made in a process that lasts only for one, off the loop and the store.

A process a document costs 0.2 s and leaves nothing behind: no memory held between two, and no
worker that outlives the program when it is killed.
"""

import asyncio
import sys

from dialogs.screen import Paper

PATIENCE = 60.0
"""Seconds for one document; seventy letters take about half a second."""


class PressError(Exception):
    """The document was not made."""


class Press:
    """Makes one document at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def make(self, paper: Paper) -> bytes:
        """The finished document; PressError if it cannot be made."""
        async with self._turn:
            pipe, quiet = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.printing", paper.template,
                stdin=pipe, stdout=pipe, stderr=quiet,
            )  # fmt: skip
            try:
                async with asyncio.timeout(PATIENCE):
                    made, _ = await process.communicate(paper.facts.encode())
            except TimeoutError:
                raise PressError("too slow") from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
            if process.returncode:
                raise PressError(f"exit code {process.returncode}")
            return made

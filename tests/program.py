"""The program as a process, served by the fake Bot API, to be killed and started again."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from tests.botapi.people import Person
from tests.botapi.server import serve
from tests.botapi.telegram import Telegram

TOKEN = "1000000001:nobody-elses-business"
PATIENCE = 60.0


class Program:
    """`database` and `log` (standard error) stay where they are through every start."""

    def __init__(self, folder: Path, api_root: str, token: str = TOKEN) -> None:
        self.folder = folder
        self.database = folder / "data" / "neambition.db"
        self.log = folder / "log"
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("NEAMBITION_")},
            "NEAMBITION_TELEGRAM_TOKEN": token,
            "NEAMBITION_TELEGRAM_API_URL": api_root,
            "NEAMBITION_DATABASE": str(self.database),
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli", "run",
                cwd=self.folder, env=self._environment, stdin=asyncio.subprocess.DEVNULL,
                stdout=log, stderr=log,
            )  # fmt: skip

    async def kill(self) -> None:
        """kill -9: nothing of the program's runs any more."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        return await self._end(signal.SIGTERM)

    async def ended(self) -> int:
        """The exit code of a program that ends by itself."""
        assert self._process
        async with asyncio.timeout(PATIENCE):
            return await self._process.wait()

    async def _end(self, number: signal.Signals) -> int:
        assert self._process
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self.ended()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with closing(sqlite3.connect(self.database)) as db:
            return db.execute(sql).fetchall()

    def files(self) -> bytes:
        """Everything written: the database, what stands beside it, and the log."""
        beside = [*self.database.parent.iterdir(), self.log]
        return b"".join(file.read_bytes() for file in beside)


@asynccontextmanager
async def program(folder: Path, telegram: Telegram) -> AsyncIterator[Program]:
    """A program not yet started, and ended on every path."""
    async with serve(telegram, TOKEN) as api_root:
        bot = Program(folder, api_root)
        try:
            yield bot
        finally:
            if bot._process:
                await bot.kill()


async def until(holds: Callable[[], object]) -> None:
    """Return once it holds; TimeoutError if it never does."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 another process has no event to wait for
            await asyncio.sleep(0.01)


def shows(person: Person, words: str) -> bool:
    """Whether the bot's latest message to them says so."""
    return any(person.messages) and words in person.screen.text


async def register(person: Person, school: str) -> None:
    """From hello to the first statement."""
    person.says("/start")
    await until(lambda: shows(person, "Hello"))
    person.taps("Audit our school (15 minutes)")
    await until(lambda: shows(person, "Which school"))
    person.says(school)
    await until(lambda: shows(person, "What are you there"))
    person.taps("Lead for careers")
    await until(lambda: shows(person, "one tap begins"))
    person.taps("Right, but skip these questions")
    await until(lambda: shows(person, "1 of 40"))


@asynccontextmanager
async def begun(folder: Path, first_name: str = "Ana") -> AsyncIterator[tuple[Program, Person]]:
    """A program at work, and a person at the first statement of their school's audit."""
    telegram = Telegram(patience=3600)
    person = telegram.person(7, first_name)
    async with program(folder, telegram) as bot:
        await bot.start()
        await register(person, "Begun Primary")
        yield bot, person

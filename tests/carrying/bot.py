"""The bot in process: a real store, desk, office, carrier and wire, over the fake Telegram."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.desk import open_desk
from bot.settings import Settings
from bot.telegram.carrier import Carrier
from bot.telegram.office import Office
from bot.telegram.pacer import Pacer
from bot.telegram.wire import connect
from dialogs.codes import decode
from dialogs.routes import Answer
from tests.botapi.people import Person
from tests.botapi.request import FakeRequest
from tests.botapi.telegram import Telegram
from tests.botapi.updates import Update
from tests.botapi.world import Screen
from tests.play import TUESDAY_AT_TEN

TOKEN = "1000000001:this-token-is-nobody-elses-business"
SOURCE = "telegram:1000000001"
LINK = "https://t.me/neambition_bot"
SCHOOL = "Newsham Primary, Blyth"


@dataclass
class Clock:
    """Stands still until a test moves `now`, in UTC seconds."""

    now: int = TUESDAY_AT_TEN

    def __call__(self) -> int:
        return self.now


@dataclass
class Hurry:
    """Time for the sender alone: whoever sleeps has slept at once. `now` in seconds."""

    now: float = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


class Bot:
    """A bot at work on `database`."""

    def __init__(self, office: Office, database: Path, clock: Clock, pace: Hurry) -> None:
        self.office = office
        self.database = database
        self.clock = clock
        self.pace = pace

    @property
    def pacer(self) -> Pacer:
        """What its sender goes by."""
        return self.office._pacer

    async def takes(self, *updates: Update) -> None:
        """Receives these updates in one batch, and returns once they are handled."""
        await self.office.receive(list(updates))
        await self.office.drain()

    async def reopens(self) -> None:
        """Takes up what was left at the last end, and returns once that is handled."""
        await self.office.reopen()
        await self.office.drain()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with closing(sqlite3.connect(self.database)) as db:
            return db.execute(sql).fetchall()

    def kept(self) -> str:
        """Every row of every table, as text."""
        with closing(sqlite3.connect(self.database)) as db:
            return "\n".join(line for line in db.iterdump() if line.startswith("INSERT"))

    def answers(self) -> list[tuple[Any, ...]]:
        """Statement and level of every answer ever given, oldest first."""
        return self.rows("SELECT statement, level FROM answer ORDER BY id")


@asynccontextmanager
async def opened(telegram: Telegram, database: Path, clock: Clock) -> AsyncIterator[Bot]:
    """A bot from its start to its end; opening one again on the same database is a restart."""
    wire = connect(TOKEN, "http://telegram.invalid", FakeRequest(telegram))
    await wire.initialize()
    settings = Settings(
        _env_file=None,
        database=database,
        operator="Tyne Careers Hub",
        contact="hub@example.org",
        timezone="Europe/London",
    )
    async with open_desk(settings, clock, LINK) as desk:
        pace = Hurry()
        pacer = Pacer(pace.clock, pace.sleep)
        yield Bot(Office(desk, Carrier(wire), SOURCE, pacer), database, clock, pace)
    await wire.shutdown()


async def begin(bot: Bot, person: Person, school: str = SCHOOL) -> None:
    """From hello to the first statement of a quick look, as the school's lead."""
    await bot.takes(person.says("/start"))
    await bot.takes(person.taps("Quick look (2 minutes)"))
    await bot.takes(person.says(school))
    await bot.takes(person.taps("Lead for careers"))
    await bot.takes(person.taps("Yes, begin"))


async def ask_to_join(bot: Bot, person: Person, school: str = SCHOOL) -> None:
    """From hello to the lead's being told that a teacher is there."""
    await bot.takes(person.says("/start"))
    await bot.takes(person.taps("Quick look (2 minutes)"))
    await bot.takes(person.says(school))
    await bot.takes(person.taps("Tell the lead I'm here"))
    await bot.takes(person.taps("Teacher"))


def asked(screen: Screen) -> str:
    """The id of the statement that a screen asks about."""
    for button in screen.buttons:
        route = decode(button.data)
        if isinstance(route, Answer):
            return route.statement
    raise AssertionError(f"no statement on this screen: {screen.text}")

"""A bot, a Telegram, a clock, and Ana."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import structlog
from structlog.testing import capture_logs
from structlog.typing import EventDict

from tests.botapi.people import Person
from tests.carrying.bot import Bot, Clock, opened
from tests.carrying.watched import Watched


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> Watched:
    return Watched(clock)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "neambition.db"


@pytest_asyncio.fixture
async def bot(telegram: Watched, database: Path, clock: Clock) -> AsyncIterator[Bot]:
    async with opened(telegram, database, clock) as bot:
        yield bot


@pytest.fixture
def ana(telegram: Watched) -> Person:
    return telegram.person(7)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of every sleep that was asked for; none of them is slept."""
    asked: list[float] = []
    turn = asyncio.sleep

    async def nap(seconds: float) -> None:
        if seconds:
            asked.append(seconds)
        await turn(0)

    monkeypatch.setattr(asyncio, "sleep", nap)
    return asked


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[EventDict]]:
    """Every log line of the test."""
    structlog.reset_defaults()
    with capture_logs() as lines:
        yield lines

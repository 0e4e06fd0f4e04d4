"""The desk: what it makes ready by itself."""

import asyncio
from pathlib import Path
from threading import Event

import pytest

from bot.desk import open_desk
from bot.settings import Settings


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set once the search is made ready."""
    made = Event()
    monkeypatch.setattr("bot.desk.prepare", made.set)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=tmp_path / "neambition.db", _env_file=None)


async def test_the_search_is_made_ready_beside_other_work(
    made: Event, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.SETTLED", 0.0)
    async with open_desk(settings):
        assert await asyncio.to_thread(made.wait, 20)


async def test_whoever_closes_sooner_does_not_wait_for_it(
    made: Event, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.SETTLED", 3600.0)
    async with asyncio.timeout(20), open_desk(settings):
        pass
    assert not made.is_set()

"""The desk: what it makes ready by itself."""

import asyncio
from pathlib import Path
from threading import Event

import pytest

from bot.desk import open_desk
from bot.settings import Settings


async def test_the_search_is_made_ready_beside_other_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Event()
    monkeypatch.setattr("bot.desk.prepare", made.set)
    monkeypatch.setattr("bot.desk.SETTLED", 0.0)
    async with open_desk(Settings(database=tmp_path / "neambition.db", _env_file=None)):
        assert await asyncio.to_thread(made.wait, 20)


async def test_whoever_closes_sooner_does_not_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Event()
    monkeypatch.setattr("bot.desk.prepare", made.set)
    monkeypatch.setattr("bot.desk.SETTLED", 3600.0)
    async with asyncio.timeout(20):
        async with open_desk(Settings(database=tmp_path / "neambition.db", _env_file=None)):
            pass
    assert not made.is_set()

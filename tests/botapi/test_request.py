"""A python-telegram-bot Bot, in process."""

import asyncio
from io import BytesIO

import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.botapi.ptb import meet
from tests.botapi.request import FakeRequest
from tests.botapi.telegram import Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


def bot_for(telegram: Telegram) -> Bot:
    return Bot("1:a", request=FakeRequest(telegram), get_updates_request=FakeRequest(telegram))


async def test_a_bot_in_process(telegram: Telegram) -> None:
    async with bot_for(telegram) as bot:
        assert bot.username == "neambition_bot"
        await meet(bot, telegram)


async def test_a_file_handle(telegram: Telegram) -> None:
    telegram.person(7).says("/start")
    async with bot_for(telegram) as bot:
        await bot.send_document(7, BytesIO(b"a,b"), filename="plan.csv")
    assert telegram.person(7).documents[0].content == b"a,b"


async def test_waits_for_updates(telegram: Telegram) -> None:
    async with bot_for(telegram) as bot:
        waiting = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.01)
        telegram.person(7).says("/start")
        async with asyncio.timeout(1):
            assert len(await waiting) == 1


async def test_two_may_not_wait_at_once(telegram: Telegram) -> None:
    async with bot_for(telegram) as bot:
        first = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.01)
        assert await bot.get_updates(timeout=0) == ()
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first

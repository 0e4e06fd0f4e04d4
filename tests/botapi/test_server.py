"""The same over HTTP, and what only HTTP can get wrong."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from telegram import Bot
from telegram.error import InvalidToken

from tests.botapi.ptb import meet
from tests.botapi.server import serve
from tests.botapi.telegram import Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest_asyncio.fixture
async def root_url(telegram: Telegram) -> AsyncIterator[str]:
    async with serve(telegram, "1:a") as url:
        yield url


async def test_a_bot_over_http(telegram: Telegram, root_url: str) -> None:
    files = f"{root_url}/file/bot"
    async with Bot("1:a", base_url=f"{root_url}/bot", base_file_url=files) as bot:
        await meet(bot, telegram)


async def test_a_wrong_token(root_url: str) -> None:
    bot = Bot("1:b", base_url=f"{root_url}/bot")
    with pytest.raises(InvalidToken, match="rejected by the server"):
        await bot.initialize()
    await bot.shutdown()
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{root_url}/bot1:b/getMe")
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_waits_for_updates_and_no_longer(telegram: Telegram, root_url: str) -> None:
    async with Bot("1:a", base_url=f"{root_url}/bot") as bot:
        assert await bot.get_updates(timeout=1) == ()
        waiting = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.05)
        telegram.person(7).says("/start")
        async with asyncio.timeout(2):
            assert len(await waiting) == 1


async def test_a_large_document(telegram: Telegram, root_url: str) -> None:
    telegram.person(7).says("/start")
    async with Bot("1:a", base_url=f"{root_url}/bot") as bot:
        await bot.send_document(7, bytes(3 * 2**20), filename="plan.pdf")
    assert len(telegram.person(7).documents[0].content) == 3 * 2**20


async def test_any_way_of_asking(telegram: Telegram, root_url: str) -> None:
    telegram.person(7).says("/start")
    url = f"{root_url}/bot1:a/sendMessage"
    given = {"chat_id": "7", "text": "Hello"}
    async with httpx.AsyncClient() as client:
        answers = [
            await client.get(url, params=given),
            await client.post(url, data=given),
            await client.post(url, json=given),
            await client.post(url, files={name: (None, value) for name, value in given.items()}),
        ]
    assert [answer.json()["ok"] for answer in answers] == [True] * 4
    assert len(telegram.person(7).messages) == 4


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/bot1:a",
        "/bot1:a/sendMoney",
        "/bot1:a/getMe/x",
        "/x/getMe",
        "/file/bot1:a/documents/x",
    ],
)
async def test_nothing_there(root_url: str, path: str) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{root_url}{path}")
    assert answer.status_code == 404
    assert answer.json()["description"] == "Not Found"


async def test_a_body_that_cannot_be_read(root_url: str) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{root_url}/bot1:a/getMe", content="{", headers={"Content-Type": "application/json"}
        )
    assert answer.status_code == 400

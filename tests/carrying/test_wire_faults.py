"""What the real transport says when nothing left, and when something may have."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram.error import NetworkError

from bot.desk import Delivery
from bot.telegram.carrier import Carrier, NotSent
from bot.telegram.wire import connect
from dialogs.routes import Hello
from dialogs.screen import Screen
from neambition.store.people import Account

MESSAGE = Delivery(Account(1, 1, "telegram", "7"), Hello(), Screen("Hello"), None)


async def tried(api_root: str) -> None:
    """One message to a Bot API server that is not quite there."""
    wire = connect("1:nobody", api_root)
    await wire._request[1].initialize()
    try:
        await Carrier(wire).begin(MESSAGE)
    finally:
        await wire._request[1].shutdown()


@pytest.fixture
async def dropping() -> AsyncIterator[str]:
    """Takes a request and hangs up, as a server does that dies at it."""

    async def drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(drop, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_where_nobody_listens_nothing_left() -> None:
    with pytest.raises(NotSent):
        await tried("http://127.0.0.1:1")


async def test_what_was_heard_before_the_line_broke_may_have_been_sent(dropping: str) -> None:
    """The transport calls this a failure to connect, too."""
    with pytest.raises(NetworkError):
        await tried(dropping)

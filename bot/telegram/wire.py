"""The line to the Bot API: python-telegram-bot's `Bot` on an aiohttp transport.

Telegram's own JSON goes in and comes out. Building the library's objects costs a third of a
millisecond an update, and nearly all of it would be thrown away.
"""

import os
from typing import Any
from urllib.parse import quote

from httpx_aiohttp import AiohttpTransport
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

# The library's switch to what it will do anyway; without it, it warns at every pause.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CONNECTIONS = 64
LONG_POLL = 50
"""Seconds that Telegram holds a request for updates open."""


class Wire(Bot):
    """`Bot`, with one method that calls any other of the API's and returns its plain result."""

    async def call(self, method: str, read_timeout: float | None = None, **params: Any) -> Any:
        """Raises the library's TelegramError as `Bot` does; None among the params is left out."""
        given = {name: value for name, value in params.items() if value is not None}
        if read_timeout is None:
            return await self._post(method, given)
        return await self._post(method, given, read_timeout=read_timeout)

    async def fetch(self, file_id: str) -> bytes:
        """A file that somebody sent. Raises TelegramError as `call` does."""
        found = await self.call("getFile", file_id=file_id)
        return await self.request.retrieve(f"{self.base_file_url}/{quote(found['file_path'])}")


def connect(token: str, api_root: str, request: BaseRequest | None = None) -> Wire:
    """A wire not yet initialised. `request` stands in for the network in tests."""
    return Wire(
        token,
        base_url=f"{api_root.rstrip('/')}/bot",
        base_file_url=f"{api_root.rstrip('/')}/file/bot",
        request=request or _transport(CONNECTIONS),
        get_updates_request=request or _transport(1),
    )


def _transport(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        pool_timeout=30,
        httpx_kwargs={"transport": AiohttpTransport()},
    )

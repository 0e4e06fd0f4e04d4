"""A transport for python-telegram-bot which stays in the process."""

import asyncio
from typing import Any

from telegram.request import BaseRequest, RequestData

from tests.botapi.answering import answer, download
from tests.botapi.telegram import Telegram
from tests.botapi.world import Document


class FakeRequest(BaseRequest):
    """Carries a Bot's calls straight to `telegram`, whatever the token and the timeouts."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        """None: nothing here is slow."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,
        **timeouts: Any,
    ) -> tuple[int, bytes]:
        """One call: the status and body Telegram answers with."""
        # A network lets others run between asking and doing, and between doing and hearing of it.
        await asyncio.sleep(0)
        _, is_file, path = url.partition("/file/bot")
        if is_file:
            answered = download(self._telegram, path.partition("/")[2])
        else:
            method = url.rpartition("/")[2]
            answered = await answer(self._telegram, method, _params(request_data))
        await asyncio.sleep(0)
        return answered


def _params(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    files = {name: _document(*field) for name, field in (data.multipart_data or {}).items()}
    return data.json_parameters | files


def _document(name: str, content: Any, mime_type: str) -> Document:
    return Document(name, content if isinstance(content, bytes) else content.read(), mime_type)

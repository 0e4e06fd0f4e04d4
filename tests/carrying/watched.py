"""A Telegram that tells a test of what the bot does, as it does it."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from tests.botapi.telegram import Telegram

PATIENCE = 20.0


class Watched(Telegram):
    """`confirmed` is the id of the last update that the bot has said it has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.confirmed = 0
        self._called = asyncio.Event()

    def call(self, method: str, params: Mapping[str, Any]) -> Any:
        """As Telegram.call, and then whoever waits looks again."""
        try:
            return super().call(method, params)
        finally:
            if method == "getUpdates":
                self.confirmed = max(self.confirmed, int(params.get("offset", 0)) - 1)
            self._called.set()

    async def until(self, seen: Callable[[], object], what: str) -> None:
        """Return once `seen()` holds, looking again at every call of the bot's."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not seen():
                    self._called.clear()
                    await self._called.wait()
        except TimeoutError:
            raise AssertionError(f"this did not come: {what}") from None

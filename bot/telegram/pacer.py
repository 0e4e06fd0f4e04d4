"""How fast the bot may begin messages: so many a second in all, one a second in a chat."""

import asyncio
import time
from collections.abc import Awaitable, Callable

RATE = 25
"""Messages that the bot begins in a second, below Telegram's thirty, so that answers have room."""
GAP = 1.0
"""Seconds between two messages in one chat."""
REMEMBERED = 1000


class Pacer:
    """Only messages that the bot begins wait here; what people tap is answered at once.

    `clock` gives seconds, `sleep` waits as many.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        self._paused_until = 0.0
        self._written: dict[str, float] = {}

    async def turn(self) -> None:
        """Return when the next message may begin, wherever it goes."""
        while (wait := max(self._next, self._paused_until) - self._clock()) > 0:
            await self._sleep(wait)
        # Whoever comes a little late catches up by one; an idle hour is no reason to hurry.
        self._next = max(self._next, self._clock() - 1 / RATE) + 1 / RATE

    async def chat(self, chat: str) -> None:
        """Return when this chat may be written to again, after whatever was shown there."""
        while chat in self._written and (wait := self._written[chat] + GAP - self._clock()) > 0:
            await self._sleep(wait)
        self.wrote(chat)

    def wrote(self, chat: str) -> None:
        """Something was shown in that chat just now."""
        now = self._clock()
        if len(self._written) > REMEMBERED:
            self._written = {c: at for c, at in self._written.items() if at > now - GAP}
        self._written[chat] = now

    def pause(self, seconds: float) -> None:
        """Telegram asked for a pause."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

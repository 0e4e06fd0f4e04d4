"""The queue of updates, as getUpdates sees it."""

import asyncio
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from tests.botapi.refused import Refused

Update = dict[str, Any]


class Updates:
    """Updates not yet confirmed. Ids grow by one from 1."""

    def __init__(self) -> None:
        self._pending: deque[Update] = deque()
        self._again: list[Update] = []
        self._last_id = 0
        self._allowed: frozenset[str] = frozenset()
        self._arrived = asyncio.Event()
        self._waiting: object = None

    def push(self, kind: str, payload: dict[str, Any]) -> Update:
        """Queues an update unless its kind is not allowed, and returns it."""
        self._last_id += 1
        update = {"update_id": self._last_id, kind: payload}
        if not self._allowed or kind in self._allowed:
            self._pending.append(update)
            self._wake()
        return update

    def push_again(self, update: Update) -> None:
        """Queues an update once more, under its old id, confirmed or not."""
        self._again.append(update)
        self._wake()

    def allow(self, kinds: Iterable[str]) -> None:
        """From now on only these kinds are queued; none named means all."""
        self._allowed = frozenset(kinds)

    def drop(self) -> None:
        """Forgets whatever is pending."""
        self._pending.clear()
        self._again.clear()

    def take(self, offset: int, limit: int) -> list[Update]:
        """At most `limit` (1-100) pending updates from `offset` on.

        Those before it are confirmed and gone; a negative offset keeps that many of the last.
        """
        limit = min(max(limit, 1), 100)
        if offset < 0:
            offset = max(self._last_id + 1 + offset, 1)
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        again, self._again = self._again[:limit], self._again[limit:]
        return again + [
            self._pending[i] for i in range(min(limit - len(again), len(self._pending)))
        ]

    def interrupt(self) -> None:
        """Whoever waits is refused: another has come to ask."""
        self._waiting = None
        self._wake()

    async def wait(self, seconds: float) -> None:
        """Returns when an update comes or after that many `seconds`; refused when interrupted."""
        self._waiting = mine = object()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
        if self._waiting is not mine:
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request;"
                " make sure that only one bot instance is running",
            )

    def _wake(self) -> None:
        self._arrived.set()
        self._arrived.clear()

"""Manners: one request at a time to a host, a pause between two, and few hosts at once."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

PAUSE = 2.0
"""Seconds between two requests to a host."""
HOSTS_AT_ONCE = 4
LONGEST_WAIT = 90.0
"""Seconds for which a server that asks for patience is waited for."""


@dataclass
class Host:
    """`free_at`: when it may be asked next; `left_alone`: not again on this round."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    left_alone: bool = False


class Pace:
    """Who is asked when. `clock` in seconds, `sleep` as of it."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._hosts: defaultdict[str, Host] = defaultdict(Host)
        self._few = asyncio.Semaphore(HOSTS_AT_ONCE)

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[Host]:
        """For one request to a host; what is asked of it meanwhile waits."""
        host = self._hosts[name.rstrip(".").removeprefix("www.")]
        async with host.lock:
            if not host.left_alone and (wait := host.free_at - self._clock()) > 0:
                await self._sleep(wait)
            async with self._few:
                try:
                    yield host
                finally:
                    host.free_at = max(host.free_at, self._clock() + PAUSE)

    def hold_off(self, host: Host, retry_after: str | None) -> None:
        """Do as a host says that asks for patience; one that wants too much is left alone."""
        wait = seconds(retry_after, datetime.now(UTC))
        if wait is None or wait > LONGEST_WAIT:
            host.left_alone = True
        else:
            host.free_at = self._clock() + wait


def seconds(retry_after: str | None, now: datetime) -> float | None:
    """How long a `Retry-After` asks to wait: it holds seconds or a day and time. None: it does not
    say."""
    if retry_after is None:
        return None
    if (text := retry_after.strip()).isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())

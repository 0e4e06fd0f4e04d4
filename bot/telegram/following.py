"""A nudge followed while it goes out: one message that changes, not many."""

from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from telegram.error import BadRequest, TelegramError

from bot.desk import Delivery, Desk
from bot.logs import where
from bot.telegram.carrier import Carrier
from dialogs.screen import Screen
from neambition.store.nudges import Live

log = structlog.get_logger()

EVERY = 3.0
"""Seconds between two looks; Telegram lets a message be changed about once a second."""

Queue = Callable[[int, Callable[[], Awaitable[None]]], None]


class Following:
    """`queue` runs work in a chat's turn, so that nothing newer in a message is overwritten."""

    def __init__(self, desk: Desk, carrier: Carrier, queue: Queue) -> None:
        self.desk = desk
        self.carrier = carrier
        self._queue = queue
        self._shown: dict[int, Screen] = {}

    async def show(self) -> None:
        """Every followed nudge whose message no longer says how it stands is shown anew."""
        for live, delivery in await self.desk.live():
            self._queue(int(delivery.account.external_id), partial(self._refresh, live))

    async def _refresh(self, before: Live) -> None:
        """The last time ends the following."""
        for live, delivery in await self.desk.live():
            if live.nudge == before.nudge and live.message == before.message:
                await self._change(live, delivery)

    async def _change(self, live: Live, delivery: Delivery) -> None:
        if self._shown.get(live.nudge) != delivery.screen:
            try:
                await self.carrier.refresh(delivery)
            except BadRequest as error:  # as it was already, or deleted: nothing to follow in
                if "not modified" not in error.message:
                    await self.desk.unwatch(live)
            except TelegramError as error:  # the next look tries again
                log.info("progress_not_shown", account=live.account, error=where(error))
                return
            self._shown[live.nudge] = delivery.screen
        if live.over:
            await self.desk.unwatch(live)
            self._shown.pop(live.nudge, None)

"""The sender: messages that the bot begins go out one after another, several in flight."""

import asyncio
from collections.abc import Callable, Coroutine
from math import ceil
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.desk import Delivery, Desk
from bot.logs import where
from bot.telegram.carrier import Blocked, Carrier, NotSent
from bot.telegram.pacer import Pacer
from bot.telegram.updates import CHANNEL
from neambition.store import people
from neambition.store.later import Sent
from neambition.store.sending import Outgoing

log = structlog.get_logger()

IN_FLIGHT = 8
"""Messages claimed and not yet settled; as many may be unknown after a kill."""
FAULT = 5
"""Seconds that a message waits after the network failed before it left."""

Begin = Callable[[Coroutine[Any, Any, Any]], asyncio.Task[Any]]


class Sender:
    """`begin` starts work that is waited for when the program is told to stop."""

    def __init__(self, desk: Desk, carrier: Carrier, pacer: Pacer, begin: Begin) -> None:
        self.desk = desk
        self.carrier = carrier
        self.pacer = pacer
        self._begin = begin
        self._room = asyncio.Semaphore(IN_FLIGHT)
        self._flying: set[asyncio.Task[None]] = set()

    async def send_waiting(self) -> int:
        """Send until nothing waits that is due; how many were begun.

        A message once claimed is sent and settled, even if the program is told to stop meanwhile.
        """
        begun = 0
        while await self._next():
            begun += 1
        if self._flying:
            await asyncio.wait(self._flying)
        return begun

    async def _next(self) -> bool:
        """False when none waits."""
        await self.pacer.turn()
        await self._room.acquire()
        return bool(await asyncio.shield(self._begin(self._claim())))

    async def _claim(self) -> bool:
        """Claim one and let it go its way; the room it takes is free again once it is settled."""
        try:
            message = await self.desk.next_message(CHANNEL)
        except BaseException:
            self._room.release()
            raise
        if message is None:
            self._room.release()
            return False
        sending: asyncio.Task[None] = self._begin(self._send(*message))
        self._flying.add(sending)
        sending.add_done_callback(self._landed)
        return True

    def _landed(self, sending: asyncio.Task[None]) -> None:
        self._flying.discard(sending)
        self._room.release()

    async def _send(self, outgoing: Outgoing, delivery: Delivery | None) -> None:
        if delivery is None:
            await self.desk.settle(outgoing, Sent.BLOCKED)
            return
        chat = delivery.account.external_id
        await self.pacer.chat(chat)
        try:
            number = await self.carrier.begin(delivery)
        except NotSent as error:
            await self._wait_on(outgoing, error)
        except Blocked:
            await self._block(chat)
            await self.desk.settle(outgoing, Sent.BLOCKED)
        except TelegramError as error:
            log.error("message_not_sent", account=delivery.account.id, error=where(error))
            await self.desk.settle(outgoing, Sent.UNKNOWN)
        else:
            await self.desk.settle(outgoing, Sent.SENT, number)

    async def _wait_on(self, outgoing: Outgoing, error: NotSent) -> None:
        """It certainly did not leave. What Telegram asks for holds up every message begun."""
        log.info("message_waits", account=outgoing.account, error=where(error))
        self.pacer.pause(FAULT if error.wait is None else error.wait)
        await self.desk.give_back(outgoing, FAULT if error.wait is None else ceil(error.wait))

    async def _block(self, external_id: str) -> None:
        now = self.desk.clock()
        await self.desk.store.write(lambda db: people.block(db, CHANNEL, external_id, now))

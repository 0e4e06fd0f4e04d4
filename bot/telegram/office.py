"""The office: updates are stored, then handled in order within a chat, chats side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

import structlog
from telegram.error import TelegramError

from bot.desk import Delivery, Desk
from bot.logs import where
from bot.telegram import updates
from bot.telegram.carrier import Blocked, Carrier
from bot.telegram.following import EVERY, Following
from bot.telegram.pacer import Pacer
from bot.telegram.sender import Sender
from bot.telegram.updates import CHANNEL, MemberChange, Update
from dialogs.event import Did, Event
from dialogs.routes import Explain, Why
from neambition import invitees
from neambition.store import inbox, people
from neambition.store.inbox import Letter

T = TypeVar("T")
Work = Callable[[], Awaitable[None]]

log = structlog.get_logger()

SLOW = 0.5
LARGEST = 1024 * 1024
"""Bytes of a file that is read."""


class Office:
    """`source` names the bot: two bots' updates have ids of their own."""

    def __init__(
        self, desk: Desk, carrier: Carrier, source: str, pacer: Pacer | None = None
    ) -> None:
        self.desk = desk
        self.carrier = carrier
        self.source = source
        self._chats: dict[int, deque[Work]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._pacer = pacer or Pacer()
        self._sender = Sender(desk, carrier, self._pacer, self._begin)
        self._following = Following(desk, carrier, self._queue)

    async def reopen(self) -> None:
        """After a restart: the screens still owed, then the updates stored and never handled."""
        for delivery in await self.desk.owing(CHANNEL):
            # A private chat has its person's own id.
            chat = int(delivery.account.external_id)
            self._queue(chat, partial(self._deliver, delivery))
        for letter in await self.desk.store.read(partial(inbox.waiting, source=self.source)):
            self._queue_update(Update.model_validate_json(letter.body))

    async def receive(self, raw: list[Any]) -> None:
        """Store a batch; handling goes on by itself. What was delivered before is left out."""
        read = {update.update_id: update for update in map(self._read, raw) if update}
        letters = [
            Letter(id_, update.model_dump_json(exclude_none=True, by_alias=True))
            for id_, update in read.items()
        ]
        now = self.desk.clock()
        new = await self.desk.store.write(lambda db: inbox.keep(db, self.source, letters, now))
        for letter in new:
            self._queue_update(read[letter.update_id])

    @staticmethod
    def _read(raw: Any) -> Update | None:
        update = updates.read(raw)
        if update is None:
            log.warning("update_unreadable", update=updates.update_id(raw))
        return update

    async def drain(self) -> None:
        """Return once every update received is handled."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    def _queue_update(self, update: Update) -> None:
        self._queue(update.chat.id if update.chat else 0, partial(self._handle, update))

    def _queue(self, chat: int, work: Work) -> None:
        if chat in self._chats:
            self._chats[chat].append(work)
            return
        self._chats[chat] = deque([work])
        self._begin(self._serve(chat))

    def _begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Work that goes on by itself, and that `drain` waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _serve(self, chat: int) -> None:
        waiting = self._chats[chat]
        while waiting:
            await waiting.popleft()()
        del self._chats[chat]

    async def _handle(self, update: Update) -> None:
        """Handle it once; after three exceptions it is set aside, and the person told."""
        while True:
            try:
                delivery = await self._take(update)
            except Exception as error:
                log.error("update_raised", update=update.update_id, error=where(error))
                if await self._count(update):
                    break
            else:
                if delivery:
                    await self._answer(update, delivery)
                    self._note(update, delivery)
                return
        log.error("update_set_aside", update=update.update_id)
        await self._apologise(update)

    @staticmethod
    def _note(update: Update, delivery: Delivery) -> None:
        account, route = delivery.account.id, delivery.route.tag
        log.info("handled", update=update.update_id, account=account, route=route)

    async def _take(self, update: Update) -> Delivery | None:
        handled = partial(
            inbox.handled, source=self.source, update_id=update.update_id, now=self.desk.clock()
        )
        event = update.event()
        if event and event.did is Did.FILE:
            event = await self._open(update, event)
        if event:
            return await self._take_event(event, handled)
        await self.desk.store.write(handled)
        if update.my_chat_member:
            await self._member(update.my_chat_member)
        elif update.message and update.message.commands:
            await self._point(update.message.chat.id)
        return None

    async def _open(self, update: Update, event: Event) -> Event:
        """A file is fetched only where one was asked for, and only while it is small."""
        document = update.message.document if update.message else None
        if document is None or not await self.desk.awaits_file(event):
            return event.model_copy(update={"did": Did.ODD})
        size = document.file_size
        content = await self.carrier.fetch(document.file_id) if size and size <= LARGEST else None
        text = invitees.decoded(content) if content else None
        return event.model_copy(update={"body": text or ""})

    async def _take_event(self, event: Event, handled: Any) -> Delivery:
        """A typing sign goes out if it takes over half a second."""
        chat = event.external_id
        slow = asyncio.get_running_loop().call_later(
            SLOW, lambda: self._begin(self.carrier.typing(chat))
        )
        try:
            return await self.desk.take(event, within=handled)
        finally:
            slow.cancel()

    async def _answer(self, update: Update, delivery: Delivery) -> None:
        tap = update.callback_query
        if tap is None:
            await self._deliver(delivery)
            return
        await asyncio.gather(self.carrier.toast(tap.id, delivery.toast), self._deliver(delivery))

    async def _deliver(self, delivery: Delivery) -> None:
        """A screen that cannot be sent now stays owed, and is sent at the next start."""
        message = None
        try:
            message = await self.carrier.deliver(delivery)
        except Blocked:
            await self._block(delivery.account.external_id)
        except TelegramError as error:
            log.error("screen_not_sent", account=delivery.account.id, error=where(error))
            return
        self._pacer.wrote(delivery.account.external_id)
        try:
            await self.desk.paid(delivery, message)
        except Exception as error:  # it arrived; at worst it is sent again at the next start
            log.error("screen_still_owed", account=delivery.account.id, error=where(error))

    async def _count(self, update: Update) -> bool:
        """True once it has raised too often."""
        now = self.desk.clock()
        return await self.desk.store.write(
            lambda db: inbox.raised(db, self.source, update.update_id, now)
        )

    async def _apologise(self, update: Update) -> None:
        event = update.event()
        if event:
            await self._answer(update, await self.desk.explain(event, Explain(Why.TROUBLE)))

    async def _member(self, change: MemberChange) -> None:
        if change.chat.type != "private":
            if change.added:
                await self._point(change.chat.id)
        elif change.away:
            await self._block(str(change.sender.id))

    async def _block(self, external_id: str) -> None:
        now = self.desk.clock()
        await self.desk.store.write(lambda db: people.block(db, CHANNEL, external_id, now))

    async def _point(self, chat: int) -> None:
        try:
            await self.carrier.point_to_private(chat, self.desk.house.link or "")
        except (Blocked, TelegramError) as error:
            log.info("group_not_told", error=where(error))

    async def send_due(self) -> None:
        """Send what is due and what waits in the outbox, at its own pace, and show how it goes."""
        await self.desk.tick()
        showing = asyncio.create_task(self._show_progress())
        try:
            if await self._sender.send_waiting():
                await self.desk.tick()
        finally:
            showing.cancel()
        await self._following.show()

    async def _show_progress(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self._following.show()

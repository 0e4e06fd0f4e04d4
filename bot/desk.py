"""The desk: takes an event to its screen, whatever channel it came by."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from secrets import token_urlsafe
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from bot.logs import where
from bot.press import Press, PressError
from bot.settings import Settings
from dialogs import conversation
from dialogs.codes import Route, decode, encode
from dialogs.event import Did, Event
from dialogs.routes import Erased, Explain, NudgedAgain, NudgeReport, Reminder, Why
from dialogs.saying import say
from dialogs.screen import Attachment, Screen
from dialogs.turn import House, Step
from neambition import framework_files
from neambition.resources import catalogue
from neambition.resources.shelf import prepare
from neambition.store import (
    automatic,
    conversations,
    drafts,
    follow_ups,
    frameworks,
    inbox,
    later,
    nudges,
    people,
    plan_reminders,
    requests,
    results,
    sending,
)
from neambition.store.catalogue import Shelves
from neambition.store.conversations import Owed
from neambition.store.database import Store, open_store
from neambition.store.later import Due, Kind, Sent
from neambition.store.nudges import Live, Nudge
from neambition.store.people import Account
from neambition.store.sending import Outgoing

log = structlog.get_logger()

TOKEN_BYTES = 16
SETTLED = 1.0
"""Seconds from the start until the search is made ready."""
LOOK = 600
"""Seconds between two looks for what the cohorts' own rules have to say."""
AT_ONCE = 600
"""A nudge that took longer than so many seconds ends with a message to whoever sent it."""

Clock = Callable[[], int]
Within = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True)
class Delivery:
    """A screen for an account. `message`: the message it goes into, None for a new one."""

    account: Account
    route: Route
    screen: Screen
    message: int | None
    toast: str | None = None


class Desk:
    """The store and the house, and what a channel asks of them. The clock is in UTC seconds."""

    def __init__(self, store: Store, house: House, clock: Clock) -> None:
        self.store = store
        self.house = house
        self.clock = clock
        self.press = Press()
        self._looked = -LOOK

    async def take(self, event: Event, within: Within | None = None) -> Delivery:
        """Handle an event; `within` runs in its transaction. Returns after the commit."""

        def work(db: sqlite3.Connection) -> tuple[Account, Step]:
            taken = conversation.act(db, self.house, self.clock(), event)
            if within:
                within(db)
            return taken

        who, step = await self.store.write(work)
        if isinstance(step.route, Explain):
            log.warning("refused", why=step.route.why, account=who.id)
        if isinstance(step.route, Erased):
            await self.store.scrub()
        screen = await self._draw(who, step.route, step.once)
        if step.toast is None or event.did is Did.TAPPED:
            return Delivery(who, step.route, screen, event.message, step.toast)
        # Only a tap can be answered with a toast; after words the same line stands on the screen.
        screen = replace(screen, html=f"<i>{escape(step.toast)}</i>\n\n{screen.html}")
        return Delivery(who, step.route, screen, event.message)

    async def explain(self, event: Event, route: Explain) -> Delivery:
        """A screen for someone whose event could not be handled."""

        def work(db: sqlite3.Connection) -> Account:
            return people.meet(db, event.channel, event.external_id, event.first_name, self.clock())

        who = await self.store.write(work)
        return Delivery(who, route, await self._draw(who, route), None)

    async def awaits_file(self, event: Event) -> bool:
        """Whether this person was asked for what a file may hold."""

        def look(db: sqlite3.Connection) -> bool:
            account = people.known(db, event.channel, event.external_id)
            return account is not None and conversation.awaits_file(db, account, self.clock())

        return await self.store.read(look)

    async def paid(self, delivery: Delivery, message: int | None = None) -> None:
        """The screen has arrived, in that message, so it is no longer owed."""
        code, account = encode(delivery.route), delivery.account.id
        followed = delivery.route.nudge if isinstance(delivery.route, NudgeReport) else None

        def work(db: sqlite3.Connection) -> None:
            conversations.paid(db, account, code)
            if message is not None:
                nudges.watch(db, account, message, followed)

        await self.store.write(work)

    async def owing(self, channel: str, only: str | None = None) -> list[Delivery]:
        """The screens that were committed to and perhaps never sent; `only` that person's."""
        owed = await self.store.read(partial(conversations.owing, channel=channel, only=only))
        return [d for d in [await self._owed(o) for o in owed] if d]

    async def _owed(self, owed: Owed) -> Delivery | None:
        return await self._delivery(owed.account, owed.route, owed.message)

    async def next_message(
        self, channel: str, only: str | None = None
    ) -> tuple[Outgoing, Delivery | None] | None:
        """Claim a message that the bot begins, `only` for that person; None when none waits.

        Its delivery is None for an account that was erased or has blocked the bot.
        """
        now, zone = self.clock(), self.house.zone
        claim = partial(later.claim, channel=channel, now=now, zone=zone, only=only)
        outgoing = await self.store.write(claim)
        if outgoing is None:
            return None
        return outgoing, await self._delivery(outgoing.account, outgoing.route, None)

    async def settle(self, outgoing: Outgoing, state: Sent, message: int | None = None) -> None:
        """What became of it. `message`: its number in the chat, so that a reply finds it."""
        now = self.clock()
        await self.store.write(lambda db: later.settle(db, outgoing.id, state, now, message))

    async def give_back(self, outgoing: Outgoing, wait: int) -> None:
        """It did not leave, and may be sent in so many seconds."""
        now = self.clock()
        await self.store.write(lambda db: sending.give_back(db, outgoing.id, now, wait))

    async def live(self) -> list[tuple[Live, Delivery]]:
        """Each message in which a nudge is followed, as it should look now."""
        drawn = []
        for live in await self.store.read(nudges.live):
            code = encode(NudgeReport(live.nudge))
            if delivery := await self._delivery(live.account, code, live.message):
                drawn.append((live, delivery))
        return drawn

    async def unwatch(self, live: Live) -> None:
        await self.store.write(lambda db: nudges.unwatch(db, live.nudge))

    async def tick(self) -> None:
        """What is due by now goes to the outbox; what is too old to keep goes."""
        await self.store.write(self._tick)

    def _tick(self, db: sqlite3.Connection) -> None:
        now = self.clock()
        for due in later.take_due(db, now):
            if not due.stale:
                route = encode(_reminder(due))
                later.post(db, f"reminder:{due.id}:{now}", due.account, route, now)
        if now - self._looked >= LOOK:
            self._looked = now
            automatic.post_due(db, now, self.house.zone)
            plan_reminders.post_due(db, now, self.house.zone)
            follow_ups.post_due(db, now, self.house.zone, self.house.shelves.file)
        for ended in nudges.finish(db):
            _report(db, ended, now)
        inbox.tidy(db, now)
        drafts.tidy(db, now)
        nudges.tidy(db, now)
        requests.tidy(db, now)
        follow_ups.tidy(db, now)

    async def _delivery(self, account: int, code: str, message: int | None) -> Delivery | None:
        who = await self.store.read(lambda db: people.account(db, account))
        if who is None:
            return None
        route = decode(code)
        return Delivery(who, route, await self._draw(who, route), message)

    async def _draw(self, who: Account, route: Route, once: Any = None) -> Screen:
        """The route's screen. What was stored stands, so a fault in drawing is only explained."""
        show = partial(conversation.show, house=self.house, now=self.clock(), who=who)
        try:
            return await self._print(await self.store.read(partial(show, route=route, once=once)))
        except Exception as error:
            log.error("screen_raised", route=route.tag, account=who.id, error=where(error))
            return await self.store.read(partial(show, route=Explain(Why.TROUBLE)))

    async def _print(self, screen: Screen) -> Screen:
        """The screen with its papers made; what cannot be made is said."""
        try:
            made = [Attachment(p.name, await self.press.make(p), p.picture) for p in screen.papers]
        except (PressError, OSError) as error:
            log.error("paper_not_made", error=where(error))
            said = say("paper_not_made", names=[paper.name for paper in screen.papers])
            html = f"{screen.html}\n\n{said}"
            return replace(screen, html=html, papers=())
        return replace(screen, attachments=(*screen.attachments, *made), papers=())


def secret() -> str:
    """A new token of 128 random bits, as text that a link can carry."""
    return token_urlsafe(TOKEN_BYTES)


def _reminder(due: Due) -> Route:
    return NudgedAgain(due.subject) if due.kind is Kind.NUDGE else Reminder(due.subject)


def _report(db: sqlite3.Connection, ended: Nudge, now: int) -> None:
    """Whoever sent it is told how it ended, if that was not while they looked on."""
    if ended.person is None or (now - ended.since <= AT_ONCE and nudges.watched(db, ended.id)):
        return
    for account in people.accounts(db, ended.person):
        key = f"report:{ended.id}:{now}:{account}"
        later.post(db, key, account, encode(NudgeReport(ended.id)), now)


async def _prepare() -> None:
    """Half a second's work beside other work, once those who waited for the start are answered;
    whoever looks for something sooner has it done for them."""
    await asyncio.sleep(SETTLED)
    await asyncio.to_thread(prepare)


@asynccontextmanager
async def open_desk(
    settings: Settings, clock: Clock | None = None, link: str | None = None
) -> AsyncIterator[Desk]:
    """Read the content, open the database, pin the questions; closed again on every path."""
    current = framework_files.read(framework_files.newest())
    shelves = Shelves(catalogue.read())
    store = await open_store(settings.database)
    try:
        await store.write(lambda db: frameworks.pin(db, current))
        await store.write(later.settle_claimed)
        pinned = await store.read(frameworks.pinned)
        await store.write(lambda db: results.catch_up(db, pinned))
        house = House(
            framework=current,
            pinned=pinned,
            shelves=shelves,
            operator=settings.operator,
            contact=settings.contact,
            zone=ZoneInfo(settings.timezone),
            link=link,
            secret=secret,
        )
        desk = Desk(store, house, clock or (lambda: int(time.time())))
        ready = asyncio.create_task(_prepare())
        try:
            yield desk
        finally:
            ready.cancel()
            with suppress(asyncio.CancelledError):
                await ready
            await desk.press.close()
    finally:
        await store.close()

"""Walks through the conversation with no loop beneath it: the real desk on a real database file.

Whatever raises is raised here, and every screen shown has to fit Telegram.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bot.desk import Delivery, Desk
from bot.telegram.carrier import keyboard
from dialogs import conversation
from dialogs.codes import Route, decode, encode
from dialogs.doors import DOORS
from dialogs.event import Did, Event
from dialogs.routes import Explain, Why
from dialogs.screen import Button, Screen
from dialogs.turn import House
from neambition.store import frameworks, later
from neambition.store.catalogue import Shelves
from neambition.store.database import Store, Work, open_store
from neambition.store.later import Sent
from neambition.store.people import Account
from tests.botapi import rules
from tests.botapi.formatting import formatted
from tests.play import A_TURN, CHANNEL, TUESDAY_AT_TEN, OwnShelves, house

T = TypeVar("T")
R = TypeVar("R", bound=Route)

LONGEST_LABEL = 64
SHUT = {Explain(why) for why in (Why.NOT_YOURS, Why.NOT_YOUR_PART, Why.READ_ONLY, Why.LEFT)}
"""What whoever may not take a route is told, by what they are there."""


def fits(screen: Screen, toast: str | None = None) -> None:
    """A screen with a way on, within Telegram's limits and HTML; its buttons all lead somewhere."""
    assert list(buttons(screen)), f"a dead end: {screen.html}"
    for html in filter(None, (screen.html, screen.forward)):
        rules.sent_text(formatted(html, "HTML").text)
    for attachment in screen.attachments:
        if attachment.picture is None:
            rules.document(attachment.name, len(attachment.content))
        else:
            rules.photo(attachment.name, attachment.content)
            rules.caption(attachment.picture)
    rules.toast(toast or "")
    rules.keyboard(keyboard(screen.rows)["inline_keyboard"])
    for button in buttons(screen):
        assert len(button.label) <= LONGEST_LABEL, button.label
        assert decode(encode(button.route)) == button.route
        assert type(button.route) in DOORS


def name(account: Account) -> str:
    """`Ana` of the account `ana`."""
    return account.external_id.capitalize()


def buttons(screen: Screen) -> Iterator[Button]:
    return (button for row in screen.rows for button in row)


def fresh(file: Path) -> Path:
    """A new database with the shipped questions pinned."""

    async def lay() -> None:
        store = await open_store(file)
        await store.write(lambda db: frameworks.pin(db, house().framework))
        await store.close()

    asyncio.run(lay())
    return file


def connect(file: Path) -> sqlite3.Connection:
    """A connection as the program has it, but for waiting on the disk."""
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = OFF")
    return db


class PlainStore(Store):
    """The store's promises kept on this thread: a write is a transaction, a read cannot write."""

    def __init__(self, file: Path) -> None:
        self.writer, self.reader = connect(file), connect(file)
        self.reader.execute("PRAGMA query_only = ON")

    async def write(self, work: Work[T]) -> T:
        self.writer.execute("BEGIN IMMEDIATE")
        try:
            done = work(self.writer)
        except BaseException:
            self.writer.execute("ROLLBACK")
            raise
        self.writer.execute("COMMIT")
        return done

    async def read(self, work: Work[T]) -> T:
        return work(self.reader)

    async def scrub(self) -> None:
        self.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    async def close(self) -> None:
        self.reader.close()
        self.writer.close()


class FrankDesk(Desk):
    """The desk, but a fault in drawing is raised instead of being explained."""

    async def _draw(self, who: Account, route: Route, once: Any = None) -> Screen:
        show = partial(conversation.show, house=self.house, now=self.clock(), who=who)
        return await self.store.read(partial(show, route=route, once=once))


@dataclass
class Walk:
    """A database, a clock in UTC seconds, all that was shown, and every code on its buttons."""

    file: Path
    now: int = TUESDAY_AT_TEN
    shown: list[Delivery] = field(default_factory=list)
    codes: dict[str, None] = field(default_factory=dict)
    watch: Callable[[Delivery], None] = lambda _: None
    shelves: Shelves = field(default_factory=lambda: OwnShelves(house().shelves.file))

    def __post_init__(self) -> None:
        self._open()

    def _open(self) -> None:
        self.store = PlainStore(self.file)
        pinned = frameworks.pinned(self.store.reader)
        self.house: House = replace(house(), pinned=pinned, shelves=self.shelves)
        self.desk = FrankDesk(self.store, self.house, lambda: self.now)

    def close(self) -> None:
        at_once(self.store.close())

    def restart(self) -> None:
        """End and begin again: everything is reloaded, and the screens still owed are sent."""
        self.close()
        self._open()
        at_once(self.store.write(later.settle_claimed))
        for delivery in at_once(self.desk.owing(CHANNEL)):
            self._see(delivery)
            at_once(self.desk.paid(delivery))

    def taps(self, who: str, route: Route | str, paid: bool = True) -> Delivery:
        """A tap on a button that leads there, or on one with that code."""
        code = route if isinstance(route, str) else encode(route)
        return self._turn(who, Did.TAPPED, code, paid)

    def says(self, who: str, words: str, paid: bool = True) -> Delivery:
        """Words, or a command when they begin with a stroke."""
        if not words.startswith("/"):
            return self._turn(who, Did.TYPED, words, paid)
        command, _, argument = words[1:].partition(" ")
        return self._turn(who, Did.COMMANDED, command, paid, argument)

    def opens(self, who: str, token: str) -> Delivery:
        """A link that carries this token."""
        return self._turn(who, Did.COMMANDED, "start", paid=True, argument=token)

    def does(self, who: str, did: Did, body: str = "") -> Delivery:
        """Sends a sticker, edits a message, taps what is no button."""
        return self._turn(who, did, body, paid=True)

    def waits(self, seconds: int) -> None:
        """Time goes by, and what is due by then arrives."""
        self.now += seconds
        at_once(self.desk.tick())
        while message := at_once(self.desk.next_message(CHANNEL)):
            outgoing, delivery = message
            assert delivery, "a message for nobody"
            self._see(delivery)
            at_once(self.desk.settle(outgoing, Sent.SENT))

    def latest(self, who: str) -> Screen:
        """What somebody was shown last; LookupError if they have not been here."""
        for delivery in reversed(self.shown):
            if name(delivery.account) == who:
                return delivery.screen
        raise LookupError(who)

    def ways(self, who: str) -> list[Route]:
        """Where the buttons of somebody's latest screen lead."""
        return [button.route for button in buttons(self.latest(who))]

    def way(self, who: str, kind: type[R], label: str = "") -> R | None:
        """Where the first such button of somebody's latest screen leads."""
        for button in buttons(self.latest(who)):
            if isinstance(button.route, kind) and label in button.label:
                return button.route
        return None

    def follows(self, who: str, kind: type[Route], label: str = "") -> Delivery:
        """A tap on the first such button of somebody's latest screen."""
        route = self.way(who, kind, label)
        assert route, f"no button to {kind.__name__} among {self.latest(who).rows}"
        return self.taps(who, route)

    def rows(self, sql: str, *values: object) -> list[Any]:
        """What the database holds."""
        return self.store.reader.execute(sql, values).fetchall()

    def _turn(self, who: str, did: Did, body: str, paid: bool, argument: str = "") -> Delivery:
        event = Event(
            channel=CHANNEL,
            external_id=who.lower(),
            first_name=who,
            did=did,
            body=body,
            argument=argument,
        )
        delivery = at_once(self.desk.take(event))
        self._see(delivery)
        if paid:
            at_once(self.desk.paid(delivery))
        self.now += A_TURN
        return delivery

    def _see(self, delivery: Delivery) -> None:
        fits(delivery.screen, delivery.toast)
        self.watch(delivery)
        self.shown.append(delivery)
        self.codes.update(dict.fromkeys(encode(b.route) for b in buttons(delivery.screen)))


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never has to wait."""
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    raise AssertionError("it waits for something")

"""A Telegram full of people who want replies, and know when they have them."""

import asyncio
from collections.abc import Mapping
from typing import Any

from tests.botapi.people import Person
from tests.botapi.refused import Refused
from tests.botapi.telegram import Telegram
from tests.botapi.world import Screen

PATIENCE = 10.0


class BenchError(Exception):
    """A peer did not do its part; the text says which."""


class Crowd(Telegram):
    """Tells each visitor of the bot's replies. `polled` is set once the bot asks for updates."""

    def __init__(self) -> None:
        super().__init__()
        self.polled = asyncio.Event()
        self.refusal = ""
        self._visitors: dict[str, Visitor] = {}
        self._tapped: dict[str, Visitor] = {}

    def visitor(self, id: int) -> "Visitor":
        """A new person, numbered `id`."""
        visitor = Visitor(self, self.person(id, f"Ana {id}"))
        self._visitors[str(id)] = visitor
        return visitor

    def expect(self, query_id: str, visitor: "Visitor") -> None:
        """Remembers whose tap this is."""
        self._tapped[query_id] = visitor

    def call(self, method: str, params: Mapping[str, Any]) -> Any:
        """As Telegram.call, and then tells whom it concerns."""
        try:
            result = super().call(method, params)
        except Refused as refused:
            self.refusal = f"{method}: {refused.description}"
            raise
        if method == "getUpdates":
            self.polled.set()
        elif method == "answerCallbackQuery":
            self._tapped.pop(params["callback_query_id"]).hears("answer")
        elif method in {"editMessageText", "sendMessage"}:
            self._visitors[str(params["chat_id"])].hears("screen")
        return result


class Visitor:
    """A person who waits, after each thing done, until the bot has wholly replied."""

    def __init__(self, crowd: Crowd, person: Person) -> None:
        self._crowd = crowd
        self._person = person
        self._owed: set[str] = set()
        self._replied = asyncio.Event()

    @property
    def screen(self) -> Screen:
        """The latest message of the bot's."""
        return self._person.screen

    async def says(self, text: str) -> None:
        """Writes, and waits for a screen, new or edited."""
        self._expect("screen")
        self._person.says(text)
        await self._reply(text)

    async def taps(self, label: str) -> None:
        """Taps, and waits for the screen and for the tap's own answer."""
        self._expect("screen", "answer")
        update = self._person.taps(label)
        self._crowd.expect(update["callback_query"]["id"], self)
        await self._reply(label)

    def hears(self, part: str) -> None:
        """The bot has replied with this `part`."""
        self._owed.discard(part)
        if not self._owed:
            self._replied.set()

    def _expect(self, *parts: str) -> None:
        self._owed = set(parts)
        self._replied.clear()

    async def _reply(self, done: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._replied.wait()
        except TimeoutError:
            raise BenchError(
                f"no {' or '.join(sorted(self._owed))} within {PATIENCE:.0f} s of {done!r};"
                f" the last refusal: {self._crowd.refusal or 'none'}"
            ) from None

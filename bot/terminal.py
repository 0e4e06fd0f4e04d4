"""The conversation in a terminal: buttons are numbers, anything else is words. Reads pipes too.

Several people may share one database, each by their name on this machine; nobody is shown, or
settles, what is another's.
"""

import asyncio
import getpass
import io
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.desk import Delivery, Desk
from bot.plain import plain
from dialogs.codes import Route, encode
from dialogs.event import Did, Event
from dialogs.screen import Screen
from neambition.store.later import Sent

CHANNEL = "terminal"
TICK = 5.0


async def chat(desk: Desk, save_to: Path) -> None:
    """Talk until the input ends. Attachments are written to the folder `save_to`."""
    await _Chat(desk, save_to).run()


class _Chat:
    def __init__(self, desk: Desk, save_to: Path) -> None:
        self.desk = desk
        self.save_to = save_to
        self.console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self.buttons: list[Route] = []
        self.name = _user()

    async def run(self) -> None:
        self.console.print(
            "Type a number to tap that button, or words. /start, /help and the other commands "
            "work. Ctrl-D ends; everything is saved.",
            style="dim",
        )
        owed = await self.desk.owing(CHANNEL, self.name)
        for delivery in owed:
            await self._deliver(delivery)
        if not owed:
            await self._deliver(await self.desk.take(self._event(Did.COMMANDED, "start")))
        ticking = asyncio.create_task(self._tick())
        try:
            async for line in _lines():
                await self._hear(line)
        finally:
            ticking.cancel()

    async def _hear(self, line: str) -> None:
        words = line.strip()
        command, _, argument = words[1:].partition(" ")
        if words.startswith("/") and command.isalpha():
            event = self._event(Did.COMMANDED, command.lower(), argument.strip())
        elif words.isdecimal() and 1 <= int(words) <= len(self.buttons):
            event = self._event(Did.TAPPED, encode(self.buttons[int(words) - 1]))
        else:
            event = self._event(Did.TYPED, words)
        await self._deliver(await self.desk.take(event))

    def _event(self, did: Did, body: str, argument: str = "") -> Event:
        return Event(
            channel=CHANNEL,
            external_id=self.name,
            first_name=self.name,
            did=did,
            body=body,
            argument=argument,
        )

    async def _deliver(self, delivery: Delivery) -> None:
        if delivery.toast:
            self.console.print(Text(f"({delivery.toast})", style="dim"))
        self._print(delivery.screen)
        await self.desk.paid(delivery)

    def _print(self, screen: Screen) -> None:
        for attachment in screen.attachments:
            file = self.save_to / attachment.name
            file.write_bytes(attachment.content)
            beneath = f"{attachment.picture} " if attachment.picture else ""
            self.console.print(f"{beneath}[saved: {file}]", markup=False)
        if screen.forward:
            self.console.rule(style="dim")
            self.console.print(Text(plain(screen.forward)))
            self.console.rule(style="dim")
        self.console.print()
        self.console.print(Text(plain(screen.html)))
        self.buttons = []
        for row in screen.rows:
            labels = []
            for button in row:
                self.buttons.append(button.route)
                labels.append(f"[{len(self.buttons)}] {button.label}")
            self.console.print(Text("   ".join(labels), style="bold"))

    async def _tick(self) -> None:
        """Reminders come while the chat is open, as they would on a phone."""
        while True:
            await self.desk.tick()
            while message := await self.desk.next_message(CHANNEL, self.name):
                outgoing, delivery = message
                if delivery:
                    self._print(delivery.screen)
                await self.desk.settle(outgoing, Sent.SENT)
            await asyncio.sleep(TICK)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "you"


async def _lines() -> AsyncIterator[str]:
    """Standard input, line by line, while the loop goes on.

    A thread of its own, since the loop would wait for one of its pool's at Ctrl-C.
    """
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a pipe may hold anything

    def read() -> None:
        line = "to begin"
        while line:
            line = sys.stdin.readline()
            loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=read, daemon=True).start()
    while line := await lines.get():
        yield line

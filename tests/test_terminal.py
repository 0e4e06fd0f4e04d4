"""The conversation in a terminal: numbers tap, all else is words; read from a pipe as from keys."""

import asyncio
import io
import json
import re
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Protocol

import pytest

from bot import terminal
from bot.desk import Delivery, Desk
from dialogs.event import Did, Event
from neambition.store import frameworks
from neambition.store.database import Store, open_store
from neambition.store.later import Sent
from neambition.store.sending import Outgoing
from tests.play import TUESDAY_AT_TEN, house

PATIENCE = 10
HELLO = "Hello. I help your school see where its careers learning stands, and what to do next."
NO_WORDS = "I found no words in that."
NAME = "Ravensworth Primary"
REGISTER = ("[Quick look (2 minutes)]", NAME, "[Teacher]", "[Yes, begin]")


class Clock:
    """UTC seconds, moved by the test."""

    def __init__(self) -> None:
        self.now = TUESDAY_AT_TEN

    def __call__(self) -> int:
        return self.now


class Watched(Desk):
    """A desk that lets one know when a screen has been shown, asked for or not."""

    clock: Clock

    def __init__(self, store: Store) -> None:
        super().__init__(store, house(), Clock())
        self.shown = threading.Semaphore(0)

    async def paid(self, delivery: Delivery, message: int | None = None) -> None:
        await super().paid(delivery)
        self.shown.release()

    async def settle(self, outgoing: Outgoing, state: Sent, message: int | None = None) -> None:
        await super().settle(outgoing, state, message)
        self.shown.release()


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    monkeypatch.setenv("LOGNAME", "ana")
    store = await open_store(tmp_path / "neambition.db")
    await store.write(lambda db: frameworks.pin(db, house().framework))
    yield Watched(store)
    await store.close()


class Keys(io.StringIO):
    """Types one line at each screen; a line `[Label]` as the number that stands before it.

    That waits for the screen with the label. A line that waits in vain ends the input.
    """

    def __init__(self, desk: Watched, lines: tuple[str, ...], printed: Callable[[], str]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._desk = desk
        self._printed = printed
        self.untyped = len(lines)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        line = super().readline()
        button = rf"\[(\d+)\] {re.escape(line[1:-2])}(?:   |\n)" if line.startswith("[") else "()"
        while self._desk.shown.acquire(timeout=PATIENCE):
            if number := re.search(button, self._printed()):
                self.untyped -= bool(line)
                return f"{number[1]}\n" if number[1] else line
        return ""


class Talk(Protocol):
    async def __call__(self, *lines: str) -> str: ...


@pytest.fixture
def talk(
    desk: Watched,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Talk:
    """Types lines into a new chat until they end; returns all that was printed."""

    async def typed(*lines: str) -> str:
        printed: list[str] = []

        def since() -> str:
            printed.append(capsys.readouterr().out)
            return printed[-1]

        keys = Keys(desk, lines, since)
        monkeypatch.setattr("sys.stdin", keys)
        await asyncio.wait_for(terminal.chat(desk, save_to=tmp_path), timeout=60)
        assert keys.untyped == 0
        since()
        return "".join(printed)

    return typed


async def test_it_opens_with_how_to_use_it_and_the_hello(talk: Talk) -> None:
    printed = await talk()
    assert printed.startswith("Type a number to tap that button, or words.")
    assert printed.count(HELLO) == 1
    assert "[1] Audit our school (15 minutes)\n[2] Quick look (2 minutes)\n" in printed


async def test_a_number_taps_the_button_of_the_newest_screen(talk: Talk) -> None:
    printed = await talk("3", "7")
    assert "What are you looking for?" in printed
    assert printed.count(HELLO) == 2


async def test_buttons_of_one_row_stand_side_by_side(talk: Talk) -> None:
    printed = await talk(*REGISTER)
    assert "[1] Not yet   [2] Started\n[3] Mostly in place   [4] Fully in place\n" in printed
    assert f"({NAME}: registered)" in printed


async def test_an_answer_is_tapped_and_the_next_statement_shown(talk: Talk) -> None:
    quick = [s for s in house().framework.statements if s.quick]
    printed = await talk(*REGISTER, "[Started]")
    assert f"({quick[0].id}: Started. Saved)" in printed
    assert f"{quick[1].id} {quick[1].text}" in printed


@pytest.mark.parametrize("words", ["5", "0", "99", "-1", "1.5", "²", "1 2"])
async def test_what_numbers_no_button_is_words(talk: Talk, words: str) -> None:
    printed = await talk(words)
    assert f"“{words}”" in printed or NO_WORDS in printed
    assert printed.count(HELLO) == 1


async def test_words_are_heard_where_they_were_asked_for(talk: Talk) -> None:
    printed = await talk("1", f"  {NAME} ")
    assert f"{NAME}\n\nWhat are you there? A governor" in printed


async def test_words_stand_as_they_were_typed(talk: Talk) -> None:
    """Nothing in them is a mark of the terminal's or of the screen's."""
    name = "Newsham [red]School[/red] <b>& :smile:</b>"
    assert f"{name}\n\nWhat are you there?" in await talk("1", name)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/privacy", "What is kept"),
        (" /Privacy ", "What is kept"),
        ("/resources", "What are you looking for?"),
        ("/whatever", "What you can do here"),
    ],
)
async def test_a_command_is_obeyed(talk: Talk, typed: str, shown: str) -> None:
    assert f"\n\n{shown}\n" in await talk(typed)


@pytest.mark.parametrize("line", ["", "   ", "/", "🙂"])
async def test_a_line_without_words_is_said_to_have_none(talk: Talk, line: str) -> None:
    assert NO_WORDS in await talk(line)


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
async def test_bytes_that_are_no_letters_do_not_end_the_conversation(
    desk: Watched,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    errors: str,
) -> None:
    """A pipe may carry anything; how Python reads it depends on the machine's locale."""
    piped = io.TextIOWrapper(io.BytesIO(b"caf\xe9 visit\n/help\n"), "utf-8", errors)
    monkeypatch.setattr("sys.stdin", piped)
    await asyncio.wait_for(terminal.chat(desk, save_to=tmp_path), timeout=5)
    assert "What you can do here" in capsys.readouterr().out


async def test_a_long_line_is_left_whole_for_whoever_reads_the_pipe(talk: Talk) -> None:
    whole = "Audit our school: 40 statements, one tap each, about 15 minutes in all. Stop whenever"
    assert whole in await talk()


async def test_my_data_is_saved_as_files(talk: Talk, tmp_path: Path) -> None:
    printed = await talk("/privacy", "[My data]")
    for name in ("my-data.html", "my-data.json"):
        assert f"[saved: {tmp_path / name}]" in printed
    assert json.loads((tmp_path / "my-data.json").read_text("utf-8"))["first_name"] == "ana"
    assert "ana" in (tmp_path / "my-data.html").read_text("utf-8")


async def test_a_picture_is_saved_with_its_words(talk: Talk, tmp_path: Path) -> None:
    printed = await talk(*REGISTER, "/invite", "[Teacher]")
    assert f"Teacher: scan to open the link [saved: {tmp_path / 'link.png'}]" in printed
    assert (tmp_path / "link.png").read_bytes().startswith(b"\x89PNG")


async def test_a_message_to_forward_stands_between_rules(talk: Talk) -> None:
    printed = await talk(*REGISTER, "[Started]", "/summary", "[A message for head or governors]")
    above, _, below = printed.rpartition("This is our own review, not an inspection")
    assert "─" * 20 in above
    assert f"{NAME}: where our careers learning stands" in above
    assert "─" * 20 in below
    assert "[1] Back to the result" in below


async def test_a_screen_still_owed_is_shown_first_and_once(talk: Talk, desk: Watched) -> None:
    event = Event(
        channel="terminal", external_id="ana", first_name="ana", did=Did.COMMANDED, body="help"
    )
    await desk.take(event)  # and the program ended before it was printed
    printed = await talk()
    assert "What you can do here" in printed
    assert HELLO not in printed
    assert HELLO in await talk()


async def test_what_is_anothers_stays_theirs(
    talk: Talk, desk: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people share a database: a screen owed, and a message begun, wait for whose they are."""
    await talk(*REGISTER, "[Started]", "[Stop here]", "[Today 15:30]")
    owed = Event(
        channel="terminal", external_id="ana", first_name="ana", did=Did.COMMANDED, body="resources"
    )
    await desk.take(owed)
    desk.clock.now += 6 * 3600
    await desk.tick()

    monkeypatch.setenv("LOGNAME", "ben")
    ben = await talk("/help")
    assert HELLO in ben
    assert "What are you looking for?" not in ben
    assert "remind you" not in ben

    monkeypatch.setenv("LOGNAME", "ana")
    ana = await talk("[Carry on]")
    assert "What are you looking for?" in ana
    assert "You asked me to remind you." in ana


async def test_a_reminder_comes_while_the_chat_is_open(talk: Talk, desk: Watched) -> None:
    asked = await talk(*REGISTER, "[Started]", "[Stop here]", "[Today 15:30]")
    assert "I will remind you on Tuesday 24 November, 15:30." in asked
    desk.clock.now += 6 * 3600
    printed = await talk("[Carry on]")
    before, reminder, after = printed.partition(
        f"You asked me to remind you.\n{NAME}: 1 of 40 answered."
    )
    assert reminder
    assert "remind you" not in before + after
    assert "Welcome back, 1 of 40" in after

"""The press: one worker, whatever happens to it; what was made is kept by its content."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from bot.press import Kept, Press, PressError
from dialogs.screen import Paper


def letter(name: str = "Bede Academy") -> Paper:
    one = {"school": name, "town": "", "link": "https://t.me/x", "expires": "", "from": ""}
    return Paper("letters.pdf", "letter", json.dumps([one]))


@pytest.fixture
async def press() -> AsyncIterator[Press]:
    press = Press()
    yield press
    await press.close()


async def test_documents_are_made_one_after_another_in_one_process(press: Press) -> None:
    assert press.worker is None
    made = [await press.make(letter(name)) for name in ("Bede", "Newsham")]
    assert all(pdf.startswith(b"%PDF-") for pdf in made)
    worker = press.worker
    assert worker
    assert worker != os.getpid()
    await press.make(letter("Croft"))
    assert press.worker == worker


async def test_twenty_at_once_are_all_made(press: Press) -> None:
    made = await asyncio.gather(*(press.make(letter(f"School {n}")) for n in range(20)))
    assert len(set(made)) == 20


async def test_what_was_made_is_not_made_again(press: Press) -> None:
    first = await press.make(letter())
    await press.close()
    assert await press.make(letter()) is first
    assert press.worker is None


async def test_what_is_asked_for_twice_at_once_is_made_once(press: Press) -> None:
    one, other = await asyncio.gather(press.make(letter()), press.make(letter()))
    assert one is other


@pytest.mark.parametrize(
    "paper",
    [Paper("x.pdf", "no-such-template", "[]"), Paper("x.pdf", "letter", '[{"school": 1}]')],
)
async def test_what_cannot_be_made_is_an_error_and_the_worker_goes_on(
    press: Press, paper: Paper
) -> None:
    await press.make(letter())
    worker = press.worker
    with pytest.raises(PressError):
        await press.make(paper)
    assert await press.make(letter("Croft"))
    assert press.worker == worker


async def test_one_that_takes_too_long_is_given_up_and_the_next_is_made(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    await press.make(letter())
    hold(press)
    monkeypatch.setattr("bot.press.PATIENCE", 0.01)
    with pytest.raises(PressError, match="too slow"):
        await press.make(letter("Croft"))
    monkeypatch.undo()
    assert await press.make(letter("Croft"))


async def test_after_a_worker_that_was_killed_comes_another(press: Press) -> None:
    await press.make(letter())
    killed = press.worker
    assert killed
    os.kill(killed, signal.SIGKILL)
    with pytest.raises(PressError, match="broke off"):
        await press.make(letter("Croft"))
    assert await press.make(letter("Croft"))
    assert press.worker != killed


async def test_whoever_stops_waiting_leaves_no_answer_to_another(press: Press) -> None:
    await press.make(letter())
    hold(press)
    waiting = asyncio.create_task(press.make(letter("Croft")))
    await asyncio.sleep(0.005)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    bede = await press.make(letter("Bede"))
    await press.close()
    assert await Press().make(letter("Bede")) != await press.make(letter("Croft")) != bede


async def test_an_idle_worker_is_let_go(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.press.IDLE", 0.01)
    await press.make(letter())
    worker = press.worker
    assert worker
    await gone(worker)
    assert press.worker is None
    assert await press.make(letter("Croft"))


async def test_a_worker_does_not_outlive_its_program() -> None:
    """Killed, the program can tell it nothing; its input ends."""
    program = (
        "import asyncio, json\n"
        "from bot.press import Press\n"
        "from tests.documents.test_press import letter\n"
        "async def main():\n"
        "    press = Press()\n"
        "    await press.make(letter())\n"
        "    print(press.worker, flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    worker = int(await process.stdout.readline())
    process.kill()
    await process.wait()
    await gone(worker)


def hold(press: Press) -> None:
    """Stop the worker where it is: whatever it is asked now, it has not answered yet."""
    assert press.worker
    os.kill(press.worker, signal.SIGSTOP)


async def gone(process: int) -> None:
    """Wait until there is no such process."""
    async with asyncio.timeout(20):
        while True:
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                return
            await asyncio.sleep(0.01)


def test_what_is_kept_is_bounded_and_the_oldest_goes_first() -> None:
    kept = Kept(10)
    for key in (b"a", b"b"):
        kept.put(key, key * 4)
    assert kept.get(b"a") == b"aaaa"
    kept.put(b"c", b"cccc")
    assert (kept.get(b"a"), kept.get(b"b"), kept.get(b"c")) == (b"aaaa", None, b"cccc")
    kept.put(b"d", b"d" * 11)
    assert kept.get(b"d") is None
    assert kept.bytes == 0


async def test_a_worker_is_let_go_after_a_document_that_failed_too(
    monkeypatch: pytest.MonkeyPatch, press: Press
) -> None:
    monkeypatch.setattr("bot.press.IDLE", 0.01)
    with pytest.raises(PressError):
        await press.make(Paper("x.pdf", "no-such-template", "[]"))
    worker = press.worker
    assert worker
    await gone(worker)
    assert press.worker is None

"""Ended between one call and the next, with people waiting, or before the erased is wiped."""

import asyncio
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dialogs.codes import decode
from dialogs.routes import Answer
from tests.botapi.people import Person
from tests.botapi.refused import too_many_requests
from tests.carrying.watched import PATIENCE, Watched
from tests.program import TOKEN, Program, program, register, shows

CALLS_OF_A_TAP = 3
"""Confirming the update, answering the tap, showing the screen."""

CALLS_OF_A_START = 6
LEVELS = ["Not yet", "Started", "Mostly in place", "Fully in place", "Not sure"]
NAME, WORDS = "Zwixwilhelmina", "zwixwords"


@pytest.fixture
def telegram() -> Watched:
    return Watched(patience=3600)


@pytest.fixture
def people(telegram: Watched) -> list[Person]:
    return [telegram.person(id_, f"Person {id_}") for id_ in range(1, 7)]


async def test_killed_between_any_two_calls(tmp_path: Path, telegram: Watched) -> None:
    ana = telegram.person(7)
    chance = random.Random(20)  # noqa: S311
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        await register(ana, "Newsham Primary, Blyth")
        tapped = []
        for moment in range(CALLS_OF_A_TAP + 1):
            answer, label = tap_an_answer(ana, chance)
            tapped.append((answer.statement, str(answer.level)))
            await some_calls(telegram, moment)
            await asyncio.sleep(chance.uniform(0, 0.004))  # between a call's end and the next
            await bot.kill()
            await bot.start()
            if moment % 2:
                await some_calls(telegram, chance.randint(1, CALLS_OF_A_START))
                await bot.kill()
                await bot.start()
            said = f"You said {answer.statement}: {label}"
            await telegram.until(shown(ana, said), said)
        assert bot.rows("SELECT statement, level FROM answer ORDER BY id") == tapped
        assert bot.rows("SELECT max(exceptions) FROM inbox") == [(0,)]
        assert TOKEN.partition(":")[2].encode() not in bot.files()


def tap_an_answer(person: Person, chance: random.Random) -> tuple[Answer, str]:
    """Tap one of the answers on the screen: what it means, and what it says."""
    label = chance.choice(LEVELS)
    code = next(button.data for button in person.screen.buttons if button.label == label)
    route = decode(code)
    assert isinstance(route, Answer)
    person.taps(label)
    return route, label


def shown(person: Person, words: str) -> Callable[[], bool]:
    return lambda: shows(person, words)


async def some_calls(telegram: Watched, number: int) -> None:
    """Return after so many more calls of the bot's."""
    total = telegram.counts.total() + number
    await telegram.until(lambda: telegram.counts.total() >= total, f"{number} calls")


async def test_what_six_people_have_waiting_at_a_kill_is_handled_after_it(
    tmp_path: Path, telegram: Watched, people: list[Person]
) -> None:
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        await asyncio.gather(*(register(p, f"School {p.user.id}, Blyth") for p in people))
        telegram.fail_next("sendMessage", too_many_requests(600), times=len(people))
        refused = telegram.counts["sendMessage"] + len(people)
        for person in people:
            person.says("The blue folder")  # the answer to which Telegram makes wait
            person.taps("Started")
            last = person.says("/summary")
        await telegram.until(lambda: telegram.counts["sendMessage"] >= refused, "six refusals")
        await telegram.until(lambda: telegram.confirmed == last["update_id"], "all confirmed")
        assert bot.rows("SELECT count(*) FROM inbox WHERE body IS NOT NULL") == [(12,)]
        assert bot.rows("SELECT count(*) FROM answer") == [(0,)]
        await bot.kill()
        await bot.start()
        await telegram.until(
            lambda: all(shows(p, "1 of 40 statements answered") for p in people), "six summaries"
        )
        assert all("Keep this as a note" in person.messages[-2].text for person in people)
        schools = bot.rows("SELECT school FROM answer ORDER BY school")
        assert schools == [(number,) for number in range(1, 7)]
        assert _unhandled(bot) == [(0,)]


async def test_what_six_people_have_waiting_at_a_stop_is_handled_before_it(
    tmp_path: Path, telegram: Watched, people: list[Person]
) -> None:
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        await telegram.until(lambda: telegram.counts["getUpdates"], "the first request")
        for person in people:
            person.says("/start")
            last = person.says("/help")
        await telegram.until(lambda: telegram.confirmed == last["update_id"], "all confirmed")
        assert await bot.stop() == 0
        assert all(shows(person, "What you can do here") for person in people)
        assert _unhandled(bot) == [(0,)]


def _unhandled(bot: Program) -> list[tuple[int]]:
    return bot.rows("SELECT count(*) FROM inbox WHERE handled_at IS NULL OR body IS NOT NULL")


async def leave_traces(telegram: Watched, ana: Person) -> None:
    """A note, and the last question before all is erased."""
    await register(ana, "Newsham Primary, Blyth")
    ana.taps("Note")
    await telegram.until(lambda: shows(ana, "show a visitor"), "a question of a note")
    ana.says(f"A folder of {WORDS} " * 20)
    await telegram.until(lambda: shows(ana, "1 note kept"), "the note")
    ana.says("/privacy")
    await telegram.until(lambda: shows(ana, "What is kept"), "what is kept")
    ana.taps("Erase me")
    await telegram.until(lambda: shows(ana, "Erase you for good?"), "are you sure")


async def test_whoever_is_erased_and_then_leaves_the_chat_leaves_no_trace(
    tmp_path: Path, telegram: Watched
) -> None:
    ana, bob = telegram.person(7, NAME), telegram.person(8, "Bob")
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        await leave_traces(telegram, ana)
        ana.taps("Yes, erase me for good")
        await telegram.until(lambda: shows(ana, "You are erased"), "the end")
        assert NAME.encode() not in bot.files()
        left = ana.blocks()
        await telegram.until(lambda: telegram.confirmed >= left["update_id"], "the leaving")
        bob.says("/start")
        await telegram.until(lambda: shows(bob, "Hello"), "the hello to Bob")
        assert NAME.encode() not in bot.files()


async def test_a_kill_before_the_erased_is_wiped_leaves_no_trace(
    tmp_path: Path, telegram: Watched
) -> None:
    ana = telegram.person(7, NAME)
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        await leave_traces(telegram, ana)
        with closing(sqlite3.connect(bot.database, isolation_level=None)) as reader:
            reader.execute("BEGIN")  # while somebody reads, the log of writes cannot be emptied
            assert reader.execute("SELECT count(*) FROM person").fetchone() == (1,)
            ana.taps("Yes, erase me for good")
            await erased(bot)
            await bot.kill()
            reader.execute("COMMIT")
            assert NAME.encode() in bot.files()
            assert WORDS.encode() in bot.files()
            ready = telegram.counts["getUpdates"]
            await bot.start()
            await telegram.until(lambda: telegram.counts["getUpdates"] > ready, "the next start")
            assert NAME.encode() not in bot.files()
            assert WORDS.encode() not in bot.files()


async def erased(bot: Program) -> None:
    """Return as soon as that is committed, of which nobody is told."""
    async with asyncio.timeout(PATIENCE):
        while bot.rows("SELECT 1 FROM person"):  # noqa: ASYNC110
            await asyncio.sleep(0.002)

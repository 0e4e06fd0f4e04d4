"""kill -9 at any moment: nothing is lost, nothing is done twice, what was erased is gone."""

import asyncio
import random
from pathlib import Path

from neambition import framework_files
from tests.botapi.refused import too_many_requests
from tests.botapi.telegram import Telegram
from tests.program import Program, begun, program, register, shows, until

LEVELS = {
    "Not yet": "not_yet",
    "Started": "started",
    "Mostly in place": "mostly",
    "Fully in place": "fully",
    "Not sure": "not_sure",
}
KILLS = 20
WAITING = "SELECT count(*) FROM inbox WHERE handled_at IS NULL"
ANSWERS = "SELECT count(*) FROM answer WHERE statement = '1.1' AND level = 'started'"


async def _killed_now_and_then(
    bot: Program, telegram: Telegram, chance: random.Random, over: asyncio.Event
) -> int:
    """Kill and start the program again until it has been done often enough; how often it was.

    Each one is given until it asks for updates, however slow the machine, and a moment more.
    """
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0.0, 0.6))
        await bot.kill()
        asked = telegram.counts["getUpdates"]
        await bot.start()
        await until(lambda asked=asked: telegram.counts["getUpdates"] > asked)  # type: ignore[misc]
    over.set()
    return KILLS


async def test_an_audit_survives_twenty_kills(tmp_path: Path) -> None:
    telegram = Telegram(patience=3600)
    ana = telegram.person(7, "Ana")
    chance = random.Random(2026)  # noqa: S311 no secret
    statements = [s.id for s in framework_files.read(framework_files.newest()).statements]
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        await register(ana, "Killed Primary")
        over = asyncio.Event()
        kills = asyncio.create_task(_killed_now_and_then(bot, telegram, chance, over))
        tapped = []
        for number, id_ in enumerate(statements, start=1):
            here = f"{number} of 40"
            await until(lambda here=here: shows(ana, here))  # type: ignore[misc]
            if number == len(statements):
                await asyncio.wait_for(over.wait(), 300)
            label = chance.choice(list(LEVELS))
            ana.taps(label)
            tapped.append((id_, LEVELS[label]))
            await asyncio.sleep(chance.uniform(0.0, 0.5))
        await until(lambda: shows(ana, "All 40 are answered"))
        assert await kills == KILLS
        ana.taps("Finish and see the result")
        await until(lambda: shows(ana, "One look back"))
        ana.taps("Skip")
        await until(lambda: shows(ana, "Finished"))
        await bot.kill()
        assert bot.rows("SELECT statement, level FROM answer ORDER BY id") == tapped
        assert bot.rows("SELECT count(*) FROM audit WHERE finished_at IS NOT NULL") == [(1,)]


async def test_what_six_people_did_before_the_kill_is_handled_after_it(tmp_path: Path) -> None:
    telegram = Telegram(patience=3600)
    people = [telegram.person(n, f"Person {n}") for n in range(1, 7)]
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        for number, person in enumerate(people):
            await register(person, f"School number {number}")
        # Telegram makes the bot wait with each screen, so each second tap waits behind it.
        edited = telegram.counts["editMessageText"]
        telegram.fail_next("editMessageText", too_many_requests(60), times=6)
        for person in people:
            person.taps("Started")
            person.taps("Note")
        await until(lambda: bot.rows(WAITING) == [(6,)])
        await until(lambda: telegram.counts["editMessageText"] == edited + 6)
        await bot.kill()
        assert bot.rows(WAITING) == [(6,)]
        await bot.start()
        await until(lambda: all(shows(p, "What could you show a visitor?") for p in people))
        await until(lambda: bot.rows(WAITING) == [(0,)])
        assert bot.rows(ANSWERS) == [(6,)]
        assert bot.rows("SELECT count(*) FROM inbox WHERE body IS NOT NULL") == [(0,)]


async def test_an_update_delivered_three_times_is_one_answer(tmp_path: Path) -> None:
    telegram = Telegram(patience=3600)
    ana = telegram.person(7, "Ana")
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        await register(ana, "Thrice Primary")
        tap = ana.taps("Started")
        await until(lambda: shows(ana, "2 of 40"))
        telegram.deliver_again(tap)
        telegram.deliver_again(tap)
        ana.says("/help")
        await until(lambda: shows(ana, "What you can do here"))
        assert bot.rows("SELECT statement, level FROM answer") == [("1.1", "started")]


async def test_erased_words_are_in_no_file(tmp_path: Path) -> None:
    async with begun(tmp_path, "Xanthippe-Quill") as (bot, ana):
        ana.taps("Note")
        await until(lambda: shows(ana, "show a visitor"))
        ana.says("the zymurgical folder")
        await until(lambda: shows(ana, "1 note kept"))
        ana.says("a zymurgical aside")
        await until(lambda: shows(ana, "Keep this as a note"))
        assert b"Xanthippe-Quill" in bot.files()
        assert b"zymurgical" in bot.files()
        ana.says("/privacy")
        await until(lambda: shows(ana, "What is kept"))
        ana.taps("Erase me")
        await until(lambda: shows(ana, "Erase you for good?"))
        ana.taps("Yes, erase me for good")
        await until(lambda: shows(ana, "You are erased"))
        for traces in (bot.files(), await _after_a_kill(bot)):
            assert b"Xanthippe-Quill" not in traces
            assert b"zymurgical" not in traces


async def _after_a_kill(bot: Program) -> bytes:
    await bot.kill()
    return bot.files()

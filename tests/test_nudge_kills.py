"""A nudge to three hundred people, killed five times: nobody twice, everyone with a case."""

import asyncio
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.telegram.sender import IN_FLIGHT
from neambition.nudges import Case
from neambition.store.database import open_store
from tests.botapi.people import Person
from tests.botapi.refused import too_many_requests
from tests.botapi.telegram import Telegram
from tests.pilot import FIRST, lay
from tests.program import Program, program, shows, until

PEOPLE = 300
KILLS = 5
FAY = 7
OPEN = "SELECT count(*) FROM outbox WHERE nudge = 1 AND state IN ('waiting', 'claimed')"
CASES = "SELECT a.external_id, o.state FROM outbox o JOIN account a ON a.id = o.account"


class Hurried(Telegram):
    """Refuses one in twenty of the messages to the schools' people, with a pause of a second."""

    def __init__(self) -> None:
        super().__init__(patience=3600)
        self.refusals = 0
        self._chance = random.Random(2026)  # noqa: S311 no secret

    def call(self, method: str, params: Mapping[str, Any]) -> Any:
        to_a_school = method == "sendMessage" and int(params["chat_id"]) >= FIRST
        if to_a_school and self._chance.random() < 0.05:
            self.refusals += 1
            raise too_many_requests(1)
        return super().call(method, params)


async def _laid(database: Path) -> None:
    """The cohort, in a new database."""
    database.parent.mkdir()
    store = await open_store(database)
    await store.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("BEGIN")
        lay(db, PEOPLE, int(time.time()) - 30 * 86400, fay=str(FAY))
        db.execute("COMMIT")


async def _sends(fay: Person) -> None:
    """By her chat, from the command to the confirmation, whatever the hour."""
    fay.says("/nudge")
    await until(lambda: shows(fay, "whom shall it reach"))
    fay.taps("Joined, not begun")
    await until(lambda: shows(fay, "What shall it say"))
    fay.taps("A first step")
    await until(lambda: shows(fay, "as it arrives at Lead 1"))
    labels = fay.screen.labels
    fay.taps("Send" if "Send" in labels else "Send now all the same")
    await until(lambda: shows(fay, f"of {PEOPLE} people"))


async def _killed(bot: Program, telegram: Telegram) -> None:
    """Let it send some, kill it in the midst, start it again."""
    sent = telegram.counts["sendMessage"]
    await until(lambda: telegram.counts["sendMessage"] >= sent + PEOPLE // 8)
    await bot.kill()
    await bot.start()


async def test_nobody_is_written_to_twice_and_everyone_has_a_case(tmp_path: Path) -> None:
    telegram = Hurried()
    fay = telegram.person(FAY, "Fay")
    people = [telegram.person(FIRST + n, f"Lead {n + 1}") for n in range(PEOPLE)]
    for person in people:
        person._begun()
    gone = people[::33]
    for person in gone:
        person.chat.status = "kicked"
    async with program(tmp_path, telegram) as bot:
        await _laid(bot.database)
        await bot.start()
        await _sends(fay)
        for _ in range(KILLS):
            await _killed(bot, telegram)
        async with asyncio.timeout(120):
            while bot.rows(OPEN) != [(0,)]:  # noqa: ASYNC110 another process has no event
                await asyncio.sleep(0.1)
        await until(lambda: shows(fay, f"Done. {PEOPLE} people"))
        cases = dict(bot.rows(CASES + " WHERE o.nudge = 1"))
    count = Counter(cases.values())
    arrived = {p.user.id: len(p.messages) for p in people}
    assert set(arrived.values()) <= {0, 1}
    assert sum(count.values()) == PEOPLE
    assert set(count) <= {Case.SENT, Case.BLOCKED, Case.UNKNOWN}
    assert count[Case.BLOCKED] >= len(gone) - KILLS * IN_FLIGHT
    assert count[Case.UNKNOWN] <= KILLS * IN_FLIGHT
    assert all(arrived[int(who)] == 1 for who, case in cases.items() if case == Case.SENT)
    assert all(arrived[int(who)] == 0 for who, case in cases.items() if case == Case.BLOCKED)
    assert {str(p.user.id) for p in gone if cases[str(p.user.id)] == Case.SENT} == set()
    assert telegram.refusals >= PEOPLE // 40

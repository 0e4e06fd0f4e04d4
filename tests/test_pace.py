"""How fast messages that the bot begins go out: simulated time, the real sender and database."""

import asyncio
import random
import selectors
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from telegram.error import RetryAfter

from bot.telegram.carrier import Carrier
from bot.telegram.office import Office
from bot.telegram.pacer import GAP, RATE, Pacer
from bot.telegram.sender import IN_FLIGHT
from bot.telegram.wire import Wire
from tests.pilot import lay, send_to_all
from tests.play import TUESDAY_AT_TEN
from tests.walk import Walk, at_once, fresh

MANY = 17_000


class Simulated(asyncio.SelectorEventLoop):
    """A loop whose time goes by only when everybody waits, and then at once."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_Waiting(self))

    def time(self) -> float:
        return self.now


class _Waiting(selectors.DefaultSelector):
    def __init__(self, loop: Simulated) -> None:
        super().__init__()
        self._of = loop

    def select(self, timeout: float | None = None) -> Any:
        self._of.now += timeout or 0.0
        return super().select(0)


class SlowWire:
    """Answers after 50 to 200 ms; so many calls, 5 in 100, are refused with a pause of 2 s."""

    def __init__(self, refusals: int = 0) -> None:
        self.sent: list[tuple[float, str]] = []
        self.in_flight = self.most_in_flight = 0
        self.refused: list[float] = []
        self._refusals = refusals
        self._chance = random.Random(2026)  # noqa: S311 no secret

    async def call(self, method: str, **params: Any) -> dict[str, int]:
        assert method == "sendMessage"
        now = asyncio.get_running_loop().time()
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        await asyncio.sleep(self._chance.uniform(0.05, 0.2))
        self.in_flight -= 1
        if self._refusals and self._chance.random() < 0.05:
            self._refusals -= 1
            self.refused.append(asyncio.get_running_loop().time())
            raise RetryAfter(2)
        if params["chat_id"] != "fay":  # who is told, at the end, how it went
            self.sent.append((now, params["chat_id"]))
        return {"message_id": len(self.sent)}


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield walk
    walk.close()


def simulate(walk: Walk, wire: SlowWire, people: int) -> float:
    """A nudge to so many, sent to its end; the simulated seconds that took."""
    pilot = at_once(walk.store.write(lambda db: lay(db, people, TUESDAY_AT_TEN)))
    at_once(walk.store.write(lambda db: send_to_all(db, pilot, TUESDAY_AT_TEN)))

    async def send() -> float:
        loop = asyncio.get_running_loop()
        walk.desk.clock = lambda: TUESDAY_AT_TEN + int(loop.time())
        pacer = Pacer(loop.time)
        office = Office(walk.desk, Carrier(cast(Wire, wire)), "telegram:1", pacer)
        while walk.rows("SELECT 1 FROM outbox WHERE state IN ('waiting', 'claimed') LIMIT 1"):
            await office.send_due()
            await asyncio.sleep(0.5)
        await office.drain()
        return loop.time()

    with asyncio.Runner(loop_factory=Simulated) as runner:
        return runner.run(send())


def test_seventeen_thousand_go_out_as_fast_as_may_be(walk: Walk) -> None:
    wire = SlowWire()
    took = simulate(walk, wire, MANY)
    assert MANY / RATE * 0.99 <= took <= MANY / RATE * 1.05
    assert len({chat for _, chat in wire.sent}) == len(wire.sent) == MANY
    assert wire.most_in_flight <= IN_FLIGHT
    seconds = [int(at) for at, _ in wire.sent]
    assert max(map(seconds.count, set(seconds))) <= RATE + 1
    assert walk.rows("SELECT state FROM nudge") == [("done",)]


def test_a_pause_that_telegram_asks_for_is_kept_and_nobody_is_lost(walk: Walk) -> None:
    wire = SlowWire(refusals=20)
    simulate(walk, wire, 500)
    assert len({chat for _, chat in wire.sent}) == len(wire.sent) == 500
    cases = "SELECT state, count(*) FROM outbox WHERE nudge = 1 GROUP BY state"
    assert walk.rows(cases) == [("sent", 500)]
    assert len(wire.refused) == 20
    for refused in wire.refused:
        assert not [at for at, _ in wire.sent if refused < at < refused + 2]


async def test_a_chat_just_written_to_waits_its_second() -> None:
    now = 100.0
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(seconds)
        now += seconds

    pacer = Pacer(lambda: now, sleep)
    pacer.wrote("ana")
    await pacer.chat("ben")
    assert slept == []
    now += 0.25
    await pacer.chat("ana")
    assert slept == [GAP - 0.25]
    await pacer.chat("ana")
    assert slept == [GAP - 0.25, GAP]

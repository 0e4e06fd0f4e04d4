"""Nudges over the fake Telegram: pauses, faults, the followed message, and Telegram's reply."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import aiohttp
import pytest
from telegram.error import NetworkError

from bot.desk import Delivery
from bot.telegram.wire import Wire
from tests.botapi.people import Person
from tests.botapi.refused import Refused, too_many_requests
from tests.botapi.telegram import Telegram
from tests.botapi.updates import Update
from tests.carrying.bot import Bot, Clock, ask_to_join, begin
from tests.pilot import FIRST, Pilot, lay, send_to_all

FAY = 70
CASES = "SELECT state, count(*) FROM outbox WHERE nudge IS NOT NULL GROUP BY state"


def pilot(bot: Bot, telegram: Telegram, schools: int) -> tuple[Pilot, Person, list[Person]]:
    """A cohort, Fay who facilitates it, and the schools' leads, who have all been here."""
    with closing(sqlite3.connect(bot.database)) as db:
        laid = lay(db, schools, bot.office.desk.clock() - 86400, str(FAY))
        db.commit()
    fay = telegram.person(FAY, "Fay")
    leads = [telegram.person(FIRST + n, f"Lead {n + 1}") for n in range(schools)]
    for person in (fay, *leads):
        person._begun()
    return laid, fay, leads


def sends(bot: Bot, laid: Pilot) -> None:
    with closing(sqlite3.connect(bot.database)) as db:
        send_to_all(db, laid, bot.office.desk.clock())
        db.commit()


async def by_hand(bot: Bot, fay: Person) -> None:
    """Fay sends a nudge by her chat."""
    await bot.takes(fay.says("/nudge"))
    await bot.takes(fay.taps("Joined, not begun"))
    await bot.takes(fay.taps("A first step"))
    await bot.takes(fay.taps("Send now all the same"))


async def test_a_pause_puts_the_message_back_and_it_goes_out_after(
    bot: Bot, telegram: Telegram, clock: Clock
) -> None:
    laid, _, leads = pilot(bot, telegram, 3)
    sends(bot, laid)
    telegram.fail_next("sendMessage", too_many_requests(7))
    await bot.office.send_due()
    assert dict(bot.rows(CASES)) == {"waiting": 1, "sent": 2}
    clock.now += 7
    await bot.office.send_due()
    assert dict(bot.rows(CASES)) == {"sent": 3}
    assert [len(lead.messages) for lead in leads] == [1, 1, 1]


async def test_taps_are_answered_while_the_sender_keeps_a_pause(
    bot: Bot, telegram: Telegram, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, _, _ = pilot(bot, telegram, 2)
    sends(bot, laid)
    paused, go_on = asyncio.Event(), asyncio.Event()

    async def wait(seconds: float) -> None:
        if seconds > 10:
            paused.set()
            await go_on.wait()
        bot.pace.now += seconds

    monkeypatch.setattr(bot.pacer, "_sleep", wait)
    telegram.fail_next("sendMessage", too_many_requests(60))
    sending = asyncio.create_task(bot.office.send_due())
    await paused.wait()
    await begin_quietly(bot, ana)
    assert "1 of 8" in ana.screen.text
    go_on.set()
    await sending


async def begin_quietly(bot: Bot, person: Person) -> None:
    """To the first statement, handled while something else goes on."""
    taps: list[Callable[[], Update]] = [
        lambda: person.says("/start"),
        lambda: person.taps("Quick look (2 minutes)"),
        lambda: person.says("Newsham Primary, Blyth"),
        lambda: person.taps("Lead for careers"),
        lambda: person.taps("Yes, begin"),
    ]
    for does in taps:
        seen = sum(1 + len(m.edits) for m in person.messages)
        await bot.office.receive([does()])
        while sum(1 + len(m.edits) for m in person.messages) == seen:  # noqa: ASYNC110
            await asyncio.sleep(0)


def fails(monkeypatch: pytest.MonkeyPatch, cause: Exception) -> None:
    """The next message meets a fault of the network's."""
    call = Wire.call
    left = [1]

    async def faulty(wire: Wire, method: str, **params: Any) -> Any:
        if method == "sendMessage" and left:
            left.pop()
            transport = ConnectionError("as the transport calls it")
            transport.__cause__ = cause
            raise NetworkError("no network") from transport
        return await call(wire, method, **params)

    monkeypatch.setattr(Wire, "call", faulty)


async def test_what_never_left_goes_out_later(
    bot: Bot, telegram: Telegram, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, _, (lead,) = pilot(bot, telegram, 1)
    sends(bot, laid)
    fails(monkeypatch, aiohttp.ClientConnectorError(None, OSError()))  # type: ignore[arg-type]
    await bot.office.send_due()
    assert dict(bot.rows(CASES)) == {"waiting": 1}
    clock.now += 5
    await bot.office.send_due()
    assert dict(bot.rows(CASES)) == {"sent": 1}
    assert len(lead.messages) == 1


async def test_what_may_have_left_is_unknown(
    bot: Bot, telegram: Telegram, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, _, (lead,) = pilot(bot, telegram, 1)
    sends(bot, laid)
    fails(monkeypatch, aiohttp.ServerDisconnectedError())
    for _ in range(3):
        await bot.office.send_due()
        clock.now += 60
    assert dict(bot.rows(CASES)) == {"unknown": 1}
    assert lead.messages == []


async def test_a_reminder_that_never_left_comes_later(
    bot: Bot, ana: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Started"))
    await bot.takes(ana.taps("Stop here"))
    await bot.takes(ana.taps("Today 15:30"))
    clock.now += 6 * 3600
    fails(monkeypatch, aiohttp.ClientConnectorError(None, OSError()))  # type: ignore[arg-type]
    await bot.office.send_due()
    assert bot.rows("SELECT state FROM outbox") == [("waiting",)]
    clock.now += 5
    await bot.office.send_due()
    assert "You asked me to remind you" in ana.screen.text


async def test_whoever_blocks_the_bot_is_marked_until_they_write(
    bot: Bot, telegram: Telegram
) -> None:
    laid, _, (lead,) = pilot(bot, telegram, 1)
    sends(bot, laid)
    lead.chat.status = "kicked"
    await bot.office.send_due()
    assert dict(bot.rows(CASES)) == {"blocked": 1}
    blocked = "SELECT blocked_at IS NOT NULL FROM account WHERE external_id = '1000'"
    assert bot.rows(blocked) == [(1,)]
    lead.chat.status = "member"
    await bot.takes(lead.says("/start"))
    assert bot.rows(blocked) == [(0,)]


async def test_one_message_shows_how_far_it_is_and_how_it_ended(
    bot: Bot, telegram: Telegram
) -> None:
    _, fay, leads = pilot(bot, telegram, 3)
    await by_hand(bot, fay)
    assert "0 of 3 people" in fay.screen.text
    messages = len(fay.messages)
    telegram.fail_next("sendMessage", too_many_requests(3))
    await bot.office.send_due()
    await bot.office.drain()
    assert "2 of 3 people" in fay.screen.text
    edits = telegram.counts["editMessageText"]
    await bot.office.send_due()  # Telegram's pause is not over: there is nothing new to show
    await bot.office.drain()
    assert telegram.counts["editMessageText"] == edits
    bot.clock.now += 3
    await bot.office.send_due()
    await bot.office.drain()
    assert "Done. 3 people" in fay.screen.text
    assert "Delivered: 3" in fay.screen.text
    assert len(fay.messages) == messages
    edits = telegram.counts["editMessageText"]
    await bot.office.send_due()
    await bot.office.drain()
    assert telegram.counts["editMessageText"] == edits
    assert [len(lead.messages) for lead in leads] == [1, 1, 1]


async def test_nothing_newer_in_that_message_is_overwritten(bot: Bot, telegram: Telegram) -> None:
    _, fay, _ = pilot(bot, telegram, 3)
    await by_hand(bot, fay)
    await bot.takes(fay.taps("Write another"))
    assert "whom shall it reach" in fay.screen.text
    followed = fay.messages[-1]
    await bot.office.send_due()
    await bot.office.drain()
    assert "whom shall it reach" in followed.screen.text
    # The end is told in a message of its own.
    await bot.office.send_due()
    await bot.office.drain()
    assert "Done. 3 people" in fay.screen.text


async def test_telegrams_own_reply_reaches_the_sender_and_comes_back(
    bot: Bot, telegram: Telegram
) -> None:
    _, fay, leads = pilot(bot, telegram, 2)
    await by_hand(bot, fay)
    await bot.office.send_due()
    lead = leads[1]
    nudge = lead.messages[-1]
    await bot.takes(lead.says("/audit"))
    await bot.takes(lead.says("After half term, please", reply_to=nudge))
    await bot.office.send_due()
    assert "Lead 2, lead for careers, School 2, Blyth, answers" in fay.screen.text
    assert "After half term, please" in fay.screen.text
    await bot.takes(fay.says("Gladly", reply_to=fay.messages[-1]))
    await bot.office.send_due()
    assert "Gladly" in lead.screen.text
    assert "Fay, who looks after Primary pilot 2026" in lead.screen.text
    assert len(leads[0].messages) == 1


async def test_a_reply_to_an_ordinary_screen_is_ordinary_words(
    bot: Bot, telegram: Telegram, ana: Person
) -> None:
    await bot.takes(ana.says("/start"))
    await bot.takes(ana.says("seeds for the garden", reply_to=ana.messages[-1]))
    assert "seeds for the garden" in ana.screen.text
    assert bot.rows("SELECT 1 FROM relay") == []


async def test_nobody_is_said_to_be_told_when_the_lead_has_blocked_the_bot(
    bot: Bot, ana: Person, telegram: Telegram
) -> None:
    bob = telegram.person(8, "Bob")
    await begin(bot, ana)
    await bot.takes(ana.blocks())
    await ask_to_join(bot, bob)
    assert "Nobody who decides for" in bob.screen.text
    assert "has been told" not in bob.screen.text
    assert bot.rows("SELECT 1 FROM outbox") == []


async def test_a_kind_of_failure_that_nobody_foresaw_is_unknown(
    bot: Bot, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, _, _ = pilot(bot, telegram, 1)
    sends(bot, laid)
    telegram.fail_next("sendMessage", Refused(400, "Bad Request: a new rule of Telegram's"))
    await bot.office.send_due()
    assert dict(bot.rows(CASES)) == {"unknown": 1}


async def test_once_told_to_stop_no_more_are_claimed(
    bot: Bot, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, _, leads = pilot(bot, telegram, 40)
    sends(bot, laid)
    held, go_on = asyncio.Event(), asyncio.Event()
    start = bot.office.carrier.begin

    async def slow(delivery: Delivery) -> int:
        held.set()
        await go_on.wait()
        return await start(delivery)

    monkeypatch.setattr(bot.office.carrier, "begin", slow)
    sending = asyncio.create_task(bot.office.send_due())
    await held.wait()
    sending.cancel()
    go_on.set()
    await bot.office.drain()
    cases = dict(bot.rows(CASES))
    assert set(cases) == {"sent", "waiting"}
    assert cases["sent"] == sum(len(lead.messages) for lead in leads) <= 9

"""Messages that the bot begins: at their time, once, and only while they are true."""

import asyncio
from pathlib import Path

import pytest

from bot.desk import Delivery
from tests.botapi.people import Person
from tests.botapi.refused import Refused
from tests.botapi.telegram import Telegram
from tests.carrying.bot import Bot, Clock, ask_to_join, begin, opened

HALF_PAST_THREE = 5 * 3600 + 30 * 60
"""Seconds from the clock's ten o'clock to half past three."""

OUTBOX = "SELECT state FROM outbox"

pytestmark = pytest.mark.usefixtures("naps")


async def stop_until_after_school(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Started"))
    await bot.takes(ana.taps("Stop here"))
    await bot.takes(ana.taps("Today 15:30"))


async def test_a_reminder_comes_once_at_its_time(bot: Bot, ana: Person, clock: Clock) -> None:
    start = clock.now
    await stop_until_after_school(bot, ana)
    messages = len(ana.messages)
    clock.now = start + HALF_PAST_THREE - 1
    await bot.office.send_due()
    assert len(ana.messages) == messages
    clock.now += 1
    await bot.office.send_due()
    await bot.office.send_due()
    assert len(ana.messages) == messages + 1
    assert "You asked me to remind you" in ana.screen.text
    assert bot.rows(OUTBOX) == [("sent",)]
    await bot.takes(ana.taps("Carry on"))
    assert "Welcome back, 1 of 40" in ana.screen.text


async def test_no_reminder_for_whoever_went_on_meanwhile(
    bot: Bot, ana: Person, clock: Clock
) -> None:
    await stop_until_after_school(bot, ana)
    await bot.takes(ana.taps("Carry on now"))
    await bot.takes(ana.taps("Not yet"))
    messages = len(ana.messages)
    clock.now += HALF_PAST_THREE
    await bot.office.send_due()
    assert len(ana.messages) == messages
    assert bot.rows(OUTBOX) == []


async def test_no_reminder_for_whoever_thought_better_of_it(
    bot: Bot, ana: Person, clock: Clock
) -> None:
    await stop_until_after_school(bot, ana)
    await bot.takes(ana.taps("No reminder after all"))
    messages = len(ana.messages)
    clock.now += HALF_PAST_THREE
    await bot.office.send_due()
    assert len(ana.messages) == messages


async def test_a_reminder_waits_for_a_program_that_was_off(
    telegram: Telegram, database: Path, clock: Clock, ana: Person
) -> None:
    async with opened(telegram, database, clock) as bot:
        await stop_until_after_school(bot, ana)
    clock.now += 2 * HALF_PAST_THREE
    async with opened(telegram, database, clock) as bot:
        await bot.reopens()
        await bot.office.send_due()
    assert "You asked me to remind you" in ana.screen.text


async def test_a_message_claimed_at_a_kill_is_not_sent_again(
    telegram: Telegram, database: Path, clock: Clock, ana: Person
) -> None:
    async with opened(telegram, database, clock) as bot:
        await stop_until_after_school(bot, ana)
        clock.now += HALF_PAST_THREE
        await bot.office.desk.tick()
        assert await bot.office.desk.next_message("telegram")
        assert bot.rows(OUTBOX) == [("claimed",)]
        messages = len(ana.messages)
    async with opened(telegram, database, clock) as bot:
        await bot.reopens()
        await bot.office.send_due()
        assert bot.rows(OUTBOX) == [("unknown",)]
    assert len(ana.messages) == messages


async def test_a_message_that_cannot_be_sent_is_not_sent_blindly_again(
    bot: Bot, ana: Person, clock: Clock, telegram: Telegram
) -> None:
    await stop_until_after_school(bot, ana)
    messages = len(ana.messages)
    clock.now += HALF_PAST_THREE
    telegram.fail_next("sendMessage", Refused(502, "Bad Gateway"), times=5)
    await bot.office.send_due()
    await bot.office.send_due()
    assert bot.rows(OUTBOX) == [("unknown",)]
    assert len(ana.messages) == messages


async def test_a_lead_is_told_once_and_the_one_who_asked_hears_of_it(
    bot: Bot, ana: Person, telegram: Telegram
) -> None:
    bob = telegram.person(8, "Bob")
    await begin(bot, ana)
    await ask_to_join(bot, bob)
    await bot.takes(bob.taps_raw("te:1:teacher", bob.screen))
    messages = len(ana.messages)
    await bot.office.send_due()
    assert len(ana.messages) == messages + 1
    await bot.takes(ana.taps("Let them in"))
    await bot.office.send_due()
    assert "You are in" in bob.screen.text


async def test_a_message_once_claimed_is_sent_though_the_program_is_told_to_stop(
    bot: Bot, ana: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stop_until_after_school(bot, ana)
    clock.now += HALF_PAST_THREE
    claimed, go_on = asyncio.Event(), asyncio.Event()
    begin = bot.office.carrier.begin

    async def held(delivery: Delivery) -> int:
        claimed.set()
        await go_on.wait()
        return await begin(delivery)

    monkeypatch.setattr(bot.office.carrier, "begin", held)
    sending = asyncio.create_task(bot.office.send_due())
    await claimed.wait()
    sending.cancel()
    go_on.set()
    await bot.office.drain()
    assert "You asked me to remind you" in ana.screen.text
    assert bot.rows(OUTBOX) == [("sent",)]


async def test_a_reminder_of_the_plan_goes_out_once_in_the_better_hours(
    bot: Bot, ana: Person, clock: Clock
) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Started"))
    await bot.takes(ana.says("/ten"))
    await bot.takes(ana.taps("Add to plan"))
    await bot.takes(ana.taps("By when"))
    await bot.takes(ana.says("in a week"))
    await bot.takes(ana.taps("Yes, by then"))
    messages = len(ana.messages)
    clock.now += 7 * 86400
    await bot.office.send_due()
    assert len(ana.messages) == messages
    clock.now += HALF_PAST_THREE
    await bot.office.send_due()
    await bot.office.send_due()
    assert len(ana.messages) == messages + 1
    assert "Due today" in ana.screen.text
    assert bot.rows("SELECT class, state FROM outbox") == [("plan", "sent")]
    await bot.takes(ana.taps("Done"))
    assert "now mostly or fully in place?" in ana.screen.text

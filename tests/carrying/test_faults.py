"""Updates that come twice, handling that raises, and screens that do not arrive."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from structlog.typing import EventDict

from bot.desk import Delivery, Desk
from bot.telegram import updates
from bot.telegram.carrier import TRIES
from dialogs import routes
from dialogs.doors import DOORS
from dialogs.turn import Turn
from neambition.store import inbox
from neambition.store.inbox import Letter
from tests.botapi.people import Person
from tests.botapi.refused import Refused
from tests.botapi.telegram import Telegram
from tests.botapi.updates import Update
from tests.carrying.bot import SOURCE, Bot, Clock, asked, begin, opened
from tests.carrying.watched import Watched

UNREACHABLE = Refused(502, "Bad Gateway")
INBOX = "SELECT exceptions, body, handled_at IS NOT NULL FROM inbox WHERE update_id = "
OWED = "SELECT owes FROM conversation"


def raises(turn: Turn, route: object) -> NoReturn:
    """An act that fails."""
    raise RuntimeError("quokka words that the log must not have")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers cannot be given; all else can be done."""
    monkeypatch.setitem(DOORS, routes.Answer, replace(DOORS[routes.Answer], act=raises))


async def test_an_update_delivered_three_times_is_handled_once(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Note"))
    said = ana.says("The blue folder")
    await bot.takes(said, said)
    messages = len(ana.messages)
    await bot.takes(said)
    assert bot.rows("SELECT text FROM note") == [("The blue folder",)]
    assert len(ana.messages) == messages


async def test_an_update_delivered_again_after_a_restart_is_known(
    telegram: Telegram, database: Path, clock: Clock, ana: Person
) -> None:
    async with opened(telegram, database, clock) as bot:
        await begin(bot, ana)
        tap = ana.taps("Started")
        await bot.takes(tap)
        shown = ana.screen
    async with opened(telegram, database, clock) as bot:
        await bot.reopens()
        await bot.takes(tap)
        assert len(bot.answers()) == 1
    assert ana.screen == shown


async def test_the_body_goes_when_handled_and_the_key_after_two_days(
    bot: Bot, ana: Person, clock: Clock
) -> None:
    await begin(bot, ana)
    (received,) = bot.rows("SELECT count(*) FROM inbox")[0]
    assert received == 5
    assert bot.rows("SELECT count(body), count(handled_at) FROM inbox") == [(0, 5)]
    clock.now += 48 * 3600
    await bot.office.send_due()
    assert bot.rows("SELECT count(*) FROM inbox") == [(5,)]
    clock.now += 1
    await bot.office.send_due()
    assert bot.rows("SELECT count(*) FROM inbox") == [(0,)]


async def test_what_raises_three_times_is_set_aside_and_the_next_is_handled(
    bot: Bot, ana: Person, broken: None, logged: list[EventDict]
) -> None:
    await begin(bot, ana)
    tap = ana.taps("Started")
    await bot.takes(tap, ana.says("/help"))
    assert "What you can do here" in ana.screen.text
    assert "went wrong on my side" in ana.messages[-2].text
    assert ana.messages[-2].screen.buttons
    assert ana.waiting == 0
    assert bot.answers() == []
    assert bot.rows(f"{INBOX}{tap['update_id']}") == [(3, None, 1)]
    lines = [(line["event"], line["update"]) for line in logged if "update" in line]
    assert lines.count(("update_raised", tap["update_id"])) == 3
    assert lines.count(("update_set_aside", tap["update_id"])) == 1
    assert "quokka" not in repr(logged)


async def test_one_exception_alone_is_tried_again(
    bot: Bot, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(bot, ana)
    door = DOORS[routes.Answer]

    def once(turn: Turn, route: routes.Answer) -> NoReturn:
        monkeypatch.setitem(DOORS, routes.Answer, door)
        raise RuntimeError

    monkeypatch.setitem(DOORS, routes.Answer, replace(door, act=once))
    tap = ana.taps("Started")
    await bot.takes(tap)
    assert bot.rows(f"{INBOX}{tap['update_id']}") == [(1, None, 1)]
    assert len(bot.answers()) == 1
    assert "You said" in ana.screen.text


async def test_an_update_stored_before_a_kill_is_handled_at_the_next_start(
    telegram: Telegram, database: Path, clock: Clock, ana: Person
) -> None:
    async with opened(telegram, database, clock) as bot:
        await begin(bot, ana)
        tap = ana.taps("Started")
        await store(bot, tap)
    for _ in range(3):
        async with opened(telegram, database, clock) as bot:
            assert bot.rows(f"{INBOX}{tap['update_id']}")[0][0] == 0
    async with opened(telegram, database, clock) as bot:
        await bot.reopens()
        assert len(bot.answers()) == 1
        assert bot.rows(f"{INBOX}{tap['update_id']}") == [(0, None, 1)]
    assert "You said" in ana.screen.text


async def test_exceptions_before_a_kill_are_counted_after_it(
    telegram: Telegram, database: Path, clock: Clock, ana: Person, broken: None
) -> None:
    async with opened(telegram, database, clock) as bot:
        await begin(bot, ana)
        tap = ana.taps("Started")
        await store(bot, tap)
        for _ in range(2):
            await bot.office.desk.store.write(
                lambda db: inbox.raised(db, SOURCE, tap["update_id"], clock.now)
            )
    async with opened(telegram, database, clock) as bot:
        await bot.reopens()
        assert bot.rows(f"{INBOX}{tap['update_id']}") == [(3, None, 1)]
    assert "went wrong on my side" in ana.screen.text


async def store(bot: Bot, raw: Update) -> None:
    """Put an update in the inbox and do no more, as a kill at that moment would leave it."""
    update = updates.read(raw)
    assert update
    letter = Letter(update.update_id, update.model_dump_json(exclude_none=True, by_alias=True))
    await bot.office.desk.store.write(lambda db: inbox.keep(db, SOURCE, [letter], 0))


async def test_a_fault_after_the_commit_stops_nobody(
    bot: Bot, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(bot, ana)

    async def fails(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "paid", fails)
        await bot.takes(ana.taps("Started"))
    assert len(bot.answers()) == 1
    await bot.takes(ana.says("/help"))
    assert "What you can do here" in ana.screen.text


async def test_what_cannot_be_read_is_left_out_and_logged(
    bot: Bot, ana: Person, logged: list[EventDict]
) -> None:
    await bot.takes({"update_id": 99, "message": {"text": "quokka"}}, ana.says("/start"))
    assert "Hello" in ana.screen.text
    assert {"event": "update_unreadable", "update": 99, "log_level": "warning"} in logged
    assert "quokka" not in repr(logged)


async def test_a_slow_chat_holds_up_no_other(
    bot: Bot, telegram: Watched, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob = telegram.person(8, "Bob")
    deliver, released = bot.office.carrier.deliver, asyncio.Event()

    async def slow_for_ana(delivery: Delivery) -> None:
        if delivery.account.external_id == "7":
            await released.wait()
        await deliver(delivery)

    monkeypatch.setattr(bot.office.carrier, "deliver", slow_for_ana)
    await bot.office.receive([ana.says("/start"), ana.says("/help"), bob.says("/start")])
    await telegram.until(lambda: bob.messages, "an answer to Bob")
    assert not ana.messages
    released.set()
    await bot.office.drain()
    assert ["Hello" in m.text for m in ana.messages] == [True, False]


async def test_a_tap_whose_screen_did_not_arrive_is_shown_after_a_restart(
    telegram: Telegram, database: Path, clock: Clock, ana: Person, naps: list[float]
) -> None:
    async with opened(telegram, database, clock) as bot:
        await begin(bot, ana)
        before, statement = ana.screen, asked(ana.screen)
        telegram.fail_next("editMessageText", UNREACHABLE, TRIES)
        await bot.takes(ana.taps("Started"))
        assert len(bot.answers()) == 1
        assert ana.screen == before
        assert bot.rows(OWED) != [(None,)]
    async with opened(telegram, database, clock) as bot:
        await bot.reopens()
        assert f"You said {statement}: Started" in ana.screen.text
        assert ana.screen.message_id == before.message_id
        assert bot.rows(OWED) == [(None,)]
        assert len(bot.answers()) == 1


async def test_words_whose_screen_did_not_arrive_are_answered_once(
    telegram: Telegram, database: Path, clock: Clock, ana: Person, naps: list[float]
) -> None:
    async with opened(telegram, database, clock) as bot:
        await bot.takes(ana.says("/start"))
        telegram.fail_next("sendMessage", UNREACHABLE, TRIES)
        await bot.takes(ana.says("/help"))
    messages = len(ana.messages)
    for _ in range(2):
        async with opened(telegram, database, clock) as bot:
            await bot.reopens()
            assert bot.rows(OWED) == [(None,)]
            assert len(ana.messages) == messages + 1
    assert "What you can do here" in ana.screen.text


async def test_a_passing_fault_is_tried_again(
    bot: Bot, ana: Person, telegram: Telegram, naps: list[float]
) -> None:
    telegram.fail_next("sendMessage", UNREACHABLE, TRIES - 1)
    await bot.takes(ana.says("/start"))
    assert len(naps) == TRIES - 1
    assert naps == sorted(naps)
    assert [m.text[:5] for m in ana.messages] == ["Hello"]
    assert bot.rows(OWED) == [(None,)]

"""Serves the conversation on Telegram until it is told to stop."""

import asyncio
import signal
from collections.abc import Coroutine
from importlib.metadata import version
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.desk import open_desk
from bot.logs import where
from bot.settings import Settings, SettingsError
from bot.telegram.carrier import Carrier
from bot.telegram.menu import present
from bot.telegram.office import Office
from bot.telegram.updates import ALLOWED, update_id
from bot.telegram.wire import LONG_POLL, Wire, connect

log = structlog.get_logger()

BATCH = 100
TICK = 5.0
PAUSES = (1, 2, 5, 10, 30)
"""Seconds to wait after the first, second and later failures in a row."""


async def serve(settings: Settings, token: str) -> None:
    """Run until SIGTERM or SIGINT, then finish what was received. SettingsError: a wrong token."""
    wire = connect(token, settings.telegram_api_url)
    try:
        await _greet(wire)
        await _serve(settings, wire)
    finally:
        await wire.shutdown()


async def _greet(wire: Wire) -> None:
    """Wait for Telegram to answer; the token is right once it has."""
    for attempt in range(10**9):
        try:
            await wire.initialize()
        except InvalidToken:
            raise wrong_token() from None
        except NetworkError as error:
            log.warning("telegram_unreachable", error=where(error))
            await asyncio.sleep(_pause(attempt))
        else:
            return


def wrong_token() -> SettingsError:
    """What to say of a token that Telegram does not know."""
    return SettingsError(
        "Telegram refused the token in NEAMBITION_TELEGRAM_TOKEN. Copy it again from @BotFather."
    )


async def _serve(settings: Settings, wire: Wire) -> None:
    link = f"https://t.me/{wire.username}"
    async with open_desk(settings, link=link) as desk:
        office = Office(desk, Carrier(wire), source=f"telegram:{wire.id}")
        log.info(
            "started",
            version=version("neambition"),
            database=str(settings.database),
            mode="telegram",
            framework=desk.house.framework.version,
        )
        try:
            await _until_stopped(_present(wire), _work(wire, office), _send(office))
        finally:
            await office.drain()
            log.info("stopped")


async def _work(wire: Wire, office: Office) -> None:
    """First what is left from before, then what comes in."""
    await office.reopen()
    offset, failures = 0, 0
    while True:
        try:
            raw = await wire.call(
                "getUpdates",
                read_timeout=LONG_POLL + 10,
                offset=offset,
                limit=BATCH,
                timeout=LONG_POLL,
                allowed_updates=ALLOWED,
            )
        except InvalidToken:
            raise wrong_token() from None
        except (NetworkError, Conflict, RetryAfter) as error:
            log.warning("updates_not_read", error=type(error).__name__)
            await asyncio.sleep(_pause(failures))
            failures += 1
            continue
        failures = 0
        await office.receive(raw)
        offset = max([offset, *(id_ + 1 for id_ in map(update_id, raw) if id_ is not None)])


async def _send(office: Office) -> None:
    while True:
        try:
            await office.send_due()
        except Exception as error:  # the next tick tries again
            log.error("tick_raised", error=where(error))
        await asyncio.sleep(TICK)


async def _present(wire: Wire) -> None:
    """The menu, and no webhook that would keep updates from us. A failure harms nobody."""
    try:
        await wire.call("deleteWebhook")
        await present(wire)
    except TelegramError as error:
        log.warning("menu_not_set", error=where(error))


def _pause(failures: int) -> int:
    return PAUSES[min(failures, len(PAUSES) - 1)]


async def _until_stopped(*works: Coroutine[Any, Any, None]) -> None:
    """Run the works side by side until a signal; what one of them raises ends them all."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    tasks = [asyncio.create_task(work) for work in works]
    tasks.append(asyncio.create_task(_wait(stopped)))
    try:
        for ended in asyncio.as_completed(tasks):
            await ended
            if stopped.is_set():
                return
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _wait(stopped: asyncio.Event) -> None:
    await stopped.wait()

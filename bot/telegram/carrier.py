"""Carries a screen to a Telegram chat. Telegram's quirks live here."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import aiohttp
import httpx
import structlog
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.desk import Delivery
from bot.logs import where
from bot.telegram.wire import Wire
from dialogs.codes import encode
from dialogs.screen import Rows

log = structlog.get_logger()

TRIES = 5
TOAST_LIMIT = 200


class Blocked(Exception):  # noqa: N818 what happened, not what broke
    """The person has blocked the bot, or their account is gone."""


class NotSent(Exception):  # noqa: N818 what happened, not what broke
    """The message did not leave. `wait`: seconds that Telegram asks for, none after a fault."""

    def __init__(self, wait: float | None = None) -> None:
        self.wait = wait
        super().__init__(wait)


# The transport calls every broken connection a failure to connect; what it came from tells.
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, httpx.PoolTimeout)


class Carrier:
    """Sends and edits messages. Raises Blocked, or TelegramError when it was tried in vain."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    async def begin(self, delivery: Delivery) -> int:
        """A message that the bot begins, tried once; returns its number in its chat.

        Raises Blocked, NotSent where it is certain, and TelegramError where nobody knows.
        """
        if delivery.screen.attachments or delivery.screen.forward:
            return await self.deliver(delivery)
        try:
            sent = await self.wire.call("sendMessage", **_new(delivery))
        except RetryAfter as error:
            raise NotSent(_seconds(error)) from error
        except (Forbidden, BadRequest) as error:
            raise _unreachable(error) from error
        except NetworkError as error:
            if any(isinstance(cause, NEVER_LEFT) for cause in _causes(error)):
                raise NotSent from error
            raise
        return int(sent["message_id"])

    async def refresh(self, delivery: Delivery) -> None:
        """A message shows what it says by now, tried once. Raises TelegramError."""
        await self.wire.call("editMessageText", message_id=delivery.message, **_new(delivery))

    async def deliver(self, delivery: Delivery) -> int:
        """The screen goes into its message; whatever must stand above it sends it anew below.

        Returns the number of the message that shows it now.
        """
        chat, screen = delivery.account.external_id, delivery.screen
        for attachment in screen.attachments:
            file = InputFile(attachment.content, filename=attachment.name)
            if attachment.picture is None:
                await self._call("sendDocument", chat_id=chat, document=file)
            else:
                caption = attachment.picture
                await self._call("sendPhoto", chat_id=chat, photo=file, caption=caption)
        if screen.forward:
            await self._say(chat, screen.forward, ())
        above = screen.attachments or screen.forward
        if delivery.message is None or above or not await self._edit(chat, delivery):
            return await self._say(chat, screen.html, screen.rows)
        return delivery.message

    async def _edit(self, chat: str, delivery: Delivery) -> bool:
        """True if the message now shows the screen; False if it can no longer be edited."""
        try:
            await self._call(
                "editMessageText",
                chat_id=chat,
                message_id=delivery.message,
                **_text(delivery.screen.html),
                reply_markup=keyboard(delivery.screen.rows),
            )
        except BadRequest as error:
            return "not modified" in error.message
        return True

    async def _say(self, chat: str, html: str, rows: Rows) -> int:
        markup = keyboard(rows) if rows else None
        sent = await self._call("sendMessage", chat_id=chat, **_text(html), reply_markup=markup)
        return int(sent["message_id"])

    async def fetch(self, file_id: str) -> bytes | None:
        """A file that somebody sent; None if it cannot be had."""
        try:
            return await self.wire.fetch(file_id)
        except TelegramError as error:
            log.info("file_not_fetched", error=where(error))
            return None

    async def toast(self, tap: str, words: str | None) -> None:
        """Stop the button's spinner, with a word on what was saved. Too late is no matter."""
        try:
            text = words[:TOAST_LIMIT] if words else None
            await self.wire.call("answerCallbackQuery", callback_query_id=tap, text=text)
        except TelegramError as error:
            log.info("toast_missed", error=where(error))

    async def typing(self, chat: str) -> None:
        """Show that something is coming."""
        try:
            await self.wire.call("sendChatAction", chat_id=chat, action="typing")
        except TelegramError as error:
            log.info("typing_missed", error=where(error))

    async def point_to_private(self, chat: int, link: str) -> None:
        """The one line said in a group."""
        words = f"I work in a private chat, so that a school's answers stay its own: {link}"
        await self._call("sendMessage", chat_id=chat, text=words)

    async def _call(self, method: str, **params: Any) -> Any:
        """Call, waiting as long as Telegram asks and a little longer at each passing fault."""
        for attempt in range(1, TRIES + 1):
            try:
                return await self.wire.call(method, **params)
            except (Forbidden, BadRequest) as error:
                raise _unreachable(error) from error
            except RetryAfter as error:
                if attempt == TRIES:
                    raise
                await asyncio.sleep(_seconds(error))
            except NetworkError:
                if attempt == TRIES:
                    raise
                await asyncio.sleep(2.0**attempt / 4)
        raise AssertionError("unreachable")


def keyboard(rows: Rows) -> dict[str, Any]:
    """Telegram's inline keyboard; without rows, the one that takes a message's buttons away."""
    return {
        "inline_keyboard": [
            [{"text": b.label, "callback_data": encode(b.route)} for b in row] for row in rows
        ]
    }


def _new(delivery: Delivery) -> dict[str, Any]:
    """A message as a call takes it."""
    screen = delivery.screen
    markup = keyboard(screen.rows) if screen.rows else None
    return {
        "chat_id": delivery.account.external_id,
        **_text(screen.html),
        "reply_markup": markup,
    }


def _unreachable(error: Forbidden | BadRequest) -> Exception:
    """Blocked where nothing more can reach them, else the error itself."""
    gone = isinstance(error, Forbidden) or "chat not found" in error.message.lower()
    return Blocked() if gone else error


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What an error came from, and what that came from."""
    while cause := error.__cause__:
        yield cause
        error = cause


def _text(html: str) -> dict[str, Any]:
    return {
        "text": html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else wait

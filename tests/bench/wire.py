"""Our wire alone: the library's transport with Telegram's plain JSON, and nothing kept.

What the library alone spends on building its objects, this saves; what is left between it and the
bot is the bot's own work. Run as `python -m tests.bench.wire`.
"""

import asyncio
import os
from typing import Any

from bot.telegram.wire import Wire, connect
from tests.bench.screens import QUESTIONS, buttons, words


async def handle(wire: Wire, update: dict[str, Any]) -> None:
    """Shows the first question, or answers a tap and shows the next."""
    if "message" in update:
        await wire.call("sendMessage", chat_id=update["message"]["chat"]["id"], **question(0))
    if "callback_query" in update:
        query = update["callback_query"]
        number = (int(query["data"].partition(":")[0]) + 1) % QUESTIONS
        message = query["message"]
        await asyncio.gather(
            wire.call("answerCallbackQuery", callback_query_id=query["id"]),
            wire.call(
                "editMessageText",
                chat_id=message["chat"]["id"],
                message_id=message["message_id"],
                **question(number),
            ),
        )


def question(number: int) -> dict[str, Any]:
    """Question `number` as Telegram takes it."""
    return {
        "text": words(number),
        "parse_mode": "HTML",
        "reply_markup": buttons(number).to_dict(),
    }


async def run() -> None:
    """Polls until ended; updates are handled side by side."""
    wire = connect(
        os.environ["NEAMBITION_TELEGRAM_TOKEN"], os.environ["NEAMBITION_TELEGRAM_API_URL"]
    )
    async with wire, asyncio.TaskGroup() as handling:
        offset = 0
        while True:
            for update in await wire.call("getUpdates", read_timeout=20, offset=offset, timeout=10):
                offset = update["update_id"] + 1
                handling.create_task(handle(wire, update))


if __name__ == "__main__":
    asyncio.run(run())

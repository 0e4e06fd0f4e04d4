"""The library alone: a Bot and a loop, as thin as the bot could ever be.

Run as `python -m tests.bench.library aiohttp` or `... default`, for the transport.
"""

import asyncio
import os
import sys

from httpx_aiohttp import AiohttpTransport
from telegram import Bot, CallbackQuery, Message, Update
from telegram.request import HTTPXRequest

from tests.bench.screens import QUESTIONS, buttons, words


def request(transport: str) -> HTTPXRequest:
    """One connection pool over the `transport` asked for."""
    if transport == "aiohttp":
        return HTTPXRequest(httpx_kwargs={"transport": AiohttpTransport()})
    return HTTPXRequest()


async def handle(bot: Bot, update: Update) -> None:
    """Shows the first question, or the next."""
    if update.message:
        await bot.send_message(
            update.message.chat_id, words(0), parse_mode="HTML", reply_markup=buttons(0)
        )
    if update.callback_query:
        await turn(bot, update.callback_query)


async def turn(bot: Bot, query: CallbackQuery) -> None:
    """Answers a tap and shows the next question, side by side."""
    if not isinstance(query.message, Message) or query.data is None:
        return
    number = (int(query.data.partition(":")[0]) + 1) % QUESTIONS
    await asyncio.gather(
        bot.answer_callback_query(query.id),
        bot.edit_message_text(
            words(number),
            query.message.chat_id,
            query.message.message_id,
            parse_mode="HTML",
            reply_markup=buttons(number),
        ),
    )


async def run(transport: str) -> None:
    """Polls until ended; updates are handled side by side."""
    token = os.environ["NEAMBITION_TELEGRAM_TOKEN"]
    base_url = os.environ["NEAMBITION_TELEGRAM_API_URL"] + "/bot"
    bot = Bot(
        token,
        base_url,
        request=request(transport),
        get_updates_request=request(transport),
    )
    async with bot, asyncio.TaskGroup() as handling:
        offset = None
        while True:
            for update in await bot.get_updates(offset, timeout=10):
                offset = update.update_id + 1
                handling.create_task(handle(bot, update))


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1]))

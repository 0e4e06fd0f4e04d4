"""What a python-telegram-bot Bot meets, the same by either transport."""

from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, RetryAfter

from tests.botapi.refused import too_many_requests
from tests.botapi.telegram import Telegram

PICTURE = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82"
)
"""As little as a picture of 16 by 16 can be."""

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


async def meet(bot: Bot, telegram: Telegram) -> None:
    """Sends, edits, answers, attaches and is refused."""
    ana = telegram.person(7, "Ana")
    ana.says("/start")
    (update,) = await bot.get_updates(allowed_updates=["message", "callback_query"])
    assert update.message
    sent = await bot.send_message(7, "<b>Ready?</b>", parse_mode="HTML", reply_markup=BUTTONS)
    ana.taps("Yes")
    (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=1)
    assert update.callback_query
    assert update.callback_query.message == sent
    assert await bot.answer_callback_query(update.callback_query.id, "Saved & done")
    await _edit(bot, sent.message_id, ana.screen.html)
    assert (ana.screen.text, ana.toasts) == ("Thank you", ["Saved & done"])
    await bot.send_document(7, b"%PDF", filename="plan.pdf", caption="Yours")
    assert ana.documents == [("plan.pdf", b"%PDF", "application/pdf", "Yours")]
    await bot.send_photo(7, PICTURE, caption="Scan it")
    assert [(p.content, p.caption) for p in ana.pictures] == [(PICTURE, "Scan it")]
    sent_file = ana.sends_file("schools.csv", b"urn\r\n100001")["message"]["document"]
    fetched = await bot.get_file(sent_file["file_id"])
    assert bytes(await fetched.download_as_bytearray()) == b"urn\r\n100001"
    await bot.set_my_commands([("start", "Begin")])
    assert telegram.profile.commands[""] == [{"command": "start", "description": "Begin"}]
    await _refusals(bot, telegram)


async def _edit(bot: Bot, message_id: int, html: str) -> None:
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text(html, 7, message_id, parse_mode="HTML", reply_markup=BUTTONS)
    await bot.edit_message_text("Thank you", 7, message_id)


async def _refusals(bot: Bot, telegram: Telegram) -> None:
    telegram.fail_next("sendMessage", too_many_requests(3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PTB_TIMEDELTA", "true")  # else the library warns of a change to come
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(7, "Hello")
        assert refused.value.retry_after == timedelta(seconds=3)
    telegram.person(7).blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(7, "Hello")

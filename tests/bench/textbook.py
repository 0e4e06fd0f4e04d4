"""A bot as the library's guide teaches: an Application, and a ConversationHandler of 40 states.

Run as `python -m tests.bench.textbook`.
"""

import os
import warnings
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
)
from telegram.warnings import PTBUserWarning

from tests.bench.screens import QUESTIONS, buttons, words

Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, context: Context) -> int:
    """Asks the first question."""
    if update.message:
        await update.message.reply_html(words(0), reply_markup=buttons(0))
    return 0


async def answer(update: Update, context: Context) -> int | None:
    """Keeps an answer and asks the next question, and after the last the first again."""
    query = update.callback_query
    if not query or not query.data or not isinstance(query.message, Message):
        return None
    await query.answer()
    number, _, given = query.data.partition(":")
    answers: dict[str, Any] = {} if context.user_data is None else context.user_data
    answers[number] = given
    following = (int(number) + 1) % QUESTIONS
    await query.edit_message_text(
        words(following), parse_mode="HTML", reply_markup=buttons(following)
    )
    return following


def audit() -> ConversationHandler[Context]:
    """The conversation, one state a question."""
    return ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            number: [CallbackQueryHandler(answer, pattern=f"^{number}:")]
            for number in range(QUESTIONS)
        },
        fallbacks=[CommandHandler("start", start)],
    )


def main() -> None:
    """Polls until ended."""
    # The guide's own examples draw this warning too.
    warnings.filterwarnings("ignore", "If 'per_message=False'", PTBUserWarning)
    application = (
        Application.builder()
        .token(os.environ["NEAMBITION_TELEGRAM_TOKEN"])
        .base_url(os.environ["NEAMBITION_TELEGRAM_API_URL"] + "/bot")
        .build()
    )
    application.add_handler(audit())
    application.run_polling()


if __name__ == "__main__":
    main()

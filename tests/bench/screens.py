"""What the peers show: a question about as long, and with as many buttons, as the bot's own."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

QUESTIONS = 40
ANSWERS = (
    "Not yet",
    "We have started",
    "Mostly in place",
    "Fully in place",
    "Not sure",
    "Does not apply",
    "Why this matters",
    "Back",
    "Overview",
    "Pause",
)


def words(number: int) -> str:
    """Question `number` in about 900 characters of HTML."""
    return (
        f"<b>Question {number + 1} of {QUESTIONS}</b> · <i>Linking the curriculum to work</i>\n\n"
        "Every child hears, at least once a term, how what they are learning is used by somebody"
        " at work near the school.\n\n"
        "<b>Mostly in place</b> looks like this: most classes have had such a lesson this year,"
        " and the subject leads know which classes have not.\n"
        "<b>Fully in place</b> looks like this: it is written in the medium-term plans, and the"
        " children can name two of the jobs they heard about.\n\n"
        "<blockquote expandable>Why it matters: children rule out jobs by the age of seven, mostly"
        " those they have never seen anybody do. A lesson that names the work makes the subject"
        " count for more, and it costs nobody an hour. One school asked the caretaker to measure"
        " the hall with Year 4; the maths was the same and the talk afterwards was"
        " not.</blockquote>\n\nWhere is your school today? Nobody else sees your answer."
    )


def buttons(number: int) -> InlineKeyboardMarkup:
    """The ten answers to question `number`, two a row; data is `number:answer`."""
    taps = [
        InlineKeyboardButton(label, callback_data=f"{number}:{answer}")
        for answer, label in enumerate(ANSWERS)
    ]
    return InlineKeyboardMarkup([taps[i : i + 2] for i in range(0, len(taps), 2)])

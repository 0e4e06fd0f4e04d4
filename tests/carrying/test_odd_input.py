"""What is neither expected nor welcome gets a sentence and buttons, and changes nothing."""

from typing import Any

import pytest
from structlog.typing import EventDict

from tests.botapi.people import Person
from tests.botapi.telegram import Telegram
from tests.carrying.bot import SCHOOL, Bot, ask_to_join, asked, begin

LONG = "quokka " * 570
"""Near the 4,096 characters that a Telegram message holds."""


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document", "location"])
async def test_what_is_not_words_gets_a_sentence_and_buttons(
    bot: Bot, ana: Person, kind: Any
) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Note"))
    await bot.takes(ana.sends(kind))
    assert "no pictures, stickers, files or voice" in ana.screen.text
    assert "Where I was" in ana.screen.labels
    await bot.takes(ana.says("The blue folder"))
    assert bot.rows("SELECT text FROM note") == [("The blue folder",)]


async def test_an_edited_message_gets_a_sentence_and_buttons(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Note"))
    said = ana.says("The blue folder")
    await bot.takes(said)
    await bot.takes(ana.edits(said, "The green folder"))
    assert "send it again as a new message" in ana.screen.text
    assert ana.screen.buttons
    assert bot.rows("SELECT text FROM note") == [("The blue folder",)]


async def test_a_note_too_long_is_refused_and_not_kept(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Note"))
    await bot.takes(ana.says(LONG))
    assert "longer than a note holds" in ana.screen.text
    assert ana.screen.buttons
    assert "quokka" not in bot.kept()


async def test_words_too_long_for_a_note_are_refused_at_once_and_not_kept(
    bot: Bot, ana: Person
) -> None:
    await begin(bot, ana)
    await bot.takes(ana.says(LONG))
    assert "longer than a note holds (1,000 letters)" in ana.screen.text
    assert "Keep" not in ana.screen.labels
    assert "quokka" not in bot.kept()


@pytest.mark.parametrize("name", [LONG, "👍👍👍", "?", "X"])
async def test_what_is_no_school_name_is_asked_again(bot: Bot, ana: Person, name: str) -> None:
    await bot.takes(ana.says("/start"))
    await bot.takes(ana.taps("Quick look (2 minutes)"))
    await bot.takes(ana.says(name))
    assert ana.screen.buttons
    assert bot.rows("SELECT count(*) FROM draft") == [(0,)]
    await bot.takes(ana.says(SCHOOL))
    assert SCHOOL in ana.screen.text
    assert "Head" in ana.screen.labels


async def test_emoji_alone_are_no_words(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    await bot.takes(ana.says("👍👍🏽"))
    assert "no words in that" in ana.screen.text
    assert ana.screen.buttons
    assert bot.rows("SELECT count(*) FROM draft") == [(0,)]


async def test_words_from_right_to_left(bot: Bot, ana: Person) -> None:
    await begin(bot, ana, "مدرسة النور")
    await bot.takes(ana.taps("Note"))
    await bot.takes(ana.says("המחברת הכחולה"))
    await bot.takes(ana.taps("Note"))
    assert "המחברת הכחולה" in ana.screen.text
    await bot.takes(ana.says("/start"))
    assert "مدرسة النور" in ana.screen.text


async def test_marks_in_names_are_shown_as_they_are(bot: Bot, telegram: Telegram) -> None:
    ana = telegram.person(7, "<i>Ana & Co")
    bob = telegram.person(8, "<b>Bob</b> & Co")
    school = "<b>St Ann</b> & St Bede"
    await begin(bot, ana, school)
    await bot.takes(ana.says("/start"))
    assert school in ana.screen.text
    await ask_to_join(bot, bob, school)
    assert school in bob.screen.text
    await bot.office.send_due()
    assert f"<b>Bob</b> & Co, teacher, asks to join {school}" in ana.screen.text
    assert "&lt;b&gt;Bob&lt;/b&gt; &amp; Co" in ana.screen.html


FORGED = ["zz", "an", "an:1:1.1:started", "an:1:1.1:started:0:0", "an:1:1.1:brilliant:0", "an:x:"]


@pytest.mark.parametrize("code", [*FORGED, "", "an:1:1.1:star", "é:1", "su:٣", "x" * 64])
async def test_a_code_nobody_made_is_refused(
    bot: Bot, ana: Person, logged: list[EventDict], code: str
) -> None:
    await begin(bot, ana)
    before = _lasting(bot)
    await bot.takes(ana.taps_raw(code, ana.screen))
    assert "cannot read that button" in ana.screen.text
    assert ana.screen.buttons
    assert ana.waiting == 0
    assert _lasting(bot) == before
    assert _refusals(logged) == ["unreadable"]


@pytest.mark.parametrize(
    "code", ["an:1:1.1:started:0", "co:1:0", "su:1", "fi:1", "cb:1:1", "fw:1", "no:1:1.1", "nx:1"]
)
async def test_somebody_elses_code_is_refused(
    bot: Bot, ana: Person, telegram: Telegram, logged: list[EventDict], code: str
) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Note"))
    await bot.takes(ana.says("The blue folder"))
    eve = telegram.person(666, "Eve")
    await bot.takes(eve.says("/start"))
    before = _lasting(bot)
    await bot.takes(eve.taps_raw(code, eve.screen))
    assert "belongs to another school or another person" in eve.screen.text
    assert "Newsham" not in eve.screen.text
    assert _lasting(bot) == before
    assert _refusals(logged) == ["not_yours"]


async def test_a_code_for_what_is_not_there_is_refused(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    before = _lasting(bot)
    for code in ("an:1:9.9:started:0", "nm:99", "cb:1:99", "cb:1:-1", "jd:99:1", "rr:99"):
        await bot.takes(ana.taps_raw(code, ana.screen))
        assert "not here any more" in ana.screen.text
        assert ana.screen.buttons
    assert _lasting(bot) == before


async def test_a_statement_that_applies_to_all_takes_no_other_answer(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    forged = f"an:1:{asked(ana.screen)}:does_not_apply:0"
    await bot.takes(ana.taps_raw(forged, ana.screen))
    assert "applies to every school" in ana.screen.text
    assert bot.answers() == []


def _lasting(bot: Bot) -> list[str]:
    """The rows that only a deed changes: all but the inbox and where the conversation stands."""
    passing = ('INSERT INTO "inbox"', 'INSERT INTO "conversation"')
    return [line for line in bot.kept().splitlines() if not line.startswith(passing)]


def _refusals(logged: list[EventDict]) -> list[str]:
    """Why what was refused was refused, as the log has it; no line has anybody's words."""
    assert "blue folder" not in repr(logged)
    return [str(line["why"]) for line in logged if "why" in line]

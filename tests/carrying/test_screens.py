"""Where a screen goes: into the message that was tapped, or into a new one."""

import pytest

from bot.desk import Delivery, Within
from bot.telegram import office
from dialogs.event import Event
from tests.botapi.people import Person
from tests.botapi.refused import bad_request, too_many_requests
from tests.botapi.telegram import Telegram
from tests.carrying.bot import Bot, Clock, asked, begin
from tests.carrying.watched import Watched


async def test_a_tap_edits_the_live_message_and_says_what_was_saved(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    before, messages = ana.screen, len(ana.messages)
    statement = asked(before)
    await bot.takes(ana.taps("Started"))
    assert (ana.screen.message_id, len(ana.messages)) == (before.message_id, messages)
    assert f"You said {statement}: Started" in ana.screen.text
    assert asked(ana.screen) != statement
    assert ana.toasts[-1] == f"{statement}: Started. Saved"
    assert ana.waiting == 0


async def test_words_are_answered_in_a_new_message(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    before, messages = ana.screen, len(ana.messages)
    await bot.takes(ana.says("The blue folder"))
    assert len(ana.messages) == messages + 1
    assert "Keep this as a note" in ana.screen.text
    assert ana.messages[-2].screen == before


async def test_what_words_saved_stands_on_the_screen(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    statement = asked(ana.screen)
    await bot.takes(ana.taps("Note"))
    await bot.takes(ana.says("The blue folder"))
    assert f"Note on {statement} kept" in ana.screen.text
    assert asked(ana.screen) == statement


async def test_a_tap_on_an_older_message_edits_that_one(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    older = ana.messages[-1]
    await bot.takes(ana.says("/help"))
    newer = ana.screen
    await bot.takes(ana.taps("Started", older))
    assert "You said" in older.text
    assert ana.screen == newer


async def test_two_taps_at_once_on_one_button_are_one_answer(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    statement = asked(ana.screen)
    await bot.takes(ana.taps("Started"), ana.taps("Started"))
    assert bot.answers() == [(statement, "started")]
    assert f"You said {statement}: Started" in ana.screen.text
    assert ana.toasts[-2:] == [f"{statement}: Started. Saved"] * 2
    assert ana.waiting == 0


async def test_two_taps_at_once_on_two_buttons_are_asked_about(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    statement = asked(ana.screen)
    await bot.takes(ana.taps("Started"), ana.taps("Fully in place"))
    assert bot.answers() == [(statement, "started")]
    assert "Which shall stand?" in ana.screen.text
    await bot.takes(ana.taps("Change it to: Fully in place"))
    assert bot.answers() == [(statement, "started"), (statement, "fully")]
    assert bot.rows("SELECT count(*) FROM standing") == [(1,)]


async def test_a_message_that_is_gone_is_sent_anew(
    bot: Bot, ana: Person, telegram: Telegram
) -> None:
    await begin(bot, ana)
    messages = len(ana.messages)
    telegram.fail_next("editMessageText", bad_request("message to edit not found"))
    await bot.takes(ana.taps("Started"))
    assert len(ana.messages) == messages + 1
    assert "You said" in ana.screen.text
    assert ana.screen.buttons
    assert bot.rows("SELECT owes FROM conversation") == [(None,)]


async def test_a_screen_that_is_there_already_is_not_sent_again(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    statement = ana.messages[-1]
    code = next(b.data for b in ana.screen.buttons if b.label == "Note")
    await bot.takes(ana.taps("Note"))
    messages, edits = len(ana.messages), len(statement.edits)
    await bot.takes(ana.taps_raw(code, statement))
    assert (len(ana.messages), len(statement.edits)) == (messages, edits)
    assert ana.waiting == 0
    assert bot.rows("SELECT owes FROM conversation") == [(None,)]


async def test_a_tap_answered_too_late_still_counts(bot: Bot, ana: Person, clock: Clock) -> None:
    await begin(bot, ana)
    statement = asked(ana.screen)
    tap = ana.taps("Started")
    clock.now += 60
    await bot.takes(tap)
    assert ana.waiting == 1
    assert f"You said {statement}: Started" in ana.screen.text
    assert bot.answers() == [(statement, "started")]


async def test_telegram_is_given_the_time_it_asks_for(
    bot: Bot, ana: Person, telegram: Telegram, naps: list[float]
) -> None:
    await begin(bot, ana)
    telegram.fail_next("editMessageText", too_many_requests(17), times=2)
    await bot.takes(ana.taps("Started"))
    assert naps == [17, 17]
    assert "You said" in ana.screen.text


async def test_my_data_comes_as_two_files_and_then_a_screen(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    await bot.takes(ana.says("/privacy"))
    tapped = len(ana.messages)
    await bot.takes(ana.taps("My data"))
    html, json, screen = ana.messages[tapped:]
    assert [d.name for d in ana.documents] == ["my-data.html", "my-data.json"]
    assert html.document
    assert b"Newsham Primary" in html.document.content
    assert json.document
    assert b'"first_name": "Ana"' in json.document.content
    assert screen.screen == ana.screen
    assert "Back to privacy" in ana.screen.labels


async def test_a_message_to_forward_is_plain_and_a_screen_follows(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Started"))
    await bot.takes(ana.says("/summary"))
    tapped = len(ana.messages)
    await bot.takes(ana.taps("A message for head or governors"))
    forward, below = ana.messages[tapped:]
    assert "not an inspection" in forward.text
    assert forward.markup is None
    assert "Back to the result" in below.screen.labels


async def test_what_takes_long_shows_that_something_is_coming(
    bot: Bot, ana: Person, telegram: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bot.takes(ana.says("/start"))
    assert telegram.counts["sendChatAction"] == 0
    take = bot.office.desk.take

    async def until_a_sign(event: Event, within: Within) -> Delivery:
        await telegram.until(lambda: telegram.counts["sendChatAction"], "a typing sign")
        return await take(event, within)

    monkeypatch.setattr(office, "SLOW", 0)
    monkeypatch.setattr(bot.office.desk, "take", until_a_sign)
    await bot.takes(ana.says("/help"))
    assert "What you can do here" in ana.screen.text

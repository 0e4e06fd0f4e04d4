"""The log has ids and routes, and nobody's name, answer or words."""

import logging
from dataclasses import replace
from typing import NoReturn

import pytest
from structlog.typing import EventDict

from dialogs import routes
from dialogs.doors import DOORS
from dialogs.turn import Turn
from tests.botapi.refused import Refused
from tests.botapi.telegram import Telegram
from tests.carrying.bot import TOKEN, Bot, ask_to_join, begin

NAME, FRIEND, SCHOOL, NOTE, WISH = "Zwixana", "Zwixbob", "Zwixham Primary", "zwixnote", "zwixwish"


async def test_a_whole_conversation_leaves_no_words_in_the_log(
    bot: Bot,
    telegram: Telegram,
    logged: list[EventDict],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    naps: list[float],
) -> None:
    caplog.set_level(logging.WARNING)
    ana, bob = telegram.person(7, NAME), telegram.person(8, FRIEND)
    await begin(bot, ana, SCHOOL)
    await ask_to_join(bot, bob, SCHOOL)
    await bot.office.send_due()
    await bot.takes(ana.says("/audit"))
    await bot.takes(ana.taps("Note"))
    await bot.takes(ana.says(f"In the {NOTE} folder"))
    await bot.takes(ana.taps("Started"))
    await bot.takes(ana.says(f"a {WISH} visitor"))
    await bot.takes(ana.taps("Look for resources"))
    await bot.takes(ana.says("/summary"), ana.says("/ten"), ana.says("/privacy"))
    await bot.takes(ana.taps("My data"))
    await bot.takes(bob.taps_raw(f"an:1:1.1:{NOTE}:0", bob.screen))
    telegram.fail_next("sendMessage", Refused(502, f"Bad {NAME}"), times=5)
    await bot.takes(ana.says("/help"))
    door = DOORS[routes.FindResource]
    monkeypatch.setitem(DOORS, routes.FindResource, replace(door, hear=_raises))
    await bot.takes(bob.says(f"{WISH} again"))
    await bot.takes(ana.blocks())
    assert any(line["event"] == "update_set_aside" for line in logged)
    assert any(line["event"] == "screen_not_sent" for line in logged)
    text = repr(logged) + caplog.text
    assert "zwix" not in text.lower()
    assert TOKEN not in text
    assert "started" not in text


def _raises(turn: Turn, route: object, words: str) -> NoReturn:
    raise ValueError(words)

"""How the bot presents itself, by the rules of the Bot API."""

from bot.telegram.menu import present
from dialogs.conversation import COMMANDS
from tests.botapi.people import Person
from tests.botapi.telegram import Telegram
from tests.carrying.bot import Bot


async def test_the_menu_and_the_descriptions(bot: Bot, telegram: Telegram) -> None:
    await present(bot.office.carrier.wire)
    menu = telegram.profile.commands[""]
    assert {entry["command"] for entry in menu} == set(COMMANDS)
    assert {"start", "audit", "summary", "ten", "privacy", "help"} <= set(COMMANDS)
    assert "primary" in telegram.profile.description[""]
    assert "primary" in telegram.profile.short_description[""]


async def test_every_command_of_the_menu_leads_somewhere(bot: Bot, ana: Person) -> None:
    for name in COMMANDS:
        messages = len(ana.messages)
        await bot.takes(ana.says(f"/{name}"))
        assert len(ana.messages) == messages + 1
        assert ana.screen.buttons
        assert "went wrong" not in ana.screen.text

"""How the bot presents itself: its command menu and its descriptions."""

from bot.telegram.wire import Wire
from dialogs.conversation import COMMANDS

SHORT = "Careers learning in primary schools: a self-review by chat, in six-minute pieces."
LONG = (
    "See where your primary school's careers learning stands, and what to do next.\n\n"
    "Forty statements, one tap each, about 15 minutes in all; stop whenever you like. You get a "
    "score, three next actions and links.\n\n"
    "Your school's own review. Nothing about pupils is kept."
)


async def present(wire: Wire) -> None:
    """Set menu and descriptions; the same as before changes nothing."""
    commands = [{"command": name, "description": said} for name, (_, said) in COMMANDS.items()]
    await wire.call("setMyCommands", commands=commands)
    await wire.call("setMyDescription", description=LONG)
    await wire.call("setMyShortDescription", short_description=SHORT)

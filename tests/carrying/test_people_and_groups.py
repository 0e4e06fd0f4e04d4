"""Those who block the bot, and groups, where nothing is kept."""

import pytest

from tests.botapi.people import Group, Person
from tests.botapi.telegram import Telegram
from tests.carrying.bot import LINK, Bot, Clock, begin

BLOCKED = "SELECT blocked_at FROM account"


async def test_whoever_blocks_the_bot_is_marked_until_they_write(
    bot: Bot, ana: Person, clock: Clock
) -> None:
    await begin(bot, ana)
    await bot.takes(ana.blocks())
    assert bot.rows(BLOCKED) == [(clock.now,)]
    await bot.takes(ana.unblocks())
    await bot.takes(ana.says("/audit"))
    assert bot.rows(BLOCKED) == [(None,)]
    assert "Welcome back" in ana.screen.text


async def test_a_block_is_learnt_of_by_sending(bot: Bot, ana: Person, clock: Clock) -> None:
    await begin(bot, ana)
    tap = ana.taps("Started")
    ana.blocks()
    await bot.takes(tap)
    assert bot.rows(BLOCKED) == [(clock.now,)]
    assert bot.rows("SELECT owes FROM conversation") == [(None,)]
    assert len(bot.answers()) == 1
    ana.unblocks()
    await bot.takes(ana.says("/audit"))
    assert bot.rows(BLOCKED) == [(None,)]


async def test_nothing_is_begun_with_whoever_blocks_the_bot(
    bot: Bot, ana: Person, clock: Clock, telegram: Telegram, naps: list[float]
) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Stop here"))
    await bot.takes(ana.taps("Tomorrow 12:15"))
    await bot.takes(ana.blocks())
    sent = telegram.counts["sendMessage"]
    clock.now += 3 * 86400
    await bot.office.send_due()
    assert telegram.counts["sendMessage"] == sent


@pytest.fixture
def staff_room(telegram: Telegram) -> Group:
    return telegram.group(-100, "Quokka staff room")


async def test_a_group_is_told_where_to_go_when_the_bot_is_added(
    bot: Bot, ana: Person, staff_room: Group
) -> None:
    await bot.takes(staff_room.adds_bot(ana))
    (line,) = staff_room.messages
    assert LINK in line.text
    assert "\n" not in line.text
    assert line.markup is None


async def test_a_group_is_told_where_to_go_at_a_command_and_nothing_else(
    bot: Bot, ana: Person, staff_room: Group
) -> None:
    staff_room.adds_bot(ana)
    await bot.takes(
        ana.says("quokka words", where=staff_room),
        ana.sends("photo", where=staff_room),
        ana.edits(ana.says("quokka", where=staff_room), "more quokka"),
    )
    assert staff_room.messages == []
    await bot.takes(ana.says("/audit@neambition_bot", where=staff_room))
    (line,) = staff_room.messages
    assert LINK in line.text


async def test_nothing_of_a_group_is_kept(bot: Bot, telegram: Telegram, staff_room: Group) -> None:
    zoe = telegram.person(9, "Zoequokka")
    await bot.takes(
        staff_room.adds_bot(zoe),
        zoe.says("quokka words", where=staff_room),
        zoe.says("/start quokka", where=staff_room),
    )
    await bot.takes(staff_room.removes_bot(zoe))
    assert "uokka" not in bot.kept()
    assert bot.rows("SELECT count(*) FROM person") == [(0,)]
    assert bot.rows("SELECT count(*), count(body), count(handled_at) FROM inbox") == [(4, 0, 4)]


async def test_a_group_that_put_the_bot_out_harms_nobody(
    bot: Bot, ana: Person, staff_room: Group
) -> None:
    staff_room.adds_bot(ana)
    said = ana.says("/start", where=staff_room)
    put_out = staff_room.removes_bot(ana)
    await bot.takes(said, put_out)
    await bot.takes(ana.says("/start"))
    assert "Hello" in ana.screen.text


async def test_a_group_is_not_told_again_when_the_bot_is_made_an_admin(
    bot: Bot, ana: Person, staff_room: Group
) -> None:
    added = staff_room.adds_bot(ana)
    await bot.takes(added)
    change = {
        **added["my_chat_member"],
        "old_chat_member": {"status": "member"},
        "new_chat_member": {"status": "administrator"},
    }
    await bot.takes({"update_id": added["update_id"] + 1, "my_chat_member": change})
    assert len(staff_room.messages) == 1

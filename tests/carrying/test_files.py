"""Files: fetched only where one was asked for, read as spreadsheets save them; pictures seen."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from structlog.typing import EventDict

from neambition.store import cohorts, people, schools
from tests.botapi.people import Person
from tests.botapi.refused import bad_request
from tests.botapi.rules import PNG
from tests.carrying.bot import Bot, begin
from tests.carrying.watched import Watched

LIST = "URN,School\r\n,St Mary’s\r\n,Ysgol Wyn\r\n,Nowhere\r\n"
SHEET = b"PK\x03\x04\x14\x00\x06\x00\x08\x00"


@pytest.fixture
def database_of(bot: Bot) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(bot.database)) as db:
        yield db


@pytest.fixture
def fay(telegram: Watched, database_of: sqlite3.Connection) -> Person:
    """Facilitates a cohort; two schools are known."""
    account = people.meet(database_of, "telegram", "9", "Fay", 0)
    cohort = cohorts.add(database_of, "Primary pilot 2026", 0)
    cohorts.put_facilitator(database_of, cohort.id, account.person, 0)
    for name in ("St Mary’s", "Ysgol Wyn"):
        schools.add(database_of, name, "Blyth", 0)
    database_of.commit()
    return telegram.person(9, "Fay")


async def asked(bot: Bot, fay: Person) -> None:
    """Fay is asked for a list."""
    await bot.takes(fay.says("/invite"))
    await bot.takes(fay.taps("Invite schools"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
async def test_a_list_sent_as_a_file_is_read(bot: Bot, fay: Person, encoding: str) -> None:
    await asked(bot, fay)
    await bot.takes(fay.sends_file("schools.csv", LIST.encode(encoding)))
    assert "2 of 3 found." in fay.screen.text
    assert "Nowhere" in fay.screen.text
    assert "schools.csv" not in bot.kept()
    await bot.takes(fay.taps("Make 2 links"))
    assert [d.name for d in fay.documents] == ["links.csv", "letters.pdf"]
    assert fay.documents[0].content.startswith(b"\xef\xbb\xbfSchool,")
    assert fay.documents[1].content.startswith(b"%PDF-")
    assert "2 links made" in fay.screen.text


@pytest.mark.parametrize(
    "content", [SHEET, b"", b"  \r\n", b"x" * (1024 * 1024 + 1), b"\x81\x8d"], ids=len
)
async def test_a_file_that_is_no_list_is_said_and_asked_again(
    bot: Bot, fay: Person, content: bytes
) -> None:
    await asked(bot, fay)
    await bot.takes(fay.sends_file("schools.xlsx", content))
    assert "could not read that file" in fay.screen.text
    await bot.takes(fay.sends_file("schools.csv", LIST.encode()))
    assert "2 of 3 found." in fay.screen.text


async def test_a_file_that_cannot_be_fetched_is_said(
    bot: Bot, fay: Person, telegram: Watched, logged: list[EventDict]
) -> None:
    await asked(bot, fay)
    telegram.fail_next("getFile", bad_request("file is temporarily unavailable"))
    await bot.takes(fay.sends_file("schools.csv", LIST.encode()))
    assert "could not read that file" in fay.screen.text
    assert "file_not_fetched" in [line["event"] for line in logged]


async def test_a_file_that_nothing_awaits_is_not_even_fetched(
    bot: Bot, ana: Person, fay: Person, telegram: Watched
) -> None:
    await begin(bot, ana)
    await bot.takes(ana.taps("Note"))
    await bot.takes(fay.says("/start"))
    for person in (ana, fay, telegram.person(10, "Eve")):
        await bot.takes(person.sends_file("pupils.csv", b"Peregrine,Year 3"))
        assert "no pictures, stickers, files or voice" in person.screen.text
    assert telegram.counts["getFile"] == 0
    assert "Peregrine" not in bot.kept()


async def test_a_long_list_in_two_messages_is_one(bot: Bot, fay: Person) -> None:
    await asked(bot, fay)
    first, second = "St Mary's\nNowhere", "Ysgol Wyn\nNobody\nNothing"
    await bot.takes(fay.says(first), fay.says(second))
    assert "2 of 5 found." in fay.screen.text


async def test_a_link_comes_as_words_to_forward_and_a_picture(bot: Bot, ana: Person) -> None:
    await begin(bot, ana)
    await bot.takes(ana.says("/invite"))
    before = len(ana.messages)
    await bot.takes(ana.taps("Teacher"))
    picture, forward, screen = ana.messages[before:]
    assert picture.document
    assert picture.document.content.startswith(PNG)
    assert picture.text == "Teacher: scan to open the link"
    assert "https://t.me/neambition_bot?start=" in forward.text
    assert forward.markup is None
    assert "Take this link back" in screen.screen.labels
    token = forward.text.partition("?start=")[2].split()[0]
    assert len(token) == 22
    assert token not in bot.kept()


async def test_a_link_is_opened_by_a_tap_on_it(bot: Bot, ana: Person, telegram: Watched) -> None:
    await begin(bot, ana)
    await bot.takes(ana.says("/invite"))
    await bot.takes(ana.taps("Teacher"))
    forward = next(m.text for m in ana.messages if "?start=" in m.text)
    token = forward.partition("?start=")[2].split()[0]
    ben, eve = telegram.person(8, "Ben"), telegram.person(666, "Eve")
    await bot.takes(ben.says(f"/start {token}"), eve.says(f"/start {token}"))
    came_in = ["You are in: Newsham Primary" in who.screen.text for who in (ben, eve)]
    assert sorted(came_in) == [False, True]
    assert token not in bot.kept()

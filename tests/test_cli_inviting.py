"""Inviting from the command line: beside a running bot, with Telegram and without."""

import asyncio
import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot import inviting
from bot.settings import Settings
from neambition.errors import NeambitionError
from neambition.store import frameworks, schools
from neambition.store.database import open_store
from tests.botapi.server import serve
from tests.botapi.telegram import Telegram
from tests.carrying.bot import Clock, opened
from tests.carrying.watched import Watched
from tests.play import house
from tests.program import TOKEN, program, shows, until
from tests.test_cli import neambition as neambition

Run = Callable[..., tuple[int, str, str]]
PILOT = "Primary pilot 2026"
SHOWN = "It lets in one person, within 14 days, and is shown only here.\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A database in its usual place, with 67 schools."""

    async def lay() -> None:
        store = await open_store(tmp_path / "data" / "neambition.db")

        def fill(db: Any) -> None:
            frameworks.pin(db, house().framework)
            for number in range(67):
                schools.add(db, f"School {number}", "Blyth", 0)

        await store.write(fill)
        await store.close()

    asyncio.run(lay())
    return tmp_path


@pytest.fixture
def seventy(tmp_path: Path) -> Path:
    """Seventy lines, of which three lead to no school."""
    file = tmp_path / "seventy.csv"
    names = [f"School {number}" for number in range(67)] + ["Nowhere", "999999", "Schol 3"]
    file.write_text("\r\n".join(["Name", *names]), "cp1252")
    return file


def rows(tmp_path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(tmp_path / "data" / "neambition.db")) as db:
        return db.execute(sql).fetchall()


def settings(tmp_path: Path, api_root: str) -> Settings:
    return Settings(
        _env_file=None,
        database=tmp_path / "data" / "neambition.db",
        telegram_token=TOKEN,
        telegram_api_url=api_root,
    )


# --- the first facilitator


def test_a_facilitators_line_makes_the_cohort(neambition: Run, tmp_path: Path) -> None:
    code, out, err = neambition("facilitator", "invite", "--cohort", f" {PILOT}  ")
    assert (code, err) == (0, SHOWN)
    assert out.startswith("/start ")
    assert rows(tmp_path, "SELECT name FROM cohort") == [(PILOT,)]
    neambition("facilitator", "invite", "--cohort", PILOT)
    assert rows(tmp_path, "SELECT count(*) FROM cohort") == [(1,)]
    assert rows(tmp_path, "SELECT count(*), max(uses_left) FROM invitation") == [(2, 1)]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_cohort_has_a_name(neambition: Run, name: str) -> None:
    code, out, err = neambition("facilitator", "invite", "--cohort", name)
    assert (code, out, err) == (2, "", "A cohort's name has 1 to 60 letters.\n")


async def test_a_facilitators_link_works_on_a_bot_that_runs(tmp_path: Path) -> None:
    """A bot in a process: the link is made beside it, opened there, and a list sent as a file."""
    telegram = Telegram(patience=3600)
    fay = telegram.person(7, "Fay")
    async with program(tmp_path, telegram) as bot:
        await bot.start()
        fay.says("/start")
        await until(lambda: shows(fay, "Hello"))
        api_root = bot._environment["NEAMBITION_TELEGRAM_API_URL"]
        link = await inviting.invite_facilitator(settings(tmp_path, api_root), PILOT)
        assert link.startswith("https://t.me/neambition_bot?start=")
        fay.says(f"/start {link.partition('?start=')[2]}")
        await until(lambda: shows(fay, "You are a facilitator here"))
        fay.taps("Invite schools")
        await until(lambda: shows(fay, "Paste one school a line"))
        await _adds_a_school(tmp_path)
        fay.sends_file("schools.csv", "Name\r\nYsgol Ŵyn\r\nNowhere".encode())
        await until(lambda: shows(fay, "1 of 2 found."))
        fay.taps("Make 1 link")
        await until(lambda: shows(fay, "1 link made"))
        assert [d.content[:5] for d in fay.documents] == [b"\xef\xbb\xbfSc", b"%PDF-"]
        assert await bot.stop() == 0


async def _adds_a_school(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "data" / "neambition.db")
    await store.write(lambda db: schools.add(db, "Ysgol Ŵyn", "Amlwch", 0))
    await store.close()


@pytest.mark.parametrize(
    ("answer", "said"),
    [("wrong", "Telegram refused the token"), ("none", "Telegram does not answer")],
)
async def test_without_telegrams_word_nothing_is_made(
    tmp_path: Path, answer: str, said: str
) -> None:
    async with serve(Telegram(), "another-token") as api_root:
        root = api_root if answer == "wrong" else "http://127.0.0.1:1"
        with pytest.raises(NeambitionError, match=said):
            await inviting.invite_facilitator(settings(tmp_path, root), PILOT)
    assert not (tmp_path / "data" / "neambition.db").exists()


# --- many schools


def test_seventy_schools_with_three_unknown(neambition: Run, register: Path, seventy: Path) -> None:
    invite = ("schools", "invite", str(seventy), "--cohort", PILOT, "--csv", "out.csv")
    code, out, err = neambition(*invite)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "67 of 70 found, 67 links made.",
        "3 not found, and nothing is made for these:",
        "  Nowhere (unknown)",
        "  999999 (unknown)",
        "  Schol 3 (unknown) - perhaps School 3, Blyth?",
    ]
    with (register / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert [row["School"] for row in written] == [f"School {number}" for number in range(67)]
    assert len({row["Link"] for row in written}) == 67
    assert rows(register, "SELECT count(*) FROM cohort_school") == [(67,)]
    assert not list(register.glob("*.part"))


def test_the_same_list_again_makes_no_second_links_unless_asked(
    neambition: Run, register: Path, seventy: Path
) -> None:
    invite = ("schools", "invite", str(seventy), "--cohort", PILOT, "--csv")
    neambition(*invite, "out.csv")
    _, out, _ = neambition(*invite, "again.csv")
    assert out.startswith("67 of 70 found, 0 links made.\n67 have a link that still works")
    assert not (register / "again.csv").exists()
    _, out, _ = neambition(*invite, "anew.csv", "--anew")
    assert out.startswith("67 of 70 found, 67 links made.\n3 not found")
    assert rows(register, "SELECT count(*), count(revoked_at) FROM invitation") == [(134, 67)]


async def test_links_and_letters_work_on_the_bot(register: Path, seventy: Path) -> None:
    telegram = Watched(Clock())
    table, pdf = register / "out.csv", register / "letters.pdf"
    async with serve(telegram, TOKEN) as api_root:
        done = await inviting.invite_schools(
            settings(register, api_root), seventy, PILOT, table, pdf, anew=False
        )
    assert (done.made, len(done.plan.missed)) == (67, 3)
    assert pdf.read_bytes().startswith(b"%PDF-")
    row = next(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    leo = telegram.person(7, "Leo")
    async with opened(telegram, register / "data" / "neambition.db", Clock()) as bot:
        await bot.takes(leo.says(f"/start {row['Link'].partition('?start=')[2]}"))
    assert "You are in: School 0, Blyth." in leo.screen.text


@pytest.mark.parametrize(
    ("listed", "table", "said"),
    [
        ("nowhere.csv", "out.csv", "nowhere.csv cannot be read (No such file or directory).\n"),
        ("empty.csv", "out.csv", "empty.csv names no school."),
        ("sheet.xlsx", "out.csv", "sheet.xlsx names no school."),
        ("seventy.csv", "no/such/out.csv", "no/such/out.csv cannot be written"),
    ],
)
def test_what_cannot_be_read_or_written_is_a_sentence_and_makes_nothing(
    neambition: Run, register: Path, seventy: Path, listed: str, table: str, said: str
) -> None:
    (register / "empty.csv").write_text("\n\n")
    (register / "sheet.xlsx").write_bytes(b"PK\x03\x04\x14\x00")
    code, out, err = neambition("schools", "invite", listed, "--cohort", PILOT, "--csv", table)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert rows(register, "SELECT count(*) FROM invitation") == [(0,)]


def test_letters_without_a_link_are_refused(neambition: Run, register: Path, seventy: Path) -> None:
    invite = ("schools", "invite", str(seventy), "--cohort", PILOT, "--csv", "out.csv")
    code, out, err = neambition(*invite, "--letters", "letters.pdf")
    assert (code, out) == (2, "")
    assert err.startswith("Letters need a link")
    assert rows(register, "SELECT count(*) FROM invitation") == [(0,)]

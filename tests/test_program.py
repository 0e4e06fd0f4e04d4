"""The program as it starts, refuses to start, and stops."""

import json
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.botapi.telegram import Telegram
from tests.program import Program, begun, program, shows, until

ROOT = Path(__file__).parents[1]


async def test_it_starts_with_a_line_and_stops_when_told(tmp_path: Path) -> None:
    async with begun(tmp_path) as (bot, ana):
        ana.taps("Started")
        await until(lambda: len(bot.rows("SELECT 1 FROM answer")) == 1)
        assert await bot.stop() == 0
        assert shows(ana, "2 of 40")
        started = json.loads(bot.log.read_text().splitlines()[0])
        assert started["event"] == "started"
        assert started["database"] == str(bot.database)
        assert started["mode"] == "telegram"
        assert started["version"]
        assert stat.S_IMODE(bot.database.stat().st_mode) == 0o600
        assert stat.S_IMODE(bot.database.parent.stat().st_mode) == 0o700


async def test_a_second_one_on_the_same_database_refuses(tmp_path: Path) -> None:
    async with begun(tmp_path):
        second = Program(tmp_path, "http://127.0.0.1:1")
        second.log = tmp_path / "second"
        await second.start()
        assert await second.ended() == 2
        assert second.log.read_text().startswith("Another neambition already works on")


async def test_a_wrong_token_is_one_line(tmp_path: Path) -> None:
    async with program(tmp_path, Telegram()) as right:
        wrong = Program(tmp_path, right._environment["NEAMBITION_TELEGRAM_API_URL"], "1:wrong")
        await wrong.start()
        assert await wrong.ended() == 2
        said = wrong.log.read_text()
        assert said.count("\n") == 1
        assert "NEAMBITION_TELEGRAM_TOKEN" in said
        assert "1:wrong" not in said


async def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    async with program(tmp_path, Telegram()) as bot:
        bot.database.parent.mkdir()
        with closing(sqlite3.connect(bot.database)) as db:
            db.execute("PRAGMA user_version = 999")
        await bot.start()
        assert await bot.ended() == 2
        assert "written by a newer version" in bot.log.read_text()
        assert bot.rows("PRAGMA user_version") == [(999,)]
        assert bot.rows("SELECT count(*) FROM sqlite_schema") == [(0,)]


async def test_a_path_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    async with program(tmp_path, Telegram()) as bot:
        (tmp_path / "data").write_text("a file where a folder should be")
        await bot.start()
        assert await bot.ended() == 2
        assert "NEAMBITION_DATABASE" in bot.log.read_text()


def test_the_terminal_needs_no_token_and_reads_pipes(tmp_path: Path) -> None:
    settings = {"NEAMBITION_DATABASE": "data/x.db", "PATH": "/usr/bin"}
    script = "1\nPiped Primary\n1\n5\n2\n/summary\n"
    command = [sys.executable, "-m", "bot.cli"]
    talk = subprocess.run(
        [*command, "run"], input=script, cwd=tmp_path, env=settings, capture_output=True, text=True
    )
    assert talk.returncode == 0, talk.stderr
    assert "You said 1.1: Started" in talk.stdout
    assert "So far only: 1 of 40 statements answered." in talk.stdout
    export = subprocess.run(
        [*command, "export", "--format", "json"],
        cwd=tmp_path, env=settings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    (school,) = json.loads(export.stdout)["schools"]
    (answer,) = school["audits"][0]["answers"]
    assert (answer["statement"], answer["level"]) == ("1.1", "started")
    assert school["audits"][0]["history"] == [answer]
    assert [role["role"] for role in school["roles"]] == ["lead"]


def test_a_broken_content_file_is_named_and_nothing_starts(tmp_path: Path) -> None:
    for package in ("bot", "dialogs", "neambition", "templates"):
        shutil.copytree(ROOT / package, tmp_path / package)
    broken = tmp_path / "neambition" / "frameworks" / "primary-1" / "benchmark-3.yaml"
    broken.write_text(broken.read_text("utf-8").replace("short:", "shrt:", 1), "utf-8")
    settings = {"NEAMBITION_DATABASE": "data/x.db", "PYTHONPATH": str(tmp_path)}
    talk = subprocess.run(
        [sys.executable, "-m", "bot.cli", "run"],
        cwd=tmp_path, env=settings, input="", capture_output=True, text=True,
    )  # fmt: skip
    assert talk.returncode == 2
    assert "benchmark-3.yaml: statements.3.1.short" in talk.stderr
    assert "Traceback" not in talk.stderr

"""The command line: what each command prints, and how it exits."""

import io
import json
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from bot import cli
from bot.lock import alone
from neambition.framework_files import FRAMEWORKS
from tests.registers import row, write

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def neambition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Runs the program in an empty folder; returns its exit code, output and errors."""
    for name in list(os.environ):
        if name.upper().startswith("NEAMBITION_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "ana")

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["neambition", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    yield run
    structlog.reset_defaults()  # the log went to this test's own standard error


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_help_lists_the_commands(neambition: Run, arguments: list[str]) -> None:
    _, out, err = neambition(*arguments)
    listed = [line.split()[1] for line in (out + err).splitlines() if line.startswith("│ ")]
    assert {"run", "chat", "check", "links", "export", "schools"} <= set(listed)


# --- check


def test_the_shipped_content_is_sound(neambition: Run) -> None:
    code, out, err = neambition("check")
    assert (code, err) == (0, "")
    assert out.startswith("The questions and the catalogue are sound.\n\nprimary-1: ")


def test_check_shows_what_there_is_for_each_benchmark_and_stage(neambition: Run) -> None:
    _, out, _ = neambition("check")
    places = [line[:6].rstrip() for line in out.splitlines() if line[:1].isdigit()]
    assert places == [f"{n} {stage}" for n in range(1, 9) for stage in ("EYFS", "KS1", "KS2")]
    assert "\nThin, with fewer than 3 to use: " in out


def test_check_prints_every_problem_and_exits_1(neambition: Run, tmp_path: Path) -> None:
    folder = tmp_path / "frameworks" / "primary-1"
    shutil.copytree(FRAMEWORKS / "primary-1", folder)
    broken = [folder / "benchmark-2.yaml", folder / "benchmark-5.yaml"]
    for file in broken:
        file.write_text(file.read_text("utf-8").replace("    why:", "    wyh:", 1), "utf-8")
    code, out, _ = neambition("check", str(folder.parent))
    lines = out.splitlines()
    assert code == 1
    assert lines[-1] == f"{len(lines) - 1} to mend."
    for file in broken:
        assert any(line.startswith(f"{file}: ") and "why" in line for line in lines)


def test_check_of_a_folder_that_is_not_there_is_a_problem(neambition: Run, tmp_path: Path) -> None:
    code, out, _ = neambition("check", str(tmp_path / "nowhere"))
    assert code == 1
    assert out.startswith(f"{tmp_path / 'nowhere'}: cannot be read")
    assert out.endswith("1 to mend.\n")


# --- chat and run


def test_chat_holds_a_conversation(neambition: Run, tmp_path: Path) -> None:
    code, out, err = neambition("chat", typed="1\nNewsham Primary, Blyth\n")
    assert (code, err) == (0, "")
    assert "Newsham Primary, Blyth\n\nWhat are you there?" in out
    file = tmp_path / "data" / "neambition.db"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_run_without_a_token_is_the_chat(neambition: Run) -> None:
    code, out, err = neambition("run", typed="/help\n")
    assert (code, err) == (0, "")
    assert "What you can do here" in out


@pytest.mark.parametrize("command", ["run", "chat"])
def test_a_second_program_on_one_database_is_refused(
    neambition: Run, tmp_path: Path, command: str
) -> None:
    with alone(tmp_path / "data" / "neambition.db"):
        code, out, err = neambition(command)
    assert (code, out) == (2, "")
    assert err.startswith("Another neambition already works on data/neambition.db.")
    assert neambition(command)[0] == 0


def test_a_setting_that_cannot_be_used_is_a_sentence(
    neambition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEAMBITION_TIMEZONE", "Mars")
    for command in ("run", "chat", "export"):
        code, out, err = neambition(command)
        assert (code, out) == (2, "")
        assert err.startswith("NEAMBITION_TIMEZONE: ")


# --- export


def test_export_without_a_database_is_a_sentence(neambition: Run, tmp_path: Path) -> None:
    code, out, err = neambition("export", "--format", "json")
    assert (code, out) == (2, "")
    assert err == (
        "There is no database at data/neambition.db. Name it with NEAMBITION_DATABASE.\n"
    )
    assert not (tmp_path / "data").exists()


def test_export_of_what_is_no_database_is_a_sentence(neambition: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "neambition.db").write_text("Words, and no database.\n" * 40, "utf-8")
    code, out, err = neambition("export")
    assert (code, out) == (2, "")
    assert "data/neambition.db" in err


def test_export_writes_schools_and_answers_and_no_names(neambition: Run) -> None:
    neambition("chat", typed="2\nNewsham Primary\n3\n1\n2\nA note of my own\n1\n/audit\n3\n")
    code, out, err = neambition("export", "--format", "json")
    assert (code, err) == (0, "")
    [school] = json.loads(out)["schools"]
    [audit] = school["audits"]
    assert school["name"] == "Newsham Primary"
    assert [role["role"] for role in school["roles"]] == ["teacher"]
    assert [answer["level"] for answer in audit["answers"]] == ["started", "mostly"]
    assert all(answer["statement"] for answer in audit["history"])
    assert "ana" not in out
    assert "A note of my own" not in out


def test_export_leaves_out_schools_that_nobody_was_ever_at(neambition: Run, tmp_path: Path) -> None:
    register = write(tmp_path / "register.csv", [row(108765, "Oak School"), row(108766, "Ash")])
    code, out, _ = neambition("schools", "import", str(register))
    assert (code, out.splitlines()[0]) == (
        0,
        "Schools: 2 new, 0 changed, 0 unchanged, 0 closed.",
    )
    neambition("chat", typed="2\noak\n1\n3\n1\n")
    _, out, _ = neambition("export")
    [school] = json.loads(out)["schools"]
    assert (school["urn"], school["name"], school["town"]) == ("108765", "Oak School", "Blyth")

"""The register: which rows are taken, what a second import changes, and that the bot goes on."""

import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from bot.register import SHOWN, Tally, import_register, told
from neambition.register import RegisterError, Row, Skipped, read
from neambition.store import finding, memberships, people, schools
from neambition.store.database import open_store
from neambition.store.memberships import Role
from neambition.store.register import Came
from tests.registers import HEADERS, many, row, write
from tests.walk import connect


def read_one(tmp_path: Path, **more: str) -> Row | Skipped:
    (of,) = read(write(tmp_path / "register.csv", [row(108765, "Newsham School", **more)]))
    return of


# --- which rows


@pytest.mark.parametrize(
    ("phase", "low", "high", "kept"),
    [
        ("Primary", "3", "11", True),
        ("Primary", "3", "9", True),  # a first school
        ("Primary", "4", "7", True),
        ("Primary", "", "", True),
        ("Middle deemed primary", "8", "12", True),
        ("Middle deemed secondary", "9", "13", True),
        ("Middle deemed secondary", "", "", True),
        ("Middle deemed secondary", "11", "14", False),
        ("All-through", "3", "19", True),
        ("All-through", "11", "18", False),
        ("Not applicable", "4", "19", True),  # a special school
        ("Not applicable", "11", "19", False),
        ("Not applicable", "", "", False),
        ("Nursery", "2", "5", False),
        ("Nursery", "3", "7", True),
        ("Secondary", "11", "18", False),
        ("Secondary", "9", "16", False),
        ("16 plus", "16", "99", False),
        ("", "", "", False),
    ],
)
def test_kept_is_whatever_has_pupils_of_primary_age(
    tmp_path: Path, phase: str, low: str, high: str, kept: bool
) -> None:
    assert isinstance(read_one(tmp_path, phase=phase, low=low, high=high), Row) == kept


@pytest.mark.parametrize(
    ("status", "kept"),
    [("Open", True), ("Open, but proposed to close", True), ("Proposed to open", False)],
)
def test_kept_is_what_is_open(tmp_path: Path, status: str, kept: bool) -> None:
    assert isinstance(read_one(tmp_path, status=status), Row) == kept


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"URN": "E10"}, "URN cannot be “E10”"),
        ({"URN": ""}, "URN cannot be “”"),
        ({"EstablishmentName": "  "}, "EstablishmentName cannot be “”"),
        ({"EstablishmentName": "x" * 121}, f"EstablishmentName cannot be “{'x' * 40}”"),
        ({"StatutoryLowAge": "four"}, "StatutoryLowAge cannot be “four”"),
        ({"URN": "108764"}, "URN 108764 stands on line 2 too"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_line_and_reason(
    tmp_path: Path, wrong: dict[str, str], reason: str
) -> None:
    rows = [row(108764, "Oak School"), row(108765, "Ash School") | wrong, row(108766, "Elm School")]
    taken = list(read(write(tmp_path / "register.csv", rows)))
    assert [of.name for of in taken if isinstance(of, Row)] == ["Oak School", "Elm School"]
    assert [of for of in taken if isinstance(of, Skipped)] == [Skipped(3, reason, True)]


def test_a_row_that_ends_early_is_skipped_and_an_empty_line_is_none(tmp_path: Path) -> None:
    file = write(tmp_path / "register.csv", [row(108764, "Oak School")])
    file.write_text(file.read_text("cp1252") + "\n108765,929\n", "cp1252")
    assert list(read(file))[1:] == [Skipped(4, "too few columns", True)]


def test_letters_beyond_ascii_and_a_name_over_two_lines(tmp_path: Path) -> None:
    rows = [row(108764, "Café “Tyne” School – Blyth’s"), row(108765, "Ash\nSchool"), row(1, "x")]
    first, *_, last = read(write(tmp_path / "register.csv", rows))
    assert isinstance(first, Row)
    assert first.name == "Café “Tyne” School – Blyth’s"
    assert isinstance(last, Skipped)
    assert last.line == 5


def test_one_saved_again_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    file = write(tmp_path / "register.csv", [row(108764, "Café School")], "utf-8-sig")
    (of,) = read(file)
    assert isinstance(of, Row)
    assert of.name == "Café School"


def test_what_stands_in_the_heads_columns_is_not_even_looked_at(tmp_path: Path) -> None:
    """Nothing of it is in a row, and a file without those columns is as good."""
    assert not [name for name in Row.model_fields if "head" in name]
    file = tmp_path / "register.csv"
    kept = [n for n, header in enumerate(HEADERS) if not header.startswith("Head")]
    lines = [HEADERS, [row(108764, "Oak School").get(header, "") for header in HEADERS]]
    file.write_text("".join(",".join(line[n] for n in kept) + "\r\n" for line in lines), "cp1252")
    assert isinstance(next(read(file)), Row)


# --- a register that is none


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        "URN,EstablishmentName\n108764,Oak".encode("utf-16"),
        b"name,town\nOak,Blyth\n",
        b"\x00" * 100,
        ",".join(HEADERS).replace("Postcode", "Post code").encode(),
        b'URN,"' + b"x" * 200_000,
    ],
    ids=["empty", "a line", "pdf", "utf-16", "other", "zeros", "a column short", "no end"],
)
def test_it_is_refused_in_one_sentence_and_nothing_is_touched(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(content)
    done = imports(tmp_path, file)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "school register" in done.stderr
    assert not (tmp_path / "neambition.db").exists()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="No such file"):
        next(read(tmp_path / "nothing.csv"))


def imports(tmp_path: Path, file: Path) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own."""
    command = [sys.executable, "-m", "bot.cli", "schools", "import", str(file)]
    settings = os.environ | {"NEAMBITION_DATABASE": str(tmp_path / "neambition.db")}
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


# --- what an import changes


async def came(tmp_path: Path, *rows: dict[str, str]) -> Counter[Came]:
    file = write(tmp_path / "register.csv", rows)
    return (await import_register(tmp_path / "neambition.db", file)).came


async def found(tmp_path: Path, typed: str) -> list[str]:
    store = await open_store(tmp_path / "neambition.db")
    try:
        return [of.full for of in await store.read(lambda db: finding.find(db, typed))]
    finally:
        await store.close()


async def test_a_second_time_nothing_is_new(tmp_path: Path) -> None:
    rows = list(many(300))
    assert await came(tmp_path, *rows) == {Came.NEW: 300}
    assert await came(tmp_path, *rows) == {Came.UNCHANGED: 300}


async def test_a_school_that_changed_is_found_by_what_it_is_called_now(tmp_path: Path) -> None:
    await came(tmp_path, row(108765, "Newsham Primary School"))
    renamed = row(108765, "Kingfisher Academy", postcode="ne24 4pb")
    assert await came(tmp_path, renamed) == {Came.CHANGED: 1}
    assert await found(tmp_path, "kingfisher") == ["Kingfisher Academy, Blyth NE24 4PB"]
    assert await found(tmp_path, "newsham") == []


async def test_a_closed_school_is_not_found_but_its_people_go_on(tmp_path: Path) -> None:
    await came(tmp_path, row(108765, "Newsham Primary School"))
    db = connect(tmp_path / "neambition.db")
    ana = people.meet(db, "telegram", "ana", "Ana", 1).person
    memberships.join(db, ana, 1, Role.LEAD, 1)
    closed = row(108765, "Newsham Primary School", status="Closed")
    assert await came(tmp_path, closed) == {Came.CLOSED: 1}
    assert await came(tmp_path, closed) == {Came.UNCHANGED: 1}
    assert await found(tmp_path, "newsham") == await found(tmp_path, "108765") == []
    here = memberships.belongs(db, ana)
    assert here
    assert here.school == schools.school(db, 1)
    db.close()
    assert await came(tmp_path, row(108765, "Newsham Primary School")) == {Came.CHANGED: 1}
    assert await found(tmp_path, "newsham") == ["Newsham Primary School, Blyth NE24 4PB"]


async def test_a_closed_school_that_was_never_here_is_only_counted(tmp_path: Path) -> None:
    assert await came(tmp_path, row(108765, "Oak", status="Closed")) == {Came.ELSEWHERE: 1}
    assert await found(tmp_path, "oak") == []


async def test_schools_typed_before_are_found_after(tmp_path: Path) -> None:
    await came(tmp_path)
    db = connect(tmp_path / "neambition.db")
    schools.add(db, "Fellfoot Farm School, Rothbury", "", 1)
    db.execute("DELETE FROM school_grams")  # as one typed before anything could be found
    db.close()
    await came(tmp_path, row(108765, "Newsham Primary School"))
    assert await found(tmp_path, "felfoot") == ["Fellfoot Farm School, Rothbury"]


def test_what_it_came_to_is_told_the_unreadable_first() -> None:
    skipped = [Skipped(line, "no primary-age pupils (Secondary)", False) for line in range(2, 99)]
    tally = Tally(Counter({Came.NEW: 12000}), [*skipped, Skipped(99, "too few columns", True)])
    lines = told(tally).splitlines()
    assert lines[0] == "Schools: 12,000 new, 0 changed, 0 unchanged, 0 closed."
    assert lines[1].startswith("Skipped: 1 unreadable, 97 of no primary-age school")
    assert lines[2] == "  line 99: too few columns"
    assert len(lines) == 2 + SHOWN + 1
    assert lines[-1] == "  and 48 more"


# --- beside the bot


def test_others_write_while_25000_schools_come_in(tmp_path: Path) -> None:
    """In a process of its own, no write of another's waits for the whole of it."""
    file = write(tmp_path / "register.csv", many(25_000))
    assert imports(tmp_path, write(tmp_path / "none.csv", [])).returncode == 0
    written, over = 0, threading.Event()

    def imported() -> None:
        outcome.append(imports(tmp_path, file))
        over.set()

    outcome: list[subprocess.CompletedProcess[str]] = []
    importing = threading.Thread(target=imported)
    importing.start()
    db = connect(tmp_path / "neambition.db")
    schools_seen = set()
    while not over.is_set():
        people.meet(db, "telegram", f"person {written}", "Ana", 1)
        (count,) = db.execute("SELECT count(*) FROM school").fetchone()
        schools_seen.add(count)
        written += 1
        over.wait(0.01)
    importing.join()
    assert outcome[0].stdout.startswith("Schools: 25,000 new, 0 changed")
    assert db.execute("SELECT count(*) FROM person").fetchone() == (written,)
    assert len(schools_seen - {0, 25_000}) >= 5  # this one's turn came in the midst of it
    assert db.execute("SELECT count(*) FROM school_grams").fetchone() == (25_000,)
    db.close()

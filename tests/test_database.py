"""The database file: brought up to date, private, shared by those who wait, closed always."""

import asyncio
import os
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from neambition.store import database
from neambition.store.database import MIGRATIONS, Store, StoreError, open_store

Work = Callable[[sqlite3.Connection], Any]
Layout = Callable[[str], int]

LAYOUTS = len(list(MIGRATIONS.glob("*.sql")))
PATIENCE = 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "neambition.db"


@pytest.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    opened = await open_store(file)
    yield opened
    await opened.close()


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    """Whatever a test does, the threads it began end."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if not thread.name.startswith("asyncio"):
            thread.join(PATIENCE)
            assert not thread.is_alive(), f"{thread} was left running"


def meet(name: str) -> Work:
    """A write: one more person."""
    return lambda db: (
        db.execute("INSERT INTO person (first_name, since) VALUES (?, 0)", (name,)).lastrowid
    )


def names(db: sqlite3.Connection) -> list[str]:
    return [name for (name,) in db.execute("SELECT first_name FROM person ORDER BY id")]


def pragma(name: str) -> Work:
    return lambda db: db.execute(f"PRAGMA {name}").fetchone()[0]


def fail(db: sqlite3.Connection) -> None:
    """A write that is thought better of half way."""
    meet("Nobody")(db)
    raise LookupError("changed my mind")


@asynccontextmanager
async def held(store: Store) -> AsyncIterator[asyncio.Task[None]]:
    """While a write stays on the store's thread; it goes on at the end."""
    begun, free = threading.Event(), threading.Event()

    def work(db: sqlite3.Connection) -> None:
        meet("Held")(db)
        begun.set()
        assert free.wait(PATIENCE)

    writing = asyncio.create_task(store.write(work))
    assert await asyncio.to_thread(begun.wait, PATIENCE)
    yield writing
    await asyncio.sleep(0)  # whoever was to wait for it does by now
    free.set()
    await asyncio.wait([writing])


async def leave(file: Path, name: str = "Ana") -> None:
    """Open the database, write a name into it, close it."""
    store = await open_store(file)
    await store.write(meet(name))
    await store.close()


# --- migrations


async def test_a_new_file_is_made_whole_and_found_again(file: Path) -> None:
    await leave(file, "Ana")
    await leave(file, "Ben")
    with closing(sqlite3.connect(file)) as db:
        assert pragma("user_version")(db) == LAYOUTS
        assert names(db) == ["Ana", "Ben"]


@pytest.fixture
def next_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """Adds one more migration, of that SQL."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    return lambda sql: (folder / f"{LAYOUTS + 1:04}_more.sql").write_text(sql, "utf-8")


async def test_an_older_file_is_brought_up_to_date(file: Path, next_layout: Layout) -> None:
    await leave(file)
    next_layout("ALTER TABLE person ADD COLUMN shoe INTEGER;")
    store = await open_store(file)
    assert await store.read(lambda db: db.execute("SELECT first_name, shoe FROM person").fetchall())
    assert await store.read(pragma("user_version")) == LAYOUTS + 1
    await store.close()


async def test_a_migration_that_fails_leaves_nothing_half_done(
    file: Path, next_layout: Layout
) -> None:
    await leave(file)
    next_layout("CREATE TABLE half (way INTEGER) STRICT;\nNONSENSE;")
    with pytest.raises(sqlite3.OperationalError):
        await open_store(file)
    with closing(sqlite3.connect(file)) as db:
        assert pragma("user_version")(db) == LAYOUTS
        assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'half'").fetchall()


async def test_what_waits_and_who_is_spared_outlives_a_table_made_anew(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The outbox and the mutes, as they were before there was `follow_up`."""
    folder = tmp_path / "before"
    folder.mkdir()
    for script in sorted(MIGRATIONS.glob("*.sql")):
        if script.name.endswith("_follow_up.sql"):
            break
        shutil.copy(script, folder)

    def lay(db: sqlite3.Connection) -> None:
        person = meet("Ana")(db)
        db.execute("INSERT INTO account VALUES (5, ?, 'telegram', '7', NULL)", (person,))
        for id_ in (3, 9):
            db.execute(
                "INSERT INTO outbox (id, key, account, route, class, not_before, state)"
                " VALUES (?, ?, 5, 'he', 'plan', 60, 'waiting')",
                (id_, f"key {id_}"),
            )
        db.execute("DELETE FROM outbox WHERE id = 9")
        db.execute("INSERT INTO mute VALUES (?, 'plan', 60)", (person,))

    with monkeypatch.context() as before:
        before.setattr(database, "MIGRATIONS", folder)
        store = await open_store(file)
        await store.write(lay)
        held = "SELECT id, key, account, route, class, not_before, state FROM outbox"
        was = await store.read(lambda db: db.execute(held).fetchall())
        await store.close()
    store = await open_store(file)
    assert await store.read(lambda db: db.execute(held).fetchall()) == was
    assert await store.read(lambda db: db.execute("SELECT class FROM mute").fetchall()) == [
        ("plan",)
    ]
    more = (
        "INSERT INTO outbox (key, account, route, class, not_before, state)"
        " VALUES ('key', 5, 'he', 'follow_up', 60, 'waiting') RETURNING id"
    )
    assert await store.write(lambda db: db.execute(more).fetchall()) == [(10,)]
    await store.close()


@pytest.mark.parametrize("journal", ["wal", "delete"])
async def test_a_newer_file_is_refused_and_left_as_it_was(file: Path, journal: str) -> None:
    await leave(file)
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA journal_mode = {journal}")
        db.execute(f"PRAGMA user_version = {LAYOUTS + 1}")
    before = await asyncio.to_thread(file.read_bytes)
    with pytest.raises(StoreError, match=f"newer version.*{LAYOUTS + 1}.*knows {LAYOUTS}"):
        await open_store(file)
    assert await asyncio.to_thread(file.read_bytes) == before


# --- what cannot be opened


@pytest.fixture
def unusable(tmp_path: Path) -> dict[str, Path]:
    """Paths at which no database can be."""
    junk, folder = tmp_path / "junk.db", tmp_path / "folder"
    junk.write_text("These are words and no database.\n" * 40, "utf-8")
    folder.mkdir()
    return {"junk": junk, "under a file": junk / "neambition.db", "folder": folder}


@pytest.mark.parametrize("place", ["junk", "under a file", "folder"])
async def test_what_cannot_be_opened_is_said(unusable: dict[str, Path], place: str) -> None:
    with pytest.raises(StoreError, match="NEAMBITION_DATABASE") as refused:
        await open_store(unusable[place])
    assert str(unusable[place]) in str(refused.value)


# --- private


@pytest.fixture
def open_handed() -> Iterator[None]:
    """A process whose new files anybody may read."""
    mask = os.umask(0)
    yield
    os.umask(mask)


def mode(file: Path) -> str:
    return f"{file.stat().st_mode & 0o777:o}"


@pytest.mark.usefixtures("open_handed")
async def test_nobody_else_may_read_it(file: Path) -> None:
    store = await open_store(file)
    await store.write(meet("Ana"))
    modes = {f.name: mode(f) for f in file.parent.iterdir()}
    await store.close()
    assert modes == {f"neambition.db{end}": "600" for end in ("", "-wal", "-shm")}
    assert mode(file.parent) == "700"


async def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "neambition.db"
    file.touch(0o644)
    await leave(file)
    assert mode(file) == "600"


# --- writing and reading


@pytest.fixture
async def statements(store: Store) -> list[str]:
    """Every statement that the writer runs from now on."""
    ran: list[str] = []
    await store.write(lambda db: db.set_trace_callback(ran.append))
    ran.clear()
    return ran


async def test_writes_that_wait_together_share_a_commit(
    store: Store, statements: list[str]
) -> None:
    async with held(store):
        others = asyncio.gather(*(store.write(meet(name)) for name in ("Ana", "Ben", "Cat")))
    assert await others == [2, 3, 4]
    assert statements.count("BEGIN IMMEDIATE") == statements.count("COMMIT") == 2


async def test_one_that_raises_undoes_only_itself(store: Store, statements: list[str]) -> None:
    works = (meet("Ana"), fail, meet("Ben"))
    outcomes = await asyncio.gather(*map(store.write, works), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [int, LookupError, int]
    assert await store.read(names) == ["Ana", "Ben"]
    assert statements.count("COMMIT") == 1


async def test_a_failing_commit_keeps_nobodys_work_and_tells_everybody(store: Store) -> None:
    def owe_a_parent(db: sqlite3.Connection) -> None:
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute("INSERT INTO account (person, channel, external_id) VALUES (99, 'a', 'b')")

    works = map(store.write, (meet("Ana"), owe_a_parent))
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [sqlite3.IntegrityError] * 2
    await store.write(meet("Ben"))
    assert await store.read(names) == ["Ben"]


async def test_a_read_cannot_write_and_harms_no_other(store: Store) -> None:
    reads = map(store.read, (meet("Ana"), names))
    failed, found = await asyncio.gather(*reads, return_exceptions=True)
    assert "readonly" in str(failed)
    assert found == []


async def test_reads_go_on_while_a_write_takes_its_time(store: Store) -> None:
    async with held(store):
        assert await store.read(names) == []
    assert await store.read(names) == ["Held"]


async def test_whoever_gives_up_waiting_harms_nobody(store: Store) -> None:
    """Work handed over is done, whether or not its caller still waits."""
    async with held(store) as running:
        given_up, patient = (asyncio.create_task(store.write(meet(n))) for n in ("Ana", "Ben"))
        await asyncio.sleep(0)  # both have begun to wait
        running.cancel()
        given_up.cancel()
    await asyncio.wait_for(patient, PATIENCE)
    assert running.cancelled()
    assert given_up.cancelled()
    assert await store.read(names) == ["Held", "Ana", "Ben"]


async def test_closing_waits_for_what_was_handed_over(file: Path) -> None:
    store = await open_store(file)
    async with held(store):
        also = asyncio.create_task(store.write(meet("Ana")))
        await asyncio.sleep(0)  # it has begun to wait
        closed = asyncio.create_task(store.close())
    await asyncio.gather(closed, also)
    with closing(sqlite3.connect(file)) as db:
        assert names(db) == ["Held", "Ana"]


async def test_a_closed_store_says_so(file: Path) -> None:
    store = await open_store(file)
    await store.close()
    with pytest.raises(ValueError, match="connection"):
        await asyncio.wait_for(store.write(names), timeout=2)


# --- erased means gone


async def test_what_was_erased_is_in_no_file(store: Store, file: Path) -> None:
    def traces() -> list[str]:
        return [f.name for f in file.parent.iterdir() if b"Peregrine" in f.read_bytes()]

    await store.write(meet("Peregrine" * 200))
    assert traces() == ["neambition.db-wal"]
    await store.scrub()
    assert traces() == ["neambition.db"]
    await store.write(lambda db: db.execute("DELETE FROM person"))
    await store.scrub()
    assert traces() == []
    assert file.with_name("neambition.db-wal").stat().st_size == 0


async def test_the_settings_that_keep_words_safe_are_on(store: Store) -> None:
    wanted = {"secure_delete": 1, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert {name: await store.write(pragma(name)) for name in wanted} == wanted
    assert await store.read(pragma("foreign_keys")) == 1


# --- the layout


STRICT = """
SELECT name, strict FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
"""
INDEXED = """
SELECT t.name || '.' || f."from", f."from" IN (
    SELECT c.name FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c
    WHERE c.seqno = 0 AND NOT i.partial
    UNION SELECT name FROM pragma_table_info(t.name) WHERE pk = 1
) FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main'
"""


@pytest.mark.parametrize("sql", [STRICT, INDEXED], ids=["tables strict", "references indexed"])
async def test_every_one_is(store: Store, sql: str) -> None:
    """Every table is strict; every column that refers to another table leads a whole index."""
    rows = await store.read(lambda db: db.execute(sql).fetchall())
    assert len(rows) > 10
    assert [name for name, good in rows if not good] == []

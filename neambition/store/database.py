"""The database file: opened, brought up to date, and used by whole functions at a time.

A caller hands over a function of a connection; it runs on the connection's own thread. Functions
that wait at the same moment run one after another in one transaction and share its commit, each
behind its own savepoint, so that one that raises undoes only itself.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from neambition.errors import NeambitionError

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

MIGRATIONS = Path(__file__).parent / "migrations"


class StoreError(NeambitionError):
    """The database cannot be used as it is."""


class _Hop(aiosqlite.Connection):
    """aiosqlite's connection, with one method that runs a whole function on its thread."""

    async def hop(self, work: Work[T]) -> T:
        result: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call]
        return result


class _Lane:
    """One connection and those who wait for it."""

    def __init__(self, connection: _Hop, together: Callable[..., list[Any]]) -> None:
        self._connection = connection
        self._together = together
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._busy: asyncio.Task[None] | None = None

    async def run(self, work: Work[T]) -> T:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._busy is None or self._busy.done():
            self._busy = asyncio.create_task(self._drain())
        return await future

    async def _drain(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            works = [work for work, _ in batch]
            try:
                outcomes = await self._connection.hop(partial(self._together, works))
            except Exception as error:  # the commit itself: nobody's work was kept
                outcomes = [error] * len(batch)
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if future.cancelled():
                    continue
                if isinstance(outcome, Exception):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)

    async def close(self) -> None:
        if self._busy is not None:
            await self._busy
        await self._connection.close()


class Store:
    """The open database. Close it on every path: an open one keeps the process from ending."""

    def __init__(self, writer: _Hop, reader: _Hop) -> None:
        self._writer = writer
        self._write = _Lane(writer, _write_together)
        self._read = _Lane(reader, _read_together)

    async def write(self, work: Work[T]) -> T:
        """Run in a transaction; returns after the commit. What the function raises is raised."""
        return await self._write.run(work)

    async def read(self, work: Work[T]) -> T:
        """Run on a connection that cannot write, outside the writer's turn."""
        return await self._read.run(work)

    async def scrub(self) -> None:
        """Empty the write-ahead log, so that what was erased is in no file."""
        await self._writer.hop(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    async def close(self) -> None:
        await self._read.close()
        await self._write.close()


async def open_store(file: Path) -> Store:
    """Create or migrate the database and open it; StoreError says in a sentence why not."""
    try:
        _create_private(file)
        _refuse_newer(file)
        writer = await _connect(file)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"The database {file} cannot be opened ({error}). Choose a path that can be written "
            "with NEAMBITION_DATABASE."
        ) from error
    try:
        await writer.hop(_migrate)
        reader = await _connect(file, read_only=True)
    except BaseException:
        await writer.close()
        raise
    store = Store(writer, reader)
    await store.scrub()
    return store


def _create_private(file: Path) -> None:
    """Only the owner may read the database; the write-ahead log takes over its permissions."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    file.chmod(0o600)


def _refuse_newer(file: Path) -> None:
    """Before anything touches the file: it may be one that this program does not understand."""
    known = len(list(MIGRATIONS.glob("*.sql")))
    with closing(sqlite3.connect(file)) as db:
        (at,) = db.execute("PRAGMA user_version").fetchone()
    if at > known:
        raise StoreError(
            f"The database {file} was written by a newer version of this program "
            f"(its layout is {at}, this program knows {known}). Install that version, or choose "
            "another file with NEAMBITION_DATABASE."
        )


async def _connect(file: Path, read_only: bool = False) -> _Hop:
    connector = partial(
        sqlite3.connect, file, isolation_level=None, cached_statements=256, check_same_thread=False
    )
    connection = _Hop(connector, iter_chunk_size=64)
    # The thread must not outlive a start-up that went wrong.
    connection._thread.daemon = True
    await connection
    try:
        await connection.hop(partial(_prepare, read_only=read_only))
    except BaseException:
        await connection.close()
        raise
    return connection


def _prepare(db: sqlite3.Connection, read_only: bool) -> None:
    db.execute("PRAGMA busy_timeout = 5000")
    db.execute("PRAGMA foreign_keys = ON")
    if read_only:
        db.execute("PRAGMA query_only = ON")
        return
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA secure_delete = ON")  # erased words leave no trace in free pages


def _migrate(db: sqlite3.Connection) -> None:
    """Bring the layout up to date, each step whole or not at all.

    A step may build a table anew; what points to it is checked once it is there again.
    """
    scripts = sorted(MIGRATIONS.glob("*.sql"))
    (at,) = db.execute("PRAGMA user_version").fetchone()
    db.execute("PRAGMA foreign_keys = OFF")
    for number, script in enumerate(scripts[at:], start=at + 1):
        sql = script.read_text("utf-8")
        db.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")
    if at < len(scripts) and db.execute("PRAGMA foreign_key_check").fetchall():
        raise sqlite3.IntegrityError("rows point to rows that are not there")
    db.execute("PRAGMA foreign_keys = ON")


def _write_together(works: Sequence[Work[Any]], db: sqlite3.Connection) -> list[Any]:
    """Results in order; an exception stands where its function raised it."""
    outcomes: list[Any] = []
    db.execute("BEGIN IMMEDIATE")
    try:
        for work in works:
            db.execute("SAVEPOINT one")
            try:
                outcomes.append(work(db))
            except Exception as error:  # its caller gets it; the others' work stands
                db.execute("ROLLBACK TO one")
                outcomes.append(error)
            db.execute("RELEASE one")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return outcomes


def _read_together(works: Sequence[Work[Any]], db: sqlite3.Connection) -> list[Any]:
    outcomes: list[Any] = []
    db.execute("BEGIN")
    try:
        for work in works:
            try:
                outcomes.append(work(db))
            except Exception as error:  # its caller gets it
                outcomes.append(error)
    finally:
        db.execute("COMMIT")
    return outcomes

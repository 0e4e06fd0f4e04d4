"""A database whose work is undone after each test."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.walk import connect, fresh


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh(tmp_path_factory.mktemp("documents") / "neambition.db")


@pytest.fixture
def db(empty: Path) -> Iterator[sqlite3.Connection]:
    """A connection whose work is undone."""
    db = connect(empty)
    db.execute("BEGIN")
    yield db
    db.execute("ROLLBACK")
    db.close()

"""The latest look at each entry, kept."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from neambition.resources.looks import Finding, Look, Outcome
from neambition.store import link_checks
from neambition.store.database import Store, open_store

HERE = "https://example.org/bridge"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(tmp_path / "neambition.db")
    yield store
    await store.close()


async def test_the_latest_look_stands_in_place_of_the_one_before(store: Store) -> None:
    def looks(db: sqlite3.Connection) -> dict[str, Finding]:
        link_checks.keep(db, "bridge", Look(HERE, Outcome.WORKS, 200, f"{HERE}/"), 100)
        link_checks.keep(db, "bridge", Look(HERE, Outcome.GONE, 404), 200)
        link_checks.keep(db, "tunnel", Look(HERE, Outcome.SILENT), 300)
        return link_checks.latest(db, ["bridge", "ferry"])

    assert await store.write(looks) == {
        "bridge": Finding(HERE, Outcome.GONE, 404, None, at=200, since=200, opened=100)
    }


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.BUSY])
async def test_every_outcome_but_being_put_off_can_be_kept(store: Store, outcome: Outcome) -> None:
    def keep(db: sqlite3.Connection) -> Finding:
        return link_checks.keep(db, "bridge", Look(HERE, outcome), 100)

    kept = await store.write(keep)
    assert await store.read(lambda db: link_checks.latest(db, ["bridge"])) == {"bridge": kept}

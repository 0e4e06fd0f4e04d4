"""A walk in which Fay and Bea facilitate a cohort each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from neambition.store import cohorts, people
from tests.play import CHANNEL
from tests.walk import Walk, fresh


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    db = walk.store.writer
    for who in ("Fay", "Bea"):
        person = people.meet(db, CHANNEL, who.lower(), who, walk.now).person
        cohort = cohorts.add(db, f"{who}'s cohort", walk.now)
        cohorts.put_facilitator(db, cohort.id, person, walk.now)
    yield walk
    walk.close()

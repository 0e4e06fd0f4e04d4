"""A walk in which Newsham has finished an audit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plan.laid import planned
from tests.walk import Walk


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    walk = planned(tmp_path / "neambition.db")
    yield walk
    walk.close()

"""A hub of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.asking.hub import Hub
from tests.walk import Walk, fresh


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield Hub(walk)
    walk.close()

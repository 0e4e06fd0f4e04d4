"""A walk that begins on a Tuesday in November, at ten."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.walk import Walk, fresh


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    walk = Walk(fresh(tmp_path / "neambition.db"))
    yield walk
    walk.close()

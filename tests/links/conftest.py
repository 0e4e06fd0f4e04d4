"""An internet for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.links.internet import Internet, internet


@pytest.fixture
async def net() -> AsyncIterator[Internet]:
    async with internet() as it:
        yield it

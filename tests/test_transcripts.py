"""Whole conversations, word for word. `pytest --rewrite` writes them anew."""

from pathlib import Path

import pytest

from tests.play import played

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
async def test_conversation(file: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    expected = file.read_text("utf-8")  # noqa: ASYNC240 nothing else runs
    shown = await played(expected, tmp_path / "neambition.db")
    if request.config.getoption("--rewrite"):
        file.write_text(shown, "utf-8")  # noqa: ASYNC240
    else:
        assert shown == expected


def test_there_are_conversations() -> None:
    assert len(TRANSCRIPTS) >= 12

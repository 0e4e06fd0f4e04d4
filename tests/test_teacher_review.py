"""Failing before the mends."""

from pathlib import Path

import pytest

from tests.play import Play

BEGUN = """Ana: /start
Ana: [Audit our school (15 minutes)]
Ana: Newsham Primary, Blyth
Ana: [Lead for careers]
Ana: [Right, but skip these questions]
Ana: [Started], 2 times
-- Newsham Primary, Blyth joins Primary pilot 2026
-- Fay facilitates Primary pilot 2026
Ana: /audit
Ana: [No, our progress only]
"""
NUDGE = """Fay: /nudge
Fay: [In progress]
Fay: [Carry on where you were]
Fay: [Send now all the same]
"""


async def last(script: str, file: Path) -> str:
    play = Play(file)
    out: list[str] = []
    for line in script.splitlines():
        out = await play.line(line)
    return "\n".join(out)


async def test_two_minutes_at_the_school_the_nudge_is_for(tmp_path: Path) -> None:
    other = """Ana: /people
Ana: [I am at another school]
Ana: Amble First
Ana: [Lead for careers]
Ana: [Right, but skip these questions]
Ana: [Keep both]
Ana: [Started], 5 times
-- 2 days later
"""
    taps = "Ana: [What's in the way?]\nAna: [No time]\nAna: [Two minutes now]\n"
    assert "2 answered" in await last(BEGUN + other + NUDGE + taps, tmp_path / "a.db")


@pytest.mark.parametrize("before", ["Ana: /audit\nAna: [Note]\n", "Ana: /resources\n"])
async def test_words_after_a_nudge_are_asked_about(before: str, tmp_path: Path) -> None:
    words = "Ana: Mr Gray is off ill, please ring me\n"
    shown = await last(BEGUN + before + NUDGE + words, tmp_path / "a.db")
    assert "[Pass it on to" in shown


async def test_a_link_opened_by_mistake_can_be_given_back(tmp_path: Path) -> None:
    script = """Ana: /invite
Ana: [Teacher]
Eve: /start
Eve: [Quick look (2 minutes)]
Eve: Thirsk Infants
Eve: [Teacher]
Eve: [Yes, begin]
Eve: /start secret-1
"""
    shown = await last(BEGUN + script, tmp_path / "a.db")
    assert "Not me, or not my school" in shown
    assert "teacher" in shown

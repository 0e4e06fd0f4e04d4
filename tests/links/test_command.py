"""What `neambition links` prints, and as whom it asks."""

import socket
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ThreadedResolver

from bot.links import command
from bot.links.command import agent, check_links
from bot.links.round import Seen
from bot.links.telling import told
from bot.settings import Settings
from neambition.errors import NeambitionError
from neambition.resources import catalogue
from neambition.resources.looks import Look, Outcome, after
from tests.test_catalogue import entry

ZONE = ZoneInfo("Europe/London")
NOVEMBER_3 = 1_793_707_200
DAY = 86400


def seen(
    id_: str, outcome: Outcome, status: int | None = None, to: str | None = None, times: int = 1
) -> Seen:
    """What was seen for so many days, from 3 November 2026 on."""
    here = entry(id_, url=f"https://example.org/{id_}")
    look, finding = Look(here.url, outcome, status, to), None
    for day in range(times):
        finding = after(finding, look, NOVEMBER_3 + day * DAY)
    return Seen(here, look, finding)


def test_what_a_person_is_to_look_at_is_listed_the_clearest_first() -> None:
    """Of what works, and of what would not let a program in, the number is enough."""
    came = [
        seen("works", Outcome.WORKS, 200),
        seen("works-too", Outcome.WORKS, 200, "https://www.example.org/works-too"),
        seen("silent", Outcome.SILENT, times=2),
        seen("refused", Outcome.REFUSED, 403),
        seen("moved", Outcome.MOVED, 200, "https://example.org/"),
        seen("gone", Outcome.GONE, 404, times=2),
        seen("new-gone", Outcome.GONE, 410),
        Seen(entry("busy"), Look("https://example.org/bridge", Outcome.BUSY), None),
    ]
    assert told(came, ZONE).splitlines() == [
        "Addresses looked at: 8.",
        "  2 opened",
        "  1 opened as another page",
        "  2 not there",
        "  1 gave no answer",
        "  1 would not let a program in, which says nothing about the link",
        "  1 asked to be left alone for now",
        "",
        "To look at:",
        "  gone: not there (404), as on 3 November 2026",
        "    https://example.org/gone",
        "  new-gone: not there (410)",
        "    https://example.org/new-gone",
        "  moved: opened as another page",
        "    https://example.org/moved",
        "    leads to https://example.org/",
        "  silent: gave no answer, as on 3 November 2026",
        "    https://example.org/silent",
    ]


def test_where_nothing_is_wrong_there_is_nothing_to_look_at() -> None:
    said = told([seen("works", Outcome.WORKS, 200)], ZONE)
    assert said == "Addresses looked at: 1.\n  1 opened"


def test_it_says_who_asks_and_whom_to_write_to() -> None:
    assert agent(None).startswith("neambition/")
    assert agent(None).endswith(" (looks whether links open)")
    assert agent("hub@example.org\r\nX-Trick: 1").endswith("; hub@example.org X-Trick: 1)")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=tmp_path / "neambition.db")


def test_without_a_way_to_the_internet_it_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def no_way(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "no way")

    monkeypatch.setattr(ThreadedResolver, "resolve", no_way)
    monkeypatch.setattr(catalogue, "read", lambda: {"a-visit": entry("a-visit")})
    with pytest.raises(NeambitionError, match="no way to the internet"):
        check_links(settings)
    assert capsys.readouterr().out == ""


def test_a_round_cut_short_still_says_what_was_found(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def cut_short(_: Settings, came: list[Seen]) -> None:
        came.append(seen("works", Outcome.WORKS, 200))
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_round", cut_short)
    with pytest.raises(KeyboardInterrupt):
        check_links(settings)
    assert capsys.readouterr().out == "Addresses looked at: 1.\n  1 opened\n"

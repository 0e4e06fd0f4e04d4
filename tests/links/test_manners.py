"""How a round goes: politely, and so that what was found is kept."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Collection
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web

from bot.links.pace import HOSTS_AT_ONCE, PAUSE, seconds
from bot.links.round import Notebook, Seen, go_round
from neambition.resources.entry import Resource
from neambition.resources.looks import Finding, Outcome
from neambition.store import link_checks
from neambition.store.database import Store, open_store
from tests.links.internet import Internet, answers
from tests.test_catalogue import entry


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_store(tmp_path / "neambition.db")
    yield store
    await store.close()


def entries(*pages: str) -> list[Resource]:
    """An entry a page, `e0` and so on."""
    return [entry(f"e{n}", url=f"http://{page}") for n, page in enumerate(pages)]


async def round_of(net: Internet, store: Store, these: Collection[Resource]) -> list[Seen]:
    seen: list[Seen] = []
    notebook = Notebook(store, seen, lambda: 1_000)
    await go_round(these, net.web, net.pace, notebook, lambda: None)
    return seen


async def kept(store: Store) -> dict[str, Outcome]:
    def outcomes(db: sqlite3.Connection) -> dict[str, Finding]:
        return link_checks.latest(db, [f"e{n}" for n in range(100)])

    return {id_: finding.outcome for id_, finding in (await store.read(outcomes)).items()}


# --- manners


async def test_one_request_at_a_time_to_a_host_and_a_pause_between(
    net: Internet, store: Store
) -> None:
    """Also of those that others lead to it, and of the host with `www.` before it."""
    busy = [f"busy.example/{n}" for n in range(6)]
    leading = [f"leads{n}.example/" for n in range(6)]
    net.pages |= dict.fromkeys(busy, answers(403))
    net.pages |= {page: answers(302, Location="http://busy.example/0") for page in leading}
    await round_of(net, store, entries(*busy, *leading, "www.busy.example/"))
    times = sorted(net.times["busy.example"] + net.times["www.busy.example"])
    assert len(times) == 2 * (6 + 6 + 1)
    assert all(later - sooner >= PAUSE for sooner, later in pairwise(times))
    assert net.most_at_once["busy.example"] == 1


async def test_few_hosts_at_once(net: Internet, store: Store) -> None:
    await round_of(net, store, entries(*(f"host{n}.example/" for n in range(20))))
    assert net.most_at_once[""] == HOSTS_AT_ONCE


async def test_who_asks_for_patience_is_asked_nothing_meanwhile(
    net: Internet, store: Store
) -> None:
    net.pages |= {
        "busy.example/": answers(429, Retry_After="60"),
        "leads.example/": answers(302, Location="http://busy.example/there"),
    }
    seen = await round_of(net, store, entries("busy.example/", "leads.example/"))
    assert net.times["busy.example"][0] + 60 <= net.times["busy.example"][1]
    assert {s.look.outcome for s in seen} == {Outcome.BUSY}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", 0),
        (" 90 ", 90),
        ("Tue, 03 Nov 2026 12:01:00 GMT", 60),
        ("Tue, 03 Nov 2026 11:00:00 GMT", 0),
        ("Tue, 03 Nov 99999999999999999999 11:00:00 GMT", None),
    ],
)
def test_how_long_a_server_asks_to_wait(said: str | None, meant: float | None) -> None:
    assert seconds(said, datetime(2026, 11, 3, 12, tzinfo=UTC)) == meant


# --- what is kept


async def test_each_entry_has_its_finding(net: Internet, store: Store) -> None:
    net.pages["a.example/"] = answers()
    net.pages["b.example/"] = answers(403)
    net.names["d.example"] = [[]]
    these = entries("a.example/", "b.example/", "c.example/", "d.example/", "10.0.0.7/")
    await round_of(net, store, these)
    assert await kept(store) == {
        "e0": Outcome.WORKS,
        "e1": Outcome.REFUSED,
        "e2": Outcome.GONE,
        "e3": Outcome.SILENT,
        "e4": Outcome.NOT_ALLOWED,
    }


async def test_being_put_off_leaves_what_was_known(net: Internet, store: Store) -> None:
    net.pages["a.example/"] = answers()
    await round_of(net, store, entries("a.example/"))
    net.pages["a.example/"] = answers(429)
    [seen] = await round_of(net, store, entries("a.example/"))
    assert (seen.look.outcome, seen.finding) == (Outcome.BUSY, None)
    assert await kept(store) == {"e0": Outcome.WORKS}


async def test_where_nothing_at_all_answers_nothing_is_held_against_anybody(
    net: Internet, store: Store
) -> None:
    net.names = {"a.example": [[]], "b.example": [["10.0.0.7"]]}
    seen: list[Seen] = []
    notebook = Notebook(store, seen)
    these = entries("a.example/", "b.example/", "10.0.0.7/")
    await go_round(these, net.web, net.pace, notebook, lambda: None)
    assert (seen, len(notebook.held)) == ([], 3)
    assert await kept(store) == {}


async def test_a_round_cut_short_keeps_what_was_found(net: Internet, store: Store) -> None:
    asked = asyncio.Event()

    async def never(request: web.BaseRequest) -> web.StreamResponse:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    net.pages |= {"a.example/1": answers(), "a.example/2": answers(403), "a.example/3": never}
    these = entries(*(f"a.example/{n}" for n in (1, 2, 3)))
    going = asyncio.create_task(round_of(net, store, these))
    async with asyncio.timeout(60):
        await asked.wait()
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await going
    assert await kept(store) == {"e0": Outcome.WORKS, "e1": Outcome.REFUSED}


async def test_it_writes_while_another_program_works_on_the_database(
    net: Internet, store: Store, tmp_path: Path
) -> None:
    net.pages["a.example/"] = answers()
    beside = await open_store(tmp_path / "neambition.db")
    await round_of(net, beside, entries("a.example/"))
    await beside.close()
    assert await kept(store) == {"e0": Outcome.WORKS}

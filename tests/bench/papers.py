"""Documents in the press's worker, and taps while they are made: `python -m tests.bench.papers`.

Each document is made of twenty schools' different answers: the median and the slowest, in ms, by
the clock, from asking the worker to having the file. Then the 95th percentile of somebody's taps,
answers saved and drawn, alone and while twenty people each ask for their full report; in turns,
the middle one of the rounds, as a ratio.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bot.desk import Desk
from bot.press import Press
from dialogs.codes import Route, encode
from dialogs.cohort_pictures import schools as cohort_schools
from dialogs.cohort_pictures import shares as cohort_shares
from dialogs.event import Did, Event
from dialogs.routes import Answer, CohortMap, CohortShares, Document, ShareDocument
from dialogs.screen import Paper
from dialogs.share import document as school_document
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.store import audits, cohorts, frameworks, sharing
from neambition.store.database import open_store
from tests.play import CHANNEL, TUESDAY_AT_TEN, house
from tests.reviewed import FRAMEWORK, Reviewed, done, lay, plans

SCHOOLS = 20
ITEMS = 30
ROUNDS = 5
ALONE = 2.0
"""Seconds of tapping without any document."""


def fill(db: sqlite3.Connection) -> list[Reviewed]:
    """Twenty schools with plans, in one cohort, that share; the first has an open audit too."""
    frameworks.pin(db, FRAMEWORK)
    pilot = cohorts.add(db, "Primary pilot", TUESDAY_AT_TEN)
    reviewed = [lay(db, f"School {n} Primary", "Blyth", f"lead-{n}") for n in range(SCHOOLS)]
    for school in reviewed:
        items = plans(db, school, ITEMS)
        done(db, school, items[0], "1.1", Level.FULLY)
        cohorts.put_school(db, pilot.id, school.school, "", TUESDAY_AT_TEN)
        sharing.put(db, school.school, pilot.id, True, False, school.lead.person, TUESDAY_AT_TEN)
    audits.start(db, reviewed[0].school, FRAMEWORK.version, False, TUESDAY_AT_TEN)
    return reviewed


def papers(db: sqlite3.Connection, reviewed: list[Reviewed]) -> dict[str, list[Paper]]:
    """Each document of each school; of the cohort, as on so many days."""
    found: dict[str, list[Paper]] = {}
    for document in Document:
        found[document] = [
            paper
            for of in reviewed
            for paper in school_document(
                Turn(db, TUESDAY_AT_TEN, of.lead, house()), ShareDocument(of.school, document)
            ).papers
        ]
    turns = [
        Turn(db, TUESDAY_AT_TEN + n * 86400, reviewed[0].lead, house()) for n in range(SCHOOLS)
    ]
    maps = (cohort_schools(turn, CohortMap(1)) for turn in turns)
    shares = (cohort_shares(turn, CohortShares(1)) for turn in turns)
    found["cohort, schools"] = [paper for screen in maps for paper in screen.papers]
    found["cohort, shares"] = [paper for screen in shares for paper in screen.papers]
    return found


async def made(of: list[Paper]) -> list[float]:
    """The ms of each, in a worker that is running; nothing is found ready."""
    press = Press(kept=0)
    laps = []
    try:
        await press.make(of[0])
        for paper in of[1:]:
            begun = time.perf_counter()
            await press.make(paper)
            laps.append((time.perf_counter() - begun) * 1000)
    finally:
        await press.close()
    return laps


def tap(who: str, route: Route) -> Event:
    return Event(
        channel=CHANNEL, external_id=who, first_name=who, did=Did.TAPPED, body=encode(route)
    )


async def taps(desk: Desk, audit: int, more: Callable[[], bool]) -> list[float]:
    """Somebody answers, again and again, for as long as that says; the ms of each tap."""
    laps: list[float] = []
    while more():
        level = (Level.STARTED, Level.MOSTLY)[len(laps) % 2]
        statement = FRAMEWORK.statements[len(laps) % 40].id
        begun = time.perf_counter()
        await desk.take(tap("lead-0", Answer(audit, statement, level, 0)))
        laps.append((time.perf_counter() - begun) * 1000)
    return laps


def p95(laps: list[float]) -> float:
    return quantiles(laps, n=20)[18]


async def beside(desk: Desk, audit: int, reviewed: list[Reviewed]) -> tuple[float, float]:
    """The 95th percentiles of taps in ms: alone, and while twenty reports are made."""
    until = time.perf_counter() + ALONE
    alone = await taps(desk, audit, lambda: time.perf_counter() < until)
    asked = asyncio.gather(
        *(
            desk.take(tap(f"lead-{n}", ShareDocument(of.school, Document.REPORT)))
            for n, of in enumerate(reviewed)
        )
    )
    busy = await taps(desk, audit, lambda: not asked.done())
    assert all(delivery.screen.attachments for delivery in await asked)
    return p95(alone), p95(busy)


async def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        store = await open_store(Path(folder) / "papers.db")
        try:
            reviewed = await store.write(fill)
            found = await store.read(lambda db: papers(db, reviewed))
            table = Table(title="Documents in the running worker, ms")
            for column in ("document", "median", "slowest"):
                table.add_column(column, justify="left" if column == "document" else "right")
            for name, of in found.items():
                laps = await made(of)
                table.add_row(name, f"{median(laps):.0f}", f"{max(laps):.0f}")
            Console(width=100).print(table)
            (audit,) = await store.read(
                lambda db: db.execute("SELECT id FROM audit WHERE finished_at IS NULL").fetchone()
            )
            desk = Desk(store, house(), lambda: TUESDAY_AT_TEN)
            desk.press = Press(kept=0)
            await beside(desk, audit, reviewed)  # the worker starts
            rounds = [await beside(desk, audit, reviewed) for _ in range(ROUNDS)]
            await desk.press.close()
        finally:
            await store.close()
    alone, busy = (median(lap) for lap in zip(*rounds, strict=True))
    Console(width=100).print(
        f"Taps, ms at the 95th percentile: alone {alone:.1f}, while {SCHOOLS} full reports are "
        f"made {busy:.1f}: {busy / alone:.2f} times (at most 2)."
    )


if __name__ == "__main__":
    asyncio.run(main())

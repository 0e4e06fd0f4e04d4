"""Prints one table: `python -m tests.bench [--seconds 7] [--rounds 2]`; under two minutes."""

import argparse
import asyncio
import os
import signal
import sys
from statistics import median

from rich.console import Console
from rich.table import Table

from tests.bench.crowd import BenchError
from tests.bench.figures import Figures, medians
from tests.bench.measure import PEOPLE, measure
from tests.bench.peers import CEILING, PEERS

WIDTH = 130

HEADINGS = (
    "taps/s",
    "of ceiling",
    "p50 ms",
    "p95 ms",
    "CPU ms/tap",
    "peak MB",
    "ready s",
    "screens",
    "chars + buttons",
)

Results = dict[str, list[Figures]]


async def run(rounds: int, seconds: float, core: int) -> tuple[Results, dict[str, str]]:
    """Every peer once a round, so that all share what the machine does meanwhile.

    Returns the figures of those which did their part, and the reasons of those which did not.
    """
    results: Results = {peer.name: [] for peer in PEERS}
    failures: dict[str, str] = {}
    for _ in range(rounds):
        for peer in PEERS:
            if peer.name not in results:
                continue
            try:
                figures = await measure(peer, seconds, core)
            except BenchError as error:
                failures[peer.name] = str(error)
                del results[peer.name]
            else:
                results[peer.name].append(figures)
    return results, failures


def table(results: Results, seconds: float) -> Table:
    """The medians; ratios are to the ceiling of the same round."""
    drawn = Table(title=f"{PEOPLE} people tapping without pause for {seconds:g} s, bot on one core")
    drawn.add_column("peer", no_wrap=True)
    for heading in HEADINGS:
        drawn.add_column(heading, justify="right")
    for name, rounds in results.items():
        m = medians(rounds)
        drawn.add_row(
            name,
            f"{m.taps:.0f}",
            _ratio(rounds, results.get(CEILING.name, [])),
            f"{m.middle:.1f}",
            f"{m.slow:.1f}",
            f"{m.cpu:.2f}",
            f"{m.memory:.0f}",
            f"{m.ready:.2f}",
            f"{m.screens:.0f}",
            f"{m.characters:.0f} + {m.buttons:.0f}",
        )
    return drawn


def _ratio(rounds: list[Figures], ceilings: list[Figures]) -> str:
    if not ceilings:
        return "–"
    return f"{median(a.taps / b.taps for a, b in zip(rounds, ceilings, strict=True)):.2f}"


async def main(rounds: int, seconds: float) -> int:
    """Measures and prints; the exit code is 1 if any peer failed."""
    stop = asyncio.current_task()
    if stop:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.cancel)
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        sys.exit("The bench needs two cores: one for the bot, one for Telegram and the people.")
    os.sched_setaffinity(0, {cores[0]})
    results, failures = await run(rounds, seconds, cores[1])
    console = Console(width=WIDTH)
    console.print(table(results, seconds))
    for name, reason in failures.items():
        console.print(f"{name}: {reason}", style="red", markup=False)
    return 1 if failures else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=7.0)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    try:
        sys.exit(asyncio.run(main(given.rounds, given.seconds)))
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit("stopped")

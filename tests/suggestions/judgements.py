"""The requests with what both judges think of them together, split once into two halves."""

import csv
import random
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20261124


class Verdict(StrEnum):
    """What is right: to suggest something, to say that there is nothing, or doubtful."""

    SERVE = "serve"
    REFUSE = "refuse"
    EITHER = "either"


@dataclass(frozen=True)
class Judged:
    """A request; `best`: entries of which one among the first three makes the asker content."""

    id: str
    request: str
    verdict: Verdict
    best: frozenset[str]
    good: frozenset[str]


@cache
def judged() -> tuple[Judged, ...]:
    one, two = (_rows(HERE / "judged" / f"{judge}.csv") for judge in ("one", "two"))
    return tuple(
        _together(id_, row["request"], one[id_], two[id_])
        for id_, row in _rows(HERE / "requests.csv").items()
    )


def _rows(file: Path) -> dict[str, dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def _together(id_: str, request: str, one: dict[str, str], two: dict[str, str]) -> Judged:
    """Where the judges differ it is doubtful. Best is what both call best, else what one calls
    best and the other good, else what either calls best; good is whatever else either named."""
    verdict = Verdict(one["verdict"]) if one["verdict"] == two["verdict"] else Verdict.EITHER
    best = [_ids(row["best"]) for row in (one, two)]
    named = [_ids(row["best"]) | _ids(row["good"]) for row in (one, two)]
    agreed = best[0] & best[1] or best[0] & named[1] | best[1] & named[0] or best[0] | best[1]
    return Judged(id_, request, verdict, agreed, (named[0] | named[1]) - agreed)


def _ids(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split(";")))


def halves() -> tuple[list[Judged], list[Judged]]:
    """The tune set and the hold-out."""
    mixed = list(judged())
    random.Random(SEED).shuffle(mixed)  # noqa: S311 a split, not a secret
    half = len(mixed) // 2
    return mixed[:half], mixed[half:]

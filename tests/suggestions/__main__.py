"""Print the figures of the search: on the tune set, or with `holdout` on the other half.

With `misses` also what of the tune set goes wrong; with `fit` the weights of whether any suits.
"""

import csv
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.suggestions.figures import Figures, figures
from tests.suggestions.fit import report
from tests.suggestions.judgements import Judged, Verdict, halves
from tests.suggestions.searching import search

RECORD = Path(__file__).with_name("holdout.csv")
"""Every run on the hold-out: when, at which commit, and its figures."""


def main(wish: str) -> None:
    tune, holdout = halves()
    if wish == "fit":
        print(report())
    elif wish == "holdout":
        found = figures(holdout, search)
        _record(found)
        print(found.said)
    else:
        print(figures(tune, search).said)
        if wish == "misses":
            print("\n".join(filter(None, map(_miss, tune))))


def _miss(one: Judged) -> str:
    got = search(one.request)
    if one.verdict is Verdict.SERVE and not one.best & {*got[:3]}:
        return f"MISSED {one.id} {one.request[:90]} | {sorted(one.best)[:4]} | {got[:4]}"
    if one.verdict is Verdict.REFUSE and got:
        return f"SHOWN {one.id} {one.request[:90]} | {got[:3]}"
    return ""


def _record(found: Figures) -> None:
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    with RECORD.open("a", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerow(
            [f"{datetime.now(UTC):%Y-%m-%d}", commit, found.said]
        )


if __name__ == "__main__":
    main("".join(sys.argv[1:2]))

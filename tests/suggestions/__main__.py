"""Print the figures of the search on the tune set, or with `holdout` on the other half."""

import sys
from datetime import date

from neambition.resources import catalogue
from neambition.resources.shelf import Shelf
from tests.suggestions.figures import figures
from tests.suggestions.judgements import Verdict, halves

TODAY = date(2026, 11, 24)
SHELF = Shelf(catalogue.read())


def search(words: str) -> list[str]:
    limits = SHELF.read(words, TODAY).limits
    return [entry.id for entry in SHELF.look(words, limits, {}, TODAY)]


if __name__ == "__main__":
    tune, holdout = halves()
    which = holdout if "holdout" in sys.argv else tune
    found = figures(which, search)
    print(
        f"best in 3 {found.best_in_3:.2f}, reciprocal rank {found.reciprocal_rank:.2f} (of"
        f" {found.served}), right refusals {found.refusals:.2f} (of {found.nothing}), doubtful"
        f" {found.doubtful:.2f} (of {found.either}), wrongly refused {found.refused_wrongly:.2f}"
    )
    if "misses" in sys.argv and which is tune:
        for one in tune:
            got = search(one.request)
            if one.verdict is Verdict.SERVE and not one.best & {*got[:3]}:
                print("MISS", one.id, one.request[:90], "|", sorted(one.best)[:4], "|", got[:4])
            if one.verdict is Verdict.REFUSE and got:
                print("SHOWN", one.id, one.request[:90], "|", got[:3])

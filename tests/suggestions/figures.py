"""How well a search does on judged requests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.suggestions.judgements import Judged, Verdict

Search = Callable[[str], list[str]]
"""The ids that are suggested for a request, best first; none where it is refused."""


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1.

    `best_in_3`: of the requests to be served, one of the judged best is among the first three.
    `reciprocal_rank`: of those, the mean of 1 over the place of the first best (0 below ten).
    `refusals`: of the requests for which there is nothing, those that were refused.
    `doubtful`: of the doubtful ones, those refused, or with a first that a judge named.
    `refused_wrongly`: of the requests to be served, those refused.
    """

    served: int
    nothing: int
    either: int
    best_in_3: float
    reciprocal_rank: float
    refusals: float
    doubtful: float
    refused_wrongly: float

    @property
    def said(self) -> str:
        return (
            f"best in 3 {self.best_in_3:.2f}, reciprocal rank {self.reciprocal_rank:.2f} (of"
            f" {self.served}), right refusals {self.refusals:.2f} (of {self.nothing}), doubtful"
            f" {self.doubtful:.2f} (of {self.either}), wrongly refused {self.refused_wrongly:.2f}"
        )


def figures(requests: Iterable[Judged], search: Search) -> Figures:
    by: dict[Verdict, list[tuple[Judged, list[str]]]] = {verdict: [] for verdict in Verdict}
    for one in requests:
        by[one.verdict].append((one, search(one.request)))
    served, nothing, either = by[Verdict.SERVE], by[Verdict.REFUSE], by[Verdict.EITHER]
    return Figures(
        served=len(served),
        nothing=len(nothing),
        either=len(either),
        best_in_3=_share(bool(one.best & {*found[:3]}) for one, found in served),
        reciprocal_rank=_mean(_reciprocal(one, found) for one, found in served),
        refusals=_share(not found for _, found in nothing),
        doubtful=_share(not found or found[0] in one.best | one.good for one, found in either),
        refused_wrongly=_share(not found for _, found in served),
    )


def _reciprocal(one: Judged, found: list[str]) -> float:
    return next((1 / place for place, id_ in enumerate(found[:10], 1) if id_ in one.best), 0.0)


def _share(cases: Iterable[bool]) -> float:
    return _mean(map(float, cases))


def _mean(values: Iterable[float]) -> float:
    several = list(values)
    return sum(several) / len(several)

"""The figures of a round, and their medians."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from statistics import fmean, median, quantiles
from typing import NamedTuple

from tests.botapi.world import Screen


class Lap(NamedTuple):
    """One tap and the screen it brought. `ended` is by time.perf_counter."""

    ended: float
    seconds: float
    screen: Screen


@dataclass(frozen=True)
class Figures:
    """One peer's: rates a second, times in ms but `ready` in s, `memory` in MB.

    `screens` counts the different ones shown, `characters` and `buttons` are a screen's mean: peers
    which show less do less, and are not to be compared.
    """

    taps: float
    middle: float
    slow: float
    cpu: float
    memory: float
    ready: float
    screens: float
    characters: float
    buttons: float

    @classmethod
    def of(
        cls, laps: Sequence[Lap], seconds: float, cpu: float, memory: float, ready: float
    ) -> "Figures":
        """From the `laps` of so many `seconds`, and the CPU seconds spent on all of them."""
        cuts = quantiles([lap.seconds for lap in laps], n=20)
        return cls(
            taps=len(laps) / seconds,
            middle=cuts[9] * 1000,
            slow=cuts[18] * 1000,
            cpu=cpu / len(laps) * 1000,
            memory=memory,
            ready=ready,
            screens=len({lap.screen.html for lap in laps}),
            characters=fmean(len(lap.screen.html) for lap in laps),
            buttons=fmean(len(lap.screen.buttons) for lap in laps),
        )


def medians(rounds: Sequence[Figures]) -> Figures:
    """Each figure's median over the rounds."""
    return Figures(*map(median, zip(*map(astuple, rounds), strict=True)))

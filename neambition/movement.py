"""What has moved between two moments: seen by statement, and summed up by benchmark.

Nothing that was not known at both moments counts as moved: Not sure that became known is something
learned, told apart. What did not apply, or is asked in other words now, is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from neambition.again import same_words
from neambition.framework import Framework, Level, Statement
from neambition.journey import Answers
from neambition.scoring import THIRDS, WHOLE


class Kind(StrEnum):
    """What became of a statement."""

    UP = "up"
    LOWER = "lower"
    KNOWN = "known"
    UNSURE = "unsure"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Moment:
    """What was answered to which questions; `levels` by statement id."""

    framework: Framework
    levels: Answers


@dataclass(frozen=True)
class Moved:
    """A statement as it reads now, its levels then and now, and the plan's items behind it."""

    statement: Statement
    kind: Kind
    before: Level
    now: Level
    causes: tuple[int, ...]


@dataclass(frozen=True)
class Movement:
    """One benchmark's. Points are thirds, then and now, of the `compared` statements alone: those
    known at both moments."""

    number: int
    then: int
    now: int
    compared: int
    moved: tuple[Moved, ...]

    def of(self, kind: Kind) -> tuple[Moved, ...]:
        return tuple(m for m in self.moved if m.kind is kind)

    @property
    def then_per_cent(self) -> int:
        """0 to 100, rounded down; 0 where nothing is compared."""
        return _per_cent(self.then, self.compared)

    @property
    def now_per_cent(self) -> int:
        return _per_cent(self.now, self.compared)


def movement(
    then: Moment, now: Moment, causes: Mapping[str, Sequence[int]]
) -> tuple[Movement, ...]:
    """Each benchmark's, of the questions as they are now. `causes`: by statement, the plan's items
    that were finished in between."""
    return tuple(_benchmark(number, then, now, causes) for number in _numbers(now.framework))


def _numbers(framework: Framework) -> list[int]:
    return [b.number for b in framework.benchmarks]


def _benchmark(
    number: int, then: Moment, now: Moment, causes: Mapping[str, Sequence[int]]
) -> Movement:
    before = after = compared = 0
    moved: list[Moved] = []
    for s in now.framework.benchmark(number).statements:
        was, is_ = then.levels.get(s.id), now.levels.get(s.id)
        if was is None or is_ is None:
            continue
        same = same_words(now.framework, then.framework, s.id)
        if same and was in THIRDS and is_ in THIRDS:
            before, after, compared = before + THIRDS[was], after + THIRDS[is_], compared + 1
        kind = _kind(was, is_) if same else Kind.LEFT_OUT
        if kind:
            behind = tuple(causes.get(s.id, ())) if kind is Kind.UP else ()
            moved.append(Moved(s, kind, was, is_, behind))
    return Movement(number, before, after, compared, tuple(moved))


def _kind(was: Level, is_: Level) -> Kind | None:
    """None where it is as it was."""
    if was is is_:
        return None
    if Level.DOES_NOT_APPLY in (was, is_):
        return Kind.LEFT_OUT
    if was is Level.NOT_SURE:
        return Kind.KNOWN
    if is_ is Level.NOT_SURE:
        return Kind.UNSURE
    return Kind.UP if THIRDS[is_] > THIRDS[was] else Kind.LOWER


def _per_cent(points: int, statements: int) -> int:
    return 100 * points // (WHOLE * statements) if statements else 0

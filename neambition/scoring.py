"""What the answers add up to: a score for each benchmark, and counts for the school.

Points are whole thirds of a statement, so that every sum is exact:

- Not yet is 0, Started 1, Mostly 2 and Fully 3.
- Not sure may turn out to be any of them, 0 to 3: the score becomes a range, `low` to `high`.
- Does not apply leaves the sum, its points and what is possible; it is counted, so that it is
  said wherever the score is shown.
- A statement that is not answered yet widens the range as Not sure does, and is counted apart:
  while there is one, the score is only so far.

Per cents are rounded down, so that nothing short of all shows as 100.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from neambition.framework import Benchmark, Framework, Level
from neambition.journey import Answers

THIRDS = {Level.NOT_YET: 0, Level.STARTED: 1, Level.MOSTLY: 2, Level.FULLY: 3}
WHOLE = THIRDS[Level.FULLY]


@dataclass(frozen=True)
class BenchmarkScore:
    """One benchmark's score. Points are thirds; the other numbers count statements.

    `applicable` counts all but those that do not apply; `missing` names, in order, those of them
    that are not known to be fully in place.
    """

    number: int
    points: int
    applicable: int
    mostly_or_fully: int
    not_sure: int
    unanswered: int
    not_applicable: int
    missing: tuple[str, ...]

    @property
    def possible(self) -> int:
        """The thirds that there would be with every applicable statement fully in place."""
        return WHOLE * self.applicable

    @property
    def low(self) -> int:
        """Per cent, 0 to 100, if all that is not known turned out Not yet; 0 if none applies."""
        return _per_cent(self.points, self.possible)

    @property
    def high(self) -> int:
        """Per cent, 0 to 100, if all that is not known turned out Fully; 0 if none applies."""
        return _per_cent(self.points + self._unknown, self.possible)

    @property
    def is_range(self) -> bool:
        """Whether something is not known, so that the score runs from `low` to `high`."""
        return self._unknown > 0

    @property
    def applies(self) -> bool:
        """False if every statement does not apply: there is then no score to show."""
        return self.applicable > 0

    @property
    def fully(self) -> bool:
        """Every applicable statement is fully in place, and there is one."""
        return self.applies and not self.missing

    @property
    def gap(self) -> Fraction:
        """What is missing of the answers that are known, 0 to 1; 0 if none is known."""
        known = self.possible - self._unknown
        return Fraction(known - self.points, known) if known else Fraction(0)

    @property
    def _unknown(self) -> int:
        """The thirds that nobody can say yet."""
        return WHOLE * (self.not_sure + self.unanswered)


@dataclass(frozen=True)
class Scorecard:
    """Every benchmark's score, in the framework's order, and the counts for the whole school."""

    benchmarks: tuple[BenchmarkScore, ...]

    @property
    def fully_in_place(self) -> int:
        """How many benchmarks are fully in place."""
        return sum(b.fully for b in self.benchmarks)

    @property
    def benchmarks_that_apply(self) -> int:
        """How many benchmarks have a statement that applies."""
        return sum(b.applies for b in self.benchmarks)

    @property
    def statements_in_place(self) -> int:
        """How many statements are mostly or fully in place."""
        return sum(b.mostly_or_fully for b in self.benchmarks)

    @property
    def statements_that_apply(self) -> int:
        """How many statements apply, the unanswered among them."""
        return sum(b.applicable for b in self.benchmarks)

    @property
    def to_find_out(self) -> int:
        """How many statements were answered Not sure."""
        return sum(b.not_sure for b in self.benchmarks)

    @property
    def unanswered(self) -> int:
        """How many statements have no answer yet."""
        return sum(b.unanswered for b in self.benchmarks)

    @property
    def not_applicable(self) -> int:
        """How many statements left the sum."""
        return sum(b.not_applicable for b in self.benchmarks)

    @property
    def complete(self) -> bool:
        """Whether every statement has an answer; the scores are only so far until then."""
        return self.unanswered == 0


def score(framework: Framework, answers: Answers) -> Scorecard:
    """The scorecard of these answers. Ids that the framework does not have are ignored."""
    return Scorecard(tuple(_score(b, answers) for b in framework.benchmarks))


def _score(benchmark: Benchmark, answers: Answers) -> BenchmarkScore:
    levels = {s.id: answers.get(s.id) for s in benchmark.statements}
    counts = Counter(levels.values())
    return BenchmarkScore(
        number=benchmark.number,
        points=sum(thirds * counts[level] for level, thirds in THIRDS.items()),
        applicable=len(levels) - counts[Level.DOES_NOT_APPLY],
        mostly_or_fully=counts[Level.MOSTLY] + counts[Level.FULLY],
        not_sure=counts[Level.NOT_SURE],
        unanswered=counts[None],
        not_applicable=counts[Level.DOES_NOT_APPLY],
        missing=tuple(
            id_ for id_, level in levels.items() if level not in (Level.FULLY, Level.DOES_NOT_APPLY)
        ),
    )


def _per_cent(points: int, possible: int) -> int:
    return 100 * points // possible if possible else 0

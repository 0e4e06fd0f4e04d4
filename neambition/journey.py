"""Where a person stands in the questions: worked out from the answers, never stored.

`quick_first` is the short way in: the telling statement of each benchmark first, then the rest.
A statement is named by its id; one that the framework does not have is a KeyError.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from neambition.framework import Benchmark, Framework, Knower, Level, Statement

Answers = Mapping[str, Level]
"""Each answered statement's id and its level; an absent id is not answered yet."""


@dataclass(frozen=True)
class Place:
    """How far along a statement is: `number` of `total`, from 1."""

    number: int
    total: int


def order(framework: Framework, quick_first: bool) -> tuple[Statement, ...]:
    """Every statement once, in the order in which they are asked."""
    if not quick_first:
        return framework.statements
    return tuple(sorted(framework.statements, key=lambda s: not s.quick))


def next_open(
    framework: Framework, answers: Answers, quick_first: bool, after: str | None = None
) -> Statement | None:
    """The first unanswered statement after `after`, wrapping round; None when all are answered.

    A statement that is passed over unanswered so comes back last, even to itself.
    """
    return next_among(order(framework, quick_first), answers, after)


def next_among(
    asked: tuple[Statement, ...], answers: Answers, after: str | None = None
) -> Statement | None:
    """The same of those statements alone."""
    start = 0 if after is None else _position(asked, after) + 1
    return next((s for s in asked[start:] + asked[:start] if s.id not in answers), None)


def before(framework: Framework, quick_first: bool, statement_id: str) -> Statement | None:
    """The statement asked just before this one; None at the first."""
    asked = order(framework, quick_first)
    position = _position(asked, statement_id)
    return asked[position - 1] if position else None


def place(framework: Framework, quick_first: bool, statement_id: str) -> Place:
    """The statement's place: the quick ones count among themselves while they come first."""
    asked = order(framework, quick_first)
    position = _position(asked, statement_id)
    among = [s for s in asked if s.quick] if quick_first and asked[position].quick else asked
    return Place(position + 1, len(among))


def answered(framework: Framework, answers: Answers) -> int:
    """How many of the framework's statements have an answer, Not sure among them."""
    return sum(s.id in answers for s in framework.statements)


def is_complete(framework: Framework, answers: Answers) -> bool:
    """Whether every statement has an answer."""
    return _all_answered(framework.statements, answers)


def benchmark_ended(framework: Framework, answers: Answers, statement_id: str) -> Benchmark | None:
    """The statement's benchmark if all of it is answered; None while some of it is open."""
    benchmark = framework.benchmark(framework.by_id[statement_id].benchmark)
    return benchmark if _all_answered(benchmark.statements, answers) else None


def handed(framework: Framework, benchmark: int | None) -> tuple[Statement, ...]:
    """The statements that are handed over together: a benchmark's, or with none the head's.

    A benchmark that the framework does not have is a KeyError.
    """
    if benchmark is None:
        return tuple(s for s in framework.statements if s.knows_best is Knower.HEAD)
    return framework.benchmark(benchmark).statements


def quick(framework: Framework) -> tuple[Statement, ...]:
    """The statements of the quick look, in order."""
    return tuple(s for s in framework.statements if s.quick)


def quick_ended(framework: Framework, answers: Answers) -> bool:
    """Whether every quick statement has an answer."""
    return _all_answered(quick(framework), answers)


def _all_answered(statements: tuple[Statement, ...], answers: Answers) -> bool:
    return all(s.id in answers for s in statements)


def _position(asked: tuple[Statement, ...], statement_id: str) -> int:
    return {s.id: number for number, s in enumerate(asked)}[statement_id]

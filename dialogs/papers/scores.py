"""Scores as documents tell them: a line a benchmark, and the counts for the school."""

from dialogs.papers.review import Review
from neambition.scoring import BenchmarkScore

Facts = dict[str, object]


def lines(review: Review) -> list[Facts]:
    """Each benchmark's score now, and earlier where that was another."""
    before = {b.number: b for b in review.earlier.card.benchmarks} if review.earlier else {}
    told = []
    for benchmark, score in zip(review.framework.benchmarks, review.card.benchmarks, strict=True):
        then = before.get(benchmark.number)
        changed = then is not None and said(then) != said(score)
        told.append(
            {
                "number": benchmark.number,
                "title": benchmark.title,
                **_score(score),
                "beside": beside(score),
                "then": _score(then) if then and changed else None,
            }
        )
    return told


def _score(score: BenchmarkScore) -> Facts:
    return {
        "low": score.low,
        "high": score.high,
        "applies": score.applies,
        "said": said(score),
    }


def said(score: BenchmarkScore) -> str:
    """`60 %`, `40–60 %` while something is not known, `3 of 5 answered` while something is not
    asked, `does not apply`."""
    if not score.applies:
        return "does not apply"
    if score.unanswered:
        return f"{score.applicable - score.unanswered} of {score.applicable} answered"
    if score.low == score.high:
        return f"{score.low} %"
    return f"{score.low}–{score.high} %"


def beside(score: BenchmarkScore) -> str:
    """What left the sum, to be said wherever the score is."""
    if not (score.applies and score.not_applicable):
        return ""
    return f"{score.not_applicable} do{'es' if score.not_applicable == 1 else ''} not apply"


def counts(review: Review) -> Facts:
    """How many of how many, for the whole school."""
    card = review.card
    return {
        "fully": card.fully_in_place,
        "of": card.benchmarks_that_apply,
        "in_place": card.statements_in_place,
        "known": card.statements_that_apply - card.unanswered,
        "not_applicable": card.not_applicable,
        "to_find_out": card.to_find_out,
        "so_far": [review.answered, len(review.framework.statements)] if card.unanswered else None,
        "ranges": any(b.is_range for b in card.benchmarks),
    }

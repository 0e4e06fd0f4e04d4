"""What every document of a school is headed with, and what its people typed."""

from dialogs.papers import scores
from dialogs.papers.review import Review
from dialogs.papers.scores import Facts
from dialogs.plan_saying import colleague_said, due_said
from dialogs.saying import day
from dialogs.turn import Turn
from neambition.plan import Due, Owner


def heading(turn: Turn, review: Review) -> Facts:
    """The school, today, the counts, and when it was finished and signed off."""
    zone = turn.house.zone
    signed = review.ending.signed_at
    return {
        "school": review.school.full,
        "date": day(turn.now, zone),
        "counts": scores.counts(review),
        "lines": scores.lines(review),
        "then": review.earlier.day if review.earlier else None,
        "finished": day(review.audit.finished_at, zone) if review.audit.finished_at else None,
        "signed": day(signed, zone) if signed else None,
        "label": review.framework.label,
    }


def paragraphs(text: str) -> list[str]:
    """What somebody wrote, a line a paragraph."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def due(of: Due | None) -> str:
    """`22 May 2026`, `about 22 May 2026`; empty for none."""
    return due_said(of, short=True) if of else ""


def owner(turn: Turn, school: int, of: Owner) -> str:
    """`Ben (teacher)`, the words that say who; empty for nobody."""
    return colleague_said(turn, school, of.person) if of.person is not None else of.words

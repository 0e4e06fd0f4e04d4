"""That a school has completed its own review: when, and who stands behind it. No score."""

import json

from dialogs.papers.naming import file_name
from dialogs.papers.review import Review
from dialogs.saying import day
from dialogs.screen import Paper
from dialogs.turn import Turn


def certificate(turn: Turn, review: Review) -> Paper:
    """Of the review's finished audit."""
    zone, signed = turn.house.zone, review.ending.signed_at
    facts = {
        "school": review.school.full,
        "finished": day(review.audit.finished_at or 0, zone),
        "signed": day(signed, zone) if signed else None,
        "statements": len(review.framework.statements),
        "benchmarks": len(review.framework.benchmarks),
        "label": review.framework.label,
        "operator": turn.house.operator or "",
    }
    name = file_name(review.school.name, "certificate", turn.local.date(), "pdf")
    return Paper(name, "certificate", json.dumps(facts))

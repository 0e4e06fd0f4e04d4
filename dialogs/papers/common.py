"""What every document of a school is headed with, and what its people typed."""

from datetime import date

from dialogs.papers import scores
from dialogs.papers.review import Review
from dialogs.papers.scores import Facts
from dialogs.saying import ROLES, day, named
from dialogs.turn import Turn
from neambition.plan import Due
from neambition.store import memberships, people
from neambition.store.plan import Item


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
    return f"{'about ' if of.about else ''}{written(of.on)}" if of else ""


def written(on: date) -> str:
    """`22 May 2026`."""
    return f"{on.day} {on:%B %Y}"


def owner(turn: Turn, item: Item) -> str:
    """`Ben (teacher)`, the words that say who, or empty."""
    person = item.now.owner.person
    if person is None:
        return item.now.owner.words
    here = memberships.at(turn.db, person, item.school)
    name = named(people.first_name(turn.db, person))
    return f"{name} ({ROLES[here.role]})" if here else name

"""A cohort's pictures: its sharing schools, for their facilitator; and the shares, for anybody."""

from dialogs import access
from dialogs.codes import Route
from dialogs.figures import all_shown
from dialogs.papers import cohort as papers
from dialogs.routes import CohortMap, CohortShares, Figures, Schools
from dialogs.saying import say
from dialogs.screen import Button, Paper, Screen
from dialogs.turn import Turn
from neambition.store import cohorts, sharing
from neambition.store.cohorts import Cohort


def schools(turn: Turn, route: CohortMap) -> Screen:
    """Those that share, by name; a sentence while none has finished."""
    cohort = access.cohort(turn, route.cohort)
    other = Button("Picture: shares", CohortShares(cohort.id))
    return _screen(turn, cohort, route, papers.heat_maps(turn, cohort), other)


def shares(turn: Turn, route: CohortShares) -> Screen:
    """What may be said of now; a sentence where nothing may."""
    cohort = access.cohort(turn, route.cohort)
    now, *_ = all_shown(turn, cohort.id)
    made = (papers.shares(turn, cohort, now),) if now else ()
    other = Button("Picture: schools", CohortMap(cohort.id))
    return _screen(turn, cohort, route, made, other)


def _screen(
    turn: Turn, cohort: Cohort, route: Route, made: tuple[Paper, ...], other: Button
) -> Screen:
    facts = {
        "cohort": cohort.name,
        "schools": cohorts.size(turn.db, cohort.id),
        "sharing": sharing.count(turn.db, cohort.id),
        "named": isinstance(route, CohortMap),
        "pictures": len(made),
    }
    figures = Button("Cohort figures", Figures(cohort.id, 0))
    back = Button("Back to the schools", Schools(cohort.id))
    return Screen(say("cohort_picture", **facts), ((other,), (figures, back)), papers=made)

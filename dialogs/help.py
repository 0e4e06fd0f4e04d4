"""What can be done here, and what to do when something was not done."""

from dialogs import guiding
from dialogs.codes import decode
from dialogs.notes import LONGEST_NOTE
from dialogs.routes import (
    CohortSchools,
    Explain,
    FindResource,
    Hello,
    Help,
    LatestSummary,
    Privacy,
    Resume,
    Ten,
    Why,
)
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Turn
from neambition.store import conversations


def help_(turn: Turn, route: Help) -> Screen:
    house = turn.house
    facts = {"framework": house.framework, "operator": house.operator, "contact": house.contact}
    return Screen(
        say("help", **facts),
        (
            (Button("Our audit", Resume()), Button("Summary", LatestSummary())),
            (Button("I have ten minutes", Ten()), Button("Find a resource", FindResource())),
            (Button("Privacy", Privacy()), Button("Start", Hello())),
        ),
    )


def explain(turn: Turn, route: Explain) -> Screen:
    """A sentence, and the way on: back to the question that still waits for words, if one does."""
    asked = conversations.awaited(turn.db, turn.who.id, turn.now)
    rows = column(Button("Where I was", decode(asked) if asked else Resume()))
    if guiding.guides(turn):
        schools = column(Button("Schools", CohortSchools()))
        rows = rows + schools if asked else schools
    if route.why is Why.FINISHED:
        rows = column(Button("See our result", LatestSummary()))
    return Screen(
        say("explain", why=route.why, longest=LONGEST_NOTE),
        (*rows, (Button("Find a resource", FindResource()), Button("Start", Hello()))),
    )

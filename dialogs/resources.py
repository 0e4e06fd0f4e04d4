"""Finding a resource, with or without a school."""

from dialogs import access
from dialogs.routes import FindResource, Hello, Results, Resume
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Step, Turn
from neambition.store import drafts
from neambition.store.drafts import Kind

LONGEST_REQUEST = 500


def find_resource(turn: Turn, route: FindResource) -> Screen:
    return Screen(
        say("find_resource", entries=len(turn.shelf.entries)),
        column(Button("Back to the start", Hello())),
    )


def hear_request(turn: Turn, route: FindResource, words: str) -> Step:
    return look_for(turn, words)


def look_for(turn: Turn, words: str) -> Step:
    """Keep the request as a draft, so that its results can be drawn again."""
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words[:LONGEST_REQUEST], turn.now)
    return Step(Results(draft))


def results(turn: Turn, route: Results) -> Screen:
    """At most three, or an honest nothing."""
    request = access.draft(turn, route.draft, Kind.WORDS)
    found = turn.shelf.look(request, (), {}, turn.local.date())[:3]
    return Screen(
        say("results", request=request[:100], cut=len(request) > 100, found=found),
        column(
            Button("Look for something else", FindResource()),
            Button("Our audit", Resume()),
            Button("Back to the start", Hello()),
        ),
    )

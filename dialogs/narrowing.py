"""Narrowing a request and widening it: each makes another request, so that a way back is left."""

from dialogs import access
from dialogs.resource_saying import FACETS, limit_said
from dialogs.resources import found_for
from dialogs.routes import Narrow, NarrowTo, Only, Suggestions, Why, Widen
from dialogs.saying import capital, cut, say
from dialogs.screen import Button, Screen, column, side_by_side
from dialogs.turn import Refused, Step, Turn
from neambition.resources.limits import Facet, Limit, code, coded
from neambition.resources.shelf import Reading
from neambition.store import requests


def narrow(turn: Turn, route: Narrow) -> Screen:
    request = access.request(turn, route.request)
    found = turn.shelf.choices(found_for(turn, request), route.facet)
    ways = [
        Button(cut(f"{capital(limit_said(turn, limit))} ({leaves})"), _to(request.id, limit))
        for limit, leaves in found
    ]
    return Screen(
        say("narrow", by=FACETS.get(route.facet, "").lower(), asked=cut(request.words, 100)),
        side_by_side(ways) + column(Button("Leave it as it is", Suggestions(request.id, 0))),
    )


def _to(request: int, limit: Limit) -> NarrowTo:
    return NarrowTo(request, limit.facet, code(limit.value))


def narrow_to(turn: Turn, route: NarrowTo) -> Step:
    request = access.request(turn, route.request)
    others = [limit for limit in request.limits if limit.facet is not route.facet]
    limits = sorted([*others, _limit(route.facet, route.code)])
    return Step(Suggestions(requests.limited(turn.db, request, limits, turn.now), 0))


def widen(turn: Turn, route: Widen) -> Step:
    request = access.request(turn, route.request)
    limits = [limit for limit in request.limits if limit.facet is not route.facet]
    return Step(Suggestions(requests.limited(turn.db, request, limits, turn.now), 0))


def only(turn: Turn, route: Only) -> Step:
    """A request without words."""
    reading = Reading((_limit(route.facet, route.code),), ())
    return Step(Suggestions(requests.add(turn.db, turn.who.person, "", reading, turn.now), 0))


def _limit(facet: Facet, text: str) -> Limit:
    limit = coded(facet, text)
    if limit is None:
        raise Refused(Why.UNREADABLE)
    return limit

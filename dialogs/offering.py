"""What is offered to whom: only buttons that this person may take, and never none."""

from dataclasses import replace

from dialogs import access
from dialogs.codes import Route
from dialogs.doors import ANYONE, DOORS, LEADERS, MEMBERS, STAFF, Door
from dialogs.routes import Resume, Why
from dialogs.screen import Button, Screen, column
from dialogs.turn import Turn

_Key = tuple[object, ...]
NAMING = access.SCHOOL_OF.keys() | access.OWNER_OF.keys() | {"cohort"}


def offered(turn: Turn, route: Route, screen: Screen) -> Screen:
    """The screen without the buttons whose door is closed to whoever is shown it.

    What the door of its own route has settled is not asked again: whoever answers for a school, or
    leads there, belongs there. So on a statement's screen hardly anything is looked up.
    """
    known: dict[_Key, bool] = {}
    door = DOORS[type(route)]
    about = _about(route)
    known[door.may, about] = True
    if set(door.may) <= set(STAFF + LEADERS):
        known[STAFF, about] = known[MEMBERS, about] = True

    def may(button: Button) -> bool:
        wanted = DOORS[type(button.route)]
        if wanted.may is ANYONE:
            return True
        key = wanted.may, _about(button.route)
        if key not in known:
            known[key] = wanted.opens(turn, button.route)
        return known[key]

    rows = tuple(kept for row in screen.rows if (kept := tuple(b for b in row if may(b))))
    if rows == screen.rows:
        return screen
    return replace(screen, rows=rows or column(Button("Where I was", Resume())))


def _about(route: Route) -> _Key:
    """What a route names of somebody's: by this a relation looks it up."""
    return tuple(item for item in vars(route).items() if item[0] in NAMING)


def refusal(turn: Turn, route: Route, door: Door) -> Why:
    """Why a door is closed to somebody, as plainly as they may be told."""
    if access.staff in door.may and access.member(turn, route):
        return Why.READ_ONLY
    if access.assigned in door.may and access.owner(turn, route):
        return Why.HANDED_BACK
    return Why.NOT_YOURS

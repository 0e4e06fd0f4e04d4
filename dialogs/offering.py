"""What is offered to whom: only buttons that this person may take, and never none."""

from dataclasses import replace

from dialogs import relations
from dialogs.codes import Route
from dialogs.door import ANYONE, LEADERS, MEMBERS, STAFF, Door
from dialogs.doors import DOORS
from dialogs.routes import Resume, Why
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Turn

_Key = tuple[object, ...]


def offered(turn: Turn, route: Route, screen: Screen) -> Screen:
    """The screen without the buttons whose door is closed to whoever is shown it.

    Where only those come who answer for a school, what the screen offers is for those who answer,
    and nothing is looked up: statement after statement costs no more than it did.
    """
    door = DOORS[type(route)]
    if door.may is STAFF:
        return screen
    about = _about(route)
    known: dict[_Key, bool] = {(door.may, about): True}
    if door.may is LEADERS:
        known[STAFF, about] = known[MEMBERS, about] = True

    def may(button: Button) -> bool:
        wanted = DOORS[type(button.route)]
        if wanted.may is ANYONE:
            return True
        key = wanted.may, _about(button.route)
        if key not in known:
            known[key] = _opens(wanted, turn, button.route)
        return known[key]

    rows = tuple(kept for row in screen.rows if (kept := tuple(b for b in row if may(b))))
    if rows == screen.rows:
        return screen
    return replace(screen, rows=rows or column(Button("Where I was", Resume())))


def _opens(door: Door, turn: Turn, route: Route) -> bool:
    """Whether they may take it; what is gone, nobody may."""
    try:
        return door.opens(turn, route)
    except Refused:
        return False


def _about(route: Route) -> _Key:
    """What of a route decides who may take it."""
    return tuple(item for item in vars(route).items() if item[0] in relations.DECISIVE)


def refusal(turn: Turn, route: Route, door: Door) -> Why:
    """Why a door is closed to somebody, as plainly as they may be told."""
    if relations.assigned in door.may and relations.owner(turn, route):
        return Why.HANDED_BACK
    if relations.member(turn, route):
        return Why.READ_ONLY if relations.staff in door.may else Why.NOT_YOUR_PART
    return Why.LEFT if relations.left(turn, route) else Why.NOT_YOURS

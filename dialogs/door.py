"""A door: who may take a route, what it does and shows, what words mean there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialogs import relations
from dialogs.codes import Route
from dialogs.relations import Relation
from dialogs.screen import Screen
from dialogs.turn import Step, Turn

ANYONE = (relations.anyone,)
OWNER = (relations.owner,)
MEMBERS = (relations.member,)
STAFF = (relations.staff,)
LEAD = (relations.lead,)
LEADERS = (relations.lead, relations.head)
ROLE_CHANGERS = (relations.owner, relations.lead, relations.head)
DECIDERS = (relations.lead, relations.head, relations.facilitator)
FACILITATORS = (relations.facilitator,)
GUIDES = (relations.facilitating,)
ANSWERING = (relations.answering,)
SHOWN = (relations.shown,)
SETTLERS = (relations.settler,)
ASSIGNED = (relations.assigned,)


@dataclass(frozen=True)
class Door:
    """`may`: the relations of which one is enough. `act` stores and leads on; a route without it is
    shown. `hear` takes words typed under it, and with `files` the text of a file sent there."""

    may: tuple[Relation, ...]
    show: Callable[[Turn, Any], Screen] | None = None
    act: Callable[[Turn, Any], Step] | None = None
    hear: Callable[[Turn, Any, str], Step] | None = None
    files: bool = False

    def opens(self, turn: Turn, route: Route) -> bool:
        """Whether this person may take the route."""
        return any(relation(turn, route) for relation in self.may)

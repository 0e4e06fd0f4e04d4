"""Telling somebody by a message that the bot begins."""

from dataclasses import replace

from dialogs.access import Relation
from dialogs.codes import Route, encode
from dialogs.turn import Turn
from neambition.store import later, people


def tell(turn: Turn, person: int, key: str, route: Route, *may: Relation) -> None:
    """A message to each account of somebody to whom the route is open by one of those relations.

    A second message of the same key is not sent.
    """
    theirs = replace(turn, who=replace(turn.who, person=person))
    if any(relation(theirs, route) for relation in may):
        for account in people.accounts(turn.db, person):
            later.post(turn.db, f"{key}:{account}", account, encode(route), turn.now)

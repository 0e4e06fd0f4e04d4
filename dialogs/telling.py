"""Messages that the bot begins: something concerns somebody who did not just write."""

from collections.abc import Iterable
from dataclasses import replace

from dialogs.codes import Route, encode
from dialogs.relations import Relation
from dialogs.turn import Turn
from neambition.store import later, people


def tell(
    turn: Turn,
    persons: Iterable[int],
    route: Route,
    occasion: int,
    *may: Relation,
    question: int | None = None,
) -> None:
    """Show that screen to each of these persons, once an account and occasion.

    With relations named, only to those to whom the route is open by one of them. `question`: what
    it is about, where a reply to it is for whoever asked that, or answered.
    """
    for person in sorted(set(persons)):
        theirs = replace(turn, who=replace(turn.who, person=person))
        if may and not any(relation(theirs, route) for relation in may):
            continue
        for account in people.accounts(turn.db, person):
            key = f"{encode(route)}:{occasion}:{account}"
            later.post(turn.db, key, account, encode(route), turn.now, question=question)

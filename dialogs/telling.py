"""Messages that the bot begins: something concerns somebody who did not just write."""

from collections.abc import Iterable

from dialogs.codes import Route, encode
from dialogs.turn import Turn
from neambition.store import later, people


def tell(turn: Turn, persons: Iterable[int], route: Route, occasion: int) -> None:
    """Show that screen to each of these persons, once an account and occasion."""
    for person in sorted(set(persons)):
        for account in people.accounts(turn.db, person):
            key = f"{encode(route)}:{occasion}:{account}"
            later.post(turn.db, key, account, encode(route), turn.now)

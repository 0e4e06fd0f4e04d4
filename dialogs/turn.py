"""What one turn of a conversation may use, and what an act may ask for."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.codes import Route
from dialogs.routes import Why
from neambition.errors import NeambitionError
from neambition.framework import Action, Framework
from neambition.resources.entry import Resource
from neambition.resources.shelf import Shelf
from neambition.store.catalogue import Shelves
from neambition.store.people import Account


@dataclass(frozen=True)
class House:
    """What stays the same while the program runs.

    `link` is the address that opens the bot, none where there is none (the terminal). `secret`
    makes a new token of 128 random bits, as text that a link can carry.
    """

    framework: Framework
    pinned: Mapping[str, Framework]
    shelves: Shelves
    operator: str | None
    contact: str | None
    zone: ZoneInfo
    link: str | None
    secret: Callable[[], str]

    def opening(self, token: str) -> str:
        """What opens the bot with that token: a link, or without one the command to type."""
        return f"{self.link}?start={token}" if self.link else f"/start {token}"


@dataclass(frozen=True)
class Turn:
    """A connection, the time in UTC seconds, who is speaking, and the house they are in.

    `once` is what the act just done left for its screen: a link's token, which is kept nowhere. A
    screen drawn again has none.
    """

    db: sqlite3.Connection
    now: int
    who: Account
    house: House
    once: Any = None

    @property
    def local(self) -> datetime:
        """The time as the schools' clocks show it."""
        return datetime.fromtimestamp(self.now, self.house.zone)

    @property
    def shelf(self) -> Shelf:
        """The resources that can be suggested now."""
        return self.house.shelves.at(self.db)

    def links(self, action: Action) -> list[Resource]:
        """The resources of an action that can be suggested still."""
        entries = self.shelf.entries
        return [entries[id_] for id_ in action.resources if id_ in entries]


@dataclass(frozen=True)
class Step:
    """What an act leads to: the route to show, and a toast that names what was saved.

    `once` is for that screen alone, the first time it is drawn.
    """

    route: Route
    toast: str | None = None
    once: Any = None


class Refused(NeambitionError):  # noqa: N818 what happened, not what broke
    """Not done; `why` is the sentence the person reads."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)

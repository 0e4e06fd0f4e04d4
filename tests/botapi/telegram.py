"""Telegram: one door for the bot, and people for a test to act as."""

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.botapi.methods import METHODS
from tests.botapi.params import Params
from tests.botapi.people import Group, Person
from tests.botapi.refused import Refused
from tests.botapi.updates import Update
from tests.botapi.world import Chat, Profile, User, World

CANONICAL = {name.lower(): name for name in METHODS}
CALLS_KEPT = 10_000


class Call(NamedTuple):
    """One call of a method, with its parameters as they came."""

    method: str
    params: Mapping[str, Any]


class Telegram:
    """A world in memory with one bot in it.

    `clock` gives seconds since 1970; a tap must be answered within `patience` seconds of it.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        patience: float = 15.0,
        username: str = "neambition_bot",
    ) -> None:
        self._world = World(User(1_000_000_001, "NEAmbition", username, True), clock, patience)
        self._people: dict[int, Person] = {}
        self._failures: dict[str, deque[Refused]] = defaultdict(deque)
        self.updates = self._world.updates
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.counts: Counter[str] = Counter()

    def call(self, method: str, params: Mapping[str, Any]) -> Any:
        """Does what the bot asks and returns Telegram's `result`; raises Refused.

        Values are JSON's, or text as in a form; files are Documents. getUpdates does not wait.
        """
        name = CANONICAL.get(method.lower())
        if name is None:
            raise Refused(404, "Not Found")
        self.calls.append(Call(name, params))
        self.counts[name] += 1
        if self._failures[name]:
            raise self._failures[name].popleft()
        return METHODS[name](self._world, Params(params))

    def download(self, path: str) -> bytes:
        """The file at the path that getFile gave; raises Refused."""
        found = self._world.files.get(path.removeprefix("documents/"))
        if found is None:
            raise Refused(404, "Not Found")
        return found

    def fail_next(self, method: str, refused: Refused, times: int = 1) -> None:
        """Refuses the next `times` calls of `method` so, whatever they ask."""
        again = (refused.code, refused.description, refused.retry_after)
        self._failures[CANONICAL[method.lower()]].extend(Refused(*again) for _ in range(times))

    def person(self, id: int, first_name: str = "Ana", username: str | None = None) -> Person:
        """The person with this `id`, new or met before."""
        if id not in self._people:
            self._people[id] = Person(self._world, User(id, first_name, username))
        return self._people[id]

    def group(self, id: int, title: str) -> Group:
        """A new group, without the bot as yet; `id` is below 0."""
        chat = self._world.chats[id] = Chat(id, "group", title, status="left")
        return Group(self._world, chat)

    def deliver_again(self, update: Update) -> None:
        """Delivers once more an update the bot has had already, as Telegram sometimes does."""
        self.updates.push_again(update)

    @property
    def profile(self) -> Profile:
        """How the bot presents itself."""
        return self._world.profile

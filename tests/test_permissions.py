"""Who may do what: every relation tried on every route, both ways.

`tests/golden/permissions.txt` says in words what the table in `dialogs/doors` allows; `pytest
--rewrite` writes it anew, and the change is then read in the diff.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogs import conversation, relations, routes
from dialogs.codes import Route, encode
from dialogs.doors import DOORS
from dialogs.event import Did, Event
from dialogs.relations import RELATIONS, Relation
from dialogs.screen import Screen
from dialogs.turn import Refused, Turn
from neambition.store.people import Account
from tests.test_routes import KINDS, hints
from tests.walk import SHUT, fresh
from tests.world import OWNERS, World, newsham

GOLDEN = Path(__file__).parent / "golden" / "permissions.txt"

IS: dict[str, set[Relation]] = {
    "stranger": set(),
    "other": {relations.answering},
    "asked": set(),
    "declined": set(),
    "removed": set(),
    "governor": {relations.member},
    "teacher": {relations.member, relations.staff, relations.answering},
    "lead": {relations.member, relations.staff, relations.lead, relations.answering},
    "head": {relations.member, relations.staff, relations.head, relations.answering},
    "helper": {relations.assigned, relations.handed},
    "facilitator": {relations.facilitator, relations.facilitating, relations.settler},
    "shown": {relations.facilitator, relations.facilitating, relations.settler, relations.shown},
    "elsewhere": {relations.facilitating},
}
"""What each person is to Newsham. `other` leads another school; `helper` was handed a benchmark by
a link; `elsewhere` facilitates another cohort; to `facilitator` Newsham does not show its results,
to `shown` it does."""

OF_MEMBERS = {
    *(routes.ComeIn, routes.LeaveForGood, routes.Move, routes.SwitchTo, routes.TakeRole),
    routes.UndoForGood,
}
"""What these do is for somebody who is there; the membership of this world has only asked."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = newsham(fresh(tmp_path_factory.mktemp("world") / "neambition.db"))
    yield world
    world.walk.close()


def of_newsham(kind: type[Route], world: World) -> Route:
    """The route, naming Newsham's own wherever it names something."""

    def value(name: str, hint: Any) -> Any:
        if hint is bool:
            return False
        if name in world.things:
            return world.things[name] if hint in (int, str, date) else next(iter(hint))
        assert hint not in (int, str), f"tests/world.py does not say what `{name}` stands for"
        return next(iter(hint))

    return kind(**{name: value(name, hint) for name, hint in hints(kind).items()})


def may(who: str, route: Route) -> bool:
    """Whether the table lets them, going by what they were made to be."""
    own = {OWNERS[name] for name in vars(route) if name in OWNERS}
    held = IS[who] | {relations.anyone} | ({relations.owner} if who in own else set())
    return bool(held & set(DOORS[type(route)].may))


def shut(world: World, account: Account) -> list[Screen]:
    """The screens that say so."""
    walk = world.walk
    return [
        conversation.show(walk.store.writer, walk.house, walk.now, account, explain)
        for explain in SHUT
    ]


@pytest.mark.parametrize("who", IS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whoever_may_is_let_in_and_nobody_else(world: World, kind: type[Route], who: str) -> None:
    """By a tap and by a screen owed from before; what is refused changes nothing."""
    route, account = of_newsham(kind, world), world.accounts[who]
    walk, db = world.walk, world.walk.store.writer
    turn = Turn(db, walk.now, account, walk.house)
    try:
        opens = DOORS[kind].opens(turn, route)
    except Refused as refused:
        raise AssertionError(f"the world lacks something: {refused}") from refused
    assert opens == may(who, route)
    event = Event(
        channel=account.channel,
        external_id=account.external_id,
        first_name=who.capitalize(),
        did=Did.TAPPED,
        body=encode(route),
    )
    before = db.total_changes
    db.execute("BEGIN")
    try:
        _, step = conversation.act(db, walk.house, walk.now, event)
        changes = db.total_changes - before
    finally:
        db.execute("ROLLBACK")
    turned_away = step.route in SHUT
    if not opens:
        assert turned_away
        assert changes == 1  # the screen that is owed
        assert conversation.show(db, walk.house, walk.now, account, route) in shut(world, account)
    elif route not in SHUT and kind not in OF_MEMBERS:
        assert not turned_away


def test_every_relation_is_somebodys(world: World) -> None:
    """So that no cell of the table is left untried."""
    held = {relations.anyone, relations.owner}.union(*IS.values())
    assert held == set(RELATIONS)
    assert set(IS) == set(world.accounts)


def table() -> str:
    """A line for each route: who may, each relation by its name."""
    width = max(len(kind.__name__) for kind in KINDS)
    return "".join(
        f"{kind.__name__:<{width}}  {', '.join(r.__name__ for r in DOORS[kind].may)}\n"
        for kind in KINDS
    )


def test_the_table_is_as_it_was_read(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        GOLDEN.write_text(table(), "utf-8")
    assert GOLDEN.read_text("utf-8") == table()

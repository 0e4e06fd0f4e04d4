"""Every route's door asks for what its fields need, and nobody opens another's draft."""

from collections.abc import AsyncIterator
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Delivery, Desk
from dialogs import access, codes, routes
from dialogs.codes import Route, encode
from dialogs.conversation import COMMANDS
from dialogs.doors import DOORS, Door
from dialogs.event import Did, Event
from dialogs.routes import Why
from dialogs.saying import say
from neambition.store import drafts, frameworks
from neambition.store.audits import Audit, latest
from neambition.store.database import open_store
from neambition.store.drafts import Kind
from neambition.store.memberships import Role, belongs
from tests.play import TUESDAY_AT_TEN, house

# A school's name is no secret; a draft is looked up by whose it is.
OPEN = {"school", "draft"}


def names(route: type[Route]) -> set[str]:
    declared: tuple[Field[Any], ...] = fields(route)  # type: ignore[arg-type]
    return {field.name for field in declared}


def having(name: str) -> list[type[Route]]:
    return [route for route in DOORS if name in names(route)]


@pytest.mark.parametrize(("route", "door"), DOORS.items(), ids=lambda of: getattr(of, "tag", ""))
def test_a_door_to_somebodys_own_is_not_open_to_anyone(route: type[Route], door: Door) -> None:
    of_somebody = names(route) & (access.SCHOOL_OF.keys() | access.OWNER_OF.keys()) - OPEN
    assert not (of_somebody and access.anyone in door.may)


@pytest.mark.parametrize(("route", "door"), DOORS.items(), ids=lambda of: getattr(of, "tag", ""))
def test_a_door_leads_somewhere(route: type[Route], door: Door) -> None:
    """Shown or acted on, not both; only what is shown can be typed under."""
    assert bool(door.show) != bool(door.act)
    assert door.show or not door.hear


def test_every_route_has_a_door_and_every_command_a_route() -> None:
    assert set(DOORS) == set(codes.BY_TAG.values())
    assert {type(route) for route, _ in COMMANDS.values()} <= set(DOORS)


# --- drafts

SECRET = "Peregrine falcons in the bell tower"


class Two:
    """Ana has drafts; Ben has a school and an audit of his own, and Ana's codes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def taps(self, who: str, route: Route) -> Delivery:
        return await self._does(who, Did.TAPPED, encode(route))

    async def draft(self, who: str, kind: Kind, body: str = SECRET) -> int:
        person = (await self.taps(who, routes.Hello())).account.person
        return await self.desk.store.write(
            lambda db: drafts.put(db, person, kind, body, TUESDAY_AT_TEN)
        )

    async def note(self, who: str, audit: int) -> int:
        """A note kept on a statement of theirs."""
        draft = await self.draft(who, Kind.WORDS)
        await self.taps(who, routes.KeepAside(audit, "1.1", draft))
        sql = "SELECT max(id) FROM note"
        return int(await self.desk.store.read(lambda db: db.execute(sql).fetchone()[0]))

    async def audit(self, who: str) -> Audit:
        """A school registered by somebody, and its audit."""
        draft = await self.draft(who, Kind.SCHOOL, f"School of {who}")
        of = await self.taps(who, routes.Register(draft, True, Role.TEACHER, -1))

        def find(db: Any) -> Audit | None:
            school = belongs(db, of.account.person)
            return latest(db, school.school.id, of.account.person) if school else None

        found = await self.desk.store.read(find)
        assert found
        return found

    async def kept(self, draft: int) -> str | None:
        sql = "SELECT body FROM draft WHERE id = ?"
        row = await self.desk.store.read(lambda db: db.execute(sql, [draft]).fetchone())
        return row and str(row[0])

    async def count(self, table: str) -> int:
        sql = f"SELECT count(*) FROM {table}"  # noqa: S608 a table of ours
        return int(await self.desk.store.read(lambda db: db.execute(sql).fetchone()[0]))

    async def _does(self, who: str, did: Did, body: str) -> Delivery:
        event = Event(channel="telegram", external_id=who, first_name=who, did=did, body=body)
        return await self.desk.take(event)


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    store = await open_store(tmp_path / "neambition.db")
    await store.write(lambda db: frameworks.pin(db, house().framework))
    yield Two(Desk(store, house(), lambda: TUESDAY_AT_TEN))
    await store.close()


def with_draft(route: type[Route], audit: int, draft: int) -> Route:
    """The route for that draft, in that audit where it has one."""
    values: dict[str, Any] = {
        "audit": audit,
        "statement": "1.1",
        "draft": draft,
        "quick": True,
        "role": Role.HEAD,
        "planning": -1,
    }
    return route(**{name: values[name] for name in names(route)})


GONE = say("explain", why=Why.GONE, longest=0)
OF_A_NAME = {routes.PickRole, routes.ConfirmSchool, routes.Register}
# What also needs a nudge's message, or a cohort, is tried where there is one (test_replying).
OF_ONE = [route for route in having("draft") if not names(route) & {"message", "cohort"}]
OPENING = [route for route in OF_ONE if route is not routes.DropAside]


@pytest.mark.parametrize("route", OF_ONE, ids=lambda route: route.tag)
async def test_the_owner_opens_a_draft(two: Two, route: type[Route]) -> None:
    """So that what a stranger is refused is something."""
    kind = Kind.SCHOOL if route in OF_A_NAME else Kind.WORDS
    audit = 0 if route in OF_A_NAME else (await two.audit("ana")).id
    delivery = await two.taps("ana", with_draft(route, audit, await two.draft("ana", kind)))
    assert GONE not in delivery.screen.html


@pytest.mark.parametrize("route", OPENING, ids=lambda route: route.tag)
async def test_a_strangers_draft_is_gone(two: Two, route: type[Route]) -> None:
    kind = Kind.SCHOOL if route in OF_A_NAME else Kind.WORDS
    audit = 0 if route in OF_A_NAME else (await two.audit("ben")).id
    draft = await two.draft("ana", kind)
    before = [await two.count(table) for table in ("school", "note", "draft")]
    delivery = await two.taps("ben", with_draft(route, audit, draft))
    assert delivery.screen.html == GONE
    assert [await two.count(table) for table in ("school", "note", "draft")] == before
    assert await two.kept(draft) == SECRET


async def test_a_strangers_draft_is_not_dropped(two: Two) -> None:
    audit = (await two.audit("ben")).id
    draft = await two.draft("ana", Kind.WORDS)
    delivery = await two.taps("ben", routes.DropAside(audit, "1.1", draft))
    assert SECRET not in delivery.screen.html
    assert await two.kept(draft) == SECRET


@pytest.mark.parametrize("route", OPENING, ids=lambda route: route.tag)
async def test_a_draft_of_another_kind_is_gone(two: Two, route: type[Route]) -> None:
    """Words searched for are no school's name, nor the reverse."""
    kind = Kind.WORDS if route in OF_A_NAME else Kind.SCHOOL
    audit = 0 if route in OF_A_NAME else (await two.audit("ana")).id
    delivery = await two.taps("ana", with_draft(route, audit, await two.draft("ana", kind)))
    assert delivery.screen.html == GONE


# --- what is gone is not mistaken for what came after it


@pytest.mark.parametrize("keep", [routes.KeepAside, routes.Aside])
async def test_an_old_button_does_not_open_a_later_draft(two: Two, keep: type[Route]) -> None:
    audit = (await two.audit("ana")).id
    old = await two.draft("ana", Kind.WORDS, "The words it was made for")
    await two.taps("ana", routes.DropAside(audit, "1.1", old))
    await two.draft("ana", Kind.WORDS)
    assert (await two.taps("ana", with_draft(keep, audit, old))).screen.html == GONE
    assert await two.count("note") == 0


async def test_an_old_button_does_not_delete_a_later_note(two: Two) -> None:
    audit = (await two.audit("ana")).id
    old = await two.note("ana", audit)
    await two.taps("ana", routes.DeleteNoteForGood(old))
    await two.note("ana", audit)
    assert (await two.taps("ana", routes.DeleteNoteForGood(old))).screen.html == GONE
    assert await two.count("note") == 1

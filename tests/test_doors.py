"""Every route's door asks for what its fields need, and nobody opens another's draft."""

import json
from collections.abc import AsyncIterator
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Delivery, Desk
from dialogs import codes, relations, routes
from dialogs.codes import Route, encode
from dialogs.conversation import COMMANDS
from dialogs.door import Door
from dialogs.doors import DOORS
from dialogs.event import Did, Event
from dialogs.routes import Why
from dialogs.saying import say
from neambition.resources.parts import Part
from neambition.store import cohorts, drafts, frameworks, schools
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
    of_somebody = names(route) & (relations.SCHOOL_OF.keys() | relations.OWNER_OF.keys()) - OPEN
    assert not (of_somebody and relations.anyone in door.may)


@pytest.mark.parametrize(("route", "door"), DOORS.items(), ids=lambda of: getattr(of, "tag", ""))
def test_a_door_leads_somewhere(route: type[Route], door: Door) -> None:
    """Shown or acted on, not both; only what is shown can be typed under."""
    assert bool(door.show) != bool(door.act)
    assert door.show or not door.hear


def test_every_route_has_a_door_and_every_command_a_route() -> None:
    assert set(DOORS) == set(codes.BY_TAG.values())
    assert {type(route) for route, _ in COMMANDS.values()} <= set(DOORS)


# --- drafts

COHORT = 1
SECRET = "Peregrine falcons in the bell tower"
AN_ENTRY = json.dumps({"of": None, "was": {}, "said": {"title": SECRET}})


class Two:
    """Ana has drafts; Ben has a school and an audit of his own, and Ana's codes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def taps(self, who: str, route: Route) -> Delivery:
        return await self._does(who, Did.TAPPED, encode(route))

    async def draft(self, who: str, kind: Kind, body: str = SECRET) -> int:
        body = AN_ENTRY if kind is Kind.ENTRY else body
        person = (await self.taps(who, routes.Hello())).account.person
        return await self.desk.store.write(
            lambda db: drafts.put(db, person, kind, body, TUESDAY_AT_TEN)
        )

    async def facilitates(self, who: str) -> None:
        """Both facilitate one cohort, so that nothing but the draft is in the way."""
        person = (await self.taps(who, routes.Hello())).account.person

        def put(db: Any) -> None:
            made = cohorts.add(db, "Primary pilot 2026", TUESDAY_AT_TEN)
            assert made.id == COHORT
            cohorts.put_facilitator(db, made.id, person, TUESDAY_AT_TEN)

        await self.desk.store.write(put)

    async def note(self, who: str, audit: int) -> int:
        """A note kept on a statement of theirs."""
        draft = await self.draft(who, Kind.WORDS)
        await self.taps(who, routes.KeepAside(audit, "1.1", draft))
        sql = "SELECT max(id) FROM note"
        return int(await self.desk.store.read(lambda db: db.execute(sql).fetchone()[0]))

    async def standing(self, who: str, route: type[Route]) -> int:
        """Somebody may take such a route; returns the audit that it is about, 0 for none."""
        if "audit" in names(route):
            return (await self.audit(who)).id
        if "cohort" in names(route):
            person = (await self.taps(who, routes.Hello())).account.person
            await self.desk.store.write(lambda db: _facilitate(db, person))
        return 0

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


def _facilitate(db: Any, person: int) -> None:
    """A cohort of theirs, and a school whose name is all but what a list asks for."""
    cohorts.put_facilitator(db, cohorts.add(db, "Pilot", 0).id, person, 0)
    schools.add(db, f"{SECRET}s", "", 0)


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    store = await open_store(tmp_path / "neambition.db")
    await store.write(lambda db: frameworks.pin(db, house().framework))
    found = Two(Desk(store, house(), lambda: TUESDAY_AT_TEN))
    for who in ("ana", "ben"):
        await found.facilitates(who)
    yield found
    await store.close()


def with_draft(route: type[Route], audit: int, draft: int) -> Route:
    """The route for that draft, in that audit where it has one."""
    values: dict[str, Any] = {
        "audit": audit,
        "cohort": COHORT,
        "statement": "1.1",
        "draft": draft,
        "quick": True,
        "role": Role.HEAD,
        "planning": -1,
        "line": 0,
        "page": 0,
        "part": Part.COST,
        "choice": "free",
        "on": True,
        "seen": 0,
    }
    return route(**{name: values[name] for name in names(route)})


GONE = say("explain", why=Why.GONE, longest=0)
OF_A_NAME = {routes.FoundSchools, routes.PickRole, routes.ConfirmSchool, routes.Register}
OF_TERMS = {routes.ConfirmTerms, routes.KeepTerms}
OF_AN_ENTRY = {
    *(routes.EntryDraft, routes.EntryPart, routes.ChooseForEntry),
    *(routes.PutEntry, routes.DropEntryDraft),
}
OF_A_LIST = {routes.ManyFound, routes.MakeMany, routes.TakeNearest}
# What also needs a nudge's message, a request, a question, or a settler, is tried where there is
# one; to list schools a draft only narrows.
DRAFTED = [
    route
    for route in having("draft")
    if relations.settler not in DOORS[route].may
    and names(route).isdisjoint({"message", "request", "asked"})
    and route is not routes.NudgeSchools
]
OPENING = [route for route in DRAFTED if route is not routes.DropAside]


def kind_of(route: type[Route]) -> Kind:
    if route in OF_A_LIST:
        return Kind.SCHOOLS
    if route in OF_TERMS:
        return Kind.TERMS
    if route in OF_AN_ENTRY:
        return Kind.ENTRY
    return Kind.SCHOOL if route in OF_A_NAME else Kind.WORDS


@pytest.mark.parametrize("route", DRAFTED, ids=lambda route: route.tag)
async def test_the_owner_opens_a_draft(two: Two, route: type[Route]) -> None:
    """So that what a stranger is refused is something."""
    audit, draft = await two.standing("ana", route), await two.draft("ana", kind_of(route))
    delivery = await two.taps("ana", with_draft(route, audit, draft))
    assert GONE not in delivery.screen.html


@pytest.mark.parametrize("route", OPENING, ids=lambda route: route.tag)
async def test_a_strangers_draft_is_gone(two: Two, route: type[Route]) -> None:
    audit, draft = await two.standing("ben", route), await two.draft("ana", kind_of(route))
    before = [await two.count(table) for table in ("school", "note", "draft")]
    delivery = await two.taps("ben", with_draft(route, audit, draft))
    assert delivery.screen.html == GONE
    assert [await two.count(table) for table in ("school", "note", "draft")] == before
    assert SECRET in str(await two.kept(draft))


async def test_a_strangers_draft_is_not_dropped(two: Two) -> None:
    audit = (await two.audit("ben")).id
    draft = await two.draft("ana", Kind.WORDS)
    delivery = await two.taps("ben", routes.DropAside(audit, "1.1", draft))
    assert SECRET not in delivery.screen.html
    assert await two.kept(draft) == SECRET


@pytest.mark.parametrize("route", OPENING, ids=lambda route: route.tag)
async def test_a_draft_of_another_kind_is_gone(two: Two, route: type[Route]) -> None:
    """Words searched for are no school's name, nor the reverse."""
    kind = Kind.SCHOOL if kind_of(route) is Kind.WORDS else Kind.WORDS
    audit, draft = await two.standing("ana", route), await two.draft("ana", kind)
    delivery = await two.taps("ana", with_draft(route, audit, draft))
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

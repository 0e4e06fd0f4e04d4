"""Schools and who comes in: one name twice, asking, deciding, and who leads after the lead."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Delivery, Desk
from dialogs import routes
from dialogs.codes import Route, encode
from dialogs.event import Did, Event
from dialogs.routes import Why
from neambition.framework import Level
from neambition.store import frameworks, memberships
from neambition.store.database import open_store
from neambition.store.later import Sent
from neambition.store.memberships import Membership, Role, State
from neambition.store.schools import name_key
from tests.play import TUESDAY_AT_TEN, house

A_DAY = 86400
NEWSHAM = "Newsham Primary, Blyth"
TELL = "Tell the lead I'm here"


# --- when two names are one


@pytest.mark.parametrize(
    "same",
    ["st marys rc blyth", "ST MARY’S RC – BLYTH", "St. Mary's RC (Blyth)", " St  Mary's RC,Blyth."],
)
def test_case_punctuation_and_spaces_make_no_other_school(same: str) -> None:
    assert name_key(same) == name_key("St Mary's RC, Blyth")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Newsham Primary, Blyth", "Newsham Primary, Thirsk"),
        ("St Mary's", "St Martin's"),
        ("School 1", "School 11"),
        ("Whitley Bay Primary", "Whitleybay Primary"),
    ],
)
def test_other_words_make_another_school(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("same", ["Caf\u00e9", "Cafe\u0301", "CAFÉ", "Cafe"])
def test_an_accent_left_out_or_typed_apart_makes_no_other_school(same: str) -> None:
    assert name_key(same) == name_key("café")


# --- a town of people and their schools


class Town:
    """People by first name, all at one desk; `now` is its clock in UTC seconds."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now = TUESDAY_AT_TEN
        desk.clock = lambda: self.now

    async def taps(self, who: str, route: Route) -> Delivery:
        return await self._does(who, Did.TAPPED, encode(route))

    async def types(self, who: str, words: str) -> Delivery:
        return await self._does(who, Did.TYPED, words)

    async def _does(self, who: str, did: Did, body: str) -> Delivery:
        event = Event(
            channel="telegram", external_id=who, first_name=who.capitalize(), did=did, body=body
        )
        return await self.desk.take(event)

    async def names(self, who: str, school: str) -> Route:
        """Where naming a school leads somebody who has none."""
        await self.taps(who, routes.Begin(True))
        return (await self.types(who, school)).route

    async def registers(self, who: str, school: str = NEWSHAM, role: Role = Role.LEAD) -> None:
        """By its name, or where there is a register the first that is found by that name."""
        picks = await self.names(who, school)
        if isinstance(picks, routes.FoundSchools):
            picks = (await self.taps(who, picks)).screen.rows[0][0].route
        register: Route
        if isinstance(picks, routes.PickSchool):
            register = routes.RegisterHere(picks.school, True, role, -1)
        else:
            assert isinstance(picks, routes.PickRole)
            register = routes.Register(picks.draft, True, role, -1)
        taken = await self.taps(who, register)
        assert isinstance(taken.route, routes.Continue)

    async def asks(self, who: str, role: Role = Role.TEACHER, school: str = NEWSHAM) -> Membership:
        """Asks to be let in; returns how that stands."""
        here = await self.names(who, school)
        assert isinstance(here, routes.AlreadyHere)
        told = await self.taps(who, routes.TellLeadAs(here.school, role))
        assert told.route == routes.LeadTold(here.school)
        return await self.membership(who)

    async def joins(self, who: str, role: Role, lead: str = "ana") -> None:
        asked = await self.asks(who, role)
        await self.taps(lead, routes.Decide(asked.id, True))
        self.now += 60

    async def membership(self, who: str) -> Membership:
        person = (await self.taps(who, routes.Hello())).account.person
        sql = f"SELECT max(id) FROM membership WHERE person = {person}"  # noqa: S608 a number
        found = await self.desk.store.read(
            lambda db: memberships.membership(db, db.execute(sql).fetchone()[0])
        )
        assert found
        return found

    async def arrives(self) -> list[tuple[str, Route]]:
        """What the bot has to say by itself: to whom, and which screen."""
        came: list[tuple[str, Route]] = []
        while message := await self.desk.next_message("telegram"):
            outgoing, delivery = message
            assert delivery
            came.append((delivery.account.external_id, delivery.route))
            await self.desk.settle(outgoing, Sent.SENT)
        return came

    async def count(self, table: str) -> int:
        sql = f"SELECT count(*) FROM {table}"  # noqa: S608 a table of ours
        return int(await self.desk.store.read(lambda db: db.execute(sql).fetchone()[0]))

    async def leads(self) -> set[str]:
        """Who is asked when somebody new wants to come in."""
        await self.arrives()
        await self.asks("zoe")
        return {who for who, _ in await self.arrives()}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    store = await open_store(tmp_path / "neambition.db")
    await store.write(lambda db: frameworks.pin(db, house().framework))
    yield Town(Desk(store, house(), lambda: 0))
    await store.close()


def labels(delivery: Delivery) -> list[str]:
    return [button.label for row in delivery.screen.rows for button in row]


# --- registering


async def test_who_registers_a_school_leads_it(town: Town) -> None:
    await town.registers("ana")
    ana = await town.membership("ana")
    assert (ana.school.name, ana.state, ana.leads) == (NEWSHAM, State.MEMBER, True)
    assert await town.leads() == {"ana"}


async def test_a_name_already_here_lets_nobody_in(town: Town) -> None:
    await town.registers("ana")
    here = await town.names("ben", "newsham primary - BLYTH")
    assert isinstance(here, routes.AlreadyHere)
    assert TELL in labels(await town.taps("ben", here))
    assert (await town.taps("ben", routes.Begin(True))).route == routes.NameSchool(True)


async def test_of_two_who_register_at_once_the_second_is_told_it_is_here(town: Town) -> None:
    picks = [await town.names(who, NEWSHAM) for who in ("ana", "ben")]
    drafts = [pick.draft for pick in picks if isinstance(pick, routes.PickRole)]
    first, second = await asyncio.gather(
        town.taps("ana", routes.Register(drafts[0], True, Role.LEAD, -1)),
        town.taps("ben", routes.Register(drafts[1], True, Role.HEAD, -1)),
    )
    assert isinstance(first.route, routes.Continue)
    assert second.route == routes.AlreadyHere((await town.membership("ana")).school.id, True)
    assert TELL in labels(second)
    for table in ("school", "audit", "membership"):
        assert await town.count(table) == 1


# --- asking


async def test_to_ask_twice_in_a_day_sends_each_lead_one_message(town: Town) -> None:
    await town.registers("ana")
    asked = await town.asks("ben")
    town.now += 3600
    assert (await town.asks("ben")).id == asked.id
    assert asked.state is State.ASKED
    assert await town.arrives() == [("ana", routes.JoinRequest(asked.id))]
    town.now += A_DAY
    await town.asks("ben")
    assert await town.arrives() == [("ana", routes.JoinRequest(asked.id))]


async def test_the_lead_sees_who_asks_and_lets_them_in(town: Town) -> None:
    await town.registers("ana")
    asked = await town.asks("ben", Role.OFFICE)
    request = await town.taps("ana", routes.JoinRequest(asked.id))
    assert "<b>Ben</b>, office or other staff, asks to join <b>Newsham" in request.screen.html
    await town.arrives()
    assert (await town.taps("ana", routes.Decide(asked.id, True))).route == routes.Decided(asked.id)
    ben = await town.membership("ben")
    assert (ben.state, ben.role, ben.leads) == (State.MEMBER, Role.OFFICE, False)
    assert await town.arrives() == [("ben", routes.LetIn(asked.id))]
    assert isinstance((await town.taps("ben", routes.Begin(True))).route, routes.Continue)


async def test_whoever_was_declined_is_told_and_may_ask_again(town: Town) -> None:
    await town.registers("ana")
    asked = await town.asks("ben")
    await town.taps("ana", routes.Decide(asked.id, False))
    request, answer = routes.JoinRequest(asked.id), routes.LetIn(asked.id)
    assert await town.arrives() == [("ana", request), ("ben", answer)]
    assert "has not let you in" in (await town.taps("ben", answer)).screen.html
    town.now += A_DAY
    again = await town.asks("ben", Role.HEAD)
    assert (again.id, again.state, again.role) == (asked.id, State.ASKED, Role.HEAD)
    assert await town.arrives() == [("ana", request)]
    await town.taps("ana", routes.Decide(asked.id, True))
    assert (await town.membership("ben")).state is State.MEMBER


async def test_an_old_button_changes_nothing_of_somebody_who_is_in(town: Town) -> None:
    await town.registers("ana")
    await town.joins("ben", Role.TEACHER)
    ben = await town.membership("ben")
    tapped = await town.taps("ben", routes.TellLeadAs(ben.school.id, Role.HEAD))
    assert tapped.route == routes.LetIn(ben.id)
    assert await town.membership("ben") == ben


# --- deciding


async def test_what_was_decided_is_not_decided_twice(town: Town) -> None:
    await town.registers("ana")
    asked = await town.asks("ben")
    first, second = await asyncio.gather(
        town.taps("ana", routes.Decide(asked.id, True)),
        town.taps("ana", routes.Decide(asked.id, False)),
    )
    assert first.route == second.route == routes.Decided(asked.id)
    assert (first.toast, second.toast) == (None, "Decided already")
    assert (await town.membership("ben")).state is State.MEMBER


@pytest.mark.parametrize("welcome", [True, False])
@pytest.mark.parametrize("who", ["a stranger", "the asker", "another lead", "a colleague"])
async def test_nobody_but_the_lead_decides(town: Town, who: str, welcome: bool) -> None:
    await town.registers("ana")
    await town.registers("another lead", "Whitley Bay Primary")
    await town.joins("a colleague", Role.TEACHER)
    asked = await town.asks("the asker")
    for route in (
        routes.Decide(asked.id, welcome),
        routes.JoinRequest(asked.id),
        routes.Decided(asked.id),
    ):
        refused = await town.taps(who, route)
        part = Why.NOT_YOUR_PART if who == "a colleague" else Why.NOT_YOURS
        assert refused.route == routes.Explain(part)
        assert "The asker" not in refused.screen.html
    assert (await town.membership("the asker")).state is State.ASKED


async def test_whoever_erased_themselves_is_no_longer_to_be_decided_on(town: Town) -> None:
    await town.registers("ana")
    asked = await town.asks("ben")
    await town.taps("ben", routes.EraseMeForGood())
    assert (await town.taps("ana", routes.Decide(asked.id, True))).route == routes.Explain(Why.GONE)


async def test_an_old_request_lets_nobody_else_in(town: Town) -> None:
    """Ben asked and went; Zoe asked after him, and is not whom the old button names."""
    await town.registers("ana")
    old = await town.asks("ben")
    await town.taps("ben", routes.EraseMeForGood())
    await town.asks("zoe")
    assert (await town.taps("ana", routes.Decide(old.id, True))).route == routes.Explain(Why.GONE)
    assert (await town.membership("zoe")).state is State.ASKED


async def test_whoever_asks_after_one_who_went_is_not_taken_for_them(town: Town) -> None:
    await town.registers("ana")
    await town.asks("ben")
    await town.arrives()
    await town.taps("ben", routes.EraseMeForGood())
    zoe = await town.asks("zoe")
    assert await town.arrives() == [("ana", routes.JoinRequest(zoe.id))]


# --- who leads after the lead


async def test_when_the_lead_is_erased_a_head_leads(town: Town) -> None:
    await town.registers("ana")
    await town.joins("ben", Role.TEACHER)
    await town.joins("cat", Role.HEAD)
    await town.taps("ana", routes.EraseMeForGood())
    assert (await town.membership("cat")).leads
    assert await town.leads() == {"cat"}


async def test_without_a_head_the_longest_there_leads(town: Town) -> None:
    await town.registers("ana")
    await town.asks("dan", Role.HEAD)  # and was not let in
    early = await town.asks("ben", Role.OFFICE)
    await town.joins("cat", Role.TEACHER)
    await town.taps("ana", routes.Decide(early.id, True))  # asked first, let in last
    await town.taps("ana", routes.EraseMeForGood())
    assert await town.leads() == {"cat"}


async def test_a_school_with_nobody_left_says_so(town: Town) -> None:
    await town.registers("ana")
    await town.taps("ana", routes.Answer(1, "1.2", Level.STARTED, 0))
    await town.taps("ana", routes.EraseMeForGood())
    here = await town.taps("ben", await town.names("ben", NEWSHAM))
    assert "Nobody from it is here any more" in here.screen.html
    assert "hub@example.org" in here.screen.html
    assert TELL not in labels(here)


async def test_an_old_button_says_so_too(town: Town) -> None:
    """The lead went after the button was made."""
    await town.registers("ana")
    school = (await town.membership("ana")).school.id
    await town.taps("ana", routes.EraseMeForGood())
    told = await town.taps("ben", routes.TellLeadAs(school, Role.TEACHER))
    assert told.toast != "The lead is told"
    assert "Nobody from it is here any more" in told.screen.html

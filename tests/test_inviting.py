"""Links that let people in: whom, how often, how long, and on whose word."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Desk
from dialogs import routes
from dialogs.codes import Route
from dialogs.routes import Why
from neambition.store import frameworks, invitations
from neambition.store.database import open_store
from neambition.store.invitations import Into, Terms
from neambition.store.memberships import Role, State
from tests.hall import PILOT, Hall, leads_to
from tests.play import TUESDAY_AT_TEN, house
from tests.test_joining import NEWSHAM
from tests.walk import SHUT

A_DAY = 86400
CLOSED = routes.LinkClosed()


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    store = await open_store(tmp_path / "neambition.db")
    await store.write(lambda db: frameworks.pin(db, house().framework))
    hall = Hall(Desk(store, house(), lambda: TUESDAY_AT_TEN))
    await hall.registers("ana")
    yield hall
    await store.close()


async def state(hall: Hall, who: str, name: str = NEWSHAM) -> State | None:
    there = await hall.is_in(who, name)
    return there.state if there else None


# --- coming in


@pytest.mark.parametrize("role", Role)
async def test_a_link_lets_somebody_in_as_it_says(hall: Hall, role: Role) -> None:
    came = await hall.opens("ben", await hall.links("ana", role))
    there = await hall.is_in("ben", NEWSHAM)
    assert there
    assert (there.state, there.role, there.leads) == (State.MEMBER, role, role is Role.LEAD)
    assert came.route == routes.CameIn(there.id)
    assert NEWSHAM in came.screen.html


async def test_of_two_at_once_one_wins_the_last_use(hall: Hall) -> None:
    token = await hall.links("ana", Role.TEACHER)
    came = await asyncio.gather(*(hall.opens(who, token) for who in ("ben", "cat", "dan")))
    assert sorted(leads_to(one, routes.CameIn) for one in came) == [False, False, True]
    assert await hall.rows("SELECT uses_left FROM invitation") == [(0,)]


async def test_a_link_for_staff_lets_in_thirty(hall: Hall) -> None:
    token = await hall.links("ana", Role.TEACHER, staff=True)
    came = [await hall.opens(f"t{n}", token) for n in range(31)]
    assert [leads_to(one, routes.CameIn) for one in came] == [True] * 30 + [False]
    assert came[-1].route == CLOSED


async def test_who_is_in_does_not_use_it_up_and_keeps_their_role(hall: Hall) -> None:
    await hall.joins("ben", Role.GOVERNOR)
    token = await hall.links("ana", Role.TEACHER)
    again = await hall.opens("ben", token)
    assert leads_to(again, routes.CameIn)
    assert "not used up" in again.screen.html
    there = await hall.is_in("ben", NEWSHAM)
    assert there
    assert there.role is Role.GOVERNOR
    assert leads_to(await hall.opens("cat", token), routes.CameIn)


async def test_who_is_in_at_two_schools_is_at_the_one_whose_link_they_open(hall: Hall) -> None:
    token = await hall.links("ana", Role.TEACHER, staff=True)
    await hall.opens("ben", token)
    hall.now += 60
    await hall.registers_another("ben", "Amble First")
    assert "You are here for Amble First" in (await hall.taps("ben", routes.Hello())).screen.html
    hall.now += 60
    await hall.opens("ben", token)
    assert f"here for {NEWSHAM}" in (await hall.taps("ben", routes.Hello())).screen.html


async def test_a_leads_link_gives_a_colleague_the_lead(hall: Hall) -> None:
    await hall.joins("ben", Role.TEACHER)
    token = await hall.links("ana", Role.LEAD)
    await hall.opens("ben", token)
    there = await hall.is_in("ben", NEWSHAM)
    assert there
    assert (there.leads, there.role) == (True, Role.TEACHER)
    assert (await hall.opens("cat", token)).route == CLOSED


async def test_who_comes_from_another_school_is_here_now(hall: Hall) -> None:
    await hall.registers("ben", "Amble First")
    token = await hall.links("ana", Role.TEACHER)
    await hall.opens("ben", token)
    assert NEWSHAM in (await hall.taps("ben", routes.Hello())).screen.html
    assert await state(hall, "ben", "Amble First") is State.MEMBER


async def test_a_link_leads_to_the_school_that_its_own_was_merged_into(hall: Hall) -> None:
    await hall.registers("ben", "Amble First")
    token = await hall.links("ana", Role.TEACHER)
    to, of = (await hall.school("Amble First")).id, (await hall.school(NEWSHAM)).id
    await hall.runs("UPDATE school SET merged_into = ? WHERE id = ?", to, of)
    await hall.runs("UPDATE membership SET school = ? WHERE school = ?", to, of)
    assert leads_to(await hall.opens("cat", token), routes.CameIn)
    assert await state(hall, "cat", "Amble First") is State.MEMBER


# --- what opens nothing


async def test_what_opens_nothing_says_nothing_of_whose_it_was(hall: Hall) -> None:
    spent = await hall.links("ana", Role.TEACHER)
    await hall.opens("ben", spent)
    expired = await hall.links("ana", Role.TEACHER)
    hall.now += 14 * A_DAY
    taken_back = await hall.links("ana", Role.TEACHER)
    await hall.taps("ana", routes.WithdrawNow(3))
    shown = [await hall.opens("eve", t) for t in (spent, expired, taken_back, "x", "' OR 1=1 --")]
    assert {one.route for one in shown} == {CLOSED}
    assert len({one.screen.html for one in shown}) == 1
    assert NEWSHAM not in shown[0].screen.html
    assert "Ana" not in shown[0].screen.html
    assert await state(hall, "eve") is None


async def test_a_link_works_to_its_last_second(hall: Hall) -> None:
    one, other = await hall.links("ana", Role.TEACHER), await hall.links("ana", Role.HEAD)
    hall.now += 14 * A_DAY - 1
    assert leads_to(await hall.opens("ben", one), routes.CameIn)
    hall.now += 1
    assert (await hall.opens("cat", other)).route == CLOSED


async def test_who_was_declined_or_went_comes_in_by_a_newer_link(hall: Hall) -> None:
    asked = await hall.asks("ben")
    await hall.taps("ana", routes.Decide(asked.id, False))
    hall.now += 60
    token = await hall.links("ana", Role.TEACHER, staff=True)
    hall.now += 60
    assert leads_to(await hall.opens("ben", token), routes.CameIn)
    await hall.taps("ben", routes.NotMineGo(asked.id))
    assert await state(hall, "ben") is State.LEFT
    assert leads_to(await hall.opens("ben", token), routes.CameIn)


@pytest.mark.parametrize("verdict", ["left", "declined"])
async def test_who_was_put_out_since_needs_a_newer_link(hall: Hall, verdict: str) -> None:
    token = await hall.links("ana", Role.TEACHER, staff=True)
    await hall.opens("ben", token)
    hall.now += 60
    ana = (await hall.membership("ana")).person
    await hall.runs(
        "UPDATE membership SET state = ?, decided_by = ?, turned_away_at = ? WHERE person <> ?",
        verdict, ana, hall.now, ana,
    )  # fmt: skip
    assert (await hall.opens("ben", token)).route == CLOSED
    assert await state(hall, "ben") is State(verdict)
    await hall.runs("UPDATE membership SET decided_by = NULL WHERE person <> ?", ana)
    assert (await hall.opens("ben", token)).route == CLOSED
    hall.now += 60
    newer = await hall.links("ana", Role.TEACHER)
    assert leads_to(await hall.opens("ben", newer), routes.CameIn)


async def test_who_went_does_not_come_back_by_a_link_that_is_over(hall: Hall) -> None:
    token = await hall.links("ana", Role.TEACHER, staff=True)
    await hall.opens("ben", token)
    await hall.runs("UPDATE membership SET state = 'left', decided_by = person WHERE id = 2")
    hall.now += 13 * A_DAY
    assert leads_to(await hall.opens("ben", token), routes.CameIn)
    await hall.runs("UPDATE membership SET state = 'left', decided_by = person WHERE id = 2")
    hall.now += 2 * A_DAY
    assert (await hall.opens("ben", token)).route == CLOSED


# --- on whose word


GOES = ["erased", "put out", "no lead any more"]


@pytest.mark.parametrize("how", GOES)
async def test_the_links_of_who_may_not_invite_any_more_stop(hall: Hall, how: str) -> None:
    await hall.opens("ben", await hall.links("ana", Role.LEAD))
    token = await hall.links("ben", Role.TEACHER)
    ben = (await hall.membership("ben")).id
    if how == "erased":
        await hall.taps("ben", routes.EraseMeForGood())
    elif how == "put out":
        await hall.runs("UPDATE membership SET state = 'left', leads = 0 WHERE id = ?", ben)
    else:
        await hall.runs("UPDATE membership SET leads = 0 WHERE id = ?", ben)
    assert (await hall.opens("cat", token)).route == CLOSED
    assert await state(hall, "cat") is None


async def test_a_heads_links_work_though_another_leads(hall: Hall) -> None:
    await hall.joins("hal", Role.HEAD)
    token = await hall.links("hal", Role.TEACHER)
    assert leads_to(await hall.opens("ben", token), routes.CameIn)


async def test_a_facilitators_links_stop_with_their_cohort(hall: Hall) -> None:
    await hall.facilitates("fay", "Amble First")
    school = (await hall.school("Amble First")).id
    await hall.taps("fay", routes.MakeLink(school, Role.LEAD, False))
    await hall.taps("fay", routes.MakeLink(school, Role.HEAD, False))
    assert leads_to(await hall.opens("ben", hall.made[-2]), routes.CameIn)
    await hall.runs("DELETE FROM cohort_facilitator")
    assert (await hall.opens("hal", hall.made[-1])).route == CLOSED


async def test_an_erased_persons_links_are_gone(hall: Hall) -> None:
    token = await hall.links("ana", Role.TEACHER)
    await hall.taps("ana", routes.EraseMeForGood())
    assert await hall.rows("SELECT * FROM invitation") == []
    assert (await hall.opens("ben", token)).route == CLOSED


# --- one's own link


async def test_ones_own_link_is_shown_to_pass_on(hall: Hall) -> None:
    token = await hall.links("ana", Role.TEACHER)
    own = await hall.opens("ana", token)
    assert own.route == routes.Link(1)
    assert "has not used it up" in own.screen.html
    assert token in (own.screen.forward or "")
    assert leads_to(await hall.opens("ben", token), routes.CameIn)


async def test_a_facilitator_does_not_use_up_a_schools_link(hall: Hall) -> None:
    await hall.facilitates("fay", NEWSHAM)
    await hall.facilitates("gus", NEWSHAM)
    school = (await hall.school(NEWSHAM)).id
    await hall.taps("fay", routes.MakeLink(school, Role.HEAD, False))
    for who in ("fay", "gus"):
        shown = await hall.opens(who, hall.made[-1])
        assert hall.made[-1] in (shown.screen.forward or "")
        assert await state(hall, who) is None
    assert leads_to(await hall.opens("hal", hall.made[-1]), routes.CameIn)
    over = await hall.opens("fay", hall.made[-1])
    assert over.screen.forward is None
    assert "everyone it was for" in over.screen.html


async def test_a_facilitator_who_teaches_there_is_told_they_are_in(hall: Hall) -> None:
    await hall.joins("fay", Role.TEACHER)
    await hall.facilitates("fay", NEWSHAM)
    token = await hall.links("ana", Role.TEACHER)
    assert leads_to(await hall.opens("fay", token), routes.CameIn)
    assert await hall.rows("SELECT uses_left FROM invitation") == [(1,)]


# --- a mistake


async def test_a_mistake_is_undone_and_the_link_free_again(hall: Hall) -> None:
    token = await hall.links("ana", Role.TEACHER)
    came = await hall.opens("ben", token)
    assert isinstance(came.route, routes.CameIn)
    asked = await hall.taps("ben", routes.NotMine(came.route.membership))
    assert await state(hall, "ben") is State.MEMBER
    assert NEWSHAM in asked.screen.html
    await hall.taps("ben", routes.NotMineGo(came.route.membership))
    assert await state(hall, "ben") is State.LEFT
    assert leads_to(await hall.opens("cat", token), routes.CameIn)
    assert (await hall.opens("dan", token)).route == CLOSED


async def test_an_old_way_out_is_over(hall: Hall) -> None:
    came = await hall.opens("ben", await hall.links("ana", Role.TEACHER))
    assert isinstance(came.route, routes.CameIn)
    await hall.taps("ben", routes.NotMineGo(came.route.membership))
    for route in (routes.NotMineGo, routes.NotMine, routes.CameIn):
        shown = await hall.taps("ben", route(came.route.membership))
        assert "not here any more" in shown.screen.html


async def test_nobody_takes_another_out(hall: Hall) -> None:
    await hall.joins("ben", Role.TEACHER)
    ben = (await hall.membership("ben")).id
    for route in (routes.NotMine(ben), routes.NotMineGo(ben), routes.CameIn(ben)):
        shown = await hall.taps("ana", route)
        assert shown.route in SHUT
    assert await state(hall, "ben") is State.MEMBER


# --- the token is kept nowhere


async def test_a_link_is_shown_once_and_made_anew(hall: Hall) -> None:
    token = await hall.links("ana", Role.TEACHER)
    again = await hall.taps("ana", routes.Link(1))
    assert again.screen.forward is None
    assert again.screen.attachments == ()
    assert "shown once" in again.screen.html
    new = await hall.taps("ana", routes.Renew(1))
    assert hall.made[-1] in (new.screen.forward or "")
    assert (await hall.opens("ben", token)).route == CLOSED
    assert leads_to(await hall.opens("ben", hall.made[-1]), routes.CameIn)


async def test_a_link_whose_screen_never_came_is_owed_without_it(hall: Hall) -> None:
    await hall.links("ana", Role.TEACHER)
    await hall.taps("ana", routes.MakeLink(1, Role.HEAD, False))  # and the program is killed
    owed = {d.account.external_id: d for d in await hall.desk.owing("telegram")}["ana"]
    assert owed.route == routes.Link(2)
    assert owed.screen.forward is None
    assert any("Make a new one" in b.label for row in owed.screen.rows for b in row)


async def test_no_token_is_in_the_database(hall: Hall) -> None:
    tokens = [await hall.links("ana", role) for role in (Role.TEACHER, Role.HEAD)]
    await hall.opens("ben", tokens[0])
    kept = await hall.desk.store.read(lambda db: "\n".join(db.iterdump()))
    assert len(tokens) == 2
    assert not any(token in kept for token in tokens)


# --- who may make, see and take back


STRANGERS: list[Route] = [
    routes.Invite(1),
    routes.MakeLink(1, Role.LEAD, False),
    routes.Link(1),
    routes.Renew(1),
    routes.Withdraw(1),
    routes.WithdrawNow(1),
    routes.Links(1, 0),
]


@pytest.mark.parametrize("route", STRANGERS, ids=lambda route: route.tag)
@pytest.mark.parametrize("who", ["teacher", "lead elsewhere", "stranger", "facilitator elsewhere"])
async def test_who_does_not_let_people_in_does_not_invite(
    hall: Hall, who: str, route: Route
) -> None:
    await hall.links("ana", Role.TEACHER)
    if who == "teacher":
        await hall.joins("ben", Role.TEACHER)
    elif who == "lead elsewhere":
        await hall.registers("ben", "Amble First")
    elif who == "facilitator elsewhere":
        await hall.facilitates("ben", "Amble First")
    before = await hall.rows("SELECT * FROM invitation")
    shown = await hall.taps("ben", route)
    assert shown.route in SHUT
    assert await hall.rows("SELECT * FROM invitation") == before


@pytest.mark.parametrize("role", Role)
async def test_a_facilitator_invites_a_lead_or_a_head_alone(hall: Hall, role: Role) -> None:
    await hall.facilitates("fay", NEWSHAM)
    shown = await hall.taps("fay", routes.MakeLink(1, role, False))
    made = role in (Role.LEAD, Role.HEAD)
    assert leads_to(shown, routes.Link) == made
    assert len(hall.made) == made


async def test_a_facilitator_does_not_make_a_teachers_link_anew(hall: Hall) -> None:
    await hall.facilitates("fay", NEWSHAM)
    token = await hall.links("ana", Role.TEACHER)
    assert (await hall.taps("fay", routes.Renew(1))).route == routes.Explain(Why.NOT_YOURS)
    assert leads_to(await hall.opens("ben", token), routes.CameIn)


@pytest.mark.parametrize("role", [Role.LEAD, Role.HEAD, Role.GOVERNOR])
async def test_one_link_for_all_is_for_staff_alone(hall: Hall, role: Role) -> None:
    shown = await hall.taps("ana", routes.MakeLink(1, role, True))
    assert shown.route == routes.Explain(Why.NOT_YOURS)
    assert hall.made == []


async def test_who_lost_the_lead_handles_links_no_more(hall: Hall) -> None:
    await hall.opens("ben", await hall.links("ana", Role.LEAD))
    token = await hall.links("ben", Role.TEACHER)
    await hall.runs("UPDATE membership SET leads = 0 WHERE id = 2")
    own = await hall.opens("ben", token)
    assert leads_to(own, routes.CameIn)
    assert own.screen.forward is None
    stopped = await hall.taps("ana", routes.Links(1, 0))
    assert stopped.screen.rows[0][0].label == "Teacher, by Ben: stopped"


# --- facilitators


async def test_a_facilitator_invites_another(hall: Hall) -> None:
    cohort = await hall.facilitates("fay")
    await hall.taps("fay", routes.MakeFacilitatorLink(cohort))
    token = hall.made[-1]
    assert (await hall.opens("fay", token)).route == routes.Link(1)
    came = await hall.opens("gus", token)
    assert came.route == routes.CohortDesk(cohort)
    assert PILOT in came.screen.html
    assert "not used up" in (await hall.opens("gus", token)).screen.html
    assert (await hall.opens("eve", token)).route == CLOSED


async def test_who_is_no_facilitator_any_more_does_not_come_back(hall: Hall) -> None:
    cohort = await hall.facilitates("fay")
    await hall.taps("fay", routes.MakeFacilitatorLink(cohort))
    gus = (await hall.opens("gus", hall.made[-1])).account.person
    await hall.runs("DELETE FROM cohort_facilitator WHERE person = ?", gus)
    assert (await hall.opens("gus", hall.made[-1])).route == CLOSED


OF_A_COHORT: list[Route] = [
    routes.CohortDesk(1),
    routes.InviteFacilitator(1),
    routes.MakeFacilitatorLink(1),
    routes.InviteMany(1),
    routes.CohortLinks(1, 0),
    routes.ManyMade(1, 0),
    routes.MakeAnew(1, 0),
    routes.Link(1),
    routes.Renew(1),
    routes.WithdrawNow(1),
]


@pytest.mark.parametrize("route", OF_A_COHORT, ids=lambda route: route.tag)
async def test_a_cohort_is_for_its_facilitators(hall: Hall, route: Route) -> None:
    cohort = await hall.facilitates("fay", NEWSHAM)
    await hall.taps("fay", routes.MakeFacilitatorLink(cohort))
    await hall.desk.store.write(
        lambda db: db.execute("INSERT INTO cohort (name, since) VALUES ('B', 0)")
    )
    await hall.runs(
        "INSERT INTO cohort_facilitator (cohort, person, since) SELECT 2, person, 0 FROM membership"
    )
    shown = await hall.taps("ana", route)  # she leads a school of it, and facilitates another
    assert "belongs to another school or another person" in shown.screen.html


@pytest.mark.parametrize(
    ("into", "benchmark", "said"),
    [(Into.BENCHMARK, 5, "Answers on benchmark 5"), (Into.HEAD, None, "What the head knows")],
)
async def test_a_link_to_some_statements_is_listed_and_taken_back_too(
    hall: Hall, into: Into, benchmark: int | None, said: str
) -> None:
    terms = Terms(into, 1, school=1, audit=1, benchmark=benchmark)
    await hall.desk.store.write(lambda db: invitations.make(db, "token", terms, hall.now))
    listed = await hall.taps("ana", routes.Links(1, 0))
    assert listed.screen.rows[0][0].label == f"{said}, by Ana: 14 days, 1 use"
    shown = await hall.taps("ana", routes.Link(1))
    assert said[1:] in shown.screen.html
    assert not any("anew" in b.label or "new one" in b.label for b in shown.screen.rows[0])
    await hall.taps("ana", routes.WithdrawNow(1))
    assert await hall.rows("SELECT count(revoked_at) FROM invitation") == [(1,)]


async def test_my_data_has_the_links_that_one_made_and_opened(hall: Hall) -> None:
    await hall.opens("ben", await hall.links("ana", Role.HEAD))
    for who, key in (("ana", "links_made"), ("ben", "links_opened")):
        mine = (await hall.taps(who, routes.MyData())).screen.attachments[1]
        [link] = json.loads(mine.content)[key]
        assert link["into_a"] == "school"

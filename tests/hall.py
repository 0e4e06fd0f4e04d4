"""A town whose people pass links on: each link's token is known to the test as it is made."""

from dataclasses import replace
from itertools import count
from typing import Any

from bot.desk import Delivery, Desk
from dialogs import routes
from dialogs.codes import Route
from dialogs.event import Did, Event
from neambition.store import cohorts, memberships, people, schools
from neambition.store.memberships import Membership, Role, at
from neambition.store.schools import School
from tests.test_joining import Town

PILOT = "Primary pilot 2026"


class Hall(Town):
    """`made`: the tokens so far, oldest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        numbers = count(1)
        self.made: list[str] = []

        def secret() -> str:
            self.made.append(f"token-{next(numbers)}")
            return self.made[-1]

        desk.house = replace(desk.house, secret=secret)

    async def opens(self, who: str, token: str) -> Delivery:
        return await self.does(who, Did.COMMANDED, "start", token)

    async def does(self, who: str, did: Did, body: str, argument: str = "") -> Delivery:
        event = Event(
            channel="telegram",
            external_id=who,
            first_name=who.capitalize(),
            did=did,
            body=body,
            argument=argument,
        )
        return await self.desk.take(event)

    async def links(self, who: str, role: Role, staff: bool = False) -> str:
        """Makes a link into their own school; returns its token."""
        school = (await self.membership(who)).school.id
        await self.taps(who, routes.MakeLink(school, role, staff))
        return self.made[-1]

    async def registers_another(self, who: str, name: str) -> None:
        """Somebody who belongs to a school is at another too."""
        person = (await self.taps(who, routes.Hello())).account.person

        def join(db: Any) -> None:
            school = schools.add(db, name, "", self.now)
            memberships.join(db, person, school.id, Role.LEAD, self.now)

        await self.desk.store.write(join)

    async def facilitates(self, who: str, *names: str) -> int:
        """From now on, a cohort of those schools; returns its id."""

        def put(db: Any) -> int:
            account = people.meet(db, "telegram", who, who.capitalize(), self.now)
            cohort = cohorts.add(db, PILOT, self.now).id
            cohorts.put_facilitator(db, cohort, account.person, self.now)
            for name in names:
                school = schools.find(db, name) or schools.add(db, name, "", self.now)
                cohorts.put_school(db, cohort, school.id, "", self.now)
            return cohort

        return await self.desk.store.write(put)

    async def school(self, name: str) -> School:
        sql = "SELECT id, name, town FROM school WHERE name_key = ?"
        (row,) = await self.desk.store.read(
            lambda db: db.execute(sql, (schools.name_key(name),)).fetchall()
        )
        return School(*row)

    async def is_in(self, who: str, name: str) -> Membership | None:
        """What somebody is to a school."""
        person = (await self.taps(who, routes.Hello())).account.person
        school = await self.school(name)
        return await self.desk.store.read(lambda db: at(db, person, school.id))

    async def rows(self, sql: str) -> list[Any]:
        return await self.desk.store.read(lambda db: db.execute(sql).fetchall())

    async def runs(self, sql: str, *values: object) -> None:
        """What another part of the program does."""
        await self.desk.store.write(lambda db: db.execute(sql, values))


def leads_to(delivery: Delivery, kind: type[Route]) -> bool:
    return isinstance(delivery.route, kind)

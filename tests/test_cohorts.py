"""The facilitator's chat: what each may see and do, and that it holds whatever is in it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import open_desk
from bot.plain import plain
from bot.settings import Settings
from dialogs import routes
from dialogs.codes import Route
from dialogs.door import FACILITATORS
from dialogs.doors import DOORS
from dialogs.routes import Explain, Filter, Why
from dialogs.turn import Refused, Turn
from neambition.framework import Level
from neambition.store import (
    answers,
    audits,
    cohorts,
    contacts,
    memberships,
    notes,
    people,
    results,
    schools,
    sharing,
)
from neambition.store.contacts import How
from neambition.store.conversations import Acting
from neambition.store.memberships import Role
from tests.play import CHANNEL, house
from tests.test_routes import KINDS, samples
from tests.walk import SHUT, Walk, buttons, fresh

FRAMEWORK = house().framework
PILOT, OTHER = 1, 2
NEWSHAM, WHITLEY, ELSEWHERE = 1, 2, 3
NOT_YOURS = Explain(Why.NOT_YOURS)


class Pilot(Walk):
    """Fay looks after Newsham and Whitley, Gil after a school elsewhere; Ana leads Newsham, Ben
    teaches there, Cat is its head, Dan one of its governors."""

    def sets_up(self) -> None:
        db = self.store.writer
        for name, town in (("Newsham Primary", "Blyth"), ("Whitley First", ""), ("Elsewhere", "")):
            schools.add(db, name, town, self.now)
        for who, cohort, of in (
            ("Fay", "Primary pilot 2026", (NEWSHAM, WHITLEY)),
            ("Gil", "Other", (ELSEWHERE,)),
        ):
            made = cohorts.add(db, cohort, self.now).id
            cohorts.put_facilitator(db, made, self.person(who), self.now)
            for school in of:
                cohorts.put_school(db, made, school, "", self.now)
        for who, role in (
            ("Ana", Role.LEAD),
            ("Ben", Role.TEACHER),
            ("Cat", Role.HEAD),
            ("Dan", Role.GOVERNOR),
        ):
            memberships.join(db, self.person(who), NEWSHAM, role, self.now)

    def person(self, who: str) -> int:
        return people.meet(self.store.writer, CHANNEL, who.lower(), who, self.now).person

    def shares(self, results: bool, notes: bool = False) -> None:
        self.taps("Ana", routes.SetSharing(NEWSHAM, PILOT, results, notes))

    def audits(self, finished: bool = True, school: int = NEWSHAM) -> int:
        """An audit of a school, mostly in place, with a note."""
        db, ana = self.store.writer, self.person("Ana")
        id_ = audits.start(db, school, FRAMEWORK.version, False, self.now)
        audit = audits.audit(db, id_, ana)
        assert audit
        for statement in FRAMEWORK.statements:
            answers.give(db, audit, statement.id, Level.MOSTLY, ana, Role.LEAD, self.now)
        notes.add(db, id_, "1.1", ana, Role.LEAD, "A photo of the nurse", self.now)
        if finished:
            audits.finish(db, id_, self.now)
            results.keep(db, id_, FRAMEWORK)
        return id_


@pytest.fixture
def pilot(tmp_path: Path) -> Iterator[Pilot]:
    walk = Pilot(fresh(tmp_path / "neambition.db"))
    walk.sets_up()
    yield walk
    walk.close()


# --- rights


def of_facilitators() -> list[type[Route]]:
    """The routes that name a cohort as a whole."""
    named = [kind for kind in KINDS if "cohort" in kind.__annotations__]
    return [kind for kind in named if DOORS[kind].may == FACILITATORS]


def about(kind: type[Route]) -> Route:
    """A route of that kind, of Fay's cohort and a school in it."""
    values = {**vars(samples(kind)[0]), "cohort": PILOT}
    if "school" in values:
        values["school"] = NEWSHAM
    return kind(**values)


@pytest.mark.parametrize("kind", of_facilitators(), ids=lambda kind: kind.tag)
@pytest.mark.parametrize("who", ["Ana", "Ben", "Cat", "Gil", "Nobody"])
def test_only_its_facilitators_open_a_cohort(pilot: Pilot, who: str, kind: type[Route]) -> None:
    """Nor does a teacher, the head or another cohort's facilitator, by a button passed on."""
    before = pilot.rows("SELECT * FROM cohort_school"), pilot.rows("SELECT * FROM cohort")
    assert pilot.taps(who, about(kind)).route in SHUT
    assert (pilot.rows("SELECT * FROM cohort_school"), pilot.rows("SELECT * FROM cohort")) == before
    assert pilot.taps("Fay", about(kind)).route != NOT_YOURS


@pytest.mark.parametrize(
    "kind", [k for k in of_facilitators() if "school" in k.__annotations__], ids=lambda k: k.tag
)
def test_a_school_is_opened_only_through_its_own_cohort(pilot: Pilot, kind: type[Route]) -> None:
    cohorts.put_facilitator(pilot.store.writer, OTHER, pilot.person("Fay"), pilot.now)
    for cohort, school in ((PILOT, ELSEWHERE), (OTHER, NEWSHAM)):
        route = kind(**{**vars(about(kind)), "cohort": cohort, "school": school})
        assert pilot.taps("Fay", route).route == NOT_YOURS


def test_whoever_facilitates_no_more_sees_no_more(pilot: Pilot) -> None:
    pilot.taps("Fay", routes.SchoolCard(PILOT, NEWSHAM))
    pilot.store.writer.execute("DELETE FROM cohort_facilitator WHERE cohort = ?", (PILOT,))
    assert pilot.taps("Fay", routes.SchoolCard(PILOT, NEWSHAM)).route == NOT_YOURS
    assert isinstance(pilot.says("Fay", "/schools").route, routes.NotFacilitator)


def test_the_switch_changes_menus_and_no_door(pilot: Pilot) -> None:
    """For somebody who facilitates and teaches: every door is as open under either menu."""
    memberships.join(pilot.store.writer, pilot.person("Fay"), ELSEWHERE, Role.TEACHER, pilot.now)
    pilot.audits()
    pilot.shares(True)
    who = pilot.says("Fay", "/start").account

    def opens(kind: type[Route], id_: int) -> bool:
        turn = Turn(pilot.store.writer, pilot.now, who, pilot.house)
        fields = vars(samples(kind)[0])
        values = {name: id_ if type(v) is int else v for name, v in fields.items()}
        try:
            return DOORS[kind].opens(turn, kind(**values))
        except Refused:
            return False

    menus, doors = [], []
    for acting in Acting:
        pilot.taps("Fay", routes.ActAs(acting))
        menus.append(pilot.latest("Fay"))
        doors.append({(kind, id_) for kind in KINDS for id_ in (1, 2, 3) if opens(kind, id_)})
    assert menus[0] != menus[1]
    assert doors[0] == doors[1]
    assert {(routes.Schools, PILOT), (routes.People, ELSEWHERE)} <= doors[0]
    assert not {(routes.Schools, OTHER), (routes.People, NEWSHAM)} & doors[0]
    assert pilot.way("Fay", routes.ActAs)


# --- sharing


@pytest.mark.parametrize("who", ["Ana", "Cat"])
def test_lead_and_head_are_asked_once(pilot: Pilot, who: str) -> None:
    assert pilot.taps(who, routes.Begin(True)).route == routes.AskSharing(NEWSHAM, PILOT)
    assert "Fay looks after" in pilot.latest(who).html
    assert isinstance(pilot.follows(who, routes.AnswerSharing, "Yes").route, routes.Continue)
    assert pilot.rows("SELECT results, notes FROM sharing") == [(1, 0)]
    for other in ("Ana", "Cat"):
        assert isinstance(pilot.says(other, "/audit").route, routes.Continue)


@pytest.mark.parametrize("who", ["Ben", "Dan"])
def test_others_read_what_is_shared_and_change_nothing(pilot: Pilot, who: str) -> None:
    assert not isinstance(pilot.taps(who, routes.Begin(True)).route, routes.AskSharing)
    assert pilot.taps(who, routes.Sharing(NEWSHAM)).route == routes.Sharing(NEWSHAM)
    assert pilot.way(who, routes.SetSharing) is None
    for route in (
        routes.SetSharing(NEWSHAM, PILOT, True, True),
        routes.AnswerSharing(NEWSHAM, PILOT, True),
        routes.AskSharing(NEWSHAM, PILOT),
    ):
        assert pilot.taps(who, route).route in SHUT
    assert pilot.rows("SELECT * FROM sharing") == []


def test_the_first_confidence_question_still_comes(pilot: Pilot) -> None:
    assert isinstance(pilot.taps("Ana", routes.Begin(False)).route, routes.AskSharing)
    assert isinstance(pilot.follows("Ana", routes.AnswerSharing).route, routes.Confidence)


def test_results_are_seen_from_when_they_are_shared_until_they_are_not(pilot: Pilot) -> None:
    audit = pilot.audits()
    summary, benchmark = routes.SharedSummary(audit), routes.SharedBenchmark(audit, 1)
    for shared in (False, True, False):
        pilot.shares(shared)
        for route in (summary, benchmark):
            assert (pilot.taps("Fay", route).route == route) is shared
            assert pilot.taps("Gil", route).route == NOT_YOURS
        pilot.taps("Fay", routes.SchoolCard(PILOT, NEWSHAM))
        assert bool(pilot.way("Fay", routes.SharedSummary)) is shared


def test_notes_are_seen_only_if_they_are_shared_too(pilot: Pilot) -> None:
    audit = pilot.audits()
    for with_notes in (False, True, False):
        pilot.shares(True, with_notes)
        shown = pilot.taps("Fay", routes.SharedBenchmark(audit, 1)).screen
        assert ("A photo of the nurse" in shown.html) is with_notes
    pilot.taps("Cat", routes.SetSharing(NEWSHAM, PILOT, False, True))
    assert pilot.rows("SELECT results, notes FROM sharing") == [(0, 0)]


def test_an_open_audit_is_nobodys_result(pilot: Pilot) -> None:
    audit = pilot.audits(finished=False)
    pilot.shares(True)
    assert "not here any more" in pilot.taps("Fay", routes.SharedSummary(audit)).screen.html


def test_sharing_ends_with_the_cohort(pilot: Pilot) -> None:
    audit = pilot.audits()
    pilot.shares(True)
    pilot.taps("Fay", routes.TakeOutNow(PILOT, NEWSHAM))
    assert pilot.taps("Fay", routes.SharedSummary(audit)).route == NOT_YOURS
    assert pilot.taps("Ana", routes.SetSharing(NEWSHAM, PILOT, True, True)).route == Explain(
        Why.GONE
    )
    cohorts.put_school(pilot.store.writer, PILOT, NEWSHAM, "", pilot.now)
    assert pilot.taps("Fay", routes.SharedSummary(audit)).route == NOT_YOURS


def test_what_one_cohort_sees_another_does_not(pilot: Pilot) -> None:
    audit = pilot.audits()
    cohorts.put_school(pilot.store.writer, OTHER, NEWSHAM, "", pilot.now)
    pilot.shares(True)
    assert pilot.taps("Gil", routes.SharedSummary(audit)).route == NOT_YOURS
    assert pilot.taps("Ana", routes.Sharing(NEWSHAM)).screen.html.count("not shared") == 3


# --- adding schools, and cohorts


def test_a_school_that_is_added_is_told_and_asked(pilot: Pilot) -> None:
    pilot.taps("Gil", routes.AddSchool(OTHER))
    pilot.says("Gil", "newsham primary, BLYTH")
    assert pilot.follows("Gil", routes.PutIn).route == routes.SchoolArea(OTHER, NEWSHAM)
    pilot.says("Gil", "North")
    before = len(pilot.shown)
    pilot.waits(60)
    told = {(d.account.external_id, d.route) for d in pilot.shown[before:]}
    asks = routes.AskSharing(NEWSHAM, OTHER)
    assert told == {("ana", asks), ("cat", asks)}
    assert pilot.rows("SELECT area FROM cohort_school WHERE cohort = 2 AND school = 1") == [
        ("North",)
    ]
    pilot.taps("Gil", routes.PutIn(OTHER, NEWSHAM))
    assert pilot.rows("SELECT area FROM cohort_school WHERE cohort = 2 AND school = 1") == [
        ("North",)
    ]


def test_a_school_is_added_by_its_number_and_one_of_several_is_chosen(pilot: Pilot) -> None:
    db = pilot.store.writer
    for town in ("Blyth", "Hexham"):
        schools.add(db, "St Mary's RC", town, pilot.now)
    db.execute("UPDATE school SET urn = '122345' WHERE id = 4")
    for words, found in (("122345", 1), ("St Marys RC", 2), ("st mary's rc, hexham", 1), ("St", 0)):
        pilot.taps("Fay", routes.AddSchool(PILOT))
        pilot.says("Fay", words)
        assert [type(way) for way in pilot.ways("Fay")].count(routes.PutIn) == found


def test_a_name_alone_leads_into_nobodys_cohort(pilot: Pilot) -> None:
    pilot.taps("Fay", routes.NewCohort())
    assert pilot.says("Fay", "Other").route == Explain(Why.NAME_TAKEN)
    pilot.taps("Fay", routes.RenameCohort(PILOT))
    assert pilot.says("Fay", "Other").route == Explain(Why.NAME_TAKEN)
    assert pilot.says("Fay", "x" * 61).route == Explain(Why.COHORT_NAME)
    assert pilot.rows("SELECT count(*) FROM cohort_facilitator WHERE cohort = 2") == [(1,)]
    assert pilot.taps("Ana", routes.NewCohort()).route == NOT_YOURS


def test_the_cohort_turned_to_last_stays_before_one(pilot: Pilot) -> None:
    pilot.taps("Fay", routes.NewCohort())
    made = pilot.says("Fay", "North Tyneside 2027").route
    assert made == pilot.says("Fay", "/schools").route == routes.Schools(3)
    pilot.taps("Fay", routes.TurnTo(PILOT))
    assert pilot.says("Fay", "/cohort").route == routes.Figures(PILOT, 0)


# --- contacts and notes


def test_a_call_is_noted_once_a_day(pilot: Pilot) -> None:
    call = routes.Contacted(PILOT, NEWSHAM, How.PHONE)
    for _ in range(3):
        pilot.taps("Fay", call)
    assert pilot.rows("SELECT how, person FROM contact") == [("phone", pilot.person("Fay"))]
    pilot.now += 86400
    pilot.taps("Fay", call)
    assert len(pilot.rows("SELECT * FROM contact")) == 2


def test_nobody_but_its_writer_deletes_a_note(pilot: Pilot) -> None:
    cohorts.put_facilitator(pilot.store.writer, PILOT, pilot.person("Gil"), pilot.now)
    pilot.taps("Fay", routes.SchoolNotes(PILOT, NEWSHAM, 0))
    pilot.says("Fay", "The head is away until Monday.")
    assert "away until" in pilot.taps("Gil", routes.SchoolNotes(PILOT, NEWSHAM, 0)).screen.html
    assert pilot.way("Gil", routes.DropContact) is None
    for who in ("Gil", "Ana"):
        for route in (routes.DropContact(1), routes.DropContactForGood(1)):
            assert pilot.taps(who, route).route in SHUT
    pilot.taps("Fay", routes.DropContactForGood(1))
    assert pilot.rows("SELECT * FROM contact") == []


def test_who_is_erased_takes_their_notes_along_and_leaves_the_call(pilot: Pilot) -> None:
    db, fay = pilot.store.writer, pilot.person("Fay")
    contacts.add(db, PILOT, NEWSHAM, How.PHONE, "", fay, pilot.now)
    contacts.add(db, PILOT, NEWSHAM, How.NOTE, "The head is away", fay, pilot.now)
    data = pilot.taps("Fay", routes.MyData()).screen.attachments[1].content.decode()
    assert "The head is away" in data
    assert "Primary pilot 2026" in data
    pilot.taps("Fay", routes.EraseMeForGood())
    assert pilot.rows("SELECT how, person FROM contact") == [("phone", None)]


# --- whatever is in it


@pytest.mark.parametrize("name", ["&" * 60, "ab" + "🎉" * 58], ids=["ampersands", "emoji"])
def test_the_longest_screens_fit(pilot: Pilot, name: str) -> None:
    """Every screen of the cohort is drawn; `Walk` measures each."""
    db = pilot.store.writer
    audit = pilot.audits()
    pilot.shares(True, True)
    db.execute("UPDATE cohort SET name = ? WHERE id = ?", (name, PILOT))
    db.execute(
        "UPDATE school SET name = ?, town = ? WHERE id = ?", (name + "ab" * 10, name, NEWSHAM)
    )
    for n in range(30):
        who = pilot.person(f"Person{n}")
        db.execute("UPDATE person SET first_name = ? WHERE id = ?", ((name * 2)[:64], who))
        memberships.join(db, who, NEWSHAM, Role.TEACHER, pilot.now)
        cohorts.put_facilitator(db, PILOT, who, pilot.now)
        made = cohorts.add(db, f"{n}{name}"[:60], pilot.now).id
        cohorts.put_facilitator(db, made, pilot.person("Fay"), pilot.now)
        cohorts.put_school(db, made, NEWSHAM, "", pilot.now)
        other = schools.add(db, name, name, pilot.now).id
        cohorts.put_school(db, PILOT, other, f"{n}{name}"[:40], pilot.now)
        longest = ("a" + name * 20)[:500]
        contacts.add(db, PILOT, NEWSHAM, How.NOTE, longest, pilot.person("Fay"), pilot.now)
        for statement in ("1.1", "1.2", "1.3", "1.4", "1.5"):
            notes.add(db, audit, statement, pilot.person("Ana"), Role.LEAD, longest, pilot.now)
    pilot.says("Fay", "/start")
    pilot.says("Fay", "/schools")
    for kind in Filter:
        for page in (-1, 0, 1, 99):
            pilot.taps("Fay", routes.SchoolList(PILOT, kind, page))
    pilot.says("Fay", name)
    for route in (
        *(kind for kind in map(about, of_facilitators()) if DOORS[type(kind)].show),
        *(routes.SharedBenchmark(audit, n) for n in range(1, 9)),
        routes.SharedSummary(audit),
        routes.SchoolNotes(PILOT, NEWSHAM, 0),
        routes.DropContact(1),
        routes.PickCohort(2),
    ):
        pilot.taps("Fay", route)
    for n in range(1, 13):
        pilot.taps("Fay", routes.Closures(PILOT, 0))
        pilot.says("Fay", f"{n} May to {n + 18} May")
        pilot.follows("Fay", routes.KeepClosure)
    pilot.taps("Fay", routes.Closures(PILOT, 1))
    pilot.follows("Fay", routes.DropClosure)
    assert pilot.rows("SELECT count(*) FROM closure") == [(11,)]
    pilot.taps("Ana", routes.Sharing(NEWSHAM))
    pilot.taps("Ana", routes.AskSharing(NEWSHAM, PILOT))
    pilot.taps("Ana", routes.AskSharing(NEWSHAM, OTHER + 1))


def test_figures_of_many_schools_fit_and_are_told_apart(pilot: Pilot) -> None:
    db, ana = pilot.store.writer, pilot.person("Ana")
    for n in range(24):
        school = schools.add(db, f"School {n}", "", pilot.now).id
        memberships.join(db, ana, school, Role.LEAD, pilot.now)
        cohorts.put_school(db, PILOT, school, "", pilot.now)
        sharing.put(db, school, PILOT, True, False, ana, pilot.now)
        for times in range(1 + n % 2):
            id_ = audits.start(db, school, FRAMEWORK.version, False, pilot.now)
            audit = audits.audit(db, id_, ana)
            assert audit
            for at, statement in enumerate(FRAMEWORK.statements):
                level = tuple(Level)[(n // 6 + at * times) % 6]
                answers.give(db, audit, statement.id, level, ana, Role.LEAD, pilot.now)
            audits.finish(db, id_, pilot.now - (300 - 200 * times) * 86400)
            results.keep(db, id_, FRAMEWORK)
    for back in (-1, 0, 1, 2, 3, 6, 7, 10**9):
        pilot.taps("Fay", routes.Figures(PILOT, back))
    shown = plain(pilot.taps("Fay", routes.Figures(PILOT, 0)).screen.html)
    assert "24 schools share" in shown
    assert "Not sure" in plain(pilot.taps("Fay", routes.Unsure(PILOT)).screen.html)
    change = plain(pilot.taps("Fay", routes.FiguresChange(PILOT)).screen.html)
    assert "The same 24 schools" in change
    assert list(buttons(pilot.latest("Fay")))


async def test_results_finished_before_they_were_kept_are_caught_up_with(tmp_path: Path) -> None:
    file = tmp_path / "neambition.db"

    def lay() -> None:
        walk = Pilot(fresh(file))
        walk.sets_up()
        walk.audits()
        walk.store.writer.execute("DELETE FROM outcome")
        walk.store.writer.execute("DELETE FROM result")
        walk.close()

    await asyncio.to_thread(lay)
    settings = Settings(database=file, _env_file=None)
    async with open_desk(settings) as desk:
        sql = "SELECT stages FROM outcome"
        assert await desk.store.read(lambda db: db.execute(sql).fetchall()) == [("pppppppp",)]
        sql = "SELECT count(*), sum(points), sum(possible) FROM result"
        assert await desk.store.read(lambda db: db.execute(sql).fetchone()) == (8, 80, 120)

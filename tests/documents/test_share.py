"""Sharing: what is offered when, and that the desk makes it and sends it as it should be seen."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import Desk
from dialogs import routes
from dialogs.codes import encode
from dialogs.event import Did, Event
from dialogs.routes import Document, Share, ShareDocument, ShareOurs
from neambition.figures import FEWEST
from neambition.framework import Level
from neambition.store import audits, cohorts, schools, sharing
from neambition.store.database import open_store
from tests.play import CHANNEL, TUESDAY_AT_TEN, house
from tests.reviewed import FRAMEWORK, finish, lay, plans
from tests.walk import Walk, fits, fresh

ALWAYS = [Document.QUESTIONS]
ANSWERED = [
    Document.SCORECARD,
    Document.GOVERNORS,
    Document.REPORT,
    Document.REPORT_WITH_NOTES,
    Document.QUESTIONS,
]


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """Ana leads Newsham Primary, which has answered nothing; Fay has a cohort."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    walk.says("Ana", "/start")
    walk.says("Fay", "/start")
    walk.follows("Ana", routes.Begin)
    walk.says("Ana", "Newsham Primary, Blyth")
    walk.follows("Ana", routes.PickRole) if walk.way("Ana", routes.PickRole) else None
    walk.follows("Ana", routes.ConfirmSchool, "Lead")
    walk.follows("Ana", routes.Register, "skip")
    db = walk.store.writer
    pilot = cohorts.add(db, "Primary pilot", walk.now)
    (fay,) = db.execute("SELECT id FROM person WHERE first_name = 'Fay'").fetchone()
    cohorts.put_facilitator(db, pilot.id, fay, walk.now)
    yield walk
    walk.close()


def offered(walk: Walk) -> list[Document]:
    return [route.document for route in walk.ways("Ana") if isinstance(route, ShareDocument)]


def answers(walk: Walk, count: int, level: Level = Level.STARTED) -> None:
    for statement in FRAMEWORK.statements[:count]:
        walk.taps("Ana", routes.Answer(1, statement.id, level, 0))


def test_before_any_answer_there_are_the_questions(walk: Walk) -> None:
    assert isinstance(walk.says("Ana", "/share").route, Share)
    assert offered(walk) == ALWAYS
    [paper] = walk.follows("Ana", ShareDocument).screen.papers
    assert paper.template == "questions"


@pytest.mark.parametrize("document", [d for d in Document if d not in ALWAYS])
def test_an_old_button_to_what_cannot_be_made_yet_says_so(walk: Walk, document: Document) -> None:
    screen = walk.taps("Ana", ShareDocument(1, document)).screen
    assert screen.papers == ()
    assert "finished" in screen.html or "Nothing is answered yet" in screen.html


def test_an_open_audit_is_so_far_only_and_has_no_certificate(walk: Walk) -> None:
    answers(walk, 12)
    walk.says("Ana", "/share")
    assert offered(walk) == ANSWERED
    assert "12 of 40" in walk.latest("Ana").html
    for document in ANSWERED[:4]:
        screen = walk.taps("Ana", ShareDocument(1, document)).screen
        [paper] = screen.papers
        assert json.loads(paper.facts)["counts"]["so_far"] == [12, 40]
        assert "so far only" in screen.html


def test_a_finished_audit_has_all_of_them(walk: Walk) -> None:
    answers(walk, 40)
    audits.finish(walk.store.writer, 1, walk.now)
    walk.taps("Ana", routes.Summary(1))
    walk.follows("Ana", Share, "Share it")
    assert offered(walk) == [*ANSWERED, Document.CERTIFICATE]
    for document in Document:
        screen = walk.taps("Ana", ShareDocument(1, document)).screen
        assert len(screen.papers) == 1
        assert "so far only" not in screen.html


def test_while_a_new_audit_is_open_the_finished_one_still_has_its_certificate(walk: Walk) -> None:
    answers(walk, 40)
    audits.finish(walk.store.writer, 1, walk.now)
    audits.start(walk.store.writer, 1, FRAMEWORK.version, False, walk.now)
    walk.says("Ana", "/share")
    assert Document.CERTIFICATE in offered(walk)
    [paper] = walk.taps("Ana", ShareDocument(1, Document.SCORECARD)).screen.papers
    assert json.loads(paper.facts)["counts"]["so_far"] is None


def test_whoever_has_no_school_is_taken_to_the_start(walk: Walk) -> None:
    assert walk.taps("Ben", ShareOurs()).route == routes.Hello()


# --- a cohort


def sharing_schools(walk: Walk, count: int) -> None:
    """So many more schools of the pilot that have finished and share."""
    db = walk.store.writer
    (person,) = db.execute("SELECT person FROM account WHERE external_id = 'ana'").fetchone()
    account = next(d.account for d in walk.shown if d.account.person == person)
    for n in range(count):
        school = schools.add(db, f"School {n}", "", walk.now).id
        finish(db, school, account, walk.now, [Level.FULLY] * 20 + [Level.STARTED] * 20)
        cohorts.put_school(db, 1, school, "", walk.now)
        sharing.put(db, school, 1, True, False, person, walk.now)


@pytest.mark.parametrize(
    ("count", "pictures", "more"), [(0, 0, 0), (1, 1, 0), (40, 1, 0), (41, 2, 0), (125, 3, 5)]
)
def test_a_heat_map_has_forty_schools_a_picture(
    walk: Walk, count: int, pictures: int, more: int
) -> None:
    sharing_schools(walk, count)
    papers = walk.taps("Fay", routes.CohortMap(1)).screen.papers
    assert len(papers) == pictures
    shown = [school for paper in papers for school in json.loads(paper.facts)["schools"]]
    assert len(shown) == count - more
    if papers:
        assert json.loads(papers[-1].facts)["more"] == more
        assert len({paper.name for paper in papers}) == pictures
        assert shown[0]["cells"] == [100, 100, 100, 100, 33, 33, 33, 33]


def test_a_school_that_does_not_share_is_in_no_picture(walk: Walk) -> None:
    sharing_schools(walk, 6)
    walk.store.writer.execute("UPDATE sharing SET results = 0 WHERE school = 2")
    [paper] = walk.taps("Fay", routes.CohortMap(1)).screen.papers
    assert "School 0" not in paper.facts
    assert len(json.loads(paper.facts)["schools"]) == 5


def test_shares_begin_with_five_schools_and_name_none(walk: Walk) -> None:
    sharing_schools(walk, FEWEST - 1)
    screen = walk.taps("Fay", routes.CohortShares(1)).screen
    assert screen.papers == ()
    assert "begins with five schools" in screen.html
    sharing_schools(walk, 1)
    [paper] = walk.taps("Fay", routes.CohortShares(1)).screen.papers
    told = json.loads(paper.facts)
    assert told["total"] == FEWEST
    assert told["lines"][0]["parts"][0] == {"stages": ["fully"], "said": "fully", "schools": 5}
    assert "School" not in paper.facts
    assert paper.picture
    assert "1 Careers and personal development: fully 5" in paper.picture


def test_shares_say_together_what_would_point_at_few(walk: Walk) -> None:
    sharing_schools(walk, 7)
    db = walk.store.writer
    db.execute("UPDATE outcome SET stages = 'p' || substr(stages, 2) WHERE audit IN (2, 3)")
    [paper] = walk.taps("Fay", routes.CohortShares(1)).screen.papers
    parts = json.loads(paper.facts)["lines"][0]["parts"]
    assert [(part["said"], part["schools"]) for part in parts if part["schools"]] == [
        ("fully or partly", 7)
    ]


# --- through the desk


async def test_the_desk_makes_each_and_sends_a_picture_as_one(tmp_path: Path) -> None:
    store = await open_store(fresh_file(tmp_path))
    of = await store.write(lambda db: lay(db, "Riverbank Primary", "Blyth"))
    await store.write(lambda db: plans(db, of, 9))
    desk = Desk(store, house(), lambda: TUESDAY_AT_TEN)

    async def shares(document: Document) -> None:
        event = Event(
            channel=CHANNEL,
            external_id="ana",
            first_name="Ana",
            did=Did.TAPPED,
            body=encode(ShareDocument(of.school, document)),
        )
        screen = (await desk.take(event)).screen
        fits(screen)
        [attachment] = screen.attachments
        assert attachment.name.startswith("riverbank-primary-")
        is_picture = document is Document.SCORECARD
        assert (attachment.picture is not None) == is_picture
        begins = b"\x89PNG" if is_picture else b"%PDF-"
        assert attachment.content.startswith(begins)

    try:
        await asyncio.gather(*(shares(document) for document in Document))
    finally:
        await desk.press.close()
        await store.close()


def fresh_file(folder: Path) -> Path:
    """A database as `fresh` lays it, from within a loop."""
    from threading import Thread

    file = folder / "neambition.db"
    thread = Thread(target=fresh, args=(file,))
    thread.start()
    thread.join()
    return file

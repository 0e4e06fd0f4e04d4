"""Seventy schools at once: what is found, what is made, and what is not made twice."""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Delivery, Desk
from bot.plain import plain
from bot.press import PressError
from dialogs import routes
from dialogs.event import Did
from dialogs.routes import Why
from dialogs.screen import Paper
from neambition.store import cohorts, finding, frameworks
from neambition.store.database import open_store
from neambition.store.memberships import Role
from tests.botapi.formatting import formatted
from tests.botapi.rules import sent_text
from tests.hall import PILOT, Hall, leads_to
from tests.play import TUESDAY_AT_TEN, house

REGISTERED = [f"{100000 + n}" for n in range(1, 68)]
SEVENTY = "\n".join(["URN", *REGISTERED, "100999", "Nowhere Primary", "School 3, Elsewhere"])


class StillPress:
    """Makes no document; remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Paper] = []
        self.broken = False

    async def make(self, paper: Paper) -> bytes:
        if self.broken:
            raise PressError("out of paper")
        self.asked.append(paper)
        return b"%PDF-"


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    """Fay facilitates the pilot; the register has 67 schools."""
    store = await open_store(tmp_path / "neambition.db")

    def lay(db: Any) -> None:
        frameworks.pin(db, house().framework)
        db.executemany(
            "INSERT INTO school (urn, name, name_key, town, authority, since)"
            " VALUES (?, ?, ?, 'Blyth', 'Northumberland', 0)",
            [(urn, f"School {n}", f"school {n}") for n, urn in enumerate(REGISTERED)],
        )
        finding.index(db, finding.missing(db))

    await store.write(lay)
    desk = Desk(store, house(), lambda: TUESDAY_AT_TEN)
    desk.press = StillPress()  # type: ignore[assignment]
    hall = Hall(desk)
    await hall.facilitates("fay")
    yield hall
    await store.close()


async def sends(hall: Hall, text: str, who: str = "fay") -> Delivery:
    await hall.taps(who, routes.InviteMany(1))
    return await hall.does(who, Did.FILE, text)


async def makes(hall: Hall, text: str) -> Delivery:
    found = await sends(hall, text)
    assert isinstance(found.route, routes.ManyFound)
    return await hall.taps("fay", routes.MakeMany(1, found.route.draft))


def labels(of: Delivery) -> list[str]:
    return [button.label for row in of.screen.rows for button in row]


def table(of: Delivery) -> list[dict[str, str]]:
    text = of.screen.attachments[0].content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


async def test_of_seventy_three_are_not_found_and_sixty_seven_get_links(hall: Hall) -> None:
    found = await sends(hall, SEVENTY)
    shown = plain(found.screen.html)
    assert "67 of 70 found." in shown
    assert "3 not, and nothing is made for those:\n100999\nNowhere Primary\nSchool 3, Else" in shown
    assert "Make 67 links" in labels(found)
    assert await hall.rows("SELECT count(*) FROM invitation") == [(0,)]
    assert isinstance(found.route, routes.ManyFound)
    made = await hall.taps("fay", routes.MakeMany(1, found.route.draft))
    assert [a.name for a in made.screen.attachments] == ["links.csv", "letters.pdf"]
    links = [row["Link"] for row in table(made)]
    assert len(set(links)) == 67
    assert await hall.rows(
        "SELECT count(*), min(role), max(leads), max(uses_left), count(DISTINCT school)"
        " FROM invitation"
    ) == [(67, "lead", 1, 1, 67)]
    assert await hall.rows("SELECT count(*), min(area) FROM cohort_school") == [
        (67, "Northumberland")
    ]


async def test_each_link_leads_into_the_school_of_its_row(hall: Hall) -> None:
    made = await makes(hall, SEVENTY)
    for number in (0, 33, 66):
        row = table(made)[number]
        token = row["Link"].partition("?start=")[2]
        await hall.opens(f"lead{number}", token)
        there = await hall.is_in(f"lead{number}", row["School"])
        assert there
        assert (there.leads, there.role) == (True, Role.LEAD)


async def test_words_do_as_a_file_does(hall: Hall) -> None:
    await hall.taps("fay", routes.InviteMany(1))
    found = await hall.types("fay", "100001\nSchool 1, Blyth\nschool 1")
    assert "2 of 2 found." in found.screen.html
    assert "One line names a school a second time" in found.screen.html


async def test_a_second_tap_makes_nothing_more(hall: Hall) -> None:
    found = await sends(hall, SEVENTY)
    assert isinstance(found.route, routes.ManyFound)
    await hall.taps("fay", routes.MakeMany(1, found.route.draft))
    again = await hall.taps("fay", routes.MakeMany(1, found.route.draft))
    assert again.route == routes.Explain(Why.GONE)
    assert await hall.rows("SELECT count(*) FROM invitation") == [(67,)]


async def test_each_tap_takes_those_who_have_no_link_first(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More schools that have not come in than one file holds: all have links after two taps."""
    monkeypatch.setattr("neambition.invitees.MOST", 40)

    def lay(db: Any) -> None:
        for (school,) in db.execute("SELECT id FROM school").fetchall():
            cohorts.put_school(db, 1, school, "", TUESDAY_AT_TEN)

    await hall.desk.store.write(lay)
    asked = await hall.taps("fay", routes.ForUnopened(1))
    assert "a new link for 40 of them, first those without a link that works" in asked.screen.html
    first, second = [
        {row["School"] for row in table(await hall.taps("fay", routes.MakeForUnopened(1)))}
        for _ in range(2)
    ]
    assert (len(first), len(second), len(first | second)) == (40, 40, 67)
    live = "SELECT count(*), count(DISTINCT school) FROM invitation WHERE revoked_at IS NULL"
    assert await hall.rows(live) == [(67, 67)]


async def test_after_a_kill_the_links_are_gone_and_made_anew(hall: Hall) -> None:
    old = [row["Link"].partition("?start=")[2] for row in table(await makes(hall, SEVENTY))]
    await hall.opens("leo", old[0])
    [owed] = [d for d in await hall.desk.owing("telegram") if d.account.external_id == "fay"]
    assert isinstance(owed.route, routes.ManyMade)
    assert owed.screen.attachments == ()
    assert "66 links" in plain(owed.screen.html)
    hall.now += 60
    anew = await hall.taps("fay", routes.MakeAnew(1, owed.route.moment))
    assert len(table(anew)) == 66
    assert (await hall.opens("eve", old[1])).route == routes.LinkClosed()
    new = table(anew)[0]["Link"].partition("?start=")[2]
    assert leads_to(await hall.opens("eve", new), routes.CameIn)


async def test_nothing_is_made_anew_where_people_are_or_nothing_waits(hall: Hall) -> None:
    made = await makes(hall, "100001\n100002")
    assert isinstance(made.route, routes.ManyMade)
    await hall.registers("ana", "Another School")
    first = (await hall.school("School 0")).id
    await hall.runs("UPDATE membership SET school = ?", first)
    anew = await hall.taps("fay", routes.MakeAnew(1, made.route.moment))
    assert [row["School"] for row in table(anew)] == ["School 1"]
    for moment in (made.route.moment + 1, 0, -5):
        none = await hall.taps("fay", routes.MakeAnew(1, moment))
        assert leads_to(none, routes.CohortDesk)


async def test_who_has_people_or_a_link_that_works_gets_no_second_one(hall: Hall) -> None:
    await makes(hall, "100001\n100002")
    token = hall.made[0]
    await hall.opens("leo", token)
    found = await sends(hall, "100001\n100002\n100003")
    shown = plain(found.screen.html)
    assert "One has people here already" in shown
    assert "One has a link already that still works" in shown
    assert "Make 1 link" in labels(found)
    hall.now += 15 * 86400
    assert "Make 2 links" in labels(await sends(hall, "100001\n100002\n100003"))


async def test_schools_that_are_here_are_put_in_without_a_link(hall: Hall) -> None:
    await hall.registers("ana", "Another School")
    found = await sends(hall, "Another School")
    assert "Put 1 into the cohort" in labels(found)
    assert isinstance(found.route, routes.ManyFound)
    put = await hall.taps("fay", routes.MakeMany(1, found.route.draft))
    assert put.toast == f"1 put into {PILOT}"
    assert await hall.rows("SELECT count(*) FROM cohort_school") == [(1,)]
    assert await hall.rows("SELECT count(*) FROM invitation") == [(0,)]


async def test_an_area_that_was_given_stays(hall: Hall) -> None:
    await makes(hall, "100001")
    await hall.runs("UPDATE cohort_school SET area = 'Coast'")
    hall.now += 15 * 86400
    await makes(hall, "100001")
    assert await hall.rows("SELECT area FROM cohort_school") == [("Coast",)]


# --- the list mended


async def test_a_line_is_mended_with_a_tap(hall: Hall) -> None:
    await hall.runs("UPDATE school SET name = 'Amble First', name_key = 'amble first' WHERE id = 1")
    found = await sends(hall, "100002\nAmbel First\n100003")
    assert isinstance(found.route, routes.ManyFound)
    assert "Yes, Amble First, Blyth" in labels(found)
    mended = await hall.taps("fay", routes.TakeNearest(1, found.route.draft, 1))
    assert "3 of 3 found." in mended.screen.html
    for line in (0, 2, 9, -1):
        assert isinstance(mended.route, routes.ManyFound)
        gone = await hall.taps("fay", routes.TakeNearest(1, mended.route.draft, line))
        assert gone.route == routes.Explain(Why.GONE)


async def test_a_few_lines_more_take_the_place_of_those_missed(hall: Hall) -> None:
    await sends(hall, "100001\nnowhere\nnobody")
    mended = await hall.types("fay", "100002")
    assert "2 of 2 found." in mended.screen.html


async def test_many_lines_more_are_the_next_part(hall: Hall) -> None:
    await sends(hall, "URN\n100001\nnowhere")
    more = await hall.does("fay", Did.FILE, "URN\n100002\n100003")
    assert "3 of 4 found." in more.screen.html


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("...a?", None),
        (";;;,,,", Why.NO_WORDS),
        ("URN,Name", Why.NO_SCHOOLS),
        ("", Why.FILE_UNREADABLE),
        ("\n".join(f"School {n}" for n in range(301)), Why.TOO_MANY_SCHOOLS),
    ],
)
async def test_what_is_no_list_is_said_and_asked_again(
    hall: Hall, text: str, why: Why | None
) -> None:
    shown = await sends(hall, text)
    if why is None:
        assert leads_to(shown, routes.ManyFound)
        return
    assert shown.route == routes.Explain(why)
    assert "1 of 1 found." in (await hall.types("fay", "100001")).screen.html


@pytest.mark.parametrize("letter", ["&", "🎉", "x", "ש", "<", '"'])
async def test_the_longest_list_that_finds_nothing_fits(hall: Hall, letter: str) -> None:
    shown = await sends(hall, "\n".join([f"ab{letter * 300}{n}" for n in range(300)]))
    assert leads_to(shown, routes.ManyFound)
    sent_text(formatted(shown.screen.html, "HTML").text)
    assert "And 290 more." in shown.screen.html


async def test_a_file_that_nothing_awaits_is_not_read(hall: Hall) -> None:
    await hall.taps("fay", routes.Hello())
    assert (await hall.does("fay", Did.FILE, SEVENTY)).route == routes.Explain(Why.NOT_WORDS)
    assert await hall.rows("SELECT count(*) FROM draft") == [(0,)]


async def test_anothers_list_is_gone(hall: Hall) -> None:
    await hall.facilitates("gus")
    found = await sends(hall, SEVENTY)
    assert isinstance(found.route, routes.ManyFound)
    draft = found.route.draft
    for route in (
        routes.ManyFound(1, draft),
        routes.MakeMany(1, draft),
        routes.TakeNearest(1, draft, 68),
    ):
        assert "not here any more" in (await hall.taps("gus", route)).screen.html


# --- the files


async def test_letters_that_cannot_be_made_are_said(hall: Hall) -> None:
    hall.desk.press.broken = True  # type: ignore[attr-defined]
    made = await makes(hall, SEVENTY)
    assert [a.name for a in made.screen.attachments] == ["links.csv"]
    assert "letters.pdf could not be made this time" in made.screen.html
    assert "Make these 67 anew" in labels(made)


async def test_without_a_link_there_are_no_letters(hall: Hall) -> None:
    hall.desk.house = replace(hall.desk.house, link=None)
    made = await makes(hall, "100001")
    assert [a.name for a in made.screen.attachments] == ["links.csv"]
    assert table(made)[0]["Link"] == f"/start {hall.made[0]}"
    assert "letters.pdf" not in made.screen.html


# --- the cohort's links


async def test_a_cohorts_links_are_paged_and_each_is_taken_back(hall: Hall) -> None:
    await makes(hall, SEVENTY)
    seen: list[str] = []
    page = await hall.taps("fay", routes.CohortLinks(1, 0))
    for number in range(9):
        assert "67 links work now" in page.screen.html
        seen += [label for label in labels(page) if label.startswith("School")]
        page = await hall.taps("fay", routes.CohortLinks(1, number + 1))
    assert len(set(seen)) == 67
    await hall.taps("fay", routes.WithdrawNow(1))
    assert "66 links work now" in (await hall.taps("fay", routes.CohortLinks(1, 99))).screen.html


async def test_a_long_name_is_cut_in_a_label(hall: Hall) -> None:
    await hall.runs("UPDATE school SET name = ? WHERE id = 1", "ab" * 60)
    await makes(hall, "100001")
    label = labels(await hall.taps("fay", routes.CohortLinks(1, 0)))[0]
    assert len(label) == 64
    assert label.endswith("…: 14 days, 1 use")

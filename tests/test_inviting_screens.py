"""Every screen about invitations fits Telegram with the longest names there can be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import LONGEST_COHORT
from bot.plain import plain
from dialogs import routes
from dialogs.codes import Route
from dialogs.event import Did
from dialogs.joining import LONGEST_NAME
from dialogs.screen import Paper
from neambition.store import cohorts
from neambition.store.memberships import Role
from tests.test_screens import register
from tests.walk import Walk, fresh

LETTERS = pytest.mark.parametrize(
    "letter", ["&", "🎉", "<", "ש"], ids=["ampersands", "emoji", "tags", "from the right"]
)


def named(letter: str, letters: int) -> str:
    return "ab" + letter * (letters - 2)


@pytest.fixture
def walk(tmp_path: Path, letter: str) -> Iterator[Walk]:
    """Ana leads a school of a cohort of Fay's, and every name is as long as can be."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    register(walk, named(letter, LONGEST_NAME))
    walk.says("Fay", "/start")
    db = walk.store.writer
    cohort = cohorts.add(db, named(letter, LONGEST_COHORT), walk.now).id
    cohorts.put_facilitator(db, cohort, 2, walk.now)
    cohorts.put_school(db, cohort, 1, "", walk.now)
    db.execute("UPDATE person SET first_name = ?", (letter * 64,))
    yield walk
    walk.close()


def shows(walk: Walk, who: str, route: Route) -> str:
    """The words of a screen; what was not refused has been seen to fit."""
    shown = walk.taps(who, route).screen
    assert "I have not opened it" not in shown.html
    return plain(shown.html)


@LETTERS
def test_every_screen_of_one_link_fits(walk: Walk, letter: str) -> None:
    for role in Role:
        assert letter in shows(walk, "Ana", routes.MakeLink(1, role, False))
    ways: tuple[Route, ...] = (
        routes.Invite(1),
        routes.Links(1, 0),
        routes.Links(1, 9),
        routes.Links(1, -1),
        routes.Link(1),
        routes.Withdraw(1),
        routes.Renew(1),
        routes.WithdrawNow(1),
        routes.Link(1),
        routes.CameIn(1),
        routes.NotMine(1),
        routes.NobodyToInvite(),
    )
    for route in ways:
        assert letter in shows(walk, "Ana", route)


@LETTERS
def test_every_screen_of_a_cohorts_links_fits(walk: Walk, letter: str) -> None:
    ways: tuple[Route, ...] = (
        routes.CohortDesk(1),
        routes.InviteFacilitator(1),
        routes.MakeFacilitatorLink(1),
        routes.InviteMany(1),
        routes.Invite(1),
        routes.MakeLink(1, Role.HEAD, False),
        routes.CohortLinks(1, 0),
        routes.CohortLinks(1, 9),
        routes.CohortLinks(1, -1),
        routes.ManyMade(1, 0),
        routes.MakeAnew(1, 0),
    )
    for route in ways:
        assert letter in shows(walk, "Fay", route)


@LETTERS
def test_every_screen_of_a_list_fits(walk: Walk, letter: str) -> None:
    name = named(letter, LONGEST_NAME)
    walk.store.writer.executemany(
        "INSERT INTO school (urn, name, name_key, town, since) VALUES (?, ?, ?, ?, 0)",
        [(f"{100000 + n}", name, f"absent number {n}", name) for n in range(300)],
    )
    shows(walk, "Fay", routes.InviteMany(1))
    wrong = [f"absent nunber {n}" for n in range(20)]
    walk.does("Fay", Did.FILE, "\n".join([*wrong, *(f"{100000 + n}" for n in range(280))]))
    found = walk.shown[-1].route
    assert isinstance(found, routes.ManyFound)
    assert plain(walk.latest("Fay").html).startswith("280 of 300 found.")
    assert walk.way("Fay", routes.TakeNearest)
    made = walk.follows("Fay", routes.MakeMany)
    assert letter in made.screen.html
    assert [type(paper) for paper in made.screen.papers] == [Paper]
    shows(walk, "Fay", routes.CohortLinks(1, 5))

"""What can be said of a resource, and what is kept of it."""

import json

import pytest

from dialogs.routes import (
    AsText,
    MyData,
    Opinion,
    Rate,
    SayAgain,
    SayUsed,
)
from neambition.follow_up import Said
from tests.follow_up.laid import DEE, ONE, TWO, asked, days, got, opinion, retire
from tests.pilot import A_DAY
from tests.walk import Walk, buttons

# --- what can be said


@pytest.mark.parametrize(
    ("said", "vote"),
    [(Said.HELPED, 1), (Said.LITTLE, -1), (Said.NOT_YET, 0), (Said.NOT_GOING, 0)],
)
def test_whoever_used_it_has_a_vote_and_nobody_is_asked_again(
    walk: Walk, said: Said, vote: int
) -> None:
    asked(walk, ONE)
    days(walk, 30)
    delivery = walk.taps(DEE, SayUsed(ONE, said))
    assert delivery.toast
    assert "Thank you" in delivery.screen.html
    assert opinion(walk, ONE) == vote
    assert walk.rows("SELECT said FROM follow_up") == [(said,)]
    days(walk, 60)
    assert len(got(walk)) == 1


def test_a_slip_can_be_put_right_and_takes_its_vote_along(walk: Walk) -> None:
    asked(walk, ONE, TWO)
    for said, vote in ((Said.HELPED, 1), (Said.LITTLE, -1), (Said.NOT_GOING, 0)):
        walk.taps(DEE, SayUsed(ONE, said))
        assert opinion(walk, ONE) == vote
        again = walk.follows(DEE, SayAgain)
        assert sum(isinstance(b.route, SayUsed) for b in buttons(again.screen)) == 8
    assert opinion(walk, TWO) == 0


def test_what_somebody_thought_before_stays_if_they_did_not_use_it(walk: Walk) -> None:
    walk.taps(DEE, Rate(ONE, Opinion.HELPFUL))
    days(walk, 8)
    walk.taps(DEE, SayUsed(ONE, Said.NOT_YET))
    assert opinion(walk, ONE) == 1


def test_what_is_no_longer_listed_can_still_be_answered(walk: Walk) -> None:
    asked(walk, ONE)
    retire(walk, ONE)
    shown = walk.taps(DEE, SayUsed(ONE, Said.HELPED))
    assert "no longer in the list" in shown.screen.html
    assert walk.rows("SELECT said FROM follow_up") == [("helped",)]


def test_nobody_answers_what_they_were_not_asked(walk: Walk) -> None:
    asked(walk, ONE)
    for who, resource in (("Eve", ONE), (DEE, TWO)):
        for route in (SayUsed(resource, Said.HELPED), SayAgain(resource)):
            assert "That is not here any more" in walk.taps(who, route).screen.html
    assert walk.rows("SELECT said FROM follow_up") == [(None,)]
    assert walk.rows("SELECT count(*) FROM vote") == [(0,)]


def test_my_data_has_what_was_asked_and_said(walk: Walk) -> None:
    asked(walk, ONE)
    walk.says(DEE, "stereotypes lesson")
    walk.follows(DEE, AsText)
    walk.taps(DEE, SayUsed(ONE, Said.HELPED))
    files = {a.name: a.content for a in walk.taps(DEE, MyData()).screen.attachments}
    data = json.loads(files["my-data.json"])
    (row,) = data["asked_if_used"]
    assert (row["resource"], row["how"], row["said"]) == (ONE, "saved", "helped")
    assert [r["how"] for r in data["resources_taken_along"]] == ["text"] * 3
    assert ONE in files["my-data.html"].decode()


def test_what_was_taken_along_long_ago_is_forgotten(walk: Walk) -> None:
    walk.says(DEE, "stereotypes lesson")
    walk.follows(DEE, AsText)
    walk.waits(63 * A_DAY)
    assert walk.rows("SELECT count(*) FROM taken") == [(3,)]
    walk.waits(2 * A_DAY)
    assert walk.rows("SELECT count(*) FROM taken") == [(0,)]

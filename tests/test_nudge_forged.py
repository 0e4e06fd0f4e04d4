"""Whatever code anybody sends, in whatever state a nudge is: a screen, and a way on."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs import routes
from dialogs.codes import BY_TAG, Route, encode
from dialogs.routes import nudged, nudging
from neambition.nudges import Audience, Obstacle
from neambition.store import closures, nudges
from neambition.terms import Days
from tests.pilot import FIRST, Cohort
from tests.test_hours import CHRISTMAS
from tests.test_routes import legal
from tests.walk import Walk, fresh

KINDS = [k for k in BY_TAG.values() if k.__module__ in (nudging.__name__, nudged.__name__)]
LOW = st.integers(0, 5)
NEAR = dict.fromkeys(
    ("nudge", "message", "relay", "cohort", "closure", "due", "draft", "school", "like"), LOW
)
ODD = ("", "<b>&", "31/2/2027", "1/1/2027 to 1/1/2090", "1/1/2027", "x" * 5000)
PAGES = st.sampled_from([0, 1, 10**18 - 1])


@pytest.fixture(scope="module")
def cohort() -> Iterator[Cohort]:
    """A nudge sent, answered and back, one waiting, one drafted, days without messages."""
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(fresh(Path(folder) / "neambition.db"))
        cohort = Cohort(walk)
        ana = str(FIRST)
        cohort.sends(Audience())
        walk.waits(60)
        walk.taps(ana, routes.Reply(1))
        walk.says(ana, "<b>&" * 250)
        walk.taps("Fay", routes.RelayAnswer(1))
        walk.says("Fay", "Thanks")
        walk.taps(ana, routes.SayInTheWay(1, Obstacle.TIME))
        walk.taps(ana, routes.NudgeRemind(1, walk.now + 3600))
        nudges.draft(cohort.db, cohort.id, cohort.pilot.fay.person, Audience(), walk.now)
        closures.add(cohort.db, cohort.id, Days(CHRISTMAS.first, CHRISTMAS.last))
        yield cohort
        walk.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_code_leads_into_a_corner(
    cohort: Cohort, kind: type[Route], data: st.DataObject
) -> None:
    near = {**NEAR, "page": PAGES}
    who = data.draw(st.sampled_from(["Fay", str(FIRST), str(FIRST + 1), "Zoe"]))
    before = len(cohort.walk.shown)
    cohort.walk.taps(who, encode(data.draw(legal(kind, **near))))
    words = data.draw(
        st.sampled_from(["", "<b>&", "31/2/2027", "1/1/2027 to 1/1/2090", "x" * 5000])
    )
    cohort.walk.says(who, words)
    cohort.walk.waits(1)
    if who == "Zoe":
        told = [d for d in cohort.walk.shown[before:] if d.account.external_id == "zoe"]
        assert not [
            d for d in told if "School" in d.screen.html and "Primary pilot" in d.screen.html
        ]

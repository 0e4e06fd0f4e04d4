"""A school that one screen counts in a state is written to in that state by another."""

from pathlib import Path

import pytest

from neambition.nudges import State
from neambition.progress import Progress
from neambition.store import audience, progress
from tests.play import TUESDAY_AT_TEN, house
from tests.scale import COHORT, fill
from tests.walk import connect, fresh

DAY = 86400


@pytest.mark.parametrize("later", [0, 20 * DAY, 400 * DAY])
def test_schools_are_counted_and_written_to_in_one_state(tmp_path: Path, later: int) -> None:
    db, now = connect(fresh(tmp_path / "neambition.db")), TUESDAY_AT_TEN + later
    try:
        fill(db, house().framework, 170)
        counted = progress.counts(db, COHORT, now).states
        written_to = audience.counts(db, COHORT, now)
        assert {Progress(s.value): n for s, n in written_to.items()} == {
            state: n for state, n in counted.items() if n and state is not Progress.NOT_OPENED
        }
        for school in progress.states(db, COHORT, now):
            if school.state is not Progress.NOT_OPENED:
                state: State = audience.state_of(db, school.school, 14, now)
                assert Progress(state.value) is school.state
    finally:
        db.close()

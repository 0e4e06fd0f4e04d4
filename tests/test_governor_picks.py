"""A governor, or anybody of a school, who finds it again changes nothing there."""

from pathlib import Path

from dialogs.routes import PickSchool
from neambition.store import audits
from tests.town import AUDIT, NEWSHAM, Town
from tests.walk import Walk, fresh


def test_finding_ones_own_school_begins_nothing(tmp_path: Path) -> None:
    walk = Walk(fresh(tmp_path / "a.db"))
    town = Town(walk)
    audits.finish(town.db, AUDIT, walk.now)
    for who in ("Gus", "Ben"):
        walk.taps(who, PickSchool(NEWSHAM, False))
    assert walk.rows("SELECT count(*) FROM audit WHERE school = ?", NEWSHAM) == [(1,)]

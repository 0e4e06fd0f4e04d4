"""What keeps to a limit, and what can be narrowed."""

from datetime import date

import pytest

from neambition.resources import catalogue
from neambition.resources.entry import Resource
from neambition.resources.limits import Facet, Limit, code, coded, keeps, values
from neambition.resources.places import around, common_place
from neambition.resources.seasons import meet, out_of_season

ENTRIES = [*catalogue.read().values()]
LIMITS = [Limit(facet, value) for facet in Facet for value in values(facet)]


@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_a_limit_survives_being_a_code(limit: Limit) -> None:
    assert coded(limit.facet, code(limit.value)) == limit


def test_a_forged_code_is_no_limit() -> None:
    assert coded(Facet.PLACE, "atlantis") is None


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Sunderland", {"Gateshead", "County Durham", "Tyne and Wear", "North East", "UK"}),
        ("North East", {"Darlington", "Northumberland", "Newcastle"}),
        ("Darlington", {"Tees Valley", "County Durham", "England"}),
    ],
)
def test_what_can_be_reached(here: str, there: set[str]) -> None:
    assert there <= around(here)


def test_what_is_too_far() -> None:
    assert "Middlesbrough" not in around("Northumberland")
    assert "Manchester" not in around("Newcastle")


def test_a_place_that_holds_both() -> None:
    assert common_place(["Newcastle", "Gateshead"]) == "Tyne and Wear"
    assert common_place(["Newcastle", "Tyne and Wear"]) == "Newcastle"
    assert common_place(["Newcastle", "Manchester"]) == ""


def test_seasons() -> None:
    assert meet("March", "spring")
    assert not meet("March", "June")
    assert out_of_season("March", date(2026, 5, 1))
    assert not out_of_season("March", date(2026, 12, 24))
    assert not out_of_season("", date(2026, 5, 1))


def of(id_: str) -> Resource:
    return next(entry for entry in ENTRIES if entry.id == id_)


def test_nothing_to_pay_leaves_out_what_is_paid_and_free_what_is_unknown() -> None:
    paid, unknown = of("durham-museum"), of("beamish")
    assert not keeps(paid, Limit(Facet.COST, "unpaid"))
    assert keeps(unknown, Limit(Facet.COST, "unpaid"))
    assert not keeps(unknown, Limit(Facet.COST, "free"))


def test_what_is_had_over_a_screen_needs_no_journey() -> None:
    online = Limit(Facet.PLACE, "online")
    assert keeps(of("football-jobs-author-day"), online)
    assert not keeps(of("beamish"), online)

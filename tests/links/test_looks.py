"""What a look came to, and what is known after several."""

import pytest

from neambition.resources.looks import Finding, Look, Outcome, after, is_elsewhere, outcome_of

HERE = "https://example.org/bridge"
DAY = 86400


def found(*looks: tuple[int, Outcome], url: str = HERE) -> Finding:
    """What is known after looks, each at its hour."""
    finding = None
    for hour, outcome in looks:
        finding = after(finding, Look(url, outcome), hour * 3600)
    assert finding
    return finding


@pytest.mark.parametrize(
    ("statuses", "outcome"),
    [
        ((200, 204, 206), Outcome.WORKS),
        ((404, 410), Outcome.GONE),
        ((429,), Outcome.BUSY),
        ((400, 401, 403, 405, 406, 418, 451, 999), Outcome.REFUSED),
        ((304, 500, 502, 503, 522), Outcome.FAILED),
    ],
)
def test_a_status_says_no_more_than_it_does(statuses: tuple[int, ...], outcome: Outcome) -> None:
    assert {outcome_of(status) for status in statuses} == {outcome}


@pytest.mark.parametrize(
    "end",
    [
        "http://example.org/bridge",
        "https://www.example.org/bridge",
        "https://example.org/bridge/",
        "https://example.org/bridge?lang=en",
    ],
)
def test_the_same_page_by_another_spelling_is_not_elsewhere(end: str) -> None:
    assert not is_elsewhere(HERE, end)
    assert not is_elsewhere(end, HERE)


@pytest.mark.parametrize(
    "end", ["https://example.org/", "https://example.com/bridge", "https://example.org/bridges"]
)
def test_another_page_or_host_is_elsewhere(end: str) -> None:
    assert is_elsewhere(HERE, end)


def test_trouble_twice_in_a_day_does_not_last_and_after_a_night_it_does() -> None:
    once, twice = (0, Outcome.GONE), (5, Outcome.GONE)
    assert not found(once).lasts()
    assert not found(once, twice).lasts()
    lasting = found(once, twice, (24, Outcome.GONE))
    assert lasting.lasts()
    assert (lasting.since, lasting.at) == (0, DAY)


def test_a_page_that_came_back_starts_anew() -> None:
    back = found((0, Outcome.GONE), (24, Outcome.WORKS), (48, Outcome.GONE))
    assert (back.since, back.opened) == (2 * DAY, DAY)
    assert not back.lasts()


def test_no_answer_is_not_the_same_trouble_as_no_page() -> None:
    assert not found((0, Outcome.SILENT), (24, Outcome.GONE)).lasts()
    assert found((0, Outcome.SILENT), (24, Outcome.FAILED)).lasts()


def test_a_look_that_was_not_let_in_ends_a_row() -> None:
    assert not found((0, Outcome.GONE), (24, Outcome.REFUSED), (48, Outcome.GONE)).lasts()


def test_when_it_last_opened_stays_known() -> None:
    assert found((0, Outcome.MOVED), (24, Outcome.REFUSED), (48, Outcome.SILENT)).opened == 0


def test_another_address_starts_anew() -> None:
    before = found((0, Outcome.WORKS), (1, Outcome.GONE), url="https://example.org/old")
    now = after(before, Look(HERE, Outcome.GONE), DAY)
    assert (now.url, now.since, now.opened) == (HERE, DAY, None)

"""People who take up resources, and what they are asked."""

from dialogs.codes import Route
from dialogs.routes import (
    FollowUp,
    SaveResource,
)
from neambition.store import (
    requests,
)
from tests.pilot import A_DAY
from tests.play import house
from tests.walk import Walk

DEE = "Dee"
LEAD = "1000"
IDS = list(house().shelves.file)
ONE, TWO, *_ = IDS
CLASS = "SELECT state FROM outbox WHERE class = 'follow_up' ORDER BY id"
ASKED = "SELECT resource FROM follow_up ORDER BY on_day, resource"


def days(walk: Walk, count: float) -> None:
    """So many days of ticks, the better hours among them."""
    for _ in range(int(count * 8)):
        walk.waits(A_DAY // 8)


def got(walk: Walk, who: str = DEE) -> list[str]:
    """What somebody was asked by itself, as it read; not what followed a tap."""
    rows = walk.rows(
        "SELECT o.route FROM outbox o JOIN account a ON a.id = o.account WHERE o.state = 'sent'"
        " AND o.class = 'follow_up' AND a.external_id = ? ORDER BY o.id",
        who.lower(),
    )
    shown: dict[Route, str] = {}
    for delivery in walk.shown:
        if delivery.account.external_id == who.lower() and isinstance(delivery.route, FollowUp):
            shown.setdefault(delivery.route, delivery.screen.html)
    assert len(shown) == len(rows)
    return list(shown.values())


def asked(walk: Walk, *resources: str) -> None:
    """Dee saved these, and is asked about them by now."""
    for resource in resources:
        walk.taps(DEE, SaveResource(resource, False))
    days(walk, 8)


def person(walk: Walk) -> int:
    (found,) = walk.rows("SELECT person FROM account WHERE external_id = 'dee'")
    return int(found[0])


def opinion(walk: Walk, resource: str) -> int:
    return requests.opinion(walk.store.writer, person(walk), resource)


def retire(walk: Walk, resource: str) -> None:
    """A facilitator takes it out of the list."""
    db = walk.store.writer
    entry = house().shelves.file[resource]
    values = (entry.id, entry.model_dump_json())
    db.execute("INSERT INTO resource (id, fields, retired) VALUES (?, ?, 1)", values)
    db.execute(
        "INSERT INTO resource_change (resource, what, at) VALUES (?, 'retired', 0)", values[:1]
    )


def waiting(walk: Walk, *resources: str) -> None:
    """Dee saved these; the message waits for noon."""
    for resource in resources:
        walk.taps(DEE, SaveResource(resource, False))
    walk.waits(7 * A_DAY - 3600)
    assert walk.rows(CLASS) == [("waiting",)]

"""What people asked for, and what they thought of what was suggested."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from neambition.resources.limits import Facet, Limit
from neambition.resources.shelf import Reading, Votes

KEPT = 90 * 86400


@dataclass(frozen=True)
class Request:
    """Somebody's words, and what they are limited to; `left_off`: what nothing kept to."""

    id: int
    person: int
    words: str
    limits: tuple[Limit, ...]
    left_off: tuple[Limit, ...]
    at: int


def add(db: sqlite3.Connection, person: int, words: str, reading: Reading, now: int) -> int:
    """Keep a request; returns its id."""
    (id_,) = db.execute(
        "INSERT INTO request (person, words, limits, left_off, at) VALUES (?, ?, ?, ?, ?)"
        " RETURNING id",
        (person, words, limits_written(reading.limits), limits_written(reading.left_off), now),
    ).fetchone()
    return int(id_)


def request(db: sqlite3.Connection, id_: int) -> Request | None:
    row = db.execute(
        "SELECT id, person, words, limits, left_off, at FROM request WHERE id = ?", (id_,)
    ).fetchone()
    if row is None:
        return None
    id_, person, words, limits, left_off, at = row
    return Request(id_, person, words, limits_read(limits), limits_read(left_off), at)


def limited(db: sqlite3.Connection, of: Request, limits: Iterable[Limit], now: int) -> int:
    """The same request with other limits, as another; returns its id. What was left off was so
    beside the limits that there were."""
    return add(db, of.person, of.words, Reading(tuple(limits), ()), now)


def before(db: sqlite3.Connection, of: Request, since: int) -> Request | None:
    """What the same person looked for in words just before that, if not too long ago."""
    row = db.execute(
        "SELECT max(id) FROM request"
        " WHERE person = ? AND id < ? AND at >= ? AND words NOT IN ('', ?)",
        (of.person, of.id, since, of.words),
    ).fetchone()
    return request(db, row[0]) if row[0] is not None else None


def latest(db: sqlite3.Connection, person: int) -> int | None:
    """What somebody asked for last."""
    (id_,) = db.execute("SELECT max(id) FROM request WHERE person = ?", (person,)).fetchone()
    return id_ if id_ is None else int(id_)


def latest_in_words(db: sqlite3.Connection, person: int) -> Request | None:
    """What somebody typed last."""
    row = db.execute(
        "SELECT max(id) FROM request WHERE person = ? AND words <> ''", (person,)
    ).fetchone()
    return request(db, row[0]) if row[0] is not None else None


def limits_written(limits: Iterable[Limit]) -> str:
    """Limits as a row has them."""
    return json.dumps([(limit.facet, limit.value) for limit in limits])


def limits_read(text: str) -> tuple[Limit, ...]:
    """The same back."""
    return tuple(Limit(Facet(facet), value) for facet, value in json.loads(text))


def votes(db: sqlite3.Connection) -> Votes:
    """By entry: how many people found it helpful, how many not for them."""
    rows = db.execute("SELECT resource, sum(value > 0), sum(value < 0) FROM vote GROUP BY resource")
    return {resource: (up, down) for resource, up, down in rows}


def vote(db: sqlite3.Connection, person: int, resource: str, value: int, now: int) -> None:
    """1: helpful, -1: not for us. A later vote of the same person counts instead."""
    db.execute(
        "INSERT INTO vote (person, resource, value, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at",
        (person, resource, value, now),
    )


def unvote(db: sqlite3.Connection, person: int, resource: str) -> None:
    """Nothing said of it after all."""
    db.execute("DELETE FROM vote WHERE person = ? AND resource = ?", (person, resource))


def opinion(db: sqlite3.Connection, person: int, resource: str) -> int:
    """What that person said of it: 1, -1, or 0 for nothing."""
    row = db.execute(
        "SELECT value FROM vote WHERE person = ? AND resource = ?", (person, resource)
    ).fetchone()
    return int(row[0]) if row else 0


def turned_down(db: sqlite3.Connection, person: int) -> set[str]:
    """What that person said is not for them."""
    rows = db.execute("SELECT resource FROM vote WHERE person = ? AND value < 0", (person,))
    return {resource for (resource,) in rows}


def broken(db: sqlite3.Connection, person: int, resource: str, now: int) -> None:
    """Somebody found its link broken."""
    db.execute(
        "INSERT INTO broken_link (resource, person, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (resource, person, now),
    )


def said_broken_by(db: sqlite3.Connection, person: int, resource: str) -> bool:
    """Whether that person did."""
    row = db.execute(
        "SELECT 1 FROM broken_link WHERE resource = ? AND person = ?", (resource, person)
    ).fetchone()
    return row is not None


def not_broken(db: sqlite3.Connection, person: int, resource: str) -> None:
    """That person takes it back."""
    db.execute("DELETE FROM broken_link WHERE resource = ? AND person = ?", (resource, person))


def said_broken(db: sqlite3.Connection) -> set[str]:
    """Entries whose link somebody found broken since they were last checked."""
    return {id_ for (id_,) in db.execute("SELECT DISTINCT resource FROM broken_link")}


def save(db: sqlite3.Connection, person: int, resource: str, now: int) -> None:
    db.execute(
        "INSERT INTO saved (person, resource, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (person, resource, now),
    )


def unsave(db: sqlite3.Connection, person: int, resource: str) -> None:
    db.execute("DELETE FROM saved WHERE person = ? AND resource = ?", (person, resource))


def saved(db: sqlite3.Connection, person: int) -> list[str]:
    """Ids of what somebody saved, the latest first."""
    rows = db.execute(
        "SELECT resource FROM saved WHERE person = ? ORDER BY at DESC, resource", (person,)
    )
    return [resource for (resource,) in rows]


def tidy(db: sqlite3.Connection, now: int) -> None:
    """Requests older than three months go."""
    db.execute("DELETE FROM request WHERE at <= ?", (now - KEPT,))

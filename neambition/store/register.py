"""What the register says of schools, taken over by their URN."""

import sqlite3
from collections.abc import Mapping, Sequence
from enum import StrEnum

from neambition.finding import name_key
from neambition.register import Row
from neambition.store import finding

Facts = tuple[str, str, str, str, str, int]
"""Name, town, postcode, authority, phase, and 1 for closed."""


class Came(StrEnum):
    """What a row of the register changes here. ELSEWHERE: a closed school that was never here."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CLOSED = "closed"
    ELSEWHERE = "elsewhere"


def facts(row: Row) -> Facts:
    postcode = row.postcode.upper()
    return row.name, row.town, postcode, row.authority, row.phase, int(row.closed)


def known(db: sqlite3.Connection) -> dict[str, Facts]:
    """Every school that came from the register, by URN."""
    rows = db.execute(
        "SELECT urn, name, town, postcode, authority, phase, closed FROM school"
        " WHERE urn IS NOT NULL"
    )
    return {urn: (name, *rest) for urn, name, *rest in rows}


def comes(row: Row, before: Mapping[str, Facts]) -> Came:
    """What a row changes, given what is known before."""
    old, new = before.get(row.urn), facts(row)
    if old is None:
        return Came.ELSEWHERE if row.closed else Came.NEW
    if old == new:
        return Came.UNCHANGED
    return Came.CLOSED if row.closed and not old[-1] else Came.CHANGED


def take(db: sqlite3.Connection, rows: Sequence[Row], now: int) -> None:
    """Write rows over. None of these schools is found until `finding.index` has put it in again."""
    for row in rows:
        name, town, postcode, authority, phase, closed = facts(row)
        (id_,) = db.execute(
            "INSERT INTO school (urn, name, name_key, town, postcode, authority, phase, closed,"
            " since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (urn) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,"
            " town = excluded.town, postcode = excluded.postcode,"
            " authority = excluded.authority, phase = excluded.phase, closed = excluded.closed"
            " RETURNING id",
            (row.urn, name, name_key(name), town, postcode, authority, phase, closed, now),
        ).fetchone()
        finding.unindex(db, id_)

"""How confident a school is, asked at the start and at the end of an audit."""

import sqlite3
from enum import StrEnum


class Moment(StrEnum):
    """When a confidence question is asked."""

    START = "start"
    END = "end"


def rate(
    db: sqlite3.Connection,
    audit: int,
    moment: Moment,
    question: str,
    value: int | None,
    person: int,
    now: int,
) -> None:
    """Keep an answer, None for skipped; a later tap on the same question changes it."""
    db.execute(
        "INSERT INTO confidence (audit, moment, question, value, person, at)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (audit, moment, question) DO UPDATE SET"
        " value = excluded.value, person = excluded.person, at = excluded.at",
        (audit, moment, question, value, person, now),
    )


def rated(db: sqlite3.Connection, audit: int, moment: Moment) -> dict[str, int | None]:
    """Question id to value, for every question answered or skipped at that moment."""
    rows = db.execute(
        "SELECT question, value FROM confidence WHERE audit = ? AND moment = ?", (audit, moment)
    )
    return dict(rows.fetchall())

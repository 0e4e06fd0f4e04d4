"""Everything the database holds, as plain data: the whole for the operator, one person's for them.

The shapes are documented in the README and only ever gain fields. Times are ISO 8601 in UTC.
"""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

Row = dict[str, Any]


def everything(db: sqlite3.Connection) -> Row:
    """Schools, their roles, audits, and answers with history. No person's name, and no note."""
    return {"schools": [_school(db, *row) for row in _all(db, _SCHOOLS)]}


def person(db: sqlite3.Connection, id_: int) -> Row:
    """All that is kept about one person, and everything in their words."""
    (first_name, since) = db.execute(
        "SELECT first_name, since FROM person WHERE id = ?", (id_,)
    ).fetchone()
    kept = {name: _rows(db, sql, id_) for name, sql in _OF_PERSON.items()}
    return {"first_name": first_name, "since": _when(since), **kept}


_OF_PERSON = {
    "accounts": ("SELECT channel, external_id FROM account WHERE person = ? ORDER BY id"),
    "schools": (
        "SELECT s.name AS school, m.role, m.state, m.leads, m.since FROM membership m"
        " JOIN school s ON s.id = m.school WHERE m.person = ? ORDER BY m.id"
    ),
    "answers": (
        "SELECT s.name AS school, a.audit, a.statement, a.level, a.role, a.at FROM answer a"
        " JOIN school s ON s.id = a.school WHERE a.person = ? ORDER BY a.id"
    ),
    "notes": ("SELECT audit, statement, text, at FROM note WHERE person = ? ORDER BY id"),
    "confidence": (
        "SELECT audit, moment, question, value, at FROM confidence WHERE person = ?"
        " ORDER BY audit, at"
    ),
    "words_kept_for_a_week": (
        "SELECT kind, body, expires_at FROM draft WHERE person = ? ORDER BY id"
    ),
    "reminders": (
        "SELECT d.subject AS audit, d.due_at FROM due d JOIN account a ON a.id = d.account"
        " WHERE a.person = ? ORDER BY d.id"
    ),
    "spared": ("SELECT class, at FROM mute WHERE person = ? ORDER BY class"),
    "in_the_way": (
        "SELECT s.name AS school, b.obstacle, b.at FROM obstacle b JOIN school s"
        " ON s.id = b.school WHERE b.person = ? ORDER BY b.at"
    ),
    "answers_to_messages": (
        "SELECT s.name AS school, r.words, r.at FROM relay r JOIN school s"
        " ON s.id = r.school WHERE r.person = ? ORDER BY r.id"
    ),
    "messages_to_schools": (
        "SELECT c.name AS cohort, n.words, n.state, n.since FROM nudge n JOIN cohort c"
        " ON c.id = n.cohort WHERE n.person = ? ORDER BY n.id"
    ),
    "messages_sent": (
        "SELECT o.route, o.state, o.not_before FROM outbox o JOIN account a"
        " ON a.id = o.account WHERE a.person = ? ORDER BY o.id"
    ),
}
_SCHOOLS = "SELECT id, name, since FROM school ORDER BY id"


def _school(db: sqlite3.Connection, id_: int, name: str, since: int) -> Row:
    return {
        "id": id_,
        "name": name,
        "since": _when(since),
        "roles": _rows(
            db,
            "SELECT role, state, leads, since FROM membership WHERE school = ? ORDER BY id",
            id_,
        ),
        "audits": [
            {**audit, **_of_audit(db, audit["id"])}
            for audit in _rows(
                db,
                "SELECT id, framework, started_at, finished_at FROM audit WHERE school = ?"
                " ORDER BY id",
                id_,
            )
        ],
    }


def _of_audit(db: sqlite3.Connection, audit: int) -> Row:
    """`answers`: what stands. `history`: every answer ever given, oldest first."""
    fields = "a.statement, a.level, a.role, a.at"
    return {
        "confidence": _rows(
            db,
            "SELECT moment, question, value FROM confidence WHERE audit = ? ORDER BY at, question",
            audit,
        ),
        "answers": _rows(
            db,
            f"SELECT {fields} FROM standing t JOIN answer a ON a.id = t.answer"  # noqa: S608
            " WHERE t.audit = ? ORDER BY a.statement",
            audit,
        ),
        "history": _rows(
            db,
            f"SELECT {fields} FROM answer a WHERE a.audit = ? ORDER BY a.id",  # noqa: S608
            audit,
        ),
    }


def _rows(db: sqlite3.Connection, sql: str, id_: int) -> list[Row]:
    """Rows as objects; what ends in `at`, is `since` or `not_before` is a time."""
    cursor = db.execute(sql, (id_,))
    names = [column[0] for column in cursor.description]
    return [
        {name: _value(name, value) for name, value in zip(names, row, strict=True)}
        for row in cursor.fetchall()
    ]


def _value(name: str, value: Any) -> Any:
    if name in ("at", "since", "not_before") or name.endswith("_at"):
        return _when(value)
    return bool(value) if name == "leads" else value


def _when(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def _all(db: sqlite3.Connection, sql: str) -> Iterable[tuple[Any, ...]]:
    return db.execute(sql).fetchall()

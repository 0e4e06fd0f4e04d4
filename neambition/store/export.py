"""Everything the database holds, as plain data: the whole for the operator, one person's for them.

The shapes are documented in the README and only ever gain fields. Times are ISO 8601 in UTC.
"""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

Row = dict[str, Any]


def everything(db: sqlite3.Connection) -> Row:
    """Schools, their roles, audits, answers with history, and plans. No person's name, no note."""
    return {"schools": [_school(db, *row) for row in _all(db, _SCHOOLS)]}


def person(db: sqlite3.Connection, id_: int) -> Row:
    """All that is kept about one person, and everything in their words."""
    (first_name, since) = db.execute(
        "SELECT first_name, since FROM person WHERE id = ?", (id_,)
    ).fetchone()
    kept = {name: _rows(db, sql, id_) for name, sql in _OF_PERSON.items()}
    return {"first_name": first_name, "since": _when(since), **kept}


_STILL_READ = (
    "CASE WHEN i.state <> 'undone' AND EXISTS (SELECT 1 FROM membership m"
    " WHERE m.school = i.school AND m.person = ?1 AND m.state = 'member') THEN i.words END"
)
"""SQL: the words of the plan's item, for a person who still belongs there."""

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
    "second_views": (
        "SELECT audit, statement, level, role, at, settled_at FROM second_view WHERE person = ?"
        " ORDER BY id"
    ),
    "handed_over": (
        "SELECT audit, benchmark, role, since, done_at, ended_at FROM assignment WHERE person = ?"
        " ORDER BY id"
    ),
    "signed_off": ("SELECT audit, at FROM sign_off WHERE person = ? ORDER BY audit"),
    "confidence": (
        "SELECT audit, moment, question, value, at FROM confidence WHERE person = ?"
        " ORDER BY audit, at"
    ),
    "links_made": (
        "SELECT kind AS into_a, role, since, expires_at, uses_left, revoked_at FROM invitation"
        " WHERE made_by = ? ORDER BY id"
    ),
    "links_opened": (
        "SELECT i.kind AS into_a, u.at FROM invitation_use u JOIN invitation i"
        " ON i.id = u.invitation WHERE u.person = ? ORDER BY u.at"
    ),
    "words_kept_for_a_week": (
        "SELECT kind, body, expires_at FROM draft WHERE person = ? ORDER BY id"
    ),
    "resources_looked_for": (
        "SELECT words, limits, left_off, at FROM request WHERE person = ? ORDER BY id"
    ),
    "resources_saved": ("SELECT resource, at FROM saved WHERE person = ? ORDER BY at, resource"),
    "resources_rated": (
        "SELECT resource, value, at FROM vote WHERE person = ? ORDER BY at, resource"
    ),
    "links_said_broken": (
        "SELECT resource, at FROM broken_link WHERE person = ? ORDER BY at, resource"
    ),
    "handed_to_others": (
        "SELECT audit, benchmark, since, done_at, ended_at FROM assignment WHERE handed_by = ?"
        " ORDER BY id"
    ),
    "audits_finished": (
        "SELECT s.name AS school, a.finished_at FROM audit a JOIN school s ON s.id = a.school"
        " WHERE a.finished_by = ? ORDER BY a.id"
    ),
    "second_views_settled": (
        "SELECT audit, statement, settled_at FROM second_view WHERE settled_by = ? ORDER BY id"
    ),
    "decided_on_others": (
        "SELECT s.name AS school, m.role, m.state, m.since FROM membership m JOIN school s"
        " ON s.id = m.school WHERE m.decided_by = ? ORDER BY m.id"
    ),
    "reminders": (
        "SELECT d.subject AS audit, d.due_at FROM due d JOIN account a ON a.id = d.account"
        " WHERE a.person = ? AND d.kind = 'reminder' ORDER BY d.id"
    ),
    "messages_to_come_again": (
        "SELECT s.name AS school, d.due_at FROM due d JOIN account a ON a.id = d.account"
        " JOIN outbox o ON o.id = d.subject JOIN school s ON s.id = o.school"
        " WHERE a.person = ? AND d.kind = 'nudge' ORDER BY d.id"
    ),
    "cohorts": (
        "SELECT c.name AS cohort, f.since FROM cohort_facilitator f"
        " JOIN cohort c ON c.id = f.cohort WHERE f.person = ? ORDER BY c.id"
    ),
    "schools_contacted": (
        "SELECT s.name AS school, c.how, c.words, c.at FROM contact c JOIN school s"
        " ON s.id = c.school WHERE c.person = ?1 ORDER BY c.id"
    ),
    "sharing_decided": (
        "SELECT s.name AS school, c.name AS cohort, h.results, h.notes, h.at FROM sharing h"
        " JOIN school s ON s.id = h.school JOIN cohort c ON c.id = h.cohort"
        " WHERE h.person = ? ORDER BY h.at"
    ),
    "to_do_in_a_plan": (
        "SELECT s.name AS school, i.words, i.due_on, i.state, i.since FROM plan_item i"
        " JOIN school s ON s.id = i.school JOIN membership m ON m.school = i.school"
        " AND m.person = i.owner AND m.state = 'member'"
        " WHERE i.owner = ? AND i.state <> 'undone' ORDER BY i.id"
    ),
    "changes_of_a_plan": (
        f"SELECT s.name AS school, {_STILL_READ} AS item, c.field, c.new, c.role, c.at"  # noqa: S608 ours
        " FROM plan_change c"
        " JOIN plan_item i ON i.id = c.item JOIN school s ON s.id = i.school"
        " WHERE c.person = ?1 ORDER BY c.id"
    ),
    "notes_in_a_plan": (
        f"SELECT s.name AS school, {_STILL_READ} AS item, n.text, n.at"  # noqa: S608 ours
        " FROM plan_note n"
        " JOIN plan_item i ON i.id = n.item JOIN school s ON s.id = i.school"
        " WHERE n.person = ?1 ORDER BY n.id"
    ),
    "not_for_us": (
        "SELECT s.name AS school, n.action, n.at FROM not_for_us n JOIN school s"
        " ON s.id = n.school WHERE n.person = ? ORDER BY n.at, n.action"
    ),
    "reminded_of_a_plan": (
        f"SELECT s.name AS school, {_STILL_READ} AS item, r.due_on, r.on_day"  # noqa: S608 ours
        " FROM plan_reminder r"
        " JOIN plan_item i ON i.id = r.item JOIN school s ON s.id = i.school"
        " WHERE r.person = ?1 ORDER BY r.on_day, i.id"
    ),
    "changes_of_the_catalogue": (
        "SELECT resource, what, part, new, at FROM resource_change WHERE person = ? ORDER BY id"
    ),
    "resources_taken_along": (
        "SELECT resource, CASE WHEN item IS NULL THEN 'text' ELSE 'plan' END AS how, at FROM taken"
        " WHERE person = ? ORDER BY id"
    ),
    "asked_if_used": (
        "SELECT resource, how, taken_at, on_day, said, said_at FROM follow_up WHERE person = ?"
        " ORDER BY on_day, resource"
    ),
    "spared": ("SELECT class, at FROM mute WHERE person = ? ORDER BY class"),
    "in_the_way": (
        "SELECT s.name AS school, b.obstacle, b.at FROM obstacle b JOIN school s"
        " ON s.id = b.school WHERE b.person = ? ORDER BY b.at"
    ),
    "answers_to_messages": (
        "SELECT s.name AS school, r.words, r.at FROM relay r JOIN school s"
        " ON s.id = r.school WHERE r.person = ?1 ORDER BY r.id"
    ),
    "answers_to_them": (
        "SELECT s.name AS school, r.words, r.at FROM relay r JOIN school s"
        " ON s.id = r.school WHERE r.receiver = ? ORDER BY r.id"
    ),
    "asked_of_a_person": (
        "SELECT s.name AS school, q.words, q.limits, q.added, q.state, q.at,"
        " w.how AS answered_with, w.words AS answer, w.url AS answer_url, w.at AS answered_at,"
        " CASE w.helped WHEN 1 THEN 'yes' WHEN 0 THEN 'not quite' END AS helped"
        " FROM question q JOIN school s ON s.id = q.school"
        " LEFT JOIN question_answer w ON w.question = q.id WHERE q.person = ? ORDER BY q.id"
    ),
    "answers_to_questions": (
        "SELECT s.name AS school, w.how AS answered_with, w.words, w.url, w.at"
        " FROM question_answer w JOIN question q ON q.id = w.question"
        " JOIN school s ON s.id = q.school WHERE w.person = ? ORDER BY q.id"
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
# Of a register's tens of thousands, those that anybody was ever at.
_SCHOOLS = (
    "SELECT id, urn, name, town, since FROM school WHERE id IN ("
    " SELECT school FROM membership UNION SELECT school FROM audit) ORDER BY id"
)


def _school(
    db: sqlite3.Connection, id_: int, urn: str | None, name: str, town: str, since: int
) -> Row:
    return {
        "id": id_,
        "urn": urn,
        "name": name,
        "town": town,
        "since": _when(since),
        "roles": _rows(
            db,
            "SELECT role, state, leads, since FROM membership WHERE school = ? ORDER BY id",
            id_,
        ),
        "plan": _plan(db, id_),
        "answers_since": _rows(
            db,
            "SELECT statement, level, role, cause, at FROM answer"
            " WHERE school = ? AND audit IS NULL ORDER BY at, id",
            id_,
        ),
        "audits": [
            {**audit, **_of_audit(db, audit["id"])}
            for audit in _rows(
                db,
                "SELECT a.id, a.framework, a.based_on, a.started_at, a.finished_at,"
                " o.at AS signed_off_at"
                " FROM audit a LEFT JOIN sign_off o ON o.audit = a.id WHERE a.school = ?"
                " ORDER BY a.id",
                id_,
            )
        ],
    }


def _plan(db: sqlite3.Connection, school: int) -> list[Row]:
    """A school's items, each with every change of it."""
    items = _rows(
        db,
        "SELECT id, benchmark, action, words, due_on, due_about, state, since, done_at"
        " FROM plan_item WHERE school = ? AND state <> 'undone' ORDER BY id",
        school,
    )
    return [{**item, "changes": _rows(db, _CHANGES, item["id"])} for item in items]


_CHANGES = (
    "SELECT field, CASE WHEN field = 'owner' THEN '' ELSE old END AS old,"
    " CASE WHEN field = 'owner' THEN '' ELSE new END AS new, role, at FROM plan_change"
    " WHERE item = ? ORDER BY id"
)
"""Whose an item is is nobody else's to know: that it was given to another, and when, is told."""


def _of_audit(db: sqlite3.Connection, audit: int) -> Row:
    """`answers`: what stands. `history`: every answer ever given, oldest first."""
    fields = "a.statement, a.level, a.role, a.cause, a.at"
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
            f"SELECT {fields} FROM answer a WHERE a.audit = ? ORDER BY a.at, a.id",  # noqa: S608
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
    return bool(value) if name in ("leads", "results", "notes", "due_about") else value


def _when(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def _all(db: sqlite3.Connection, sql: str) -> Iterable[tuple[Any, ...]]:
    return db.execute(sql).fetchall()

"""What was found of the addresses of the catalogue's entries, the latest look at each."""

import json
import sqlite3
from collections.abc import Collection

from neambition.resources.looks import Finding, Look, Outcome, after


def latest(db: sqlite3.Connection, resources: Collection[str]) -> dict[str, Finding]:
    """By entry; those whose address nobody looked at are not in it."""
    rows = db.execute(
        "SELECT resource, url, outcome, status, moved_to, at, since, opened FROM link_check"
        " WHERE resource IN (SELECT value FROM json_each(?))",
        (json.dumps([*resources]),),
    )
    return {
        resource: Finding(url, Outcome(outcome), status, moved_to, at, since, opened)
        for resource, url, outcome, status, moved_to, at, since, opened in rows
    }


def keep(db: sqlite3.Connection, resource: str, look: Look, now: int) -> Finding:
    """Put a look in place of the one before; returns what is known from then on."""
    found = after(latest(db, [resource]).get(resource), look, now)
    db.execute(
        "INSERT OR REPLACE INTO link_check"
        " (resource, url, outcome, status, moved_to, at, since, opened)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (resource, *_row(found)),
    )
    return found


def _row(f: Finding) -> tuple[str | int | None, ...]:
    return f.url, f.outcome, f.status, f.moved_to, f.at, f.since, f.opened

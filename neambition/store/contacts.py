"""What a facilitator did or noted about a school outside this chat."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How a school was reached; a note reached nobody."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    NOTE = "note"


@dataclass(frozen=True)
class Contact:
    """`person` did it, None once they were erased; `at` in UTC seconds."""

    id: int
    cohort: int
    school: int
    how: How
    words: str
    person: int | None
    by: str | None
    at: int


_CONTACT = (
    "SELECT c.id, c.cohort, c.school, c.how, c.words, c.person, p.first_name, c.at FROM contact c"
    " LEFT JOIN person p ON p.id = c.person "
)
_Row = tuple[int, int, int, str, str, int | None, str | None, int]


def _contact(row: _Row) -> Contact:
    id_, cohort, school, how, words, person, by, at = row
    return Contact(id_, cohort, school, How(how), words, person, by, at)


def add(
    db: sqlite3.Connection, cohort: int, school: int, how: How, words: str, person: int, now: int
) -> None:
    db.execute(
        "INSERT INTO contact (cohort, school, how, words, person, at) VALUES (?, ?, ?, ?, ?, ?)",
        (cohort, school, how, words, person, now),
    )


def contact(db: sqlite3.Connection, id_: int) -> Contact | None:
    row = db.execute(_CONTACT + "WHERE c.id = ?", (id_,)).fetchone()
    return _contact(row) if row else None


def last(db: sqlite3.Connection, cohort: int, school: int) -> Contact | None:
    """The last time somebody reached the school."""
    row = db.execute(
        _CONTACT + "WHERE c.school = ? AND c.cohort = ? AND c.how <> 'note' ORDER BY c.id DESC",
        (school, cohort),
    ).fetchone()
    return _contact(row) if row else None


def of(db: sqlite3.Connection, cohort: int, school: int) -> list[Contact]:
    """All that was done and noted, the newest first."""
    rows = db.execute(
        _CONTACT + "WHERE c.school = ? AND c.cohort = ? ORDER BY c.id DESC", (school, cohort)
    )
    return [_contact(row) for row in rows]


def notes(db: sqlite3.Connection, cohort: int, school: int) -> int:
    """How many notes there are."""
    (count,) = db.execute(
        "SELECT count(*) FROM contact WHERE school = ? AND cohort = ? AND how = 'note'",
        (school, cohort),
    ).fetchone()
    return int(count)


def delete(db: sqlite3.Connection, id_: int) -> None:
    db.execute("DELETE FROM contact WHERE id = ?", (id_,))


def nudged(db: sqlite3.Connection, school: int) -> int | None:
    """When a nudge last reached somebody at the school, in UTC seconds."""
    (at,) = db.execute(
        "SELECT max(settled_at) FROM outbox WHERE school = ? AND state = 'sent'"
        " AND class IN ('nudge', 'automatic')",
        (school,),
    ).fetchone()
    return None if at is None else int(at)

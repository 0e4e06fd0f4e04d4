"""What does not fit in a button's code: one person's words, for a while."""

import sqlite3
from enum import StrEnum

KEPT = 7 * 86400


class Kind(StrEnum):
    """What a draft is of."""

    SCHOOL = "school"
    WORDS = "words"
    SCHOOLS = "schools"
    TERMS = "terms"
    ENTRY = "entry"


def put(db: sqlite3.Connection, person: int, kind: Kind, body: str, now: int) -> int:
    """Keep a draft; returns its id."""
    (id_,) = db.execute(
        "INSERT INTO draft (person, kind, body, expires_at) VALUES (?, ?, ?, ?) RETURNING id",
        (person, kind, body, now + KEPT),
    ).fetchone()
    return int(id_)


def get(db: sqlite3.Connection, id_: int, person: int, kind: Kind, now: int) -> str | None:
    """The body of this person's own draft, while it is kept."""
    row = db.execute(
        "SELECT body FROM draft WHERE id = ? AND person = ? AND kind = ? AND expires_at > ?",
        (id_, person, kind, now),
    ).fetchone()
    return row[0] if row else None


def rewrite(db: sqlite3.Connection, id_: int, person: int, kind: Kind, body: str, now: int) -> None:
    """This person's own draft reads otherwise now, and is kept for as long again."""
    db.execute(
        "UPDATE draft SET body = ?, expires_at = ? WHERE id = ? AND person = ? AND kind = ?",
        (body, now + KEPT, id_, person, kind),
    )


def of_kind(db: sqlite3.Connection, person: int, kind: Kind, now: int) -> list[tuple[int, str]]:
    """The id and body of each of this person's drafts of a kind, the one touched last first."""
    rows = db.execute(
        "SELECT id, body FROM draft WHERE person = ? AND kind = ? AND expires_at > ?"
        " ORDER BY expires_at DESC, id DESC",
        (person, kind, now),
    )
    return [(id_, body) for id_, body in rows]


def drop(db: sqlite3.Connection, id_: int, person: int) -> None:
    db.execute("DELETE FROM draft WHERE id = ? AND person = ?", (id_, person))


def tidy(db: sqlite3.Connection, now: int) -> None:
    db.execute("DELETE FROM draft WHERE expires_at <= ?", (now,))

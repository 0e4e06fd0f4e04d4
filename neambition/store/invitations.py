"""Invitations: links that let somebody in. Only a token's hash is kept, so each is shown once."""

import hashlib
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from neambition.store.memberships import Role

DAYS = 14


class Into(StrEnum):
    """What an invitation opens: a school; a benchmark, or what the head knows, of one audit; a
    cohort, as its facilitator."""

    SCHOOL = "school"
    BENCHMARK = "benchmark"
    HEAD = "head"
    COHORT = "cohort"


@dataclass(frozen=True)
class Terms:
    """What a new invitation says. `school` is the school it is about, none for a cohort's."""

    into: Into
    made_by: int | None
    school: int | None = None
    role: Role | None = None
    leads: bool = False
    audit: int | None = None
    benchmark: int | None = None
    cohort: int | None = None
    uses: int = 1
    days: int = DAYS


@dataclass(frozen=True)
class Invitation:
    """An invitation as it stands; times in UTC seconds."""

    id: int
    into: Into
    made_by: int | None
    school: int | None
    role: Role | None
    leads: bool
    audit: int | None
    benchmark: int | None
    cohort: int | None
    since: int
    expires_at: int
    uses_left: int
    revoked_at: int | None

    def opens(self, now: int) -> bool:
        """Whether one more person may come in by it."""
        return self.revoked_at is None and self.expires_at > now and self.uses_left > 0


_INVITATION = (
    "SELECT id, kind, made_by, school, role, leads, audit, benchmark, cohort, since, expires_at,"
    " uses_left, revoked_at FROM invitation "
)


def _invitation(row: tuple[Any, ...]) -> Invitation:
    id_, kind, made_by, school, role, leads, *rest = row
    return Invitation(
        id_, Into(kind), made_by, school, Role(role) if role else None, bool(leads), *rest
    )


def make(db: sqlite3.Connection, token: str, terms: Terms, now: int) -> int:
    """Keep an invitation under its token's hash; returns its id."""
    (id_,) = db.execute(
        "INSERT INTO invitation (token_hash, kind, school, role, leads, audit, benchmark, cohort,"
        " made_by, since, expires_at, uses_left)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            _hash(token),
            terms.into,
            terms.school,
            terms.role,
            terms.leads,
            terms.audit,
            terms.benchmark,
            terms.cohort,
            terms.made_by,
            now,
            now + terms.days * 86400,
            terms.uses,
        ),
    ).fetchone()
    return int(id_)


def by_token(db: sqlite3.Connection, token: str) -> Invitation | None:
    row = db.execute(_INVITATION + "WHERE token_hash = ?", (_hash(token),)).fetchone()
    return _invitation(row) if row else None


def invitation(db: sqlite3.Connection, id_: int) -> Invitation | None:
    row = db.execute(_INVITATION + "WHERE id = ?", (id_,)).fetchone()
    return _invitation(row) if row else None


def school_of(db: sqlite3.Connection, id_: int) -> int | None:
    """The school that it is about: of an audit's, where that audit is now; none of a cohort's."""
    row = db.execute(
        "SELECT coalesce(a.school, i.school) FROM invitation i LEFT JOIN audit a ON a.id = i.audit"
        " WHERE i.id = ?",
        (id_,),
    ).fetchone()
    return row[0] if row else None


def of_audit(db: sqlite3.Connection, audit: int, now: int) -> list[Invitation]:
    """The links into some statements of an audit that nobody has opened yet, the newest first."""
    rows = db.execute(
        _INVITATION + "WHERE audit = ? AND uses_left > 0 AND revoked_at IS NULL AND expires_at > ?"
        " ORDER BY id DESC",
        (audit, now),
    )
    return [_invitation(row) for row in rows]


def use(db: sqlite3.Connection, id_: int, person: int, now: int) -> bool:
    """Let somebody in by it; whoever came in by it before may again. The last use is won once."""
    before = db.execute(
        "SELECT 1 FROM invitation_use WHERE invitation = ? AND person = ?", (id_, person)
    ).fetchone()
    if before:
        return True
    won = db.execute(
        "UPDATE invitation SET uses_left = uses_left - 1"
        " WHERE id = ? AND uses_left > 0 AND revoked_at IS NULL AND expires_at > ?",
        (id_, now),
    ).rowcount
    if not won:
        return False
    db.execute(
        "INSERT INTO invitation_use (invitation, person, at) VALUES (?, ?, ?)", (id_, person, now)
    )
    return True


def give_back(db: sqlite3.Connection, id_: int, person: int) -> None:
    """Whoever made a link and looked at it has not used it."""
    db.execute("DELETE FROM invitation_use WHERE invitation = ? AND person = ?", (id_, person))
    db.execute("UPDATE invitation SET uses_left = uses_left + 1 WHERE id = ?", (id_,))


def revoke(db: sqlite3.Connection, id_: int, now: int) -> None:
    db.execute(
        "UPDATE invitation SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (now, id_)
    )


def _hash(token: str) -> str:
    # A token of 128 random bits cannot be guessed from its hash, so no salt is needed.
    return hashlib.sha256(token.encode()).hexdigest()

"""Invitations: links that let somebody in. Only a token's hash is kept, so each is shown once.

A link is worth no more than the word of whoever made it: it opens while they still may invite.
"""

import hashlib
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from neambition.store import cohorts, memberships, schools
from neambition.store.memberships import Role, State

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
    """What a new invitation says. `school` is the school it is about, none for a cohort's.

    A school's invitation names the cohort too when it is one of the many made for that cohort.
    """

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

    def lasts(self, now: int) -> bool:
        """Whether it was neither taken back nor has it expired."""
        return self.revoked_at is None and self.expires_at > now

    def opens(self, now: int) -> bool:
        """Whether one more person may come in by it."""
        return self.lasts(now) and self.uses_left > 0


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


def stands(db: sqlite3.Connection, of: Invitation, now: int) -> bool:
    """Whether it lasts, and whoever made it still may invite. The operator always may."""
    return of.lasts(now) and (of.made_by is None or _may_still(db, of, of.made_by))


def _may_still(db: sqlite3.Connection, of: Invitation, maker: int) -> bool:
    if of.into is Into.COHORT:
        return of.cohort is not None and cohorts.facilitates(db, maker, of.cohort)
    school = schools.school(db, of.school) if of.school else None
    if school is None:
        return False
    here = memberships.at(db, maker, school.id)
    if here and here.state is State.MEMBER and (of.into is not Into.SCHOOL or here.decides):
        return True
    return cohorts.looks_after(db, maker, school.id)


def use(db: sqlite3.Connection, id_: int, person: int, now: int) -> bool:
    """Let somebody in by it; whoever came in by it before may again. The last use is won once."""
    if used_by(db, id_, person):
        return True
    found = invitation(db, id_)
    if found is None or not stands(db, found, now):
        return False
    won = db.execute(
        "UPDATE invitation SET uses_left = uses_left - 1 WHERE id = ? AND uses_left > 0", (id_,)
    ).rowcount
    if not won:
        return False
    db.execute(
        "INSERT INTO invitation_use (invitation, person, at) VALUES (?, ?, ?)", (id_, person, now)
    )
    return True


def used_by(db: sqlite3.Connection, id_: int, person: int) -> bool:
    """Whether this person came in by it."""
    row = db.execute(
        "SELECT 1 FROM invitation_use WHERE invitation = ? AND person = ?", (id_, person)
    ).fetchone()
    return row is not None


def give_back(db: sqlite3.Connection, person: int, school: int) -> None:
    """Somebody came in to that school by mistake: their use is there again for whom it is for."""
    for (id_,) in db.execute(
        "DELETE FROM invitation_use WHERE person = ? AND invitation IN"
        " (SELECT id FROM invitation WHERE school = ? AND kind = 'school') RETURNING invitation",
        (person, school),
    ).fetchall():
        db.execute("UPDATE invitation SET uses_left = uses_left + 1 WHERE id = ?", (id_,))


def of_school(db: sqlite3.Connection, school: int, now: int) -> list[Invitation]:
    """The invitations about a school that may still let somebody in, the newest first."""
    rows = db.execute(_INVITATION + "WHERE school = ? AND " + _OPEN, (school, now))
    return [_invitation(row) for row in rows]


def of_cohort(
    db: sqlite3.Connection, cohort: int, now: int, most: int, skip: int
) -> list[Invitation]:
    """Some of those made for a cohort that may still let somebody in: for facilitators, and for its
    schools; the newest first."""
    rows = db.execute(
        _INVITATION + "WHERE cohort = ? AND " + _OPEN + " LIMIT ? OFFSET ?",
        (cohort, now, most, skip),
    )
    return [_invitation(row) for row in rows]


def linked(db: sqlite3.Connection, cohort: int, now: int) -> set[int]:
    """The schools for which one made for that cohort may still let somebody in."""
    rows = db.execute(
        f"SELECT school FROM invitation WHERE cohort = ? AND {_LIVE}",  # noqa: S608 ours
        (cohort, now),
    )
    return {school for (school,) in rows if school is not None}


def count_of_cohort(db: sqlite3.Connection, cohort: int, now: int) -> int:
    """How many of those there are."""
    (count,) = db.execute(
        f"SELECT count(*) FROM invitation WHERE cohort = ? AND {_LIVE}",  # noqa: S608 ours
        (cohort, now),
    ).fetchone()
    return int(count)


def of_batch(db: sqlite3.Connection, cohort: int, since: int, now: int) -> list[Invitation]:
    """Those of the many made for a cohort at one moment that may still let somebody in."""
    rows = db.execute(
        _INVITATION + "WHERE cohort = ? AND kind = 'school' AND since = ? AND " + _OPEN,
        (cohort, since, now),
    )
    return [_invitation(row) for row in rows]


_LIVE = "revoked_at IS NULL AND uses_left > 0 AND expires_at > ?"
_OPEN = _LIVE + " ORDER BY id DESC"


def revoke(db: sqlite3.Connection, id_: int, now: int) -> None:
    db.execute(
        "UPDATE invitation SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (now, id_)
    )


def _hash(token: str) -> str:
    # A token of 128 random bits cannot be guessed from its hash, so no salt is needed.
    return hashlib.sha256(token.encode()).hexdigest()

"""Whom a nudge reaches: the people of a cohort's schools, by how far the schools are."""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from neambition.framework import Level
from neambition.nudges import Audience, Mute, State
from neambition.scoring import THIRDS
from neambition.store import schools
from neambition.store.schools import School

A_DAY = 86400

STATE = (
    "CASE WHEN o.answered > 0 THEN"
    " CASE WHEN o.last_at < :now - :days * 86400 THEN 'stalled' ELSE 'in_progress' END"
    " WHEN EXISTS (SELECT 1 FROM audit WHERE school = c.school AND finished_at IS NOT NULL)"
    " THEN 'finished' ELSE 'not_begun' END"
)
"""How far the school `c.school` is, `o` its open audit if it has one."""

OPEN_AUDIT = " LEFT JOIN audit o ON o.school = c.school AND o.finished_at IS NULL"
STAFF = "m.state = 'member' AND (m.leads OR m.role <> 'governor')"
ACCOUNT = (
    "(SELECT id FROM account WHERE person = m.person"
    " ORDER BY blocked_at IS NOT NULL, id DESC LIMIT 1)"
)
_BELOW = (
    " AND EXISTS (SELECT 1 FROM sharing WHERE school = c.school AND cohort = c.cohort AND results)"
    " AND (SELECT sum(CASE a.level WHEN 'started' THEN 1 WHEN 'mostly' THEN 2 WHEN 'fully' THEN 3"
    "  ELSE 0 END) < :thirds * count(*)"
    "  FROM standing t JOIN answer a ON a.id = t.answer"
    "  WHERE t.statement GLOB :benchmark AND a.level <> 'does_not_apply' AND t.audit = ("
    "   SELECT id FROM audit WHERE school = c.school AND finished_at IS NOT NULL"
    "   ORDER BY finished_at DESC, id DESC LIMIT 1))"
)


class LeftOut(StrEnum):
    """Why somebody who would be meant is not written to."""

    MUTED = "muted"
    BLOCKED = "blocked"
    RECENT = "recent"


@dataclass(frozen=True)
class Recipient:
    """One person, for one of their schools, at the account they are written to by."""

    person: int
    account: int
    school: int
    left_out: LeftOut | None


@dataclass(frozen=True)
class Reach:
    """Everyone meant, each once, whoever leads first. `gone`: people who left those schools;
    `empty`: schools of that area that nobody has joined."""

    recipients: tuple[Recipient, ...]
    gone: int
    empty: int

    @property
    def people(self) -> tuple[Recipient, ...]:
        """Those who are written to."""
        return tuple(r for r in self.recipients if r.left_out is None)

    @property
    def schools(self) -> int:
        return len({r.school for r in self.people})

    def without(self, why: LeftOut) -> int:
        return sum(r.left_out == why for r in self.recipients)


def reach(db: sqlite3.Connection, cohort: int, of: Audience, now: int) -> Reach:
    """Whom a facilitator's nudge to that audience reaches now."""
    where, values = _narrowed(db, cohort, of, now)
    everyone = "" if of.everyone else " AND m.leads"
    rows = db.execute(
        f"SELECT m.person, {ACCOUNT} AS account, c.school,"  # noqa: S608 of our own words
        " EXISTS (SELECT 1 FROM mute WHERE person = m.person AND class = :mute),"
        " EXISTS (SELECT 1 FROM account WHERE person = m.person AND blocked_at IS NULL),"
        f" {written_since('1')}"
        f" FROM cohort_school c JOIN membership m ON m.school = c.school AND {STAFF}{everyone}"
        f"{OPEN_AUDIT} WHERE {where}"
        " ORDER BY NOT m.leads, c.school, m.since, m.id",
        values,
    )
    found: dict[int, Recipient] = {}
    for person, account, school, muted, reachable, recent in rows:
        found.setdefault(
            person, Recipient(person, account, school, _left_out(muted, reachable, recent))
        )
    return Reach(tuple(found.values()), *_missing(db, where, values))


def written_since(days: str, klass: str = "o.class IN ('nudge', 'automatic')") -> str:
    """SQL: whether `m.person` was, or is about to be, nudged within so many days."""
    return (
        "EXISTS (SELECT 1 FROM account w JOIN outbox o ON o.account = w.id"  # noqa: S608
        f" WHERE w.person = m.person AND {klass} AND (o.state IN ('waiting', 'claimed')"
        f" OR o.state IN ('sent', 'unknown') AND o.settled_at > :now - {days} * 86400))"
    )


def _left_out(muted: int, reachable: int, recent: int) -> LeftOut | None:
    if not reachable:
        return LeftOut.BLOCKED
    if muted:
        return LeftOut.MUTED
    return LeftOut.RECENT if recent else None


def _missing(db: sqlite3.Connection, where: str, values: dict[str, Any]) -> tuple[int, int]:
    """People who left the schools meant, and schools meant that nobody has joined."""
    schools = f"SELECT c.school FROM cohort_school c{OPEN_AUDIT} WHERE {where}"  # noqa: S608
    (gone,) = db.execute(
        "SELECT count(DISTINCT person) FROM membership"  # noqa: S608 of our own words
        f" WHERE state = 'left' AND school IN ({schools})",
        values,
    ).fetchone()
    (empty,) = db.execute(
        f"SELECT count(*) FROM ({schools}) s WHERE NOT EXISTS ("  # noqa: S608 of our own words
        "SELECT 1 FROM membership WHERE school = s.school AND state = 'member')",
        values,
    ).fetchone()
    return gone, empty


def _narrowed(
    db: sqlite3.Connection, cohort: int, of: Audience, now: int
) -> tuple[str, dict[str, Any]]:
    """The audience as a condition on `c` and `o`, and its values."""
    days = _stalled_after(db, cohort)
    values: dict[str, Any] = {"cohort": cohort, "now": now, "days": days, "mute": Mute.NUDGE}
    where = "c.cohort = :cohort"
    if of.state is not None:
        where += f" AND {STATE} = :state"
        values["state"] = of.state
    if of.area is not None:
        where += " AND c.area = :area"
        values["area"] = of.area
    if of.school is not None:
        now_is = schools.school(db, of.school)  # it may have been merged since
        where += " AND c.school = :school"
        values["school"] = now_is.id if now_is else None
    if of.benchmark is not None:
        where += _BELOW
        values["benchmark"] = f"{of.benchmark}.*"
        values["thirds"] = THIRDS[of.level or Level.MOSTLY]
    return where, values


def _stalled_after(db: sqlite3.Connection, cohort: int) -> int:
    row = db.execute("SELECT stalled_after FROM cohort WHERE id = ?", (cohort,)).fetchone()
    return int(row[0]) if row else 0


def counts(db: sqlite3.Connection, cohort: int, now: int) -> Counter[State]:
    """How many schools that somebody has joined are in each state."""
    rows = db.execute(
        f"SELECT {STATE}, count(*) FROM cohort_school c{OPEN_AUDIT}"  # noqa: S608 of our own words
        " WHERE c.cohort = :cohort AND EXISTS ("
        f"SELECT 1 FROM membership m WHERE m.school = c.school AND {STAFF}) GROUP BY 1",
        {"cohort": cohort, "now": now, "days": _stalled_after(db, cohort)},
    )
    return Counter({State(state): count for state, count in rows})


def state_of(db: sqlite3.Connection, school: int, days: int, now: int) -> State:
    """How far a school is; stalled after so many days without an answer."""
    (state,) = db.execute(
        f"SELECT {STATE} FROM (SELECT :school AS school) c{OPEN_AUDIT}",  # noqa: S608
        {"school": school, "days": days, "now": now},
    ).fetchone()
    return State(state)


def areas(db: sqlite3.Connection, cohort: int) -> list[tuple[str, int]]:
    """The cohort's areas in order, each with a school that stands for it."""
    rows = db.execute(
        "SELECT area, min(school) FROM cohort_school WHERE cohort = ? AND area <> ''"
        " GROUP BY area ORDER BY area",
        (cohort,),
    )
    return [(area, school) for area, school in rows]


def area_of(db: sqlite3.Connection, cohort: int, school: int) -> str | None:
    """The area that a school of the cohort stands for."""
    row = db.execute(
        "SELECT area FROM cohort_school WHERE cohort = ? AND school = ?", (cohort, school)
    ).fetchone()
    return row[0] if row else None


def joined(
    db: sqlite3.Connection, cohort: int, words: str, limit: int, offset: int
) -> list[School]:
    """Schools of the cohort that somebody has joined, by name; only those whose name has `words`,
    given as a name is compared."""
    rows = db.execute(
        "SELECT s.id, s.name, s.town"  # noqa: S608 of our own words
        " FROM cohort_school c JOIN school s ON s.id = c.school"
        " WHERE c.cohort = ? AND instr(s.name_key, ?) > 0 AND EXISTS ("
        f"SELECT 1 FROM membership m WHERE m.school = c.school AND {STAFF})"
        " ORDER BY s.name_key, s.id LIMIT ? OFFSET ?",
        (cohort, words, limit, offset),
    )
    return [School(*row) for row in rows]

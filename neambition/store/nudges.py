"""Nudges: drafted, sent once, followed to their end, and what became of each person's."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from neambition.nudges import Audience, Case, Obstacle, Rule, Template
from neambition.store.audience import LeftOut, Reach, Recipient
from neambition.store.schools import School

DRAFTS_KEPT = 7 * 86400
SEND_ROUTE = "nmg:"
"""What stands before a message's own id in the code of its screen."""


@dataclass(frozen=True)
class Nudge:
    """`since`: when it was sent, or while a draft begun, in UTC seconds. `rule`: the cohort's rule
    that began it, none where `person` did, who may be erased since. `better`: it keeps to the
    better hours."""

    id: int
    cohort: int
    person: int | None
    rule: Rule | None
    audience: Audience
    template: Template | None
    words: str
    better: bool
    state: str
    since: int

    @property
    def draft(self) -> bool:
        return self.state == "draft"


_NUDGE = (
    "SELECT id, cohort, person, rule, audience, template, words, better, state, since FROM nudge "
)


def nudge(db: sqlite3.Connection, id_: int) -> Nudge | None:
    row = db.execute(_NUDGE + "WHERE id = ?", (id_,)).fetchone()
    return _nudge(row) if row else None


def _nudge(
    row: tuple[int, int, int | None, str | None, str, str, str, int, str, int],
) -> Nudge:
    id_, cohort, person, rule, audience, template, words, better, state, since = row
    return Nudge(
        id_,
        cohort,
        person,
        Rule(rule) if rule else None,
        Audience.model_validate_json(audience),
        Template(template) if template else None,
        words,
        bool(better),
        state,
        since,
    )


def cohort_of(db: sqlite3.Connection, id_: int) -> int | None:
    """The cohort whose nudge it is."""
    row = db.execute("SELECT cohort FROM nudge WHERE id = ?", (id_,)).fetchone()
    return int(row[0]) if row else None


def past(db: sqlite3.Connection, cohort: int, limit: int, offset: int) -> list[Nudge]:
    """What was sent, the latest first."""
    rows = db.execute(
        _NUDGE + "WHERE cohort = ? AND state <> 'draft' ORDER BY since DESC, id DESC"
        " LIMIT ? OFFSET ?",
        (cohort, limit, offset),
    )
    return [_nudge(row) for row in rows]


# --- drafted


def draft(db: sqlite3.Connection, cohort: int, person: int, of: Audience, now: int) -> int:
    """Begin a nudge; returns its id."""
    (id_,) = db.execute(
        "INSERT INTO nudge (cohort, person, audience, state, since)"
        " VALUES (?, ?, ?, 'draft', ?) RETURNING id",
        (cohort, person, of.model_dump_json(exclude_defaults=True), now),
    ).fetchone()
    return int(id_)


def narrow(db: sqlite3.Connection, id_: int, of: Audience) -> None:
    """Another audience for a draft."""
    db.execute(
        "UPDATE nudge SET audience = ? WHERE id = ? AND state = 'draft'",
        (of.model_dump_json(exclude_defaults=True), id_),
    )


def say(db: sqlite3.Connection, id_: int, template: Template, words: str) -> None:
    """What a draft says; `words` are the own ones."""
    db.execute(
        "UPDATE nudge SET template = ?, words = ? WHERE id = ? AND state = 'draft'",
        (template, words, id_),
    )


def tidy(db: sqlite3.Connection, now: int) -> None:
    """Forget what was begun and never sent."""
    db.execute("DELETE FROM nudge WHERE state = 'draft' AND since < ?", (now - DRAFTS_KEPT,))


# --- sent


def send(
    db: sqlite3.Connection,
    id_: int,
    person: int,
    to: Reach,
    not_before: int,
    better: bool,
    now: int,
) -> bool:
    """Send a draft to everyone meant, each once; False if it was sent before.

    Who has muted it or blocked the bot has that as their case from the start; who was written to
    within a day has no part in it.
    """
    begun = db.execute(
        "UPDATE nudge SET state = 'sending', person = ?, better = ?, since = ?"
        " WHERE id = ? AND state = 'draft'",
        (person, better, now, id_),
    ).rowcount
    if not begun:
        return False
    part = [r for r in to.recipients if r.left_out is not LeftOut.RECENT]
    post(db, id_, "nudge", [(f"nudge:{id_}:{r.person}", r) for r in part], not_before, now)
    return True


def post(
    db: sqlite3.Connection,
    id_: int,
    klass: str,
    to: list[tuple[str, Recipient]],
    not_before: int,
    now: int,
) -> None:
    """Put a nudge's messages in the outbox, each under its key; a known key changes nothing."""
    cases = {None: Case.WAITING, LeftOut.MUTED: Case.MUTED, LeftOut.BLOCKED: Case.BLOCKED}
    db.executemany(
        "INSERT INTO outbox (key, account, route, class, nudge, school, not_before, state,"
        " settled_at) VALUES (?, ?, '', ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        [
            (key, r.account, klass, id_, r.school, not_before, cases[r.left_out],
             None if r.left_out is None else now)
            for key, r in to
        ],
    )  # fmt: skip
    db.execute(
        "UPDATE outbox SET route = ? || id WHERE nudge = ? AND route = ''", (SEND_ROUTE, id_)
    )


def cancel(db: sqlite3.Connection, id_: int, now: int) -> None:
    """Stop what waits. What is on its way arrives."""
    stopped = db.execute(
        "UPDATE nudge SET state = 'cancelled' WHERE id = ? AND state = 'sending'", (id_,)
    ).rowcount
    if stopped:
        db.execute(
            "UPDATE outbox SET state = 'cancelled', settled_at = ?"
            " WHERE nudge = ? AND state = 'waiting'",
            (now, id_),
        )


def resend_unknown(db: sqlite3.Connection, id_: int, now: int) -> int:
    """Send again to those of whom nobody knows whether it arrived; how many."""
    again = db.execute(
        "UPDATE outbox SET state = 'waiting', not_before = ?, settled_at = NULL"
        " WHERE nudge = ? AND state = 'unknown'",
        (now, id_),
    ).rowcount
    if again:
        db.execute("UPDATE nudge SET state = 'sending' WHERE id = ?", (id_,))
    return again


def finish(db: sqlite3.Connection) -> list[Nudge]:
    """Close every nudge of which nothing waits any more, and return those."""
    rows = db.execute(
        "UPDATE nudge SET state = 'done' WHERE state = 'sending' AND NOT EXISTS ("
        "SELECT 1 FROM outbox WHERE nudge = nudge.id AND state IN ('waiting', 'claimed'))"
        " RETURNING id"
    ).fetchall()
    return [found for (id_,) in rows if (found := nudge(db, id_))]


# --- followed


@dataclass(frozen=True)
class Live:
    """A message that shows how far a nudge is."""

    nudge: int
    account: int
    message: int
    over: bool


def live(db: sqlite3.Connection) -> list[Live]:
    """Every message in which a nudge is followed."""
    rows = db.execute(
        "SELECT id, watcher, live, state <> 'sending' FROM nudge WHERE watcher IS NOT NULL"
    )
    return [Live(id_, account, message, bool(over)) for id_, account, message, over in rows]


def watch(db: sqlite3.Connection, account: int, message: int, id_: int | None) -> None:
    """That message shows the nudge `id_` now, or with none something else."""
    db.execute(
        "UPDATE nudge SET watcher = NULL, live = NULL WHERE watcher = ? AND live = ? AND id <> ?",
        (account, message, id_ or 0),
    )
    if id_ is not None:
        db.execute(
            "UPDATE nudge SET watcher = ?, live = ? WHERE id = ? AND state = 'sending'",
            (account, message, id_),
        )


def watched(db: sqlite3.Connection, id_: int) -> bool:
    """Whether somebody follows it."""
    row = db.execute("SELECT 1 FROM nudge WHERE id = ? AND watcher IS NOT NULL", (id_,)).fetchone()
    return row is not None


def unwatch(db: sqlite3.Connection, id_: int) -> None:
    db.execute("UPDATE nudge SET watcher = NULL, live = NULL WHERE id = ?", (id_,))


def cases(db: sqlite3.Connection, id_: int) -> Counter[Case]:
    """How many people of a nudge are in each case."""
    rows = db.execute("SELECT state, count(*) FROM outbox WHERE nudge = ? GROUP BY state", (id_,))
    return Counter({Case(state): count for state, count in rows})


def schools(db: sqlite3.Connection, id_: int) -> int:
    """How many schools a nudge is for."""
    (count,) = db.execute(
        "SELECT count(DISTINCT school) FROM outbox WHERE nudge = ?", (id_,)
    ).fetchone()
    return int(count)


def next_at(db: sqlite3.Connection, id_: int) -> int | None:
    """When the first of those who wait is due."""
    (at,) = db.execute(
        "SELECT min(not_before) FROM outbox WHERE nudge = ? AND state = 'waiting'", (id_,)
    ).fetchone()
    return at if at is None else int(at)


@dataclass(frozen=True)
class One:
    """One person of a nudge, as the facilitator sees them."""

    first_name: str
    role: str
    school: str


_ONE = "SELECT s.id, s.name, s.town, p.first_name, coalesce(m.role, '')"


def _one(id_: int, name: str, town: str, first_name: str, role: str) -> One:
    return One(first_name, role, School(id_, name, town).full)


# Of a school that is in the cohort no more nobody is named, nor, where the nudge went by results,
# of one that shares them no more.
_STILL_SEEN = (
    " JOIN nudge n ON n.id = {nudge}"
    " JOIN cohort_school c ON c.cohort = n.cohort AND c.school = s.id"
    " AND (n.audience NOT LIKE '%\"benchmark\":%' OR EXISTS (SELECT 1 FROM sharing h"
    " WHERE h.school = s.id AND h.cohort = n.cohort AND h.results))"
)


def people(db: sqlite3.Connection, id_: int, case: Case, limit: int, offset: int) -> list[One]:
    """Those who are in a case, by school."""
    rows = db.execute(
        _ONE + " FROM outbox o JOIN account a ON a.id = o.account JOIN person p ON p.id = a.person"
        " JOIN school s ON s.id = o.school"
        " LEFT JOIN membership m ON m.person = p.id AND m.school = s.id"
        f"{_STILL_SEEN.format(nudge='o.nudge')}"
        " WHERE o.nudge = ? AND o.state = ? ORDER BY s.name_key, s.id, o.id LIMIT ? OFFSET ?",
        (id_, case, limit, offset),
    )
    return [_one(*row) for row in rows]


# --- what is in the way


def hinder(
    db: sqlite3.Connection, id_: int, person: int, school: int, obstacle: Obstacle, now: int
) -> None:
    """What somebody says is in the way; said again, the latest counts."""
    db.execute(
        "INSERT INTO obstacle (nudge, person, school, obstacle, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (nudge, person) DO UPDATE SET obstacle = excluded.obstacle, at = excluded.at",
        (id_, person, school, obstacle, now),
    )


def obstacles(db: sqlite3.Connection, id_: int) -> Counter[Obstacle]:
    """How many said what is in the way."""
    rows = db.execute(
        "SELECT obstacle, count(*) FROM obstacle WHERE nudge = ? GROUP BY obstacle", (id_,)
    )
    return Counter({Obstacle(said): count for said, count in rows})


def hindered(
    db: sqlite3.Connection, id_: int, limit: int, offset: int
) -> list[tuple[One, Obstacle, int]]:
    """Who said what, the latest first, and when in UTC seconds."""
    rows = db.execute(
        _ONE + ", b.obstacle, b.at FROM obstacle b JOIN person p ON p.id = b.person"
        " JOIN school s ON s.id = b.school"
        " LEFT JOIN membership m ON m.person = p.id AND m.school = s.id"
        f"{_STILL_SEEN.format(nudge='b.nudge')}"
        " WHERE b.nudge = ? ORDER BY b.at DESC, b.person LIMIT ? OFFSET ?",
        (id_, limit, offset),
    )
    return [(_one(*one), Obstacle(said), at) for *one, said, at in rows]

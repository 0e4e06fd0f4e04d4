"""What may still be sent: rights, wishes and needs are looked at again when a message's turn comes.

Service messages, somebody's own reminder or answer, go before reminders of the plan, those before
the question whether a resource was used, that before nudges, and nudges before automatic ones.
"""

import sqlite3
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from neambition import hours
from neambition.nudges import Audience, Case, Rule, still_fits
from neambition.store import (
    audience,
    closures,
    follow_ups,
    plan_reminders,
    questions,
    sharing,
)
from neambition.store.audience import STAFF

CLASSES = ("service", "plan", "follow_up", "nudge", "automatic")


@dataclass(frozen=True)
class Outgoing:
    """A message to begin: which screen for whom. `nudge` and `school`: what it is part of."""

    id: int
    account: int
    route: str
    klass: str = "service"
    nudge: int | None = None
    school: int | None = None


def take(
    db: sqlite3.Connection, channel: str, now: int, only: str | None = None
) -> Outgoing | None:
    """Claim the next message, `only` to that person of the channel, of the first class with one."""
    for klass in CLASSES:
        row = db.execute(
            "UPDATE outbox SET state = 'claimed', settled_at = ? WHERE id = ("
            " SELECT o.id FROM outbox o JOIN account a ON a.id = o.account"
            " WHERE o.state = 'waiting' AND o.class = ? AND o.not_before <= ? AND a.channel = ?"
            " AND a.external_id = coalesce(?, a.external_id)"
            " ORDER BY o.not_before, o.id LIMIT 1)"
            " RETURNING id, account, route, class, nudge, school",
            (now, klass, now, channel, only),
        ).fetchone()
        if row:
            return Outgoing(*row)
    return None


def verdict(
    db: sqlite3.Connection, outgoing: Outgoing, now: int, zone: ZoneInfo
) -> Case | int | None:
    """None: send it. A case: how it ends instead. A number: when it may go, in UTC seconds."""
    if outgoing.klass == "plan":
        return plan_reminders.verdict(db, outgoing.id, now, zone)
    if outgoing.klass == "follow_up":
        return follow_ups.verdict(db, outgoing.id, now, zone)
    if outgoing.nudge is None:
        if _blocked(db, outgoing.account):
            return Case.BLOCKED
        return None if questions.concerns(db, outgoing.id) else Case.UNNEEDED
    row = db.execute(
        "SELECT n.cohort, n.rule, n.audience, n.better, n.state = 'sending',"  # noqa: S608
        " (n.rule IS NOT NULL OR EXISTS (SELECT 1 FROM cohort_facilitator f"
        "  WHERE f.cohort = n.cohort AND f.person = n.person)),"
        " EXISTS (SELECT 1 FROM cohort_school WHERE cohort = n.cohort AND school = :school),"
        " EXISTS (SELECT 1 FROM membership m"
        f" WHERE m.person = a.person AND m.school = :school AND {STAFF}),"
        " EXISTS (SELECT 1 FROM mute WHERE person = a.person AND class = :class),"
        " a.blocked_at IS NOT NULL"
        " FROM nudge n, account a WHERE n.id = :nudge AND a.id = :account",
        {
            "school": outgoing.school,
            "class": outgoing.klass,
            "nudge": outgoing.nudge,
            "account": outgoing.account,
        },
    ).fetchone()
    cohort, rule, wanted, better, going, allowed, theirs, member, muted, blocked = row
    if not going or not allowed:
        return Case.CANCELLED
    if blocked:
        return Case.BLOCKED
    if muted:
        return Case.MUTED
    assert outgoing.school is not None  # noqa: S101 every nudge is for a school's person
    of = Audience.model_validate_json(wanted)
    kind = Rule(rule) if rule else None
    if not (theirs and member and _needed(db, cohort, kind, of, outgoing.school, now, zone)):
        return Case.UNNEEDED
    opens = hours.next_open(now, zone, closures.days(db, cohort)) if better else now
    return opens if opens > now else None


def _blocked(db: sqlite3.Connection, account: int) -> bool:
    row = db.execute("SELECT blocked_at IS NULL FROM account WHERE id = ?", (account,)).fetchone()
    return not (row and row[0])


def _needed(
    db: sqlite3.Connection,
    cohort: int,
    rule: Rule | None,
    of: Audience,
    school: int,
    now: int,
    zone: ZoneInfo,
) -> bool:
    """Whether the school is still where the nudge, or the rule as it is set now, means it to be."""
    days, not_begun, stalled, again = db.execute(
        "SELECT stalled_after, nudge_not_begun_after, nudge_stalled_after, nudge_due_again"
        " FROM cohort WHERE id = ?",
        (cohort,),
    ).fetchone()
    switched_on = {Rule.NOT_BEGUN: not_begun, Rule.STALLED: stalled, Rule.DUE_AGAIN: again}
    if rule and not switched_on[rule]:
        return False
    if rule is Rule.NOT_BEGUN and not _joined_before(db, school, now - not_begun * 86400):
        return False
    if rule is Rule.STALLED:
        days = stalled
    if of.benchmark is not None and not sharing.shares(db, school, cohort):
        return False
    if of.state and not still_fits(of.state, audience.state_of(db, school, days, now)):
        return False
    return rule is not Rule.DUE_AGAIN or not _finished_since(
        db, school, hours.term_began(now, zone)
    )


def _joined_before(db: sqlite3.Connection, school: int, at: int) -> bool:
    row = db.execute(
        f"SELECT 1 FROM membership m WHERE m.school = ? AND {STAFF} AND m.leads"  # noqa: S608 ours
        " AND m.since < ?",
        (school, at),
    ).fetchone()
    return row is not None


def _finished_since(db: sqlite3.Connection, school: int, began: int) -> bool:
    row = db.execute(
        "SELECT 1 FROM audit WHERE school = ? AND (finished_at >= ? OR finished_at IS NULL)",
        (school, began),
    ).fetchone()
    return row is not None


def free_key(db: sqlite3.Connection, id_: int) -> None:
    """What a rule never said may be said another time."""
    db.execute("UPDATE outbox SET key = 'unsaid:' || key || ':' || id WHERE id = ?", (id_,))


def put_off(db: sqlite3.Connection, outgoing: Outgoing, until: int) -> None:
    """This message, and all of its nudge that would be due before, wait until then."""
    waits = "UPDATE outbox SET state = 'waiting', settled_at = NULL, not_before = ? WHERE id = ?"
    db.execute(waits, (until, outgoing.id))
    db.execute(
        "UPDATE outbox SET not_before = ? WHERE nudge = ? AND state = 'waiting' AND not_before < ?",
        (until, outgoing.nudge, until),
    )


def give_back(db: sqlite3.Connection, id_: int, now: int, wait: int) -> None:
    """It did not leave; it waits on for so many seconds, and is then looked at again."""
    db.execute(
        "UPDATE outbox SET not_before = max(not_before, ?), state = 'waiting', settled_at = NULL"
        " WHERE id = ?",
        (now + wait, id_),
    )

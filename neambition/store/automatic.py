"""Automatic nudges: a cohort's own rules, each off until somebody switches it on."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from neambition import hours
from neambition.nudges import SAYS, Audience, Mute, Rule, State
from neambition.store import closures, nudges
from neambition.store.audience import ACCOUNT, OPEN_AUDIT, STAFF, STATE, Recipient, written_since

EPISODES = 3
"""How often an audit that stalls is nudged in all, once each time that it does."""

AUTOMATIC = "o.class = 'automatic'"

IN_STATE = {
    Rule.NOT_BEGUN: State.NOT_BEGUN,
    Rule.STALLED: State.STALLED,
    Rule.DUE_AGAIN: State.FINISHED,
}


@dataclass(frozen=True)
class Rules:
    """A cohort's rules. Days without anything, none while it is off; `due_again`: on or off."""

    cohort: int
    not_begun: int | None
    stalled: int | None
    due_again: bool

    def days(self, rule: Rule) -> int | None:
        """After how many days the rule speaks, 0 where it knows no days; none while it is off."""
        if rule is Rule.DUE_AGAIN:
            return 0 if self.due_again else None
        return self.not_begun if rule is Rule.NOT_BEGUN else self.stalled


_RULES = "SELECT id, nudge_not_begun_after, nudge_stalled_after, nudge_due_again FROM cohort WHERE "
_COLUMN = {
    Rule.NOT_BEGUN: "nudge_not_begun_after",
    Rule.STALLED: "nudge_stalled_after",
    Rule.DUE_AGAIN: "nudge_due_again",
}


def rules(db: sqlite3.Connection, cohort: int) -> Rules:
    """How a cohort's rules are set; all off for one that is not there."""
    row = db.execute(_RULES + "id = ?", (cohort,)).fetchone()
    return _rules(row or (cohort, None, None, 0))


def _rules(row: tuple[int, int | None, int | None, int]) -> Rules:
    cohort, not_begun, stalled, again = row
    return Rules(cohort, not_begun, stalled, bool(again))


def set_rule(db: sqlite3.Connection, cohort: int, rule: Rule, days: int) -> None:
    """Let a rule speak after so many days; 0 switches it off. What waits by it is looked at again
    before it goes."""
    value = min(days, 1) if rule is Rule.DUE_AGAIN else days or None
    db.execute(
        f"UPDATE cohort SET {_COLUMN[rule]} = ? WHERE id = ?",  # noqa: S608 of our own words
        (value, cohort),
    )


def post_due(db: sqlite3.Connection, now: int, zone: ZoneInfo) -> None:
    """Put in the outbox what the rules have to say by now, at the next better hour."""
    rows = db.execute(
        _RULES + "nudge_not_begun_after IS NOT NULL OR nudge_stalled_after IS NOT NULL"
        " OR nudge_due_again"
    ).fetchall()
    for of in map(_rules, rows):
        opens = hours.next_open(now, zone, closures.days(db, of.cohort))
        for rule in Rule:
            if of.days(rule) is not None and (found := _found(db, of, rule, now, zone)):
                id_ = _todays(db, of.cohort, rule, now, zone)
                nudges.post(db, id_, "automatic", found, opens, now)


def _found(
    db: sqlite3.Connection, of: Rules, rule: Rule, now: int, zone: ZoneInfo
) -> list[tuple[str, Recipient]]:
    """Whom a rule finds, each person once, under the key that keeps it from finding them again."""
    found: dict[int, tuple[str, Recipient]] = {}
    for key, recipient in _candidates(db, of, rule, now, zone):
        if not _known(db, key) and not (rule is Rule.STALLED and _told_enough(db, key)):
            found.setdefault(recipient.person, (key, recipient))
    return list(found.values())


def _candidates(
    db: sqlite3.Connection, of: Rules, rule: Rule, now: int, zone: ZoneInfo
) -> Iterator[tuple[str, Recipient]]:
    """Leads of schools in the rule's state, whom nobody has written to lately."""
    began = hours.term_began(now, zone)
    values: dict[str, Any] = {
        "cohort": of.cohort,
        "now": now,
        "days": of.days(rule),
        "state": IN_STATE[rule],
        "mute": Mute.AUTOMATIC,
        "began": began,
    }
    ripe = {
        Rule.NOT_BEGUN: " AND m.since < :now - :days * 86400",
        Rule.STALLED: " AND o.answered > 0 AND o.last_at < :now - :days * 86400",
        Rule.DUE_AGAIN: (
            " AND o.id IS NULL AND NOT EXISTS (SELECT 1 FROM audit"
            " WHERE school = c.school AND finished_at >= :began)"
        ),
    }[rule]
    rows = db.execute(
        f"SELECT m.person, {ACCOUNT}, c.school, o.id, o.last_at"  # noqa: S608 of our own words
        f" FROM cohort_school c JOIN membership m ON m.school = c.school AND {STAFF} AND m.leads"
        f"{OPEN_AUDIT} WHERE c.cohort = :cohort AND {STATE} = :state{ripe}"
        " AND EXISTS (SELECT 1 FROM account WHERE person = m.person AND blocked_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM mute WHERE person = m.person AND class = :mute)"
        f" AND NOT {written_since('7', klass=AUTOMATIC)} AND NOT {written_since('1')}"
        " ORDER BY c.school, m.since, m.id",
        values,
    ).fetchall()
    for person, account, school, audit, last_at in rows:
        about = {
            Rule.NOT_BEGUN: f"not_begun:{school}",
            Rule.STALLED: f"stalled:{audit}:{last_at}",
            Rule.DUE_AGAIN: f"due_again:{school}:{began}",
        }[rule]
        yield f"{about}:{person}", Recipient(person, account, school, None)


def _known(db: sqlite3.Connection, key: str) -> bool:
    return db.execute("SELECT 1 FROM outbox WHERE key = ?", (key,)).fetchone() is not None


def _told_enough(db: sqlite3.Connection, key: str) -> bool:
    """Whether the audit of a key has been nudged in as many episodes as it ever is."""
    _, audit, last_at, _ = key.split(":")
    prefix = f"stalled:{audit}:"
    rows = db.execute(
        "SELECT key FROM outbox WHERE key >= ? AND key < ?", (prefix, f"stalled:{audit};")
    )
    episodes = {known.split(":")[2] for (known,) in rows}
    return len(episodes - {last_at}) >= EPISODES


def _todays(db: sqlite3.Connection, cohort: int, rule: Rule, now: int, zone: ZoneInfo) -> int:
    """The nudge by which a rule speaks today; begun by the first that it finds. Cancelling one is
    about those who were in it: whoever the rule finds afterwards is in another."""
    local = datetime.fromtimestamp(now, zone)
    midnight = int(local.replace(hour=0, minute=0, second=0).timestamp())
    row = db.execute(
        "SELECT id FROM nudge WHERE cohort = ? AND rule = ? AND since >= ?"
        " AND state <> 'cancelled' ORDER BY id DESC",
        (cohort, rule, midnight),
    ).fetchone()
    if row is None:
        row = db.execute(
            "INSERT INTO nudge (cohort, rule, audience, template, state, since)"
            " VALUES (?, ?, ?, ?, 'sending', ?) RETURNING id",
            (
                cohort,
                rule,
                Audience(state=IN_STATE[rule]).model_dump_json(exclude_defaults=True),
                SAYS[rule],
                now,
            ),
        ).fetchone()
    db.execute("UPDATE nudge SET state = 'sending' WHERE id = ? AND state = 'done'", row)
    return int(row[0])

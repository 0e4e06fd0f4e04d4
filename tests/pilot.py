"""A cohort of any size, laid down by SQL: each school joined by one lead who has yet to begin."""

import sqlite3
from dataclasses import dataclass

from neambition.nudges import Audience, State, Template
from neambition.store import audience, cohorts, nudges, people
from neambition.store.people import Account
from tests.play import CHANNEL

FIRST = 1000
"""The first lead's id in the channel; the others follow."""


@dataclass(frozen=True)
class Pilot:
    """A cohort, and the account of Fay who facilitates it."""

    cohort: int
    fay: Account


def lay(db: sqlite3.Connection, schools: int, now: int, fay: str = "fay") -> Pilot:
    """`fay`: her id in the channel. School n (from 1) is led by the account FIRST + n - 1."""
    account = people.meet(db, CHANNEL, fay, "Fay", now)
    cohort = cohorts.add(db, "Primary pilot 2026", now).id
    cohorts.put_facilitator(db, cohort, account.person, now)
    (person,) = db.execute("SELECT max(id) FROM person").fetchone()
    (school,) = db.execute("SELECT coalesce(max(id), 0) FROM school").fetchone()
    (last,) = db.execute("SELECT max(id) FROM account").fetchone()
    values = {"n": schools, "p": person, "s": school, "a": last, "now": now, "first": FIRST - 1}
    counted = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :n)"
    for table, columns in (
        ("person (id, first_name, since)", ":p + n, 'Lead ' || n, :now"),
        (
            "account (id, person, channel, external_id)",
            ":a + n, :p + n, 'telegram', CAST(:first + n AS TEXT)",
        ),
        ("conversation (account)", ":a + n"),
        (
            "school (id, name, name_key, town, since)",
            ":s + n, 'School ' || n, 'school ' || n, 'Blyth', :now",
        ),
        (
            "membership (person, school, role, state, leads, since, chosen_at)",
            ":p + n, :s + n, 'lead', 'member', 1, :now, :now",
        ),
    ):
        db.execute(f"INSERT INTO {table} {counted} SELECT {columns} FROM c", values)  # noqa: S608
    db.execute(
        "INSERT INTO cohort_school (cohort, school, since)"
        " SELECT ?, id, ? FROM school WHERE id > ?",
        (cohort, now, school),
    )
    return Pilot(cohort, account)


def send_to_all(db: sqlite3.Connection, pilot: Pilot, now: int, better: bool = False) -> int:
    """Fay's nudge to everyone who has not begun, on its way; its id."""
    of = Audience(state=State.NOT_BEGUN)
    id_ = nudges.draft(db, pilot.cohort, pilot.fay.person, of, now)
    nudges.say(db, id_, Template.BEGIN, "")
    to = audience.reach(db, pilot.cohort, of, now)
    assert nudges.send(db, id_, pilot.fay.person, to, not_before=now, better=better, now=now)
    return id_

"""Many schools put into a cohort, and an invitation made for each that nobody has come in to."""

import sqlite3
from dataclasses import dataclass

from neambition.invitees import Line
from neambition.progress import Progress
from neambition.store import cohorts, invitations, matching, memberships, progress
from neambition.store.invitations import Into, Terms
from neambition.store.matching import Found, Missed
from neambition.store.memberships import Role

NO_LIMIT = -1
"""As SQLite says it."""


@dataclass(frozen=True)
class Plan:
    """What a list comes to. Of the schools found, `to_link` get a link; `there` have people already
    and `waiting` a link for this cohort that still works, so these get none. `again`: lines that
    named a school a second time."""

    lines: int
    found: tuple[Found, ...]
    missed: tuple[Missed, ...]
    again: int
    to_link: tuple[Found, ...]
    there: tuple[Found, ...]
    waiting: tuple[Found, ...]
    to_add: tuple[Found, ...]


def plan(db: sqlite3.Connection, cohort: int, lines: list[Line], now: int) -> Plan:
    """What would be done for these lines in that cohort; nothing is done."""
    matches = matching.match(db, lines)
    there = tuple(f for f in matches.found if memberships.members(db, f.school.id))
    waiting = tuple(
        f for f in matches.found if f not in there and _waits(db, cohort, f.school.id, now)
    )
    return Plan(
        len(lines),
        matches.found,
        matches.missed,
        matches.again,
        tuple(f for f in matches.found if f not in there and f not in waiting),
        there,
        waiting,
        tuple(f for f in matches.found if not cohorts.has_school(db, cohort, f.school.id)),
    )


def _waits(db: sqlite3.Connection, cohort: int, school: int, now: int) -> bool:
    return any(
        one.cohort == cohort and invitations.stands(db, one, now)
        for one in invitations.of_school(db, school, now)
    )


def put_in(db: sqlite3.Connection, cohort: int, of: Plan, now: int) -> None:
    """The schools that are not yet in the cohort are; their authority is their area at first."""
    for found in of.to_add:
        cohorts.put_school(db, cohort, found.school.id, found.authority, now)


def unopened(db: sqlite3.Connection, cohort: int, now: int, most: int) -> list[int]:
    """At most so many schools of the cohort that nobody has come in to: those without a link that
    works first, so that the next call takes the others."""

    def meant(state: Progress, shared: bool) -> bool:
        return state is Progress.NOT_OPENED

    every = progress.some(db, cohort, meant, now, NO_LIMIT, 0)
    waiting = invitations.linked(db, cohort, now)
    return sorted((of.school for of in every), key=lambda school: school in waiting)[:most]


def stop(db: sqlite3.Connection, cohort: int, school: int, now: int) -> None:
    """Whatever link was made for this school and cohort opens nothing any more."""
    for one in invitations.of_school(db, school, now):
        if one.cohort == cohort:
            invitations.revoke(db, one.id, now)


def make(
    db: sqlite3.Connection, cohort: int, tokens: dict[int, str], made_by: int | None, now: int
) -> None:
    """An invitation for the lead of each school, by its id, under that token."""
    for school, token in tokens.items():
        terms = Terms(
            Into.SCHOOL, made_by, school=school, role=Role.LEAD, leads=True, cohort=cohort
        )
        invitations.make(db, token, terms, now)

"""Two schools that are one: everything of the one goes to the other, and no answer is lost."""

import sqlite3
from dataclasses import dataclass

from neambition.store import answers, finding, memberships, schools
from neambition.store.memberships import State

MOVED = {
    "answer.audit",
    "answer.school",
    "assignment.audit",
    "audit.based_on",
    "audit.school",
    "cohort_school.school",
    "confidence.audit",
    "contact.school",
    "invitation.audit",
    "invitation.school",
    "membership.school",
    "merged_audit.merged_into",
    "not_for_us.school",
    "note.audit",
    "obstacle.school",
    "outbox.school",
    "outcome.audit",
    "pick.audit",
    "plan_item.school",
    "progress.school",
    "question.school",
    "relay.school",
    "result.audit",
    "school.merged_into",
    "second_view.audit",
    "sharing.school",
    "sign_off.audit",
    "standing.audit",
}
"""Every column that refers to a school or an audit; a test holds this against the layout. What
refers to a finished audit goes with it, `progress` follows by itself, and `merged_into` is followed
from school to school."""


@dataclass(frozen=True)
class Pair:
    """`gone` becomes part of `kept`."""

    gone: int
    kept: int


def both_have_answers(db: sqlite3.Connection, pair: Pair) -> bool:
    """Whether there is something to weigh up: else a merge takes nothing from anybody."""
    sql = "SELECT count(DISTINCT school) FROM answer WHERE school IN (?, ?)"
    return bool(db.execute(sql, (pair.gone, pair.kept)).fetchone()[0] == 2)


def both_open(db: sqlite3.Connection, pair: Pair) -> bool:
    """Whether each has an open audit with answers, so that the later ones will stand."""
    sql = (
        "SELECT count(*) FROM audit WHERE school IN (?, ?) AND finished_at IS NULL AND answered > 0"
    )
    return bool(db.execute(sql, (pair.gone, pair.kept)).fetchone()[0] == 2)


def answered(db: sqlite3.Connection, audit: int) -> int:
    """How many statements of an audit are answered."""
    return int(db.execute("SELECT answered FROM audit WHERE id = ?", (audit,)).fetchone()[0])


def merge(db: sqlite3.Connection, pair: Pair, lead: int | None) -> list[int]:
    """Make them one; `lead`: the person who is to lead it, of several. Returns the ids of the
    memberships that came from the school that is gone, in which somebody asks to be let in.

    Of several answers to a statement of an open audit the latest stands. Results are shared with a
    cohort only if both shared them, or if one of the two never had anybody to say so. Where both
    were led and nobody is chosen, the lead of the school that is kept leads.
    """
    heard = [school for school in (pair.gone, pair.kept) if _has_a_say(db, school)]
    leads = [memberships.leaders(db, school) for school in (pair.gone, pair.kept)]
    db.execute("UPDATE school SET merged_into = :kept, closed = 1 WHERE id = :gone", vars(pair))
    finding.unindex(db, pair.gone)
    _merge_audits(db, pair)
    _merge_cohorts(db, pair)
    _merge_sharing(db, pair, heard)
    asking = _merge_people(db, pair)
    for sql in _OF_SCHOOL:
        db.execute(sql, vars(pair))
    _leave_one_lead(db, pair.kept, leads[0], leads[1], lead)
    return asking


_OF_SCHOOL = (
    "UPDATE contact SET school = :kept WHERE school = :gone",
    "UPDATE invitation SET school = :kept WHERE school = :gone",
    "UPDATE outbox SET school = :kept WHERE school = :gone",
    "UPDATE relay SET school = :kept WHERE school = :gone",
    "UPDATE question SET school = :kept WHERE school = :gone",
    "UPDATE obstacle SET school = :kept WHERE school = :gone",
    "UPDATE plan_item SET school = :kept WHERE school = :gone",
    "INSERT INTO not_for_us (school, action, person, at)"
    " SELECT :kept, action, person, at FROM not_for_us WHERE school = :gone"
    " ON CONFLICT DO NOTHING",
    "DELETE FROM not_for_us WHERE school = :gone",
    "DELETE FROM progress WHERE school = :gone",
)


def _has_a_say(db: sqlite3.Connection, school: int) -> bool:
    """Whether anybody there has answered, belongs to it, or has decided on sharing."""
    decided = db.execute("SELECT 1 FROM sharing WHERE school = ?", (school,)).fetchone()
    return schools.taken(db, school) or decided is not None


# --- audits


def _merge_audits(db: sqlite3.Connection, pair: Pair) -> None:
    """Open ones become one; every other is moved as it is."""
    open_ = dict(
        db.execute(
            "SELECT school, id FROM audit WHERE school IN (?, ?) AND finished_at IS NULL",
            (pair.gone, pair.kept),
        ).fetchall()
    )
    if len(open_) == 2:
        _fold(db, pair, open_[pair.gone], open_[pair.kept])
    db.execute("UPDATE audit SET school = :kept WHERE school = :gone", vars(pair))
    db.execute("UPDATE answer SET school = :kept WHERE school = :gone", vars(pair))


def _fold(db: sqlite3.Connection, pair: Pair, gone: int, kept: int) -> None:
    """One open audit into the other, row by row; what both have, the kept audit's stays, but for
    answers, second views and confidence, of which the latest does."""
    newest = {audit: answers.newest(db, audit) for audit in (gone, kept)}
    db.execute("UPDATE answer SET school = ?, audit = ? WHERE audit = ?", (pair.kept, kept, gone))
    audits = {"gone": gone, "kept": kept}
    for sql in _FOLD:
        db.execute(sql, audits)
    _fold_reminders(db, newest, gone, kept)
    db.execute("DELETE FROM audit WHERE id = :gone", audits)


_FOLD = (
    "DELETE FROM standing WHERE audit IN (:gone, :kept)",
    "INSERT INTO standing (audit, statement, answer)"
    " SELECT audit, statement, id FROM (SELECT audit, statement, id, row_number() OVER ("
    " PARTITION BY statement ORDER BY at DESC, id DESC) AS place FROM answer WHERE audit = :kept)"
    " WHERE place = 1",
    "UPDATE audit SET answered = (SELECT count(*) FROM standing WHERE audit = :kept),"
    " last_at = (SELECT max(at) FROM answer WHERE audit = :kept),"
    " started_at = (SELECT min(started_at) FROM audit WHERE id IN (:gone, :kept))"
    " WHERE id = :kept",
    "UPDATE merged_audit SET merged_into = :kept WHERE merged_into = :gone",
    "INSERT INTO merged_audit (id, merged_into) VALUES (:gone, :kept)",
    "UPDATE note SET audit = :kept WHERE audit = :gone",
    "UPDATE assignment SET audit = :kept WHERE audit = :gone",
    "UPDATE invitation SET audit = :kept WHERE audit = :gone",
    "DELETE FROM second_view WHERE audit = :kept AND EXISTS ("
    " SELECT 1 FROM second_view g WHERE g.audit = :gone AND g.statement = second_view.statement"
    " AND g.person = second_view.person AND g.at > second_view.at)",
    "DELETE FROM second_view WHERE audit = :gone AND EXISTS ("
    " SELECT 1 FROM second_view k WHERE k.audit = :kept AND k.statement = second_view.statement"
    " AND k.person = second_view.person)",
    "UPDATE second_view SET audit = :kept WHERE audit = :gone",
    "INSERT INTO confidence (audit, moment, question, value, person, at)"
    " SELECT :kept, moment, question, value, person, at FROM confidence WHERE audit = :gone"
    " ON CONFLICT (audit, moment, question) DO UPDATE SET"
    " value = excluded.value, person = excluded.person, at = excluded.at"
    " WHERE excluded.value IS NOT NULL"
    " AND (confidence.value IS NULL OR excluded.at > confidence.at)",
    "DELETE FROM confidence WHERE audit = :gone",
    "UPDATE pick SET audit = :kept WHERE audit = :gone"
    " AND NOT EXISTS (SELECT 1 FROM pick WHERE audit = :kept)",
    "DELETE FROM pick WHERE audit = :gone",
    "DELETE FROM result WHERE audit = :gone",
    "DELETE FROM sign_off WHERE audit = :gone",
)


def _fold_reminders(db: sqlite3.Connection, newest: dict[int, int], gone: int, kept: int) -> None:
    """A reminder that was good stays good, one an account; a merge is nobody's activity."""
    now = answers.newest(db, kept)
    for audit in (kept, gone):
        db.execute(
            "UPDATE due SET subject = ?, guard = ?"
            " WHERE kind = 'reminder' AND subject = ? AND guard = ? AND account NOT IN ("
            " SELECT account FROM due WHERE kind = 'reminder' AND subject = ? AND subject <> ?)",
            (kept, now, audit, newest[audit], kept, audit),
        )
    db.execute("DELETE FROM due WHERE kind = 'reminder' AND subject = ?", (gone,))


# --- cohorts


def _merge_cohorts(db: sqlite3.Connection, pair: Pair) -> None:
    """It is in every cohort that either was in."""
    db.execute(
        "INSERT INTO cohort_school (cohort, school, area, since)"
        " SELECT cohort, :kept, area, since FROM cohort_school WHERE school = :gone"
        " ON CONFLICT (cohort, school) DO UPDATE SET area = excluded.area"
        " WHERE cohort_school.area = ''",
        vars(pair),
    )
    db.execute("DELETE FROM cohort_school WHERE school = :gone", vars(pair))


def _merge_sharing(db: sqlite3.Connection, pair: Pair, heard: list[int]) -> None:
    """What both agreed to. A refusal stands; what one alone agreed to was never the other's."""
    if pair.gone in heard and pair.kept in heard:
        for sql in _AGREE:
            db.execute(sql, vars(pair))
    elif pair.gone in heard:
        db.execute("UPDATE sharing SET school = :kept WHERE school = :gone", vars(pair))


_AGREE = (
    "INSERT INTO sharing (school, cohort, results, notes, person, at)"
    " SELECT :kept, cohort, results, notes, person, at FROM sharing"
    " WHERE school = :gone AND NOT results"
    " ON CONFLICT (school, cohort) DO UPDATE SET"
    " results = 0, notes = 0, person = excluded.person, at = excluded.at",
    "DELETE FROM sharing WHERE school = :kept AND results AND cohort NOT IN ("
    " SELECT cohort FROM sharing WHERE school = :gone AND results)",
    "UPDATE sharing SET notes = 0 WHERE school = :kept AND notes AND cohort NOT IN ("
    " SELECT cohort FROM sharing WHERE school = :gone AND notes)",
    "DELETE FROM sharing WHERE school = :gone",
)


# --- people


def _merge_people(db: sqlite3.Connection, pair: Pair) -> list[int]:
    """Whoever is in either is in it. Only whom the people of the school that is kept turned away
    stays out; returns those still asking who asked where it is gone."""
    asked = db.execute(
        "SELECT person FROM membership WHERE school = :gone AND state = 'asked'", vars(pair)
    ).fetchall()
    both = db.execute(
        "SELECT g.id, k.id FROM membership g JOIN membership k ON k.person = g.person"
        " WHERE g.school = :gone AND k.school = :kept",
        vars(pair),
    ).fetchall()
    has_people = schools.has_people(db, pair.kept)
    for gone, kept in both:
        if _stronger(db, gone, kept, has_people):
            db.execute(
                "UPDATE membership SET"
                " (role, state, leads, decided_by, since, chosen_at, turned_away_at) ="
                " (SELECT role, state, leads, decided_by, since, chosen_at, turned_away_at"
                " FROM membership WHERE id = ?) WHERE id = ?",
                (gone, kept),
            )
        db.execute("DELETE FROM membership WHERE id = ?", (gone,))
    db.execute("UPDATE membership SET school = :kept WHERE school = :gone", vars(pair))
    here = (memberships.at(db, person, pair.kept) for (person,) in asked)
    return [of.id for of in here if of and of.state is State.ASKED]


_STRENGTH = [State.LEFT, State.DECLINED, State.ASKED, State.MEMBER]


def _stronger(db: sqlite3.Connection, gone: int, kept: int, has_people: bool) -> bool:
    """Whether the first of one person's two memberships is the one to keep."""
    sql = "SELECT state, turned_away_at IS NOT NULL FROM membership"
    (state, _) = db.execute(f"{sql} WHERE id = ?", (gone,)).fetchone()
    (stands, turned_away) = db.execute(f"{sql} WHERE id = ?", (kept,)).fetchone()
    if has_people and turned_away and State(stands) is not State.MEMBER:
        return False
    return _STRENGTH.index(State(state)) > _STRENGTH.index(State(stands))


def _leave_one_lead(
    db: sqlite3.Connection, school: int, of_gone: list[int], of_kept: list[int], lead: int | None
) -> None:
    """Where both were led one goes on to lead: whoever is chosen, else whoever led what is kept."""
    leaders = memberships.leaders(db, school)
    first = next((person for person in (lead, *of_kept) if person in leaders), None)
    if of_gone and of_kept and first is not None:
        db.execute(
            "UPDATE membership SET leads = 0 WHERE school = ? AND leads AND person <> ?",
            (school, first),
        )
    memberships.keep_led(db, school)

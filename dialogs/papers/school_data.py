"""A school's data as a whole: what its spreadsheet, its CSV and its JSON file are made of.

format      "neambition-school-1"; fields are only ever added to it
made_on     the day; all days are ISO dates, all times the schools' own
says        whose review it is
school      name, town, full (both), urn or null
questions   version, label
audit       the last finished one, else the open one: begun_on, finished_on, signed_off_on; the
            last two may be null, as may the whole
words       how the codes of levels, roles and states are said
with_notes  whether answers and items have their notes
answers     a row a statement: benchmark, benchmark_title, statement, text, at_audit and now
            (levels), answered_on, role; null while not answered
plan        a row an item: benchmark, benchmark_title, statement and text (null for own words),
            action, state, owner, due, about, finished_on, changed_on
history     the latest first: at, what, statement, about, from, to, by
notes       of a row with notes: each its role, on and text
"""

import json
from html import unescape

from dialogs.papers.days import day_of
from dialogs.papers.naming import file_name
from dialogs.papers.review import Review, load
from dialogs.papers.school_history import history
from dialogs.papers.school_plan import plan_rows
from dialogs.papers.scores import Facts
from dialogs.saying import LEVELS, PLAN_STATES, ROLES, say
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.framework import Framework, Statement
from neambition.store import answers, notes, schools
from neambition.store.schools import School

FORMAT = "neambition-school-1"


def workbook(turn: Turn, school: School, with_notes: bool) -> Paper:
    what = "review-with-notes" if with_notes else "review"
    return _paper(turn, school, what, "xlsx", "workbook", _data(turn, school, with_notes))


def tables(turn: Turn, school: School) -> tuple[Paper, ...]:
    """The answers, and the plan."""
    facts = _data(turn, school, False)
    return (
        _paper(turn, school, "answers", "csv", "answers_csv", facts),
        _paper(turn, school, "plan", "csv", "plan_csv", facts),
    )


def as_json(turn: Turn, school: School) -> Paper:
    return _paper(turn, school, "review", "json", "json", _data(turn, school, False))


def _paper(
    turn: Turn, school: School, what: str, ending: str, template: str, facts: Facts
) -> Paper:
    name = file_name(school.name, what, turn.local.date(), ending)
    return Paper(name, template, json.dumps(facts))


def _data(turn: Turn, school: School, with_notes: bool) -> Facts:
    review = load(turn, school)
    framework = review.framework if review else turn.house.framework
    return {
        "format": FORMAT,
        "made_on": turn.local.date().isoformat(),
        "says": unescape(say("own_review")),
        "school": {
            "name": school.name,
            "town": school.town,
            "full": school.full,
            "urn": schools.urn(turn.db, school.id),
        },
        "questions": {"version": framework.version, "label": framework.label},
        "audit": _audit(turn, review) if review else None,
        "words": {"levels": LEVELS, "roles": ROLES, "states": PLAN_STATES},
        "with_notes": with_notes,
        "answers": _answers(turn, review, framework, with_notes),
        "plan": plan_rows(turn, school.id, with_notes),
        "history": history(turn, school.id),
    }


def _audit(turn: Turn, review: Review) -> Facts:
    return {
        "begun_on": day_of(turn, review.audit.started_at),
        "finished_on": day_of(turn, review.audit.finished_at),
        "signed_off_on": day_of(turn, review.ending.signed_at),
    }


def _answers(
    turn: Turn, review: Review | None, framework: Framework, with_notes: bool
) -> list[Facts]:
    """The statements in their order; after them those answered that are in an older version."""
    then = answers.levels(turn.db, review.audit.id) if review else {}
    latest = review.latest if review else {}
    # As the chat shows it; what is asked no longer, as it was answered last.
    standing = {id_: answer.level for id_, answer in latest.items()}
    standing.update(review.now if review else {})
    older = [
        (of, of.by_id[id_])
        for id_, answer in sorted(latest.items())
        if id_ not in framework.by_id
        # A merge may have put an answer into an audit of another version.
        and id_ in (of := turn.house.pinned[answer.framework]).by_id
    ]
    asked = [(framework, statement) for statement in framework.statements] + older
    rows = []
    for of, statement in asked:
        answer = latest.get(statement.id)
        row: Facts = {
            **about(of, statement),
            "at_audit": then.get(statement.id),
            "now": standing.get(statement.id),
            "answered_on": day_of(turn, answer.at) if answer else None,
            "role": answer.role if answer else None,
        }
        if with_notes:
            row["notes"] = _notes(turn, review, statement) if review else []
        rows.append(row)
    return rows


def about(framework: Framework, statement: Statement) -> Facts:
    return {
        "benchmark": statement.benchmark,
        "benchmark_title": framework.benchmark(statement.benchmark).title,
        "statement": statement.id,
        "text": statement.text,
    }


def _notes(turn: Turn, review: Review, statement: Statement) -> list[Facts]:
    """Those kept beside it in the audit, and in the one that is open."""
    audits = dict.fromkeys([review.audit.id, review.opened.id if review.opened else None])
    return [
        {"role": note.role, "on": day_of(turn, note.at), "text": note.text}
        for audit in audits
        if audit
        for note in notes.on(turn.db, audit, statement.id)
    ]

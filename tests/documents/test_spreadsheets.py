"""Spreadsheets, read back: all of it is there, and dates are dates."""

import csv
import json
import sqlite3
from datetime import date, datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from dialogs.papers import cohort_data
from neambition.framework import Level
from neambition.plan import Due, Field, Owner, State
from neambition.store import answers, audits, cohorts, plan, schools, sharing
from neambition.store.memberships import Role
from tests.documents.reading_files import (
    MAY,
    as_json,
    doer,
    events,
    made,
    no_cell_is_a_formula_or_a_link,
    put_in,
    rows,
    sheets,
    tables,
    turn,
)
from tests.play import TUESDAY_AT_TEN
from tests.reviewed import A_DAY, FRAMEWORK, Reviewed, done, lay, plans

# --- the spreadsheet


def test_the_sheets_have_bold_headings_that_stay_a_filter_and_widths(
    db: sqlite3.Connection,
) -> None:
    of = lay(db, "Newsham Primary", "Blyth")
    plans(db, of, 8)
    book = sheets(db, of)
    assert book.sheetnames == ["About", "Answers", "Plan", "History"]
    assert book.properties.title == "Newsham Primary, Blyth: careers self-review"
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert len(widths) >= 6  # equal neighbours are kept as one
        assert all(9 < width < 70 for width in widths)
        assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.data_type == "s")
    said = [row[1].value for row in book["About"].iter_rows()]
    assert any("own review" in str(line) and "not comparable" in str(line) for line in said)


def test_every_statement_stands_at_the_audit_and_now(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    item = put_in(db, of, "Ask the governors")
    done(db, of, item, "1.2", Level.DOES_NOT_APPLY)
    answers = {row["Statement"]: row for row in rows(sheets(db, of), "Answers")}
    assert list(answers) == [s.id for s in FRAMEWORK.statements]
    assert answers["1.2"]["Now"] == "Does not apply to us"
    assert answers["1.2"]["At the audit"] not in ("Does not apply to us", None)
    assert answers["1.2"]["Answered by"] == "head"
    assert answers["1.2"]["Answered on"].date() == date(2026, 11, 23)
    assert answers["1.3"]["Now"] == answers["1.3"]["At the audit"]
    assert answers["1.3"]["What it says"] == FRAMEWORK.by_id["1.3"].text


def test_the_plan_has_its_dates_as_dates(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    item = put_in(db, of, "Ask the governors", Due(MAY, about=True))
    plan.change(db, item, Field.OWNER, str(Owner(of.head.person)), doer(of), TUESDAY_AT_TEN)
    plan.change(db, item, Field.STATE, State.DONE, doer(of), TUESDAY_AT_TEN)
    book = sheets(db, of)
    (row,) = rows(book, "Plan")
    assert row["Action"] == "Ask the governors"
    assert row["State"] == "Done"
    assert row["Who"] == "Cat (head)"
    assert row["Due"].date() == MAY
    assert row["Date is about right"] == "Yes"
    assert row["Finished on"] == row["Last changed"]
    assert row["Finished on"].date() == date(2026, 11, 24)
    assert [c.is_date for c in book["Plan"][2] if isinstance(c.value, datetime)] == [True] * 3


def test_the_history_has_every_answer_and_change_the_latest_first(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    item = put_in(db, of, "Ask the governors", Due(MAY))
    plan.change(db, item, Field.OWNER, str(Owner(of.head.person)), doer(of), TUESDAY_AT_TEN)
    done(db, of, item, "1.2", Level.FULLY)
    history = rows(sheets(db, of), "History")
    assert len(history) == 80 + 1 + 4
    assert [row["When"] for row in history] == sorted((r["When"] for r in history), reverse=True)
    owner, due, state, words, answer = history[:5]
    assert (owner["What"], owner["To"], owner["Who"]) == (
        "Who",
        "Cat (head)",
        "Ana (lead for careers)",
    )
    assert (due["What"], due["To"]) == ("Due", "21 May 2027")
    assert (state["From"], state["To"]) == (None, "To do")
    assert words["To"] == "Ask the governors"
    assert (answer["What"], answer["To"], answer["Who"]) == (
        "Answer after an action",
        "Fully in place",
        "head",
    )


def test_no_file_names_an_account_or_a_person_by_number(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary", who="ana-of-telegram")
    plans(db, of, 12)
    text = json.dumps(as_json(db, of))
    assert "person:" not in text
    assert of.lead.external_id not in text


def test_notes_are_in_it_only_where_asked_for(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    item = put_in(db, of, "Ask the governors")
    plan.add_note(db, item, of.head.person, Role.HEAD, "They meet in May", TUESDAY_AT_TEN)
    with_notes, without = sheets(db, of, with_notes=True), sheets(db, of)
    notes = {r["Note"]: r for r in rows(with_notes, "Notes")}
    assert notes["They meet in May"]["Beside"] == "Ask the governors"
    assert notes["They meet in May"]["Written by"] == "head"
    assert notes["In the shared folder.\nSince May."]["Statement"] == "1.2"
    assert "Notes" not in without.sheetnames
    said = json.dumps(as_json(db, of))
    assert "They meet" not in said
    assert "shared folder" not in said


def test_of_many_long_notes_none_is_cut(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    item = put_in(db, of, "Ask the governors")
    for n in range(9):
        text = f"{n}" + "x" * 4089
        plan.add_note(db, item, of.head.person, Role.HEAD, text, TUESDAY_AT_TEN)
    found = [row["Note"] for row in rows(sheets(db, of, with_notes=True), "Notes")]
    assert sorted(note[0] for note in found if note.endswith("xxx")) == [*"012345678"]
    assert {len(note) for note in found if note.endswith("xxx")} == {4090}


def test_of_another_school_nothing_is_in_it(db: sqlite3.Connection) -> None:
    of, other = lay(db, "Newsham Primary"), lay(db, "Whitley First", who="ben")
    put_in(db, other, "Theirs alone", Due(MAY))
    put_in(db, of, "Ours", Due(MAY))
    said = json.dumps(as_json(db, of))
    assert "Ours" in said
    assert "Theirs" not in said
    assert [str(e["SUMMARY"]) for e in events(db, of).values()] == ["Ours"]


def test_before_any_answer_every_statement_is_there_blank(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    blank = Reviewed(schools.add(db, "New here", "", 0).id, of.lead, of.head, (0, 0))
    answers = rows(sheets(db, blank, with_notes=True), "Answers")
    assert len(answers) == 40
    assert {row["Now"] for row in answers} == {None}


def test_a_plan_of_three_hundred_is_all_there(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    plans(db, of, 300)
    book = sheets(db, of)
    assert len(rows(book, "Plan")) == 300
    assert book["Plan"].auto_filter.ref == "A1:K301"
    assert len(tables(db, of)[1]) == 300


# --- the cohort


def test_a_facilitator_sees_results_only_of_schools_that_share(db: sqlite3.Connection) -> None:
    shares, keeps = lay(db, "=Newsham"), lay(db, "Whitley First", who="ben")
    cohort = cohorts.add(db, "Pilot", 0)
    for of in (shares, keeps):
        cohorts.put_school(db, cohort.id, of.school, "North", 0)
    person = shares.lead.person
    sharing.put(db, shares.school, cohort.id, True, False, person, TUESDAY_AT_TEN)
    paper = cohort_data.workbook(turn(db, shares), cohort)
    assert paper.name == "pilot-schools-2026-11.xlsx"
    book = load_workbook(BytesIO(made(paper)))
    no_cell_is_a_formula_or_a_link(book)
    listed = {row["School"]: row for row in rows(book, "Schools")}
    assert {name: row["Results shared"] for name, row in listed.items()} == {
        "=Newsham": "Yes",
        "Whitley First": "No",
    }
    assert listed["Whitley First"]["State"] == "Finished"
    assert listed["Whitley First"]["Area"] == "North"
    (result,) = rows(book, "Results")
    assert result["School"] == "=Newsham"
    assert result["of so many that apply"] == 40
    then = [row["At the audit"] for row in rows(sheets(db, shares), "Answers")]
    there = then.count("Mostly in place") + then.count("Fully in place")
    assert result["Statements in place"] == there
    per_cents = [value for heading, value in result.items() if heading.endswith("(%)")]
    assert len(per_cents) == 8
    assert all(0 <= value <= 100 for value in per_cents)


def test_a_cohorts_tables_and_data_say_the_same(db: sqlite3.Connection) -> None:
    shares, keeps = lay(db, "=Newsham"), lay(db, "Whitley First", who="ben")
    cohort = cohorts.add(db, "Pilot", 0)
    for of in (shares, keeps):
        cohorts.put_school(db, cohort.id, of.school, "North", 0)
    sharing.put(db, shares.school, cohort.id, True, False, shares.lead.person, TUESDAY_AT_TEN)
    book = load_workbook(BytesIO(made(cohort_data.workbook(turn(db, shares), cohort))))
    papers = cohort_data.tables(turn(db, shares), cohort)
    assert [p.name for p in papers] == ["pilot-schools-2026-11.csv", "pilot-results-2026-11.csv"]
    listed, results = (
        list(csv.DictReader(StringIO(made(paper).decode("utf-8-sig")))) for paper in papers
    )
    assert [row["School"] for row in listed] == ["'=Newsham", "Whitley First"]
    (result,) = results
    (same,) = rows(book, "Results")
    assert list(result) == list(same)
    assert result["Statements in place"] == str(same["Statements in place"])
    told = json.loads(made(cohort_data.as_json(turn(db, shares), cohort)))
    assert told["format"] == "neambition-cohort-1"
    assert [school["name"] for school in told["schools"]] == ["=Newsham", "Whitley First"]
    assert [school["name"] for school in told["results"]] == ["=Newsham"]


# --- what a merge brought together


def test_an_answer_that_its_version_does_not_have_is_passed_over(db: sqlite3.Connection) -> None:
    """Of two open audits of different versions a merge makes one, of one version."""
    of = lay(db, "Newsham Primary")
    audit = audits.start(db, of.school, FRAMEWORK.version, False, TUESDAY_AT_TEN + A_DAY)
    opened = audits.audit(db, audit, of.lead.person)
    assert opened
    answers.give(db, opened, "9.9", Level.FULLY, of.lead.person, Role.LEAD, TUESDAY_AT_TEN + A_DAY)
    said = as_json(db, of)["answers"]
    assert [row["statement"] for row in said] == [s.id for s in FRAMEWORK.statements]

"""Files for other programs, read back: nothing that was typed is a formula, all of it is there."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import Workbook, load_workbook

from bot.printing import MAKERS
from bot.printing.sheets import LONGEST_CELL
from bot.printing.typed import COMMANDS, cut, readable
from dialogs.papers import cohort_data, school_data
from dialogs.papers.diary import diary
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.plan import Due, Field, Owner, State
from neambition.store import cohorts, notes, plan, schools, sharing
from neambition.store.memberships import Role
from neambition.store.plan import Doer, What
from tests.play import TUESDAY_AT_TEN, house
from tests.reviewed import A_DAY, FRAMEWORK, Reviewed, done, lay, plans
from tests.walk import connect, fresh

HOSTILE = (
    "=1+1",
    "+44 1670 123456",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\x01=1+1",
    " =1+1",
    "＝1+1",
    "https://example.org",
    "mailto:a@example.org",
    "{=1+1}",
    "007",
    "🎉 St Bede ⚽️",
    "Ysgol Ŵyn Llŷn",
    "Szkoła Łódź Żółć",
    "مدرسة النور",
    "\"quoted\", 'single'; a,b",
    "one\ntwo\r\nthree",
    "W" * 4000,
)
MAY = date(2027, 5, 21)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh(tmp_path_factory.mktemp("files") / "neambition.db")


@pytest.fixture
def db(empty: Path) -> Iterator[sqlite3.Connection]:
    """A connection whose work is undone."""
    db = connect(empty)
    db.execute("BEGIN")
    yield db
    db.execute("ROLLBACK")
    db.close()


def turn(db: sqlite3.Connection, of: Reviewed, now: int = TUESDAY_AT_TEN) -> Turn:
    return Turn(db, now, of.lead, house())


def made(paper: Paper | None) -> bytes:
    assert paper
    return MAKERS[paper.template](paper.facts)


def sheets(db: sqlite3.Connection, of: Reviewed, with_notes: bool = False) -> Workbook:
    school = schools.school(db, of.school)
    assert school
    paper = school_data.workbook(turn(db, of), school, with_notes)
    return load_workbook(BytesIO(made(paper)))


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    """A sheet's rows by their headings."""
    headings, *below = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in below]


def tables(db: sqlite3.Connection, of: Reviewed) -> list[list[dict[str, str]]]:
    school = schools.school(db, of.school)
    assert school
    texts = [made(paper).decode("utf-8-sig") for paper in school_data.tables(turn(db, of), school)]
    return [list(csv.DictReader(StringIO(text, newline=""))) for text in texts]


def as_json(db: sqlite3.Connection, of: Reviewed) -> dict[str, Any]:
    school = schools.school(db, of.school)
    assert school
    told: dict[str, Any] = json.loads(made(school_data.as_json(turn(db, of), school)))
    return told


def events(db: sqlite3.Connection, of: Reviewed) -> dict[str, Any]:
    """What a calendar holds after an import, by UID."""
    school = schools.school(db, of.school)
    assert school
    calendar = Calendar.from_ical(made(diary(turn(db, of), school)))
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def doer(of: Reviewed) -> Doer:
    return Doer(of.lead.person, Role.LEAD)


def put_in(db: sqlite3.Connection, of: Reviewed, words: str, due: Due | None = None) -> int:
    """Own words under benchmark 2; the item."""
    what = What(FRAMEWORK.version, 2, None, words)
    id_ = plan.add(db, of.school, what, doer(of), TUESDAY_AT_TEN)
    if due:
        plan.change(db, id_, Field.DUE, str(due), doer(of), TUESDAY_AT_TEN)
    return id_


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
    (row,) = rows(with_notes, "Plan")
    assert row["Notes"] == "They meet in May\n(head, 24 November 2026)"
    kept = {r["Statement"]: r["Notes"] for r in rows(with_notes, "Answers")}
    assert kept["1.2"].startswith("In the shared folder.\nSince May.\n(lead for careers")
    assert "Notes" not in {**rows(without, "Plan")[0], **rows(without, "Answers")[0]}
    said = json.dumps(as_json(db, of))
    assert "They meet" not in said
    assert "shared folder" not in said


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


# --- whatever people type


def typed(db: sqlite3.Connection, words: str) -> Reviewed:
    """A school that has these words wherever a person types some."""
    of = lay(db, words)
    item = put_in(db, of, words, Due(MAY))
    plan.change(db, item, Field.OWNER, str(Owner(words=words)), doer(of), TUESDAY_AT_TEN)
    plan.add_note(db, item, of.lead.person, Role.LEAD, words, TUESDAY_AT_TEN)
    notes.add(db, of.audits[1], "1.1", of.lead.person, Role.LEAD, words, TUESDAY_AT_TEN)
    return of


def no_cell_is_a_formula_or_a_link(book: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), (sheet.title, cell.coordinate)
                assert cell.hyperlink is None
                if isinstance(cell.value, str) and cell.value.startswith(COMMANDS):
                    assert cell.quotePrefix


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_is_text_in_every_cell(db: sqlite3.Connection, words: str) -> None:
    of = typed(db, words)
    book = sheets(db, of, with_notes=True)
    no_cell_is_a_formula_or_a_link(book)
    (row,) = rows(book, "Plan")
    assert row["Action"] == row["Who"] == readable(words)
    assert row["Notes"].startswith(readable(words))
    assert book["About"]["B1"].value == readable(words)
    assert as_json(db, of)["plan"][0]["action"] == words


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_a_table_begins_a_formula(db: sqlite3.Connection, words: str) -> None:
    of = typed(db, words)
    for table in tables(db, of):
        for row in table:
            assert not [cell for cell in row.values() if cell.lstrip(" ").startswith(COMMANDS)]
    (row,) = tables(db, of)[1]
    assert row["Action"].removeprefix("'") == readable(words)
    assert row["Due"] == "2027-05-21"


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_comes_out_of_the_calendar_as_written(
    db: sqlite3.Connection, words: str
) -> None:
    of = typed(db, words)
    (event,) = events(db, of).values()
    assert str(event["SUMMARY"]) == readable(words)
    assert f"Who: {readable(words)}" in str(event["DESCRIPTION"])


TEXT = st.text(min_size=1, max_size=60) | st.sampled_from(HOSTILE).flatmap(
    lambda start: st.text(max_size=20).map(lambda end: start + end)
)


@given(words=TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_is_text_and_read_back_as_written(words: str) -> None:
    told = {
        "made_on": "2026-11-24",
        "says": words,
        "school": {"name": words, "town": "", "full": words, "urn": None},
        "questions": {"version": "v", "label": words},
        "audit": None,
        "words": {"levels": {}, "roles": {"lead": "lead"}, "states": {"to_do": "To do"}},
        "with_notes": True,
        "answers": [],
        "plan": [
            {
                "benchmark": 1,
                "benchmark_title": words,
                "statement": None,
                "text": words,
                "action": words,
                "state": "to_do",
                "owner": words,
                "due": None,
                "about": None,
                "finished_on": None,
                "changed_on": "2026-11-24",
                "notes": [{"role": "lead", "on": "2026-11-24", "text": words}],
            }
        ],
        "history": [],
    }
    book = load_workbook(BytesIO(MAKERS["workbook"](json.dumps(told))))
    no_cell_is_a_formula_or_a_link(book)
    (row,) = rows(book, "Plan")
    assert (row["Action"] or "") == (row["Who"] or "") == readable(words)
    assert row["Notes"].startswith(readable(words))
    text = MAKERS["plan_csv"](json.dumps(told)).decode("utf-8-sig")
    (line,) = csv.DictReader(StringIO(text, newline=""))
    assert line["Action"] in (readable(words), f"'{readable(words)}")
    assert not line["Action"].lstrip().startswith(COMMANDS)


def test_a_cell_is_as_long_as_excel_has_them_and_cuts_no_letter_in_two(
    db: sqlite3.Connection,
) -> None:
    of = lay(db, "Newsham Primary")
    put_in(db, of, "a" + "🎉" * 20_000)
    (row,) = rows(sheets(db, of), "Plan")
    assert row["Action"] == "a" + "🎉" * ((LONGEST_CELL - 1) // 2)
    assert cut("🎉🎉", 3) == "🎉"


# --- the calendar


def test_a_date_is_an_event_of_a_whole_day(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    action = FRAMEWORK.by_id["1.1"].actions[0]
    what = What(FRAMEWORK.version, 1, action.id, action.text)
    item = plan.add(db, of.school, what, doer(of), TUESDAY_AT_TEN - A_DAY)
    plan.change(db, item, Field.DUE, str(Due(MAY, about=True)), doer(of), TUESDAY_AT_TEN)
    put_in(db, of, "Without a date")
    school = schools.school(db, of.school)
    assert school
    paper = diary(turn(db, of), school)
    assert paper
    assert paper.name == "newsham-primary-plan-2026-11.ics"
    raw = made(paper)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"DTSTART;VALUE=DATE:20270521\r\n" in raw
    calendar = Calendar.from_ical(raw)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert str(calendar["X-WR-CALNAME"]) == "Newsham Primary: careers plan"
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTEND") == date(2027, 5, 22)
    assert event.decoded("DTSTAMP").timestamp() == TUESDAY_AT_TEN
    assert event.decoded("LAST-MODIFIED") == event.decoded("DTSTAMP")
    assert event["STATUS"] == "CONFIRMED"
    assert str(event["SUMMARY"]) == action.text
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Who: nobody yet",
        f"Statement 1.1: {FRAMEWORK.by_id['1.1'].text}",
        "The date is about right.",
    ]
    assert "URL" not in event


CHANGES = (
    (Field.WORDS, "Other words", "CONFIRMED", "Other words"),
    (Field.DUE, str(Due(date(2027, 6, 1))), "CONFIRMED", "Ask"),
    (Field.OWNER, str(Owner(words="office")), "CONFIRMED", "Ask"),
    (Field.STATE, str(State.DONE), "CONFIRMED", "Done: Ask"),
    (Field.STATE, str(State.DROPPED), "CANCELLED", "Ask"),
    (Field.STATE, str(State.UNDONE), "CANCELLED", "Taken out of the plan"),
    (Field.DUE, "", "CANCELLED", "Ask"),
)


@pytest.mark.parametrize(("field", "new", "status", "summary"), CHANGES)
def test_a_second_import_updates_the_first(
    db: sqlite3.Connection, field: Field, new: str, status: str, summary: str
) -> None:
    of = lay(db, "Newsham Primary")
    item = put_in(db, of, "Ask", Due(MAY))
    other = put_in(db, of, "Another", Due(MAY))
    first = events(db, of)
    assert len(first) == 2
    plan.change(db, item, field, new, doer(of), TUESDAY_AT_TEN + A_DAY)
    second = events(db, of)
    assert second.keys() == first.keys()
    changed, same = (
        [uid for uid in first if (second[uid]["SEQUENCE"] > first[uid]["SEQUENCE"]) is rose]
        for rose in (True, False)
    )
    assert [str(second[uid]["SUMMARY"]) for uid in same] == ["Another"]
    assert other
    (uid,) = changed
    assert second[uid]["STATUS"] == status
    assert str(second[uid]["SUMMARY"]) == summary
    moved = field is Field.DUE and new
    assert second[uid].decoded("DTSTART") == (date(2027, 6, 1) if moved else MAY)
    assert second[uid].decoded("LAST-MODIFIED").timestamp() == TUESDAY_AT_TEN + A_DAY


def test_without_any_date_there_is_no_calendar(db: sqlite3.Connection) -> None:
    of = lay(db, "Newsham Primary")
    put_in(db, of, "Ask")
    school = schools.school(db, of.school)
    assert school
    assert diary(turn(db, of), school) is None


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

"""Whatever people type is text in every file, and reads back as written."""

import csv
import json
import sqlite3
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.printing import MAKERS
from bot.printing.sheets import LONGEST_CELL
from bot.printing.typed import COMMANDS, cut, readable
from neambition.plan import Due, Field, Owner
from neambition.store import notes, plan
from neambition.store.memberships import Role
from tests.documents.reading_files import (
    HOSTILE,
    MAY,
    as_json,
    doer,
    events,
    no_cell_is_a_formula_or_a_link,
    put_in,
    rows,
    sheets,
    tables,
)
from tests.play import TUESDAY_AT_TEN
from tests.reviewed import Reviewed, lay

# --- whatever people type


def typed(db: sqlite3.Connection, words: str) -> Reviewed:
    """A school that has these words wherever a person types some."""
    of = lay(db, words)
    item = put_in(db, of, words, Due(MAY))
    plan.change(db, item, Field.OWNER, str(Owner(words=words)), doer(of), TUESDAY_AT_TEN)
    plan.add_note(db, item, of.lead.person, Role.LEAD, words, TUESDAY_AT_TEN)
    notes.add(db, of.audits[1], "1.1", of.lead.person, Role.LEAD, words, TUESDAY_AT_TEN)
    return of


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_is_text_in_every_cell(db: sqlite3.Connection, words: str) -> None:
    of = typed(db, words)
    book = sheets(db, of, with_notes=True)
    no_cell_is_a_formula_or_a_link(book)
    (row,) = rows(book, "Plan")
    assert row["Action"] == row["Who"] == readable(words)
    assert [r["Note"] for r in rows(book, "Notes")][-1] == readable(words)
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
    (note,) = rows(book, "Notes")
    assert (note["Note"] or "") == readable(words)
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

"""Files for other programs, made and read back as those programs would."""

import csv
import json
import sqlite3
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from icalendar import Calendar
from openpyxl import Workbook, load_workbook

from bot.printing import MAKERS
from bot.printing.typed import COMMANDS
from dialogs.papers import school_data
from dialogs.papers.diary import diary
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.plan import Due, Field
from neambition.store import plan, schools
from neambition.store.memberships import Role
from neambition.store.plan import Doer, What
from tests.play import TUESDAY_AT_TEN, house
from tests.reviewed import FRAMEWORK, Reviewed

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


def no_cell_is_a_formula_or_a_link(book: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), (sheet.title, cell.coordinate)
                assert cell.hyperlink is None
                if isinstance(cell.value, str) and cell.value.startswith(COMMANDS):
                    assert cell.quotePrefix

"""The plan's dates in a calendar, which a second import updates."""

import sqlite3
from datetime import date

import pytest
from icalendar import Calendar

from dialogs.papers.diary import diary
from neambition.plan import Due, Field, Owner, State
from neambition.store import plan, schools
from neambition.store.plan import What
from tests.documents.reading_files import MAY, doer, events, made, put_in, turn
from tests.play import TUESDAY_AT_TEN
from tests.reviewed import A_DAY, FRAMEWORK, lay

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

"""A school's data and a cohort's schools as files for other programs, each with how to use it."""

from dialogs import access
from dialogs.codes import Route
from dialogs.papers import cohort_data, school_data
from dialogs.papers.diary import diary
from dialogs.routes import (
    CohortJson,
    CohortTables,
    CohortWorkbook,
    Figures,
    Hello,
    PlanDiary,
    SchoolJson,
    Schools,
    SchoolTables,
    SchoolWorkbook,
    Share,
    WorkbookWithNotes,
)
from dialogs.saying import say
from dialogs.screen import Button, Paper, Rows, Screen, column
from dialogs.turn import Turn
from neambition.store.cohorts import Cohort
from neambition.store.schools import School


def buttons(school: School) -> Rows:
    """To each of a school's files; whoever reads notes in the chat may have them in a file."""
    return (
        *column(
            Button("Spreadsheet (XLSX)", SchoolWorkbook(school.id)),
            Button("Spreadsheet with notes (XLSX)", WorkbookWithNotes(school.id)),
            Button("Plan's dates for a calendar (ICS)", PlanDiary(school.id)),
        ),
        (
            Button("Tables (CSV)", SchoolTables(school.id)),
            Button("Data (JSON)", SchoolJson(school.id)),
        ),
    )


def workbook(turn: Turn, route: SchoolWorkbook) -> Screen:
    school = access.school(turn, route.school)
    return _screen(school, "workbook", school_data.workbook(turn, school, with_notes=False))


def workbook_with_notes(turn: Turn, route: WorkbookWithNotes) -> Screen:
    school = access.school(turn, route.school)
    return _screen(school, "notes", school_data.workbook(turn, school, with_notes=True))


def tables(turn: Turn, route: SchoolTables) -> Screen:
    school = access.school(turn, route.school)
    return _screen(school, "tables", *school_data.tables(turn, school))


def as_json(turn: Turn, route: SchoolJson) -> Screen:
    school = access.school(turn, route.school)
    return _screen(school, "json", school_data.as_json(turn, school))


def plan_diary(turn: Turn, route: PlanDiary) -> Screen:
    """The dates; a sentence while there are none."""
    school = access.school(turn, route.school)
    made = diary(turn, school)
    return _screen(school, "diary", made) if made else _screen(school, "no_dates")


def _screen(school: School, what: str, *made: Paper) -> Screen:
    back: tuple[tuple[str, Route], ...] = (
        ("Share something else", Share(school.id)),
        ("Start", Hello()),
    )
    return Screen(
        say("file", what=what, school=school.full),
        column(*(Button(label, to) for label, to in back)),
        papers=made,
    )


def cohort_workbook(turn: Turn, route: CohortWorkbook) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    return _of_cohort(cohort, "workbook", cohort_data.workbook(turn, cohort))


def cohort_tables(turn: Turn, route: CohortTables) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    return _of_cohort(cohort, "tables", *cohort_data.tables(turn, cohort))


def cohort_json(turn: Turn, route: CohortJson) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    return _of_cohort(cohort, "json", cohort_data.as_json(turn, cohort))


def _of_cohort(cohort: Cohort, what: str, *made: Paper) -> Screen:
    others: dict[str, tuple[str, Route]] = {
        "workbook": ("Spreadsheet (XLSX)", CohortWorkbook(cohort.id)),
        "tables": ("Tables (CSV)", CohortTables(cohort.id)),
        "json": ("Data (JSON)", CohortJson(cohort.id)),
    }
    also = tuple(Button(label, to) for kind, (label, to) in others.items() if kind != what)
    figures = Button("Cohort figures", Figures(cohort.id, 0))
    return Screen(
        say("cohort_file", cohort=cohort.name, what=what),
        (also, (figures, Button("Back to the schools", Schools(cohort.id)))),
        papers=made,
    )

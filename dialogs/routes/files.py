"""A school's data and a cohort's schools as files for other programs."""

from dialogs.codes import Route, route


@route("fwb")
class SchoolWorkbook(Route):
    """Answers, plan and history as a spreadsheet, without notes."""

    school: int


@route("fwn")
class WorkbookWithNotes(Route):
    """The same with the notes that colleagues kept."""

    school: int


@route("ftb")
class SchoolTables(Route):
    """Answers and plan as CSV, a file each."""

    school: int


@route("fjs")
class SchoolJson(Route):
    """All of it as JSON."""

    school: int


@route("fdy")
class PlanDiary(Route):
    """The plan's dates for a calendar."""

    school: int


@route("fcw")
class CohortWorkbook(Route):
    """A cohort's schools as a spreadsheet."""

    cohort: int


@route("fct")
class CohortTables(Route):
    """A cohort's schools and the results of those that share them, as CSV."""

    cohort: int


@route("fcj")
class CohortJson(Route):
    """The same as JSON."""

    cohort: int

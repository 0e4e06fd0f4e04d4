"""Documents: by a template's name, what makes one of its facts.

    python -m bot.printing letter < facts.json > letters.pdf

A maker takes facts as JSON and returns the finished file; whatever it raises means that it cannot
be made. It runs in the press's own process, and imports what is heavy only when it is called.
"""

from collections.abc import Callable
from functools import partial

from bot.printing.cohort_workbook import cohort_workbook
from bot.printing.diary import diary
from bot.printing.letters import letters
from bot.printing.tables import answers_csv, as_json, plan_csv, results_csv, schools_csv
from bot.printing.typesetting import pdf, png
from bot.printing.workbook import workbook

Maker = Callable[[str], bytes]

MAKERS: dict[str, Maker] = {
    "letter": letters,
    "scorecard": partial(png, "scorecard"),
    "governors": partial(pdf, "governors"),
    "questions": partial(pdf, "questions"),
    "report": partial(pdf, "report"),
    "certificate": partial(pdf, "certificate"),
    "cohort": partial(png, "cohort"),
    "cohort_shares": partial(png, "cohort_shares"),
    "workbook": workbook,
    "cohort_workbook": cohort_workbook,
    "answers_csv": answers_csv,
    "plan_csv": plan_csv,
    "schools_csv": schools_csv,
    "results_csv": results_csv,
    "json": as_json,
    "diary": diary,
}

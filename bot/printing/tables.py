"""Data for other programs: a school's answers and plan, a cohort's schools and their results, as
CSV; and all of it as JSON.

The facts are in the shapes that `dialogs.papers.school_data` and `cohort_data` document.
"""

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

from bot.printing.cohort_workbook import SCHOOLS, results_columns
from bot.printing.sheets import Column, Kind
from bot.printing.typed import harmless
from bot.printing.workbook import ANSWERS, PLAN

BOM = "\ufeff"
"""By which Excel knows that the file is in UTF-8."""


def answers_csv(facts: str) -> bytes:
    """A line a statement, with the headings of the spreadsheet."""
    return _table(json.loads(facts), "answers", ANSWERS)


def plan_csv(facts: str) -> bytes:
    """A line an item of the plan."""
    return _table(json.loads(facts), "plan", PLAN)


def schools_csv(facts: str) -> bytes:
    """A line a school of a cohort."""
    return _table(json.loads(facts), "schools", SCHOOLS)


def results_csv(facts: str) -> bytes:
    """A line a school that shares its results."""
    told = json.loads(facts)
    return _table(told, "results", results_columns(told))


def as_json(facts: str) -> bytes:
    """The facts themselves, to be read by people too."""
    text = json.dumps(json.loads(facts), ensure_ascii=False, indent=1)
    return f"{text}\n".encode(errors="replace")


def _table(told: dict[str, Any], name: str, columns: Sequence[Column]) -> bytes:
    written = StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(column.heading for column in columns)
    for row in told[name]:
        lines.writerow(_cell(told["words"], column, row[column.fact]) for column in columns)
    return (BOM + written.getvalue()).encode()


def _cell(words: dict[str, dict[str, str]], column: Column, fact: str | int | bool | None) -> str:
    """Dates stay ISO dates, which every program reads."""
    if fact is None:
        return ""
    if column.kind is Kind.YES:
        return "Yes" if fact else "No"
    return harmless(words[column.words].get(str(fact), "") if column.words else str(fact))

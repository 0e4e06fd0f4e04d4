"""A cohort's schools, for whoever facilitates it: an XLSX file.

Its facts are in the shape that `dialogs.papers.cohort_data` documents.
"""

import json
from datetime import date
from typing import Any

from bot.printing.sheets import Book, Column, Kind

SCHOOLS = (
    Column("School", "name", 44),
    Column("Town", "town", 22),
    Column("URN", "urn", 10),
    Column("Area", "area", 22),
    Column("State", "state", 20, words="states"),
    Column("Answered, open audit", "answered", 12, Kind.NUMBER),
    Column("Last answer", "last_on", 14, Kind.DAY),
    Column("Last finished on", "finished_on", 14, Kind.DAY),
    Column("Results shared", "shared", 10, Kind.YES),
)
RESULTS = (
    Column("School", "name", 44),
    Column("Town", "town", 22),
    Column("URN", "urn", 10),
    Column("Finished on", "finished_on", 14, Kind.DAY),
)
IN_PLACE = (
    Column("Statements in place", "in_place", 12, Kind.NUMBER),
    Column("of so many that apply", "applicable", 12, Kind.NUMBER),
)


def cohort_workbook(facts: str) -> bytes:
    """The file: every school, and the results of those that share them."""
    told = json.loads(facts)
    made_on = date.fromisoformat(told["made_on"])
    book = Book(f"{told['cohort']}: schools", made_on, told["words"])
    book.about(
        [
            ("Cohort", told["cohort"]),
            ("Made on", made_on),
            ("What it is", told["says"]),
            ("Schools", "Every school of the cohort and how far it is."),
            ("Results", "Only schools that share theirs, as last finished; per cent."),
        ]
    )
    book.table("Schools", SCHOOLS, told["schools"])
    book.table("Results", results_columns(told), told["results"])
    return book.close()


def results_columns(told: dict[str, Any]) -> tuple[Column, ...]:
    """Those of the results: a column a benchmark."""
    benchmarks = (
        Column(f"{number} {title} (%)", f"benchmark_{number}", 16, Kind.NUMBER)
        for number, title in told["benchmarks"]
    )
    return (*RESULTS, *benchmarks, *IN_PLACE)

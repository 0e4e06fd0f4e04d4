"""A school's answers, plan and history on sheets: an XLSX file.

Its facts are those of the JSON file, in the shape that `dialogs.papers.school_data` documents.
"""

import json
from datetime import date
from typing import Any

from bot.printing.sheets import Book, Column, Kind

ANSWERS = (
    Column("Benchmark", "benchmark", 11, Kind.NUMBER),
    Column("Benchmark title", "benchmark_title", 30),
    Column("Statement", "statement", 11),
    Column("What it says", "text", 60),
    Column("At the audit", "at_audit", 18, words="levels"),
    Column("Now", "now", 18, words="levels"),
    Column("Answered on", "answered_on", 14, Kind.DAY),
    Column("Answered by", "role", 18, words="roles"),
)
PLAN = (
    Column("Benchmark", "benchmark", 11, Kind.NUMBER),
    Column("Benchmark title", "benchmark_title", 30),
    Column("Statement", "statement", 11),
    Column("What it says", "text", 40),
    Column("Action", "action", 60),
    Column("State", "state", 11, words="states"),
    Column("Who", "owner", 24),
    Column("Due", "due", 14, Kind.DAY),
    Column("Date is about right", "about", 12, Kind.YES),
    Column("Finished on", "finished_on", 14, Kind.DAY),
    Column("Last changed", "changed_on", 14, Kind.DAY),
)
NOTES = (
    Column("Benchmark", "benchmark", 11, Kind.NUMBER),
    Column("Statement", "statement", 11),
    Column("Beside", "beside", 60),
    Column("Note", "text", 60),
    Column("Written by", "role", 18, words="roles"),
    Column("On", "on", 14, Kind.DAY),
)
HISTORY = (
    Column("When", "at", 18, Kind.MOMENT),
    Column("What", "what", 20),
    Column("Statement", "statement", 11),
    Column("Question or action", "about", 60),
    Column("From", "from", 30),
    Column("To", "to", 30),
    Column("Who", "by", 24),
)


def workbook(facts: str) -> bytes:
    """The file. Notes have a sheet only where the facts have them."""
    told = json.loads(facts)
    made_on = date.fromisoformat(told["made_on"])
    book = Book(f"{told['school']['full']}: careers self-review", made_on, told["words"])
    book.about(_about(told))
    book.table("Answers", ANSWERS, told["answers"])
    book.table("Plan", PLAN, told["plan"])
    if told["with_notes"]:
        book.table("Notes", NOTES, _notes(told))
    book.table("History", HISTORY, told["history"])
    return book.close()


def _about(told: dict[str, Any]) -> list[tuple[str, str | date]]:
    audit = told["audit"]
    lines: list[tuple[str, str | date]] = [
        ("School", told["school"]["full"]),
        ("School's number (URN)", told["school"]["urn"] or ""),
        ("Made on", date.fromisoformat(told["made_on"])),
        ("What it is", told["says"]),
        ("Questions", told["questions"]["label"]),
    ]
    if audit:
        lines.append(("Audit begun on", date.fromisoformat(audit["begun_on"])))
        finished, signed = audit["finished_on"], audit["signed_off_on"]
        lines.append(("Finished on", date.fromisoformat(finished) if finished else "Not finished"))
        if signed:
            lines.append(("Signed off on", date.fromisoformat(signed)))
    return [
        *lines,
        ("Answers", "Each statement at the last finished audit, or in the open one; and now."),
        ("Plan", "What the school means to do, who by when, and what has been done."),
        ("History", "Every answer ever given and every change of the plan, the latest first."),
    ]


def _notes(told: dict[str, Any]) -> list[dict[str, Any]]:
    """A row a note: one cell would not hold many long ones."""
    return [
        note | {"benchmark": row["benchmark"], "statement": row["statement"], "beside": row[beside]}
        for rows, beside in ((told["answers"], "text"), (told["plan"], "action"))
        for row in rows
        for note in row["notes"]
    ]

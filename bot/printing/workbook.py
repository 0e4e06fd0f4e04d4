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
NOTES = Column("Notes", "notes", 60)
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
    """The file. Notes have a column only where the facts have them."""
    told = json.loads(facts)
    made_on = date.fromisoformat(told["made_on"])
    book = Book(f"{told['school']['full']}: careers self-review", made_on, told["words"])
    book.about(_about(told))
    book.table("Answers", *_with_notes(told, ANSWERS, told["answers"]))
    book.table("Plan", *_with_notes(told, PLAN, told["plan"]))
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


def _with_notes(
    told: dict[str, Any], columns: tuple[Column, ...], rows: list[dict[str, Any]]
) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    if not told["with_notes"]:
        return columns, rows
    roles = told["words"]["roles"]
    return (*columns, NOTES), [row | {"notes": _notes(row["notes"], roles)} for row in rows]


def _notes(of: list[dict[str, str]], roles: dict[str, str]) -> str:
    """Notes beside one thing, in one cell: under each its role and day, an empty line between."""
    return "\n\n".join(
        f"{note['text']}\n({roles[note['role']]}, {_day(note['on'])})" for note in of
    )


def _day(iso: str) -> str:
    """`24 November 2026`."""
    on = date.fromisoformat(iso)
    return f"{on.day} {on:%B %Y}"

"""Sheets of an XLSX file, laid out alike: headings that stay, a filter, widths, wrapped text.

Text is written as text, whatever it begins with. `xlsxwriter` is imported only when one is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from io import BytesIO
from typing import Any

from bot.printing.typed import cut, is_command, readable

LONGEST_CELL = 32_767
"""Letters, as Excel has it."""
FIRST_YEAR = 1900
"""Excel knows no day before."""


class Kind(Enum):
    """How a fact is written. DAY is an ISO date, MOMENT an ISO date and time without a zone."""

    TEXT = auto()
    NUMBER = auto()
    DAY = auto()
    MOMENT = auto()
    YES = auto()


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, the fact in it, and its width in letters.

    `words`: by which of the file's lists of words a code is said.
    """

    heading: str
    fact: str
    width: int
    kind: Kind = Kind.TEXT
    words: str | None = None


Words = Mapping[str, Mapping[str, str]]
Fact = str | int | bool | None


class Book:
    """An XLSX file that is being made, in memory; `on` that day. `words`: words by their codes."""

    def __init__(self, title: str, on: date, words: Words) -> None:
        from xlsxwriter import Workbook

        self._file = BytesIO()
        self._words = words
        self._book: Any = Workbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties(
            {"title": readable(title)[:255], "created": datetime(on.year, on.month, on.day)}  # noqa: DTZ001 a day
        )
        top = {"valign": "top", "text_wrap": True}
        self._heading = self._book.add_format({"bold": True, **top, "bottom": 1})
        self._text = self._book.add_format(top)
        # As if an apostrophe stood before it: it stays text when somebody edits the cell.
        self._quoted = self._book.add_format({**top, "quote_prefix": True})
        self._number = self._book.add_format({"valign": "top"})
        self._day = self._book.add_format({"valign": "top", "num_format": "d mmm yyyy"})
        self._moment = self._book.add_format({"valign": "top", "num_format": "d mmm yyyy hh:mm"})

    def about(self, lines: Iterable[tuple[str, str | date]], width: int = 90) -> None:
        """The first sheet: what the file is, a heading and its text a line."""
        sheet = self._sheet("About")
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, width)
        for row, (heading, said) in enumerate(lines):
            sheet.write_string(row, 0, heading, self._heading)
            if isinstance(said, date):
                self._write_day(sheet, row, 1, said)
            else:
                self._write_text(sheet, row, 1, said)

    def table(
        self, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """A sheet with a row for each of `rows`."""
        sheet = self._sheet(name)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, readable(column.heading), self._heading)
        for below, row in enumerate(rows, 1):
            for at, column in enumerate(columns):
                self._write(sheet, below, at, column, row[column.fact])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.repeat_rows(0)

    def close(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._file.getvalue()

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def _write(self, sheet: Any, row: int, at: int, column: Column, fact: Fact) -> None:
        if fact is None or fact == "":
            return
        match column.kind:
            case Kind.NUMBER:
                sheet.write_number(row, at, fact, self._number)
            case Kind.DAY:
                self._write_day(sheet, row, at, date.fromisoformat(str(fact)))
            case Kind.MOMENT:
                moment = datetime.fromisoformat(str(fact))
                sheet.write_datetime(row, at, moment, self._moment)
            case Kind.YES:
                self._write_text(sheet, row, at, "Yes" if fact else "No")
            case Kind.TEXT:
                said = self._words[column.words].get(str(fact)) if column.words else None
                self._write_text(sheet, row, at, said or str(fact))

    def _write_day(self, sheet: Any, row: int, at: int, on: date) -> None:
        if on.year < FIRST_YEAR:
            self._write_text(sheet, row, at, on.isoformat())
        else:
            sheet.write_datetime(row, at, on, self._day)

    def _write_text(self, sheet: Any, row: int, at: int, said: str) -> None:
        said = cut(readable(said), LONGEST_CELL)
        sheet.write_string(row, at, said, self._quoted if is_command(said) else self._text)

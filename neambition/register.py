"""The school register: the Department for Education's CSV, read and checked row by row.

It is written in cp1252 and has about 140 columns; those about the head are never looked at.
"""

import csv
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TextIO

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic import ValidationError as Wrong

from neambition.errors import NeambitionError

_YOUNGEST, _OLDEST = 5, 10
"""The ages, at the start of a school year, of Years 1 to 6."""


class RegisterError(NeambitionError):
    """A file that is no school register; its text says why in one sentence."""


def _none_if_empty(value: str) -> str | None:
    return value.strip() or None


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=120, pattern="^[^\ufffd]*$")
]
Age = Annotated[Annotated[int, Field(ge=0, le=99)] | None, BeforeValidator(_none_if_empty)]


class Row(BaseModel):
    """One school, by the register's own headers. Ages in years, none where they are not given."""

    model_config = ConfigDict(frozen=True)

    urn: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{5,7}$")] = Field(
        alias="URN"
    )
    name: Annotated[Line, Field(min_length=1)] = Field(alias="EstablishmentName")
    authority: Line = Field(alias="LA (name)")
    status: Line = Field(alias="EstablishmentStatus (name)")
    phase: Line = Field(alias="PhaseOfEducation (name)")
    low_age: Age = Field(alias="StatutoryLowAge")
    high_age: Age = Field(alias="StatutoryHighAge")
    town: Line = Field(alias="Town")
    postcode: Line = Field(alias="Postcode")

    @property
    def closed(self) -> bool:
        return self.status == "Closed"

    @property
    def not_kept(self) -> str | None:
        """Why a school is left out, none for one that is kept.

        Kept is whatever has pupils of Years 1 to 6: by its ages, where both are given (a first
        school to 9, a middle school from 9, a special or independent school from 4 to 19), else by
        its phase. Secondary schools and sixth forms are left out whatever their ages say, and so is
        a school that is yet to open.
        """
        if self.status == "Proposed to open":
            return "not open yet"
        if self.phase in {"Secondary", "16 plus"}:
            return f"no primary-age pupils ({self.phase})"
        if self.low_age is not None and self.high_age is not None:
            primary = self.low_age <= _OLDEST and self.high_age > _YOUNGEST
            return None if primary else f"no primary-age pupils ({self.low_age} to {self.high_age})"
        if self.phase == "Primary" or self.phase.startswith(("Middle", "All-through")):
            return None
        return f"no ages given ({self.phase or 'no phase'})"


@dataclass(frozen=True)
class Skipped:
    """A row that was not taken, by its line in the file. `unreadable`: it could not be read at all,
    rather than being of no school for us."""

    line: int
    reason: str
    unreadable: bool


_COLUMNS = tuple(str(field.alias) for field in Row.model_fields.values())


def read(file: Path) -> Iterator[Row | Skipped]:
    """The register's rows in order; RegisterError, before the first, if the file is none."""
    try:
        with closing(_opened(file)) as text:
            yield from _rows(file, csv.reader(text))
    except (OSError, csv.Error) as error:
        raise RegisterError(f"{file} cannot be read as a school register ({error}).") from error


def _opened(file: Path) -> TextIO:
    """As it is published; one saved again by a spreadsheet begins with a mark of UTF-8."""
    with file.open("rb") as raw:
        marked = raw.read(3) == b"\xef\xbb\xbf"
    return file.open(encoding="utf-8-sig" if marked else "cp1252", errors="replace", newline="")


def _rows(file: Path, lines: Any) -> Iterator[Row | Skipped]:
    headers: list[str] = next(lines, [])
    missing = [column for column in _COLUMNS if column not in headers]
    if missing:
        raise RegisterError(
            f"{file} is no school register: it has no column {missing[0]}. Take the CSV of all "
            "establishments as it is published, in Windows-1252."
        )
    places = [(column, headers.index(column)) for column in _COLUMNS]
    seen: dict[str, int] = {}
    for cells in lines:
        if not cells:
            continue
        line = lines.line_num
        taken = _row(cells, places, line)
        if isinstance(taken, Row) and (first := seen.setdefault(taken.urn, line)) != line:
            taken = Skipped(line, f"URN {taken.urn} stands on line {first} too", True)
        yield taken


def _row(cells: list[str], places: list[tuple[str, int]], line: int) -> Row | Skipped:
    if len(cells) <= max(place for _, place in places):
        return Skipped(line, "too few columns", True)
    try:
        row = Row.model_validate({column: cells[place] for column, place in places})
    except Wrong as error:
        column = str(error.errors()[0]["loc"][0])
        value = cells[dict(places)[column]].strip()
        return Skipped(line, f"{column} cannot be “{value[:40]}”", True)
    return Skipped(line, row.not_kept, False) if row.not_kept and not row.closed else row

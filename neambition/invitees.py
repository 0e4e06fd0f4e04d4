"""A list of schools as somebody pastes or saves it, read into lines: URNs, or names and towns.

A line may be one of a CSV file, with a row of titles or without, parted by commas, semicolons or
tabs; or just what a person types.
"""

import csv
import re
from dataclasses import dataclass

MOST = 300
"""Lines taken at once."""

LONGEST = 200
"""Letters of a line that are kept."""

_URN = re.compile(r"\d{5,7}")
_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}", re.IGNORECASE)
_TITLES = {
    "urn": "urn",
    "name": "name",
    "school": "name",
    "schoolname": "name",
    "establishmentname": "name",
    "town": "town",
    "postcode": "postcode",
}


@dataclass(frozen=True)
class Line:
    """One school asked for. `parts`: its name first, then what tells it apart; where the name
    itself has commas, the name is several of them."""

    text: str
    urn: str | None
    parts: tuple[str, ...]


def decoded(content: bytes) -> str | None:
    """The text of a file as spreadsheets save it; None if it is no text."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def lines(text: str) -> list[Line]:
    """What a text asks for, line by line; empty ones and a row of titles are left out."""
    found: list[Line] = []
    titles: list[str | None] = []
    parting = None
    for given in text.splitlines():
        cells = _cells(given, parting or _parting(given))
        if not found and not titles and (titles := _titles(cells)):
            parting = _parting(given)
        elif line := _line(cells, titles):
            found.append(line)
    return found


def written(of: list[Line]) -> str:
    """The lines as text that reads as the same lines again."""
    return "\n".join(line.text for line in of)


def _parting(line: str) -> str:
    return "\t" if "\t" in line else ";" if ";" in line and "," not in line else ","


def _cells(line: str, parting: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=parting), [])
    except csv.Error:
        cells = [line]
    return [" ".join(cell.replace('"', " ").split()) for cell in cells]


def _titles(cells: list[str]) -> list[str | None]:
    """What each column holds, if this is a row of titles."""
    titles = [_TITLES.get(re.sub(r"\W|_", "", cell).casefold()) for cell in cells]
    return titles if set(titles) & {"urn", "name"} else []


def _line(cells: list[str], titles: list[str | None]) -> Line | None:
    if titles:
        by_title = {title: cell for title, cell in zip(titles, cells, strict=False) if title}
        order = [by_title.get(title, "") for title in ("urn", "name", "town", "postcode")]
        # What stands in another column than it should is still somebody's school.
        cells = order if _URN.fullmatch(order[0]) else order[1:] if order[1] else cells
    urn = next((cell for cell in cells if _URN.fullmatch(cell)), None)
    parts = tuple(cell for cell in cells if cell and cell != urn)
    if not urn and not any(re.search(r"\w", part) for part in parts):
        return None
    text = ", ".join(part for part in (urn, *parts) if part)
    return Line(text[:LONGEST], urn, parts)


def is_postcode(text: str) -> bool:
    return _POSTCODE.fullmatch(text) is not None

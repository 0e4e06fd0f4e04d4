"""Invented registers, as the Department for Education's CSV has them. No school in one exists."""

import csv
import random
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_FIRST_LINE = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),"
    "EstablishmentStatus (name),OpenDate,CloseDate,PhaseOfEducation (name),StatutoryLowAge,"
    "StatutoryHighAge,Gender (name),HeadTitle (name),HeadFirstName,HeadLastName,"
    "HeadPreferredJobTitle,Street,Town,Postcode,SchoolWebsite,GOR (name)"
)
HEADERS = _FIRST_LINE.split(",")

_USUAL = {
    "LA (name)": "Northumberland",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-1998",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "3",
    "StatutoryHighAge": "11",
    "HeadFirstName": "Headley",
    "HeadLastName": "Headstrong",
    "GOR (name)": "North East",
}
_NAMES = ("Wansbeck", "Kielder", "Derwent", "Hadrian", "Collingwood", "Stannington", "Throckley")
_MORE = ("Park", "Hill", "Lane", "Bridge", "Field", "Moor", "Gate", "Wood", "Burn", "Dene")
_SAINTS = ("Mary", "Joseph", "Cuthbert", "Bede", "Oswald", "Aidan", "Michael", "Anne", "Mark")
_KINDS = ("Primary School", "Community Primary School", "First School", "Primary Academy")
_SYLLABLES = ("bar", "ton", "ham", "ley", "wick", "ford", "worth", "by", "thorp", "stead", "bury")


def row(
    urn: int | str, name: str, town: str = "Blyth", postcode: str = "NE24 4PB", **more: str
) -> dict[str, str]:
    """A row of a register: `phase`, `low`, `high`, `status`, `authority` may be given too."""
    under = {
        "phase": "PhaseOfEducation (name)",
        "low": "StatutoryLowAge",
        "high": "StatutoryHighAge",
        "status": "EstablishmentStatus (name)",
        "authority": "LA (name)",
    }
    place = {"URN": str(urn), "EstablishmentName": name, "Town": town, "Postcode": postcode}
    return _USUAL | place | {under[short]: value for short, value in more.items()}


def write(file: Path, rows: Iterable[Mapping[str, str]], encoding: str = "cp1252") -> Path:
    with file.open("w", encoding=encoding, newline="") as text:
        lines = csv.DictWriter(text, HEADERS, restval="")
        lines.writeheader()
        lines.writerows(rows)
    return file


def many(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many schools, hundreds of them of one name, in towns of very different size."""
    pick = random.Random(seed)  # noqa: S311 no secret
    towns = [
        "".join(pick.choices(_SYLLABLES, k=pick.choice((2, 3)))).capitalize() for _ in range(1500)
    ]
    for n in range(count):
        town = "Newcastle upon Tyne" if n % 40 == 0 else pick.choice(towns)
        if n % 3 == 0:
            name = f"St {pick.choice(_SAINTS)}'s {pick.choice(('Catholic', 'CofE'))} Primary School"
        else:
            name = f"{pick.choice((town, *_NAMES))} {pick.choice(_MORE)} {pick.choice(_KINDS)}"
        postcode = (
            f"NE{pick.randint(1, 71)} {pick.randint(1, 9)}{''.join(pick.choices('ABDE', k=2))}"
        )
        yield row(200000 + n, name, town, postcode)

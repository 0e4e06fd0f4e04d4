"""Many schools' links as files: a table for a mail merge, and letters to print."""

import csv
import io
import json
from dataclasses import dataclass
from html import unescape

from dialogs.saying import last_day, say
from dialogs.screen import Paper
from dialogs.turn import House
from neambition.store.matching import Found

COLUMNS = ("School", "Town", "URN", "Link", "Expires", "E-mail subject", "E-mail text")
FORMULA = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True)
class Made:
    """A school's new link: its token, and when it expires in UTC seconds."""

    school: Found
    token: str
    expires_at: int


def table(house: House, made: list[Made], by: str | None) -> bytes:
    """CSV as spreadsheets open it: UTF-8 with its mark. No cell begins a formula."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\r\n")
    write.writerow(COLUMNS)
    for one in made:
        write.writerow(_harmless(cell) for cell in _row(house, one, by))
    return text.getvalue().encode("utf-8-sig")


def _row(house: House, one: Made, by: str | None) -> tuple[str, ...]:
    school, link = one.school.school, house.opening(one.token)
    until = last_day(one.expires_at, house.zone)
    facts = {
        "school": school.full,
        "link": link,
        "is_link": bool(house.link),
        "until": until,
        "by": by,
        "operator": house.operator,
        "contact": house.contact,
    }
    subject = f"{school.name}: your careers self-review"
    words = unescape(say("invitation_email", **facts))
    return (school.name, school.town, one.school.urn, link, until, subject, words)


def _harmless(cell: str) -> str:
    """A school's name may be anything; an apostrophe makes a spreadsheet read it as text."""
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def letters(house: House, made: list[Made]) -> Paper:
    """One page a school. Only where there is a link for a camera to read."""
    signed = ", ".join(filter(None, (house.operator, house.contact)))
    facts = [
        {
            "school": one.school.school.name,
            "town": one.school.school.town,
            "link": house.opening(one.token),
            "expires": last_day(one.expires_at, house.zone),
            "from": signed,
        }
        for one in made
    ]
    return Paper("letters.pdf", "letter", json.dumps(facts))

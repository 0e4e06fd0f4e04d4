"""Links as files: a table that a spreadsheet opens as it is meant, and letters as they are read."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
import segno

from bot.printing import MAKERS
from bot.printing.glyphs import SHOWN, shown
from dialogs.mailing import COLUMNS, Made, letters, table
from dialogs.screen import Paper
from neambition.store.matching import Found
from neambition.store.schools import School
from tests.play import TUESDAY_AT_TEN, house

IN_14_DAYS = TUESDAY_AT_TEN + 14 * 86400
TOKEN = "AbCdEfGhIjKlMnOpQrStUv"
LINK = f"https://t.me/neambition_bot?start={TOKEN}"


def made(name: str, town: str = "Blyth") -> Made:
    return Made(Found(School(1, name, town), "100001"), TOKEN, IN_14_DAYS)


def rows(*of: Made) -> list[dict[str, str]]:
    written = table(house(), list(of), "Fay")
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_a_row_has_all_that_an_email_needs() -> None:
    [row] = rows(made("Ysgol Ŵyn"))
    assert tuple(row) == COLUMNS
    assert (row["School"], row["Town"], row["URN"]) == ("Ysgol Ŵyn", "Blyth", "100001")
    assert (row["Link"], row["Expires"]) == (LINK, "7 December 2026")
    assert row["E-mail subject"] == "Ysgol Ŵyn: your careers self-review"
    for said in ("Dear colleague", "Ysgol Ŵyn, Blyth", LINK, "7 December", "Fay", "Tyne Careers"):
        assert said in row["E-mail text"]


@pytest.mark.parametrize("name", ["<b>St Ann</b> & 'Co'", 'The "Best" School', "{{ 7 * 7 }}"])
def test_a_name_is_written_as_it_is(name: str) -> None:
    [row] = rows(made(name))
    assert row["School"] == name
    assert f"{name}, Blyth is invited" in row["E-mail text"]


@pytest.mark.parametrize(
    "name", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"]
)
def test_no_cell_begins_a_formula(name: str) -> None:
    [row] = rows(made(name, name))
    assert row["School"] == row["Town"] == f"'{name}"
    assert row["E-mail subject"].startswith("'")


def test_without_a_link_the_line_to_type_is_given() -> None:
    written = table(replace(house(), link=None), [made("Bede")], None)
    assert f"/start {TOKEN}" in written.decode()


# --- letters


def facts(paper: Paper) -> list[dict[str, str]]:
    told: list[dict[str, str]] = json.loads(paper.facts)
    return told


HOSTILE = ("St #Ann $x$ \\ @home", '"quoted" *b* _i_', '#import "x"', "Ysgol Ŵyn Llŷn", "]]//")


def test_letters_are_one_page_a_school_and_named_for_readers() -> None:
    paper = letters(house(), [made(name) for name in HOSTILE])
    pdf = MAKERS[paper.template](paper.facts)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(HOSTILE)
    for mark in (b"pdfuaid:part>1<", b"/Lang", b"Invitations to the careers self-review"):
        assert mark in pdf


def test_a_letter_says_the_school_the_link_and_how_long() -> None:
    [told] = facts(letters(house(), [made("Bede Academy")]))
    assert told == {
        "school": "Bede Academy",
        "town": "Blyth",
        "link": LINK,
        "expires": "7 December 2026",
        "from": "Tyne Careers Hub, hub@example.org",
    }


def headings(*names: str) -> list[str]:
    """What the template makes of these names."""
    import typst
    from font_source_sans_pro import font_directory

    told = [
        {
            "school": shown(name),
            "town": "",
            "link": LINK,
            "code": segno.make(LINK).svg_inline(),
            "expires": "",
            "from": "",
        }
        for name in names
    ]
    found = json.loads(
        typst.query(
            "templates/documents/letter.typ",
            "heading",
            font_paths=[font_directory],
            sys_inputs={"data": json.dumps(told)},
        )
    )
    return [words(heading["body"]) for heading in found]


def words(body: dict[str, object]) -> str:
    """The text within content."""
    if "children" in body:
        parts = body["children"]
        assert isinstance(parts, list)
        return "".join(map(words, parts))
    inner = body.get("body")
    if isinstance(inner, dict):
        return words(inner)
    return str(body.get("text", " "))


def test_names_come_out_as_written() -> None:
    assert [name.strip() for name in headings(*HOSTILE)] == list(HOSTILE)


def test_what_has_no_shape_is_left_out() -> None:
    assert shown("Bede 🎉 Academy\n\x00") == "Bede Academy"
    assert shown("Cafe\u0301") == "Café"
    assert shown("Ysgol مدرسة النور Bede") == "Ysgol … Bede"
    assert shown("…") == "…"
    assert shown("学校!") == ""
    assert headings("🎉", "מדרסה")[0].strip() == "Your school"
    paper = letters(house(), [made("🎉"), made("مدرسة النور"), made("Bede 🏫")])
    assert MAKERS[paper.template](paper.facts).startswith(b"%PDF-")


def test_every_letter_let_through_has_a_shape() -> None:
    every = [chr(at) for first, last in SHOWN for at in range(first, last + 1)]
    text = "".join(every)
    one = {"school": text, "town": text, "link": LINK, "expires": text, "from": text}
    assert MAKERS["letter"](json.dumps([one])).startswith(b"%PDF-")

"""Typesets `templates/documents/*.typ`: facts reach a template as data, never as markup."""

import json
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Literal

from bot.printing.glyphs import cleaned

if TYPE_CHECKING:
    from typst import Fonts

PPI = 144.0
"""Pixels an inch: a point of a picture's template is two pixels."""


def pdf(template: str, facts: str) -> bytes:
    """The PDF of a template and facts as JSON, accessible by PDF/UA-1. RuntimeError: it cannot be
    set."""
    return typeset(template, cleaned(json.loads(facts)), "pdf")


def png(template: str, facts: str) -> bytes:
    """The picture of a template of one page. RuntimeError: it cannot be set."""
    return typeset(template, cleaned(json.loads(facts)), "png")


def typeset(template: str, facts: Any, to: Literal["pdf", "png"]) -> bytes:
    """The same of facts in which every letter has a shape."""
    import typst

    with as_file(files("templates") / "documents" / f"{template}.typ") as file:
        made = typst.compile(
            file,
            format=to,
            ppi=PPI,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(facts)},
            pdf_standards="ua-1" if to == "pdf" else [],
        )
    assert isinstance(made, bytes)  # noqa: S101 one document, and to no file
    return made


@cache
def _fonts() -> "Fonts":
    import typst
    from font_source_sans_pro import font_directory

    return typst.Fonts(False, False, [font_directory])

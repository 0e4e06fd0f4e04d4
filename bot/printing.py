"""Makes one document and ends: facts as JSON in, PDF out.

    python -m bot.printing letter < facts.json > letters.pdf

A process of its own, since the typesetter takes 70 MB and holds the interpreter while it works.
"""

import json
import sys
import unicodedata
from importlib.resources import as_file, files
from typing import Any

SHOWN = (
    (0x20, 0x7E),
    (0xA0, 0x17E),
    (0x218, 0x21B),
    (0x1E80, 0x1E85),
    (0x1EA0, 0x1EF9),
    (0x2012, 0x2015),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x20AC, 0x20AC),
)
"""The letters for which every weight of the typeface has a shape, as ranges of code points."""


def printed(template: str, facts: str) -> bytes:
    """The PDF of `templates/documents/TEMPLATE.typ`, accessible by PDF/UA-1.

    `facts` is a JSON list of objects; each with a `link` is given its QR code as `code`, an SVG.
    Facts reach the template as data, never as markup. RuntimeError: it cannot be set.
    """
    import typst
    from font_source_sans_pro import font_directory

    fonts = typst.Fonts(False, False, [font_directory])
    given = json.dumps([_with_code(one) for one in json.loads(facts)])
    with as_file(files("templates") / "documents" / f"{template}.typ") as file:
        made = typst.compile(
            file,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": given},
            pdf_standards="ua-1",
        )
    assert isinstance(made, bytes)  # noqa: S101 one PDF, and to no file
    return made


def _with_code(facts: dict[str, Any]) -> dict[str, Any]:
    import segno

    cleaned = {name: shown(v) if isinstance(v, str) else v for name, v in facts.items()}
    if "link" in cleaned:
        code = segno.make(cleaned["link"], error="m", micro=False)
        cleaned["code"] = code.svg_inline(border=4)
    return cleaned


def shown(text: str) -> str:
    """The text without what the typeface has no shape for: emoji, other scripts."""
    text = unicodedata.normalize("NFC", text)
    kept = (c for c in text if any(first <= ord(c) <= last for first, last in SHOWN))
    return " ".join("".join(kept).split())


if __name__ == "__main__":
    sys.stdout.buffer.write(printed(sys.argv[1], sys.stdin.read()))

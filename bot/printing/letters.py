"""Letters that invite schools: each with its link as a code for a camera."""

import json

from bot.printing.glyphs import cleaned
from bot.printing.typesetting import typeset


def letters(facts: str) -> bytes:
    """One PDF page a school. `facts` is a JSON list of objects; the QR code of each one's `link`
    is put beside it as `code`, an SVG."""
    import segno

    told = cleaned(json.loads(facts))
    for one in told:
        if "link" in one:
            code = segno.make(one["link"], error="m", micro=False)
            one["code"] = code.svg_inline(border=4)
    return typeset("letter", told, "pdf")

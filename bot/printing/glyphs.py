"""What the typeface can show of what people typed: decided here, before anything is typeset."""

import re
import unicodedata
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

INSTEAD = {"school": "Your school", "cohort": "Your cohort", "name": "A school"}
"""By the name of a fact of which nothing can be shown: what stands in its place."""

ELSE = "(not in letters that this page can show)"


def shown(text: str) -> str:
    """The text without what the typeface has no shape for, such as emoji; letters that it lacks
    leave dots. Empty where that is all there was."""
    whole = unicodedata.normalize("NFC", text)
    kept = "".join(_kept(c) for c in whole)
    kept = " ".join(re.sub(r"…(\s*…)+", "…", kept).split())
    lost = kept != " ".join(whole.split())
    return "" if lost and not any(c.isalnum() for c in kept) else kept


def _kept(c: str) -> str:
    if any(first <= ord(c) <= last for first, last in SHOWN):
        return c
    if c.isspace():
        return " "
    return "…" if c.isalpha() else ""


def cleaned(facts: Any, called: str = "") -> Any:
    """Facts, however nested, with every text in them as it can be shown; what was not empty is not
    left so. `called`: the name under which they stand."""
    match facts:
        case str():
            return shown(facts) or (INSTEAD.get(called, ELSE) if facts.strip() else "")
        case dict():
            return {name: cleaned(value, name) for name, value in facts.items()}
        case list():
            return [cleaned(one, called) for one in facts]
        case _:
            return facts

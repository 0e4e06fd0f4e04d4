"""What a file is called: it says whose it is, what it is and of when, wherever it is saved."""

import re
import unicodedata
from datetime import date

LONGEST = 60
NAMELESS = "school"
UNMARKED = str.maketrans(
    {"&": " and ", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss", "æ": "ae"}
)
"""Letters that are no letter with a mark on it."""


def file_name(of: str, what: str, on: date, ending: str) -> str:
    """`riverbank-primary-governors-2026-11.pdf`: ASCII, at most sixty letters in all. `of` is the
    school's or the cohort's name, and is cut first."""
    rest = f"-{what}-{on:%Y-%m}.{ending}"
    return f"{_cut(_slug(of), LONGEST - len(rest)) or NAMELESS}{rest}"


def _cut(slug: str, length: int) -> str:
    """In whole words, if the first of them fits."""
    if len(slug) <= length:
        return slug
    words = slug[: length + 1].rpartition("-")[0]
    return words or slug[:length]


def _slug(name: str) -> str:
    """The name in small ASCII letters, figures and hyphens; empty where it has none of them."""
    plain = unicodedata.normalize("NFKD", name.translate(UNMARKED).replace("'", ""))
    letters = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")

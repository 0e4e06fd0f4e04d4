"""What people typed, as files for other programs can hold it: as written, and never a command."""

import re

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What neither XML nor a calendar can hold: control characters, halves of letters."""

COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet would take for a formula."""


def readable(text: str) -> str:
    """The text without what cannot be written; its lines end in one way."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_command(text: str) -> bool:
    """Whether a spreadsheet would take a cell of this text for a formula."""
    return text.startswith(COMMANDS) or text.lstrip().startswith(COMMANDS)


def harmless(text: str) -> str:
    """What was typed as a cell of a CSV file: an apostrophe stands before what is a command."""
    text = readable(text)
    return f"'{text}" if is_command(text) else text


def cut(text: str, most: int) -> str:
    """The text in at most so many UTF-16 units, as Excel counts letters; none is cut in two."""
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")

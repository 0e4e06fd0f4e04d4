"""How hard a sentence is to read, by the automated readability index.

The index is near the American school grade at which a reader manages: 9 suits a tired adult.
"""

import re
from collections.abc import Collection
from pathlib import Path

from neambition.errors import ContentError
from neambition.framework_files import FRAMEWORKS

EXEMPT = FRAMEWORKS / "exempt-words.txt"


def exempt_words(file: Path = EXEMPT) -> frozenset[str]:
    """The words that count as short, in lower case; ContentError if the file cannot be read."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([f"{file}: cannot be read ({error}); put the file back"]) from error
    words = (line.partition("#")[0].strip().lower() for line in lines)
    return frozenset(filter(None, words))


def hardness(text: str, exempt: Collection[str]) -> float:
    """The automated readability index of the text, its exempt words counted as short ones."""
    # Loading textstat takes 88 MB, which the running bot has no use for.
    import textstat

    return float(textstat.automated_readability_index(_shortened(text, exempt)))


def _shortened(text: str, exempt: Collection[str]) -> str:
    def short(word: re.Match[str]) -> str:
        if word[0].lower() not in exempt:
            return word[0]
        return "things" if word[0].lower().endswith("s") else "thing"

    return re.sub(r"\w+", short, text)

"""How hard a sentence is said to be, and what is not held against it."""

import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition import reading
from neambition.errors import ContentError

EXEMPT = frozenset({"apprenticeship", "apprenticeships"})


def test_longer_words_and_sentences_are_harder() -> None:
    easy = reading.hardness("Each pupil meets a baker.", EXEMPT)
    longer_words = reading.hardness("Each youngster encounters professionals.", EXEMPT)
    longer = reading.hardness("Each pupil meets a baker and a nurse in the hall each term.", EXEMPT)
    assert easy < longer_words
    assert easy < longer


@pytest.mark.parametrize(
    ("text", "counts_as"),
    [
        ("Pupils know an apprenticeship is open.", "Pupils know an thing is open."),
        ("Apprenticeships, they know, pay.", "things, they know, pay."),
        ("An apprenticeship's pay is known.", "An thing's pay is known."),
    ],
)
def test_an_exempt_word_counts_as_a_short_one(text: str, counts_as: str) -> None:
    assert reading.hardness(text, EXEMPT) == reading.hardness(counts_as, EXEMPT)


def test_part_of_a_word_is_not_exempt() -> None:
    text = "Pupils know preapprenticeships."
    assert reading.hardness(text, EXEMPT) == reading.hardness(text, frozenset())


@given(st.text())
def test_any_text_has_a_hardness(text: str) -> None:
    assert math.isfinite(reading.hardness(text, EXEMPT))


def test_exempt_words_are_one_a_line_with_comments(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# Said aloud.\n\nCareer  # and so on\n university\n", "utf-8")
    assert reading.exempt_words(file) == {"career", "university"}


def test_the_shipped_words_are_single_words_in_both_numbers() -> None:
    """A line of two words would exempt nothing."""
    words = reading.exempt_words()
    assert all(word.isalpha() for word in words)
    assert {"careers", "apprenticeship", "apprenticeships", "university"} <= words


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"words\.txt: cannot be read .* put the file back"):
        reading.exempt_words(tmp_path / "words.txt")


def test_the_measure_is_loaded_only_when_used_and_asks_no_network() -> None:
    """88 MB of it would otherwise live in the running bot."""
    script = """
import socket, sys
from neambition import check, reading
assert not [m for m in sys.modules if m.split(".")[0] in ("textstat", "nltk")]
def refuse(*_): raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = refuse
print(reading.hardness("Each pupil meets a baker.", ()) < 9)
"""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("True\n", "")

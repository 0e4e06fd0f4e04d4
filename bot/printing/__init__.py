"""Documents: by a template's name, what makes one of its facts.

    python -m bot.printing letter < facts.json > letters.pdf

A maker takes facts as JSON and returns the finished file; whatever it raises means that it cannot
be made. It runs in the press's own process, and imports what is heavy only when it is called.
"""

from collections.abc import Callable
from functools import partial

from bot.printing.letters import letters
from bot.printing.typesetting import pdf, png

Maker = Callable[[str], bytes]

MAKERS: dict[str, Maker] = {
    "letter": letters,
    "scorecard": partial(png, "scorecard"),
    "governors": partial(pdf, "governors"),
    "questions": partial(pdf, "questions"),
    "report": partial(pdf, "report"),
    "certificate": partial(pdf, "certificate"),
    "cohort": partial(png, "cohort"),
    "cohort_shares": partial(png, "cohort_shares"),
}

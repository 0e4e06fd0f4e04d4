"""Fits the weights of `neambition.resources.suitable` to the examples, and prints them; and how
often the whole search is right of either kind.

Each example is compared with those of all other writers. Only those count that were thought of
before the catalogue was seen, as people's are: whoever has it in view asks for what is there.
Logistic regression by plain descent. What there is nothing for counts as half, however much of it
there is: nothing said where there is something is as bad as something shown where there is nothing.
"""

from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from neambition.resources import answered, catalogue
from neambition.resources.examples import Examples
from neambition.resources.shelf import Shelf
from neambition.resources.suitable import Signs, signs
from tests.suggestions.searching import search

UNSERVED = 0.5
PULL = 0.01
"""Towards weights of nothing, so that signs which say the same share what they tell."""
ROUNDS, STEP = 4000, 0.5

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """Of the examples that count, a row each: the signs, whether there was something for it, and
    whether the whole search shows something as it is set now."""

    signs: Matrix
    served: Matrix
    shown: Matrix


def seen() -> Seen:
    every, catalogued = answered.read(), catalogue.read()
    rows, served, shown = [], [], []
    for writer in sorted({example.writer for example in every if example.writer.isalpha()}):
        shelf = Shelf(catalogued)
        shelf.examples = Examples([example for example in every if example.writer != writer])
        answers = shelf.examples.answers(catalogued)
        for example in every:
            if example.writer == writer:
                asked = shelf.asked(example.words)
                alike = shelf.examples.alike(asked)
                covered = float(shelf.covered(asked).max())
                rows.append(astuple(signs(asked, covered, answers.nearest(alike), alike.here)))
                served.append(float(bool(example.send)))
                shown.append(float(bool(search(example.words, shelf))))
    return Seen(np.array(rows, dtype=float), np.array(served), np.array(shown))


def fitted(seen: Matrix, served: Matrix) -> tuple[float, Matrix]:
    """The start, and a weight for each sign."""
    counts = np.where(served > 0, (1 - UNSERVED) / served.mean(), UNSERVED / (1 - served).mean())
    middle, spread = seen.mean(0), seen.std(0)
    even = (seen - middle) / spread
    start, weights = 0.0, np.zeros(seen.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-(start + even @ weights)))
        off = (likely - served) * counts
        start -= STEP * off.mean()
        weights -= STEP * (even.T @ off / len(served) + PULL * weights)
    return start - float((weights * middle / spread).sum()), weights / spread


def report() -> str:
    every = seen()
    start, weights = fitted(every.signs, every.served)
    named = ", ".join(
        f"{field.name} {weight:.1f}" for field, weight in zip(fields(Signs), weights, strict=True)
    )
    return (
        f"start {start:.1f}, {named}\n"
        f"by these: {_right(every.served, start + every.signs @ weights > 0)}\n"
        f"by the whole search as it is set: {_right(every.served, every.shown > 0)}"
    )


def _right(served: Matrix, shown: NDArray[np.bool_]) -> str:
    return (
        f"{shown[served > 0].mean():.2f} served and {1 - shown[served == 0].mean():.2f} refused"
        " rightly, by the examples of other writers"
    )

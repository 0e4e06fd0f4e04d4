"""Fits the weights of `neambition.resources.suitable` to the examples, and prints them.

Each example is compared with those of all other writers. Only those count that were thought of
before the catalogue was seen, as people's are: whoever has it in view asks for what is there.
Logistic regression by plain descent. What there is nothing for counts as half, however much of it
there is: nothing said where there is something is as bad as something shown where there is nothing.
"""

from dataclasses import astuple, fields

import numpy as np
from numpy.typing import NDArray

from neambition.resources import examples
from neambition.resources.examples import Examples
from neambition.resources.shelf import Shelf
from neambition.resources.suitable import Signs, signs

UNSERVED = 0.5
PULL = 0.01
"""Towards weights of nothing, so that signs which say the same share what they tell."""
ROUNDS, STEP = 4000, 0.5

Matrix = NDArray[np.float64]


def table(shelf: Shelf) -> tuple[Matrix, Matrix]:
    """The signs of the examples that count, and whether there was something for each."""
    every = examples.read()
    rows, served = [], []
    for writer in sorted({example.writer for example in every if example.writer.isalpha()}):
        others = Examples([example for example in every if example.writer != writer])
        answers = others.answers(shelf.entries)
        for example in every:
            if example.writer == writer:
                asked = shelf.asked(example.words)
                alike = others.alike(asked)
                covered = float(shelf.covered(asked).max())
                seen = signs(asked, covered, answers.nearest(alike), alike.here)
                rows.append(astuple(seen))
                served.append(float(bool(example.send)))
    return np.array(rows, dtype=float), np.array(served)


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


def report(shelf: Shelf) -> str:
    seen, served = table(shelf)
    start, weights = fitted(seen, served)
    shown = start + seen @ weights > 0
    named = ", ".join(
        f"{field.name} {weight:.1f}" for field, weight in zip(fields(Signs), weights, strict=True)
    )
    right = shown[served > 0].mean(), 1 - shown[served == 0].mean()
    return (
        f"start {start:.1f}, {named}\n"
        f"of the examples, by those of other writers: {right[0]:.2f} served, {right[1]:.2f} refused"
        " rightly"
    )

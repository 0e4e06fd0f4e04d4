"""Whether there is anything here for a request, by signs of it.

The weights are fitted to the examples, each compared with those of other writers, by `python -m
tests.suggestions fit`; what is for nobody here counts there as two requests in five.
"""

from dataclasses import astuple, dataclass

import numpy as np

from neambition.resources.asking import Asked
from neambition.resources.examples import Alike, Examples, Likeness, nearest

NEAREST_BY_WORDS, NEAREST_BY_SENSE = 15, 20
MOST_ELSEWHERE = 3


@dataclass(frozen=True)
class Signs:
    """What speaks for something being here, and what against it; shares from 0 to 1.

    `covered`: how much of what is wanted the best entry has. `words_served`, `sense_served`: of the
    nearest examples, by their likeness, those that there was something for. `nearest_served`,
    `nearest_unserved`: how like the nearest of either is. `elsewhere`: words about what is not kept
    here, at most three. `careers`: whether work is spoken of. `topicless`: whether nothing but
    limits is said. `points`: which way its words point, no share but a number as `Bearing` has it.
    """

    covered: float
    words_served: float
    sense_served: float
    nearest_served: float
    nearest_unserved: float
    elsewhere: float
    careers: float
    topicless: float
    points: float


WEIGHTS = Signs(1.7, 1.0, 1.6, 4.0, -2.1, -0.3, 0.7, 1.0, 0.6)
START = -4.4


def suits(signs: Signs) -> bool:
    """Whether there is more likely something here than nothing."""
    pairs = zip(astuple(signs), astuple(WEIGHTS), strict=True)
    return bool(START + sum(sign * weight for sign, weight in pairs) > 0)


def signs(examples: Examples, alike: Alike, asked: Asked, covered: float) -> Signs:
    """`covered` as in `Signs`."""
    served = examples.served
    return Signs(
        covered if asked.topics else 0.0,
        _share(alike.by_words, examples, NEAREST_BY_WORDS),
        _share(alike.by_sense, examples, NEAREST_BY_SENSE),
        float(alike.by_sense[served].max(initial=0)),
        float(alike.by_sense[~served].max(initial=0)),
        min(asked.elsewhere, MOST_ELSEWHERE),
        asked.careers,
        not asked.topics,
        alike.points,
    )


def _share(likeness: Likeness, examples: Examples, many: int) -> float:
    near = np.array([*nearest(likeness, many)])
    likes = likeness[near]
    return float(likes[examples.served[near]].sum() / (likes.sum() + 0.3))

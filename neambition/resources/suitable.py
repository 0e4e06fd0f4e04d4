"""Whether there is anything here for a request, by signs of it.

The weights are fitted to the examples, each compared with those of other writers, by `python -m
tests.suggestions fit`; of those who wrote theirs before they saw the catalogue, and with what there
is nothing for as half of them.
"""

from dataclasses import astuple, dataclass

from neambition.resources.asking import Asked

THE_SAME = 0.95
"""So like an example that it asks for the same."""


@dataclass(frozen=True)
class Signs:
    """What speaks for something being here, and what against it; shares from 0 to 1.

    `covered`: how much of what is wanted the best entry has. `nearest_served`, `nearest_unserved`:
    how like the nearest examples are, of those that there is something for, newcomers' own words
    among them, and of the others.
    `here`: which way its words point, no share but a number as `Wordings` has it. `careers`:
    whether work is spoken of. `topicless`: whether nothing but limits is said.
    """

    covered: float
    nearest_served: float
    nearest_unserved: float
    here: float
    careers: float
    topicless: float

    @property
    def answered_before(self) -> bool:
        return max(self.nearest_served, self.nearest_unserved) >= THE_SAME


WEIGHTS = Signs(1.4, 5.0, -5.5, 0.8, 0.7, 1.4)
START = -2.25
"""A little below what is fitted, since jobs, names and limits alone are served whatever the signs
say: so the whole search is right of either kind equally often, as `fit` prints besides."""


def suits(signs: Signs) -> bool:
    """Whether there is more likely something here than nothing; what was answered before is
    answered as it was."""
    if signs.answered_before:
        return signs.nearest_served >= signs.nearest_unserved
    pairs = zip(astuple(signs), astuple(WEIGHTS), strict=True)
    return bool(START + sum(sign * weight for sign, weight in pairs) > 0)


def signs(asked: Asked, covered: float, nearest: tuple[float, float], here: float) -> Signs:
    """As in `Signs`; `nearest`: served, unserved."""
    return Signs(
        covered if asked.topics else 0.0,
        *nearest,
        here,
        asked.careers,
        not asked.topics,
    )

"""Words that call for a person at once, and for no resource."""

from functools import cache

from neambition.resources.words import Phrases, plain_words

_PHRASES = (
    *("want to die", "wants to die", "kill myself", "killing myself", "kill himself"),
    *("kill herself", "kill themselves", "end my life", "suicide", "suicidal", "hurt myself"),
    *("self harm", "selfharm", "self harming", "harming herself", "harming himself"),
    *("being abused", "is abused", "was abused", "been abused", "being neglected", "child abuse"),
    *("being bullied", "is bullied", "bullying my", "bullied by", "hit by her", "hit by his"),
    *("disclosed abuse", "made a disclosure", "safeguarding concern", "in danger", "not safe at"),
)


@cache
def _phrases() -> Phrases:
    return Phrases({"care": [*_PHRASES]}, plain_words)


def calls_for_a_person(words: str) -> bool:
    """Whether they speak of danger to somebody."""
    return bool(_phrases().find(plain_words(words)))

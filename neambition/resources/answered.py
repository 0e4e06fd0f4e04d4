"""Requests that advisers have answered.

`examples.csv` is a row a request: its words, the ids of what an adviser would send for it, the best
first, none where there is nothing for it here; and who wrote it: a letter for those who had not
seen the catalogue yet when they thought of what people ask for, a number for those who had. Whoever
looks after the catalogue may add to it. Nobody of them knew the requests that the search is judged
by.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from neambition.resources.words import plain_words, stem

FILE = Path(__file__).with_name("examples.csv")
NAMED = 300
"""One in so many requests, at most, names one and the same thing."""
SEVERAL = 4
"""Fewer may be typed for other business, and it is a name all the same."""


@dataclass
class Example:
    """`plain`: its words as `plain_words` has them."""

    words: str
    send: tuple[str, ...]
    writer: str
    plain: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.plain = plain_words(self.words)


@cache
def read() -> tuple[Example, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return tuple(
            Example(words, tuple(send.split(";")) if send else (), writer)
            for words, send, writer in rows
        )


@cache
def standing() -> frozenset[tuple[str, ...]]:
    """The words of each."""
    return frozenset(tuple(example.plain) for example in read())


@cache
def typed() -> Counter[str]:
    """How often each word was typed."""
    return Counter(word for example in read() for word in example.plain)


@cache
def no_names() -> frozenset[str]:
    """Stems of words that are no name of one thing here, since many people type them, or several
    and one in three of those who do for what there is nothing for."""
    here, elsewhere = Counter[str](), Counter[str]()
    for example in read():
        (here if example.send else elsewhere).update({*map(stem, example.plain)})
    many = len(read()) / NAMED
    return frozenset(
        word
        for word in here | elsewhere
        if here[word] + elsewhere[word] > many or elsewhere[word] >= max(SEVERAL, here[word] / 2)
    )

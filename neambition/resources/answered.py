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
OFTEN = 4
"""What was typed oftener is no slip of anybody's."""


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
def often_typed() -> frozenset[str]:
    """Words that people type often, as they are typed."""
    typed = Counter(word for example in read() for word in example.plain)
    return frozenset(word for word, times in typed.items() if times > OFTEN)


@cache
def of_other_business() -> frozenset[str]:
    """Stems of words of which one in five and more are typed for what there is nothing for."""
    here, elsewhere = Counter[str](), Counter[str]()
    for example in read():
        (here if example.send else elsewhere).update({*map(stem, example.plain)})
    return frozenset(word for word, times in elsewhere.items() if 4 * times >= here[word])

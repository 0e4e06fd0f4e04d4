"""What a text owes to its reader: plain, short, and no talk of duty."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from statistics import median

from neambition import reading
from neambition.check.found import Found
from neambition.check.version import Version
from neambition.framework import Benchmark

BANNED = re.compile(r"\b(compliant|compliance|fail|must|statutory)\b", re.IGNORECASE)
HARDEST, MEDIAN_HARDNESS = 12, 9
MEASURED = ("statements.text", "statements.mostly", "statements.fully")

_IDS = frozenset({"id", "version", "follows", "foundations", "leans_on", "resource", "resources"})
_CODES = frozenset({"knows_best", "for_levels", "effort", "needs"})


@dataclass(frozen=True)
class Text:
    """A text that people read. `place` is its path without the ids: `statements.actions.text`."""

    path: str
    place: str
    text: str


def banned(texts: Iterator[Text]) -> Found:
    for t in texts:
        for word in BANNED.findall(t.text):
            yield t.path, f"says “{word}”; say it without, as there is no duty on a primary school"


def hard(benchmark: Benchmark, exempt: Collection[str]) -> Found:
    for t in texts(benchmark.model_dump()):
        if t.place in MEASURED and (index := reading.hardness(t.text, exempt)) > HARDEST:
            what = f"is hard to read ({index:.1f}, over {HARDEST}); use fewer or shorter words"
            yield t.path, what


def hard_on_the_whole(version: Version, exempt: Collection[str]) -> Found:
    hardness = {
        s.id: reading.hardness(s.text, exempt)
        for b in version.benchmarks.values()
        for s in b.statements
    }
    if hardness and (middle := median(hardness.values())) > MEDIAN_HARDNESS:
        worst = ", ".join(sorted(hardness, key=lambda id_: -hardness[id_])[:3])
        what = f"half are harder than {middle:.1f}, over {MEDIAN_HARDNESS}"
        yield "statements", f"{what}; shorten words and sentences, first in {worst}"


def texts(data: object, path: str = "", place: str = "") -> Iterator[Text]:
    """Every text for people in a framework's data, however deep."""
    if isinstance(data, str):
        yield Text(path, place, data)
    elif isinstance(data, dict):
        for key in (k for k in data if k not in _IDS | _CODES):
            yield from texts(data[key], _join(path, key), _join(place, key))
    elif isinstance(data, tuple):
        for item in data:
            yield from texts(item, _join(path, item["id"]), place)


def _join(*steps: str) -> str:
    return ".".join(filter(None, steps))

"""Meanings: what people call things, read from `synonyms.txt`, which anybody may extend."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from neambition.resources.words import Phrases, lines, named

FILE = Path(__file__).with_name("synonyms.txt")
ANY_WORK = "any work"
"""The meaning of whatever brings people of every job into a school."""
_ANY_WORK = (
    "any job",
    "people from many jobs",
    "volunteers from",
    "volunteers to",
    "employee volunteers",
    "people from work",
    "visitors from varied jobs",
)


@dataclass(frozen=True)
class Meanings:
    """`names` of what there may be something for, of which `work` is about jobs."""

    names: frozenset[str]
    work: frozenset[str]
    known: Phrases


@cache
def meanings() -> Meanings:
    parts: dict[str, dict[str, list[str]]] = {"work": {}, "themes": {}}
    part = ""
    for line in lines(FILE):
        if line.startswith("["):
            part = line.strip("[]")
        else:
            name, several = named(line)
            parts[part][name] = several
    known = {**parts["work"], **parts["themes"], ANY_WORK: list(_ANY_WORK)}
    return Meanings(frozenset(known), frozenset(parts["work"]), Phrases(known))

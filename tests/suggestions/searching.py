"""The search as the evaluation asks it, on the day when the requests were judged."""

from datetime import date

from neambition.resources import catalogue
from neambition.resources.shelf import Shelf

TODAY = date(2026, 11, 24)
SHELF = Shelf(catalogue.read())


def search(words: str, shelf: Shelf = SHELF) -> list[str]:
    limits = shelf.read(words, TODAY).limits
    return [entry.id for entry in shelf.look(words, limits, {}, TODAY)]

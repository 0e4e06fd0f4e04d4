"""What is named by a number: a year of school or an age, and so a stage; a benchmark."""

import re
from collections.abc import Sequence

from neambition.resources.words import stem

BENCHMARKS = frozenset("12345678")
_YEAR = re.compile(r"(?:y|yr|yrs|year|years)([1-6])s?")
_NAMES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_NUMBERS = {word: number for number, word in enumerate(_NAMES, 1)}
_NUMBERS |= {f"{word}s": number for word, number in _NUMBERS.items()}
_OLD = re.compile(r"([3-9]|1[01])y(?:o|r|rs)s?")
_TWO = re.compile(r"(\d{1,2})s?")
_AGES = {3: "EYFS", 4: "EYFS", 5: "KS1", 6: "KS1", **dict.fromkeys(range(7, 12), "KS2")}


def stages(plain: Sequence[str]) -> list[tuple[int, str]]:
    """Where a year of school or an age is named, and its stage."""
    found: list[tuple[int, str]] = []
    after_year = after_age = False
    for at, word in enumerate(plain):
        joined = old = two = None
        if not word.isalpha():
            joined, old, two = (sign.fullmatch(word) for sign in (_YEAR, _OLD, _TWO))
        number = int(two[1]) if two else _NUMBERS.get(word, 0)
        if joined:
            found.append((at, _of_year(int(joined[1]))))
        elif after_year and 1 <= number <= 6:
            found.append((at, _of_year(number)))
        elif old:
            found.append((at, _AGES[int(old[1])]))
        elif number in _AGES and (
            after_age
            or _says_old(plain[at + 1 : at + 3])
            or _ends_ages(word, plain[max(0, at - 2) : at])
        ):
            found.append((at, _AGES[number]))
        goes_on = bool(number) or word in ("and", "or", "to")
        after_year = (
            word in ("y", "yr", "yrs", "year", "years") or (after_year and goes_on) or bool(joined)
        )
        after_age = word in ("age", "aged", "ages") or (after_age and goes_on)
    return found


def _ends_ages(word: str, before: Sequence[str]) -> bool:
    """`8 to 11s`, `5-7s`: of whom there are several, after a smaller number."""
    digits = [word.removesuffix("s"), *(other for other in before if other != "to")]
    if not word.endswith("s") or len(digits) < 2 or not all(d.isdecimal() for d in digits):
        return False
    return int(digits[-1]) < int(digits[0])


def benchmarks(plain: Sequence[str]) -> list[tuple[range, int]]:
    """Where a benchmark is named by its number, and that."""
    found: list[tuple[range, int]] = []
    for at, word in enumerate(plain[1:], 1):
        number = int(word) if word in BENCHMARKS else _NUMBERS.get(word, 0)
        if plain[at - 1] in ("benchmark", "bm", "gb") and str(number) in BENCHMARKS:
            start = at - 2 if at > 1 and plain[at - 2] == "gatsby" else at - 1
            found.append((range(start, at + 1), number))
    return found


def _of_year(number: int) -> str:
    return "KS1" if number <= 2 else "KS2"


def _says_old(following: Sequence[str]) -> bool:
    """`year olds`, `yrs old`."""
    years = bool(following) and stem(following[0]) in ("year", "yr")
    return years and "old" in [word.rstrip("s") for word in following]

"""What is named by a number: a year of school or an age, and so a stage; a benchmark."""

import re
from collections.abc import Sequence
from itertools import dropwhile

from neambition.resources.words import stem

BENCHMARKS = frozenset("12345678")
_YEARS = ("y", "yr", "yrs", "year", "years")
_YEAR = re.compile(r"(?:y|yr|yrs|year|years)([1-6])s?")
_NAMES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_NUMBERS = {word: number for number, word in enumerate(_NAMES, 1)}
_NUMBERS |= {f"{word}s": number for word, number in _NUMBERS.items()}
_OLD = re.compile(r"([3-9]|1[01])y(?:o|r|rs)s?")
_TWO = re.compile(r"(\d{1,2})s?")
_CALLED = ("benchmark", "benchmarks", "bm", "gbm", "gb")
_JOINED = re.compile(r"(?:benchmarks?|gatsby|bm|gbm?)([1-8])")
_ORDINALS = {
    word: number
    for number, both in enumerate(
        (
            *(("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th")),
            *(("fifth", "5th"), ("sixth", "6th"), ("seventh", "7th"), ("eighth", "8th")),
        ),
        start=1,
    )
    for word in both
}
_AGES = {3: "EYFS", 4: "EYFS", 5: "KS1", 6: "KS1", **dict.fromkeys(range(7, 12), "KS2")}


def stages(plain: Sequence[str]) -> list[tuple[range, str]]:
    """Where a year of school or an age is named, `year` before it too, and its stage."""
    found: list[tuple[range, str]] = []
    after_year = after_age = False
    for at, word in enumerate(plain):
        joined = old = two = None
        if not word.isalpha():
            joined, old, two = (sign.fullmatch(word) for sign in (_YEAR, _OLD, _TWO))
        number = int(two[1]) if two else _NUMBERS.get(word, 0)
        where = range(at - 1 if at and plain[at - 1] in _YEARS else at, at + 1)
        if joined:
            found.append((where, _of_year(int(joined[1]))))
        elif after_year and 1 <= number <= 6:
            found.append((where, _of_year(number)))
        elif old:
            found.append((where, _AGES[int(old[1])]))
        elif number in _AGES and (
            after_age
            or _says_old([*dropwhile(_goes_on, plain[at + 1 : at + 4])])
            or _ends_ages(word, plain[max(0, at - 2) : at])
        ):
            found.append((where, _AGES[number]))
        goes_on = _goes_on(word)
        after_year = word in _YEARS or (after_year and goes_on) or bool(joined)
        after_age = word in ("age", "aged", "ages") or (after_age and goes_on)
    return found


def _goes_on(word: str) -> bool:
    """Whether after it another number of the same kind may come."""
    return word in ("and", "or", "to") or bool(_TWO.fullmatch(word)) or word in _NUMBERS


def _ends_ages(word: str, before: Sequence[str]) -> bool:
    """`8 to 11s`, `5-7s`: of whom there are several, after a smaller number."""
    digits = [word.removesuffix("s"), *(other for other in before if other != "to")]
    if not word.endswith("s") or len(digits) < 2 or not all(d.isdecimal() for d in digits):
        return False
    return int(digits[-1]) < int(digits[0])


def benchmarks(plain: Sequence[str]) -> list[tuple[range, int]]:
    """Where a benchmark is named by its number, and that; `benchmarks 5 and 6` are two."""
    plain = [*plain]
    found: list[tuple[range, int]] = []
    at = 0
    while at < len(plain):
        start, at = at, at + 1
        joined, end = _JOINED.fullmatch(plain[start]), _after_name(plain, start)
        if joined:
            found.append((range(start, at), int(joined[1])))
        elif plain[start] in _ORDINALS and plain[at : at + 1] == ["benchmark"]:
            at += 1
            found.append((range(start, at), _ORDINALS[plain[start]]))
        elif end > start and (number := _number(plain, end)):
            at = end + 1
            found.append((range(start, at), number))
            while number := _number(plain, and_ := at + (plain[at : at + 1] == ["and"])):
                found.append((range(at, and_ + 1), number))
                at = and_ + 1
    return found


def _after_name(plain: list[str], at: int) -> int:
    """The place after `benchmark`, `Gatsby`, `gatsby bm no`; the same where it is not called so."""
    end = at + (plain[at] == "gatsby")
    if plain[end : end + 2] == ["bench", "mark"]:
        end += 2
    elif plain[end : end + 1] and plain[end] in _CALLED:
        end += 1
    of_else = plain[at] == "gb" and at and (plain[at - 1] == "team" or plain[at - 1].isdecimal())
    if end == at or of_else:
        return at
    return end + (plain[end : end + 1] in (["no"], ["number"]))


def _number(plain: list[str], at: int) -> int:
    """The number of a benchmark at that place; 0 for none."""
    word = plain[at] if at < len(plain) else ""
    number = int(word) if word in BENCHMARKS else _NUMBERS.get(word, 0)
    return number if str(number) in BENCHMARKS else 0


def _of_year(number: int) -> str:
    return "KS1" if number <= 2 else "KS2"


def _says_old(following: Sequence[str]) -> bool:
    """`year olds`, `yrs old`."""
    years = bool(following) and stem(following[0]) in ("year", "yr")
    return years and "old" in [word.rstrip("s") for word in following]

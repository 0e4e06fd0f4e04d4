"""Pictures, looked at: their size, and that bars are as long and cells as dark as they say."""

import io
import json
from typing import Any

import pytest
from PIL import Image

from bot.printing import MAKERS
from tests.botapi import rules
from tests.documents.test_papers import HOSTILE, SHAPELESS

DEEP = (0x15, 0x5E, 0x75)
TRACK = (0xE7, 0xED, 0xF0)
WIDTH = 1080
LEFT, BAR = 60, 660
"""Pixels: where a scorecard's bars begin, and how long they are."""
FULL_HEIGHT = 42
NEAR = 12
"""How far a colour may be off, of 255, at a smoothed edge."""

DARK = 420
"""Red, green and blue together: a bar's frame, half of it beside its own pixel."""

Colour = tuple[int, int, int]


def line(number: int, low: int, high: int, applies: bool = True) -> dict[str, Any]:
    said = "does not apply" if not applies else f"{low} %" if low == high else f"{low}–{high} %"
    return {
        "number": number,
        "title": "A title",
        "low": low,
        "high": high,
        "applies": applies,
        "said": said,
        "beside": "",
        "then": None,
    }


def scorecard(lines: list[dict[str, Any]], school: str = "Bede", then: str | None = None) -> str:
    counts = {
        "fully": 1,
        "of": 8,
        "in_place": 20,
        "known": 40,
        "not_applicable": 0,
        "to_find_out": 1,
        "so_far": None,
        "ranges": True,
    }
    told = {"school": school, "date": "24 November 2026", "then": then, "counts": counts}
    return json.dumps(told | {"lines": lines})


def picture(template: str, facts: str) -> Image.Image:
    made = MAKERS[template](facts)
    rules.photo("picture.png", made)
    return Image.open(io.BytesIO(made)).convert("RGB")


def near(one: Any, other: Colour) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def frames(image: Image.Image) -> list[tuple[int, int]]:
    """The first and last row of each bar or block that begins at the left edge, from the top."""
    found: list[tuple[int, int]] = []
    top = None
    for y in range(image.height):
        within = sum(image.getpixel((LEFT, y))) < DARK  # type: ignore[arg-type]
        if within and top is None:
            top = y
        elif not within and top is not None:
            found.append((top, y - 1))
            top = None
    return [(first, last) for first, last in found if last - first >= FULL_HEIGHT - 4]


def row(image: Image.Image, y: int) -> list[Any]:
    """The pixels of one row of a bar, without its frame."""
    return [image.getpixel((x, y)) for x in range(LEFT + 3, LEFT + BAR - 3)]


LOWS = (0, 13, 33, 50, 66, 86, 100, 40)


def test_each_bar_is_as_long_as_its_per_cent() -> None:
    image = picture("scorecard", scorecard([line(n, low, low) for n, low in enumerate(LOWS, 1)]))
    assert image.width == WIDTH
    assert image.height > image.width
    _, *bars = frames(image)
    assert len(bars) == 8
    for low, (first, last) in zip(LOWS, bars, strict=True):
        filled = sum(near(pixel, DEEP) for pixel in row(image, (first + last) // 2))
        assert filled == pytest.approx(BAR * low / 100, abs=8)


def test_what_is_not_known_is_striped_and_the_rest_empty() -> None:
    lines = [line(n, 40, 60) for n in range(1, 8)] + [line(8, 0, 0, applies=False)]
    image = picture("scorecard", scorecard(lines))
    _, *bars = frames(image)
    for first, last in bars[:7]:
        pixels = row(image, (first + last) // 2)
        known, unsure, rest = pixels[:255], pixels[270:385], pixels[400:]
        assert all(near(pixel, DEEP) for pixel in known)
        assert any(near(pixel, (255, 255, 255)) for pixel in unsure)
        assert any(sum(pixel) < sum(TRACK) - 150 for pixel in unsure)
        assert all(near(pixel, TRACK) for pixel in rest)
    first, last = bars[7]
    assert all(near(pixel, TRACK) for pixel in row(image, (first + last) // 2))


def test_a_bar_of_before_stands_below_the_one_of_now() -> None:
    lines = [line(n, 80, 80) for n in range(1, 9)]
    without = picture("scorecard", scorecard(lines))
    lines[2] |= {"then": {"low": 20, "high": 20, "applies": True, "said": "20 %"}}
    image = picture("scorecard", scorecard(lines, then="12 May 2026"))
    assert image.height > without.height
    _, *bars = frames(image)
    below = row(image, bars[2][1] + 8 + 10)
    grey = sum(near(pixel, (0x7D, 0x8B, 0x97)) for pixel in below)
    assert grey == pytest.approx(BAR * 0.2, abs=8)


@pytest.mark.parametrize("school", ["Bede", "W" * 160, "A long name of a school " * 6, "🎉"])
def test_a_scorecard_is_a_picture_that_can_be_sent_whatever_the_school(school: str) -> None:
    lines = [line(n, 80, 80) | {"beside": "2 do not apply"} for n in range(1, 9)]
    image = picture("scorecard", scorecard(lines, school))
    assert image.width == WIDTH
    margin = [image.getpixel((x, y)) for x in range(WIDTH - 40, WIDTH) for y in range(image.height)]
    assert all(near(pixel, (255, 255, 255)) for pixel in margin), "something runs off the edge"


# --- a cohort


CELLS = (0, 20, 50, 80, 100, None, 33, 67)


def heat_map(schools: int, name: str = "Bede Primary") -> str:
    return json.dumps(
        {
            "cohort": "Pilot",
            "date": "24 November 2026",
            "titles": [f"Benchmark {n}" for n in range(1, 9)],
            "schools": [{"name": name, "cells": CELLS} for _ in range(schools)],
            "more": 3,
            "page": 1,
            "pages": 1,
        }
    )


def test_a_cell_is_the_darker_the_more_is_in_place() -> None:
    """Between the figure and the cell's edge."""
    image = picture("cohort", heat_map(3))
    assert image.width == WIDTH
    tones = {
        0: (0xFF, 0xFF, 0xFF),
        20: (0xD5, 0xE6, 0xEA),
        50: (0x93, 0xC1, 0xCC),
        80: (0x2F, 0x7D, 0x91),
        100: DEEP,
        None: TRACK,
        33: (0xD5, 0xE6, 0xEA),
        67: (0x2F, 0x7D, 0x91),
    }
    lefts = [WIDTH - 44 - 76 * (8 - n) for n in range(8)]
    dark = [y for y in range(image.height) if near(image.getpixel((lefts[4] + 6, y)), DEEP)]
    y = dark[20]
    for left, per_cent in zip(lefts, CELLS, strict=True):
        assert near(image.getpixel((left + 6, y)), tones[per_cent]), per_cent


@pytest.mark.parametrize("name", ["Bede Primary", "W" * 40, "A school of a long name in a town"])
def test_forty_schools_are_one_picture(name: str) -> None:
    image = picture("cohort", heat_map(40, name))
    assert image.width == WIDTH
    assert image.height > 2000


@pytest.mark.parametrize("words", [*HOSTILE, *SHAPELESS])
def test_pictures_are_made_whatever_a_school_and_a_cohort_are_called(words: str) -> None:
    told = json.loads(heat_map(2, words)) | {"cohort": words}
    assert picture("cohort", json.dumps(told)).width == WIDTH
    said = {"cohort": words, "date": words, "total": 20, "lines": []}
    assert picture("cohort_shares", json.dumps(said)).width == WIDTH
    assert picture("scorecard", scorecard([line(1, 80, 80)], words)).width == WIDTH


def test_shares_are_as_long_as_they_count() -> None:
    parts = [
        {"stages": ["fully"], "said": "fully", "schools": 5},
        {"stages": ["partly", "not_yet"], "said": "partly or not yet", "schools": 15},
        {"stages": ["does_not_apply"], "said": "does not apply", "schools": 0},
    ]
    lines = [{"number": n, "title": "A title", "parts": parts if n < 8 else None} for n in range(9)]
    told = {"cohort": "Pilot", "date": "24 November 2026", "total": 20, "lines": lines}
    image = picture("cohort_shares", json.dumps(told))
    bars = frames(image)
    assert len(bars) == 8
    for first, _ in bars:
        pixels = [image.getpixel((x, first + 6)) for x in range(LEFT + 3, WIDTH - LEFT - 3)]
        edge = next(n for n, pixel in enumerate(pixels) if near(pixel, (255, 255, 255)))
        assert edge == pytest.approx(960 / 4, abs=14)

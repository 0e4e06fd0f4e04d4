"""A cohort in pictures: a heat map for its facilitator, and the shares for anybody."""

import json
from html import unescape

from dialogs.papers.naming import file_name
from dialogs.papers.scores import Facts
from dialogs.saying import STAGES, cut, day, say
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.figures import Figure, Shown
from neambition.store import results
from neambition.store.cohorts import Cohort
from neambition.store.results import Standing

A_PICTURE = 40
"""Schools, so that a phone still shows their names."""
PICTURES = 3
LONGEST_NAME = 40


def heat_maps(turn: Turn, cohort: Cohort) -> tuple[Paper, ...]:
    """The schools that share, by name, forty a picture; after three pictures they are counted."""
    sharing = results.standings(turn.db, cohort.id)
    shown = sharing[: A_PICTURE * PICTURES]
    parts = [shown[at : at + A_PICTURE] for at in range(0, len(shown), A_PICTURE)]
    facts: Facts = {
        "cohort": cohort.name,
        "date": day(turn.now, turn.house.zone),
        "titles": [benchmark.title for benchmark in turn.house.framework.benchmarks],
        "pages": len(parts),
        "more": len(sharing) - len(shown),
    }
    return tuple(
        _heat_map(turn, facts | {"page": page, "schools": _schools(turn, part)})
        for page, part in enumerate(parts, 1)
    )


def _heat_map(turn: Turn, facts: Facts) -> Paper:
    what = f"schools-{facts['page']}" if facts["pages"] != 1 else "schools"
    name = file_name(str(facts["cohort"]), what, turn.local.date(), "png")
    return Paper(name, "cohort", json.dumps(facts), unescape(say("heat_map_caption", **facts)))


def _schools(turn: Turn, part: list[Standing]) -> list[Facts]:
    """Each school's per cents, none where nothing of a benchmark applies."""
    numbers = [benchmark.number for benchmark in turn.house.framework.benchmarks]
    return [
        {
            "name": cut(one.school.name, LONGEST_NAME),
            "cells": [_per_cent(*one.benchmarks.get(number, (0, 0))) for number in numbers],
        }
        for one in part
    ]


def _per_cent(points: int, possible: int) -> int | None:
    return 100 * points // possible if possible else None


def shares(turn: Turn, cohort: Cohort, shown: Shown) -> Paper:
    """What may be said of it, as stacked bars: what is said together stays together."""
    facts = {
        "cohort": cohort.name,
        "date": day(turn.now, turn.house.zone),
        "total": shown.total,
        "lines": [
            {
                "number": benchmark.number,
                "title": benchmark.title,
                "parts": _parts(shown.benchmarks.get(benchmark.number)),
            }
            for benchmark in turn.house.framework.benchmarks
        ],
    }
    name = file_name(cohort.name, "shares", turn.local.date(), "png")
    words = unescape(say("shares_caption", **facts))
    return Paper(name, "cohort_shares", json.dumps(facts), words)


def _parts(figures: tuple[Figure, ...] | None) -> list[Facts] | None:
    if figures is None:
        return None
    return [
        {
            "stages": [str(stage) for stage in figure.stages],
            "said": " or ".join(STAGES[stage] for stage in figure.stages),
            "schools": figure.schools,
        }
        for figure in figures
    ]

"""A cohort's schools, for whoever facilitates it: what its files are made of, and its JSON.

format      "neambition-cohort-1"; fields are only ever added
cohort, made_on, says
words       how states are said
benchmarks  number and title of each
schools     a row a school: name, town, urn, area, state, answered (in its open audit), last_on,
            finished_on, shared
results     a row a school that shares its results and has finished: name, town, urn,
            finished_on, benchmark_1 and so on (per cent, null where nothing applies), in_place,
            applicable (statements)
"""

import json
from html import unescape

from dialogs.papers.days import day_of
from dialogs.papers.naming import file_name
from dialogs.papers.scores import Facts
from dialogs.saying import PROGRESS, capital, say
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.store import cohorts, progress, results
from neambition.store.cohorts import Cohort
from neambition.store.progress import SchoolProgress
from neambition.store.schools import School

FORMAT = "neambition-cohort-1"


def workbook(turn: Turn, cohort: Cohort) -> Paper:
    return _paper(turn, cohort, ("schools", "xlsx"), "cohort_workbook", _data(turn, cohort))


def tables(turn: Turn, cohort: Cohort) -> tuple[Paper, Paper]:
    """The schools, and the results of those that share them."""
    facts = _data(turn, cohort)
    return (
        _paper(turn, cohort, ("schools", "csv"), "schools_csv", facts),
        _paper(turn, cohort, ("results", "csv"), "results_csv", facts),
    )


def as_json(turn: Turn, cohort: Cohort) -> Paper:
    return _paper(turn, cohort, ("schools", "json"), "json", _data(turn, cohort))


def _paper(
    turn: Turn, cohort: Cohort, called: tuple[str, str], template: str, facts: Facts
) -> Paper:
    what, ending = called
    name = file_name(cohort.name, what, turn.local.date(), ending)
    return Paper(name, template, json.dumps(facts))


def _data(turn: Turn, cohort: Cohort) -> Facts:
    far = {one.school: one for one in progress.states(turn.db, cohort.id, turn.now)}
    named = [(school, urn, far[school.id]) for school, urn in cohorts.schools(turn.db, cohort.id)]
    return {
        "format": FORMAT,
        "cohort": cohort.name,
        "made_on": turn.local.date().isoformat(),
        "says": unescape(say("cohort_reviews")),
        "words": {"states": {state: capital(said) for state, said in PROGRESS.items()}},
        "benchmarks": [(b.number, b.title) for b in turn.house.framework.benchmarks],
        "schools": [_school(turn, school, urn, of) for school, urn, of in named],
        "results": _results(turn, cohort, named),
    }


def _school(turn: Turn, school: School, urn: str | None, of: SchoolProgress) -> Facts:
    return {
        "name": school.name,
        "town": school.town,
        "urn": urn,
        "area": of.area,
        "state": of.state,
        "answered": of.answered or None,
        "last_on": day_of(turn, of.last_at),
        "finished_on": day_of(turn, of.finished_at),
        "shared": of.shared,
    }


def _results(
    turn: Turn, cohort: Cohort, named: list[tuple[School, str | None, SchoolProgress]]
) -> list[Facts]:
    """Only of schools that share them with this cohort."""
    scores = {one.school.id: one.benchmarks for one in results.standings(turn.db, cohort.id)}
    counts = results.in_place(turn.db, cohort.id)
    rows = []
    for school, urn, of in named:
        if school.id not in scores:
            continue
        row: Facts = {
            "name": school.name,
            "town": school.town,
            "urn": urn,
            "finished_on": day_of(turn, of.finished_at),
        }
        for benchmark in turn.house.framework.benchmarks:
            points, possible = scores[school.id].get(benchmark.number, (0, 0))
            per_cent = 100 * points // possible if possible else None
            row[f"benchmark_{benchmark.number}"] = per_cent
        row["in_place"], row["applicable"] = counts.get(school.id, (None, None))
        rows.append(row)
    return rows

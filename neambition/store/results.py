"""What finished audits came to, kept so that a cohort's sums need not read answers."""

import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from neambition.figures import Stage, Statements, View, stage
from neambition.framework import Framework, Level
from neambition.journey import Answers
from neambition.scoring import Scorecard, score
from neambition.store import answers
from neambition.store.schools import School

LETTERS = {
    Stage.FULLY: "f",
    Stage.PARTLY: "p",
    Stage.NOT_YET: "n",
    Stage.DOES_NOT_APPLY: "-",
}
BENCHMARKS = 8

NOBODY = (None, 0, "")
"""After the last school's last audit."""


def keep(db: sqlite3.Connection, audit: int, framework: Framework) -> None:
    """Write down what a finished audit came to, in place of what was written before."""
    levels = answers.levels(db, audit)
    card = score(framework, levels)
    db.execute("DELETE FROM result WHERE audit = ?", (audit,))
    db.executemany(
        "INSERT INTO result (audit, benchmark, points, possible) VALUES (?, ?, ?, ?)",
        [(audit, b.number, b.points, b.possible) for b in card.benchmarks],
    )
    db.execute(
        "INSERT INTO outcome (audit, stages, not_sure, not_applicable) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (audit) DO UPDATE SET stages = excluded.stages,"
        " not_sure = excluded.not_sure, not_applicable = excluded.not_applicable",
        (
            audit,
            _stages(card),
            _ids(framework, levels, Level.NOT_SURE),
            _ids(framework, levels, Level.DOES_NOT_APPLY),
        ),
    )


def _stages(card: Scorecard) -> str:
    of = {b.number: LETTERS[stage(b.points, b.possible)] for b in card.benchmarks}
    return "".join(of.get(n, LETTERS[Stage.DOES_NOT_APPLY]) for n in range(1, BENCHMARKS + 1))


def _ids(framework: Framework, levels: Answers, level: Level) -> str:
    return " ".join(s.id for s in framework.statements if levels.get(s.id) is level)


def catch_up(db: sqlite3.Connection, pinned: Mapping[str, Framework]) -> None:
    """At start-up: write down what audits came to that were finished before this was kept."""
    rows = db.execute(
        "SELECT id, framework FROM audit WHERE finished_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM outcome WHERE audit = audit.id)"
    ).fetchall()
    for audit, version in rows:
        keep(db, audit, pinned[version])


_OF_SHARING = (
    " FROM cohort_school c"
    " JOIN sharing h ON h.school = c.school AND h.cohort = c.cohort AND h.results = 1"
    " JOIN audit a ON a.school = c.school AND a.finished_at IS NOT NULL"
    " JOIN outcome o ON o.audit = a.id"
    " WHERE c.cohort = ? ORDER BY c.school, a.finished_at, a.id"
)


def views(db: sqlite3.Connection, cohort: int, ends: Sequence[int]) -> list[View]:
    """The sharing schools' benchmarks: as last finished, as first finished, and at each end.

    `ends` are moments in UTC seconds, the earliest first; the views of them come in that order.
    """
    rows = db.execute(
        "SELECT c.school, a.finished_at, o.stages" + _OF_SHARING, (cohort,)
    ).fetchall()
    latest: list[str] = []
    first: list[str] = []
    at_end: list[list[str]] = [[] for _ in ends]
    before = None
    for (school, finished_at, stages), (following, then, _) in pairwise([*rows, NOBODY]):
        # It stood from the first end after it, until the school's next one was finished.
        upto = bisect_left(ends, then) if following == school else len(ends)
        for end in at_end[bisect_left(ends, finished_at) : upto]:
            end.append(stages)
        if school != before:
            first.append(stages)
        if school != following:
            latest.append(stages)
        before = school
    return [_view(of_schools) for of_schools in (latest, first, *at_end)]


def _view(of_schools: Sequence[str]) -> View:
    together = "".join(of_schools)
    tallies = {
        number: {
            one: count
            for one, letter in LETTERS.items()
            if (count := together[number - 1 :: BENCHMARKS].count(letter))
        }
        for number in range(1, BENCHMARKS + 1)
    }
    return View(len(of_schools), tallies)


@dataclass(frozen=True)
class Standing:
    """A school, and by a benchmark's number its thirds and how many were possible."""

    school: School
    benchmarks: Mapping[int, tuple[int, int]]


def standings(db: sqlite3.Connection, cohort: int) -> list[Standing]:
    """Each sharing school as last finished, by name."""
    rows = db.execute(
        "SELECT s.id, s.name, s.town, r.benchmark, r.points, r.possible"
        " FROM sharing h JOIN cohort_school USING (cohort, school) JOIN school s ON s.id = h.school"
        " JOIN result r ON r.audit = (SELECT a.id FROM audit a WHERE a.school = s.id"
        " AND a.finished_at IS NOT NULL ORDER BY a.finished_at DESC, a.id DESC LIMIT 1)"
        " WHERE h.cohort = ? AND h.results ORDER BY s.name_key, s.id, r.benchmark",
        (cohort,),
    )
    return [
        Standing(School(*school), {number: (points, of) for *_, number, points, of in its})
        for school, its in groupby(rows, key=lambda row: row[:3])
    ]


def in_place(db: sqlite3.Connection, cohort: int) -> dict[int, tuple[int, int]]:
    """By each sharing school, as last finished: how many statements are mostly or fully in place,
    and how many apply."""
    rows = db.execute(
        "SELECT a.school, total(n.level IN ('mostly', 'fully')),"
        " total(n.level <> 'does_not_apply')"
        " FROM sharing h JOIN cohort_school USING (cohort, school)"
        " JOIN audit a ON a.id = (SELECT id FROM audit WHERE school = h.school"
        " AND finished_at IS NOT NULL ORDER BY finished_at DESC, id DESC LIMIT 1)"
        " JOIN standing t ON t.audit = a.id JOIN answer n ON n.id = t.answer"
        " WHERE h.cohort = ? AND h.results GROUP BY a.school",
        (cohort,),
    )
    return {school: (int(there), int(apply)) for school, there, apply in rows}


def statements(db: sqlite3.Connection, cohort: int) -> tuple[View, Statements]:
    """The sharing schools as last finished, and how often each statement was Not sure, or did not
    apply, there."""
    rows = db.execute(
        "SELECT c.school, o.stages, o.not_sure, o.not_applicable" + _OF_SHARING, (cohort,)
    )
    latest = {school: said for school, *said in rows}.values()
    counts = [Counter(" ".join(said[n] for said in latest).split()) for n in (1, 2)]
    return _view([stages for stages, *_ in latest]), Statements(*counts)


def points(db: sqlite3.Connection, cohort: int) -> list[dict[int, tuple[int, int]]]:
    """Of each sharing school's last finished audit, by benchmark: points and what was possible."""
    last = "SELECT c.school, a.id" + _OF_SHARING
    audits = dict(db.execute(last, (cohort,)).fetchall()).values()
    return [
        {number: (have, possible) for number, have, possible in of_audit}
        for of_audit in (
            db.execute("SELECT benchmark, points, possible FROM result WHERE audit = ?", (audit,))
            for audit in audits
        )
    ]

"""How far schools are: the states, and what is kept so that many can be counted."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neambition.framework import Level
from neambition.likeness import likest
from neambition.progress import Progress, progress
from neambition.store import (
    answers,
    audits,
    cohorts,
    memberships,
    people,
    results,
    schools,
    sharing,
)
from neambition.store import progress as store
from neambition.store.memberships import Role, State
from tests.play import TUESDAY_AT_TEN, house
from tests.scale import COHORT, fill
from tests.walk import connect, fresh

DAY = 86400
NOW = TUESDAY_AT_TEN
FRAMEWORK = house().framework


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ("----", Progress.NOT_OPENED),
        ("p---", Progress.NOT_BEGUN),
        ("pb--", Progress.IN_PROGRESS),
        ("pbq-", Progress.STALLED),
        ("p--f", Progress.FINISHED),
        ("---f", Progress.FINISHED),
        ("pb-f", Progress.IN_PROGRESS),
        ("pbqf", Progress.STALLED),
        ("-bq-", Progress.STALLED),
        ("p-q-", Progress.NOT_BEGUN),
    ],
)
def test_the_state_of_a_school(facts: str, state: Progress) -> None:
    assert progress(*(letter in facts for letter in "pbqf")) is state


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = connect(fresh(tmp_path / "neambition.db"))
    yield db
    db.close()


def person(db: sqlite3.Connection, name: str) -> int:
    return people.meet(db, "telegram", name, name, NOW).person


def answer(
    db: sqlite3.Connection, audit: int, who: int, number: int, level: Level, at: int
) -> None:
    of = audits.audit(db, audit, who)
    assert of
    answers.give(db, of, FRAMEWORK.statements[number].id, level, who, Role.LEAD, at)


# --- a school from its beginning to its end


def test_a_school_goes_from_state_to_state(db: sqlite3.Connection) -> None:
    cohort = cohorts.add(db, "Pilot", NOW)
    school = schools.add(db, "Newsham Primary", "Blyth", NOW).id
    cohorts.put_school(db, cohort.id, school, "North", NOW)

    def state(now: int = NOW) -> Progress:
        (of_all,) = store.states(db, cohort.id, now)
        assert store.of(db, cohort.id, school, now) == of_all
        counts = store.counts(db, cohort.id, now)
        assert counts.states == {s: int(s is of_all.state) for s in Progress}
        meant = store.some(db, cohort.id, lambda s, _: s is of_all.state, now, 8, 0)
        assert meant == [of_all]
        return of_all.state

    assert state() is Progress.NOT_OPENED
    who = person(db, "Ana")
    joined = memberships.join(db, who, school, Role.LEAD, NOW)
    assert state() is Progress.NOT_BEGUN
    audit = audits.start(db, school, FRAMEWORK.version, False, NOW)
    assert state() is Progress.NOT_BEGUN
    answer(db, audit, who, 0, Level.STARTED, NOW)
    assert state() is state(NOW + 14 * DAY) is Progress.IN_PROGRESS
    assert state(NOW + 14 * DAY + 1) is Progress.STALLED
    cohorts.call_stalled(db, cohort.id, 21)
    assert state(NOW + 14 * DAY + 1) is Progress.IN_PROGRESS
    audits.finish(db, audit, NOW)
    assert state(NOW + 99 * DAY) is Progress.FINISHED
    again = audits.start(db, school, FRAMEWORK.version, False, NOW)
    assert state() is Progress.FINISHED
    answer(db, again, who, 1, Level.STARTED, NOW)
    assert state() is Progress.IN_PROGRESS
    memberships.leave(db, joined.id, who, NOW)
    assert state() is Progress.IN_PROGRESS
    cohorts.take_out(db, cohort.id, school)
    assert store.states(db, cohort.id, NOW) == []


def test_whoever_is_erased_is_counted_no_more(db: sqlite3.Connection) -> None:
    cohort = cohorts.add(db, "Pilot", NOW).id
    school = schools.add(db, "Newsham Primary", "Blyth", NOW).id
    cohorts.put_school(db, cohort, school, "", NOW)
    memberships.join(db, person(db, "Ana"), school, Role.LEAD, NOW)
    people.erase(db, person(db, "Ana"))
    assert [(s.people, s.state) for s in store.states(db, cohort, NOW)] == [
        (0, Progress.NOT_OPENED)
    ]


# --- what is kept is what history says

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["join", "leave", "ask", "decide", "start", "answer", "finish", "erase", "share"]
        ),
        st.integers(0, 2),
        st.integers(0, 3),
        st.sampled_from(Level),
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(steps=STEPS)
def test_what_is_kept_can_be_rebuilt(
    steps: list[tuple[str, int, int, Level]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever happens at three schools, in any order."""
    db = connect(fresh(tmp_path_factory.mktemp("rebuilt") / "neambition.db"))
    try:
        cohort = cohorts.add(db, "Pilot", NOW).id
        for number in range(3):
            cohorts.put_school(db, cohort, schools.add(db, f"School {number}", "", NOW).id, "", NOW)
        for number, (step, of, who, level) in enumerate(steps):
            take(db, step, of + 1, f"person {who}", level, NOW + number)
        as_history_has_it(db)
    finally:
        db.close()


def take(db: sqlite3.Connection, step: str, school: int, name: str, level: Level, now: int) -> None:
    who = person(db, name)
    at = memberships.at(db, who, school)
    audit = audits.latest(db, school, who)
    opened = audit if audit and not audit.finished else None
    match step:
        case "join":
            memberships.join(db, who, school, Role.TEACHER, now)
        case "leave" if at and at.state is State.MEMBER:
            memberships.leave(db, at.id, who, now)
        case "ask":
            memberships.ask(db, who, school, Role.TEACHER, now)
        case "decide" if at and at.state is State.ASKED:
            memberships.decide(db, at.id, State.MEMBER, who, now)
        case "start" if not opened:
            audits.start(db, school, FRAMEWORK.version, False, now)
        case "answer" if opened:
            for number in range(0, 40, 1 + len(level) % 3):
                answer(db, opened.id, who, number, level, now)
        case "finish" if opened:
            audits.finish(db, opened.id, now)
            results.keep(db, opened.id, FRAMEWORK)
        case "share":
            sharing.put(db, school, 1, bool(now % 2), False, who, now)
        case "erase":
            if now % 2:
                for here in memberships.every(db, who):
                    memberships.leave(db, here.id, who, now)
            people.erase(db, who)


def as_history_has_it(db: sqlite3.Connection) -> None:
    """The counters, the states and the results, worked out anew from members and answers."""
    assert (
        db.execute(
            "SELECT id, answered, last_at FROM audit EXCEPT SELECT a.id,"
            " (SELECT count(DISTINCT statement) FROM answer WHERE audit = a.id),"
            " (SELECT max(at) FROM answer WHERE audit = a.id) FROM audit a"
        ).fetchall()
        == []
    )
    found = dict(db.execute("SELECT school, people FROM progress").fetchall())
    for (school,) in db.execute("SELECT id FROM school").fetchall():
        assert found.get(school, 0) == len(memberships.members(db, school))
    kept = db.execute("SELECT * FROM progress ORDER BY school").fetchall()
    for row in kept:
        assert (
            row == db.execute("SELECT * FROM progress_found WHERE school = ?", row[:1]).fetchone()
        )
    tables = ("result", "outcome")
    before = [db.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in tables]  # noqa: S608
    for table in tables:
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    results.catch_up(db, house().pinned)
    after = [db.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in tables]  # noqa: S608
    assert before == after


def test_the_sums_are_those_of_each_schools_audits(db: sqlite3.Connection) -> None:
    """Now, at first, and at two moments between, for schools that share and for no other."""
    cohort = cohorts.add(db, "Pilot", NOW).id
    who = person(db, "Ana")
    for number, levels in enumerate(
        [(Level.STARTED, Level.FULLY), (Level.FULLY,), (Level.NOT_YET,), (Level.FULLY,)]
    ):
        school = schools.add(db, f"School {number}", "", NOW).id
        cohorts.put_school(db, cohort, school, "", NOW)
        sharing.put(db, school, cohort, number < 3, False, who, NOW)
        for times, level in enumerate(levels):
            audit = audits.start(db, school, FRAMEWORK.version, False, NOW)
            for statement in range(40):
                answer(db, audit, who, statement, level, NOW)
            audits.finish(db, audit, NOW + DAY * (number + 10 * times))
            results.keep(db, audit, FRAMEWORK)
    ends = [NOW - 1, NOW, NOW + DAY, NOW + 10 * DAY]
    views = results.views(db, cohort, ends)
    now, first, *at = [{s.value: n for s, n in v.tallies[4].items()} for v in views]
    assert now == {"fully": 2, "not_yet": 1}
    assert first == {"fully": 1, "partly": 1, "not_yet": 1}
    assert at == [{}, {"partly": 1}, {"fully": 1, "partly": 1}, {"fully": 2, "not_yet": 1}]
    assert [v.total for v in views] == [3, 3, 0, 1, 2, 3]


# --- many schools


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    db = connect(fresh(tmp_path_factory.mktemp("many") / "neambition.db"))
    db.execute("BEGIN")
    fill(db, FRAMEWORK, 600)
    db.execute("COMMIT")
    yield db
    db.close()


def test_counts_lists_and_states_agree(many: sqlite3.Connection) -> None:
    states = store.states(many, COHORT, NOW)
    counts = store.counts(many, COHORT, NOW)
    assert counts.total == len(states) == 600
    assert counts.shared == sum(s.shared for s in states)
    for state, shares in product(Progress, (True, False)):

        def meant(*kind: object, wanted: object = (state, shares)) -> bool:
            return kind == wanted

        listed = store.some(many, COHORT, meant, NOW, 1000, 0)
        assert {s.school for s in listed} == {
            s.school for s in states if s.state is state and s.shared is shares
        }
    assert all(counts.states.values())


def test_pages_are_by_name_and_leave_nobody_out(many: sqlite3.Connection) -> None:
    pages = [store.some(many, COHORT, lambda *_: True, NOW, 8, n) for n in range(0, 600, 8)]
    order = [s.school for page in pages for s in page]
    assert len(set(order)) == 600
    named = dict(many.execute("SELECT id, name_key FROM school").fetchall())
    assert [named[s] for s in order] == sorted(named.values())


READS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "counts": lambda db: store.counts(db, COHORT, NOW),
    "states": lambda db: store.states(db, COHORT, NOW),
    "a list": lambda db: store.some(db, COHORT, lambda *_: True, NOW, 8, 0),
    "one": lambda db: store.of(db, COHORT, 5, NOW),
    "figures": lambda db: results.views(db, COHORT, [NOW]),
    "statements": lambda db: results.statements(db, COHORT),
    "search": lambda db: store.having(db, COHORT, "newsham", 8),
    "names": lambda db: store.names(db, COHORT),
}


@pytest.mark.parametrize("read", READS)
def test_many_schools_are_read_from_few_rows(many: sqlite3.Connection, read: str) -> None:
    """No table is walked through for each school: each is found by its key, and no answer read."""
    asked: list[str] = []
    many.set_trace_callback(asked.append)
    READS[read](many)
    many.set_trace_callback(None)
    assert asked
    for sql in asked:
        plan = [row[3] for row in many.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert any("cohort=?" in line or "SCAN s USING" in line for line in plan), plan
        scans = [line for line in plan if line.startswith("SCAN") or "AUTOMATIC" in line]
        assert not [line for line in scans if "name_key" not in line], plan
        audits_read = [line for line in plan if line.startswith("SEARCH a ")]
        assert not [line for line in audits_read if "school=?" not in line], plan
        assert not [line for line in plan if "answer" in line or "standing" in line], plan


# --- looking for one

NAMES = {
    1: "newsham primary school blyth",
    2: "st mary s rc primary school hexham",
    3: "st mary s c of e first school alnwick",
    4: "wooler first school wooler",
    5: "benton dene primary school newcastle",
    6: "hareside primary school cramlington",
}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("newshm", 1),
        ("newsam primry", 1),
        ("st mary hexam", 2),
        ("wolr frist", 4),
        ("hairside", 6),
        ("bentondene", 5),
        ("qqqq", None),
        ("a", None),
        ("xy zz", None),
    ],
)
def test_what_was_meant_is_found(words: str, first: int | None) -> None:
    assert next(iter(likest(words, NAMES, 5)), None) == first


@settings(deadline=None)
@given(st.text("abc mnst", max_size=20))
def test_no_more_are_found_than_are_asked_for(words: str) -> None:
    assert len(likest(words, NAMES, 2)) <= 2

"""Many schools, cheaply: rows put straight into the tables, as the program would have left them.

For the bench, and for what a test may say of many schools without a clock: how they are read.
"""

import random
import sqlite3
from collections.abc import Iterator

from neambition.framework import Framework, Level
from neambition.store import frameworks, results
from tests.play import TUESDAY_AT_TEN

COHORT = 1
FACILITATOR = 1
A_SCHOOL = 3
"""People: 50,000 at 17,000 schools."""
DAY = 86400

SAINTS = ("St Mary", "St Bede", "St Aidan", "St Cuthbert", "St Oswald", "Holy Trinity", "Our Lady")
PLACES = (
    *("Newsham", "Seaton", "Hareside", "Cragside", "Whitley", "Felton", "Wooler", "Belford"),
    *("Rothbury", "Bedlington", "Cramlington", "Ponteland", "Haltwhistle", "Bellingham", "Amble"),
)
ENDS = ("Primary School", "C of E Primary School", "First School", "RC Primary School", "Academy")
TOWNS = ("Blyth", "Hexham", "Alnwick", "Berwick", "Morpeth", "North Shields", "Gateshead", "Jarrow")
AREAS = ("North", "South", "East", "West")

Row = tuple[object, ...]


def schools(number: int, luck: random.Random) -> Iterator[Row]:
    """id, urn, name, name_key, town, postcode, since."""
    for id_ in range(1, number + 1):
        name = f"{luck.choice(SAINTS + PLACES)} {luck.choice(PLACES)} {luck.choice(ENDS)}"
        postcode = f"NE{luck.randrange(1, 71)} {luck.randrange(1, 10)}AB"
        yield id_, str(100_000 + id_), name, name.lower(), luck.choice(TOWNS), postcode, 0


def fill(db: sqlite3.Connection, framework: Framework, number: int) -> None:
    """So many schools in one cohort, three people a school, and up to three audits.

    A sixth has opened nothing, as many have not begun; the others are in progress, stalled or
    finished, some of them two and three times, and most of them share. What is counted is there;
    the answers behind it are not, since no screen of many schools reads them.
    """
    luck = random.Random(number)  # noqa: S311 invented names
    now = TUESDAY_AT_TEN
    frameworks.pin(db, framework)
    db.execute("INSERT INTO person (id, first_name, since) VALUES (?, 'Fay', 0)", (FACILITATOR,))
    db.execute(
        "INSERT INTO account (id, person, channel, external_id) VALUES (1, 1, 'telegram', 'fay')"
    )
    db.execute("INSERT INTO conversation (account) VALUES (1)")
    db.execute("INSERT INTO cohort (id, name, since) VALUES (?, 'Every school', 0)", (COHORT,))
    db.execute("INSERT INTO cohort_facilitator (cohort, person, since) VALUES (1, 1, 0)")
    db.executemany(
        "INSERT INTO school (id, urn, name, name_key, town, postcode, since)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        schools(number, luck),
    )
    for school in range(1, number + 1):
        db.execute(
            "INSERT INTO cohort_school (cohort, school, area, since) VALUES (1, ?, ?, 0)",
            (school, luck.choice(AREAS)),
        )
        kind = school % 6
        if kind:
            _people(db, school)
        if kind > 1:
            _audits(db, framework, luck, school, now)


def _people(db: sqlite3.Connection, school: int) -> None:
    for n in range(A_SCHOOL):
        (person,) = db.execute(
            "INSERT INTO person (first_name, since) VALUES ('Ana', 0) RETURNING id"
        ).fetchone()
        db.execute(
            "INSERT INTO membership (person, school, role, state, leads, since, chosen_at)"
            " VALUES (?, ?, ?, 'member', ?, 0, 0)",
            (person, school, "lead" if n == 0 else "teacher", n == 0),
        )


def _audits(
    db: sqlite3.Connection, framework: Framework, luck: random.Random, school: int, now: int
) -> None:
    """The last of up to three is open at a third of the schools."""
    number = luck.randrange(1, 4)
    opened = school % 3 == 0
    for n in range(number):
        finished_at = now - (number - n) * 120 * DAY + luck.randrange(120) * DAY
        last = n == number - 1
        answered = luck.randrange(1, 40) if last and opened else len(framework.statements)
        (audit,) = db.execute(
            "INSERT INTO audit (school, framework, quick_first, started_at, finished_at, answered,"
            " last_at) VALUES (?, ?, 0, ?, ?, ?, ?) RETURNING id",
            (
                school,
                framework.version,
                finished_at - DAY,
                None if last and opened else finished_at,
                answered,
                min(finished_at, now),
            ),
        ).fetchone()
        if not (last and opened):
            _outcome(db, framework, luck, audit)
    if school % 4:
        db.execute(
            "INSERT INTO sharing (school, cohort, results, at) VALUES (?, 1, 1, 0)", (school,)
        )


def _outcome(db: sqlite3.Connection, framework: Framework, luck: random.Random, audit: int) -> None:
    """What `results.keep` would have left."""
    stages = "".join(luck.choices(tuple(results.LETTERS.values()), (3, 5, 2, 0.1), k=8))
    said = [luck.choices(tuple(Level), (4, 4, 4, 4, 1, 1))[0] for _ in framework.statements]

    def ids(level: Level) -> str:
        pairs = zip(framework.statements, said, strict=True)
        return " ".join(s.id for s, given in pairs if given is level)

    db.execute(
        "INSERT INTO outcome (audit, stages, not_sure, not_applicable) VALUES (?, ?, ?, ?)",
        (audit, stages, ids(Level.NOT_SURE), ids(Level.DOES_NOT_APPLY)),
    )

"""Questions to a person: what somebody asks their school's facilitators for, and the answer."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from neambition.resources.address import address_of
from neambition.resources.entry import Resource
from neambition.resources.limits import Limit
from neambition.store import requests
from neambition.store.requests import Request


class State(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


class How(StrEnum):
    """With what a question was answered."""

    WORDS = "words"
    ENTRY = "entry"
    LINK = "link"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Given:
    """What a facilitator gives: words, or the title and address of an entry or of a link."""

    how: How
    words: str = ""
    url: str = ""
    resource: str | None = None


@dataclass(frozen=True)
class Answer:
    """`person` is none once they are erased; `helped` none until the asker says."""

    person: int | None
    given: Given
    at: int
    helped: bool | None


@dataclass(frozen=True)
class Question:
    """`limits`: as the words were read. `added`: a sentence of the asker's own, or empty."""

    id: int
    person: int
    school: int
    words: str
    limits: tuple[Limit, ...]
    added: str
    state: State
    at: int
    answer: Answer | None

    @property
    def open(self) -> bool:
        return self.state is State.OPEN


_QUESTION = (
    "SELECT q.id, q.person, q.school, q.words, q.limits, q.added, q.state, q.at,"
    " w.person, w.how, w.words, w.url, w.resource, w.at, w.helped"
    " FROM question q LEFT JOIN question_answer w ON w.question = q.id "
)
_LOOKED_AFTER = (
    "EXISTS (SELECT 1 FROM cohort_school s JOIN cohort_facilitator f ON f.cohort = s.cohort"
    " WHERE s.school = q.school AND f.person = {})"
)
_STANDS = (
    "q.state = 'open' AND EXISTS (SELECT 1 FROM membership m"
    " WHERE m.person = q.person AND m.school = q.school AND m.state = 'member')"
)
"""SQL: it waits for an answer, and who asks is still at the school."""

CONCERNS = (
    "EXISTS (SELECT 1 FROM question q LEFT JOIN question_answer w ON w.question = q.id"  # noqa: S608
    " WHERE q.id = o.question AND (q.person = a.person OR"
    f" ({_STANDS} OR w.person = a.person) AND {_LOOKED_AFTER.format('a.person')}))"
)
"""SQL: the question that the message `o` is about still concerns whose account `a` is: the asker,
whoever may answer, and whoever did."""


def _question(row: Sequence[Any]) -> Question:
    id_, person, school, words, limits, added, state, at, *answered = row
    read = requests.limits_read(limits)
    answer = _answer(*answered) if answered[1] else None
    return Question(id_, person, school, words, read, added, State(state), at, answer)


def _answer(
    person: int | None, how: str, words: str, url: str, entry: str | None, at: int, helped: Any
) -> Answer:
    given = Given(How(how), words, url, entry)
    return Answer(person, given, at, None if helped is None else bool(helped))


def question(db: sqlite3.Connection, id_: int) -> Question | None:
    row = db.execute(_QUESTION + "WHERE q.id = ?", (id_,)).fetchone()
    return _question(row) if row else None


def of_request(db: sqlite3.Connection, request: int) -> int | None:
    """The question as which that request was sent."""
    row = db.execute("SELECT id FROM question WHERE request = ?", (request,)).fetchone()
    return int(row[0]) if row else None


def ask(db: sqlite3.Connection, of: Request, school: int, words: str, added: str, now: int) -> int:
    """Keep a question of that request, in so many of its `words`; returns its id."""
    (id_,) = db.execute(
        "INSERT INTO question (person, school, request, words, limits, added, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (of.person, school, of.id, words, requests.limits_written(read_as(of)), added, now),
    ).fetchone()
    return int(id_)


def read_as(of: Request) -> tuple[Limit, ...]:
    """What a request's words limit it to, though nothing kept to some of it."""
    return (*of.limits, *of.left_off)


def take_back(db: sqlite3.Connection, id_: int) -> bool:
    """Nobody is to answer it any more; False if somebody has."""
    return _settle(db, id_, State.TAKEN_BACK)


def answer(db: sqlite3.Connection, id_: int, person: int, given: Given, now: int) -> bool:
    """Answer it; False if it is not open any more."""
    if not _settle(db, id_, State.ANSWERED):
        return False
    db.execute(
        "INSERT INTO question_answer (question, person, how, words, url, resource, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (id_, person, given.how, given.words, given.url, given.resource, now),
    )
    return True


def _settle(db: sqlite3.Connection, id_: int, state: State) -> bool:
    sql = "UPDATE question SET state = ? WHERE id = ? AND state = 'open'"
    return db.execute(sql, (state, id_)).rowcount == 1


def say_helped(db: sqlite3.Connection, id_: int, helped: bool) -> None:
    """What the asker thinks of the answer; the last they say counts."""
    db.execute("UPDATE question_answer SET helped = ? WHERE question = ?", (helped, id_))


# --- whose


def of_person(db: sqlite3.Connection, person: int) -> list[Question]:
    """What somebody has asked, the latest first."""
    rows = db.execute(_QUESTION + "WHERE q.person = ? ORDER BY q.id DESC", (person,))
    return [_question(row) for row in rows]


def unanswered(db: sqlite3.Connection, person: int, since: int) -> list[int]:
    """When somebody asked what nobody has answered, after that time, the first first. What was
    taken back counts: a person has read it."""
    rows = db.execute(
        "SELECT at FROM question WHERE person = ? AND at > ? AND state <> 'answered' ORDER BY id",
        (person, since),
    )
    return [at for (at,) in rows]


def before(db: sqlite3.Connection, of: Question) -> Question | None:
    """The same asked earlier by the same person and answered, the latest of those."""
    row = db.execute(
        _QUESTION + "WHERE q.person = ? AND q.id < ? AND q.state = 'answered' AND q.words = ?"
        " AND q.limits = ? ORDER BY q.id DESC LIMIT 1",
        (of.person, of.id, of.words, requests.limits_written(of.limits)),
    ).fetchone()
    return _question(row) if row else None


def waiting(db: sqlite3.Connection, facilitator: int) -> list[Question]:
    """What waits for an answer at the schools that somebody looks after, the first first."""
    mine = _LOOKED_AFTER.format("?1")
    sql = f"{_QUESTION}WHERE {_STANDS} AND q.person <> ?1 AND {mine} ORDER BY q.id"
    return [_question(row) for row in db.execute(sql, (facilitator,))]


def answered(db: sqlite3.Connection, facilitator: int, most: int, skip: int) -> list[Question]:
    """What was answered there, by whomever, the latest first."""
    mine = _LOOKED_AFTER.format("?1")
    sql = (
        f"{_QUESTION}WHERE q.state = 'answered' AND q.person <> ?1 AND {mine}"
        " ORDER BY w.at DESC, q.id DESC LIMIT ?2 OFFSET ?3"
    )
    return [_question(row) for row in db.execute(sql, (facilitator, most, skip))]


# --- messages about it


def has_answered(db: sqlite3.Connection, person: int) -> bool:
    """Whether somebody has answered a question; that stays with whoever asked."""
    row = db.execute("SELECT 1 FROM question_answer WHERE person = ? LIMIT 1", (person,)).fetchone()
    return row is not None


def concerns(db: sqlite3.Connection, message: int) -> bool:
    """Whether a message still needs to go out: it is about no question, or about one that still
    concerns whoever it is for."""
    row = db.execute(
        "SELECT 1 FROM outbox o JOIN account a ON a.id = o.account"  # noqa: S608 of our own words
        f" WHERE o.id = ? AND (o.question IS NULL OR {CONCERNS})",
        (message,),
    ).fetchone()
    return row is not None


def arrived(db: sqlite3.Connection, id_: int) -> str | None:
    """What became of the answer on its way to the asker, as the outbox has it; the best of several
    accounts. None if there was no way to write to them."""
    row = db.execute(
        "SELECT o.state FROM outbox o JOIN account a ON a.id = o.account"
        " JOIN question q ON q.id = o.question WHERE q.id = ? AND a.person = q.person"
        " ORDER BY o.state = 'sent' DESC, o.id DESC LIMIT 1",
        (id_,),
    ).fetchone()
    return str(row[0]) if row else None


# --- links that could join the catalogue


@dataclass(frozen=True)
class Proposed:
    """A link that answered a question; `by` the person who sent it, none once they are erased."""

    question: int
    url: str
    title: str
    by: int | None
    at: int
    helped: bool | None


def proposed(db: sqlite3.Connection, entries: Iterable[Resource]) -> list[Proposed]:
    """Links sent as answers that are neither among the catalogue's `entries` nor were ever added
    here, the latest first, each address once."""
    known = {address_of(entry.url) for entry in entries}
    known |= {
        address_of(url)
        for (url,) in db.execute("SELECT json_extract(fields, '$.url') FROM resource")
    }
    found = []
    for question_, url, title, by, at, helped in db.execute(
        "SELECT question, url, words, person, at, helped FROM question_answer"
        " WHERE how = 'link' ORDER BY question DESC"
    ):
        if address_of(url) not in known:
            known.add(address_of(url))
            said = None if helped is None else bool(helped)
            found.append(Proposed(question_, url, title, by, at, said))
    return found

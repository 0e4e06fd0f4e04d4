"""How questions to a person, and the answers, are said on both sides."""

from collections.abc import Iterable

from dialogs import access
from dialogs.resource_saying import limit_said, resource_lines
from dialogs.saying import ROLES, ago, listed, named
from dialogs.turn import Turn
from neambition.resources.address import Link
from neambition.resources.limits import Limit
from neambition.store import cohorts, memberships, people
from neambition.store.questions import Answer, Given, How, Question


def read_as(turn: Turn, limits: Iterable[Limit]) -> str:
    """`Key Stage 2 · visitor · in or near Sunderland`."""
    return " · ".join(limit_said(turn, limit) for limit in limits)


# --- who


def reached(turn: Turn, school: int, asker: int) -> list[int]:
    """Those who look after a school and can be written to, the longest there first; nobody is
    asked by themselves."""
    return [
        person
        for person in dict.fromkeys(
            person
            for cohort in cohorts.of_school(turn.db, school)
            for person in cohorts.looking_after(turn.db, cohort.id)
        )
        if person != asker and people.accounts(turn.db, person)
    ]


def cohorts_of(turn: Turn, persons: Iterable[int], school: int) -> list[str]:
    """The cohorts in which any of these persons looks after that school."""
    persons = [*persons]
    return [
        cohort.name
        for cohort in cohorts.of_school(turn.db, school)
        if any(cohorts.facilitates(turn.db, person, cohort.id) for person in persons)
    ]


def names(turn: Turn, persons: Iterable[int]) -> str:
    """`Fay and Gil`."""
    return listed([named(people.first_name(turn.db, person)) for person in persons])


def who_looks_after(turn: Turn, persons: list[int], school: int) -> str:
    """`Fay and Gil, who look after Primary pilot 2026`."""
    looks = "look" if len(persons) > 1 else "looks"
    where = listed(cohorts_of(turn, persons, school))
    return f"{names(turn, persons)}, who {looks} after {where}"


def answerer(turn: Turn, answer: Answer) -> str:
    """The first name of who answered, unless they are erased."""
    return names(turn, [answer.person]) if answer.person else "a facilitator"


def asker(turn: Turn, question: Question) -> str:
    """`Ana, teacher, Newsham Primary, Blyth`."""
    there = memberships.at(turn.db, question.person, question.school)
    parts = [names(turn, [question.person])]
    parts += [ROLES[there.role]] if there else []
    return ", ".join([*parts, access.school(turn, question.school).full])


def receiver(turn: Turn, question: Question) -> str:
    """Whom words about a question go to from this person, in words."""
    if question.person != turn.who.person:
        return names(turn, [question.person])
    by = question.answer.person if question.answer else None
    if by and cohorts.looks_after(turn.db, by, question.school):
        return names(turn, [by])
    return "whoever looks after your school"


# --- what


def asked_facts(turn: Turn, question: Question) -> dict[str, object]:
    """The question itself, as every screen has it."""
    return {
        "words": question.words,
        "read_as": read_as(turn, question.limits),
        "added": question.added,
        "when": ago(question.at, turn.now, turn.house.zone),
    }


def answer_facts(turn: Turn, given: Given) -> dict[str, object]:
    """What is given, as whoever asked gets it."""
    entry = turn.shelf.entries.get(given.resource or "")
    return {
        "given": given,
        "line": resource_lines(turn, [entry])[0] if entry else None,
        "host": Link(given.url, "").host if given.how is How.LINK else None,
    }

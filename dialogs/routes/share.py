"""A school's result and a cohort's figures as pictures and pages."""

from enum import StrEnum

from dialogs.codes import Route, route


class Document(StrEnum):
    """What is made of a school's review."""

    SCORECARD = "scorecard"
    GOVERNORS = "governors"
    QUESTIONS = "questions"
    REPORT = "report"
    REPORT_WITH_NOTES = "notes"
    CERTIFICATE = "certificate"


@route("sho")
class ShareOurs(Route):
    """Of whatever school this person is at."""


@route("shr")
class Share(Route):
    """What can be made, a button each."""

    school: int


@route("shd")
class ShareDocument(Route):
    """That one, made now."""

    school: int
    document: Document


@route("shm")
class CohortMap(Route):
    """The schools that share, by benchmark, in pictures."""

    cohort: int


@route("shs")
class CohortShares(Route):
    """How many sharing schools have each benchmark in place, as a picture."""

    cohort: int

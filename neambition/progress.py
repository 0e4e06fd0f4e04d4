"""How far a school is: one of five states, from four facts about it."""

from enum import StrEnum


class Progress(StrEnum):
    """From nobody there to finished. Whether results are shared is another matter."""

    NOT_OPENED = "not_opened"
    NOT_BEGUN = "not_begun"
    IN_PROGRESS = "in_progress"
    STALLED = "stalled"
    FINISHED = "finished"


def progress(people: bool, begun: bool, quiet: bool, finished: bool) -> Progress:
    """The state of a school.

    `people`: somebody belongs to it. `begun`: its open audit has an answer. `quiet`: nobody has
    answered there for as long as the cohort calls stalled. `finished`: it has finished an audit.
    An audit begun anew counts from its first answer on: until then the finished one stands.
    """
    if begun:
        return Progress.STALLED if quiet else Progress.IN_PROGRESS
    if finished:
        return Progress.FINISHED
    return Progress.NOT_BEGUN if people else Progress.NOT_OPENED

"""How far a school is: one of five states, from what is stored about it."""

from enum import StrEnum

DAY = 86400


class Progress(StrEnum):
    """From nobody there to finished. Whether results are shared is another matter."""

    NOT_OPENED = "not_opened"
    NOT_BEGUN = "not_begun"
    IN_PROGRESS = "in_progress"
    STALLED = "stalled"
    FINISHED = "finished"


def progress(
    people: int,
    answered: int,
    last_at: int | None,
    finished_at: int | None,
    stalled_after: int,
    now: int,
) -> Progress:
    """The state of a school.

    `people` belong to it; `answered` statements of its open audit, the last at `last_at`;
    `finished_at` is when its last finished audit was. Times in UTC seconds; `stalled_after` days.
    An audit begun anew counts from its first answer on: until then the finished one stands.
    """
    if answered and last_at is not None:
        stalled = now - last_at > stalled_after * DAY
        return Progress.STALLED if stalled else Progress.IN_PROGRESS
    if finished_at is not None:
        return Progress.FINISHED
    return Progress.NOT_BEGUN if people else Progress.NOT_OPENED

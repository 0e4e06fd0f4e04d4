"""Why something was not done."""

from enum import StrEnum


class Why(StrEnum):
    """Why something was not done; each is a sentence in `templates/explain.html`."""

    NOT_YOURS = "not_yours"
    UNREADABLE = "unreadable"
    GONE = "gone"
    FINISHED = "finished"
    NOT_ALL_ANSWERED = "not_all_answered"
    CANNOT_APPLY = "cannot_apply"
    NAME_UNREADABLE = "name_unreadable"
    NOTE_TOO_LONG = "note_too_long"
    NO_WORDS = "no_words"
    NOT_WORDS = "not_words"
    EDITED = "edited"
    LATE = "late"
    DECIDED = "decided"
    NO_COHORT = "no_cohort"
    NUDGE_SENT = "nudge_sent"
    NUDGE_TOO_LONG = "nudge_too_long"
    REPLY_TOO_LONG = "reply_too_long"
    NOBODY_THERE = "nobody_there"
    TROUBLE = "trouble"

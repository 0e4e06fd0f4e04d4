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
    NOT_YOUR_PART = "not_your_part"
    LEFT = "left"
    NOT_HERE = "not_here"
    ONESELF = "oneself"
    READ_ONLY = "read_only"
    HANDED_BACK = "handed_back"
    NOT_FINISHED = "not_finished"
    FILE_UNREADABLE = "file_unreadable"
    NO_SCHOOLS = "no_schools"
    TOO_MANY_SCHOOLS = "too_many_schools"
    TROUBLE = "trouble"

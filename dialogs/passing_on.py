"""Words passed on between a school's people and its facilitators: nobody's account is shown."""

from dialogs import access
from dialogs.codes import encode
from dialogs.notes import LONGEST_NOTE
from dialogs.routes import Relayed, Why
from dialogs.saying import units
from dialogs.turn import Refused, Turn
from neambition.store import cohorts, later, people, relays
from neambition.store.relays import About

LONGEST_REPLY = LONGEST_NOTE


def to_facilitators(
    turn: Turn, about: About, school: int, words: str, first: int | None = None
) -> None:
    """To whoever wrote, `first` before the one whose nudge or answer it is about; when they have
    gone, to the others."""
    check_length(words)
    if not writes_for(turn, about, turn.who.person, school):
        raise Refused(Why.GONE)
    looking_after, author = _other_side(turn, about, school)
    others = [p for p in looking_after if p != turn.who.person]
    for group in ([first], [author], others):
        reached = [
            p
            for p in group
            if p in looking_after and p != turn.who.person and people.accounts(turn.db, p)
        ]
        if reached:
            break
    else:
        raise Refused(Why.NOBODY_THERE)
    for person in reached:
        _carry(turn, about, school, person, to_school=False, words=words)


def _other_side(turn: Turn, about: About, school: int) -> tuple[list[int], int | None]:
    """Who looks after that school, and whose the nudge or the answer is."""
    if about.nudge is None:
        answer = access.question(turn, about.question or 0).answer
        return cohorts.facilitators(turn.db, school), answer.person if answer else None
    nudge = access.nudge(turn, about.nudge)
    looking_after = [
        p
        for p in cohorts.looking_after(turn.db, nudge.cohort)
        if cohorts.looks_after(turn.db, p, school)
    ]
    return looking_after, nudge.person


def to_person(turn: Turn, about: About, school: int, person: int, words: str) -> None:
    """To somebody of that school, while they write for it."""
    check_length(words)
    if not writes_for(turn, about, person, school) or not people.accounts(turn.db, person):
        raise Refused(Why.NOT_HERE)
    _carry(turn, about, school, person, to_school=True, words=words)


def writes_for(turn: Turn, about: About, person: int, school: int) -> bool:
    """Whether somebody belongs to that school still; nudges are for those who answer there, while
    anybody may ask a question."""
    there = access.belongs(turn, school, person)
    return there is not None and (there.answers or about.nudge is None)


def _carry(turn: Turn, about: About, school: int, person: int, to_school: bool, words: str) -> None:
    between = (turn.who.person, person)
    id_ = relays.add(turn.db, about, school, between, to_school, words, turn.now)
    for account in people.accounts(turn.db, person):
        route = encode(Relayed(id_))
        later.post(turn.db, f"relay:{id_}:{account}", account, route, turn.now, relay=id_)


def short(words: str) -> bool:
    return units(words) <= LONGEST_REPLY


def check_length(words: str) -> None:
    if not short(words):
        raise Refused(Why.REPLY_TOO_LONG)

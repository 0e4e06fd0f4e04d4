"""Did you use it? Asked once, a week after a resource was taken up; the answer helps others."""

from dataclasses import replace
from datetime import date

from dialogs import access
from dialogs.routes import (
    FindResource,
    FollowUp,
    ResourceCard,
    SavedResources,
    SayAgain,
    SayUsed,
    Spare,
)
from dialogs.saying import say, short_day
from dialogs.screen import Button, Rows, Screen, side_by_side
from dialogs.turn import Step, Turn
from neambition.follow_up import MOST, VOTES, Said
from neambition.nudges import Mute
from neambition.resources.entry import Resource
from neambition.store import follow_ups, mutes, requests
from neambition.store.follow_ups import Asked

_LABELS = {
    Said.HELPED: "Used it, it helped",
    Said.LITTLE: "Used it, not much help",
    Said.NOT_YET: "Not yet",
    Said.NOT_GOING: "Not going to",
}
_TOASTS = {
    Said.HELPED: "Thank you: noted as helpful",
    Said.LITTLE: "Thank you: noted as not much help",
    Said.NOT_YET: "Thank you. No hurry",
    Said.NOT_GOING: "Thank you. That is fine",
}


def follow_up(turn: Turn, route: FollowUp) -> Screen:
    return _message(turn, route.day)


def say_again(turn: Turn, route: SayAgain) -> Screen:
    """A slip can be put right."""
    return _message(turn, _asked(turn, route.resource).on, again=route.resource)


def _asked(turn: Turn, resource: str) -> Asked:
    return access.there(follow_ups.asked(turn.db, turn.who.person, resource))


def _message(turn: Turn, day: date, again: str = "") -> Screen:
    """This person's own of that day; what can be suggested no longer is not shown. `again`: what
    is asked about though it was answered."""
    entries = turn.shelf.entries
    every = follow_ups.of_day(turn.db, turn.who.person, day)
    shown = [
        replace(asked, said=None) if asked.resource == again else asked
        for asked in every
        if asked.resource in entries
    ]
    several = len(shown) > 1
    numbered = [(f"{n} " if several else "", asked) for n, asked in enumerate(shown, 1)]
    lines = [_line(turn, asked, entries[asked.resource]) for asked in shown]
    answers: Rows = ()
    for number, asked in numbered:
        if asked.said is None:
            answers += _answers(asked.resource, number)
    changing = [
        Button(f"Change {number}".rstrip(), SayAgain(asked.resource))
        for number, asked in numbered
        if asked.said
    ]
    opening = [
        Button(f"Open {number or 'it'}".rstrip(), ResourceCard(asked.resource))
        for number, asked in numbered
    ]
    onward = (Button("Find a resource", FindResource()), Button("What I saved", SavedResources(0)))
    return Screen(
        say("follow_up", lines=lines, several=several, all_said=all(a.said for a in shown)),
        answers
        + side_by_side(changing, MOST)
        + side_by_side(opening, MOST)
        + (onward,)
        + _stopping(turn),
    )


def _line(turn: Turn, asked: Asked, entry: Resource) -> dict[str, object]:
    when = short_day(asked.taken_at, turn.now, turn.house.zone)
    return {"entry": entry, "how": asked.how, "when": when, "said": asked.said}


def _answers(resource: str, number: str) -> Rows:
    ways = [Button(f"{number}{label}", SayUsed(resource, said)) for said, label in _LABELS.items()]
    return side_by_side(ways)


def _stopping(turn: Turn) -> Rows:
    if Mute.FOLLOW_UP in mutes.muted(turn.db, turn.who.person):
        return ()
    return ((Button("Stop asking me this", Spare(Mute.FOLLOW_UP, True)),),)


def say_used(turn: Turn, route: SayUsed) -> Step:
    """Whenever they come to it; said again, the later counts."""
    person = turn.who.person
    asked = _asked(turn, route.resource)
    follow_ups.say(turn.db, person, route.resource, route.said, turn.now)
    _vote(turn, asked, route.said)
    return Step(FollowUp(asked.on), _TOASTS[route.said])


def _vote(turn: Turn, asked: Asked, said: Said) -> None:
    """Whoever used it has a vote; whoever did not after all takes back what they said here."""
    person, resource = turn.who.person, asked.resource
    given = VOTES.get(asked.said) if asked.said else None
    if said in VOTES:
        requests.vote(turn.db, person, resource, VOTES[said], turn.now)
    elif given and requests.opinion(turn.db, person, resource) == given:
        requests.unvote(turn.db, person, resource)

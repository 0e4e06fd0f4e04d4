"""What is kept and by whom; a copy of it; and erasing it."""

import json

from dialogs import access
from dialogs.leaving import go
from dialogs.plan_changing import forget_owner
from dialogs.routes import Erased, EraseMe, EraseMeForGood, Hello, MyData, Privacy, Sharing
from dialogs.saying import LEVELS, listed, say
from dialogs.screen import Attachment, Button, Rows, Screen, column
from dialogs.turn import Step, Turn
from neambition.store import cohorts, export, memberships, people, questions


def privacy(turn: Turn, route: Privacy) -> Screen:
    house = turn.house
    here = access.own_school(turn)
    rows: Rows = ()
    if here and cohorts.of_school(turn.db, here.school.id):
        rows = column(Button("What facilitators see", Sharing(here.school.id)))
    return Screen(
        say("privacy", operator=house.operator, contact=house.contact, channel=turn.who.channel),
        rows
        + column(
            Button("My data", MyData()),
            Button("Erase me", EraseMe()),
            Button("Back to the start", Hello()),
        ),
    )


def my_data(turn: Turn, route: MyData) -> Screen:
    """Everything kept about this person, for a machine and for a reader."""
    data = export.person(turn.db, turn.who.person)
    whole = json.dumps(data, ensure_ascii=False, indent=2)
    readable = say("my_data_file", data=data, levels=LEVELS)
    return Screen(
        say("my_data"),
        column(
            Button("Erase me", EraseMe()),
            Button("Back to privacy", Privacy()),
        ),
        attachments=(
            Attachment("my-data.html", readable.encode()),
            Attachment("my-data.json", whole.encode()),
        ),
    )


def erase_me(turn: Turn, route: EraseMe) -> Screen:
    every = [m.school.full for m in memberships.every(turn.db, turn.who.person)]
    return Screen(
        say(
            "erase_me",
            schools=listed(every),
            several=len(every) > 1,
            answered=questions.has_answered(turn.db, turn.who.person),
        ),
        column(
            Button("Yes, erase me for good", EraseMeForGood()),
            Button("No, keep everything", Privacy()),
        ),
    )


def erase_me_for_good(turn: Turn, route: EraseMeForGood) -> Step:
    """What they led is led by somebody else; their answers stay, given by a role."""
    for at_school in memberships.every(turn.db, turn.who.person):
        go(turn, at_school)
    forget_owner(turn)
    people.erase(turn.db, turn.who.person)
    return Step(Erased(), "Erased")


def erased(turn: Turn, route: Erased) -> Screen:
    return Screen(say("erased", channel=turn.who.channel), column(Button("Start afresh", Hello())))

"""Changing an item: what somebody did not see is never changed over it."""

from dialogs import access
from dialogs.routes import ItemGiven, PlanItem, Why
from dialogs.saying import units
from dialogs.telling import tell
from dialogs.turn import Refused, Step, Turn
from neambition.plan import NOBODY, OPEN, Field, Owner
from neambition.store import memberships, plan
from neambition.store.plan import Doer, Item

LONGEST_WORDS = 200
"""UTF-16 units of an action in own words: a line on a phone, and in the report."""


def doer(turn: Turn, school: int) -> Doer:
    """This person, as what they are at that school, if anything."""
    here = memberships.at(turn.db, turn.who.person, school)
    return Doer(turn.who.person, here.role if here else None)


def one_line(words: str) -> str:
    """The words in one line; Refused where they are none: a number is a slip of the thumb."""
    if not any(c.isalpha() for c in words):
        raise Refused(Why.NO_WORDS)
    return " ".join(words.split())


def action_words(words: str) -> str:
    """An action as it is kept; Refused where it is too long."""
    line = one_line(words)
    if units(line) > LONGEST_WORDS:
        raise Refused(Why.ACTION_TOO_LONG)
    return line


def put(turn: Turn, item: Item, field: Field, new: str, seen: int) -> bool:
    """Let a field have that value; False where it was changed since to another than that, which
    this person has not seen (`seen`: the latest change that they had before them)."""
    if item.now.value(field) == new:
        return True
    if plan.changed_last(turn.db, item.id, field) > seen:
        return False
    return plan.change(turn.db, item.id, field, new, doer(turn, item.school), turn.now)


def meanwhile(item: Item, undoing: bool = False) -> Step:
    """The item as it is by now, for whoever would have changed what they had not seen."""
    what = "Nothing was undone" if undoing else "Yours was not kept"
    return Step(PlanItem(item.id), f"Changed meanwhile: see it first. {what}")


def can_own(turn: Turn, school: int, owner: Owner) -> bool:
    """Whether it can be theirs: a colleague who answers there, somebody in words, or nobody yet."""
    here = access.belongs(turn, school, owner.person) if owner.person is not None else None
    return owner.person is None or (here is not None and here.answers)


def give(turn: Turn, item: Item, owner: Owner, seen: int) -> bool:
    """Let it be that owner's; a colleague who is put down by another is told."""
    if not can_own(turn, item.school, owner):
        raise Refused(Why.CANNOT_OWN)
    if not put(turn, item, Field.OWNER, str(owner), seen):
        return False
    given = owner.person is not None and owner != item.now.owner
    if given and owner.person is not None and owner.person != turn.who.person:
        tell(turn, [owner.person], ItemGiven(item.id), turn.now)
    return True


def let_go(turn: Turn, membership: int) -> None:
    """Whoever answers there no longer: what they were still to do is nobody's."""
    of = access.membership(turn, membership)
    if of.answers:
        return
    for item in plan.owned(turn.db, of.person):
        if item.school == of.school.id and item.now.state in OPEN:
            _disown(turn, item)


def forget_owner(turn: Turn) -> None:
    """This person is about to be erased: nothing is theirs any more, and the history says so."""
    for item in plan.owned(turn.db, turn.who.person):
        _disown(turn, item)


def _disown(turn: Turn, item: Item) -> None:
    by = doer(turn, item.school)
    plan.change(turn.db, item.id, Field.OWNER, str(NOBODY), by, turn.now)

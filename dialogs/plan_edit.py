"""Editing an item: its words, whose it is, by when."""

from datetime import timedelta

from dialogs import access
from dialogs.paging import page_of
from dialogs.plan_changing import LONGEST_WORDS, action_words, give, meanwhile, one_line, put
from dialogs.plan_saying import due_said, item_facts
from dialogs.routes import (
    ConfirmDue,
    GiveItem,
    ItemDue,
    ItemOwner,
    ItemWords,
    NoDue,
    NoOwner,
    PlanItem,
    SetDue,
    Why,
)
from dialogs.saying import ROLES, named, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition import due
from neambition.due import Unreadable
from neambition.plan import NOBODY, Due, Field, Owner
from neambition.store import memberships, people, plan, term_dates
from neambition.store.memberships import Membership

LONGEST_OWNER = 40
FURTHEST = timedelta(days=366 * 2)


# --- words


def words(turn: Turn, route: ItemWords) -> Screen:
    item = access.item(turn, route.item)
    return Screen(
        say("item_words", longest=LONGEST_WORDS, **item_facts(turn, item)),
        column(Button("Leave it as it is", PlanItem(item.id))),
    )


def hear_words(turn: Turn, route: ItemWords, said: str) -> Step:
    item = access.item(turn, route.item)
    if not put(turn, item, Field.WORDS, action_words(said), route.seen):
        return meanwhile(item)
    return Step(PlanItem(item.id), "Changed")


# --- whose


def owner(turn: Turn, route: ItemOwner) -> Screen:
    """Oneself first, then whoever answers here; words typed now are somebody who is not here."""
    item = access.item(turn, route.item)
    seen = plan.changed_last(turn.db, item.id, Field.OWNER)
    here = [m for m in memberships.members(turn.db, item.school) if m.answers]
    here.sort(key=lambda m: m.person != turn.who.person)
    page = page_of(here, route.page, 6)
    rows = column(
        *(Button(_name(turn, m), GiveItem(item.id, m.id, seen)) for m in page.shown)
    ) + page.turning(lambda to: ItemOwner(item.id, seen, to))
    if item.now.owner != NOBODY:
        rows += column(Button("Nobody yet", NoOwner(item.id, seen)))
    return Screen(
        say("item_owner", **item_facts(turn, item)),
        rows + column(Button("Leave it as it is", PlanItem(item.id))),
    )


def _name(turn: Turn, of: Membership) -> str:
    if of.person == turn.who.person:
        return "Me"
    return f"{named(people.first_name(turn.db, of.person))} ({ROLES[of.role]})"


def give_item(turn: Turn, route: GiveItem) -> Step:
    item = access.item(turn, route.item)
    to = access.present(turn, route.membership)
    if to.school.id != item.school:
        raise Refused(Why.NOT_HERE)
    return _given(turn, route, Owner(person=to.person))


def no_owner(turn: Turn, route: NoOwner) -> Step:
    return _given(turn, route, NOBODY)


def hear_owner(turn: Turn, route: ItemOwner, said: str) -> Step:
    line = one_line(said)
    if len(line) > LONGEST_OWNER:
        raise Refused(Why.OWNER_TOO_LONG)
    return _given(turn, route, Owner(words=line))


def _given(turn: Turn, route: GiveItem | NoOwner | ItemOwner, to: Owner) -> Step:
    item = access.item(turn, route.item)
    if not give(turn, item, to, route.seen):
        return meanwhile(item)
    return Step(PlanItem(item.id), "Changed")


# --- by when


def by_when(turn: Turn, route: ItemDue) -> Screen:
    """The ends that a school counts by, each with its date; words typed now are another."""
    item = access.item(turn, route.item)
    seen = plan.changed_last(turn.db, item.id, Field.DUE)
    terms, today = term_dates.of_school(turn.db, item.school), turn.local.date()
    # Late in a term its end is this half term's too, and is offered once.
    offered = {
        terms.half_term_end(today): "this half term",
        terms.term_end(today): "this term",
        terms.next_term_end(today): "next term",
    }
    buttons = [
        Button(f"End of {what}: {_short(on)}", SetDue(item.id, on.on, on.about, seen))
        for on, what in offered.items()
    ]
    none = [Button("No date", NoDue(item.id, seen))] if item.now.due else []
    about = any(on.about for on in offered)
    return Screen(
        say("item_due", about=about, **item_facts(turn, item)),
        column(*buttons, *none, Button("Leave it as it is", PlanItem(item.id))),
    )


def _short(of: Due) -> str:
    return f"{'about ' if of.about else ''}{of.on.day} {of.on:%b %Y}"


WHY = {
    Unreadable.NOT_A_DATE: Why.DUE_UNREADABLE,
    Unreadable.NO_SUCH_DAY: Why.NO_SUCH_DAY,
    Unreadable.PAST: Why.DUE_PAST,
    Unreadable.TOO_FAR: Why.DUE_TOO_FAR,
    Unreadable.SEVERAL: Why.DUE_SEVERAL,
}


def hear_due(turn: Turn, route: ItemDue, said: str) -> Step:
    """Read, and shown back before it counts."""
    item = access.item(turn, route.item)
    terms = term_dates.of_school(turn.db, item.school)
    read = due.read(said, turn.local.date(), terms)
    if isinstance(read, Unreadable):
        raise Refused(WHY[read])
    return Step(ConfirmDue(item.id, read.on, read.about, route.seen))


def confirm_due(turn: Turn, route: ConfirmDue) -> Screen:
    item = access.item(turn, route.item)
    days, said = (route.day - turn.local.date()).days, due_said(Due(route.day, route.about))
    return Screen(
        say("confirm_due", said=said, days=days, **item_facts(turn, item)),
        column(
            Button("Yes, by then", SetDue(item.id, route.day, route.about, route.seen)),
            Button("No, another date", ItemDue(item.id, route.seen)),
            Button("Leave it as it is", PlanItem(item.id)),
        ),
    )


def set_due(turn: Turn, route: SetDue) -> Step:
    """By that day, which is not gone by the time it is tapped."""
    today = turn.local.date()
    if route.day < today:
        raise Refused(Why.DUE_PAST)
    if route.day - today > FURTHEST:
        raise Refused(Why.DUE_TOO_FAR)
    due_ = Due(route.day, route.about)
    return _due(turn, route, str(due_), f"By {due_said(due_, short=True)}")


def no_due(turn: Turn, route: NoDue) -> Step:
    return _due(turn, route, "", "No date")


def _due(turn: Turn, route: SetDue | NoDue, new: str, toast: str) -> Step:
    item = access.item(turn, route.item)
    if not put(turn, item, Field.DUE, new, route.seen):
        return meanwhile(item)
    return Step(PlanItem(item.id), toast)

"""Just come to a school, and several schools: where somebody lands, move or keep both, switch."""

from dialogs import access
from dialogs.leaving import go, then
from dialogs.paging import page_of
from dialogs.people import also
from dialogs.routes import (
    Check,
    ComeIn,
    Continue,
    Hello,
    Leave,
    Move,
    MoveOrBoth,
    MySchools,
    NotMine,
    Summary,
    SwitchTo,
)
from dialogs.saying import cut, say
from dialogs.screen import Button, Screen, column
from dialogs.sharing import asked_first
from dialogs.turn import Step, Turn
from neambition.store import audits, memberships
from neambition.store.audits import Audit
from neambition.store.memberships import Membership

ASKED_ABOUT = 3
"""Of how many former schools it is asked whether to leave them."""


def arrived(turn: Turn, here: Membership, onward: Step | None = None) -> Step:
    """Whoever has just become a member is here now. `onward` is where they go, if not to what is
    open for them; whoever belongs to another school too is asked about that first."""
    memberships.choose(turn.db, here.id, turn.now)
    if len(memberships.every(turn.db, here.person)) > 1:
        return Step(MoveOrBoth(here.id), onward.toast if onward else None)
    return onward or landing(turn, here)


def landing(turn: Turn, here: Membership, straight_in: bool = False) -> Step:
    """What is open for them: the next statement of an audit begun, for whoever reads only where it
    stands, else the ways in. `straight_in`: to the first statement, though nobody has begun."""
    audit = audits.latest(turn.db, here.school.id, here.person)
    toast = f"You are at {here.school.full}"
    begun = audit is not None and audit.last_at is not None
    if not here.answers:
        return _reading(audit)
    if audit and not audit.finished and (begun or straight_in):
        return asked_first(turn, Step(Continue(audit.id, begun), toast))
    return Step(Hello(), toast)


def _reading(audit: Audit | None) -> Step:
    """The answers so far, the result, or that there is nothing yet."""
    if audit is None:
        return Step(Hello(), "No audit yet. The lead can begin one, and you can read it here")
    return Step(Summary(audit.id) if audit.finished else Check(audit.id))


def come_in(turn: Turn, route: ComeIn) -> Step:
    """Whoever was let in asks for the audit."""
    here = access.present(turn, route.membership)
    return arrived(turn, here, landing(turn, here, straight_in=True))


def move_or_both(turn: Turn, route: MoveOrBoth) -> Screen:
    """Move says what becomes of the school that is left."""
    here = access.present(turn, route.membership)
    others = [m for m in memberships.every(turn.db, here.person) if m.id != here.id]
    former = [{"school": m.school.full, **then(turn, m)} for m in others[:ASKED_ABOUT]]
    both = "Keep both" if len(others) == 1 else f"Keep all {len(others) + 1}"
    return Screen(
        say(
            "move_or_both",
            school=here.school.full,
            role=here.role,
            also=also(turn, here.school.id),
            former=former,
        ),
        column(
            *(
                Button(f"Move here: leave {cut(m.school.full, 44)}", Move(m.id))
                for m in others[:ASKED_ABOUT]
            ),
            Button(both if others else "Go on", SwitchTo(here.id)),
            *([] if here.leads else [Button("Not me, or not my school", NotMine(here.id))]),
        ),
    )


def move(turn: Turn, route: Move) -> Step:
    """Leave this school for the one they are at; an old button that would leave that one asks."""
    former = access.present(turn, route.membership)
    if former.id == access.here(turn).id:
        return Step(Leave(former.id))
    go(turn, former)
    here = access.here(turn)
    return landing(turn, here, straight_in=here.leads)


def switch(turn: Turn, route: SwitchTo) -> Step:
    here = access.present(turn, route.membership)
    memberships.choose(turn.db, here.id, turn.now)
    return landing(turn, here, straight_in=here.leads)


def my_schools(turn: Turn, route: MySchools) -> Screen:
    """The school they are at first, then the others."""
    every = memberships.every(turn.db, turn.who.person)
    page = page_of(every, route.page)
    return Screen(
        say("my_schools", here=every[0].school.full if every else None),
        column(*(Button(cut(m.school.full, 60), SwitchTo(m.id)) for m in page.shown))
        + page.turning(MySchools)
        + column(Button("Start", Hello())),
    )

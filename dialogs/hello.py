"""Hello: what this is, and three ways on."""

from dialogs import access, guiding
from dialogs.routes import (
    AskColleague,
    Begin,
    Continue,
    FindResource,
    Hello,
    Privacy,
    Sharing,
    Summary,
)
from dialogs.saying import say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.sharing import decides
from dialogs.turn import Turn
from neambition import journey
from neambition.store import answers, audits, cohorts
from neambition.store.conversations import Acting
from neambition.store.memberships import Membership


def hello(turn: Turn, route: Hello) -> Screen:
    """For someone whose school is known, the way back comes first."""
    if guiding.guides(turn):
        return guiding.hello(turn)
    framework = turn.house.framework
    minutes = _minutes(len(framework.statements))
    begin = column(
        Button(f"Audit our school ({minutes} minutes)", Begin(False)),
        Button("Quick look (2 minutes)", Begin(True)),
    )
    school = access.own_school(turn)
    return Screen(
        say(
            "hello",
            school=school.school.full if school else None,
            statements=len(framework.statements),
            quick=len(journey.quick(framework)),
            minutes=minutes,
        ),
        _back(turn)
        + begin
        + column(
            Button("Just find a resource", FindResource()),
            Button("What is kept about me?", Privacy()),
        )
        + _cohort(turn, school),
    )


def _minutes(statements: int) -> int:
    """How long so many statements take: sixteen in six minutes, rounded up to five."""
    return -(-statements * 6 // 16 // 5) * 5


def _back(turn: Turn) -> Rows:
    """The way back into the audit that is open, and to the last result."""
    school = access.own_school(turn)
    if school is None:
        return ()
    rows: Rows = ()
    for audit in audits.newest(turn.db, school.school.id, turn.who.person):
        if audit.finished:
            return rows + column(Button("See our result", Summary(audit.id)))
        framework = turn.house.pinned[audit.framework]
        done = journey.answered(framework, answers.levels(turn.db, audit.id))
        label = f"Carry on ({done} of {len(framework.statements)} answered)"
        rows += column(Button(label, Continue(audit.id, True)))
    return rows


def _cohort(turn: Turn, here: Membership | None) -> Rows:
    """Where the school is in a cohort, what is seen of it there; and the way to other menus."""
    rows: Rows = ()
    if here and decides(here) and cohorts.of_school(turn.db, here.school.id):
        rows = column(Button("What facilitators see", Sharing(here.school.id)))
    return rows + guiding.switch(turn, Acting.SCHOOL)


def ask_colleague(turn: Turn, route: AskColleague) -> Screen:
    """A message that a head can forward to whoever will do the audit."""
    return Screen(
        say("ask_colleague"),
        column(Button("I will do it myself", Begin(False)), Button("Back to the start", Hello())),
        forward=say("ask_colleague_message", link=turn.house.link),
    )

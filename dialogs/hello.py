"""Hello: what this is, and three ways on."""

from dialogs import access, confirming, guiding, question_cards
from dialogs.handing import title
from dialogs.people import also, other_schools
from dialogs.plan import to_plan
from dialogs.routes import (
    AskColleague,
    Begin,
    Check,
    Continue,
    FindResource,
    Handed,
    Hello,
    People,
    Privacy,
    Sharing,
    Summary,
    TellLeadAs,
)
from dialogs.saying import day, plain_day, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Turn
from neambition import journey
from neambition.again import due_again, next_review
from neambition.store import answers, audits, cohorts, memberships
from neambition.store.conversations import Acting
from neambition.store.memberships import Membership

MOST_ASKED = 3


def hello(turn: Turn, route: Hello) -> Screen:
    """For someone whose school is known, the way back comes first."""
    if guiding.guides(turn):
        return guiding.hello(turn)
    framework = turn.house.framework
    whole = minutes(len(framework.statements))
    own = access.own_school(turn)
    asked = None if own else memberships.asked_last(turn.db, turn.who.person)
    last = _last_review(turn, own) if own else None
    again = "Review again" if last else None
    begin: Rows = ()
    if own is None or own.answers:
        begin = column(
            Button(again or f"Audit our school ({whole} minutes)", Begin(False)),
            Button("Quick look (2 minutes)", Begin(True)),
        )
    return Screen(
        say(
            "hello",
            school=own.school.full if own else None,
            asked=asked.school.full if asked else None,
            also=also(turn, own.school.id) if own else "",
            answers=own is None or own.answers,
            statements=len(framework.statements),
            quick=len(journey.quick(framework)),
            minutes=whole,
            last=last,
        ),
        _asked(turn)
        + (column(Button("Remind them", TellLeadAs(asked.school.id, asked.role))) if asked else ())
        + (_back(turn, own) if own else ())
        + begin
        + question_cards.way(turn)
        + confirming.way(turn)
        + (_school(turn, own) if own else ())
        + column(
            Button("Just find a resource", FindResource()),
            Button("What is kept about me?", Privacy()),
        )
        + _cohort(turn, own),
    )


def minutes(statements: int) -> int:
    """How long so many statements take: sixteen in six minutes, rounded up to five."""
    return -(-statements * 6 // 16 // 5) * 5


def _last_review(turn: Turn, own: Membership) -> dict[str, object] | None:
    """When the last was finished, while none is open; when the next is due, and whether it is."""
    latest = audits.latest(turn.db, own.school.id, own.person)
    if latest is None or latest.finished_at is None:
        return None
    zone = turn.house.zone
    return {
        "day": day(latest.finished_at, zone),
        "due": due_again(latest.finished_at, turn.now, zone),
        "next": plain_day(next_review(latest.finished_at, zone)),
    }


def _school(turn: Turn, own: Membership) -> Rows:
    """Its plan, who else is there, and the way to another school of theirs."""
    here = to_plan(turn, own.school.id)
    here += column(Button("Our school: who is here", People(own.school.id, 0)))
    return here + other_schools(turn, own.school.id)


def _asked(turn: Turn) -> Rows:
    """The way back into what colleagues asked this person for."""
    return column(
        *(
            Button(f"Carry on: {title(turn.house.framework, given.benchmark)}", Handed(given.id))
            for given in access.open_assignments(turn)[:MOST_ASKED]
        )
    )


def _back(turn: Turn, own: Membership) -> Rows:
    """The way back into the audit that is open, and to the last result."""
    rows: Rows = ()
    for audit in audits.newest(turn.db, own.school.id, own.person):
        if audit.finished:
            return rows + column(Button("See our result", Summary(audit.id)))
        framework = turn.house.pinned[audit.framework]
        done = journey.answered(framework, answers.levels(turn.db, audit.id))
        so_far = f"({done} of {len(framework.statements)} answered)"
        if own.answers:
            rows += column(Button(f"Carry on {so_far}", Continue(audit.id, True)))
        else:
            rows += column(Button(f"Read the answers {so_far}", Check(audit.id)))
    return rows


def _cohort(turn: Turn, here: Membership | None) -> Rows:
    """Where the school is in a cohort, what is seen of it there; and the way to other menus."""
    rows: Rows = ()
    if here and here.decides and cohorts.of_school(turn.db, here.school.id):
        rows = column(Button("What facilitators see", Sharing(here.school.id)))
    return rows + guiding.switch(turn, Acting.SCHOOL)


def ask_colleague(turn: Turn, route: AskColleague) -> Screen:
    """A message that a head can forward to whoever will do the audit."""
    return Screen(
        say("ask_colleague"),
        column(Button("I will do it myself", Begin(False)), Button("Back to the start", Hello())),
        forward=say("ask_colleague_message", link=turn.house.link),
    )

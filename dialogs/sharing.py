"""What a school lets its cohort's facilitators see: asked once, and changed at any time."""

import sqlite3

from dialogs import access
from dialogs.codes import Route, encode
from dialogs.confidence import next_question
from dialogs.routes import (
    AnswerSharing,
    AskSharing,
    Confidence,
    Continue,
    Hello,
    SetSharing,
    Sharing,
    Summary,
    Why,
)
from dialogs.saying import cut, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.store import cohorts, later, memberships, people, sharing
from neambition.store.confidence import Moment

MOST_COHORTS = 4
"""On one screen; a school is hardly ever in more than one."""


def asked_first(turn: Turn, then: Step) -> Step:
    """Whoever may decide is asked about a cohort that was never answered, then goes on."""
    here = access.own_school(turn)
    if here is None or not here.decides:
        return then
    for share in sharing.of_school(turn.db, here.school.id):
        if share.at is None:
            return Step(AskSharing(here.school.id, share.cohort), then.toast)
    return then


def ask_about(db: sqlite3.Connection, school: int, cohort: int, now: int) -> None:
    """The school is in that cohort now: whoever decides there is told, and asked what it shares."""
    route = encode(AskSharing(school, cohort))
    for here in (m for m in memberships.members(db, school) if m.decides):
        for account in people.accounts(db, here.person):
            later.post(db, f"cohort:{cohort}:{school}:{now}:{account}", account, route, now)


def ask_sharing(turn: Turn, route: AskSharing) -> Screen:
    share = _share(turn, access.school(turn, route.school).id, route.cohort)

    def answer(results: bool) -> AnswerSharing:
        return AnswerSharing(route.school, share.cohort, results)

    return Screen(
        say("ask_sharing", share=share, **_facts(turn, route.school, share.cohort)),
        column(
            Button("Yes, share our results", answer(True)),
            Button("No, our progress only", answer(False)),
        ),
    )


def answer_sharing(turn: Turn, route: AnswerSharing) -> Step:
    """Kept, and on to what they came for."""
    school = access.school(turn, route.school).id
    share = _share(turn, school, route.cohort)
    notes = share.notes and route.results
    who = turn.who.person
    sharing.put(turn.db, school, share.cohort, route.results, notes, who, turn.now)
    toast = "Results shared" if route.results else "Results not shared"
    return asked_first(turn, Step(_onward(turn), toast))


def _onward(turn: Turn) -> Route:
    """To the audit: before its first answer to the question at the start, if it is asked."""
    audit = access.own_audit(turn)
    if audit is None:
        return Hello()
    if audit.finished:
        return Summary(audit.id)
    begins = audit.last_at is None and not audit.quick_first
    question = next_question(turn, audit.id, Moment.START) if begins else None
    if question:
        return Confidence(audit.id, Moment.START, question.id)
    return Continue(audit.id, audit.last_at is not None)


def sharing_of(turn: Turn, route: Sharing) -> Screen:
    """For each cohort what is shared; on or off for whoever decides."""
    school = access.school(turn, route.school)
    shares = sharing.of_school(turn.db, school.id)
    here = access.membership_at(turn, school.id)
    rows: Rows = ()
    if here.decides:
        for share in shares[:MOST_COHORTS]:
            rows += _switches(school.id, share, several=len(shares) > 1)
    facts = {
        "school": school.full,
        "shares": [(s, _names(turn, s.cohort)) for s in shares[:MOST_COHORTS]],
        "decides": here.decides,
        "contact": turn.house.contact,
    }
    return Screen(say("sharing", **facts), rows + column(Button("Start", Hello())))


def _switches(school: int, share: sharing.Sharing, several: bool) -> Rows:
    of = f", {share.name}" if several else ""

    def button(label: str, results: bool, notes: bool) -> Button:
        return Button(cut(label + of), SetSharing(school, share.cohort, results, notes))

    if not share.results:
        return column(button("Share our results", True, False))
    notes = ("Stop sharing notes", False) if share.notes else ("Share our notes too", True)
    return column(button("Stop sharing results", False, False), button(notes[0], True, notes[1]))


def set_sharing(turn: Turn, route: SetSharing) -> Step:
    """At once. Notes are never shared without the results that they stand beside."""
    school = access.school(turn, route.school).id
    share = _share(turn, school, route.cohort)
    notes = route.notes and route.results
    who = turn.who.person
    sharing.put(turn.db, school, share.cohort, route.results, notes, who, turn.now)
    if not route.results:
        toast = "Only your progress is seen now"
    else:
        toast = "Results and notes are shared now" if notes else "Results are shared, notes are not"
    return Step(Sharing(route.school), toast)


def _share(turn: Turn, school: int, cohort: int) -> sharing.Sharing:
    """How it stands with that cohort; Refused if the school is not in it."""
    for share in sharing.of_school(turn.db, school):
        if share.cohort == cohort:
            return share
    raise Refused(Why.GONE)


def _facts(turn: Turn, school: int, cohort: int) -> dict[str, object]:
    return {"school": access.school(turn, school).full, "names": _names(turn, cohort)}


def _names(turn: Turn, cohort: int) -> str:
    """`Fay`, `Fay and Gil`, `Fay and others`."""
    names = cohorts.names(turn.db, cohort)
    if len(names) > 2:
        return f"{names[0]} and others"
    return " and ".join(names)

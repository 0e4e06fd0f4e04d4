"""The summary: counts first, then the eight benchmarks, then three actions."""

from dialogs import access
from dialogs.plan import to_plan
from dialogs.routes import (
    ActionDetail,
    AddAction,
    BeginAgain,
    Check,
    Continue,
    Forward,
    Hello,
    LatestSummary,
    MoreActions,
    Share,
    SignOff,
    Summary,
    Swap,
    ToSettle,
    WhatMoved,
    Why,
)
from dialogs.saying import day, giver, named, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.standing import last_finished, stands
from dialogs.turn import Refused, Step, Turn
from neambition import actions, journey, scoring
from neambition.actions import Slot, Suggestion
from neambition.framework import Framework, Level
from neambition.journey import Answers
from neambition.scoring import BenchmarkScore, Scorecard
from neambition.standing import Standing
from neambition.store import audits, confidence, picks, plan, views
from neambition.store.audits import Audit, Ending
from neambition.store.confidence import Moment
from neambition.store.memberships import Role


def latest(turn: Turn, route: LatestSummary) -> Step:
    audit = access.own_audit(turn)
    return Step(Summary(audit.id) if audit else Hello())


def summary(turn: Turn, route: Summary) -> Screen:
    """So far only, and said so, while statements are open; a quick look alone has no per cents."""
    audit = access.audit(turn, route.audit)
    framework = access.framework(turn, audit)
    standing = stands(turn, audit)
    levels = standing.now
    suggested = _suggested(turn, audit, framework, levels)
    ended = audits.ending(turn.db, audit.id)
    facts = _result(turn, audit, framework, standing, ended)
    facts["finisher"] = _finisher(ended) if audit.finished else None
    facts["suggestions"] = [_suggestion(turn, number, s) for number, s in enumerate(suggested, 1)]
    facts["confidence"] = _confidence(turn, audit, framework)
    rows = tuple(_buttons(audit, number, s) for number, s in enumerate(suggested, 1))
    if audit.finished and audit.role is Role.HEAD and ended.signed_at is None:
        rows = column(Button("I have read it and stand behind it", SignOff(audit.id))) + rows
    if not audit.finished and (differing := len(views.unsettled(turn.db, audit.id))):
        rows += column(Button(f"What to settle ({differing})", ToSettle(audit.id, 0)))
    rows += to_plan(turn, audit.school.id)
    ways = _ways_on(audit, bool(suggested), levels, _again(turn, audit))
    return Screen(say("summary", **facts), rows + ways)


def _suggested(
    turn: Turn, audit: Audit, framework: Framework, levels: Answers
) -> tuple[Suggestion, ...]:
    """What is neither in the school's plan nor turned down."""
    taken = plan.taken(turn.db, audit.school.id)
    return actions.suggest(framework, levels, picks.load(turn.db, audit.id), taken)


def _finisher(ended: Ending) -> str | None:
    """`Ben (teacher)`; none of somebody who has gone."""
    if ended.first_name is None:
        return None
    return giver(ended.first_name, ended.role) if ended.role else named(ended.first_name)


def sign_off(turn: Turn, route: SignOff) -> Step:
    """The head has read the result and stands behind it; a second tap changes nothing."""
    audit = access.audit(turn, route.audit)
    if not audit.finished:
        raise Refused(Why.NOT_FINISHED)
    audits.sign_off(turn.db, audit.id, turn.who.person, turn.now)
    return Step(Summary(audit.id), "Signed off")


def _result(
    turn: Turn, audit: Audit, framework: Framework, standing: Standing, ended: Ending
) -> dict[str, object]:
    """What both the summary and the message to forward say of the scores: now, and where something
    changed since the audit (`then`) as they were at it."""
    levels = standing.now
    card = scoring.score(framework, levels)
    then = scoring.score(framework, standing.at_audit) if standing.changes else None
    return {
        "school": audit.school.full,
        "label": framework.label,
        "finished": day(audit.finished_at, turn.house.zone) if audit.finished_at else None,
        "signed": day(ended.signed_at, turn.house.zone) if ended.signed_at else None,
        "quick_only": quick_only(framework, levels),
        "card": card,
        "then": then,
        "changed": len(standing.changes),
        "levels": levels,
        "benchmarks": framework.benchmarks,
        "missing": _missing(framework, card, levels),
        "ask": actions.to_ask(framework, levels),
        "answered": journey.answered(framework, levels),
        "total": len(framework.statements),
    }


def quick_only(framework: Framework, levels: Answers) -> bool:
    """Whether nothing but the quick look has been answered: too little for per cents."""
    return set(levels) <= {s.id for s in journey.quick(framework)}


def _missing(
    framework: Framework, card: Scorecard, levels: Answers
) -> dict[int, dict[str, list[str]]]:
    """What each benchmark's answered statements lack, by how far off they are."""

    def shorts(of: BenchmarkScore, *those: Level) -> list[str]:
        return [framework.by_id[id_].short for id_ in of.missing if levels.get(id_) in those]

    return {
        b.number: {
            "Missing": shorts(b, Level.NOT_YET, Level.STARTED),
            "Nearly": shorts(b, Level.MOSTLY),
        }
        for b in card.benchmarks
    }


def _confidence(turn: Turn, audit: Audit, framework: Framework) -> list[dict[str, object]]:
    """Each question answered at both moments, then and now."""
    then = confidence.rated(turn.db, audit.id, Moment.START)
    now = confidence.rated(turn.db, audit.id, Moment.END)
    return [
        {"short": q.short, "then": then[q.id], "now": now[q.id]}
        for q in framework.confidence
        if then.get(q.id) is not None and now.get(q.id) is not None
    ]


def _suggestion(turn: Turn, number: int, suggestion: Suggestion) -> dict[str, object]:
    """An action without a link of its own borrows one from another action of its statement."""
    action = suggestion.action
    links = turn.links(action) or [
        link for other in suggestion.statement.actions for link in turn.links(other)
    ]
    return {
        "number": number,
        "slot": suggestion.slot,
        "by_gap": suggestion.by_gap,
        "action": action,
        "statement": suggestion.statement,
        "level": suggestion.level,
        "leaners": suggestion.leaners,
        "gap": suggestion.by_gap or suggestion.slot is Slot.FOUNDATION,
        "link": links[0] if links else None,
    }


def _buttons(audit: Audit, number: int, suggestion: Suggestion) -> tuple[Button, ...]:
    action = suggestion.action.id
    return (
        Button(f"Add {number} to plan", AddAction(audit.id, action)),
        Button(f"Details {number}", ActionDetail(audit.id, action)),
        Button(f"Swap {number}", Swap(audit.id, suggestion.slot, action)),
    )


def _again(turn: Turn, audit: Audit) -> Rows:
    """Under the school's last result: what has moved, and the next review."""
    if last_finished(turn, audit.school.id) != audit.id:
        return ()
    school = audit.school.id
    ways = [Button("What has moved", WhatMoved(school))]
    latest = audits.latest(turn.db, school, turn.who.person)
    if audit.answers and latest and latest.finished:
        ways.append(Button("Review again", BeginAgain(school, False)))
    return (tuple(ways),)


def _ways_on(audit: Audit, any_action: bool, levels: Answers, again: Rows) -> Rows:
    rows: Rows = ()
    if not audit.finished:
        rows += column(Button("Carry on with the audit", Continue(audit.id, False)))
    if any_action:
        rows += column(Button("More actions", MoreActions(audit.id, 0)))
    if levels:
        rows += column(
            Button("A message for head or governors", Forward(audit.id)),
            Button("Share it: picture, PDF, files", Share(audit.school.id)),
        )
    rows += again
    back = (Button("The answers, by benchmark", Check(audit.id)), Button("Start", Hello()))
    return (*rows, back)


def forward(turn: Turn, route: Forward) -> Screen:
    """A plain message without buttons, to be passed on, and below it the way back."""
    audit = access.audit(turn, route.audit)
    framework = access.framework(turn, audit)
    standing = stands(turn, audit)
    suggested = _suggested(turn, audit, framework, standing.now)
    facts = _result(turn, audit, framework, standing, audits.ending(turn.db, audit.id))
    return Screen(
        say("forwarded"),
        column(Button("Back to the result", Summary(audit.id))),
        forward=say("forward", **facts, suggestions=[s.action.text for s in suggested]),
    )

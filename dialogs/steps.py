"""What to do next: an action whole, another in its place, more of them, one in ten minutes."""

from dialogs import access
from dialogs.paging import page_of
from dialogs.routes import (
    ActionDetail,
    AddAction,
    Begin,
    FindResource,
    Hello,
    MoreActions,
    Summary,
    Swap,
    Ten,
    TurnedDown,
    Why,
)
from dialogs.saying import say
from dialogs.screen import Button, Screen, column, side_by_side
from dialogs.standing import levels_now
from dialogs.suggested import ways
from dialogs.turn import Refused, Step, Turn
from neambition import actions
from neambition.framework import Action, Framework, Level
from neambition.store import picks, plan


def action_detail(turn: Turn, route: ActionDetail) -> Screen:
    audit = access.audit(turn, route.audit)
    framework = access.framework(turn, audit)
    action = framework.actions.get(route.action)
    if action is None:
        raise Refused(Why.GONE)
    level = levels_now(turn, audit).get(action.statement)
    return Screen(
        say("action", **_whole(turn, framework, action, level)),
        ways(turn, audit, action.id)
        + column(
            Button("Back to the result", Summary(audit.id)),
            Button("More actions", MoreActions(audit.id, 0)),
        ),
    )


def _whole(
    turn: Turn, framework: Framework, action: Action, level: Level | None
) -> dict[str, object]:
    links = turn.links(action)
    statement = framework.by_id[action.statement]
    return {"action": action, "statement": statement, "level": level, "links": links}


def swap(turn: Turn, route: Swap) -> Step:
    """Another action for the slot; a second tap on the same button changes nothing more."""
    audit = access.audit(turn, route.audit)
    framework = access.framework(turn, audit)
    levels = levels_now(turn, audit)
    kept, taken = picks.load(turn.db, audit.id), plan.taken(turn.db, audit.school.id)
    shown = {s.slot: s.action.id for s in actions.suggest(framework, levels, kept, taken)}
    if shown.get(route.slot) != route.shown:
        return Step(Summary(audit.id))
    trio = actions.swap(framework, levels, kept, route.slot, taken)
    picks.save(turn.db, audit.id, trio)
    changed = trio.get(route.slot) != route.shown
    return Step(Summary(audit.id), "Swapped" if changed else "There is no other for this place")


def more_actions(turn: Turn, route: MoreActions) -> Screen:
    """Every other action that fits, largest gap first, a page at a time."""
    audit = access.audit(turn, route.audit)
    framework = access.framework(turn, audit)
    levels = levels_now(turn, audit)
    taken = plan.taken(turn.db, audit.school.id)
    others = actions.more(framework, levels, picks.load(turn.db, audit.id), taken)
    refused = len(plan.refused(turn.db, audit.school.id))
    page = page_of(others, route.page)
    details = [Button(a.id, ActionDetail(audit.id, a.id)) for a in page.shown]
    return Screen(
        say("more_actions", actions=page.shown, page=page.place),
        side_by_side(details, across=4)
        + page.turning(lambda to: MoreActions(audit.id, to))
        + (column(Button(f"Not for us ({refused})", TurnedDown(audit.id, 0))) if refused else ())
        + column(Button("Back to the result", Summary(audit.id))),
    )


def ten(turn: Turn, route: Ten) -> Screen:
    """One first step for this school now; for a school not known, the one most others lean on."""
    audit = access.own_audit(turn)
    if audit is None:
        return _ten_unknown(turn, turn.house.framework)
    framework = access.framework(turn, audit)
    levels = levels_now(turn, audit)
    suggestion = actions.ten_minutes(framework, levels, plan.taken(turn.db, audit.school.id))
    if suggestion is None and not levels:
        return _ten_unknown(turn, framework)
    rows = column(Button("See the summary", Summary(audit.id)), Button("Start", Hello()))
    if suggestion is None:
        return Screen(say("ten_nothing", ask=actions.to_ask(framework, levels)), rows)
    facts = _whole(turn, framework, suggestion.action, suggestion.level)
    add = column(Button("Add to plan", AddAction(audit.id, suggestion.action.id)))
    return Screen(say("ten", **facts), add + rows)


def _ten_unknown(turn: Turn, framework: Framework) -> Screen:
    first = framework.by_id[framework.foundations[0]].actions[0]
    return Screen(
        say("ten", **_whole(turn, framework, first, None)),
        column(
            Button("Quick look (2 minutes)", Begin(True)),
            Button("Find a resource", FindResource()),
            Button("Back to the start", Hello()),
        ),
    )

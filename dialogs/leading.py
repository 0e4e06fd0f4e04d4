"""Handing on the lead, or leading together."""

from dialogs import access
from dialogs.leaving import tell_new_leads
from dialogs.people import back, described
from dialogs.plan_changing import let_go
from dialogs.routes import Colleague, GiveLead, HandLead
from dialogs.saying import say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Step, Turn
from neambition.store import memberships


def hand_over(turn: Turn, route: HandLead) -> Screen:
    """What leading means, for them alone or for both; who leads already can be left to it."""
    of = access.present(turn, route.membership)
    if of.person == turn.who.person:
        return Screen(say("lead_oneself", school=of.school.full), back(of))
    rows = column(Button("Hand it over", GiveLead(of.id, False)))
    if not of.leads:
        rows += column(Button("Lead together", GiveLead(of.id, True)))
    return Screen(
        say("hand_over", **described(turn, of)),
        rows + column(Button("Leave it as it is", Colleague(of.id))),
    )


def give_lead(turn: Turn, route: GiveLead) -> Step:
    """They lead; the giver does too, or no longer. A second tap changes nothing more."""
    of = access.present(turn, route.membership)
    own = memberships.at(turn.db, turn.who.person, of.school.id)
    if own is None or own.id == of.id:
        return Step(HandLead(of.id))
    before = memberships.leaders(turn.db, of.school.id)
    memberships.lead(turn.db, of.id, True)
    if not route.beside:
        memberships.lead(turn.db, own.id, False)
        let_go(turn, own.id)
    tell_new_leads(turn, of.school.id, before)
    return Step(Colleague(of.id), "You lead together" if route.beside else "Handed over")

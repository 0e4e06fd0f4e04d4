"""The one table: of every route, who may take it, what it does and shows, what words mean there.

A route without a door stops the start-up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialogs import (
    access,
    audit,
    checking,
    codes,
    confidence,
    hello,
    help,
    inviting,
    inviting_many,
    joining,
    links,
    notes,
    privacy,
    resources,
    routes,
    steps,
    stopping,
    summary,
)
from dialogs.access import Relation
from dialogs.codes import Route
from dialogs.screen import Screen
from dialogs.turn import Step, Turn

ANYONE = (access.anyone,)
OWNER = (access.owner,)
MEMBERS = (access.member,)
STAFF = (access.staff,)
LEADERS = (access.lead, access.head)
DECIDERS = (access.lead, access.head, access.facilitator)
FACILITATORS = (access.facilitator,)
SHOWN = (access.shown,)


@dataclass(frozen=True)
class Door:
    """`may`: the relations of which one is enough. `act` stores and leads on; a route without it is
    shown. `hear` takes words typed under it, and with `files` the text of a file sent there."""

    may: tuple[Relation, ...]
    show: Callable[[Turn, Any], Screen] | None = None
    act: Callable[[Turn, Any], Step] | None = None
    hear: Callable[[Turn, Any, str], Step] | None = None
    files: bool = False

    def opens(self, turn: Turn, route: Route) -> bool:
        """Whether this person may take the route."""
        return any(relation(turn, route) for relation in self.may)


DOORS: dict[type[Route], Door] = {
    routes.Hello: Door(ANYONE, hello.hello),
    routes.Begin: Door(ANYONE, act=joining.begin),
    routes.NameSchool: Door(ANYONE, joining.name_school, hear=joining.hear_name),
    routes.PickRole: Door(ANYONE, joining.pick_role),
    routes.ConfirmSchool: Door(ANYONE, joining.confirm_school),
    routes.Register: Door(ANYONE, act=joining.register),
    routes.AskColleague: Door(ANYONE, hello.ask_colleague),
    routes.AlreadyHere: Door(ANYONE, joining.already_here),
    routes.TellLead: Door(ANYONE, joining.tell_lead),
    routes.TellLeadAs: Door(ANYONE, act=joining.tell_lead_as),
    routes.LeadTold: Door(ANYONE, joining.lead_told),
    routes.JoinRequest: Door(DECIDERS, joining.join_request),
    routes.Decide: Door(DECIDERS, act=joining.decide),
    routes.Decided: Door(DECIDERS, joining.decided),
    routes.LetIn: Door(OWNER, joining.let_in),
    routes.LinkClosed: Door(ANYONE, inviting.link_closed),
    routes.Resume: Door(ANYONE, act=audit.resume),
    routes.Continue: Door(STAFF, audit.next_statement, hear=audit.hear_aside),
    routes.ShowStatement: Door(STAFF, audit.show_statement, hear=audit.hear_aside),
    routes.Answer: Door(STAFF, act=audit.answer),
    routes.Changed: Door(STAFF, audit.changed),
    routes.OtherBenchmark: Door(STAFF, audit.other_benchmark),
    routes.Check: Door(MEMBERS, checking.check),
    routes.CheckBenchmark: Door(MEMBERS, checking.check_benchmark),
    routes.History: Door(MEMBERS, checking.history),
    routes.Finish: Door(STAFF, act=checking.finish),
    routes.Confidence: Door(STAFF, confidence.ask),
    routes.RateConfidence: Door(STAFF, act=confidence.rate),
    routes.SkipConfidence: Door(STAFF, act=confidence.skip),
    routes.Stop: Door(STAFF, stopping.stop),
    routes.Remind: Door(STAFF, act=stopping.remind),
    routes.NoReminder: Door(STAFF, act=stopping.no_reminder),
    routes.ReminderSet: Door(STAFF, stopping.reminder_set),
    routes.NotReminded: Door(STAFF, stopping.not_reminded),
    routes.Reminder: Door(STAFF, stopping.reminder),
    routes.Notes: Door(MEMBERS, notes.show_notes, hear=notes.hear_note),
    routes.NoteMine: Door(OWNER, notes.note_mine),
    routes.DeleteNote: Door(OWNER, notes.delete_note),
    routes.DeleteNoteForGood: Door(OWNER, act=notes.delete_note_for_good),
    routes.Aside: Door(STAFF, notes.ask_aside),
    routes.KeepAside: Door(STAFF, act=notes.keep_aside),
    routes.DropAside: Door(STAFF, act=notes.drop_aside),
    routes.Summary: Door(MEMBERS, summary.summary),
    routes.LatestSummary: Door(ANYONE, act=summary.latest),
    routes.ActionDetail: Door(MEMBERS, steps.action_detail),
    routes.Swap: Door(STAFF, act=steps.swap),
    routes.MoreActions: Door(MEMBERS, steps.more_actions),
    routes.Forward: Door(MEMBERS, summary.forward),
    routes.Ten: Door(ANYONE, steps.ten),
    routes.FindResource: Door(ANYONE, resources.find_resource, hear=resources.hear_request),
    routes.Results: Door(ANYONE, resources.results, hear=resources.hear_request),
    routes.Help: Door(ANYONE, help.help_),
    routes.Privacy: Door(ANYONE, privacy.privacy),
    routes.MyData: Door(ANYONE, privacy.my_data),
    routes.EraseMe: Door(ANYONE, privacy.erase_me),
    routes.EraseMeForGood: Door(ANYONE, act=privacy.erase_me_for_good),
    routes.Erased: Door(ANYONE, privacy.erased),
    routes.Explain: Door(ANYONE, help.explain),
    # --- invitations
    routes.InviteSomebody: Door(ANYONE, act=links.invite_somebody),
    routes.NobodyToInvite: Door(ANYONE, links.nobody_to_invite),
    routes.Invite: Door(DECIDERS, links.invite),
    routes.MakeLink: Door(DECIDERS, act=links.make_link),
    routes.Link: Door(DECIDERS, links.link),
    routes.Renew: Door(DECIDERS, act=links.renew),
    routes.TakeBack: Door(DECIDERS, links.take_back),
    routes.TakeBackNow: Door(DECIDERS, act=links.take_back_now),
    routes.Links: Door(DECIDERS, links.links),
    routes.CameIn: Door(OWNER, inviting.came_in),
    routes.NotMine: Door(OWNER, inviting.not_mine),
    routes.NotMineGo: Door(OWNER, act=inviting.not_mine_go),
    routes.CohortDesk: Door(FACILITATORS, inviting_many.cohort_desk),
    routes.CohortLinks: Door(FACILITATORS, links.cohort_links),
    routes.InviteFacilitator: Door(FACILITATORS, links.invite_facilitator),
    routes.MakeFacilitatorLink: Door(FACILITATORS, act=links.make_facilitator_link),
    routes.InviteMany: Door(
        FACILITATORS, inviting_many.invite_many, hear=inviting_many.hear_list, files=True
    ),
    routes.ManyFound: Door(
        FACILITATORS, inviting_many.many_found, hear=inviting_many.hear_more, files=True
    ),
    routes.TakeNearest: Door(FACILITATORS, act=inviting_many.take_nearest),
    routes.MakeMany: Door(FACILITATORS, act=inviting_many.make_many),
    routes.ManyMade: Door(FACILITATORS, inviting_many.many_made),
    routes.MakeAnew: Door(FACILITATORS, act=inviting_many.make_anew),
}

missing = set(codes.BY_TAG.values()) - set(DOORS)
if missing:
    raise AssertionError(f"routes without a door: {missing}")

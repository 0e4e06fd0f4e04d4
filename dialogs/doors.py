"""The one table: of every route, who may take it, what it does and shows, what words mean there.

A route without a door stops the start-up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialogs import (
    access,
    adding,
    arriving,
    asking,
    audit,
    cards,
    checking,
    codes,
    cohorts,
    confidence,
    confirming,
    figures,
    finding,
    first_here,
    guiding,
    handed,
    handing,
    hello,
    help,
    inviting,
    inviting_many,
    joining,
    leading,
    leaving,
    links,
    merging,
    notes,
    people,
    privacy,
    resources,
    routes,
    settings,
    settling,
    shared,
    sharing,
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
LEAD = (access.lead,)
LEADERS = (access.lead, access.head)
ROLE_CHANGERS = (access.owner, access.lead, access.head)
DECIDERS = (access.lead, access.head, access.facilitator)
FACILITATORS = (access.facilitator,)
GUIDES = (access.facilitating,)
SHOWN = (access.shown,)
SETTLERS = (access.settler,)
ASSIGNED = (access.assigned,)


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
    routes.TellLead: Door(ANYONE, asking.tell_lead),
    routes.TellLeadAs: Door(ANYONE, act=asking.tell_lead_as),
    routes.LeadTold: Door(ANYONE, asking.lead_told),
    routes.JoinRequest: Door(DECIDERS, asking.join_request),
    routes.Decide: Door(DECIDERS, act=asking.decide),
    routes.Decided: Door(DECIDERS, asking.decided),
    routes.LetIn: Door(OWNER, asking.let_in),
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
    routes.OurSchool: Door(ANYONE, act=people.our_school),
    routes.People: Door(MEMBERS, people.people_here),
    routes.Colleague: Door(MEMBERS, people.colleague),
    routes.ChangeRole: Door(ROLE_CHANGERS, people.change_role),
    routes.RoleMeans: Door(ROLE_CHANGERS, people.role_means),
    routes.TakeRole: Door(ROLE_CHANGERS, act=people.take_role),
    routes.RoleAsked: Door(LEADERS, people.role_asked),
    routes.RoleIs: Door(OWNER, people.role_is),
    routes.HandLead: Door(LEAD, leading.hand_over),
    routes.GiveLead: Door(LEAD, act=leading.give_lead),
    routes.LeadIsYours: Door(OWNER, leaving.lead_is_yours),
    routes.Leave: Door(OWNER, leaving.leave),
    routes.LeaveForGood: Door(OWNER, act=leaving.leave_for_good),
    routes.Remove: Door(LEADERS, leaving.remove),
    routes.RemoveForGood: Door(LEADERS, act=leaving.remove_for_good),
    routes.Gone: Door(OWNER, leaving.gone),
    routes.ComeIn: Door(OWNER, act=arriving.come_in),
    routes.MoveOrBoth: Door(OWNER, arriving.move_or_both),
    routes.Move: Door(OWNER, act=arriving.move),
    routes.SwitchTo: Door(OWNER, act=arriving.switch),
    routes.MySchools: Door(ANYONE, arriving.my_schools),
    routes.FirstHere: Door(FACILITATORS, first_here.first_here),
    routes.RightHere: Door(FACILITATORS, first_here.right_here),
    routes.Undo: Door(FACILITATORS, first_here.undo),
    routes.UndoForGood: Door(FACILITATORS, act=first_here.undo_for_good),
    # Finding a school.
    routes.FoundSchools: Door(ANYONE, finding.found_schools, hear=joining.hear_name),
    routes.PickSchool: Door(ANYONE, act=finding.pick_school),
    routes.PickRoleHere: Door(ANYONE, finding.pick_role_here),
    routes.ConfirmHere: Door(ANYONE, finding.confirm_here),
    routes.RegisterHere: Door(ANYONE, act=finding.register_here),
    # Schools to confirm, and two that are one.
    routes.Unconfirmed: Door(GUIDES, confirming.unconfirmed_),
    routes.UnconfirmedSchool: Door(SETTLERS, confirming.unconfirmed_school),
    routes.ConfirmAsItIs: Door(SETTLERS, act=confirming.confirm_as_it_is),
    routes.WhichCohort: Door(SETTLERS, confirming.which_cohort),
    routes.MergeWhich: Door(SETTLERS, merging.merge_which, hear=merging.hear_which),
    routes.MergeFound: Door(SETTLERS, merging.merge_found, hear=merging.hear_which),
    routes.MergePick: Door(SETTLERS, act=merging.merge_pick),
    routes.MergeWeigh: Door(SETTLERS, merging.merge_weigh),
    routes.Merge: Door(SETTLERS, act=merging.merge),
    routes.MergeIn: Door(SETTLERS, act=merging.merge_in),
    routes.SchoolSettled: Door(FACILITATORS, confirming.settled),
    routes.BecameOne: Door(MEMBERS, merging.became_one),
    # several colleagues on one audit
    routes.ChangeAnswer: Door(STAFF, act=audit.change),
    routes.SeeDifferently: Door(STAFF, act=audit.see_differently),
    routes.ToSettle: Door(LEADERS, settling.to_settle),
    routes.Settling: Door(LEADERS, settling.settling),
    routes.Settle: Door(LEADERS, act=settling.settle),
    routes.Settled: Door((access.staff, access.handed), settling.settled),
    routes.SignOff: Door((access.head,), act=summary.sign_off),
    routes.HandOvers: Door(LEADERS, handing.hand_overs),
    routes.HandOver: Door(LEADERS, act=handing.hand_over),
    routes.AskHead: Door((access.lead,), act=handing.ask_head),
    routes.HandOverLink: Door(LEADERS, handing.hand_over_link),
    routes.HandedOut: Door(LEADERS, handing.handed_out),
    routes.TakeBackLink: Door(LEADERS, act=handing.take_back_link),
    routes.TakeBack: Door(LEADERS, act=handing.take_back),
    routes.HandedBack: Door(STAFF, handing.handed_back),
    routes.HandedRole: Door(ASSIGNED, handed.ask_role),
    routes.HandedAs: Door(ASSIGNED, act=handed.take_role),
    routes.Handed: Door(ASSIGNED, handed.handed),
    routes.HandedStatement: Door(ASSIGNED, handed.statement),
    routes.HandedAnswer: Door(ASSIGNED, act=handed.answer),
    routes.HandedChanged: Door(ASSIGNED, handed.changed),
    routes.HandedChange: Door(ASSIGNED, act=handed.change),
    routes.HandedView: Door(ASSIGNED, act=handed.see_differently),
    routes.HandedCheck: Door(ASSIGNED, handed.check),
    routes.HandedFinish: Door(ASSIGNED, act=handed.finish),
    routes.HandedStop: Door(ASSIGNED, act=handed.stop),
    routes.HandedDone: Door(OWNER, handed.done),
    # --- invitations
    routes.InviteSomebody: Door(ANYONE, act=links.invite_somebody),
    routes.NobodyToInvite: Door(ANYONE, links.nobody_to_invite),
    routes.Invite: Door(DECIDERS, links.invite),
    routes.MakeLink: Door(DECIDERS, act=links.make_link),
    routes.Link: Door(DECIDERS, links.link),
    routes.Renew: Door(DECIDERS, act=links.renew),
    routes.Withdraw: Door(DECIDERS, links.take_back),
    routes.WithdrawNow: Door(DECIDERS, act=links.take_back_now),
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
    routes.ForUnopened: Door(FACILITATORS, inviting_many.for_unopened),
    routes.MakeForUnopened: Door(FACILITATORS, act=inviting_many.make_for_unopened),
    routes.MakeAnew: Door(FACILITATORS, act=inviting_many.make_anew),
    # --- the facilitator's chat
    routes.ActAs: Door(ANYONE, act=guiding.act_as),
    routes.CohortSchools: Door(ANYONE, act=guiding.my_schools),
    routes.NotFacilitator: Door(ANYONE, guiding.not_facilitator),
    routes.PickCohort: Door(GUIDES, guiding.pick_cohort),
    routes.TurnTo: Door(FACILITATORS, act=guiding.turn_to),
    routes.Schools: Door(FACILITATORS, cohorts.show_schools, hear=cohorts.hear_search),
    routes.SchoolList: Door(FACILITATORS, cohorts.show_list, hear=cohorts.hear_search),
    routes.CohortFound: Door(FACILITATORS, cohorts.found_schools, hear=cohorts.hear_search),
    routes.SchoolCard: Door(FACILITATORS, cards.school_card, hear=cohorts.hear_search),
    routes.Contacted: Door(FACILITATORS, act=cards.contacted),
    routes.SchoolNotes: Door(FACILITATORS, cards.school_notes, hear=cards.hear_note),
    routes.DropContact: Door(OWNER, cards.drop_contact),
    routes.DropContactForGood: Door(OWNER, act=cards.drop_contact_for_good),
    routes.SchoolArea: Door(FACILITATORS, cards.school_area, hear=cards.hear_area),
    routes.NoArea: Door(FACILITATORS, act=cards.no_area),
    routes.TakeOut: Door(FACILITATORS, cards.take_out),
    routes.TakeOutNow: Door(FACILITATORS, act=cards.take_out_now),
    routes.SharedSummary: Door(SHOWN, shared.shared_summary),
    routes.SharedBenchmark: Door(SHOWN, shared.shared_benchmark),
    routes.AddSchool: Door(FACILITATORS, adding.add_school, hear=adding.hear_school),
    routes.AddFound: Door(FACILITATORS, adding.add_found, hear=adding.hear_school),
    routes.PutIn: Door(FACILITATORS, act=adding.put_in),
    routes.NewCohort: Door(GUIDES, adding.new_cohort, hear=adding.hear_cohort),
    routes.CohortSettings: Door(FACILITATORS, settings.cohort_settings),
    routes.RenameCohort: Door(FACILITATORS, settings.rename_cohort, hear=settings.hear_name),
    routes.StalledAfter: Door(FACILITATORS, act=settings.stalled_after),
    routes.Closures: Door(FACILITATORS, settings.show_closures, hear=settings.hear_days),
    routes.ConfirmClosure: Door(FACILITATORS, settings.confirm_closure),
    routes.KeepClosure: Door(FACILITATORS, act=settings.keep_closure),
    routes.DropClosure: Door(FACILITATORS, act=settings.drop_closure),
    routes.MyCohort: Door(ANYONE, act=figures.my_cohort),
    routes.Figures: Door(FACILITATORS, figures.show_figures),
    routes.FiguresChange: Door(FACILITATORS, figures.change),
    routes.Unsure: Door(FACILITATORS, figures.unsure),
    routes.Sharing: Door(MEMBERS, sharing.sharing_of),
    routes.AskSharing: Door(LEADERS, sharing.ask_sharing),
    routes.AnswerSharing: Door(LEADERS, act=sharing.answer_sharing),
    routes.SetSharing: Door(LEADERS, act=sharing.set_sharing),
}

missing = set(codes.BY_TAG.values()) - set(DOORS)
if missing:
    raise AssertionError(f"routes without a door: {missing}")

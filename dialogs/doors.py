"""The one table: of every route, who may take it, what it does and shows, what words mean there.

A route without a door stops the start-up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialogs import (
    access,
    adding,
    audit,
    cards,
    checking,
    codes,
    cohorts,
    confidence,
    figures,
    guiding,
    hello,
    help,
    inviting,
    joining,
    notes,
    privacy,
    resources,
    routes,
    settings,
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
LEADERS = (access.lead, access.head)
DECIDERS = (access.lead, access.head, access.facilitator)
FACILITATORS = (access.facilitator,)
GUIDES = (access.guide,)
SHOWN = (access.shown,)


@dataclass(frozen=True)
class Door:
    """`may`: the relations of which one is enough. `act` stores and leads on; a route without it is
    shown. `hear` takes words typed under it."""

    may: tuple[Relation, ...]
    show: Callable[[Turn, Any], Screen] | None = None
    act: Callable[[Turn, Any], Step] | None = None
    hear: Callable[[Turn, Any, str], Step] | None = None

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

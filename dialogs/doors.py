"""The one table: of every route, who may take it, what it does and shows, what words mean there.

A route without a door stops the start-up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialogs import (
    access,
    audit,
    automatic,
    checking,
    codes,
    confidence,
    hello,
    help,
    inviting,
    joining,
    notes,
    nudge_report,
    nudged,
    nudging,
    privacy,
    reminding,
    replying,
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
    # Nudges, as whoever facilitates a cohort makes and follows them.
    routes.Nudge: Door(ANYONE, act=nudging.nudge),
    routes.NudgeCohorts: Door(ANYONE, nudging.nudge_cohorts),
    routes.NudgeWhom: Door(FACILITATORS, nudging.nudge_whom),
    routes.NudgeTo: Door(FACILITATORS, act=nudging.nudge_to),
    routes.NudgeSchools: Door(FACILITATORS, nudging.nudge_schools, hear=nudging.hear_school),
    routes.NudgeSchool: Door(FACILITATORS, act=nudging.nudge_school),
    routes.NudgeBenchmarks: Door(FACILITATORS, nudging.nudge_benchmarks),
    routes.NudgeLevels: Door(FACILITATORS, nudging.nudge_levels),
    routes.NudgeBelow: Door(FACILITATORS, act=nudging.nudge_below),
    routes.NudgeAreas: Door(FACILITATORS, nudging.nudge_areas),
    routes.NudgeArea: Door(FACILITATORS, act=nudging.nudge_area),
    routes.NudgeColleagues: Door(FACILITATORS, act=nudging.nudge_colleagues),
    routes.NudgeWhat: Door(FACILITATORS, nudging.nudge_what),
    routes.NudgeSay: Door(FACILITATORS, act=nudging.nudge_say),
    routes.NudgeWords: Door(FACILITATORS, nudging.nudge_words, hear=nudging.hear_words),
    routes.NudgePreview: Door(FACILITATORS, nudging.nudge_preview),
    routes.NudgeSend: Door(FACILITATORS, act=nudging.nudge_send),
    routes.NudgeReport: Door(FACILITATORS, nudge_report.report),
    routes.NudgeCancel: Door(FACILITATORS, act=nudge_report.cancel),
    routes.NudgeAgain: Door(FACILITATORS, act=nudge_report.again),
    routes.NudgePeople: Door(FACILITATORS, nudge_report.in_case),
    routes.NudgeObstacles: Door(FACILITATORS, nudge_report.in_the_way),
    routes.NudgeList: Door(FACILITATORS, nudge_report.sent),
    routes.Automatic: Door(FACILITATORS, automatic.automatic),
    routes.SetAutomatic: Door(FACILITATORS, act=automatic.set_automatic),
    # A nudge as it arrives, and the answers to it.
    routes.Nudged: Door(OWNER, nudged.nudged),
    routes.NudgedAgain: Door(OWNER, nudged.nudged_again),
    routes.NudgeOn: Door(OWNER, act=nudged.on),
    routes.NudgeLater: Door(OWNER, nudged.later_),
    routes.NudgeRemind: Door(OWNER, act=nudged.remind),
    routes.NudgeRemindSet: Door(OWNER, nudged.remind_set),
    routes.InTheWay: Door(OWNER, nudged.in_the_way),
    routes.SayInTheWay: Door(OWNER, act=nudged.say_in_the_way),
    routes.InTheWaySaid: Door(OWNER, nudged.in_the_way_said, hear=replying.hear_who_leads),
    routes.StopNudges: Door(OWNER, act=nudged.stop),
    routes.Reply: Door(OWNER, replying.reply, hear=replying.hear_reply),
    routes.Meant: Door(OWNER, replying.ask_meant),
    routes.ReplyMeant: Door(OWNER, act=replying.reply_meant),
    routes.ReplySent: Door(OWNER, replying.reply_sent),
    routes.Relayed: Door(OWNER, replying.relayed),
    routes.RelayAnswer: Door(OWNER, replying.relay_answer, hear=replying.hear_answer),
    routes.RelayAnswered: Door(OWNER, replying.relay_answered),
    routes.Reminders: Door(ANYONE, reminding.reminders),
    routes.Spare: Door(ANYONE, act=reminding.spare),
    routes.ForgetReminder: Door(OWNER, act=reminding.forget),
}

missing = set(codes.BY_TAG.values()) - set(DOORS)
if missing:
    raise AssertionError(f"routes without a door: {missing}")

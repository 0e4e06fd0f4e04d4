"""Handing some statements to a colleague: a link that lets them answer those and nothing else."""

from dataclasses import dataclass

from dialogs import access
from dialogs.paging import page_of
from dialogs.routes import (
    AskHead,
    Check,
    CheckBenchmark,
    HandedBack,
    HandedOut,
    HandOver,
    HandOverLink,
    HandOvers,
    Resume,
    TakeBack,
    TakeBackLink,
    Why,
)
from dialogs.saying import ROLES, benchmark_label, giver, named, number, say, short_day
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition import journey
from neambition.framework import Framework
from neambition.store import answers, assignments, invitations, memberships, people
from neambition.store.audits import Audit
from neambition.store.invitations import Into, Terms
from neambition.store.memberships import Role

A_PAGE = 6


def hand_overs(turn: Turn, route: HandOvers) -> Screen:
    """Which benchmark shall a colleague answer?"""
    audit = access.unfinished(turn, route.audit)
    framework = access.framework(turn, audit)
    levels = answers.levels(turn.db, audit.id)
    rows: Rows = ()
    for benchmark in framework.benchmarks:
        label = benchmark_label(benchmark, levels)
        rows += column(Button(label, HandOver(audit.id, benchmark.number)))
    if audit.leads and audit.role is not Role.HEAD:
        rows += column(Button("What the head knows best", AskHead(audit.id)))
    if out := out_count(turn, audit):
        rows += column(Button(f"What is with colleagues ({out})", HandedOut(audit.id, 0)))
    return Screen(say("hand_overs"), rows + column(Button("Back to the answers", Check(audit.id))))


def hand_over(turn: Turn, route: HandOver) -> Step:
    """A link into one benchmark, for one colleague."""
    audit = access.unfinished(turn, route.audit)
    framework = access.framework(turn, audit)
    if route.benchmark not in {b.number for b in framework.benchmarks}:
        raise Refused(Why.GONE)
    return _link(turn, audit, Into.BENCHMARK, route.benchmark)


def ask_head(turn: Turn, route: AskHead) -> Step:
    """One link with all that the head knows best."""
    audit = access.unfinished(turn, route.audit)
    if not journey.handed(access.framework(turn, audit), None):
        raise Refused(Why.GONE)
    return _link(turn, audit, Into.HEAD, None)


def _link(turn: Turn, audit: Audit, into: Into, benchmark: int | None) -> Step:
    token = turn.house.secret()
    who, school = turn.who.person, audit.school.id
    terms = Terms(into, who, school=school, audit=audit.id, benchmark=benchmark)
    made = invitations.make(turn.db, token, terms, turn.now)
    return Step(HandOverLink(made), "The link is ready", once=token)


def hand_over_link(turn: Turn, route: HandOverLink) -> Screen:
    """The words to forward, once; drawn again it says so and offers a new link."""
    link = access.invitation(turn, route.invitation)
    if link.audit is None:
        raise Refused(Why.GONE)
    audit = access.audit(turn, link.audit)
    framework = access.framework(turn, audit)
    forward, rows = None, column()
    if turn.once:
        facts = request(turn, audit, link.benchmark, link.made_by)
        forward = say("hand_over_message", **facts, link=turn.house.opening(turn.once))
    elif not audit.finished:
        asked = link.benchmark
        again = AskHead(audit.id) if asked is None else HandOver(audit.id, asked)
        rows += column(Button("Make a new link", again))
    if link.opens(turn.now):
        rows += column(Button("Take this link back", TakeBackLink(link.id)))
    if not audit.finished:
        rows += column(Button("Ask for something else", HandOvers(audit.id)))
    facts = {
        "what": title(framework, link.benchmark),
        "whom": "the head" if link.benchmark is None else "your colleague",
        "shown": forward is not None,
        "opens": link.opens(turn.now),
        "until": short_day(link.expires_at, turn.now, turn.house.zone),
    }
    return Screen(
        say("hand_over_link", **facts),
        rows + column(Button("Back to the answers", Check(audit.id))),
        forward=forward,
    )


def request(turn: Turn, audit: Audit, benchmark: int | None, by: int | None) -> dict[str, object]:
    """Who asks for what, as the words to forward and the one asked read it."""
    framework = access.framework(turn, audit)
    return {
        "asker": _asker(turn, audit, by),
        "count": number(len(journey.handed(framework, benchmark))),
        "about": about(framework, benchmark),
    }


def _asker(turn: Turn, audit: Audit, person: int | None) -> str:
    """`Ana, lead for careers at Newsham Primary,`; of somebody who has gone, a colleague there."""
    here = memberships.at(turn.db, person, audit.school.id) if person is not None else None
    if person is None or here is None:
        return f"A colleague at {audit.school.full}"
    name = named(people.first_name(turn.db, person))
    return f"{name}, {ROLES[here.role]} at {audit.school.full},"


def title(framework: Framework, benchmark: int | None) -> str:
    """`5 Encounters with employers and employees`."""
    if benchmark is None:
        return "What the head knows best"
    return f"{benchmark} {framework.benchmark(benchmark).title}"


def about(framework: Framework, benchmark: int | None) -> str:
    """The same after "five answers"."""
    if benchmark is None:
        return "that a head knows best"
    whole = framework.benchmark(benchmark).title
    return f"about {whole[0].lower()}{whole[1:]}"


def handed_out(turn: Turn, route: HandedOut) -> Screen:
    """Links nobody has opened, and what is with somebody; each can be taken back."""
    audit = access.audit(turn, route.audit)
    page = page_of(_out(turn, audit), route.page, A_PAGE)
    rows = column(*(Button(f"Take back {n}", item.take_back) for n, item in page.numbered))
    rows += page.turning(lambda to: HandedOut(audit.id, to))
    if not audit.finished:
        rows += column(Button("Ask a colleague", HandOvers(audit.id)))
    return Screen(
        say("handed_out", items=page.numbered),
        rows + column(Button("Back to the answers", Check(audit.id))),
    )


@dataclass(frozen=True)
class Out:
    """A link or an assignment. `who` has it, none while nobody has opened the link."""

    what: str
    who: str | None
    day: str
    done: int
    total: int
    take_back: TakeBack | TakeBackLink


def out_count(turn: Turn, audit: Audit) -> int:
    """How much of it is with colleagues: links nobody has opened, and what is not done yet."""
    links = invitations.of_audit(turn.db, audit.id, turn.now)
    return len(links) + len(assignments.in_audit(turn.db, audit.id))


def _out(turn: Turn, audit: Audit) -> list[Out]:
    framework = access.framework(turn, audit)
    levels = answers.levels(turn.db, audit.id)

    def out(benchmark: int | None, who: str | None, at: int, back: TakeBack | TakeBackLink) -> Out:
        among = journey.handed(framework, benchmark)
        done = sum(s.id in levels for s in among)
        day = short_day(at, turn.now, turn.house.zone)
        return Out(title(framework, benchmark), who, day, done, len(among), back)

    links = [
        out(link.benchmark, None, link.expires_at, TakeBackLink(link.id))
        for link in invitations.of_audit(turn.db, audit.id, turn.now)
    ]
    theirs = [
        out(
            given.benchmark,
            giver(given.first_name, given.role) if given.role else named(given.first_name),
            given.since,
            TakeBack(given.id),
        )
        for given in assignments.in_audit(turn.db, audit.id)
    ]
    return theirs + links


def take_back_link(turn: Turn, route: TakeBackLink) -> Step:
    link = access.invitation(turn, route.invitation)
    if link.audit is None:
        raise Refused(Why.GONE)
    invitations.revoke(turn.db, link.id, turn.now)
    return Step(HandedOut(link.audit, 0), "Taken back: it opens nothing now")


def take_back(turn: Turn, route: TakeBack) -> Step:
    """What they have answered stays."""
    given = access.assignment(turn, route.assignment)
    assignments.take_back(turn.db, given.id, turn.now)
    return Step(HandedOut(given.audit, 0), "Taken back")


def handed_back(turn: Turn, route: HandedBack) -> Screen:
    """To who handed it over: it is answered."""
    given = access.assignment(turn, route.assignment)
    audit = access.audit(turn, given.audit)
    framework = access.framework(turn, audit)
    look = Check(audit.id)
    who = giver(given.first_name, given.role) if given.role else named(given.first_name)
    rows: Rows = column(Button("All answers", look), Button("Carry on", Resume()))
    if given.benchmark is not None:
        rows = column(Button("Look at them", CheckBenchmark(audit.id, given.benchmark))) + rows
    return Screen(say("handed_back", who=who, what=title(framework, given.benchmark)), rows)

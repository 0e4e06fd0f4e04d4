"""What to do next: at most three actions, each in a slot that says why it is offered.

Only an action whose `for_levels` holds its statement's answer is a candidate, so nobody is told to
do what they have done, and Not sure and Does not apply bring no action. What is in the school's
plan, or not for that school, is no candidate either.

The slots, as they are shown:

- quick win: a quick win of the statement nearest to done (Mostly, then Started, then Not yet),
  then of the one that more others lean on;
- foundation: an action of the framework's first foundation below Mostly, then of the next one;
  a foundation that is not known is passed over. If none is below Mostly, an action of the largest
  gap;
- pupils notice: an action that pupils would notice, done within the term, from the largest gap
  among benchmarks 3 to 6.

A gap is what is missing of a benchmark's known answers. Within a benchmark the lowest level comes
first, then the statement that more others lean on, then the lower effort, then an action with a
resource, then the framework's order, which also settles every tie.

Over the three: at most one a benchmark, one that needs money or cover, and one that takes a year.
They are chosen from the narrowest choice to the widest: pupils notice, foundation, quick win. A
slot that has no candidate left is then filled from the largest gap, whatever its effort. A choice
that would leave fewer than could be offered gives way to the next: three whenever three are to be
had.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

from neambition.framework import Action, Effort, Framework, Level, Statement
from neambition.journey import Answers
from neambition.scoring import THIRDS, score

PUPILS_MEET_IT = range(3, 7)
"""The benchmarks whose change reaches pupils in class: needs, curriculum, employers, workplaces."""

BELOW_MOSTLY = (Level.NOT_YET, Level.STARTED)
EFFORTS = tuple(Effort)


class Slot(StrEnum):
    """Why an action is offered, in the order of showing."""

    QUICK_WIN = "quick_win"
    FOUNDATION = "foundation"
    PUPILS_NOTICE = "pupils_notice"


NARROWEST_FIRST = (Slot.PUPILS_NOTICE, Slot.FOUNDATION, Slot.QUICK_WIN)

Picks = Mapping[Slot, str]
"""The action ids a school was shown when it last swapped one; a slot may be absent."""

NO_PICKS: Picks = MappingProxyType({})


@dataclass(frozen=True)
class Suggestion:
    """An action in its slot, with what explains it.

    `level` is the statement's answer and `leaners` how many others lean on the statement. With
    `by_gap` the action is not what the slot's name says: it is offered for its benchmark's gap.
    """

    slot: Slot
    action: Action
    statement: Statement
    level: Level
    leaners: int
    by_gap: bool


@dataclass(frozen=True)
class _Candidate:
    """An action that fits its statement's answer, with what ranks it."""

    action: Action
    statement: Statement
    level: Level
    leaners: int
    gap: Fraction
    place: int

    @property
    def gap_rank(self) -> tuple[Fraction, int, int, int, int, bool, int]:
        return (
            -self.gap,
            self.statement.benchmark,
            THIRDS[self.level],
            -self.leaners,
            EFFORTS.index(self.action.effort),
            not self.action.resources,
            self.place,
        )

    @property
    def quick_rank(self) -> tuple[int, int, bool, int]:
        return -THIRDS[self.level], -self.leaners, not self.action.resources, self.place


def suggest(
    framework: Framework,
    answers: Answers,
    picks: Picks = NO_PICKS,
    without: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """At most three suggestions, in the order of showing, but for the actions `without`.

    A pick is kept while it fits its answer and goes with the other picks; otherwise, and for an
    absent slot, the rule decides.
    """
    trio = _trio(framework, _candidates(framework, answers, without), picks)
    return tuple(_suggestion(framework, slot, trio[slot]) for slot in Slot if slot in trio)


def swap(
    framework: Framework,
    answers: Answers,
    picks: Picks,
    slot: Slot,
    without: Collection[str] = (),
) -> Picks:
    """The trio to pick from now on: the slot's next candidate beside the other two, unchanged.

    After the slot's last candidate comes its first again; with no other, nothing changes.
    """
    candidates = _candidates(framework, answers, without)
    trio = _trio(framework, candidates, picks)
    others = [c for s, c in trio.items() if s is not slot]
    choice = _beside(others, _ranked(framework, slot, candidates)) or _beside(others, candidates)
    if choice:
        # A kept pick may no longer be among the candidates: the first then follows it.
        place = choice.index(trio[slot]) if trio[slot] in choice else -1
        trio[slot] = choice[(place + 1) % len(choice)]
    return {s: c.action.id for s, c in trio.items()}


def more(
    framework: Framework,
    answers: Answers,
    picks: Picks = NO_PICKS,
    without: Collection[str] = (),
) -> tuple[Action, ...]:
    """Every other action that fits its answer, from the largest gap down."""
    candidates = _candidates(framework, answers, without)
    shown = _trio(framework, candidates, picks).values()
    return tuple(c.action for c in candidates if c not in shown)


def to_ask(framework: Framework, answers: Answers) -> tuple[Statement, ...]:
    """The statements answered Not sure, in the framework's order."""
    return tuple(s for s in framework.statements if answers.get(s.id) is Level.NOT_SURE)


def ten_minutes(
    framework: Framework, answers: Answers, without: Collection[str] = ()
) -> Suggestion | None:
    """The one suggestion to begin now: the first quick win, else the first; None without any."""
    return min(
        suggest(framework, answers, without=without),
        key=lambda s: s.action.effort is not Effort.QUICK_WIN,
        default=None,
    )


def _candidates(
    framework: Framework, answers: Answers, without: Collection[str]
) -> list[_Candidate]:
    """Every action that fits its answer, from the largest gap down, but for those `without`."""
    gaps = {b.number: b.gap for b in score(framework, answers).benchmarks}
    fitting = [
        _Candidate(action, s, answers[s.id], framework.leaners(s.id), gaps[s.benchmark], place)
        for place, (s, action) in enumerate((s, a) for s in framework.statements for a in s.actions)
        if answers.get(s.id) in action.for_levels and action.id not in without
    ]
    return sorted(fitting, key=lambda c: c.gap_rank)


def _suits(framework: Framework, slot: Slot, candidate: _Candidate) -> bool:
    """Whether the action is what the slot's name says."""
    action = candidate.action
    match slot:
        case Slot.QUICK_WIN:
            return action.effort is Effort.QUICK_WIN
        case Slot.FOUNDATION:
            return action.statement in framework.foundations and candidate.level in BELOW_MOSTLY
        case Slot.PUPILS_NOTICE:
            in_time = action.effort is not Effort.THIS_YEAR
            return (
                action.pupils_notice and in_time and candidate.statement.benchmark in PUPILS_MEET_IT
            )


def _ranked(
    framework: Framework, slot: Slot, candidates: Sequence[_Candidate]
) -> Sequence[_Candidate]:
    """The slot's own candidates, best first, out of all `candidates` by gap."""
    suited = [c for c in candidates if _suits(framework, slot, c)]
    match slot:
        case Slot.QUICK_WIN:
            return sorted(suited, key=lambda c: c.quick_rank)
        case Slot.FOUNDATION:
            place = framework.foundations.index
            return sorted(suited, key=lambda c: place(c.statement.id)) or candidates
        case Slot.PUPILS_NOTICE:
            return suited


def _trio(
    framework: Framework, candidates: Sequence[_Candidate], picks: Picks
) -> dict[Slot, _Candidate]:
    """The candidate of each slot, a slot being absent where none is left for it."""
    trio = _kept(candidates, picks)
    ranked = {slot: _ranked(framework, slot, candidates) for slot in Slot}
    # Filling waits for every slot's own choice: it would take a foundation's benchmark first.
    for choices in (ranked, dict.fromkeys(Slot, candidates)):
        for slot in NARROWEST_FIRST:
            best = None if slot in trio else _best(choices[slot], trio.values(), candidates)
            if best:
                trio[slot] = best
    return trio


def _kept(candidates: Sequence[_Candidate], picks: Picks) -> dict[Slot, _Candidate]:
    """The picks that still fit their answers and go together."""
    by_id = {c.action.id: c for c in candidates}
    kept: dict[Slot, _Candidate] = {}
    for slot in NARROWEST_FIRST:
        pick = by_id.get(picks.get(slot, ""))
        if pick and _go_together((*kept.values(), pick)):
            kept[slot] = pick
    return kept


def _best(
    choice: Sequence[_Candidate], chosen: Collection[_Candidate], candidates: Sequence[_Candidate]
) -> _Candidate | None:
    """The first of the choice that goes with the chosen and costs no later slot its action."""
    most = _most(chosen, candidates)
    fitting = _beside(chosen, choice)
    return next((c for c in fitting if _most((*chosen, c), candidates) == most), None)


def _most(chosen: Collection[_Candidate], candidates: Sequence[_Candidate]) -> int:
    """How many can be offered with the chosen among them, up to one for each slot."""
    # One of each kind stands for all of it: the limits see nothing else of an action.
    kinds = {_kind(c): c for c in _beside(chosen, candidates)}.values()
    for extra in range(len(Slot) - len(chosen), 0, -1):
        if any(_go_together((*chosen, *others)) for others in combinations(kinds, extra)):
            return len(chosen) + extra
    return len(chosen)


def _beside(
    chosen: Collection[_Candidate], candidates: Sequence[_Candidate]
) -> Sequence[_Candidate]:
    """The candidates that go with the chosen."""
    return [c for c in candidates if _go_together((*chosen, c))]


def _go_together(candidates: Collection[_Candidate]) -> bool:
    """One a benchmark; at most one that costs; at most one that takes a year."""
    benchmarks, costly, long = zip(*map(_kind, candidates), strict=True)
    return len(set(benchmarks)) == len(benchmarks) and sum(costly) <= 1 and sum(long) <= 1


def _kind(candidate: _Candidate) -> tuple[int, bool, bool]:
    """All that the limits over the three look at: benchmark, whether it costs, whether a year."""
    action = candidate.action
    return candidate.statement.benchmark, bool(action.needs), action.effort is Effort.THIS_YEAR


def _suggestion(framework: Framework, slot: Slot, candidate: _Candidate) -> Suggestion:
    return Suggestion(
        slot,
        candidate.action,
        candidate.statement,
        candidate.level,
        candidate.leaners,
        by_gap=not _suits(framework, slot, candidate),
    )

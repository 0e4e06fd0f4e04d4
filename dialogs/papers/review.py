"""How a school stands, as all its documents tell it: at its audit, now, and at some time before."""

from dataclasses import dataclass
from functools import cached_property

from dialogs import access
from dialogs.saying import day
from dialogs.standing import stands
from dialogs.turn import Turn
from neambition import journey
from neambition.framework import Framework
from neambition.journey import Answers
from neambition.scoring import Scorecard, score
from neambition.store import answers, audits, now
from neambition.store.audits import Audit, Ending
from neambition.store.now import Latest
from neambition.store.schools import School


@dataclass(frozen=True)
class Earlier:
    """What stood when an audit was finished, and that day."""

    framework: Framework
    levels: Answers
    card: Scorecard
    day: str


@dataclass(frozen=True)
class Review:
    """`audit` is the last finished one, else the open one; `opened` the open one, if there is one.

    `now` is how the school stands, as the chat shows it; `latest` each statement's latest answer,
    with who gave it, in whatever version of the questions. `earlier` is what now is compared with:
    the audit, if anything has been answered anew since; else the one finished before it; none
    without.
    """

    school: School
    framework: Framework
    audit: Audit
    opened: Audit | None
    ending: Ending
    now: Answers
    latest: dict[str, Latest]
    earlier: Earlier | None

    @property
    def finished(self) -> bool:
        return self.audit.finished

    @cached_property
    def card(self) -> Scorecard:
        return score(self.framework, self.now)

    @property
    def answered(self) -> int:
        return journey.answered(self.framework, self.now)


def load(turn: Turn, school: School) -> Review | None:
    """None while nothing is answered."""
    newest = audits.newest(turn.db, school.id, turn.who.person)
    finished = [audit for audit in newest if audit.finished]
    audit = next(iter(finished), None) or next(iter(newest), None)
    latest = now.latest(turn.db, school.id)
    if audit is None or not latest:
        return None
    standing = stands(turn, audit).now
    return Review(
        school=school,
        framework=access.framework(turn, audit),
        audit=audit,
        opened=next((a for a in newest if not a.finished), None),
        ending=audits.ending(turn.db, audit.id),
        now=standing,
        latest=latest,
        earlier=_earlier(turn, finished, standing),
    )


def _earlier(turn: Turn, finished: list[Audit], standing: Answers) -> Earlier | None:
    """Of the last finished audits, the latest first, the one that now differs from."""
    for audit in finished:
        framework = access.framework(turn, audit)
        levels = answers.levels(turn.db, audit.id)
        if any(level is not levels.get(id_) for id_, level in standing.items()):
            ended = day(audit.finished_at or 0, turn.house.zone)
            return Earlier(framework, levels, score(framework, levels), ended)
    return None

"""How a school stands: at its last audit, and now, with what changed since and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from neambition.again import Given, same_words
from neambition.framework import Framework, Level
from neambition.journey import Answers


class Later(Given, Protocol):
    """An answer with its time, in UTC seconds."""

    @property
    def at(self) -> int: ...


@dataclass(frozen=True)
class Change:
    """A statement whose level is another now."""

    statement: str
    now: Level


@dataclass(frozen=True)
class Standing:
    """What was answered at the audit, and what differs from that now."""

    at_audit: Answers
    changes: tuple[Change, ...] = ()

    @property
    def now(self) -> dict[str, Level]:
        """Each statement's latest answer."""
        return {**self.at_audit, **{change.statement: change.now for change in self.changes}}


def standing(
    framework: Framework,
    at_audit: Answers,
    finished_at: int,
    latest: Mapping[str, Later],
    frameworks: Mapping[str, Framework],
) -> Standing:
    """The audit, and those latest answers given since it was finished that say something else.

    An answer to other words, in another version of the questions, is no answer to these.
    """
    return Standing(
        at_audit,
        tuple(
            Change(s.id, given.level)
            for s in framework.statements
            if (given := latest.get(s.id))
            and given.at >= finished_at
            and given.level is not at_audit.get(s.id)
            and _answers(framework, frameworks.get(given.framework), s.id)
        ),
    )


def _answers(framework: Framework, theirs: Framework | None, id_: str) -> bool:
    return theirs is not None and same_words(framework, theirs, id_)

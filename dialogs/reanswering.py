"""A statement answered anew, because of something in the plan: in the open audit, else since."""

from dialogs import access
from dialogs.turn import Turn
from neambition.framework import Level, Statement
from neambition.store import answers, audits, now, views
from neambition.store.audits import Audit
from neambition.store.now import Latest


def open_audit(turn: Turn, school: int) -> Audit | None:
    """The audit that the school has open."""
    latest = audits.latest(turn.db, school, turn.who.person)
    return None if latest is None or latest.finished else latest


def asked_now(turn: Turn, school: int) -> dict[str, Statement]:
    """The statements that can be answered now, by id: of the open audit's version, else today's."""
    audit = open_audit(turn, school)
    return (access.framework(turn, audit) if audit else turn.house.framework).by_id


def latest_of(turn: Turn, school: int, statement: str) -> Latest | None:
    """How the statement stands now."""
    return now.latest(turn.db, school).get(statement)


def answer_again(
    turn: Turn, school: int, statement: str, level: Level, shown: int, cause: int
) -> bool:
    """Let it stand so, because of that item of the plan. False where another answer stands than
    `shown`, the id of the one that the person saw; a finished audit is never touched."""
    latest = latest_of(turn, school, statement)
    role = access.membership_at(turn, school).role
    audit = open_audit(turn, school)
    if latest is not None and latest.level is not level and latest.id != shown:
        return False
    within = answers.standing(turn.db, audit.id, statement) if audit else latest
    if within is not None and within.level is level:
        return True
    who = turn.who.person
    if audit is None:
        version = turn.house.framework.version
        now.give(turn.db, school, version, statement, level, who, role, cause, turn.now)
        return True
    answers.give(turn.db, audit, statement, level, who, role, turn.now, cause)
    views.withdraw(turn.db, audit.id, statement, who)
    return True

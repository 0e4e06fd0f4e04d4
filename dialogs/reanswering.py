"""A statement answered anew, because of something in the plan: in the open audit, else since."""

from dialogs import access
from dialogs.routes import Why
from dialogs.turn import Refused, Turn
from neambition.framework import Level, Statement
from neambition.store import answers, audits, now, views
from neambition.store.audits import Audit
from neambition.store.now import Latest
from neambition.store.plan import Item


def open_audit(turn: Turn, school: int) -> Audit | None:
    """The audit that the school has open."""
    latest = audits.latest(turn.db, school, turn.who.person)
    return None if latest is None or latest.finished else latest


def reviewed(turn: Turn, school: int) -> bool:
    """Whether the school has begun a review, so that its answers have a place."""
    return audits.latest(turn.db, school, turn.who.person) is not None


def asked_now(turn: Turn, school: int) -> dict[str, Statement]:
    """The statements that can be answered now, by id: of the open audit's version, else today's."""
    audit = open_audit(turn, school)
    return (access.framework(turn, audit) if audit else turn.house.framework).by_id


def latest_of(turn: Turn, school: int, statement: str) -> Latest | None:
    """How the statement stands now."""
    return now.latest(turn.db, school).get(statement)


def answer_again(turn: Turn, item: Item, statement: str, level: Level, shown: int) -> bool:
    """Let it stand so, because of that item of the plan. False where another answer stands than
    `shown`, the id of the one that the person saw; a finished audit is never touched.

    Refused of a statement that is not asked now, or that cannot be said not to apply, and before
    the school's first review, which asks everything.
    """
    school = item.school
    if not reviewed(turn, school):
        raise Refused(Why.GONE)
    asked = access.there(asked_now(turn, school).get(statement))
    if level is Level.DOES_NOT_APPLY and not asked.applies_unless:
        raise Refused(Why.CANNOT_APPLY)
    latest = latest_of(turn, school, statement)
    if latest is not None and latest.level is not level and latest.id != shown:
        return False
    audit = open_audit(turn, school)
    within = answers.standing(turn.db, audit.id, statement) if audit else latest
    if within is not None and within.level is level:
        return True
    who, role = turn.who.person, access.membership_at(turn, school).role
    if audit is None:
        version = turn.house.framework.version
        now.give(turn.db, school, version, statement, level, who, role, item.id, turn.now)
        return True
    answers.give(turn.db, audit, statement, level, who, role, turn.now, item.id)
    views.withdraw(turn.db, audit.id, statement, who)
    return True

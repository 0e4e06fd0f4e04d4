"""How a school stands, as its result is shown: at the audit, and now."""

from dialogs import access
from dialogs.turn import Turn
from neambition import standing
from neambition.journey import Answers
from neambition.standing import Standing
from neambition.store import answers, audits, now
from neambition.store.audits import Audit


def stands(turn: Turn, audit: Audit) -> Standing:
    """With what changed since, of the school's last finished audit; any other as it is."""
    at_audit = answers.levels(turn.db, audit.id)
    if audit.finished_at is None or last_finished(turn, audit.school.id) != audit.id:
        return Standing(at_audit)
    framework = access.framework(turn, audit)
    latest = now.latest(turn.db, audit.school.id)
    return standing.standing(framework, at_audit, audit.finished_at, latest, turn.house.pinned)


def levels_now(turn: Turn, audit: Audit) -> Answers:
    """What suggestions go by."""
    return stands(turn, audit).now


def last_finished(turn: Turn, school: int) -> int | None:
    newest = audits.newest(turn.db, school, turn.who.person)
    return next((a.id for a in newest if a.finished), None)

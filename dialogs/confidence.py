"""Two confidence questions at the start and the end of an audit, one tap each, or skipped."""

from dialogs import access
from dialogs.routes import Confidence, Continue, RateConfidence, SkipConfidence, Summary, Why
from dialogs.saying import CONFIDENCES, say
from dialogs.screen import Button, Screen
from dialogs.turn import Refused, Step, Turn
from neambition.framework import ConfidenceQuestion
from neambition.store import confidence
from neambition.store.confidence import Moment


def next_question(turn: Turn, audit: int, moment: Moment) -> ConfidenceQuestion | None:
    """The first question of that moment neither answered nor skipped."""
    of = access.audit(turn, audit)
    rated = confidence.rated(turn.db, audit, moment)
    return next((q for q in access.framework(turn, of).confidence if q.id not in rated), None)


def ask(turn: Turn, route: Confidence) -> Screen:
    question = _question(turn, route.audit, route.question)

    def rate(value: int) -> RateConfidence:
        return RateConfidence(route.audit, route.moment, route.question, value)

    buttons = [Button(label, rate(value)) for value, label in enumerate(CONFIDENCES)]
    return Screen(
        say("confidence", question=question, moment=route.moment),
        (
            tuple(buttons[:2]),
            tuple(buttons[2:]),
            (Button("Skip", SkipConfidence(route.audit, route.moment)),),
        ),
    )


def rate(turn: Turn, route: RateConfidence) -> Step:
    question = _question(turn, route.audit, route.question)
    if not 0 <= route.value < len(CONFIDENCES):
        raise Refused(Why.UNREADABLE)
    _keep(turn, route.audit, route.moment, question.id, route.value)
    return _onward(turn, route.audit, route.moment, f"{CONFIDENCES[route.value]}: noted")


def skip(turn: Turn, route: SkipConfidence) -> Step:
    """Leaves what was answered, and asks no more at this moment."""
    while question := next_question(turn, route.audit, route.moment):
        _keep(turn, route.audit, route.moment, question.id, None)
    return _onward(turn, route.audit, route.moment, None)


def _onward(turn: Turn, audit: int, moment: Moment, toast: str | None) -> Step:
    question = next_question(turn, audit, moment)
    if question:
        return Step(Confidence(audit, moment, question.id), toast)
    return Step(Continue(audit, False) if moment is Moment.START else Summary(audit), toast)


def _keep(turn: Turn, audit: int, moment: Moment, question: str, value: int | None) -> None:
    confidence.rate(turn.db, audit, moment, question, value, turn.who.person, turn.now)


def _question(turn: Turn, audit: int, id_: str) -> ConfidenceQuestion:
    of = access.audit(turn, audit)
    for question in access.framework(turn, of).confidence:
        if question.id == id_:
            return question
    raise Refused(Why.GONE)

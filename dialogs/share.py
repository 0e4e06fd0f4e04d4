"""Sharing a school's result: a picture, pages and files, each by a button."""

from dialogs import access, files
from dialogs.papers.certificate import certificate
from dialogs.papers.governors import governors
from dialogs.papers.questions import questions
from dialogs.papers.report import report
from dialogs.papers.review import Review, load
from dialogs.papers.scorecard import scorecard
from dialogs.routes import Document, Hello, LatestSummary, Share, ShareDocument, ShareOurs
from dialogs.saying import NO_SCHOOL, say
from dialogs.screen import Button, Paper, Screen, column
from dialogs.turn import Step, Turn
from neambition.store.schools import School

LABELS = {
    Document.SCORECARD: "Scorecard (picture)",
    Document.GOVERNORS: "One page for governors (PDF)",
    Document.REPORT: "Full report (PDF)",
    Document.REPORT_WITH_NOTES: "Full report with notes (PDF)",
    Document.QUESTIONS: "Questions for a meeting (PDF)",
    Document.CERTIFICATE: "Certificate (PDF)",
}
"""In the order of showing."""


def ours(turn: Turn, route: ShareOurs) -> Step:
    here = access.own_school(turn)
    return Step(Share(here.school.id)) if here else Step(Hello(), NO_SCHOOL)


def share(turn: Turn, route: Share) -> Screen:
    """Only what can be made of what is answered."""
    school = access.school(turn, route.school)
    review = load(turn, school)
    made = [document for document in LABELS if _can_be_made(document, review)]
    rows = [(LABELS[document], ShareDocument(school.id, document)) for document in made]
    facts = {"school": school.full, "made": made, **_how_far(turn, review)}
    buttons = column(*(Button(label, to) for label, to in rows))
    return Screen(say("share", **facts), (*buttons, *files.buttons(school), _back()))


def _how_far(turn: Turn, review: Review | None) -> dict[str, object]:
    return {
        "finished": review is not None and review.finished,
        "signed": review is not None and review.ending.signed_at is not None,
        "answered": review.answered if review else 0,
        "total": len((review.framework if review else turn.house.framework).statements),
    }


def _back() -> tuple[Button, ...]:
    return Button("Our result", LatestSummary()), Button("Start", Hello())


def _can_be_made(document: Document, review: Review | None) -> bool:
    """The questions always; the rest once something is answered, the certificate once all is."""
    if document is Document.CERTIFICATE:
        return review is not None and review.finished
    return document is Document.QUESTIONS or review is not None


def document(turn: Turn, route: ShareDocument) -> Screen:
    """The document and a way back; or a sentence, while there is nothing to make it of."""
    school = access.school(turn, route.school)
    review = load(turn, school)
    made = _can_be_made(route.document, review)
    facts = {"school": school.full, "document": route.document, **_how_far(turn, review)}
    return Screen(
        say("document", made=made, **facts),
        (*column(Button("Share something else", Share(school.id))), _back()),
        papers=(_paper(turn, school, review, route.document),) if made else (),
    )


def _paper(turn: Turn, school: School, review: Review | None, document: Document) -> Paper:
    if review is None or document is Document.QUESTIONS:
        return questions(turn, school, review.framework if review else turn.house.framework)
    match document:
        case Document.SCORECARD:
            return scorecard(turn, review)
        case Document.GOVERNORS:
            return governors(turn, review)
        case Document.CERTIFICATE:
            return certificate(turn, review)
        case _:
            return report(turn, review, document is Document.REPORT_WITH_NOTES)

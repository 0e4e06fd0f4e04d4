"""Term dates of a cohort: the region's typical ones, until its facilitator gives the real ones."""

from dialogs import access
from dialogs.routes import CohortSettings, ConfirmTerms, KeepTerms, TermDates, TypicalTerms, Why
from dialogs.saying import plain_day, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.school_year import Term, Terms
from neambition.school_year.pasted import MOST, Pasted, fits, read
from neambition.store import drafts, term_dates
from neambition.store.drafts import Kind

SHOWN = 6
"""Terms on one screen: two school years."""


def show_terms(turn: Turn, route: TermDates) -> Screen:
    """Those that count from today on; words or a file sent now are others."""
    cohort = access.cohort(turn, route.cohort)
    own = term_dates.own(turn.db, cohort.id)
    counts = term_dates.of_cohort(turn.db, cohort.id).from_(turn.local.date(), SHOWN)
    back = column(Button("Back to typical dates", TypicalTerms(cohort.id))) if own else ()
    return Screen(
        say("term_dates", cohort=cohort, lines=_lines(counts), own=own is not None, most=MOST),
        back + column(Button("Back to the settings", CohortSettings(cohort.id))),
    )


def _lines(terms: list[Term]) -> list[dict[str, object]]:
    days = ("first", "break_first", "break_last", "last")
    return [
        {
            "name": term.name,
            "certain": term.certain,
            **{of: plain_day(getattr(term, of)) for of in days},
        }
        for term in terms
    ]


def hear_terms(turn: Turn, route: TermDates | ConfirmTerms, text: str) -> Step:
    """Read, and shown back before they count."""
    if not fits(text):
        raise Refused(Why.TOO_MANY_TERMS)
    if not read(text).terms.known:
        raise Refused(Why.TERMS_UNREADABLE)
    draft = drafts.put(turn.db, turn.who.person, Kind.TERMS, text, turn.now)
    return Step(ConfirmTerms(route.cohort, draft))


def confirm_terms(turn: Turn, route: ConfirmTerms) -> Screen:
    """Each line's reading, and what is wrong in which."""
    cohort = access.cohort(turn, route.cohort)
    pasted = _pasted(turn, route.draft)
    known = list(pasted.terms.known)
    wrong = {number: why.value for number, why in pasted.wrong.items()}
    label = "Keep what was read" if wrong else "Yes, these count"
    keep = Button(label, KeepTerms(cohort.id, route.draft))
    return Screen(
        say("confirm_terms", cohort=cohort, lines=_lines(known), wrong=wrong),
        column(keep, Button("No, send them anew", TermDates(cohort.id))),
    )


def keep_terms(turn: Turn, route: KeepTerms) -> Step:
    terms = _pasted(turn, route.draft).terms
    term_dates.keep(turn.db, route.cohort, terms)
    drafts.drop(turn.db, route.draft, turn.who.person)
    return Step(TermDates(route.cohort), "Term dates kept")


def typical_terms(turn: Turn, route: TypicalTerms) -> Step:
    term_dates.keep(turn.db, route.cohort, Terms())
    return Step(TermDates(route.cohort), "Typical dates again")


def _pasted(turn: Turn, draft: int) -> Pasted:
    return read(access.draft(turn, draft, Kind.TERMS))

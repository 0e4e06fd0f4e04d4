"""A cohort's settings: its name, when an audit is called stalled, and the days it is closed."""

from dialogs import access
from dialogs.adding import new_name
from dialogs.paging import page_of
from dialogs.routes import (
    Automatic,
    Closures,
    CohortSettings,
    ConfirmClosure,
    DropClosure,
    KeepClosure,
    RenameCohort,
    Schools,
    StalledAfter,
    TermDates,
    Why,
)
from dialogs.saying import long_day, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.store import closures, cohorts, drafts
from neambition.store.drafts import Kind
from neambition.terms import Days, read_days

DAYS = (7, 14, 21, 28)
A_PAGE = 5


def cohort_settings(turn: Turn, route: CohortSettings) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    closed = closures.of(turn.db, cohort.id, turn.local.date())
    names = cohorts.names(turn.db, cohort.id)
    days = tuple(
        Button(
            f"{'✓ ' if days == cohort.stalled_after else ''}{days} days",
            StalledAfter(cohort.id, days),
        )
        for days in DAYS
    )
    return Screen(
        say("cohort_settings", cohort=cohort, closed=len(closed), names=names),
        (
            days,
            (
                Button("Closed days", Closures(cohort.id, 0)),
                Button("Rename", RenameCohort(cohort.id)),
            ),
            (Button("Term dates", TermDates(cohort.id)),),
            (Button("Nudges that go out by themselves", Automatic(cohort.id)),),
            (Button("Back to the schools", Schools(cohort.id)),),
        ),
    )


def rename_cohort(turn: Turn, route: RenameCohort) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    back = Button("Leave it as it is", CohortSettings(cohort.id))
    return Screen(say("rename_cohort", cohort=cohort), column(back))


def hear_name(turn: Turn, route: RenameCohort, words: str) -> Step:
    name = new_name(turn, words)
    cohorts.rename(turn.db, route.cohort, name)
    return Step(CohortSettings(route.cohort), f"Now called {name}")


def stalled_after(turn: Turn, route: StalledAfter) -> Step:
    if route.days not in DAYS:
        raise Refused(Why.UNREADABLE)
    cohorts.call_stalled(turn.db, route.cohort, route.days)
    return Step(CohortSettings(route.cohort), f"Stalled: after {route.days} days")


# --- closed days


def show_closures(turn: Turn, route: Closures) -> Screen:
    """Those to come, each to be taken away; words typed now become one."""
    cohort = access.cohort(turn, route.cohort)
    kept = closures.of(turn.db, cohort.id, turn.local.date())
    page = page_of(kept, route.page, A_PAGE)

    def to(page: int) -> Closures:
        return Closures(cohort.id, page)

    return Screen(
        say("closures", cohort=cohort, any=bool(kept), page=page.place),
        column(
            *(
                Button(f"Open again: {spoken(c.days)}", DropClosure(cohort.id, c.id))
                for c in page.shown
            )
        )
        + page.turning(to)
        + column(Button("Back to the settings", CohortSettings(cohort.id))),
    )


def hear_days(turn: Turn, route: Closures, words: str) -> Step:
    """Understood, or not; they count once they are confirmed."""
    days = _days(turn, words)
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, _written(days), turn.now)
    return Step(ConfirmClosure(route.cohort, draft))


def confirm_closure(turn: Turn, route: ConfirmClosure) -> Screen:
    cohort = access.cohort(turn, route.cohort)
    days = _drafted(turn, route.draft)
    facts = {
        "first": long_day(days.first),
        "last": long_day(days.last),
        "one": days.first == days.last,
    }
    return Screen(
        say("confirm_closure", cohort=cohort, **facts),
        column(
            Button("Yes, that is right", KeepClosure(cohort.id, route.draft)),
            Button("No, other days", Closures(cohort.id, 0)),
        ),
    )


def keep_closure(turn: Turn, route: KeepClosure) -> Step:
    days = _drafted(turn, route.draft)
    closures.add(turn.db, route.cohort, days)
    return Step(Closures(route.cohort, 0), f"Closed: {spoken(days)}")


def drop_closure(turn: Turn, route: DropClosure) -> Step:
    closures.delete(turn.db, route.cohort, route.closure)
    return Step(Closures(route.cohort, 0), "Open again")


def spoken(days: Days) -> str:
    """`25 to 29 May 2026`, with the month and the year twice where they differ."""
    first, last = days.first, days.last
    if first == last:
        return f"{last.day} {last:%B %Y}"
    month = f" {first:%B}" if (first.month, first.year) != (last.month, last.year) else ""
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day}{month}{year} to {last.day} {last:%B %Y}"


def _drafted(turn: Turn, draft: int) -> Days:
    return _days(turn, access.draft(turn, draft, Kind.WORDS))


def _days(turn: Turn, words: str) -> Days:
    days = read_days(words, turn.local.date())
    if days is None:
        raise Refused(Why.DAYS_UNREADABLE)
    return days


def _written(days: Days) -> str:
    """As it is read again, whatever day it is then."""
    return f"{days.first.day} {days.first:%B %Y} to {days.last.day} {days.last:%B %Y}"

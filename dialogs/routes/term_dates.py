"""A cohort's term dates: seen, replaced, and given back to the region's typical ones."""

from dialogs.codes import Route, route


@route("tdt")
class TermDates(Route):
    """The terms that count for the cohort. A list of others comes next, as words or a file."""

    cohort: int


@route("tdc")
class ConfirmTerms(Route):
    """The list in the draft, as it was read."""

    cohort: int
    draft: int


@route("tdk")
class KeepTerms(Route):
    """It is right."""

    cohort: int
    draft: int


@route("tdr")
class TypicalTerms(Route):
    """Back to the region's typical dates."""

    cohort: int

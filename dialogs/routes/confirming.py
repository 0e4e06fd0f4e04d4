"""Schools that people registered by name: confirmed, or made one with the school that they are."""

from dialogs.codes import Route, route


@route("fun")
class Unconfirmed(Route):
    """The schools to confirm, some a page."""

    page: int


@route("fus")
class UnconfirmedSchool(Route):
    """One of them, and what can be done."""

    school: int


@route("fuc")
class ConfirmAsItIs(Route):
    """It is right. `cohort`: which it joins, 0 while that is not chosen."""

    school: int
    cohort: int


@route("fuk")
class WhichCohort(Route):
    """Which cohort does it join? `into`: what it is to become part of, 0 for nothing."""

    school: int
    into: int


@route("fum")
class MergeWhich(Route):
    """Which school is it? Those like its name are shown; words to look for another come next."""

    school: int


@route("fuf")
class MergeFound(Route):
    """Which school is it? The words that it was looked for by are in the draft."""

    school: int
    draft: int


@route("fup")
class MergePick(Route):
    """That one: done at once, unless both have answers."""

    school: int
    into: int


@route("fuq")
class MergeWeigh(Route):
    """Both have answers: what will happen, to be confirmed."""

    school: int
    into: int


@route("fug")
class Merge(Route):
    """Make them one. `lead`: the membership of who is to lead, 0 for none chosen."""

    school: int
    into: int
    lead: int


@route("fui")
class MergeIn(Route):
    """Make them one, in that cohort."""

    school: int
    into: int
    cohort: int


@route("fud")
class SchoolSettled(Route):
    """What became of it, to the facilitator."""

    school: int


@route("fbo")
class BecameOne(Route):
    """What became of their school, to its people."""

    school: int

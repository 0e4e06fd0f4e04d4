"""Resources: asking for some, what was found, narrowing it, and what can be done with one."""

from enum import StrEnum

from dialogs.codes import Route, route
from neambition.resources.limits import Facet


class Opinion(StrEnum):
    """What somebody thinks of a resource; `NONE`: nothing after all."""

    HELPFUL = "y"
    NOT_FOR_US = "n"
    NONE = "0"


@route("fr")
class FindResource(Route):
    """What are you looking for? Words come next."""


@route("rr")
class Results(Route):
    """What there is for the words in the draft."""

    draft: int


@route("rt")
class Topics(Route):
    """What there is, by the benchmarks."""


@route("ro")
class Only(Route):
    """All that keeps to one limit. `code`: the value, as `limits.code` writes it."""

    facet: Facet
    code: str


@route("rg")
class Suggestions(Route):
    """What there is for a request, three a page, from 0."""

    request: int
    page: int


@route("rn")
class Narrow(Route):
    """To what can a request be narrowed in that facet?"""

    request: int
    facet: Facet


@route("rw")
class NarrowTo(Route):
    """The same request, limited further."""

    request: int
    facet: Facet
    code: str


@route("ru")
class Widen(Route):
    """The same request without its limit in that facet."""

    request: int
    facet: Facet


@route("rh")
class Among(Route):
    """What was looked for before, limited further by what was asked since."""

    request: int
    before: int


@route("rp")
class AsText(Route):
    """Take the page's suggestions along as plain text."""

    request: int
    page: int


@route("rpt")
class TextToPass(Route):
    """The page's suggestions as plain text, to paste into an e-mail."""

    request: int
    page: int


# --- what can be done with one, wherever it was found


@route("rl")
class SavedResources(Route):
    """What this person saved, the latest first, some a page."""

    page: int


@route("rc")
class ResourceCard(Route):
    """One resource."""

    resource: str


@route("rk")
class SaveResource(Route):
    """Save it, or with `off` no longer."""

    resource: str
    off: bool


@route("rv")
class Rate(Route):
    """Helpful, not for us, or neither after all."""

    resource: str
    opinion: Opinion


@route("rx")
class BrokenLink(Route):
    """Its link does not open, or with `off` it does after all."""

    resource: str
    off: bool


@route("ri")
class PlanResource(Route):
    """Into the plan: for which benchmark?"""

    resource: str


@route("rj")
class PlanResourceUnder(Route):
    """Into the plan of this person's school, under that benchmark."""

    benchmark: int
    resource: str

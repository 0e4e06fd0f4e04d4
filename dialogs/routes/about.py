"""Hello and help, what is kept, and why something was not done."""

from dialogs.codes import Route, route
from dialogs.routes.why import Why


@route("hi")
class Hello(Route):
    """What this is, and the three ways on."""


@route("he")
class Help(Route):
    """What can be done here."""


@route("pv")
class Privacy(Route):
    """What is kept, by whom."""


@route("md")
class MyData(Route):
    """Everything kept about this person."""


@route("er")
class EraseMe(Route):
    """Erase me?"""


@route("ey")
class EraseMeForGood(Route):
    """Yes, erase me."""


@route("ee")
class Erased(Route):
    """It is done."""


@route("ex")
class Explain(Route):
    """Why something was not done, and the way on."""

    why: Why

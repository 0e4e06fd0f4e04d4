"""The catalogue, looked after: its desk, an entry, saying what one is, and the file's news."""

from enum import StrEnum

from dialogs.codes import Route, route
from neambition.resources.parts import Part
from neambition.resources.succession import Decision


class Pile(StrEnum):
    """Entries that somebody should look at, by what for."""

    BROKEN = "broken"
    TO_DECIDE = "to_decide"
    OLDEST = "oldest"
    RETIRED = "retired"


@route("kd")
class CatalogueDesk(Route):
    """How the catalogue stands. Words find an entry, an address one or adds it."""


@route("kl")
class CatalogueList(Route):
    """A pile, some of it a page, from 0."""

    pile: Pile
    page: int


@route("kf")
class CatalogueFound(Route):
    """The entries found by the words in the draft."""

    draft: int
    page: int


@route("kg")
class CatalogueProposed(Route):
    """Links that answered a question and may join."""

    page: int


@route("ki")
class AddProposed(Route):
    """Add the link that answered that question."""

    asked: int


# --- an entry


@route("ke")
class CatalogueEntry(Route):
    """All that is said of it, and what can be done with it."""

    resource: str


@route("kh")
class EntryHistory(Route):
    """Who did what with it."""

    resource: str
    page: int


@route("ko")
class EntryOpened(Route):
    """I opened it, and it works. `seen`, here and below: the latest change of the entry that stood
    beside the button."""

    resource: str
    seen: int


@route("kr")
class RetireEntry(Route):
    """Suggest it no more."""

    resource: str
    seen: int


@route("kb")
class BringBackEntry(Route):
    """Suggest it again."""

    resource: str
    seen: int


@route("kc")
class ChangeEntry(Route):
    """Begin to change it."""

    resource: str


# --- saying what one is; the draft holds what was said


@route("ka")
class AddEntry(Route):
    """Paste the address of a new one."""


@route("kn")
class EntryDraft(Route):
    """All that was said so far."""

    draft: int


@route("kq")
class EntryPart(Route):
    """One thing of it: words, or a choice."""

    draft: int
    part: Part


@route("kv")
class ChooseForEntry(Route):
    """That choice, or with `on` false no longer; an empty one says nothing."""

    draft: int
    part: Part
    choice: str
    on: bool


@route("kp")
class PutEntry(Route):
    """It counts from now on."""

    draft: int
    seen: int


@route("kx")
class DropEntryDraft(Route):
    """Throw away what was said."""

    draft: int


# --- between the file and what is here


@route("kw")
class WeighEntry(Route):
    """What the file says and what is said here, side by side."""

    resource: str


@route("kz")
class DecideEntry(Route):
    """So it shall be. `shown`: a sum over both as they stood beside the button."""

    resource: str
    decision: Decision
    shown: int

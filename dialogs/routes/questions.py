"""Asking a person: the facilitators of one's school. `asked` is a question's id."""

from dialogs.codes import Route, route

# --- whoever asks


@route("qa")
class AskPerson(Route):
    """What would be sent of that request, and to whom."""

    request: int


@route("qd")
class AskAdd(Route):
    """A sentence beside it: words come next."""

    request: int


@route("qw")
class AskWith(Route):
    """What would be sent, with the sentence in the draft."""

    request: int
    draft: int


@route("qs")
class SendQuestion(Route):
    """Send it, as of that school. `draft` is 0 where no sentence was added."""

    request: int
    draft: int
    school: int


@route("qm")
class MyQuestion(Route):
    """What became of it: with whom it is, or the answer."""

    asked: int


@route("ql")
class MyQuestions(Route):
    """All that this person has asked."""

    page: int


@route("qb")
class TakeBackQuestion(Route):
    """Nobody is to answer it any more."""

    asked: int


@route("qg")
class AskAgain(Route):
    """The same once more, with what was missing."""

    asked: int


@route("qh")
class SayHelped(Route):
    """Whether the answer helped."""

    asked: int
    helped: bool


# --- whoever answers


@route("qo")
class OpenQuestions(Route):
    """What waits for an answer."""

    page: int


@route("qv")
class AnsweredQuestions(Route):
    """What was answered, and whether it helped."""

    page: int


@route("qc")
class QuestionCard(Route):
    """What somebody asks, and the ways to answer it; or the answer it has."""

    asked: int


@route("qi")
class QuestionHelped(Route):
    """The asker says that the answer helped."""

    asked: int


@route("qr")
class AnswerInWords(Route):
    """Words come next, for whoever asked."""

    asked: int


@route("qf")
class FindEntry(Route):
    """What the catalogue has for the words in the draft; for the asker's own where it is 0."""

    asked: int
    draft: int
    page: int


@route("qe")
class EntryPreview(Route):
    """An entry as the asker would get it."""

    asked: int
    resource: str


@route("qk")
class SendEntry(Route):
    """That entry is the answer."""

    asked: int
    resource: str


@route("qn")
class NewLink(Route):
    """An address and what it is come next."""

    asked: int


@route("qt")
class LinkTitle(Route):
    """The address is in the draft; what it is comes next."""

    asked: int
    draft: int


@route("qp")
class LinkPreview(Route):
    """The link in the draft as the asker would get it."""

    asked: int
    draft: int


@route("qx")
class SendLink(Route):
    """That link is the answer."""

    asked: int
    draft: int


@route("qz")
class NothingForThis(Route):
    """What the asker would read."""

    asked: int


@route("qy")
class SendNothing(Route):
    """That there is nothing is the answer."""

    asked: int

"""A screen: what a person sees, as data, whatever carries it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.codes import Route


@dataclass(frozen=True)
class Button:
    label: str
    route: Route


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Attachment:
    """A file to send before the screen. `picture`: the words beneath it, where it is a picture to
    be seen at once and not a file to open."""

    name: str
    content: bytes
    picture: str | None = None


@dataclass(frozen=True)
class Paper:
    """A document that is yet to be made, and then attached: a template of `templates/documents`,
    and its facts as JSON. Whoever carries the screen makes it. `picture`: its caption, where it is
    a picture to be seen at once."""

    name: str
    template: str
    facts: str
    picture: str | None = None


@dataclass(frozen=True)
class Screen:
    """`html` is Telegram's small subset, at most 4096 UTF-16 units as read.

    `forward` is a message of its own, without buttons, that stands before the screen so that it
    can be passed on.
    """

    html: str
    rows: Rows = ()
    attachments: tuple[Attachment, ...] = ()
    papers: tuple[Paper, ...] = ()
    forward: str | None = None


def column(*buttons: Button) -> Rows:
    """One button a row."""
    return tuple((button,) for button in buttons)


def side_by_side(buttons: Sequence[Button], across: int = 2) -> Rows:
    """So many buttons a row."""
    return tuple(tuple(buttons[at : at + across]) for at in range(0, len(buttons), across))

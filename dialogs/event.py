"""What a channel hands over: somebody did something."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Did(StrEnum):
    """What somebody did. ODD is neither words, command, tap nor file: a sticker, a photo."""

    TAPPED = "tapped"
    TYPED = "typed"
    COMMANDED = "commanded"
    EDITED = "edited"
    FILE = "file"
    ODD = "odd"


class Event(BaseModel):
    """`body` is the button's code, the words, or the command's name without its slash, and
    `argument` the words after it: a link's token comes with `/start`. Of a file `body` is the text,
    empty where it cannot be read.

    `message` is the message that was tapped, `reply_to` the one that the words are a reply to,
    where the channel has such.
    """

    model_config = ConfigDict(frozen=True)

    channel: str
    external_id: str
    first_name: str
    did: Did
    body: str = ""
    argument: str = ""
    message: int | None = None
    reply_to: int | None = None

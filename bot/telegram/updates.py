"""Telegram's updates: the few fields that matter here, checked at the edge.

What is stored in the inbox is this model's JSON, so a field that is not named here is not kept.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dialogs.event import Did, Event

CHANNEL = "telegram"
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]

Name = Annotated[str, Field(max_length=256)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class User(_Part):
    id: int
    first_name: Name


class Chat(_Part):
    id: int
    type: Literal["private", "group", "supergroup", "channel"]


class Document(_Part):
    """A file sent. Not its name, which may be anybody's."""

    file_id: Annotated[str, Field(max_length=256)]
    file_size: int | None = None


class Earlier(_Part):
    """A message that another is a reply to: of what it said nothing is kept."""

    message_id: int


class Message(_Part):
    message_id: int
    chat: Chat
    sender: Annotated[User | None, Field(alias="from")] = None
    text: Annotated[str | None, Field(max_length=8192)] = None
    document: Document | None = None
    reply_to_message: Earlier | None = None

    @property
    def commands(self) -> bool:
        return (self.text or "").startswith("/")

    @model_validator(mode="after")
    def _keeps_nothing_said_in_a_group(self) -> "Message":
        """Of a group's messages only this is known: whether it was a command."""
        known = {
            "sender": None,
            "text": "/" if self.commands else None,
            "document": None,
            "reply_to_message": None,
        }
        if self.chat.type == "private" or all(getattr(self, name) == known[name] for name in known):
            return self
        return self.model_copy(update=known)


class Tap(_Part):
    id: str
    sender: Annotated[User, Field(alias="from")]
    message: Message | None = None
    data: Annotated[str | None, Field(max_length=256)] = None


class Member(_Part):
    status: str

    @property
    def away(self) -> bool:
        return self.status in ("kicked", "left")


class Somebody(_Part):
    """Only an id: whoever leaves after being erased leaves no name behind."""

    id: int


class MemberChange(_Part):
    chat: Chat
    sender: Annotated[Somebody, Field(alias="from")]
    old_chat_member: Member
    new_chat_member: Member

    @property
    def away(self) -> bool:
        """The bot was blocked, or put out of a group."""
        return self.new_chat_member.away

    @property
    def added(self) -> bool:
        """The bot is there now and was not before."""
        return self.old_chat_member.away and not self.new_chat_member.away


class Update(_Part):
    """One update. At most one of the optional fields is there; none for a kind unknown here."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Tap | None = None
    my_chat_member: MemberChange | None = None

    @property
    def chat(self) -> Chat | None:
        """Where it happened; order is kept within it."""
        tapped = self.callback_query.message if self.callback_query else None
        for part in (self.message, self.edited_message, tapped, self.my_chat_member):
            if part:
                return part.chat
        return None

    def event(self) -> Event | None:
        """What a person did in their private chat, without a file's text; None for all else."""
        if self.chat is None or self.chat.type != "private":
            return None
        if self.callback_query:
            return self._tapped(self.callback_query)
        if self.edited_message:
            return self._did(self.edited_message.sender, Did.EDITED, "")
        if self.message:
            return self._wrote(self.message)
        return None

    def _tapped(self, tap: Tap) -> Event | None:
        message = tap.message.message_id if tap.message else None
        return self._did(tap.sender, Did.TAPPED, tap.data or "", message)

    def _wrote(self, message: Message) -> Event | None:
        if message.text is None:
            return self._did(message.sender, Did.FILE if message.document else Did.ODD, "")
        if message.text.startswith("/"):
            command, argument, *_ = [*message.text[1:].split(None, 1), "", ""]
            name = command.partition("@")[0].lower()
            return self._did(message.sender, Did.COMMANDED, name, argument=argument)
        earlier = message.reply_to_message
        reply_to = earlier.message_id if earlier else None
        return self._did(message.sender, Did.TYPED, message.text, reply_to=reply_to)

    def _did(
        self,
        sender: User | None,
        did: Did,
        body: str,
        message: int | None = None,
        argument: str = "",
        reply_to: int | None = None,
    ) -> Event | None:
        if sender is None:
            return None
        return Event(
            channel=CHANNEL,
            external_id=str(sender.id),
            first_name=sender.first_name[:64],
            did=did,
            body=body,
            argument=argument,
            message=message,
            reply_to=reply_to,
        )


def read(raw: Any) -> Update | None:
    """The update of Telegram's JSON, or None if it is none that can be read."""
    try:
        return Update.model_validate(raw)
    except ValidationError:
        return None


def update_id(raw: Any) -> int | None:
    """The id of an update, so that even one that cannot be read can be confirmed."""
    found = raw.get("update_id") if isinstance(raw, dict) else None
    return found if isinstance(found, int) else None

"""What Telegram remembers: people, chats, messages, taps, and how the bot presents itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from tests.botapi.formatting import NOTHING, Formatted
from tests.botapi.updates import Updates

Json = dict[str, Any]
Kind = Literal["private", "group"]
Status = Literal["member", "kicked", "left"]


@dataclass(frozen=True)
class User:
    """A person, or a bot."""

    id: int
    first_name: str
    username: str | None = None
    is_bot: bool = False

    def as_json(self) -> Json:
        """A User as Telegram writes it."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        if not self.is_bot:
            user["language_code"] = "en"
        return user


@dataclass
class Chat:
    """A private chat, whose id is the person's, or a group. `status` is the bot's in it."""

    id: int
    kind: Kind
    name: str
    username: str | None = None
    status: Status = "member"
    messages: dict[int, "Message"] = field(default_factory=dict)

    def as_json(self) -> Json:
        """A Chat as Telegram writes it."""
        chat: Json = {"id": self.id, "type": self.kind}
        chat["first_name" if self.kind == "private" else "title"] = self.name
        if self.username:
            chat["username"] = self.username
        return chat

    def add(self, sender: User, date: int, **content: Any) -> "Message":
        """A new message under the next id; `content` is the rest of Message's fields."""
        message = Message(len(self.messages) + 1, self, sender, date, **content)
        self.messages[message.message_id] = message
        return message


class Button(NamedTuple):
    """An inline button; `data` is empty where a tap is not told to the bot."""

    label: str
    data: str


class Screen(NamedTuple):
    """What a message shows. `html` is as the bot sent it."""

    message_id: int
    text: str
    html: str
    rows: tuple[tuple[Button, ...], ...]

    @property
    def buttons(self) -> list[Button]:
        """All the buttons, row by row."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        """The words of all the buttons, row by row."""
        return [button.label for button in self.buttons]


class Document(NamedTuple):
    """A file the bot has sent; of a picture, its file."""

    name: str
    content: bytes
    mime_type: str
    caption: str = ""


@dataclass
class Message:
    """One message as it is now; `edits` holds what it showed before each edit, oldest first."""

    message_id: int
    chat: Chat
    sender: User
    date: int
    body: Formatted = NOTHING
    html: str = ""
    markup: Json | None = None
    media: Json = field(default_factory=dict)
    document: Document | None = None
    edit_date: int | None = None
    edits: list[Screen] = field(default_factory=list)
    reply_to: "Message | None" = None

    @property
    def text(self) -> str:
        """The words, or the caption."""
        return self.body.text

    @property
    def screen(self) -> Screen:
        """The message as a person sees it."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return Screen(
            self.message_id,
            self.text,
            self.html,
            tuple(
                tuple(Button(b["text"], b.get("callback_data", "")) for b in row) for row in rows
            ),
        )

    def as_json(self) -> Json:
        """A Message as Telegram writes it."""
        message: Json = {
            "message_id": self.message_id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": self.date,
            **self.media,
        }
        if self.edit_date is not None:
            message["edit_date"] = self.edit_date
        if self.reply_to is not None:
            message["reply_to_message"] = self.reply_to.as_json()
        words = "caption" if self.media else "text"
        if self.body.text:
            message[words] = self.body.text
        if self.body.entities:
            entities = "caption_entities" if self.media else "entities"
            message[entities] = list(self.body.entities)
        if self.markup and "inline_keyboard" in self.markup:
            message["reply_markup"] = self.markup
        return message


@dataclass
class Query:
    """A tap. `at` is the clock's; `answer` is None until the bot answers, and "" if silently."""

    id: str
    person: User
    message: Message
    data: str
    at: float
    answer: str | None = None

    def as_json(self) -> Json:
        """A CallbackQuery as Telegram writes it."""
        return {
            "id": self.id,
            "from": self.person.as_json(),
            "message": self.message.as_json(),
            "chat_instance": str(self.message.chat.id * 7919),
            "data": self.data,
        }


@dataclass
class Profile:
    """How the bot presents itself, by language code; "" is for everyone else."""

    commands: dict[str, list[Json]] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)


class World:
    """Everything there is. `clock` gives seconds since 1970; a tap waits `patience` seconds."""

    def __init__(self, bot: User, clock: Callable[[], float], patience: float) -> None:
        self.bot = bot
        self.clock = clock
        self.patience = patience
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.documents: dict[str, Document] = {}
        self.files: dict[str, bytes] = {}
        self.profile = Profile()
        self.updates = Updates()

    @property
    def now(self) -> int:
        """The clock in whole seconds, as messages are dated."""
        return int(self.clock())

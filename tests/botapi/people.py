"""People and groups, for a test to act as."""

import re
from collections.abc import Callable

from tests.botapi.formatting import NOTHING, Entity, Formatted, check_unicode, utf16
from tests.botapi.media import Sendable, media
from tests.botapi.rules import TEXT
from tests.botapi.updates import Update
from tests.botapi.world import Chat, Document, Json, Message, Query, Screen, Status, User, World

COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?(?!\S)")


class Place:
    """A chat, and what the bot has shown in it."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.chat = chat

    @property
    def messages(self) -> list[Message]:
        """What the bot has sent here, oldest first, each as it is now."""
        return [m for m in self.chat.messages.values() if m.sender == self._world.bot]

    @property
    def screen(self) -> Screen:
        """The bot's latest message of text; LookupError where there is none."""
        return self.latest(lambda message: not message.media).screen

    @property
    def documents(self) -> list[Document]:
        """The files the bot has sent here to be opened, oldest first."""
        return [m.document for m in self.messages if m.document and "document" in m.media]

    @property
    def pictures(self) -> list[Document]:
        """The pictures the bot has sent here, oldest first."""
        return [m.document for m in self.messages if m.document and "photo" in m.media]

    def latest(self, wanted: Callable[[Message], bool]) -> Message:
        """The bot's latest message that is `wanted`; LookupError where there is none."""
        for message in reversed(self.chat.messages.values()):
            if message.sender == self._world.bot and wanted(message):
                return message
        raise LookupError(f"the bot has shown nothing of the kind to {self.chat.name}")


class Group(Place):
    """A group chat. The bot hears all that is said in it, once it has been added."""

    def adds_bot(self, by: "Person") -> Update:
        """`by` adds the bot."""
        return by.changes_bot(self.chat, "member")

    def removes_bot(self, by: "Person") -> Update:
        """`by` removes the bot."""
        return by.changes_bot(self.chat, "kicked")


class Person(Place):
    """A person and their private chat with the bot, which begins when they first act in it.

    What they do returns the update the bot will get, though it is not queued where the bot has
    not asked for its kind.
    """

    def __init__(self, world: World, user: User) -> None:
        super().__init__(world, Chat(user.id, "private", user.first_name, user.username))
        self.user = user

    def says(
        self, text: str, where: Group | None = None, reply_to: Message | None = None
    ) -> Update:
        """Writes to the bot, or in a group; perhaps as a reply to a message shown here."""
        return self._writes(where, body=_written(text), reply_to=reply_to)

    def sends(self, kind: Sendable, where: Group | None = None) -> Update:
        """Sends something that is not words."""
        return self._writes(where, media=media(kind))

    def sends_file(self, name: str, content: bytes, where: Group | None = None) -> Update:
        """Sends a file, which the bot may fetch."""
        file_id = f"file-{len(self._world.files) + 1}"
        self._world.files[file_id] = content
        document = {
            "file_id": file_id,
            "file_unique_id": f"unique-{file_id}",
            "file_name": name,
            "file_size": len(content),
        }
        return self._writes(where, media={"document": document})

    def edits(self, said: Update, text: str) -> Update:
        """Rewords something said before, as `says` returned it."""
        chat = self._world.chats[said["message"]["chat"]["id"]]
        message = chat.messages[said["message"]["message_id"]]
        message.body = _written(text)
        message.edit_date = self._world.now
        return self._world.updates.push("edited_message", message.as_json())

    def taps(
        self, wanted: str, message: Message | Screen | None = None, where: Group | None = None
    ) -> Update:
        """Taps the button with the label, or else the data, `wanted`.

        On `message`, or the latest with buttons; LookupError where there is no such button.
        """
        place = where or self
        found = self._shown(place, message) if message else place.latest(lambda m: bool(m.markup))
        buttons = [button for button in found.screen.buttons if button.data]
        for field in ("label", "data"):
            for button in buttons:
                if getattr(button, field) == wanted:
                    return self.taps_raw(button.data, found, where)
        raise LookupError(f"no button {wanted!r} among {[tuple(b) for b in buttons]}")

    def taps_raw(self, data: str, message: Message | Screen, where: Group | None = None) -> Update:
        """Sends `data` as a tap on `message`, whatever its buttons are now."""
        self._check_free()
        queries = self._world.queries
        found = self._shown(where or self, message)
        identity = str(4_000_000_000_000_000_001 + len(queries))
        query = Query(identity, self.user, found, data, self._world.clock())
        queries[identity] = query
        return self._world.updates.push("callback_query", query.as_json())

    def blocks(self) -> Update:
        """Blocks the bot."""
        return self.changes_bot(self._begun(), "kicked")

    def unblocks(self) -> Update:
        """Lets the bot write again."""
        return self.changes_bot(self._begun(), "member")

    @property
    def toasts(self) -> list[str]:
        """The words the bot has answered this person's taps with, oldest first."""
        return [query.answer for query in self._queries() if query.answer]

    @property
    def waiting(self) -> int:
        """How many of this person's taps the bot has not answered yet."""
        return sum(query.answer is None for query in self._queries())

    def changes_bot(self, chat: Chat, status: Status) -> Update:
        """Changes the bot's standing in `chat`."""
        before, chat.status = chat.status, status
        change = {
            "chat": chat.as_json(),
            "from": self.user.as_json(),
            "date": self._world.now,
            "old_chat_member": self._standing(before),
            "new_chat_member": self._standing(status),
        }
        return self._world.updates.push("my_chat_member", change)

    def _writes(
        self,
        where: Group | None,
        body: Formatted = NOTHING,
        media: Json | None = None,
        reply_to: Message | None = None,
    ) -> Update:
        if where is None:
            self._check_free()
        chat = where.chat if where else self._begun()
        if chat.status != "member":
            raise ValueError(f"the bot is not in {chat.name}")
        message = chat.add(
            self.user, self._world.now, body=body, media=media or {}, reply_to=reply_to
        )
        return self._world.updates.push("message", message.as_json())

    def _begun(self) -> Chat:
        return self._world.chats.setdefault(self.chat.id, self.chat)

    def _check_free(self) -> None:
        if self.chat.status != "member":
            raise ValueError(f"{self.user.first_name} has to unblock the bot first")

    def _shown(self, place: Place, message: Message | Screen) -> Message:
        found = place.chat.messages.get(message.message_id)
        if found is None or found.sender != self._world.bot:
            raise LookupError(f"no message {message.message_id} of the bot's in {place.chat.name}")
        return found

    def _standing(self, status: Status) -> Json:
        standing: Json = {"user": self._world.bot.as_json(), "status": status}
        return standing | {"until_date": 0} if status == "kicked" else standing

    def _queries(self) -> list[Query]:
        return [q for q in self._world.queries.values() if q.person == self.user]


def _written(text: str) -> Formatted:
    check_unicode(text)
    text = text.strip()
    if not 1 <= utf16(text) <= TEXT:
        raise ValueError("a message has 1-4096 characters; an app lets no other be sent")
    return Formatted(text, tuple(map(_command, COMMAND.finditer(text))))


def _command(found: re.Match[str]) -> Entity:
    return {
        "type": "bot_command",
        "offset": utf16(found.string[: found.start()]),
        "length": utf16(found[0]),
    }

"""What Telegram refuses. Each rule is quiet, or raises Refused in Telegram's own words."""

import re
from collections.abc import Sequence
from typing import Any

from tests.botapi.formatting import check_unicode, utf16
from tests.botapi.refused import Refused, bad_request, forbidden

TEXT = 4096
CAPTION = 1024
TOAST = 200
DATA_BYTES = 64
BUTTONS = 100
BUTTONS_IN_A_ROW = 8
COMMANDS = 100
COMMAND = re.compile("[a-z0-9_]{1,32}")
COMMAND_DESCRIPTION = 256
DESCRIPTION = 512
SHORT_DESCRIPTION = 120
DOCUMENT_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
SIDES = 10_000
PNG = b"\x89PNG\r\n\x1a\n"
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}

LOOKS = {"text", "style", "icon_custom_emoji_id"}

Keyboard = Sequence[Sequence[dict[str, Any]]]


def sent_text(plain: str) -> None:
    """The text of a new message: 1-4096 UTF-16 units, counted after its entities are parsed."""
    _some_text(plain)
    if utf16(plain) > TEXT:
        raise bad_request("message is too long")


def edited_text(plain: str) -> None:
    """The text of an edit: as for a new message, in the other words Telegram has for it."""
    _some_text(plain)
    if utf16(plain) > TEXT:
        raise bad_request("MESSAGE_TOO_LONG")


def _some_text(plain: str) -> None:
    if not plain:
        raise bad_request("message text is empty")


def caption(plain: str) -> None:
    """The caption of a document: at most 1024 UTF-16 units."""
    if utf16(plain) > CAPTION:
        raise bad_request("message caption is too long")


def modified(before: object, after: object) -> None:
    """An edit has to change something."""
    if before == after:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly"
            " the same as a current content and reply markup of the message"
        )


def keyboard(rows: Keyboard) -> None:
    """Inline buttons: at most 8 a row and 100 in all, each with words and one thing to do."""
    if sum(map(len, rows)) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _button(button)


def _button(button: dict[str, Any]) -> None:
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    check_unicode(text)
    does = {key for key, value in button.items() if value != ""} - LOOKS
    if not does:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(does) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action must be given")
    if "callback_data" in button:
        _data(button["callback_data"])


def _data(data: object) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def callback_query(age: float | None, answered: bool, patience: float) -> None:
    """A tap is answered once, within `patience` seconds; `age` is None for an unknown one.

    Telegram shrugs at a second answer; here it is refused, for it is always a slip.
    """
    if age is None or answered or age > patience:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")


def toast(text: str) -> None:
    """The words shown over the screen after a tap: at most 200 UTF-16 units."""
    if utf16(text) > TOAST:
        raise bad_request("MESSAGE_TOO_LONG")


def reachable(kind: str, status: str) -> None:
    """A bot writes only where it is a member; `kind` is the chat's, `status` the bot's in it."""
    if status == "member":
        return
    if kind == "private":
        raise forbidden("bot was blocked by the user")
    if status == "kicked":
        raise forbidden("bot was kicked from the group chat")
    raise forbidden("bot is not a member of the group chat")


def document(name: str, size: int) -> None:
    """An uploaded file: named, not empty, at most 50 MB; `size` in bytes."""
    if not name or not size:
        raise bad_request("file must be non-empty")
    if size > DOCUMENT_BYTES:
        raise Refused(413, "Request Entity Too Large")


def photo(name: str, content: bytes) -> None:
    """An uploaded PNG picture: at most 10 MB, its sides 10,000 together and 20 to 1 at most."""
    document(name, len(content))
    if len(content) > PHOTO_BYTES:
        raise Refused(413, "Request Entity Too Large")
    if content[:8] != PNG or content[12:16] != b"IHDR" or content[-8:-4] != b"IEND":
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    if (
        not width
        or not height
        or width + height > SIDES
        or max(width, height) > 20 * min(width, height)
    ):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def downloaded(size: int) -> None:
    """A bot may fetch files of at most 20 MB."""
    if size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")


def chat_action(action: str) -> None:
    """One of the actions Telegram knows how to show."""
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")


def commands(given: Sequence[dict[str, str]]) -> None:
    """The menu: at most 100 commands of 1-32 of a-z, 0-9 and _, each described in 1-256."""
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for entry in given:
        _command(entry.get("command", ""), entry.get("description", ""))


def _command(command: str, described: str) -> None:
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not described:
        raise bad_request("command description must be non-empty")
    if utf16(described) > COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def description(text: str) -> None:
    """What an empty chat with the bot shows: at most 512 UTF-16 units."""
    if utf16(text) > DESCRIPTION:
        raise bad_request("DESCRIPTION_TOO_LONG")


def short_description(text: str) -> None:
    """What the bot's profile shows: at most 120 UTF-16 units."""
    if utf16(text) > SHORT_DESCRIPTION:
        raise bad_request("ABOUT_TOO_LONG")

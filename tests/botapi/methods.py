"""The methods of the Bot API this fake knows."""

from collections.abc import Callable
from typing import Any

from tests.botapi import rules
from tests.botapi.formatting import formatted
from tests.botapi.params import Params
from tests.botapi.refused import bad_request
from tests.botapi.world import Chat, Document, Json, Message, World

Method = Callable[[World, Params], Any]


def get_me(world: World, params: Params) -> Json:
    """The bot as a User."""
    return world.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
    }


def get_updates(world: World, params: Params) -> list[Json]:
    """What is pending now: waiting for more is the transport's part."""
    world.updates.interrupt()
    kinds = params.structure("allowed_updates")
    if kinds is not None:
        world.updates.allow(kinds)
    return world.updates.take(params.number("offset", 0), params.number("limit", 100))


def delete_webhook(world: World, params: Params) -> bool:
    """There is never a webhook; pending updates go if asked."""
    if params.flag("drop_pending_updates"):
        world.updates.drop()
    return True


def send_message(world: World, params: Params) -> Json:
    """A new message of text."""
    chat = _chat(world, params)
    html = params.text("text")
    body = formatted(html, params.text("parse_mode"))
    rules.sent_text(body.text)
    markup = _markup(params)
    return chat.add(world.bot, world.now, body=body, html=html, markup=markup).as_json()


def edit_message_text(world: World, params: Params) -> Json:
    """New text and new buttons for a message of the bot's."""
    chat = _chat(world, params)
    message = chat.messages.get(params.number("message_id", 0))
    if message is None:
        raise bad_request("message to edit not found")
    _check_editable(world, message)
    html = params.text("text")
    body = formatted(html, params.text("parse_mode"))
    rules.edited_text(body.text)
    markup = _markup(params)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    rules.modified((message.body, message.markup), (body, markup))
    message.edits.append(message.screen)
    message.body, message.html, message.markup = body, html, markup
    message.edit_date = world.now
    return message.as_json()


def answer_callback_query(world: World, params: Params) -> bool:
    """The end of a tap's waiting, with a toast if there are words."""
    query = world.queries.get(params.text("callback_query_id"))
    age = world.clock() - query.at if query else None
    answered = query is not None and query.answer is not None
    rules.callback_query(age, answered, world.patience)
    text = params.text("text")
    rules.toast(text)
    if query:
        query.answer = text
    return True


def send_document(world: World, params: Params) -> Json:
    """A file, uploaded or sent before."""
    chat = _chat(world, params)
    document = _document(world, params)
    html = params.text("caption")
    body = formatted(html, params.text("parse_mode"))
    rules.caption(body.text)
    document = document._replace(caption=body.text)
    file_id = f"document-{len(world.documents) + 1}"
    world.documents[file_id] = document
    return chat.add(
        world.bot,
        world.now,
        body=body,
        html=html,
        markup=_markup(params),
        document=document,
        media={"document": _document_json(file_id, document)},
    ).as_json()


def send_photo(world: World, params: Params) -> Json:
    """A picture, uploaded."""
    chat = _chat(world, params)
    picture = params.file("photo")
    if not isinstance(picture, Document):
        raise bad_request("there is no photo in the request")
    rules.photo(picture.name, picture.content)
    html = params.text("caption")
    body = formatted(html, params.text("parse_mode"))
    rules.caption(body.text)
    size = {"file_id": "photo", "file_unique_id": "unique", "width": 1, "height": 1}
    return chat.add(
        world.bot,
        world.now,
        body=body,
        html=html,
        markup=_markup(params),
        document=picture._replace(caption=body.text),
        media={"photo": [size]},
    ).as_json()


def get_file(world: World, params: Params) -> Json:
    """Where a file that somebody sent can be fetched."""
    file_id = params.text("file_id")
    if file_id not in world.files:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    size = len(world.files[file_id])
    rules.downloaded(size)
    return {
        "file_id": file_id,
        "file_unique_id": f"unique-{file_id}",
        "file_size": size,
        "file_path": f"documents/{file_id}",
    }


def send_chat_action(world: World, params: Params) -> bool:
    """“typing…” and its like."""
    _chat(world, params)
    rules.chat_action(params.text("action"))
    return True


def set_my_commands(world: World, params: Params) -> bool:
    """The menu of commands."""
    commands = params.structure("commands") or []
    rules.commands(commands)
    world.profile.commands[params.text("language_code")] = commands
    return True


def set_my_description(world: World, params: Params) -> bool:
    """What an empty chat with the bot shows."""
    text = params.text("description")
    rules.description(text)
    world.profile.description[params.text("language_code")] = text
    return True


def set_my_short_description(world: World, params: Params) -> bool:
    """What the bot's profile shows."""
    text = params.text("short_description")
    rules.short_description(text)
    world.profile.short_description[params.text("language_code")] = text
    return True


METHODS: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "deleteWebhook": delete_webhook,
    "editMessageText": edit_message_text,
    "getFile": get_file,
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendChatAction": send_chat_action,
    "sendDocument": send_document,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "setMyCommands": set_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
}


def _chat(world: World, params: Params) -> Chat:
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(params.number("chat_id", 0))
    if chat is None:
        raise bad_request("chat not found")
    rules.reachable(chat.kind, chat.status)
    return chat


def _check_editable(world: World, message: Message) -> None:
    if message.sender != world.bot:
        raise bad_request("message can't be edited")
    if message.media:
        raise bad_request("there is no text in the message to edit")


def _markup(params: Params) -> Json | None:
    markup = params.structure("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup
    rules.keyboard(markup["inline_keyboard"])
    rows = [row for row in markup["inline_keyboard"] if row]
    return {"inline_keyboard": rows} if rows else None


def _document(world: World, params: Params) -> Document:
    given = params.file("document")
    if isinstance(given, Document):
        rules.document(given.name, len(given.content))
        return given
    if not given:
        raise bad_request("there is no document in the request")
    if given not in world.documents:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return world.documents[given]


def _document_json(file_id: str, document: Document) -> Json:
    return {
        "file_id": file_id,
        "file_unique_id": f"unique-{file_id}",
        "file_name": document.name,
        "mime_type": document.mime_type,
        "file_size": len(document.content),
    }

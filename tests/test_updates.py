"""Telegram's updates, in the shapes that Telegram sends: what they mean, and what is kept."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import updates
from bot.telegram.updates import Update
from dialogs.event import Did, Event

Json = dict[str, Any]

ANA: Json = {
    "id": 4242,
    "is_bot": False,
    "first_name": "Ana",
    "last_name": "Surname",
    "username": "ana_user",
    "language_code": "en",
    "is_premium": True,
}
BOT: Json = {"id": 1, "is_bot": True, "first_name": "Neambition", "username": "neambition_bot"}
CHAT: Json = {
    "id": 4242,
    "first_name": "Ana",
    "last_name": "Surname",
    "username": "ana_user",
    "type": "private",
}
GROUP: Json = {"id": -100123, "title": "Staff room", "type": "supergroup"}
SHOWN: Json = {
    "message_id": 8,
    "from": BOT,
    "chat": CHAT,
    "date": 1795514400,
    "text": "Which school is yours?",
    "reply_markup": {"inline_keyboard": [[{"text": "Back", "callback_data": "hi"}]]},
}
GONE: Json = {"message_id": 8, "chat": CHAT, "date": 0}
STICKER: Json = {"width": 512, "height": 512, "emoji": "🙂", "file_id": "x", "file_unique_id": "y"}
FILE: Json = {"file_id": "a-file", "file_size": 900, "file_name": "Year 3 pupils.csv"}
PHOTO: Json = {"file_id": "x", "file_unique_id": "y", "width": 90, "height": 90}


def update(**part: Any) -> Json:
    return {"update_id": 700, **part}


def message(**fields: Any) -> Json:
    return {"message_id": 9, "from": ANA, "chat": CHAT, "date": 1795514400, **fields}


def tap(**fields: Any) -> Json:
    return {"id": "55", "from": ANA, "chat_instance": "-9", "data": "be:1", **fields}


def change(status: str, chat: Json = CHAT) -> Json:
    before = {"user": BOT, "status": "member"}
    after = {"user": BOT, "status": status, "until_date": 0}
    return {
        "chat": chat,
        "from": ANA,
        "date": 1795514400,
        "old_chat_member": before,
        "new_chat_member": after,
    }


def read(raw: Any) -> Update:
    found = updates.read(raw)
    assert found is not None
    return found


def ana(did: Did, body: str = "", tapped: int | None = None, argument: str = "") -> Event:
    return Event(
        channel="telegram",
        external_id="4242",
        first_name="Ana",
        did=did,
        body=body,
        argument=argument,
        message=tapped,
    )


COMMAND = {"entities": [{"offset": 0, "length": 6, "type": "bot_command"}]}

MEANT = [
    (update(message=message(text="science week")), ana(Did.TYPED, "science week")),
    (update(message=message(text=" <b>& 🙂")), ana(Did.TYPED, " <b>& 🙂")),
    (update(message=message(text="/start", **COMMAND)), ana(Did.COMMANDED, "start")),
    (
        update(message=message(text="/start from_a_link")),
        ana(Did.COMMANDED, "start", argument="from_a_link"),
    ),
    (
        update(message=message(text="/Audit@neambition_bot now")),
        ana(Did.COMMANDED, "audit", argument="now"),
    ),
    (update(message=message(text="/")), ana(Did.COMMANDED)),
    (update(message=message(text="/ 4 of 5")), ana(Did.COMMANDED, "4", argument="of 5")),
    (update(message=message(sticker=STICKER)), ana(Did.ODD)),
    (update(message=message(photo=[PHOTO], caption="our hall")), ana(Did.ODD)),
    (update(message=message(document=FILE, caption="our hall")), ana(Did.FILE)),
    (update(message=message(voice={"file_id": "x", "duration": 3})), ana(Did.ODD)),
    (update(edited_message=message(text="science wek", edit_date=1795514401)), ana(Did.EDITED)),
    (update(callback_query=tap(message=SHOWN)), ana(Did.TAPPED, "be:1", 8)),
    (update(callback_query=tap(message=GONE)), ana(Did.TAPPED, "be:1", 8)),
    (update(callback_query=tap(message=SHOWN, data=None)), ana(Did.TAPPED, "", 8)),
]


@pytest.mark.parametrize(("raw", "event"), MEANT)
def test_what_somebody_did(raw: Json, event: Event) -> None:
    assert read(raw).event() == event


IN_A_GROUP: Json = {"chat": GROUP}
NOTHING = [
    update(message=message(text="/start", **IN_A_GROUP)),
    update(message=message(text="good morning", **IN_A_GROUP)),
    update(edited_message=message(text="good morning", **IN_A_GROUP)),
    update(message=message(document=FILE, **IN_A_GROUP)),
    update(callback_query=tap(message=SHOWN | IN_A_GROUP)),
    update(callback_query=tap(inline_message_id="AQ")),
    update(my_chat_member=change("kicked")),
    update(my_chat_member=change("member", GROUP)),
    update(channel_post={"message_id": 3, "chat": GROUP | {"type": "channel"}, "text": "News"}),
    update(poll={"id": "1", "question": "Tea?", "options": []}),
    update(of_a_kind_yet_to_come={"chat": CHAT, "from": ANA}),
    update(),
]


@pytest.mark.parametrize("raw", NOTHING)
def test_what_is_nobodys_turn_in_a_private_chat(raw: Json) -> None:
    assert read(raw).event() is None


def test_order_is_kept_within_the_chat_where_it_happened() -> None:
    chats = {
        name: found.chat and found.chat.id
        for name, found in {
            "words": read(update(message=message(text="hello"))),
            "change of words": read(update(edited_message=message(text="hello"))),
            "tap": read(update(callback_query=tap(message=GONE))),
            "tap elsewhere": read(update(callback_query=tap())),
            "block": read(update(my_chat_member=change("kicked"))),
            "group": read(update(message=message(text="hello", **IN_A_GROUP))),
        }.items()
    }
    assert chats == {
        "words": 4242,
        "change of words": 4242,
        "tap": 4242,
        "tap elsewhere": None,
        "block": 4242,
        "group": -100123,
    }


@pytest.mark.parametrize(
    ("status", "away"),
    [("kicked", True), ("left", True), ("member", False), ("administrator", False)],
)
def test_whether_the_bot_was_sent_away(status: str, away: bool) -> None:
    found = read(update(my_chat_member=change(status))).my_chat_member
    assert found
    assert found.away is away


# --- what is kept


def stored(raw: Json) -> str:
    return read(raw).model_dump_json(exclude_none=True, by_alias=True)


@pytest.mark.parametrize("raw", [raw for raw, _ in MEANT] + NOTHING)
def test_only_the_named_fields_are_kept(raw: Json) -> None:
    kept = stored(raw)
    for private in ("Surname", "ana_user", "language_code", "is_premium", "Staff room", "our hall"):
        assert private not in kept
    assert "Year 3 pupils" not in kept
    assert ("a-file" in kept) == ("a-file" in json.dumps(raw) and "Staff room" not in str(raw))
    assert set(_names(json.loads(kept))) <= {
        *("update_id", "message", "edited_message", "callback_query", "my_chat_member"),
        *("message_id", "chat", "from", "text", "id", "type", "first_name", "data"),
        *("old_chat_member", "new_chat_member", "status"),
        *("document", "file_id", "file_size"),
    }


def _names(part: Any) -> list[str]:
    if not isinstance(part, dict):
        return []
    return [name for key, value in part.items() for name in (key, *_names(value))]


@pytest.mark.parametrize(("raw", "event"), MEANT)
def test_what_was_kept_means_the_same(raw: Json, event: Event) -> None:
    assert Update.model_validate_json(stored(raw)).event() == event


@pytest.mark.parametrize("length", [1, 64, 65, 200])
def test_a_first_name_is_cut_to_64_letters(length: int) -> None:
    raw = update(message=message(text="hello") | {"from": ANA | {"first_name": "ä" * length}})
    event = read(raw).event()
    assert event
    assert event.first_name == "ä" * min(length, 64)


# --- junk

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=10,
)


def _places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every value within."""
    inner = part.items() if isinstance(part, dict) else ()
    return [p for key, value in inner for p in ((*path, key), *_places(value, (*path, key)))]


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    """One of Telegram's shapes with junk in one place."""
    raw = copy.deepcopy(draw(st.sampled_from([raw for raw, _ in MEANT] + NOTHING)))
    *above, last = draw(st.sampled_from(_places(raw)))
    part: Any = raw
    for key in above:
        part = part[key]
    part[last] = draw(junk)
    return raw


@given(junk | spoilt())
def test_junk_is_read_or_left_and_raises_nothing(raw: Any) -> None:
    found = updates.read(raw)
    id_ = updates.update_id(raw)
    assert id_ is None or isinstance(id_, int)
    if found:
        event = found.event()
        assert event is None or event.external_id == str(int(event.external_id))
        kept = found.model_dump_json(exclude_none=True, by_alias=True)
        assert Update.model_validate_json(kept) == found


def test_an_update_that_cannot_be_read_still_has_its_id() -> None:
    raw = update(message="not a message")
    assert updates.read(raw) is None
    assert updates.update_id(raw) == 700


@pytest.mark.parametrize("text", ["x" * 8193, "\ud800", 7, ["hello"]])
def test_words_that_are_no_words_of_telegrams_are_left(text: Any) -> None:
    assert updates.read(update(message=message(text=text))) is None


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
@pytest.mark.parametrize(("text", "kept"), [("Peregrine at Newsham", None), ("/start it", "/")])
def test_nothing_said_in_a_group_is_kept(kind: str, text: str, kept: str | None) -> None:
    there = {"id": -100, "type": kind, "title": "Staff"}
    found = read(update(message=message(chat=there, text=text)))
    assert found.message
    assert (found.message.sender, found.message.text) == (None, kept)
    body = found.model_dump_json(exclude_none=True, by_alias=True)
    assert "Peregrine" not in body
    assert "Ana" not in body
    assert Update.model_validate_json(body) == found


def test_a_reply_names_the_message_and_keeps_nothing_of_what_it_said() -> None:
    read = updates.read(update(message=message(text="Gladly", reply_to_message=SHOWN)))
    assert read
    assert "Which school" not in read.model_dump_json()
    event = read.event()
    assert event
    assert (event.did, event.body, event.reply_to) == (Did.TYPED, "Gladly", 8)


def test_in_a_group_not_even_that_is_kept() -> None:
    said = message(chat=GROUP, text="Gladly", reply_to_message=SHOWN)
    read = updates.read(update(message=said))
    assert read
    assert read.message
    assert read.message.reply_to_message is None
    assert updates.read(read.model_dump(by_alias=True)) == read

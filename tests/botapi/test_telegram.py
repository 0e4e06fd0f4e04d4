"""The world behaves as Telegram does, for the bot and for people."""

from typing import Any

import pytest

from tests.botapi.ptb import PICTURE
from tests.botapi.refused import Refused, too_many_requests
from tests.botapi.telegram import Telegram
from tests.botapi.world import Document

YES = {"text": "Yes", "callback_data": "y"}
NO = {"text": "No", "callback_data": "n"}


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    return Telegram(clock)


def send(telegram: Telegram, text: str = "Hello", **params: Any) -> int:
    given = {"chat_id": "7", "text": text, "parse_mode": "HTML"} | params
    message_id = telegram.call("sendMessage", given)["message_id"]
    assert isinstance(message_id, int)
    return message_id


def keyboard(*rows: list[dict[str, str]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def updates(telegram: Telegram, **params: Any) -> list[dict[str, Any]]:
    got = telegram.call("getUpdates", params)
    assert isinstance(got, list)
    return got


def refusal(telegram: Telegram, method: str, **params: Any) -> str:
    with pytest.raises(Refused) as refused:
        telegram.call(method, params)
    return refused.value.description


def test_a_person_who_writes_is_heard(telegram: Telegram, clock: Clock) -> None:
    telegram.person(7, "Ana", "ana7").says("😀 /start@neambition_bot now")
    (update,) = updates(telegram)
    assert update == {
        "update_id": 1,
        "message": {
            "message_id": 1,
            "from": {
                "id": 7,
                "is_bot": False,
                "first_name": "Ana",
                "username": "ana7",
                "language_code": "en",
            },
            "chat": {"id": 7, "type": "private", "first_name": "Ana", "username": "ana7"},
            "date": int(clock.now),
            "text": "😀 /start@neambition_bot now",
            "entities": [{"type": "bot_command", "offset": 3, "length": 21}],
        },
    }


def test_updates_stay_until_they_are_confirmed(telegram: Telegram) -> None:
    ana = telegram.person(7)
    for word in ("one", "two", "three"):
        ana.says(word)
    assert [u["update_id"] for u in updates(telegram, limit=2)] == [1, 2]
    assert [u["update_id"] for u in updates(telegram)] == [1, 2, 3]
    assert [u["update_id"] for u in updates(telegram, offset=3)] == [3]
    assert updates(telegram, offset=4) == []


def test_a_negative_offset_keeps_the_last(telegram: Telegram) -> None:
    ana = telegram.person(7)
    for word in ("one", "two", "three"):
        ana.says(word)
    assert [u["update_id"] for u in updates(telegram, offset=-1)] == [3]
    assert [u["update_id"] for u in updates(telegram)] == [3]


def test_only_allowed_kinds_come(telegram: Telegram) -> None:
    ana = telegram.person(7)
    updates(telegram, allowed_updates='["message"]')
    said = ana.says("one")
    ana.edits(said, "two")
    assert [list(u)[1] for u in updates(telegram)] == ["message"]


def test_an_update_can_come_again(telegram: Telegram) -> None:
    said = telegram.person(7).says("one")
    assert updates(telegram, offset=2) == []
    telegram.deliver_again(said)
    assert updates(telegram, offset=2) == [said]
    assert updates(telegram, offset=2) == []


def test_pending_updates_can_be_dropped(telegram: Telegram) -> None:
    telegram.person(7).says("one")
    telegram.call("deleteWebhook", {"drop_pending_updates": True})
    assert updates(telegram) == []


def test_a_screen_is_what_a_person_sees(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    shown = send(telegram, "<b>Ready?</b>", reply_markup=keyboard([YES, NO], []))
    assert ana.screen.labels == ["Yes", "No"]
    assert ana.screen == (shown, "Ready?", "<b>Ready?</b>", ((("Yes", "y"), ("No", "n")),))
    assert [message.text for message in ana.messages] == ["Ready?"]


def test_nothing_shown_is_an_error(telegram: Telegram) -> None:
    with pytest.raises(LookupError, match="nothing of the kind to Ana"):
        _ = telegram.person(7).screen


def test_an_edit_changes_the_screen(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    shown = send(telegram, "one", reply_markup=keyboard([YES]))
    edit = {"chat_id": 7, "message_id": str(shown), "text": "<b>two</b>", "parse_mode": "HTML"}
    assert telegram.call("editMessageText", edit)["text"] == "two"
    assert ana.screen == (shown, "two", "<b>two</b>", ())
    assert [screen.text for screen in ana.messages[0].edits] == ["one"]
    same = edit | {"text": "<strong>two</strong>"}
    assert "message is not modified" in refusal(telegram, "editMessageText", **same)


def test_what_may_not_be_edited(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    send(telegram)
    edit = {"chat_id": 7, "text": "two"}
    missing = "Bad Request: message to edit not found"
    assert refusal(telegram, "editMessageText", message_id=9, **edit) == missing
    theirs = "Bad Request: message can't be edited"
    assert refusal(telegram, "editMessageText", message_id=1, **edit) == theirs
    markup = {"keyboard": [[{"text": "Yes"}]]}
    refused = refusal(telegram, "editMessageText", message_id=2, reply_markup=markup, **edit)
    assert refused == "Bad Request: inline keyboard expected"


def test_a_tap_and_its_toast(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    shown = send(telegram, reply_markup=keyboard([YES, NO]))
    query = ana.taps("No")["callback_query"]
    assert (query["data"], query["from"]["id"]) == ("n", 7)
    assert query["message"]["message_id"] == shown
    assert query["message"]["reply_markup"] == keyboard([YES, NO])
    assert ana.waiting == 1
    telegram.call("answerCallbackQuery", {"callback_query_id": query["id"], "text": "Saved"})
    assert ana.toasts == ["Saved"]
    assert ana.waiting == 0


def test_a_tap_has_to_be_answered_once_and_soon(telegram: Telegram, clock: Clock) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    send(telegram, reply_markup=keyboard([YES]))
    too_old = "query is too old"
    query_id = ana.taps("y")["callback_query"]["id"]
    telegram.call("answerCallbackQuery", {"callback_query_id": query_id})
    assert too_old in refusal(telegram, "answerCallbackQuery", callback_query_id=query_id)
    query_id = ana.taps("y")["callback_query"]["id"]
    clock.now += 15.1
    assert too_old in refusal(telegram, "answerCallbackQuery", callback_query_id=query_id)
    assert too_old in refusal(telegram, "answerCallbackQuery", callback_query_id="1")


def test_taps_on_what_is_and_is_not_there(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    send(telegram, reply_markup=keyboard([YES, {"text": "Site", "url": "https://a.uk"}]))
    old = ana.screen
    send(telegram, reply_markup=keyboard([NO]))
    send(telegram, "no buttons here")
    assert ana.taps("No")["callback_query"]["data"] == "n"
    assert ana.taps("Yes", old)["callback_query"]["data"] == "y"
    assert ana.taps_raw("forged", old)["callback_query"]["data"] == "forged"
    for absent in ("Site", "Yes please"):
        with pytest.raises(LookupError, match="no button"):
            ana.taps(absent, old)


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document", "location"])
def test_things_that_are_not_words(telegram: Telegram, kind: Any) -> None:
    telegram.person(7).sends(kind)
    (update,) = updates(telegram)
    assert kind in update["message"]
    assert "text" not in update["message"]


def test_an_edited_message(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.edits(ana.says("one"), "two")
    edited = updates(telegram)[1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (1, "two")
    assert "edit_date" in edited


def test_a_person_who_blocks_the_bot(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    ana.blocks()
    blocked = "Forbidden: bot was blocked by the user"
    assert refusal(telegram, "sendMessage", chat_id=7, text="Hello") == blocked
    with pytest.raises(ValueError, match="has to unblock"):
        ana.says("hello")
    ana.unblocks()
    send(telegram)
    changes = [u["my_chat_member"] for u in updates(telegram)[1:]]
    standing = [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes]
    assert standing == [("member", "kicked"), ("kicked", "member")]


def test_a_group(telegram: Telegram) -> None:
    ana, group = telegram.person(7), telegram.group(-100, "Staff room")
    with pytest.raises(ValueError, match="not in Staff room"):
        ana.says("/start", where=group)
    group.adds_bot(ana)
    ana.says("/start", where=group)
    assert updates(telegram)[1]["message"]["chat"]["type"] == "group"
    send(telegram, chat_id=-100, reply_markup=keyboard([YES]))
    assert group.screen.text == "Hello"
    tapped = ana.taps("Yes", where=group)["callback_query"]
    assert tapped["message"]["chat"] == {"id": -100, "type": "group", "title": "Staff room"}
    group.removes_bot(ana)
    assert "kicked from the group" in refusal(telegram, "sendMessage", chat_id=-100, text="Hi")


def test_a_chat_begins_with_the_person(telegram: Telegram) -> None:
    telegram.person(7)
    assert refusal(telegram, "sendMessage", chat_id=7, text="Hi") == "Bad Request: chat not found"
    assert refusal(telegram, "sendMessage", text="Hi") == "Bad Request: chat_id is empty"


def test_a_document(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    plan = Document("plan.pdf", b"%PDF", "application/pdf")
    sent = telegram.call("sendDocument", {"chat_id": 7, "document": plan, "caption": "Yours"})
    assert sent["document"]["file_size"] == 4
    assert ana.documents == [plan._replace(caption="Yours")]
    again = {"chat_id": 7, "document": sent["document"]["file_id"]}
    telegram.call("sendDocument", again)
    assert len(ana.documents) == 2
    assert "wrong file identifier" in refusal(telegram, "sendDocument", chat_id=7, document="x")
    assert "no document" in refusal(telegram, "sendDocument", chat_id=7)
    edit = {"chat_id": 7, "message_id": sent["message_id"], "text": "x"}
    assert "no text in the message" in refusal(telegram, "editMessageText", **edit)


def test_how_the_bot_presents_itself(telegram: Telegram) -> None:
    menu = [{"command": "start", "description": "Begin"}]
    telegram.call("setMyCommands", {"commands": menu})
    telegram.call("setMyDescription", {"description": "Long"})
    telegram.call("setMyShortDescription", {"short_description": "Short"})
    assert telegram.profile.commands[""] == menu
    assert telegram.profile.description[""] == "Long"
    assert telegram.profile.short_description[""] == "Short"
    assert telegram.call("getMe", {})["username"] == "neambition_bot"


def test_calls_are_kept(telegram: Telegram) -> None:
    telegram.person(7).says("/start")
    telegram.call("sendchataction", {"chat_id": 7, "action": "typing"})
    assert telegram.counts["sendChatAction"] == 1
    assert telegram.calls[-1] == ("sendChatAction", {"chat_id": 7, "action": "typing"})


def test_failures_to_order(telegram: Telegram) -> None:
    telegram.person(7).says("/start")
    telegram.fail_next("sendMessage", too_many_requests(3), times=2)
    for _ in range(2):
        assert "retry after 3" in refusal(telegram, "sendMessage", chat_id=7, text="Hello")
    send(telegram)


def test_a_method_nobody_knows(telegram: Telegram) -> None:
    assert refusal(telegram, "sendMoney") == "Not Found"


def test_a_picture(telegram: Telegram) -> None:
    ana = telegram.person(7)
    ana.says("/start")
    photo = Document("link.png", PICTURE, "image/png")
    sent = telegram.call("sendPhoto", {"chat_id": 7, "photo": photo, "caption": "Scan it"})
    assert sent["caption"] == "Scan it"
    assert ana.pictures == [photo._replace(caption="Scan it")]
    assert ana.documents == []
    long = {"chat_id": 7, "photo": photo, "caption": "x" * 1025}
    assert "caption is too long" in refusal(telegram, "sendPhoto", **long)
    assert "no photo" in refusal(telegram, "sendPhoto", chat_id=7)


def test_a_file_that_somebody_sent(telegram: Telegram) -> None:
    ana = telegram.person(7)
    document = ana.sends_file("schools.csv", b"urn")["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("schools.csv", 3)
    found = telegram.call("getFile", {"file_id": document["file_id"]})
    assert telegram.download(found["file_path"]) == b"urn"
    assert "wrong file_id" in refusal(telegram, "getFile", file_id="another")
    with pytest.raises(Refused, match="Not Found"):
        telegram.download("documents/another")

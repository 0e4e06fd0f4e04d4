"""What both transports share: waiting for updates, and the body of an answer."""

import json
from collections.abc import Mapping
from typing import Any

from tests.botapi.params import Params
from tests.botapi.refused import Refused
from tests.botapi.telegram import Telegram

LONGEST_WAIT = 50


async def answer(telegram: Telegram, method: str, params: Mapping[str, Any]) -> tuple[int, bytes]:
    """The HTTP status and the JSON body of the answer to one call."""
    try:
        result = telegram.call(method, params)
        if result == [] and method.lower() == "getupdates":
            result = await _wait(telegram, Params(params))
    except Refused as refused:
        return refused.code, json.dumps(refused.as_json()).encode()
    return 200, json.dumps({"ok": True, "result": result}).encode()


def download(telegram: Telegram, path: str) -> tuple[int, bytes]:
    """The HTTP status and the body of a file's download."""
    try:
        return 200, telegram.download(path)
    except Refused as refused:
        return refused.code, json.dumps(refused.as_json()).encode()


async def _wait(telegram: Telegram, params: Params) -> list[dict[str, Any]]:
    timeout = min(params.number("timeout", 0), LONGEST_WAIT)
    if timeout > 0:
        await telegram.updates.wait(timeout)
    return telegram.updates.take(params.number("offset", 0), params.number("limit", 100))

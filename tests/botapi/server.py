"""Telegram over HTTP on this machine, light enough to be leant on by the bench."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.botapi.answering import answer, download
from tests.botapi.refused import Refused, bad_request
from tests.botapi.telegram import Telegram
from tests.botapi.world import Document

LARGEST_BODY = 64 * 1024 * 1024


@asynccontextmanager
async def serve(telegram: Telegram, token: str) -> AsyncIterator[str]:
    """Serves `telegram` on a free port for the bot with `token`; yields http://127.0.0.1:port."""

    async def handle(request: web.BaseRequest) -> web.Response:
        try:
            status, body = await _answer(telegram, token, request)
        except ConnectionResetError:
            status, body = 400, b""  # a bot that is ended may be half way through asking
        return web.Response(status=status, body=body, content_type="application/json")

    # A bare server: an application's routing would add to what every call costs.
    request = partial(
        web.BaseRequest, loop=asyncio.get_running_loop(), client_max_size=LARGEST_BODY
    )
    server = web.Server(handle, request_factory=request, access_log=None)
    runner = web.ServerRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


async def _answer(telegram: Telegram, token: str, request: web.BaseRequest) -> tuple[int, bytes]:
    files = f"/file/bot{token}/"
    if request.path.startswith(files):
        return download(telegram, request.path.removeprefix(files))
    _, bot, method, *rest = [*request.path.split("/"), ""]
    try:
        if not bot.startswith("bot") or rest != [""]:
            raise Refused(404, "Not Found")
        if bot != f"bot{token}":
            raise Refused(401, "Unauthorized")
        params = await _params(request)
    except Refused as refused:
        return refused.code, json.dumps(refused.as_json()).encode()
    return await answer(telegram, method, params)


async def _params(request: web.BaseRequest) -> dict[str, Any]:
    params: dict[str, Any] = dict(request.query)
    match request.content_type:
        case "application/x-www-form-urlencoded":
            params |= parse_qsl((await request.read()).decode(), keep_blank_values=True)
        case "application/json":
            params |= _json(await request.read())
        case "multipart/form-data":
            params |= {name: _field(value) for name, value in (await request.post()).items()}
    return params


def _json(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse request body: expected a JSON object")
    return given


def _field(value: str | bytes | bytearray | web.FileField) -> str | Document:
    if isinstance(value, web.FileField):
        return Document(value.filename, value.file.read(), value.content_type)
    return value if isinstance(value, str) else value.decode()

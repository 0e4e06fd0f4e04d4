"""One request to an address of the open internet, and to nothing else.

A name is looked up once for each connection; what it stands for is held to the rule, and it is to
those very numbers that the connection is made. A name that stands for something else a moment later
gains nothing by it.
"""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import (
    ClientConnectorError,
    ClientConnectorSSLError,
    ClientError,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    TCPConnector,
)
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from neambition.resources.addresses import AddressRule, may_ask
from neambition.resources.looks import Outcome

PATIENCE = 20.0
"""Seconds that one request may take in all."""
READ_AHEAD = 4096
"""Bytes of a page that may come in before the connection is closed on it."""


@dataclass(frozen=True)
class Answer:
    """What a server answered: its status, and two of its headers."""

    status: int
    location: str | None
    retry_after: str | None


@dataclass(frozen=True)
class NoAnswer:
    """Why there is none. `connected`: the server was reached, so another method may fare better."""

    outcome: Outcome
    connected: bool = False


class NotAllowed(Exception):  # noqa: N818 what happened, not what broke
    """A name stands, if only in part, for what the rule does not allow."""


class HeldToTheRule(AbstractResolver):
    """Looks names up as another does, and lets only those through that the rule allows whole."""

    def __init__(self, finder: AbstractResolver, rule: AddressRule) -> None:
        self._finder = finder
        self._rule = rule

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._finder.resolve(host, port, family)
        if not found:
            raise OSError("the name stands for nothing")
        if not all(self._rule(each["host"]) for each in found):
            raise NotAllowed
        return found

    async def close(self) -> None:
        await self._finder.close()


class Web:
    """Asks addresses that the rule allows, with no cookies and no redirects followed."""

    def __init__(self, session: ClientSession, rule: AddressRule) -> None:
        self._session = session
        self._rule = rule

    async def ask(self, method: str, url: URL) -> Answer | NoAnswer:
        """The answer's head; its body is not read."""
        named = url.user is not None or url.password is not None
        if not may_ask(url.scheme, url.raw_host, url.port, named, self._rule):
            return NoAnswer(Outcome.NOT_ALLOWED)
        try:
            async with self._session.request(method, url, allow_redirects=False) as response:
                response.close()
                headers = response.headers
                return Answer(response.status, headers.get("Location"), headers.get("Retry-After"))
        except NotAllowed:
            return NoAnswer(Outcome.NOT_ALLOWED)
        except (ClientSSLError, ClientConnectorSSLError):
            return NoAnswer(Outcome.UNSAFE)
        except (ClientConnectorError, ConnectionTimeoutError):
            return NoAnswer(Outcome.SILENT)
        except (ClientError, TimeoutError, OSError, ValueError):
            # ValueError: a name that no system looks up. It is not there, whatever the method.
            return NoAnswer(Outcome.SILENT, connected=True)


@asynccontextmanager
async def open_web(
    agent: str, finder: AbstractResolver, rule: AddressRule, patience: float = PATIENCE
) -> AsyncIterator[Web]:
    """The web, asked in the name of `agent`."""
    connector = TCPConnector(
        resolver=HeldToTheRule(finder, rule), use_dns_cache=False, force_close=True
    )
    async with ClientSession(
        connector=connector,
        cookie_jar=DummyCookieJar(),
        headers={"User-Agent": agent, "Accept": "text/html,*/*;q=0.5"},
        timeout=ClientTimeout(total=patience),
        auto_decompress=False,
        read_bufsize=READ_AHEAD,
    ) as session:
        yield Web(session, rule)

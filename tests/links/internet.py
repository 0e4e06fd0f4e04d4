"""A small internet on this machine: names, what stands behind them, and what they were asked."""

import asyncio
import socket
import ssl
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.links.pace import Pace
from bot.links.web import Web, open_web
from neambition.resources.addresses import public

HERE = "127.0.0.1"
CERTIFICATE = Path(__file__).with_name("own-certificate.pem")
"""Made for these tests, and signed by nobody but itself."""

Page = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


def as_here(address: str) -> bool:
    """The rule that the program goes by, but that this one machine counts as on the internet."""
    return address == HERE or public(address)


def answers(status: int = 200, **headers: str) -> Page:
    """A page with that status and those headers, `_` for `-`."""

    async def page(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(
            status=status, headers={name.replace("_", "-"): h for name, h in headers.items()}
        )

    return page


def one_by_one(*pages: Page) -> Page:
    """Each once, in turn; the last for good."""
    left = [*pages]

    async def page(request: web.BaseRequest) -> web.StreamResponse:
        return await (left.pop(0) if len(left) > 1 else left[0])(request)

    return page


class Clock:
    """Time that passes only where it is slept through."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Internet(AbstractResolver):
    """`pages` by host and path; every host is this machine but for those in `names`."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.names: dict[str, list[list[str]]] = {}
        """What a name stands for, each time it is looked up; the last for good; none: no name."""
        self.asked: list[tuple[str, str]] = []
        """Method, and host with path."""
        self.agents: set[str] = set()
        self.times: defaultdict[str, list[float]] = defaultdict(list)
        self.most_at_once: Counter[str] = Counter()
        """By host, and "" for all of them."""
        self.clock = Clock()
        self.pace = Pace(self.clock, self.clock.sleep)
        self.ports: dict[int, int] = {}
        self.web: Web
        self._now: Counter[str] = Counter()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        often = self.names.get(host, [[HERE]])
        stands_for = often.pop(0) if len(often) > 1 else often[0]
        if not stands_for:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=self.ports[port],
                family=family,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in stands_for
        ]

    async def close(self) -> None:
        pass

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        host, path = request.host, request.path
        self.asked.append((request.method, host + path))
        self.agents.add(request.headers["User-Agent"])
        self.times[host].append(self.clock())
        self._now.update((host, ""))
        self.most_at_once |= self._now
        try:
            await asyncio.sleep(0)  # a second request could come in meanwhile
            return await self.pages.get(host + path, answers(404))(request)
        finally:
            self._now.subtract((host, ""))

    def methods(self, where: str) -> list[str]:
        """How a page was asked for, in order."""
        return [method for method, page in self.asked if page == where]


@asynccontextmanager
async def internet(patience: float = 20.0) -> AsyncIterator[Internet]:
    """Up and running, with a web to ask it by."""
    it = Internet()
    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secure.load_cert_chain(CERTIFICATE)
    runner = web.ServerRunner(web.Server(it.serve, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HERE, 0).start()
        await web.TCPSite(runner, HERE, 0, ssl_context=secure).start()
        plain, tls = (address[1] for address in runner.addresses)
        it.ports = {80: plain, 443: tls}
        async with open_web("a-test", it, as_here, patience) as it.web:
            yield it
    finally:
        await runner.cleanup()

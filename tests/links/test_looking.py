"""What one look at an address comes to."""

import asyncio

import pytest
from aiohttp import web
from yarl import URL

from bot.links.looking import STEPS, look
from neambition.resources.looks import Look, Outcome
from tests.links.internet import Internet, Page, answers, internet, one_by_one

HERE = "http://fine.example/bridge"
PAGE = "fine.example/bridge"


async def at(net: Internet, url: str) -> Look:
    return await look(net.web, net.pace, url)


async def outcome(net: Internet, url: str) -> Outcome:
    return (await at(net, url)).outcome


def to(where: str, status: int = 302) -> Page:
    return answers(status, Location=where)


def for_head(at_head: Page, at_get: Page) -> Page:
    async def page(request: web.BaseRequest) -> web.StreamResponse:
        return await (at_head if request.method == "HEAD" else at_get)(request)

    return page


# --- what is answered


async def test_a_page_that_is_there_is_asked_for_its_head_alone(net: Internet) -> None:
    net.pages[PAGE] = answers()
    assert await at(net, HERE) == Look(HERE, Outcome.WORKS, 200)
    assert net.asked == [("HEAD", PAGE)]
    assert net.agents == {"a-test"}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (401, Outcome.REFUSED),
        (403, Outcome.REFUSED),
        (500, Outcome.FAILED),
        (503, Outcome.FAILED),
    ],
)
async def test_what_is_no_page_is_asked_for_whole_before_it_is_believed(
    net: Internet, status: int, outcome: Outcome
) -> None:
    net.pages[PAGE] = answers(status)
    assert await at(net, HERE) == Look(HERE, outcome, status)
    assert net.methods(PAGE) == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
async def test_a_server_that_knows_no_head_does_no_harm(net: Internet, status: int) -> None:
    net.pages[PAGE] = for_head(answers(status), answers())
    assert await at(net, HERE) == Look(HERE, Outcome.WORKS, 200)


async def test_a_server_that_hangs_up_on_a_head_does_no_harm(net: Internet) -> None:
    async def hangs_up(request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport
        request.transport.close()
        return web.Response()

    net.pages[PAGE] = for_head(hangs_up, answers())
    assert await outcome(net, HERE) is Outcome.WORKS
    net.pages[PAGE] = hangs_up
    assert await outcome(net, HERE) is Outcome.SILENT


async def test_a_page_without_end_is_not_read(net: Internet) -> None:
    done = asyncio.Event()

    async def endless(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65536)
                await asyncio.sleep(0)
        finally:
            done.set()

    net.pages[PAGE] = for_head(answers(405), endless)
    assert await at(net, HERE) == Look(HERE, Outcome.WORKS, 200)
    async with asyncio.timeout(60):
        await done.wait()


# --- where nothing answers


async def test_a_server_that_lets_one_wait_is_not_waited_for() -> None:
    async with internet(patience=0.05) as net:

        async def never(request: web.BaseRequest) -> web.StreamResponse:
            await asyncio.Event().wait()
            raise AssertionError

        net.pages[PAGE] = never
        assert await at(net, HERE) == Look(HERE, Outcome.SILENT)


async def test_a_name_that_is_not_there_is_asked_for_once(net: Internet) -> None:
    net.names["fine.example"] = [[]]
    assert await at(net, HERE) == Look(HERE, Outcome.SILENT)
    assert net.clock.slept == []


async def test_a_door_that_nobody_stands_behind_is_no_answer(net: Internet) -> None:
    net.ports[80] = 1
    assert await at(net, HERE) == Look(HERE, Outcome.SILENT)


async def test_a_certificate_of_its_own_making_is_not_secure(net: Internet) -> None:
    net.pages["own.example/"] = answers()
    assert await at(net, "https://own.example/") == Look("https://own.example/", Outcome.UNSAFE)
    assert net.asked == []


async def test_a_server_that_speaks_no_tls_is_not_secure(net: Internet) -> None:
    net.ports[443] = net.ports[80]
    assert await outcome(net, "https://fine.example/bridge") is Outcome.UNSAFE


async def test_what_is_no_http_is_no_answer(net: Internet) -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"SSH-2.0-something\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(babble, "127.0.0.1", 0) as server:
        net.ports[80] = server.sockets[0].getsockname()[1]
        assert await outcome(net, HERE) is Outcome.SILENT


# --- redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_where_it_leads_is_followed_and_noted(net: Internet, status: int) -> None:
    net.pages[PAGE] = to("/crossing?by=foot#top", status)
    net.pages["fine.example/crossing"] = to("//other.example/ferry", status)
    net.pages["other.example/ferry"] = answers()
    assert await at(net, HERE) == Look(HERE, Outcome.MOVED, 200, "http://other.example/ferry")


async def test_the_same_page_elsewhere_spelt_works(net: Internet) -> None:
    net.pages[PAGE] = to("http://www.fine.example/bridge/")
    net.pages["www.fine.example/bridge/"] = answers()
    assert await at(net, HERE) == Look(HERE, Outcome.WORKS, 200, "http://www.fine.example/bridge/")


async def test_a_page_that_leads_to_none_is_gone(net: Internet) -> None:
    net.pages[PAGE] = to("/nowhere")
    assert await at(net, HERE) == Look(HERE, Outcome.GONE, 404, "http://fine.example/nowhere")


async def test_going_round_in_a_circle_ends(net: Internet) -> None:
    net.pages[PAGE] = to("/a")
    net.pages["fine.example/a"] = to("/b")
    net.pages["fine.example/b"] = to("/a#again")
    assert await outcome(net, HERE) is Outcome.FAILED
    assert net.asked == [("HEAD", f"fine.example/{page}") for page in ("bridge", "a", "b")]


async def test_being_sent_on_for_ever_ends(net: Internet) -> None:
    net.pages[PAGE] = to("/0")
    net.pages |= {f"fine.example/{n}": to(f"/{n + 1}") for n in range(100)}
    assert await outcome(net, HERE) is Outcome.FAILED
    assert len(net.asked) == STEPS


@pytest.mark.parametrize("where", ["", "http://[::1", "http://fine.example:99999/"])
async def test_a_redirect_to_what_is_no_address_is_no_page(net: Internet, where: str) -> None:
    net.pages[PAGE] = to(where)
    assert await outcome(net, HERE) is Outcome.FAILED
    assert net.asked == [("HEAD", PAGE)]


# --- where no program may go


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.7/",
        "http://127.0.0.2/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.7]/",
        "http://2130706433/",
        "http://127.2/",
        "http://0x7f.2/",
        "http://１０.0.0.7/",
        "http://fine.example:8080/bridge",
        "https://fine.example:80/bridge",
        "http://fine.example@10.0.0.7/",
        "http://someone@fine.example/bridge",
        "http://:secret@fine.example/bridge",
        "ftp://fine.example/bridge",
        "file:///etc/passwd",
    ],
)
async def test_it_goes_there_neither_at_once_nor_sent_there(net: Internet, url: str) -> None:
    net.pages |= {PAGE: answers(), "sends.example/": to(url)}
    assert await outcome(net, url) is Outcome.NOT_ALLOWED
    assert net.asked == []
    assert await at(net, "http://sends.example/") == Look(
        "http://sends.example/", Outcome.NOT_ALLOWED, None, str(URL(url))
    )
    assert net.asked == [("HEAD", "sends.example/")]


@pytest.mark.parametrize(
    "stands_for",
    [
        ["10.0.0.7"],
        ["127.0.0.1", "10.0.0.7"],
        ["10.0.0.7", "127.0.0.1"],
        ["::1"],
        ["::ffff:10.0.0.7"],
        ["127.0.0.1", "::ffff:169.254.169.254"],
        ["fe80::7%eth0"],
        ["localhost"],
    ],
)
async def test_a_name_that_stands_for_any_such_place_is_not_asked(
    net: Internet, stands_for: list[str]
) -> None:
    net.names["trap.example"] = [stands_for]
    net.pages |= {"trap.example/": answers(), "sends.example/": to("http://trap.example/")}
    assert await outcome(net, "http://trap.example/") is Outcome.NOT_ALLOWED
    assert await outcome(net, "http://sends.example/") is Outcome.NOT_ALLOWED
    assert net.asked == [("HEAD", "sends.example/")]


async def test_a_name_that_stands_for_something_else_the_next_time_gains_nothing(
    net: Internet,
) -> None:
    """The head is asked of a public place; by the time of the page, the name is a private one's."""
    net.names["turns.example"] = [["127.0.0.1"], ["10.0.0.7"]]
    net.pages["turns.example/"] = answers(405)
    assert await outcome(net, "http://turns.example/") is Outcome.NOT_ALLOWED
    assert net.asked == [("HEAD", "turns.example/")]


async def test_a_name_is_looked_up_once_for_a_connection_and_that_is_where_it_goes(
    net: Internet,
) -> None:
    """A second look-up, between check and connection, would lead to the private place."""
    net.names["turns.example"] = [["127.0.0.1"], ["10.0.0.7"]]
    net.pages["turns.example/"] = answers()
    assert await outcome(net, "http://turns.example/") is Outcome.WORKS
    assert net.names["turns.example"] == [["10.0.0.7"]]


# --- being asked for patience


async def test_a_wait_that_is_asked_for_is_waited_once(net: Internet) -> None:
    net.pages[PAGE] = one_by_one(answers(429, Retry_After="30"), answers())
    assert await outcome(net, HERE) is Outcome.WORKS
    assert net.clock.slept == [30]


@pytest.mark.parametrize(
    "asks",
    [
        answers(429, Retry_After="30"),
        answers(503, Retry_After="30"),
    ],
)
async def test_who_asks_for_patience_twice_is_left_alone_for_the_round(
    net: Internet, asks: Page
) -> None:
    net.pages[PAGE] = asks
    assert await at(net, HERE) == Look(HERE, Outcome.BUSY)
    assert net.methods(PAGE) == ["HEAD", "HEAD"]
    assert await outcome(net, "http://www.fine.example/other") is Outcome.BUSY
    assert len(net.asked) == 2


@pytest.mark.parametrize(
    "asks",
    [
        answers(429),
        answers(429, Retry_After="3600"),
        answers(429, Retry_After="soon"),
        answers(503, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT"),
    ],
)
async def test_who_asks_for_too_much_patience_is_left_alone_at_once(
    net: Internet, asks: Page
) -> None:
    net.pages[PAGE] = asks
    assert await outcome(net, HERE) is Outcome.BUSY
    assert await outcome(net, "http://fine.example/other") is Outcome.BUSY
    assert net.asked == [("HEAD", PAGE)]
    assert net.clock.slept == []

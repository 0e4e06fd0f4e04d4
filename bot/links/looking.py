"""One look at an address: followed by hand wherever it leads, step by step."""

from yarl import URL

from bot.links.pace import Pace
from bot.links.web import Answer, NoAnswer, Web
from neambition.resources.looks import Look, Outcome, is_elsewhere, outcome_of

REDIRECTS = {301, 302, 303, 307, 308}
STEPS = 6
"""So many addresses are asked for one."""


async def look(web: Web, pace: Pace, address: str) -> Look:
    """Ask an address, and where it leads, for their heads; where that fails, for their pages."""
    try:
        url = URL(address).with_fragment(None)
    except ValueError:
        return Look(address, Outcome.NOT_ALLOWED)
    asked: list[URL] = []
    while True:
        asked.append(url)
        answer = await _page(web, pace, url)
        moved_to = str(url) if len(asked) > 1 else None
        if isinstance(answer, NoAnswer):
            return Look(address, answer.outcome, None, moved_to)
        if answer.status not in REDIRECTS:
            return _ended(address, answer.status, str(asked[0]), moved_to)
        step = _step(url, answer.location)
        if step is None or step in asked or len(asked) == STEPS:
            return Look(address, Outcome.FAILED, answer.status, moved_to)
        url = step


def _ended(address: str, status: int, start: str, moved_to: str | None) -> Look:
    outcome = outcome_of(status)
    if outcome is Outcome.WORKS and moved_to and is_elsewhere(start, moved_to):
        outcome = Outcome.MOVED
    return Look(address, outcome, status, moved_to)


def _step(url: URL, location: str | None) -> URL | None:
    try:
        return url.join(URL(location)).with_fragment(None) if location else None
    except ValueError:
        return None


async def _page(web: Web, pace: Pace, url: URL) -> Answer | NoAnswer:
    """What asking for the head alone comes to, or else for the page: many servers cannot do the
    former."""
    answer = await _asked(web, pace, "HEAD", url)
    if isinstance(answer, NoAnswer):
        return await _asked(web, pace, "GET", url) if answer.connected else answer
    return await _asked(web, pace, "GET", url) if answer.status >= 400 else answer


async def _asked(web: Web, pace: Pace, method: str, url: URL) -> Answer | NoAnswer:
    """Once; and once more after a wait, where a server asks for a short one."""
    for _ in range(2):
        async with pace.turn(url.raw_host or "") as host:
            if host.left_alone:
                break
            answer = await web.ask(method, url)
            if not isinstance(answer, Answer) or not _asks_for_patience(answer):
                return answer
            pace.hold_off(host, answer.retry_after)
    host.left_alone = True
    return NoAnswer(Outcome.BUSY)


def _asks_for_patience(answer: Answer) -> bool:
    return answer.status == 429 or (answer.status == 503 and answer.retry_after is not None)

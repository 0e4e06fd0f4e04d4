"""Pages by their addresses: read from what somebody pasted, and known however it is written."""

import re
from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from neambition.resources.addresses import PORTS, may_ask, public
from neambition.resources.entry import Resource

_WITH_SCHEME = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_AFTER = ".,;:!?'*_"
_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "corp", "home", "arpa", "test")
"""Ends of names that mean something only within somebody's own network."""
_NAME = re.compile(r"\.[^\W\d]\S+$")
"""How the name of a host on the internet ends."""
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)


class Unreadable(StrEnum):
    """Why words are no address of a page."""

    NONE = "none"
    SEVERAL = "several"
    PRIVATE = "private"


def read(words: str) -> str | Unreadable:
    """The one address in what was pasted, with its scheme and without what only tells where it was
    found; anything may stand around it."""
    words = words.strip()
    found = {_trimmed(match) for match in _WITH_SCHEME.findall(words)}
    if not found and _BARE.fullmatch(words):
        found = {_trimmed(words)}
    if len(found) > 1:
        return Unreadable.SEVERAL
    if not found:
        return Unreadable.NONE
    return _read(found.pop())


def _trimmed(found: str) -> str:
    """Without the marks of the sentence that it stood in, and brackets that began before it."""
    while found and (found[-1] in _AFTER or _closes_what_it_did_not_open(found)):
        found = found[:-1]
    return found


def _closes_what_it_did_not_open(found: str) -> bool:
    opening = {")": "(", "]": "["}.get(found[-1])
    return opening is not None and found.count(found[-1]) > found.count(opening)


def _read(found: str) -> str | Unreadable:
    parts = _split(found if "://" in found else f"https://{found}")
    if parts is None or not parts.hostname:
        return Unreadable.NONE
    if _is_private(parts):
        return Unreadable.PRIVATE
    if not _NAME.search(parts.hostname) and not public(parts.hostname):
        return Unreadable.NONE
    query = parts.query
    if _TRACKING.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not _TRACKING.fullmatch(pair[0])])
    return parts._replace(netloc=parts.netloc.lower(), query=query).geturl()


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_private(parts: SplitResult) -> bool:
    """Whether it leads into somebody's own network, or carries somebody's name for it."""
    host, port = parts.hostname, parts.port or PORTS.get(parts.scheme)
    if not may_ask(parts.scheme, host, port, "@" in parts.netloc, public):
        return True
    return not host or "." not in host or host.rpartition(".")[2] in _INSIDE


def key(url: str) -> str:
    """What two addresses of one page have in common: http or https, `www.` or none, with a stroke
    at the end or without."""
    parts = _split(url)
    if parts is None or not parts.hostname:
        return url
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.hostname.removeprefix('www.')}{port}{parts.path.rstrip('/')}{query}"


def known(entries: Mapping[str, Resource], url: str) -> Resource | None:
    """The entry that has that address."""
    wanted = key(url)
    return next((entry for entry in entries.values() if key(entry.url) == wanted), None)

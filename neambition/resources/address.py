"""Addresses that people type: read from their words, refused where no teacher could open them, and
known for one page's however they are written."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

LONGEST_ADDRESS = 300
LONGEST_TITLE = 100
"""In letters, as the catalogue has them."""

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://|(?<![\w./-])www\.)[^\s<>\"“”]+", re.IGNORECASE)
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)=", re.IGNORECASE)
"""What newsletters put behind an address, to know who came from them."""
_INSIDE = ("local", "localhost", "localdomain", "internal", "intranet", "lan", "home", "corp")
"""Last parts of names that only a network's own machines know; numbers are no names at all."""


class Problem(StrEnum):
    """Why nothing that could be sent was read."""

    NONE = "none"
    SEVERAL = "several"
    NOT_SAFE = "not_safe"
    PRIVATE = "private"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Link:
    """An address, and what it is in the words beside it; empty where there were none."""

    url: str
    title: str

    @property
    def host(self) -> str:
        """Where it leads: `countrytrust.org.uk`."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


def in_words(words: str) -> str | None:
    """The first address among them, as it was typed."""
    found = _ADDRESS.search(words)
    return _trimmed(found[0]) if found else None


def without(words: str) -> str:
    """The words but for addresses among them."""
    return " ".join(_ADDRESS.sub(" ", words).split())


def read(words: str, schemes: Collection[str] = ("https",)) -> Link | Problem:
    """The one address in somebody's words, which say what it is; without a scheme it gets https."""
    found = _ADDRESS.findall(words)
    if not found:
        return Problem.NONE
    if len(found) > 1:
        return Problem.SEVERAL
    typed = _trimmed(found[0])
    title = " ".join(words.replace(typed, " ", 1).split()).strip(' -–—:,.;()<>"“”')
    if not any(c.isalnum() for c in title):
        title = ""
    scheme, _, rest = typed.rpartition("://")
    scheme = scheme.lower() or "https"
    if scheme not in schemes:
        return Problem.NOT_SAFE
    url = _untracked(f"{scheme}://{rest}")
    return _problem(url, title) or Link(url, title)


def _trimmed(typed: str) -> str:
    """Without the stop or the bracket that a sentence has put after it."""
    while typed[-1] in ".,;:!?'’]}" or (typed[-1] == ")" and "(" not in typed):
        typed = typed[:-1]
    return typed


def _untracked(url: str) -> str:
    """Without what only tells where somebody found it."""
    url, hash_, fragment = url.partition("#")
    page, mark, query = url.partition("?")
    kept = [pair for pair in query.split("&") if not _TRACKING.match(pair)]
    return f"{page}{mark if kept else ''}{'&'.join(kept)}{hash_}{fragment}"


def address_of(text: str) -> str:
    """An address as it is compared: however it begins and ends, it leads to the same."""
    bare = _untracked(text.strip().rstrip(".,;!?)>")).split("#")[0]
    host, slash, path = bare[bare.find("://") + 3 if "://" in bare else 0 :].partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/")


def _problem(url: str, title: str) -> Problem | None:
    if len(url) > LONGEST_ADDRESS or len(title) > LONGEST_TITLE:
        return Problem.TOO_LONG
    try:
        parts = urlsplit(url)
        named, secret = parts.hostname or "", parts.username or parts.password
        _ = parts.port
    except ValueError:
        return Problem.NONE
    if not url.isprintable():
        return Problem.NONE
    if secret:
        return Problem.NOT_SAFE
    if not _NAME.fullmatch(named) or named.rsplit(".", 1)[-1] in _INSIDE:
        return Problem.PRIVATE
    return None

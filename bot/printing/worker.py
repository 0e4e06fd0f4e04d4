"""The press's worker: makes documents for as long as somebody asks, and ends with its input.

A request is its length in four bytes, then JSON: [template, facts]. A reply is a byte, 1 for a
document and 0 for what kept it from being made, a length in four bytes, and that.
"""

import json
import os
import struct
import sys
from typing import BinaryIO

from bot.printing import MAKERS

LENGTH = struct.Struct(">I")
REPLY = struct.Struct(">?I")

MEEKNESS = 15
"""How far it stands back, as `nice` counts, so that whoever taps is served first."""


def request(template: str, facts: str) -> bytes:
    """A request as the worker reads it."""
    body = json.dumps([template, facts]).encode()
    return LENGTH.pack(len(body)) + body


def work(asked: BinaryIO, answered: BinaryIO) -> None:
    """Answer each request in turn until there are no more."""
    while len(header := asked.read(LENGTH.size)) == LENGTH.size:
        template, facts = json.loads(asked.read(*LENGTH.unpack(header)))
        made, body = _made(template, facts)
        answered.write(REPLY.pack(made, len(body)) + body)
        answered.flush()


def _made(template: str, facts: str) -> tuple[bool, bytes]:
    """A document; or False and the kind of what was raised, which never says what it was about."""
    try:
        return True, MAKERS[template](facts)
    except Exception as error:
        return False, type(error).__name__.encode()


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(MEEKNESS)
    work(sys.stdin.buffer, sys.stdout.buffer)

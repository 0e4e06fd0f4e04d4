"""The parameters of a call: text from a form, or values from JSON."""

import json
from collections.abc import Mapping
from typing import Any

from tests.botapi.refused import bad_request
from tests.botapi.world import Document


class Params:
    """Reads parameters as Telegram does: numbers and structures may come as text."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def text(self, name: str, default: str = "") -> str:
        """A string; `default` where it is absent."""
        value = self._given.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int) -> int:
        """A whole number; `default` where it is absent or not a number, as Telegram has it."""
        try:
            return int(self._given.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """True for true, in any of its spellings."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def structure(self, name: str) -> Any:
        """A list or an object, read from JSON if need be; None where it is absent."""
        value = self._given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def file(self, name: str) -> Document | str:
        """An uploaded file, following attach://, or the text that stands for one."""
        value = self._given.get(name, "")
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._given.get(value.removeprefix("attach://"), "")
        return value if isinstance(value, Document) else str(value)

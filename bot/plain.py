"""A screen's small HTML as plain text, for the terminal and for tests."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.text.append(f" <{self._address}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def plain(html: str) -> str:
    """The words without the marks; a link's address follows its title."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.text)

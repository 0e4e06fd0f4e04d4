"""What a PDF says to whoever reads it: pypdf's, as the tests ask it."""

import io
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pypdf import PdfReader


class Pdf:
    """A PDF that was made, read back."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.root: Any = self.reader.trailer["/Root"]
        self.pages = len(self.reader.pages)

    @cached_property
    def text(self) -> str:
        """All its words, a space between any two, whatever lines they were set on."""
        return self.of_pages(self.pages)

    def of_pages(self, most: int) -> str:
        """The same of so many pages, from the first."""
        pages = self.reader.pages[:most]
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    @property
    def title(self) -> str:
        assert self.reader.metadata
        return self.reader.metadata.title or ""

    @property
    def fonts(self) -> dict[str, bool]:
        """The fonts' names, without the subset's mark; whether each is embedded."""
        found = {}
        for page in self.reader.pages:
            resources: Any = page["/Resources"]
            for font in resources.get("/Font", {}).values():
                of = font.get_object()["/DescendantFonts"][0].get_object()
                name = of["/BaseFont"].rpartition("+")[2]
                has = {"/FontFile2", "/FontFile3"} & set(of["/FontDescriptor"].get_object())
                found[name] = bool(has)
        return found

    def tags(self) -> Iterator[tuple[str, Any]]:
        """Each element of the structure tree, in reading order: its kind, and itself."""
        yield from _below(self.root["/StructTreeRoot"].get_object())

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.tags()]

    def accessible(self) -> None:
        """Marked as PDF/UA-1, tagged, in a language, shown by its title; figures described."""
        assert self.root["/MarkInfo"]["/Marked"]
        assert self.root["/Lang"] == "en-GB"
        assert self.root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"<pdfuaid:part>1<" in self.root["/Metadata"].get_object().get_data()
        assert "/H1" in self.kinds()
        assert self.title
        for kind, element in self.tags():
            assert kind != "/Figure" or element.get("/Alt")
        assert all(self.fonts.values())
        assert all(name.startswith("SourceSansPro") for name in self.fonts)


def _below(element: Any) -> Iterator[tuple[str, Any]]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(found, dict) and "/S" in found:
            yield str(found["/S"]), found
            yield from _below(found)

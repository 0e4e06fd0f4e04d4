"""The README's pictures, of an invented school: `python -m tests.showing` draws them anew."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from font_source_sans_pro import font_directory
from PIL import Image

from bot.printing import MAKERS
from dialogs.papers.governors import governors
from dialogs.papers.review import load
from dialogs.papers.scorecard import scorecard
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.store import schools
from tests.play import TUESDAY_AT_TEN, house
from tests.reviewed import done, lay, plans
from tests.walk import connect, fresh

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COLOURS = 48
"""Enough for what is drawn, and small in a repository."""


def main() -> None:
    """Write `docs/scorecard.png` and `docs/report-page.png`."""
    with TemporaryDirectory() as folder:
        db = connect(fresh(Path(folder) / "neambition.db"))
        of = lay(db, "Riverbank Primary (invented)", who="zoe")
        items = plans(db, of, 9)
        for statement in ("1.1", "3.1", "3.2", "3.3", "3.4", "3.5", "5.2"):
            done(db, of, items[4], statement, Level.FULLY)
        turn = Turn(db, TUESDAY_AT_TEN, of.lead, house())
        school = schools.school(db, of.school)
        assert school
        review = load(turn, school)
        assert review
        card, page = scorecard(turn, review), governors(turn, review)
        db.close()
    _write("scorecard.png", MAKERS["scorecard"](card.facts), 540)
    drawn = typst.compile(
        ROOT / "templates" / "documents" / "governors.typ",
        format="png",
        ppi=110,
        font_paths=[font_directory],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(json.loads(page.facts))},
    )
    assert isinstance(drawn, bytes)
    _write("report-page.png", drawn, 800)


def _write(name: str, png: bytes, width: int) -> None:
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image = image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
    DOCS.mkdir(exist_ok=True)
    image.quantize(COLOURS).save(DOCS / name, optimize=True)


if __name__ == "__main__":
    main()

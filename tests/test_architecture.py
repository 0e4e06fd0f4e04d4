"""How the code is kept: short files that say what they are, and no test left out."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST = 520
FILES = sorted(
    file
    for folder in ("bot", "dialogs", "neambition", "templates", "tests")
    for file in (ROOT / folder).rglob("*.py")
)
TESTS = [file for file in FILES if file.is_relative_to(ROOT / "tests")]


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_there_are_files_to_look_at() -> None:
    assert {"bot/cli.py", "dialogs/routes/audit.py", "tests/test_architecture.py"} <= {
        *map(name, FILES)
    }


def test_every_file_is_short_enough_to_read() -> None:
    long = {name(f): lines for f in FILES if (lines := len(_text(f).splitlines())) > LONGEST}
    assert long == {}


def test_every_file_says_what_it_is() -> None:
    assert [name(f) for f in FILES if not ast.get_docstring(ast.parse(_text(f)))] == []


def test_no_test_is_left_out() -> None:
    """Neither by a mark nor by a call."""
    left_out = {"skip", "skipif", "xfail", "importorskip", "skipTest"}
    assert [name(f) for f in TESTS if _attributes(f) & left_out] == []


def _attributes(file: Path) -> set[str]:
    tree = ast.walk(ast.parse(_text(file)))
    return {node.attr for node in tree if isinstance(node, ast.Attribute)}


def _text(file: Path) -> str:
    return file.read_text("utf-8")

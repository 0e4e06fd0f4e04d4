"""The catalogue: honest about cost, and about finding nothing."""

import csv
from pathlib import Path

import pytest

from neambition.errors import ContentError
from neambition.resources import catalogue
from neambition.resources.entry import Kind, Resource

SHIPPED = catalogue.read()


def row(id_: str, **but: str) -> dict[str, str]:
    good = {
        "id": id_,
        "title": "Bridges",
        "url": "https://example.org/bridge",
        "provider": "A bridge",
        "summary": "A class walks over it.",
        "benchmarks": "6;5",
        "audience": "teachers;leaders",
        "stages": "KS2",
        "kind": "visit",
        "subjects": "",
        "cost": "free",
        "region": "North East",
        "season": "",
        "evidence": "read",
        "checked": "2026-11-24",
        "note": "",
    }
    return good | but


def entry(id_: str, **but: str) -> Resource:
    return Resource.model_validate(row(id_, **but))


def write_rows(file: Path, rows: list[dict[str, str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, Resource.model_fields)
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize("kind", [Kind.CASE_STUDY, Kind.GUIDE, Kind.INFORMATION, Kind.FRAMEWORK])
def test_reading_of_a_thing_is_free_and_not_the_thing(kind: Kind) -> None:
    assert entry("x", kind=kind).cost_said == "free to read"


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ("free", "free"),
        ("mixed", "partly free"),
        ("paid", "costs money"),
        ("unknown", "cost not known"),
    ],
)
def test_the_cost_of_a_visit_is_said_plainly(cost: str, said: str) -> None:
    assert entry("x", cost=cost).cost_said == said


def test_a_row_is_read_with_its_lists(tmp_path: Path) -> None:
    [read] = catalogue.read(write_rows(tmp_path / "c.csv", [row("x")])).values()
    assert (read.benchmarks, read.audience, read.subjects) == ((6, 5), ("teachers", "leaders"), ())


def test_every_bad_row_is_named(tmp_path: Path) -> None:
    rows = [row("x"), row("y", kind="walk"), row("x"), row("z", benchmarks="9", cost="cheap")]
    file = write_rows(tmp_path / "c.csv", rows)
    with pytest.raises(ContentError) as refused:
        catalogue.read(file)
    starts = [
        "row 3: kind: ",
        "row 4: the id x is used twice; rename one",
        "row 5: benchmarks.0: ",
        "row 5: cost: ",
    ]
    found = refused.value.problems
    assert all(p.startswith(f"{file}: {s}") for p, s in zip(found, starts, strict=True)), found


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"c\.csv: cannot be read .* put the file back"):
        catalogue.read(tmp_path / "c.csv")


def test_the_shipped_catalogue_serves_every_benchmark() -> None:
    assert {n for r in SHIPPED.values() for n in r.benchmarks} == set(range(1, 9))
    assert all(r.id == id_ for id_, r in SHIPPED.items())

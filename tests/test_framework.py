"""Reading the questions, and keeping an audit on the version it was started on."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from neambition import framework_files
from neambition.errors import ContentError
from neambition.framework import Framework
from tests.frameworks import invented

Data = dict[str, Any]

# The ids stand unquoted, as people write them.
BENCHMARK = """\
number: 1
title: Careers and personal development
opening: What it means here.
statements:
  - id: 1.1
    short: A named lead
    text: One person leads.
    mostly: Most know who.
    fully: All know who.
    why: It helps.
    example: {text: A school did.}
    knows_best: head
    leans_on: [1.2]
    actions:
      - {id: 1.1a, text: Ask., for_levels: [not_yet], effort: quick_win, first_step: Send a line.}
      - {id: 1.1b, text: Tell., for_levels: [mostly], effort: this_term, first_step: Print it.}
"""
HEAD = """\
version: small-1
label: Small
sources: Nobody.
started: Tried once.
test_for_fully: Would it last?
foundations: [1.1]
confidence: []
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "framework.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "benchmark-1.yaml").write_text(BENCHMARK, "utf-8")
    return tmp_path


def change(folder: Path, was: str, now: str) -> None:
    file = folder / "benchmark-1.yaml"
    file.write_text(BENCHMARK.replace(was, now, 1), "utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as refused:
        framework_files.read(folder)
    return refused.value.problems


def test_an_id_stays_a_word(folder: Path) -> None:
    read = framework_files.read(folder)
    assert list(read.by_id) == ["1.1"]
    assert list(read.actions) == ["1.1a", "1.1b"]
    assert (read.foundations, read.by_id["1.1"].leans_on) == (("1.1",), ("1.2",))


def test_a_version_reads_back_from_json_as_it_was() -> None:
    framework_ = invented()
    back = Framework.model_validate_json(framework_.model_dump_json())
    assert back == framework_
    assert back.sha256 == framework_.sha256


def test_a_version_is_pinned_by_its_text_and_not_its_layout(folder: Path) -> None:
    pinned = framework_files.read(folder).sha256
    data = yaml.load(BENCHMARK, yaml.BaseLoader)  # noqa: S506 it makes words alone
    (folder / "benchmark-1.yaml").write_text(json.dumps(data | {"number": 1}), "utf-8")
    assert framework_files.read(folder).sha256 == pinned
    change(folder, "One person leads.", "One person leads!")
    assert framework_files.read(folder).sha256 != pinned


def test_a_field_missing_is_named_by_ids(folder: Path) -> None:
    change(folder, "Ask., for_levels: [not_yet]", "Ask.")
    [problem] = problems(folder)
    place = "statements.1.1.actions.1.1a.for_levels: Field required"
    assert problem == f"{folder / 'benchmark-1.yaml'}: {place}"


def test_every_misfit_is_named(folder: Path) -> None:
    (folder / "framework.yaml").write_text(HEAD.replace("label", "lable"), "utf-8")
    change(folder, "knows_best: head", "knows_best: nobody")
    paths = [": ".join(p.split(": ")[:2]) for p in problems(folder)]
    assert sorted(paths) == [
        f"{folder / 'benchmark-1.yaml'}: statements.1.1.knows_best",
        f"{folder / 'framework.yaml'}: label",
        f"{folder / 'framework.yaml'}: lable",
    ]


@pytest.mark.parametrize(("was", "twice"), [("1.1b", "1.1a"), ("  - id: 1.1\n", "1.1")])
def test_an_id_used_twice_is_refused(folder: Path, was: str, twice: str) -> None:
    statement = BENCHMARK.partition("statements:\n")[2]
    if was == "1.1b":
        change(folder, was, twice)
    else:
        (folder / "benchmark-1.yaml").write_text(BENCHMARK + statement, "utf-8")
    [problem] = problems(folder)
    assert problem.startswith(f"{folder / 'framework.yaml'}: the file: ")
    assert f"the id {twice} is used twice: give the newer one its own" in problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("number: [1", "is not YAML"),
        ("number: 2026-02-30", "is not YAML"),
        ("number: !!int ''", "is not YAML"),
        ("", "is empty or no mapping; start from another version's file"),
        ("- 1", "is empty or no mapping; start from another version's file"),
    ],
)
def test_a_file_that_is_no_mapping_is_named(folder: Path, text: str, said: str) -> None:
    (folder / "benchmark-1.yaml").write_text(text, "utf-8")
    [problem] = problems(folder)
    assert problem.startswith(f"{folder / 'benchmark-1.yaml'}: {said}")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "framework.yaml").unlink()
    [problem] = problems(folder)
    assert problem.startswith(f"{folder / 'framework.yaml'}: cannot be read")
    assert problem.endswith("put the file back")


def test_the_newest_version_has_the_highest_number(tmp_path: Path) -> None:
    for name in ("primary-2", "primary-10", "primary-9"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "framework.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "primary-11").mkdir()
    assert framework_files.newest(tmp_path).name == "primary-10"


def test_a_folder_without_versions_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="holds no framework; it wants a folder"):
        framework_files.newest(tmp_path)


def test_what_a_framework_knows_of_its_parts() -> None:
    read = invented()
    assert read.benchmark(3).statements[1] is read.by_id["3.2"]
    assert read.by_id["3.2"].benchmark == 3
    assert read.actions["3.2a"].statement == "3.2"
    assert read.leaners("1.1") == sum("1.1" in s.leans_on for s in read.statements) > 0
    with pytest.raises(KeyError):
        read.benchmark(9)


def test_an_example_without_a_source_is_invented(folder: Path) -> None:
    assert framework_files.read(folder).by_id["1.1"].example.invented
    change(folder, "{text: A school did.}", "{text: A school did., resource: a-visit}")
    assert not framework_files.read(folder).by_id["1.1"].example.invented

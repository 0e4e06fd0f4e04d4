"""What the catalogue has and lacks, and what the questions' actions lead to."""

from pathlib import Path

import pytest

from bot.coverage import show
from neambition.check.coverage import Place, actions, coverage
from neambition.resources.entry import Resource, Stage
from neambition.resources.limits import Sort
from tests.frameworks import changed, invented
from tests.test_catalogue import entry
from tests.test_check import Draft


def place(entries: list[Resource], benchmark: int = 6, stage: Stage = Stage.KS2) -> Place:
    [found] = [p for p in coverage(entries) if (p.benchmark, p.stage) == (benchmark, stage)]
    return found


def of_kinds(*kinds: str, benchmarks: str = "6", stages: str = "KS2") -> list[Resource]:
    return [
        entry(f"e{n}", kind=kind, benchmarks=benchmarks, stages=stages)
        for n, kind in enumerate(kinds)
    ]


def test_every_benchmark_and_stage_is_counted_by_itself() -> None:
    entries = of_kinds("visit", benchmarks="6;5", stages="KS1;KS2")
    full = {(p.benchmark, p.stage) for p in coverage(entries) if p.to_use}
    assert full == {(n, stage) for n in (5, 6) for stage in (Stage.KS1, Stage.KS2)}
    assert len(coverage(entries)) == 8 * 3


def test_what_is_asked_for_in_two_ways_is_counted_once_in_all() -> None:
    found = place(of_kinds("competition", "lesson", "case-study"))
    assert found.by_sort[Sort.LESSON] == 2
    assert found.by_sort[Sort.COMPETITION] == 1
    assert found.by_sort[Sort.EXAMPLE] == 1
    assert found.to_use == 2


def test_thin_is_what_does_not_fill_a_screen_and_case_studies_fill_none() -> None:
    assert place(of_kinds("visit", "lesson", *["case-study"] * 5)).thin
    assert not place(of_kinds("visit", "lesson", "guide")).thin


def test_actions_that_lead_somewhere_and_those_that_stand_alone() -> None:
    questions = invented()
    every = sum(len(s.actions) for s in questions.statements)
    assert actions(questions) == (0, every)
    leads = changed(questions, {"3.2a": {"resources": ["a-visit", "a-visitor"]}})
    assert actions(leads) == (1, every - 1)


def test_an_action_that_stands_alone_has_a_first_step(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    draft.action("3.2a").update(resources=[], first_step=" ")
    [problem] = draft.problems()
    assert problem.startswith(f"{draft.file(3)}: statements.3.2.actions.3.2a.first_step: ")


def test_the_table_names_what_is_thin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")  # a narrow terminal or none: a row stays a row
    draft = Draft(tmp_path)
    draft.save()
    everywhere = of_kinds(
        "visit", "lesson", "guide", benchmarks="1;2;3;4;5;6;7;8", stages="EYFS;KS1;KS2"
    )
    show(draft.root, everywhere)
    assert capsys.readouterr().out.endswith("Thin, with fewer than 3 to use: nowhere.\n")
    show(draft.root, [*of_kinds("visit", "case-study", benchmarks="7"), *everywhere[:2]])
    out = capsys.readouterr().out
    assert "Thin, with fewer than 3 to use: 1 EYFS (2), 1 KS1 (2), 1 KS2 (2), 2 EYFS (2), " in out
    assert "7 KS2" not in out.splitlines()[-1]
    [row] = [line for line in out.splitlines() if line.startswith("7 KS2")]
    assert row.split() == ["7", "KS2", "·", "2", "1", "·", "·", "·", "·", "1", "·", "3"]

"""Each rule of `neambition check`: one thing broken in a good framework, named with its cure."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from neambition import check, framework_files
from neambition.check.benchmark import LENGTHS
from neambition.resources.catalogue import FILE
from tests.frameworks import invented
from tests.test_catalogue import row, write_rows

Data = dict[str, Any]


def good() -> Data:
    """A framework as it would be written, its statements easy to read."""
    data: Data = invented().model_dump(mode="json")
    for statement in (s for b in data["benchmarks"] for s in b["statements"]):
        statement["text"] = "Each class does this."
    return data


class Draft:
    """A framework and a catalogue on disk, good until something in them is broken."""

    def __init__(self, root: Path, version: str = "invented-1", follows: str | None = None) -> None:
        self.root = root / "frameworks"
        self.folder = self.root / version
        self.catalogue = root / "resources.csv"
        self.folder.mkdir(parents=True)
        self.data = good() | {"version": version, "follows": follows}
        self.rows = [row("a-visit"), row("a-visitor")]

    def benchmark(self, number: int) -> Data:
        return self.data["benchmarks"][number - 1]  # type: ignore[no-any-return]

    def statement(self, id_: str) -> Data:
        """The statement at the place that the id has in a good framework."""
        number, place = map(int, id_.split("."))
        return self.benchmark(number)["statements"][place - 1]  # type: ignore[no-any-return]

    def action(self, id_: str) -> Data:
        """The action at the place that the id has in a good framework."""
        return self.statement(id_[:-1])["actions"]["abc".index(id_[-1])]  # type: ignore[no-any-return]

    def file(self, number: int) -> Path:
        return self.folder / f"benchmark-{number}.yaml"

    def save(self) -> None:
        head = {k: v for k, v in self.data.items() if k != "benchmarks"}
        write(self.folder / "framework.yaml", head)
        for number, benchmark in enumerate(self.data["benchmarks"], start=1):
            write(self.file(number), benchmark)
        write_rows(self.catalogue, self.rows)

    def problems(self) -> list[str]:
        """What the check says of the draft as it now stands."""
        self.save()
        return check.problems(self.root, self.catalogue)


def write(file: Path, data: Data) -> None:
    file.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False), "utf-8")


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


@pytest.fixture
def second(tmp_path: Path, draft: Draft) -> Draft:
    """A second version beside the first, the same but for its name."""
    draft.save()
    return Draft(tmp_path, "invented-2", follows="invented-1")


def test_a_good_framework_has_no_problems(draft: Draft) -> None:
    assert draft.problems() == []


def test_one_versions_folder_may_be_named_directly(draft: Draft) -> None:
    draft.save()
    assert check.problems(draft.folder, draft.catalogue) == []


Break = Callable[[Draft], object]

# What is broken, the file that holds it, its path there, and words of the cure.
BROKEN: dict[str, tuple[Break, str, str, str]] = {
    "a field is missing": (
        lambda d: d.statement("3.2").pop("why"),
        "benchmark-3.yaml",
        "statements.3.2.why",
        "add it",
    ),
    "a key is unknown": (
        lambda d: d.action("3.2a").update(frist_step="Send it."),
        "benchmark-3.yaml",
        "statements.3.2.actions.3.2a.frist_step",
        "take it out, or mend its spelling",
    ),
    "a word is not one of the list": (
        lambda d: d.statement("3.2").update(knows_best="caretaker"),
        "benchmark-3.yaml",
        "statements.3.2.knows_best",
        "Input should be 'lead', 'head'",
    ),
    "the head of the framework misfits": (
        lambda d: d.data.pop("label"),
        "framework.yaml",
        "label",
        "add it",
    ),
    "a statement's id is used twice": (
        lambda d: d.statement("3.2").update(id="3.1"),
        "benchmark-3.yaml",
        "statements.3.1",
        "benchmark-3.yaml has this id already; give this its own",
    ),
    "an action's id is used twice": (
        lambda d: d.action("3.2b").update(id="3.2a"),
        "benchmark-3.yaml",
        "statements.3.2.actions.3.2a",
        "give this its own",
    ),
    "a confidence question's id is used twice": (
        lambda d: d.data["confidence"].append(d.data["confidence"][0]),
        "framework.yaml",
        "confidence.planning",
        "2 questions have this id; give each its own",
    ),
    "the number is not the file's": (
        lambda d: d.benchmark(3).update(number=4),
        "benchmark-3.yaml",
        "number",
        "is 4; mend it, or call the file benchmark-4.yaml",
    ),
    "four statements": (
        lambda d: d.benchmark(3)["statements"].pop(),
        "benchmark-3.yaml",
        "statements",
        "there are 4; make them 5",
    ),
    "a statement of another benchmark": (
        lambda d: d.statement("3.2").update(id="4.9"),
        "benchmark-3.yaml",
        "statements.4.9.id",
        "begin it with 3.",
    ),
    "an action of another statement": (
        lambda d: d.action("3.2b").update(id="3.4z"),
        "benchmark-3.yaml",
        "statements.3.2.actions.3.4z.id",
        "begin it with 3.2",
    ),
    "no quick statement": (
        lambda d: [s.update(quick=False) for s in d.benchmark(3)["statements"]],
        "benchmark-3.yaml",
        "statements",
        "quick is on no statement; put `quick: true` on exactly one",
    ),
    "two quick statements": (
        lambda d: [s.update(quick=s["id"] < "3.3") for s in d.benchmark(3)["statements"]],
        "benchmark-3.yaml",
        "statements",
        "quick is on 3.1, 3.2; put `quick: true` on exactly one",
    ),
    "an action's resource is not in the catalogue": (
        lambda d: d.action("3.2a").update(resources=["a-visit", "a-viist"]),
        "benchmark-3.yaml",
        "statements.3.2.actions.3.2a.resources",
        "the catalogue has no a-viist; mend the id or take it out",
    ),
    "an example's resource is not in the catalogue": (
        lambda d: d.statement("3.2")["example"].update(resource="a-viist"),
        "benchmark-3.yaml",
        "statements.3.2.example.resource",
        "the catalogue has no a-viist; mend the id or take it out",
    ),
    "a statement leans on nothing": (
        lambda d: d.statement("3.2").update(leans_on=["1.1", "1.9"]),
        "benchmark-3.yaml",
        "statements.3.2.leans_on",
        "there is no statement 1.9; mend the id or take it out",
    ),
    "a statement leans on an action": (
        lambda d: d.statement("3.2").update(leans_on=["1.1a"]),
        "benchmark-3.yaml",
        "statements.3.2.leans_on",
        "there is no statement 1.1a; mend the id or take it out",
    ),
    "a statement leans on itself": (
        lambda d: d.statement("3.2").update(leans_on=["3.2"]),
        "benchmark-3.yaml",
        "statements.3.2.leans_on",
        "3.2 leans on itself; take it out",
    ),
    "a foundation is nothing": (
        lambda d: d.data["foundations"].append("1.9"),
        "framework.yaml",
        "foundations",
        "there is no statement 1.9; mend the id or take it out",
    ),
    "no action for an answer": (
        lambda d: (
            [a.update(for_levels=["started"]) for a in d.statement("3.2")["actions"]]
            and d.action("3.2a").update(for_levels=["not_yet"])
        ),
        "benchmark-3.yaml",
        "statements.3.2.actions",
        "none is for mostly; add it to the for_levels of one",
    ),
    "an action for those who have done it": (
        lambda d: d.action("3.2a")["for_levels"].append("fully"),
        "benchmark-3.yaml",
        "statements.3.2.actions.3.2a.for_levels",
        "fully calls for no action; keep to not_yet, started, mostly",
    ),
    "four actions": (
        lambda d: d.statement("3.2").update(
            actions=[d.action("3.2a"), *({**d.action("3.2b"), "id": f"3.2{c}"} for c in "bcd")]
        ),
        "benchmark-3.yaml",
        "statements.3.2.actions",
        "there are 4; keep the best 3",
    ),
    "three resources": (
        lambda d: d.action("3.2a").update(resources=["a-visit", "a-visitor", "a-visit"]),
        "benchmark-3.yaml",
        "statements.3.2.actions.3.2a.resources",
        "there are 3; keep the best 2",
    ),
    "21 words asked": (
        lambda d: d.statement("3.2").update(text="We do it. " * 7),
        "benchmark-3.yaml",
        "statements.3.2.text",
        "has 21 words; use 1 to 20",
    ),
    "20 words in a level": (
        lambda d: d.statement("3.2").update(mostly="We do so. Yes. " * 5),
        "benchmark-3.yaml",
        "statements.3.2.mostly",
        "has 20 words; use 1 to 19",
    ),
    "one word for short": (
        lambda d: d.statement("3.2").update(short="Stereotypes"),
        "benchmark-3.yaml",
        "statements.3.2.short",
        "has 1 word; use 2 to 5",
    ),
    "a question's screen too full": (
        lambda d: d.statement("3.2").update(applies_unless="so it is and " * 90),
        "benchmark-3.yaml",
        "statements.3.2",
        "cut its texts by ",
    ),
    "an action's screen too full": (
        lambda d: d.action("3.2a").update(text_to_send="so it is and " * 90),
        "benchmark-3.yaml",
        "statements.3.2.actions.3.2a",
        "cut its texts by ",
    ),
    "a statement hard to read": (
        lambda d: d.statement("3.2").update(text="Institutional accountability predominates."),
        "benchmark-3.yaml",
        "statements.3.2.text",
        "over 12); use fewer or shorter words",
    ),
    "a level hard to read": (
        lambda d: d.statement("3.2").update(fully="Institutional accountability predominates."),
        "benchmark-3.yaml",
        "statements.3.2.fully",
        "over 12); use fewer or shorter words",
    ),
    "the statements hard to read on the whole": (
        lambda d: [
            s.update(text="Everybody understands our programme.")
            for b in d.data["benchmarks"]
            for s in b["statements"]
        ],
        "framework.yaml",
        "statements",
        "over 9; shorten words and sentences, first in ",
    ),
    "the first version follows something": (
        lambda d: d.data.update(follows="invented-0"),
        "framework.yaml",
        "follows",
        "take it out, as number 1 follows none",
    ),
    "the folder has another name": (
        lambda d: d.data.update(version="invented-2", follows="invented-1"),
        "framework.yaml",
        "version",
        "is invented-2; mend it, or give the folder that name",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_broken_is_named_with_its_cure(draft: Draft, broken: str) -> None:
    break_it, file, path, cure = BROKEN[broken]
    break_it(draft)
    found = draft.problems()
    assert any(p.startswith(f"{draft.folder / file}: {path}: ") and cure in p for p in found), found


@pytest.mark.parametrize("place", LENGTHS)
def test_every_length_has_a_limit(draft: Draft, place: str) -> None:
    """The limit itself is allowed; one character more is not."""
    *_, field = place.split(".")
    holder, path = {
        1: (draft.benchmark(3), ""),
        2: (draft.statement("3.2"), "statements.3.2."),
        3: (draft.action("3.2a"), "statements.3.2.actions.3.2a."),
    }[len(place.split("."))]
    if place == "statements.example.text":
        holder, path = draft.statement("3.2")["example"], "statements.3.2.example."
    most = LENGTHS[place]
    problem = f"{draft.file(3)}: {path}{field}: has {most + 1} characters; cut it to {most}"
    holder[field] = "Yo. " * (most // 4 - 1) + "x" * (most % 4 + 4)
    assert not [p for p in draft.problems() if "characters" in p]
    holder[field] += "x"
    assert problem in draft.problems()


@pytest.mark.parametrize("word", ["compliant", "Compliance", "FAIL", "must", "statutory"])
@pytest.mark.parametrize(
    ("holder", "path"),
    [
        (lambda d: d.statement("3.2"), "statements.3.2.text"),
        (lambda d: d.action("3.2a"), "statements.3.2.actions.3.2a.text"),
        (lambda d: d.statement("3.2")["example"], "statements.3.2.example.text"),
    ],
)
def test_words_of_duty_are_banned(
    draft: Draft, word: str, holder: Callable[[Draft], Data], path: str
) -> None:
    holder(draft)["text"] = f"It is so ({word}) now."
    assert draft.problems() == [
        f"{draft.file(3)}: {path}: says “{word}”; "
        "say it without, as there is no duty on a primary school"
    ]


def test_words_of_duty_are_banned_in_the_head_too(draft: Draft) -> None:
    draft.data["confidence"][0]["text"] = "Must you?"
    [problem] = draft.problems()
    assert problem.startswith(f"{draft.folder / 'framework.yaml'}: confidence.planning.text: ")


def test_part_of_a_word_is_not_banned(draft: Draft) -> None:
    draft.statement("3.2")["why"] = "Mustard is unfailing."
    assert draft.problems() == []


def test_an_exempt_word_is_not_hard(draft: Draft) -> None:
    draft.statement("3.2")["text"] = "Each pupil hears about apprenticeships and universities."
    assert draft.problems() == []


def test_one_thing_wrong_is_one_problem(draft: Draft) -> None:
    """A list is not also called too short for want of the item that misfits."""
    draft.action("3.2a").pop("effort")
    path = "statements.3.2.actions.3.2a.effort"
    assert draft.problems() == [f"{draft.file(3)}: {path}: Field required; add it"]


def test_a_missing_benchmark_is_named(draft: Draft) -> None:
    draft.data["benchmarks"].pop()
    assert draft.problems() == [
        f"{draft.file(8)}: number: there is no benchmark 8; add its file",
    ]


def test_every_problem_is_told_at_once(draft: Draft) -> None:
    """A file that is not YAML hides no other, nor does one that misfits."""
    draft.statement("4.1").pop("why")
    draft.statement("5.1")["text"] = "You must."
    draft.save()
    draft.file(3).write_text("number: [3", "utf-8")
    found = check.problems(draft.root, draft.catalogue)
    assert [p.partition(": ")[0] for p in found] == [str(draft.file(n)) for n in (3, 4, 5)]


def test_a_faulty_file_is_not_said_to_lack_its_ids(draft: Draft) -> None:
    """1.1 is leant on; the fault in its benchmark is the one thing to mend."""
    draft.statement("1.5").pop("why")
    assert len(draft.problems()) == 1


@pytest.mark.parametrize("text", ["", "- 1", "number: 2026-02-30", "number: !!bool x", "a: \x00"])
def test_a_file_that_holds_no_benchmark_is_named(draft: Draft, text: str) -> None:
    draft.save()
    draft.file(3).write_text(text, "utf-8")
    [problem] = check.problems(draft.root, draft.catalogue)
    assert problem.startswith(f"{draft.file(3)}: is ")


def test_a_second_version_may_follow(second: Draft) -> None:
    assert second.problems() == []


def test_ids_are_kept_from_version_to_version(second: Draft) -> None:
    second.statement("3.5")["id"] = "3.6"
    for action in second.statement("3.5")["actions"]:
        action["id"] = action["id"].replace("3.5", "3.6")
    found = second.problems()
    cure = "was in invented-1 and is gone; bring it back: an id once shipped keeps its meaning"
    assert f"{second.file(3)}: statements.3.5: {cure}" in found
    assert f"{second.file(3)}: statements.3.5.actions.3.5a: {cure}" in found
    assert all(cure in problem for problem in found)


def test_a_version_alone_is_still_held_to_the_one_before(second: Draft) -> None:
    second.statement("3.2")["actions"][0]["id"] = "3.2z"
    second.save()
    [problem] = check.problems(second.folder, second.catalogue)
    assert problem.startswith(f"{second.file(3)}: statements.3.2.actions.3.2a: was in invented-1")


@pytest.mark.parametrize(
    ("follows", "said"),
    [
        (None, "is empty; name the version before invented-2"),
        ("invented-0", "invented-0 is no earlier version; name the folder beside this one"),
        ("invented-2", "invented-2 is no earlier version; name the folder beside this one"),
        ("../frameworks", "../frameworks is no earlier version; name the folder beside this one"),
    ],
)
def test_what_a_later_version_follows_is_an_earlier_one(
    second: Draft, follows: str | None, said: str
) -> None:
    second.data["follows"] = follows
    [problem] = second.problems()
    assert problem.startswith(f"{second.folder / 'framework.yaml'}: follows: {said}")


def test_a_folder_without_a_framework_is_named(tmp_path: Path, draft: Draft) -> None:
    draft.save()
    (tmp_path / "empty").mkdir()
    for name, said in (("empty", "holds no framework"), ("nowhere", "cannot be read")):
        [problem] = check.problems(tmp_path / name, draft.catalogue)
        assert problem.startswith(f"{tmp_path / name}: {said}")


def test_a_bad_row_of_the_catalogue_is_named(draft: Draft) -> None:
    """Its id still counts, so that what links to it is not blamed."""
    draft.rows.append(row("a-walk", cost="cheap"))
    draft.action("3.2a")["resources"] = ["a-walk"]
    [problem] = draft.problems()
    assert problem.startswith(f"{draft.catalogue}: row 4: cost: Input should be 'free', 'mixed'")
    assert problem.endswith("; mend that row")


def test_a_catalogue_that_cannot_be_read_is_named(draft: Draft) -> None:
    draft.action("3.2a")["resources"] = ["a-visit"]
    draft.save()
    draft.catalogue.unlink()
    [problem] = check.problems(draft.root, draft.catalogue)
    assert problem.startswith(f"{draft.catalogue}: cannot be read")
    draft.catalogue.write_text("id\n" + "x" * (csv.field_size_limit() + 1), "utf-8")
    [problem] = check.problems(draft.root, draft.catalogue)
    assert problem.startswith(f"{draft.catalogue}: is not CSV")


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.text() | st.sampled_from(["3.1", "3.2a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    draft = Draft(tmp_path_factory.mktemp("junk"))
    draft.save()
    return draft


@settings(max_examples=80, deadline=None)
@given(number=st.integers(0, 8), where=st.lists(st.integers(0, 99), max_size=6), junk=JUNK)
def test_anything_in_a_file_is_told_and_never_raises(
    saved: Draft, number: int, where: list[int], junk: object
) -> None:
    """And the check is at least as strict as the reading that the bot does when it starts."""
    file = saved.file(number) if number else saved.folder / "framework.yaml"
    before = file.read_text("utf-8")
    write(file, replaced(yaml.safe_load(before), where, junk))
    try:
        found = check.problems(saved.root, saved.catalogue)
        assert all(p.startswith(str(saved.root)) and len(p.splitlines()) == 1 for p in found)
        assert found or framework_files.read(saved.folder)
    finally:
        file.write_text(before, "utf-8")


def replaced(data: Any, where: list[int], junk: object) -> Any:
    """The data with what is at one place in it changed for something else."""
    if not where or not data or not isinstance(data, dict | list):
        return junk
    keys = list(data) if isinstance(data, dict) else list(range(len(data)))
    key = keys[where[0] % len(keys)]
    data[key] = replaced(data[key], where[1:], junk)
    return data


def test_the_shipped_content_has_no_problems() -> None:
    assert check.problems(framework_files.FRAMEWORKS, FILE) == []

"""Codes: every route survives being one, and what has shipped never changes its meaning.

`tests/golden/routes.txt` holds codes and what they mean; `pytest --rewrite` adds those of new
routes, and never changes or takes away a line.
"""

from datetime import date
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogs import routes
from dialogs.codes import BY_TAG, CODE_BYTES, BadCode, Route, decode, encode
from dialogs.conversation import COMMANDS
from dialogs.doors import DOORS
from neambition import framework_files
from neambition.resources.limits import Facet, values
from neambition.resources.limits import code as code_of

GOLDEN = Path(__file__).parent / "golden" / "routes.txt"
SHIPPED = framework_files.read(framework_files.newest())
KINDS = sorted(BY_TAG.values(), key=lambda kind: kind.__name__)

IDS = st.integers(0, 10**18 - 1)
WORDS = {
    "statement": st.sampled_from([s.id for s in SHIPPED.statements]),
    "after": st.sampled_from(["", *(s.id for s in SHIPPED.statements)]),
    "question": st.sampled_from([q.id for q in SHIPPED.confidence]),
    "action": st.sampled_from(list(SHIPPED.actions)),
    "shown": st.sampled_from(list(SHIPPED.actions)),
    "resource": st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True),
    "code": st.sampled_from([code_of(value) for facet in Facet for value in values(facet)]),
}
MINUS_FOR_SKIPPED = {"planning", "value"}


def hints(kind: type[Route]) -> dict[str, Any]:
    """A route's fields and their types, in order."""
    return {name: hint for name, hint in get_type_hints(kind).items() if name != "tag"}


def legal(kind: type[Route], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Route]:
    """Routes of this kind as the program may make them, with some fields as given."""
    fields = {name: given.get(name, _values(name, hint)) for name, hint in hints(kind).items()}
    return st.builds(kind, **fields)


def _values(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if hint is str:
        return WORDS[name]
    if hint is int:
        return IDS | st.just(-1) if name in MINUS_FOR_SKIPPED else IDS
    if hint is date:
        return st.dates()
    return st.booleans() if hint is bool else st.sampled_from(hint)


ANY_ROUTE = st.sampled_from(KINDS).flatmap(legal)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=30, deadline=None, derandomize=True)
@given(data=st.data())
def test_every_route_survives_being_a_code(kind: type[Route], data: st.DataObject) -> None:
    route = data.draw(legal(kind))
    code = encode(route)
    assert len(code.encode()) <= CODE_BYTES
    assert decode(code) == route


def only_its_own(code: str) -> None:
    """A code is refused, or it is exactly the one that its route has."""
    try:
        route = decode(code)
    except BadCode:
        return
    assert encode(route) == code


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=80) | st.from_regex(r"[a-z]{2}(:[ -~]{0,45}){0,4}", fullmatch=True))
@example("sh:1:" + "1" * 40 + ":" + "1" * 40)
@example("he ")
@example("he:")
@example("st:01")
@example("st:-0")
@example("st:+1")
@example("st:1_0")
@example("st:١")
@example("st:1\n")
@example("no:1:1.1\n")
@example("be:2")
@example("an:1:1.1:STARTED:0")
@example("st:" + "9" * 19)
def test_text_is_no_code_but_its_own(text: str) -> None:
    only_its_own(text)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_mutilated_code_is_no_code_but_its_own(data: st.DataObject) -> None:
    code = encode(data.draw(ANY_ROUTE))
    at = data.draw(st.integers(0, len(code)))
    put_in = data.draw(st.text(":0123456789abcdefghijklmnopqrstuvwxyz.-_ É\n", max_size=40))
    taken_out = data.draw(st.integers(0, 3) | st.just(CODE_BYTES))
    only_its_own(code[:at] + put_in + code[at + taken_out :])


@pytest.mark.parametrize("code", ["", ":", "zz", "he:1", "st", "st:", "st:x", "an:1:1.1:started"])
def test_what_was_never_a_code_is_refused(code: str) -> None:
    with pytest.raises(BadCode):
        decode(code)


def meaning(route: Route) -> str:
    """`Answer(audit=12, statement=1.1, level=started, shown=13)`."""
    fields = ", ".join(f"{name}={value}" for name, value in vars(route).items())
    return f"{type(route).__name__}({fields})"


def samples(kind: type[Route]) -> list[Route]:
    """One route of this kind, and one for each further value of a choice that it carries.

    No two fields hold the same, so that none can take another's place unseen.
    """
    choices = {name: list(hint) for name, hint in hints(kind).items() if _chosen(hint)}
    numbers, words = count(12), (f"{n}.{n + 1}" for n in count(1))
    days = (date(2027, 5, day) for day in count(12))

    def plain_of(hint: Any) -> Any:
        series = {int: numbers, str: words, date: days}.get(hint)
        return next(series) if series else True

    plain = {name: plain_of(hint) for name, hint in hints(kind).items() if name not in choices}
    made = []
    for n in range(max([1, *map(len, choices.values())])):
        chosen = {name: values[n % len(values)] for name, values in choices.items()}
        made.append(kind(**plain, **chosen))
    return made


def _chosen(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def golden() -> dict[str, str]:
    """Each shipped code and what it means."""
    lines = GOLDEN.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def test_shipped_codes_mean_what_they_meant() -> None:
    for code, meant in golden().items():
        assert meaning(decode(code)) == meant


def test_every_route_has_its_codes_in_the_golden_file(request: pytest.FixtureRequest) -> None:
    shipped = golden()
    made = {encode(route): meaning(route) for kind in KINDS for route in samples(kind)}
    missing = {code: meant for code, meant in made.items() if code not in shipped}
    if request.config.getoption("--rewrite"):
        with GOLDEN.open("a", encoding="utf-8") as file:
            file.writelines(f"{code}\t{meant}\n" for code, meant in missing.items())
    else:
        assert not missing


def test_no_tag_has_vanished() -> None:
    assert {code.split(":")[0] for code in golden()} == set(BY_TAG)


def test_every_route_has_a_tag_and_a_door() -> None:
    made = {v for v in vars(routes).values() if isinstance(v, type) and issubclass(v, Route)}
    assert made - {Route} == set(BY_TAG.values()) == set(DOORS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_door_shows_or_acts(kind: type[Route]) -> None:
    door = DOORS[kind]
    assert (door.show is None) != (door.act is None)
    assert door.show or not door.hear


def test_every_command_leads_through_a_door() -> None:
    assert {type(route) for route, _ in COMMANDS.values()} <= set(DOORS)

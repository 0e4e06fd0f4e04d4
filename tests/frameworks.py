"""An invented framework, small in words and varied in shape, and answers to it."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from hypothesis import strategies as st

from neambition.framework import Framework, Level
from neambition.journey import Answers

LEVELS_OF_ACTIONS = (["not_yet", "started"], ["started", "mostly"], ["not_yet"])
LEANS_ON = {"1.2": ["1.1"], "2.3": ["1.1"], "3.5": ["1.2"], "5.1": ["1.1", "1.2"], "5.5": ["5.1"]}


@cache
def invented(seed: int = 0, one_costs_in: int = 5) -> Framework:
    """Eight benchmarks of five statements; the same arguments give the same framework.

    The seed moves which actions take how long, cost something or are noticed by pupils; one action
    in `one_costs_in` needs money or cover, so 1 makes all of them cost.
    """
    return Framework.model_validate(
        {
            "version": "invented-1",
            "label": "Invented questions",
            "sources": "Nobody.",
            "started": "Tried once.",
            "test_for_fully": "Would it last?",
            "foundations": ["1.1", "1.2"],
            "confidence": [{"id": "planning", "text": "How confident are you?", "short": "Plans"}],
            "benchmarks": [_benchmark(number, seed, one_costs_in) for number in range(1, 9)],
        }
    )


def answers(framework: Framework) -> st.SearchStrategy[Answers]:
    """Any answers; often one level throughout (or none) but for some statements."""
    levels = st.sampled_from([*Level, None])
    ids = [s.id for s in framework.statements]
    some = st.dictionaries(st.sampled_from(ids), levels)
    throughout = st.builds(lambda level, but: {**dict.fromkeys(ids, level), **but}, levels, some)
    mixed = st.fixed_dictionaries(dict.fromkeys(ids, levels))
    return (throughout | mixed).map(lambda drawn: {i: v for i, v in drawn.items() if v is not None})


def all_at(framework: Framework, level: Level) -> dict[str, Level]:
    """Every statement answered alike."""
    return {s.id: level for s in framework.statements}


def changed(framework: Framework, changes: Mapping[str, Mapping[str, object]]) -> Framework:
    """The framework with some fields changed of the statements and actions named by their ids."""
    data = framework.model_dump()
    for benchmark in data["benchmarks"]:
        for statement in benchmark["statements"]:
            statement.update(changes.get(statement["id"], {}))
            for action in statement["actions"]:
                action.update(changes.get(action["id"], {}))
    return Framework.model_validate(data)


def _benchmark(number: int, seed: int, one_costs_in: int) -> dict[str, object]:
    return {
        "number": number,
        "title": f"Benchmark {number}",
        "opening": "Five questions.",
        "statements": [_statement(f"{number}.{n}", seed, one_costs_in) for n in range(1, 6)],
    }


def _statement(id_: str, seed: int, one_costs_in: int) -> dict[str, object]:
    number, place = map(int, id_.split("."))
    actions = 2 + _draw(2, seed, id_, "actions")
    return {
        "id": id_,
        "short": f"Short {id_}",
        "text": f"Statement {id_}.",
        "mostly": "Most of it.",
        "fully": "All of it.",
        "why": "It helps.",
        "example": {"text": "A school did."},
        "knows_best": "lead",
        # Not always the first, so that the quick order differs from the framework's.
        "quick": place == 1 + number % 5,
        "applies_unless": "nobody leaves you" if id_ == "7.3" else None,
        "leans_on": LEANS_ON.get(id_, []),
        "actions": [_action(f"{id_}{'abc'[n]}", n, seed, one_costs_in) for n in range(actions)],
    }


def _action(id_: str, number: int, seed: int, one_costs_in: int) -> dict[str, object]:
    costs = _draw(one_costs_in, seed, id_, "costs") == 0
    return {
        "id": id_,
        "text": f"Do {id_}.",
        "for_levels": LEVELS_OF_ACTIONS[number],
        "effort": ("quick_win", "this_term", "this_year")[_draw(3, seed, id_, "effort")],
        "needs": [("money", "cover")[_draw(2, seed, id_, "need")]] if costs else [],
        "pupils_notice": _draw(2, seed, id_, "notice") == 0,
        "first_step": "Send a line.",
    }


def _draw(sides: int, *what: object) -> int:
    """A die thrown once and for all: from 0, the same for the same things."""
    return sha256(repr(what).encode()).digest()[0] % sides

"""What answered requests tell of a new one."""

from dataclasses import replace

import numpy as np
import pytest

from neambition.resources.answered import Example
from neambition.resources.asking import understand
from neambition.resources.examples import Examples
from neambition.resources.suitable import Signs, suits
from neambition.resources.wordings import Wordings

NONE = np.zeros(11)
NOTHING = Example("vet bills for the school dog", (), "a")
KINDNESS = ["an", "assembly", "on", "kindness"]
JOBS = ["an", "assembly", "on", "jobs"]


def learnt(*requests: tuple[list[str], list[float]]) -> Wordings:
    """Of each, its words and the worth of each entry for it."""
    worth = np.array([worth for _, worth in requests], np.float32)
    return Wordings([words for words, _ in requests], worth)


ASSEMBLIES = learnt((KINDNESS, [0, 0]), (JOBS, [1, 0.85]))


def test_words_point_the_way_for_which_they_were_typed() -> None:
    assert ASSEMBLIES.here(["kindness"]) < 0 < ASSEMBLIES.here(["jobs"])
    assert ASSEMBLIES.here(["on", "kindness"]) < ASSEMBLIES.here(["kindness"])


def test_words_typed_for_both_point_nowhere_and_neither_do_new_ones() -> None:
    assert ASSEMBLIES.here(["assembly"]) == 0
    assert ASSEMBLIES.here(["volcanoes"]) == 0
    assert learnt((JOBS, [1])).here([]) == 0


def test_requests_are_alike_by_what_they_share_the_rarer_the_more() -> None:
    wordings = learnt(
        (["a", "vet", "visit"], [1]), (["a", "farm", "visit"], [1]), (["a", "port"], [1])
    )
    vet, farm, port = wordings.alike(["a", "vet", "visit"])
    assert vet == pytest.approx(1)
    assert vet > farm > port > 0
    assert not wordings.alike(["lighthouse"]).any()


def test_what_words_point_to_is_sent_though_no_like_request_was() -> None:
    many = [Example(f"{n} boats in the harbour", ("port-of-tyne-visit",), "a") for n in range(9)]
    examples = Examples([*many, Example("phonics", (), "a"), Example("farm", ("beamish",), "a")])
    sent = examples.send(
        replace(examples.alike(understand("harbour")), by_words=NONE, by_sense=NONE)
    )
    assert {*sent} == {"port-of-tyne-visit"}


def test_two_words_together_tell_what_neither_does() -> None:
    wordings = learnt((["display", "jobs"], [1]), (["jobs", "display"], [0]))
    assert wordings.here(["jobs"]) == 0
    assert wordings.here(["jobs", "display"]) < 0 < wordings.here(["display", "jobs"])


def test_words_point_to_what_was_sent_for_them_oftener_than_for_others() -> None:
    wordings = learnt((["a", "farm"], [1, 0]), (["a", "port"], [0, 1]), (["a", "kiln"], [0, 0]))
    assert wordings.towards(["port"])[1] > wordings.towards(["port"])[0] == 0
    assert not wordings.towards(["a"]).any()
    assert not wordings.towards(["kiln"]).any()


def test_those_whom_the_first_would_not_content_are_asked_what_would() -> None:
    examples = Examples(
        [
            Example("museum jobs", ("beamish", "discovery-museum"), "a"),
            Example("jobs in a museum", ("beamish",), "a"),
            Example("museum jobs lesson", ("planbee-world-of-work",), "a"),
            Example("phonics", (), "a"),
        ]
    )
    alike = examples.alike(understand("museum jobs"))
    everybody = examples.unmet(alike, set())
    assert everybody["beamish"] > everybody["planbee-world-of-work"] > 0
    assert sum(everybody.values()) > 1 >= max(everybody.values())
    assert {*examples.unmet(alike, {"beamish"})} == {"planbee-world-of-work"}
    assert examples.unmet(alike, {"beamish", "planbee-world-of-work"}) == {}


def test_what_can_be_sent_no_more_answers_nothing() -> None:
    examples = Examples(
        [Example("vets", ("gone",), "a"), Example("a vet visit", ("here",), "a"), NOTHING]
    )
    alike = examples.alike(understand("vets"))
    served, unserved = examples.answers({"gone", "here"}).nearest(alike)
    assert served == pytest.approx(1)
    less, as_much = examples.answers({"here"}).nearest(alike)
    assert 0 < less < 0.99
    assert as_much == unserved
    assert examples.answers(set()).nearest(alike) == (0, unserved)


def test_a_request_that_was_answered_before_is_answered_as_it_was() -> None:
    """Whatever else speaks against it, so that whoever adds to the examples can count on it."""
    against = Signs(
        covered=0, nearest_served=1, nearest_unserved=0.9, here=-3, careers=0, topicless=0
    )
    speaking_for = Signs(
        covered=1, nearest_served=0.9, nearest_unserved=1, here=3, careers=1, topicless=0
    )
    assert suits(against)
    assert not suits(speaking_for)
    assert not suits(replace(against, nearest_served=0.94))
    assert suits(replace(speaking_for, nearest_unserved=0.94))

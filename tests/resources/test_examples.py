"""What answered requests tell of a new one."""

from neambition.resources.asking import understand
from neambition.resources.bearing import Bearing
from neambition.resources.examples import Example, Examples

KINDNESS = ["an", "assembly", "on", "kindness"]
JOBS = ["an", "assembly", "on", "jobs"]


def learnt() -> Bearing:
    bearing = Bearing()
    bearing.learn(KINDNESS, False)
    bearing.learn(JOBS, True)
    return bearing


def test_words_point_the_way_for_which_they_were_typed() -> None:
    assert learnt().of(["kindness"]) < 0 < learnt().of(["jobs"])
    assert learnt().of(["on", "kindness"]) < learnt().of(["kindness"])


def test_words_typed_for_both_point_nowhere_and_neither_do_new_ones() -> None:
    assert learnt().of(["assembly"]) == 0
    assert learnt().of(["volcanoes"]) == 0
    assert Bearing().of(["jobs"]) == 0


def test_two_words_together_tell_what_neither_does() -> None:
    bearing = Bearing()
    for words, served in (("display jobs", True), ("jobs display", False)):
        bearing.learn(words.split(), served)
    assert bearing.of(["jobs"]) == 0
    assert bearing.of(["jobs", "display"]) < 0 < bearing.of(["display", "jobs"])


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

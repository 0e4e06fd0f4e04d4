"""Looking for resources in the chat: whose request it is, what can be done with what was found."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from bot.plain import plain
from dialogs.codes import Route
from dialogs.resources import LONGEST_REQUEST
from dialogs.routes import (
    Among,
    AskPerson,
    AsText,
    BrokenLink,
    Explain,
    FindResource,
    MyData,
    Narrow,
    NarrowTo,
    Only,
    Opinion,
    PlanItem,
    PlanResource,
    PlanResourceUnder,
    Rate,
    ResourceCard,
    SavedResources,
    SaveResource,
    Suggestions,
    Topics,
    Why,
    Widen,
)
from dialogs.saying import say
from neambition.resources.limits import Facet, Limit, keeps
from neambition.resources.looks import Look, Outcome
from neambition.store import link_checks, requests
from tests.test_screens import register
from tests.walk import Walk, buttons, fresh

ASKED = "someone to talk about jobs in museums, y4, no money"
GONE = say("explain", why=Why.GONE, longest=1000)


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """Ana leads Newsham; Dee belongs to no school."""
    walk = Walk(fresh(tmp_path / "neambition.db"))
    register(walk, "Newsham Primary")
    walk.says("Dee", "/start")
    yield walk
    walk.close()


def asked(walk: Walk, who: str, words: str) -> Suggestions:
    route = walk.says(who, words).route
    assert isinstance(route, Suggestions)
    return route


def gone(walk: Walk, who: str, route: Route) -> bool:
    """Whether they are told that it is not here, and nothing else."""
    return walk.taps(who, route).screen.html == GONE


def limits(walk: Walk, route: Suggestions) -> tuple[Limit, ...]:
    found = requests.request(walk.store.reader, route.request)
    assert found
    return found.limits


def opened(walk: Walk, who: str) -> list[str]:
    """The ids of what is on somebody's latest screen."""
    return [
        b.route.resource for b in buttons(walk.latest(who)) if isinstance(b.route, ResourceCard)
    ]


def test_words_at_any_time_are_a_request_with_its_limits(walk: Walk) -> None:
    route = asked(walk, "Dee", ASKED)
    assert {limit.value for limit in limits(walk, route)} == {"KS2", "unpaid", "visitor"}
    shown = plain(walk.latest("Dee").html)
    assert "Only: Key Stage 2 · free, or cost not known · visitor, or how a school had one" in shown
    assert len(opened(walk, "Dee")) == 3


@pytest.mark.parametrize("facet", [Facet.AGE, Facet.COST, Facet.SORT])
def test_a_limit_is_taken_off_with_a_tap(walk: Walk, facet: Facet) -> None:
    before = asked(walk, "Dee", ASKED)
    after = walk.taps("Dee", Widen(before.request, facet)).route
    assert isinstance(after, Suggestions)
    wider = limits(walk, after)
    assert {*wider} == {limit for limit in limits(walk, before) if limit.facet is not facet}
    assert walk.taps("Dee", before).screen.html  # the way back is left


def test_every_choice_leaves_what_it_says_and_all_of_it_keeps_to_it(walk: Walk) -> None:
    route = asked(walk, "Dee", "science")
    entries = walk.house.shelves.file
    for facet in (Facet.AGE, Facet.COST, Facet.SORT, Facet.PLACE, Facet.SUBJECT):
        walk.taps("Dee", Narrow(route.request, facet))
        ways = [b for b in buttons(walk.latest("Dee")) if isinstance(b.route, NarrowTo)]
        assert ways
        for button in ways:
            led = walk.taps("Dee", button.route).route
            assert isinstance(led, Suggestions)
            (limit,) = limits(walk, led)
            shown = opened(walk, "Dee")
            assert shown
            assert all(keeps(entries[id_], limit) for id_ in shown)
            leaves = int(button.label.rpartition("(")[2].rstrip(")"))
            assert len(shown) == min(3, leaves)


def test_nobody_sees_what_another_looked_for(walk: Walk) -> None:
    route = asked(walk, "Dee", ASKED)
    number = route.request
    for forged in (
        route,
        Narrow(number, Facet.AGE),
        NarrowTo(number, Facet.AGE, "ks1"),
        Widen(number, Facet.AGE),
        AsText(number, 0),
    ):
        assert gone(walk, "Ana", forged)
    assert ASKED not in plain(walk.taps("Ana", AskPerson(number)).screen.html)


@pytest.mark.parametrize("code", ["atlantis", "", "ks9"])
def test_a_forged_limit_is_unreadable(walk: Walk, code: str) -> None:
    route = asked(walk, "Dee", ASKED)
    unreadable = Explain(Why.UNREADABLE)
    assert walk.taps("Dee", NarrowTo(route.request, Facet.PLACE, code)).route == unreadable
    assert walk.taps("Dee", Only(Facet.PLACE, code)).route == unreadable


def test_a_page_beyond_the_last_is_the_last(walk: Walk) -> None:
    route = asked(walk, "Dee", "stereotypes lesson")
    assert opened(walk, "Dee")
    walk.taps("Dee", Suggestions(route.request, 10**9))
    assert opened(walk, "Dee")


def test_a_request_is_kept_for_three_months(walk: Walk) -> None:
    route = asked(walk, "Dee", ASKED)
    walk.waits(89 * 86400)
    assert walk.taps("Dee", route).route == route
    walk.waits(2 * 86400)
    assert gone(walk, "Dee", route)


def test_words_that_only_limit_can_be_meant_for_what_was_looked_for(walk: Walk) -> None:
    asked(walk, "Dee", "nurse y2")
    asked(walk, "Dee", "free ones")
    assert "nurse" not in plain(walk.latest("Dee").html)
    led = walk.follows("Dee", Among, "nurse y2").route
    assert isinstance(led, Suggestions)
    assert {limit.value for limit in limits(walk, led)} == {"KS1", "unpaid"}
    assert "nurse y2" in plain(walk.latest("Dee").html)
    walk.waits(3601)
    asked(walk, "Dee", "in sunderland")
    assert walk.way("Dee", Among) is None


@pytest.mark.parametrize("words", ["I want to die", "a child is being bullied by Liam"])
def test_what_calls_for_a_person_is_told_whom_to_call(walk: Walk, words: str) -> None:
    asked(walk, "Dee", words)
    shown = plain(walk.latest("Dee").html)
    assert "designated safeguarding lead" in shown
    assert "116 123" in shown
    assert "Liam" not in shown
    assert walk.way("Dee", AskPerson) is None


@pytest.mark.parametrize("words", ["careers", "jobs", "careers lead"])
def test_the_subject_itself_is_no_unknown(walk: Walk, words: str) -> None:
    asked(walk, "Dee", words)
    assert len(opened(walk, "Dee")) == 3


def test_words_that_say_nothing_at_all_are_not_meant_for_it(walk: Walk) -> None:
    asked(walk, "Dee", "nurse y2")
    asked(walk, "Dee", "thanks")
    assert walk.way("Dee", Among) is None
    asked(walk, "Dee", "free ones")
    assert walk.way("Dee", Among) is None


def test_for_whom_alone_is_asked_for_a_little_more_and_can_be_had_whole(walk: Walk) -> None:
    asked(walk, "Dee", "y6")
    assert "Tell me a little more than “y6”" in plain(walk.latest("Dee").html)
    assert "nearest I have" not in plain(walk.latest("Dee").html)
    walk.follows("Dee", Only, "All there is: Key Stage 2")
    assert len(opened(walk, "Dee")) == 3
    assert "Key Stage 2" in plain(walk.latest("Dee").html)


def test_another_language_is_said_to_be_a_guess(walk: Walk) -> None:
    asked(walk, "Dee", "Szukam farm y4 zawodach")
    assert "I read English" in plain(walk.latest("Dee").html)
    asked(walk, "Dee", "a vet for year 2 www.example.org/xyz?utm_source=qwx&fbclid=abc")
    assert "I read English" not in plain(walk.latest("Dee").html)


def test_without_its_only_limit_a_request_without_words_is_the_whole_list(walk: Walk) -> None:
    route = walk.taps("Dee", Only(Facet.SORT, "visitor")).route
    assert isinstance(route, Suggestions)
    walk.taps("Dee", Widen(route.request, Facet.SORT))
    assert len(opened(walk, "Dee")) == 3
    assert walk.way("Dee", AskPerson) is None


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("beamish trip from newcastle", "beamish"),
        ("vindolanda from gateshead", "vindolanda"),
        ("primary futures", "primary-futures"),
        ("explorify", "explorify"),
        ("segedunum ks2", "segedunum"),
        ("national careers service", "national-careers-service"),
        ("positive footprints", "positive-footprints"),
        ("Newcastle Theatre Royal: schools programme", "theatre-royal-newcastle"),
        ("raf", "primary-futures"),
    ],
)
def test_what_is_asked_for_by_name_comes_first(walk: Walk, words: str, first: str) -> None:
    asked(walk, "Dee", words)
    assert opened(walk, "Dee")[0] == first


# --- with what was found


def test_what_is_saved_waits_under_its_command(walk: Walk) -> None:
    walk.taps("Dee", SaveResource("beamish", False))
    walk.taps("Dee", SaveResource("beamish", False))
    walk.waits(60)
    walk.taps("Dee", SaveResource("primary-futures", False))
    assert walk.says("Dee", "/resources saved").route == SavedResources(0)
    assert opened(walk, "Dee") == ["primary-futures", "beamish"]
    walk.taps("Dee", SaveResource("beamish", True))
    walk.says("Dee", "/resources SAVED")
    assert opened(walk, "Dee") == ["primary-futures"]
    walk.says("Ana", "/resources saved")
    assert opened(walk, "Ana") == []


def test_what_is_saved_and_in_the_list_no_more_is_not_shown(walk: Walk) -> None:
    walk.taps("Dee", SaveResource("beamish", False))
    walk.store.writer.execute("INSERT INTO saved SELECT person, 'atlantis', at FROM saved")
    walk.says("Dee", "/resources saved")
    assert opened(walk, "Dee") == ["beamish"]


def test_the_command_takes_words_too(walk: Walk) -> None:
    asked(walk, "Dee", "/resources museum visit")
    assert "museum visit" in plain(walk.latest("Dee").html)


def test_a_vote_counts_once_and_can_be_taken_back(walk: Walk) -> None:
    for _ in range(3):
        walk.taps("Dee", Rate("beamish", Opinion.HELPFUL))
    assert requests.votes(walk.store.reader) == {"beamish": (1, 0)}
    walk.taps("Dee", Rate("beamish", Opinion.NOT_FOR_US))
    walk.taps("Ana", Rate("beamish", Opinion.HELPFUL))
    assert requests.votes(walk.store.reader) == {"beamish": (1, 1)}
    walk.taps("Dee", ResourceCard("beamish"))
    walk.follows("Dee", Rate, "✓ Not for us")
    assert requests.votes(walk.store.reader) == {"beamish": (1, 0)}


def test_taking_back_one_vote_leaves_the_others(walk: Walk) -> None:
    for resource in ("beamish", "primary-futures"):
        walk.taps("Dee", Rate(resource, Opinion.HELPFUL))
    walk.taps("Dee", Rate("beamish", Opinion.NONE))
    assert requests.votes(walk.store.reader) == {"primary-futures": (1, 0)}


def test_votes_of_many_move_what_everybody_sees(walk: Walk) -> None:
    route = asked(walk, "Dee", "stereotypes lesson")
    first, second, _ = opened(walk, "Dee")
    for number in range(12):
        who = f"T{number}"
        walk.says(who, "/start")
        walk.taps(who, Rate(first, Opinion.NOT_FOR_US))
        walk.taps(who, Rate(second, Opinion.HELPFUL))
    walk.taps("Dee", route)
    assert opened(walk, "Dee")[0] == second


def test_what_was_found_not_to_open_comes_last(walk: Walk) -> None:
    route = asked(walk, "Dee", "stereotypes lesson")
    first = opened(walk, "Dee")[0]
    entry = walk.house.shelves.file[first]
    for days in (3, 5):
        look = Look(entry.url, Outcome.GONE, 404)
        link_checks.keep(walk.store.writer, entry.id, look, walk.now + days * 86400)
    walk.waits(6 * 86400)
    walk.taps("Dee", route)
    assert first not in opened(walk, "Dee")


def test_a_limit_taken_twice_is_the_later_one(walk: Walk) -> None:
    route = asked(walk, "Dee", "science")
    led = walk.taps("Dee", NarrowTo(route.request, Facet.AGE, "ks1")).route
    assert isinstance(led, Suggestions)
    led = walk.taps("Dee", NarrowTo(led.request, Facet.AGE, "ks2")).route
    assert isinstance(led, Suggestions)
    assert [limit.value for limit in limits(walk, led)] == ["KS2"]


def test_by_place_never_opens_on_nothing(walk: Walk) -> None:
    for words in ("careers cpd for primary staff", "museum", "nurse", "governor questions"):
        asked(walk, "Dee", words)
        if way := walk.way("Dee", Narrow, "By place"):
            walk.taps("Dee", way)
            assert walk.way("Dee", NarrowTo)


def test_what_nothing_keeps_to_is_said_and_not_said_of_other_limits(walk: Walk) -> None:
    route = asked(walk, "Dee", "nurse doctor dentist videos reception")
    assert "Nothing that fits is also: film" in plain(walk.latest("Dee").html)
    walk.taps("Dee", Widen(route.request, Facet.AGE))
    assert "Nothing that fits" not in plain(walk.latest("Dee").html)


def test_what_i_looked_for_is_the_last(walk: Walk) -> None:
    asked(walk, "Dee", "nurse")
    second = asked(walk, "Dee", "museum")
    walk.taps("Dee", ResourceCard("beamish"))
    assert walk.way("Dee", Suggestions) == second


def test_what_is_not_for_somebody_comes_last_for_them_alone(walk: Walk) -> None:
    mine = asked(walk, "Dee", "stereotypes lesson")
    first = opened(walk, "Dee")[0]
    theirs = asked(walk, "Ana", "/resources stereotypes lesson")
    walk.taps("Dee", Rate(first, Opinion.NOT_FOR_US))
    walk.taps("Dee", mine)
    assert first not in opened(walk, "Dee")
    walk.taps("Ana", theirs)
    assert first in opened(walk, "Ana")


def test_a_broken_link_is_said_to_everybody(walk: Walk) -> None:
    walk.taps("Dee", BrokenLink("beamish", False))
    walk.taps("Ana", ResourceCard("beamish"))
    assert "could not open this link" in plain(walk.latest("Ana").html)
    walk.taps("Dee", BrokenLink("beamish", True))  # and is taken back by whoever said it
    walk.taps("Ana", ResourceCard("beamish"))
    assert "could not open this link" not in plain(walk.latest("Ana").html)


def test_what_is_not_in_the_list_cannot_be_opened(walk: Walk) -> None:
    for route in (
        ResourceCard("atlantis"),
        SaveResource("atlantis", False),
        Rate("atlantis", Opinion.HELPFUL),
        BrokenLink("atlantis", False),
    ):
        assert gone(walk, "Dee", route)


def test_into_the_plan_once_with_its_link(walk: Walk) -> None:
    walk.taps("Ana", ResourceCard("primary-futures"))
    walk.follows("Ana", PlanResource)
    way = walk.way("Ana", PlanResourceUnder)
    assert way
    item = walk.taps("Ana", way).route
    assert isinstance(item, PlanItem)
    assert "Try: Primary Futures" in plain(walk.latest("Ana").html)
    assert walk.taps("Ana", way).route == item
    ((text,),) = walk.rows("SELECT text FROM plan_note")
    assert walk.house.shelves.file["primary-futures"].url in text
    assert gone(walk, "Ana", PlanResourceUnder(99, "primary-futures"))
    assert walk.rows("SELECT count(*) FROM plan_item") == [(1,)]


def test_whoever_has_no_school_is_offered_no_plan(walk: Walk) -> None:
    walk.taps("Dee", ResourceCard("primary-futures"))
    assert walk.way("Dee", PlanResource) is None
    assert isinstance(walk.taps("Dee", PlanResource("primary-futures")).route, Explain)


def test_as_text_nothing_is_left_that_only_a_chat_can_show(walk: Walk) -> None:
    route = asked(walk, "Dee", ASKED)
    ids = opened(walk, "Dee")
    walk.taps("Dee", AsText(route.request, 0))
    text = walk.latest("Dee").forward
    assert text
    assert "<" not in text
    assert all(walk.house.shelves.file[id_].url in unescape(text) for id_ in ids)


def test_my_data_has_what_was_looked_for_saved_and_rated(walk: Walk) -> None:
    asked(walk, "Dee", ASKED)
    walk.taps("Dee", SaveResource("beamish", False))
    walk.taps("Dee", Rate("beamish", Opinion.HELPFUL))
    walk.taps("Dee", BrokenLink("locomotion-shildon", False))
    given = [a.content.decode() for a in walk.taps("Dee", MyData()).screen.attachments]
    assert all(part in given[0] for part in (ASKED, "beamish", "locomotion-shildon"))


# --- odd requests


@pytest.mark.parametrize("words", ["thanks", "something for next tuesday", "a"])
def test_what_says_nothing_is_asked_to_say_more(walk: Walk, words: str) -> None:
    asked(walk, "Dee", words)
    shown = plain(walk.latest("Dee").html)
    assert "Tell me a little more" in shown
    assert "nothing for" not in shown
    assert walk.way("Dee", FindResource)


@pytest.mark.parametrize("words", ["phonics", "xyzzy plugh", "<b>phonics</b> & <i>"])
def test_nothing_suitable_is_said_with_ways_on(walk: Walk, words: str) -> None:
    asked(walk, "Dee", words)
    assert "I have nothing for" in plain(walk.latest("Dee").html)
    assert words[:5] in plain(walk.latest("Dee").html)
    assert walk.way("Dee", Topics)
    assert walk.way("Dee", AskPerson)
    assert walk.way("Dee", FindResource)
    assert opened(walk, "Dee") == []


def test_fifty_requests_in_a_minute_are_each_answered(walk: Walk) -> None:
    for number in range(50):
        asked(walk, "Dee", f"museum visit for {number + 3} children")
        assert len(opened(walk, "Dee")) == 3
    assert walk.rows("SELECT count(*) FROM request") == [(50,)]


def test_words_awaited_by_a_screen_of_before_are_a_request(walk: Walk) -> None:
    asked(walk, "Dee", "nurse")
    walk.store.writer.execute("UPDATE conversation SET awaits = 'rr:1' WHERE awaits IS NOT NULL")
    asked(walk, "Dee", "museum visit")


def test_two_thousand_words_fit(walk: Walk) -> None:
    asked(walk, "Dee", "a museum visit please " * 180)
    ((kept,),) = walk.rows("SELECT words FROM request")
    assert len(kept) <= LONGEST_REQUEST


@pytest.mark.parametrize(
    "words", ["https://www.beamish.org.uk", "is www.beamish.org.uk/ any good?"]
)
def test_a_listed_address_opens_its_entry(walk: Walk, words: str) -> None:
    assert walk.says("Dee", words).route == ResourceCard("beamish")


def test_another_address_can_be_suggested(walk: Walk) -> None:
    asked(walk, "Dee", "https://example.org/jobs-cards")
    assert "not in my list" in plain(walk.latest("Dee").html)
    assert walk.way("Dee", AskPerson, "Suggest")


def test_every_topic_has_something(walk: Walk) -> None:
    walk.taps("Dee", Topics())
    for button in [b for b in buttons(walk.latest("Dee")) if isinstance(b.route, Only)]:
        walk.taps("Dee", button.route)
        assert len(opened(walk, "Dee")) == 3


def test_what_was_typed_last_is_a_tap_away(walk: Walk) -> None:
    asked(walk, "Dee", "farm trip")
    walk.says("Ana", "/resources a dentist")
    walk.taps("Dee", Only(Facet.READER, "governors"))
    again = next(
        b for b in buttons(walk.says("Dee", "/resources").screen) if b.label.startswith("Again")
    )
    assert again.label == "Again: “farm trip”"
    assert "farm trip" in walk.taps("Dee", again.route).screen.html


def test_a_long_one_fits_its_button(walk: Walk) -> None:
    asked(walk, "Dee", "someone\nwho talks about " + "very " * 30 + "big ships")
    labels = [button.label for button in buttons(walk.says("Dee", "/resources").screen)]
    assert any(label.startswith("Again: “someone who talks") for label in labels)
    assert max(map(len, labels)) <= 64


def test_words_of_danger_are_not_shown_again(walk: Walk) -> None:
    asked(walk, "Dee", "self harm")
    labels = [button.label for button in buttons(walk.says("Dee", "/resources").screen)]
    assert not [label for label in labels if "Again" in label]

"""What is suggested: limits kept to, nothing retired, the same order for the same request."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neambition.resources import answered, catalogue
from neambition.resources.address import address_of
from neambition.resources.answered import Example
from neambition.resources.entry import Resource
from neambition.resources.examples import Examples
from neambition.resources.limits import Facet, Limit, Sort, keeps, values
from neambition.resources.shelf import Shelf
from tests.suggestions.judgements import Verdict, halves

ENTRIES = catalogue.read()
SHELF = Shelf(ENTRIES)
BACKWARDS = Shelf(dict(reversed(ENTRIES.items())))
TODAY = date(2026, 11, 24)
TUNE = [one.request for one in halves()[0]]
SERVED = [one.request for one in halves()[0] if one.verdict is Verdict.SERVE]
REQUESTS = st.sampled_from(TUNE) | st.text(max_size=80)
LIMITS = st.lists(
    st.sampled_from([Limit(facet, value) for facet in Facet for value in values(facet)]), max_size=3
)
VOTES = st.dictionaries(
    st.sampled_from([*ENTRIES, "gone"]),
    st.tuples(st.integers(0, 400), st.integers(0, 400)),
    max_size=20,
)


def look(words: str, *limits: Limit, shelf: Shelf = SHELF) -> list[str]:
    return [entry.id for entry in shelf.look(words, limits, {}, TODAY)]


def asked(words: str, shelf: Shelf = SHELF) -> list[str]:
    return look(words, *shelf.read(words, TODAY).limits, shelf=shelf)


@settings(deadline=None)  # whoever is first makes the examples ready
@given(REQUESTS, LIMITS, VOTES)
def test_limits_shown_are_limits_applied(
    words: str, limits: list[Limit], votes: dict[str, tuple[int, int]]
) -> None:
    found = SHELF.look(words, limits, votes, TODAY)
    assert all(keeps(entry, limit) for entry in found for limit in limits)
    assert len({entry.id for entry in found}) == len(found)


@settings(deadline=None)  # whoever is first makes the examples ready
@given(REQUESTS)
def test_what_was_read_is_applied_and_leaves_something(words: str) -> None:
    reading = SHELF.read(words, TODAY)
    found = SHELF.look(words, reading.limits, {}, TODAY)
    assert all(keeps(entry, limit) for entry in found for limit in reading.limits)
    assert not {*reading.limits} & {*reading.left_off}
    if reading.limits and SHELF.look(words, (), {}, TODAY):
        assert found


@settings(deadline=None)  # whoever is first makes the examples ready
@given(REQUESTS, LIMITS, VOTES)
def test_the_same_request_with_the_same_votes_has_the_same_order(
    words: str, limits: list[Limit], votes: dict[str, tuple[int, int]]
) -> None:
    first = SHELF.look(words, limits, votes, TODAY)
    assert BACKWARDS.look(words, limits, dict(reversed(votes.items())), TODAY) == first


@pytest.mark.parametrize("words", SERVED[:12])
def test_what_is_taken_out_is_never_suggested(words: str) -> None:
    first = asked(words)[0]
    without = Shelf({id_: entry for id_, entry in ENTRIES.items() if id_ != first})
    assert first not in asked(words, without)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*ENTRIES.values()]), max_size=40, unique=True), st.sampled_from(Facet)
)
def test_a_choice_leaves_what_it_says(found: list[Resource], facet: Facet) -> None:
    for limit, leaves in SHELF.choices(found, facet):
        assert 0 < leaves == len([e for e in found if keeps(e, limit)]) < len(found)


def test_what_is_left_off_nothing_keeps_to() -> None:
    for words in TUNE:
        reading = SHELF.read(words, TODAY)
        found = SHELF.look(words, reading.limits, {}, TODAY)
        assert not any(keeps(entry, limit) for entry in found for limit in reading.left_off)


def test_beside_the_best_stands_what_contents_those_who_meant_something_else() -> None:
    museums = ["beamish", "discovery-museum", "woodhorn-museum", "great-north-museum"]
    shelf = Shelf({id_: ENTRIES[id_] for id_ in (*museums, "planbee-world-of-work")})
    shelf.examples = Examples(
        [
            Example("museum jobs", tuple(museums), "a"),
            Example("jobs in museums", tuple(museums), "a"),
            Example("the museum and jobs", ("planbee-world-of-work",), "a"),
        ]
    )
    found = look("museum jobs", shelf=shelf)
    assert found[0] in museums
    assert "planbee-world-of-work" in found[:3]


def test_what_is_refused_is_read_too() -> None:
    """A person whom it is sent to sees what it was limited to."""
    reading = SHELF.read("phonics scheme for year 1, no money", TODAY)
    assert look("phonics scheme for year 1, no money") == []
    assert {limit.facet for limit in reading.limits} == {Facet.AGE, Facet.COST}


# --- votes


@pytest.mark.parametrize("words", SERVED[:20])
def test_one_person_buries_nothing(words: str) -> None:
    limits = SHELF.read(words, TODAY).limits
    before = [e.id for e in SHELF.look(words, limits, {}, TODAY)]
    after = [e.id for e in SHELF.look(words, limits, {before[0]: (0, 1)}, TODAY)]
    assert before[0] in after[:3] or len(before) < 2


@pytest.mark.parametrize("words", SERVED[:20])
@pytest.mark.parametrize("place", range(3))
def test_one_person_moves_nothing_far(words: str, place: int) -> None:
    limits = SHELF.read(words, TODAY).limits
    before = [e.id for e in SHELF.look(words, limits, {}, TODAY)]
    for id_ in before[place : place + 1]:
        after = [e.id for e in SHELF.look(words, limits, {id_: (0, 1)}, TODAY)]
        assert after.index(id_) <= place + 3
        assert {*after} == {*before}


@pytest.mark.parametrize("words", SERVED[:20])
def test_nor_do_five_hundred_put_it_out_of_sight(words: str) -> None:
    limits = SHELF.read(words, TODAY).limits
    first = SHELF.look(words, limits, {}, TODAY)[0]
    assert first in SHELF.look(words, limits, {first.id: (0, 500)}, TODAY)[:10]


def test_many_votes_move_it_but_not_out_of_sight() -> None:
    words = "stereotypes lesson"
    first, second = asked(words)[:2]
    found = [e.id for e in SHELF.look(words, (), {first: (0, 500), second: (500, 0)}, TODAY)]
    assert found[0] == second
    assert first in found


# --- what nobody could send yet


@pytest.fixture
def joined() -> Shelf:
    """With an entry that no example knows."""
    bees = ENTRIES["farmer-time"].model_copy(
        update={
            "id": "bees",
            "title": "Meet a beekeeper",
            "summary": "Brings an empty hive and honey to class and talks about the work.",
            "url": "https://example.org/bees",
            "about": (),
            "also": (),
        }
    )
    return Shelf({**ENTRIES, "bees": bees})


@pytest.mark.parametrize(
    "words",
    ["beekeeper", "a beekeeper to visit us", "someone with a hive", "honey and bees from a hive"],
)
def test_an_entry_that_just_joined_is_found_by_whoever_asks_for_it(
    joined: Shelf, words: str
) -> None:
    assert "bees" in asked(words, joined)[:3]
    assert "bees" not in asked(words)


@pytest.mark.parametrize(
    "words", ["assembly on kindness", "class rota", "vet", "gatsby benchmarks"]
)
def test_but_by_nobody_else(joined: Shelf, words: str) -> None:
    assert asked(words, joined)[:3] == asked(words)[:3]


# --- odd requests


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "🙂🙂",
        "?",
        "99",
        "2",
        "phonics",
        "something for next tuesday",
        "help",
        "photosynthesis",
    ],
)
def test_nothing_is_said_to_be_nothing(words: str) -> None:
    assert look(words) == []


def test_a_number_that_means_something_is_none_of_these() -> None:
    assert asked("999")


def test_markup_is_only_words() -> None:
    assert asked("<b>farm</b> & <i>trip</i>") == asked("farm & trip") != []


@pytest.mark.parametrize("slip", ["enginere visitor", "sterotypes", "aspirashions", "competion"])
def test_slips_are_mended(slip: str) -> None:
    assert asked(slip)


def test_a_limit_alone_finds_all_that_keeps_to_it() -> None:
    visitors = [e.id for e in ENTRIES.values() if keeps(e, Limit(Facet.SORT, Sort.VISITOR))]
    assert sorted(look("", Limit(Facet.SORT, Sort.VISITOR))) == sorted(visitors)


@pytest.mark.parametrize(
    "words",
    ["online", "in durham", "middlesbrough", "a trip", "visitors", "a free trip", "benchmark 5"],
)
def test_typed_alone_it_does_too(words: str) -> None:
    limits = SHELF.read(words, TODAY).limits
    every = [entry.id for entry in ENTRIES.values() if all(keeps(entry, one) for one in limits)]
    assert limits
    assert sorted(asked(words)) == sorted(every)


@pytest.mark.parametrize("words", ["nurse {}", "stereotypes lesson {}", "{} farm"])
def test_a_year_is_a_year_however_it_is_written(words: str) -> None:
    one, *others = (asked(words.format(year)) for year in ("y2", "yr 2", "year 2"))
    assert one
    assert [{*other[:3]} for other in others] == [{*one[:3]}] * 2


def test_several_benchmarks_are_about_benchmarks() -> None:
    assert SHELF.read("benchmarks 5 and 6", TODAY).limits == ()
    assert 0 < len(asked("benchmarks 5 and 6")) < len(ENTRIES) / 10


@pytest.mark.parametrize("words", ["free ones", "ks1", "y6", "reception, please"])
def test_for_whom_alone_says_not_what(words: str) -> None:
    assert asked(words) == []
    assert SHELF.read(words, TODAY).limits


@pytest.mark.parametrize("job", ["nurse", "dentist", "builder", "plumber", "soldier", "vet"])
@pytest.mark.parametrize(
    "words",
    [
        *("{}", "{} y4", "a {} please", "{} gateshead", "free {}", "{} tuesday", "{}s to visit"),
        *("a {} for 28 children", "could a {} come in on thursday"),
    ],
)
def test_a_job_is_found_whatever_is_said_beside(words: str, job: str) -> None:
    assert asked(words.format(job))


@pytest.mark.parametrize(
    "words",
    [
        *("solicitor visit", "postwoman", "sculptor", "policewomen", "fire brigade", "optician"),
        *("local employers", "leadership skills", "bm 5 ideas ks1", "stuck on benchmark 8"),
        *("nustem workshop", "vindolanda booking", "kapow y3", "teeside trip"),
        *("film", "nurse yr 2", "trip yr 5", "taxi driver", "lollipop lady", "windfarm visit"),
    ],
)
def test_a_word_or_two_of_what_there_is_are_enough(words: str) -> None:
    assert asked(words)


@pytest.mark.parametrize(("title", "id_"), [("Words for Work", 1), ("Number Day", 1)])
def test_a_title_is_found_though_its_words_say_nothing(title: str, id_: int) -> None:
    assert len(asked(title)) == id_
    assert ENTRIES[asked(title)[0]].title.startswith(title)


@pytest.mark.parametrize(
    "words",
    [
        *("how much did we raise for the hospice last year", "wifi won't reach the portacabin"),
        *("self esteem group", "free login platform", "world of work display borders"),
    ],
)
def test_words_of_english_are_no_names(words: str) -> None:
    assert asked(words) == []


def test_what_was_answered_is_answered_as_it_was() -> None:
    """But for a few that say nearly the same as one that was answered otherwise."""
    every = answered.read()[::23]
    otherwise = [one.words for one in every if bool(asked(one.words)) is not bool(one.send)]
    assert len(otherwise) <= len(every) / 100


def test_what_stands_in_the_examples_is_read_as_it_stands() -> None:
    """No word of it is mended into another, so that its answer can be counted on."""
    example = next(
        one for one in answered.read() if one.words.startswith("need evidnce for ofsted")
    )
    assert {*asked(example.words)[:3]} & {*example.send}


def test_what_is_out_of_season_sinks_and_does_not_vanish() -> None:
    words = "british science week"
    march, june = (
        [e.id for e in SHELF.look(words, (), {}, day)]
        for day in (date(2026, 2, 1), date(2026, 6, 1))
    )
    assert "british-science-week" in june
    assert june.index("british-science-week") >= march.index("british-science-week")


def test_the_same_words_on_another_day_are_weighed_for_that_day() -> None:
    words, march, june = "science", date(2026, 2, 1), date(2026, 6, 1)
    first = SHELF.look(words, (), {}, march)
    assert SHELF.look(words, (), {}, june) == Shelf(ENTRIES).look(words, (), {}, june) != first


# --- what else it knows


def test_an_address_is_known_however_it_is_written() -> None:
    entry = ENTRIES["beamish"]
    for written in (
        entry.url,
        entry.url.upper(),
        f"{entry.url}/",
        f"{entry.url}#top",
        "beamish.org.uk.",
    ):
        assert SHELF.at(written) == entry
    assert SHELF.at("https://example.org/beamish") is None
    assert address_of("http://www.example.org/a/") == address_of("https://example.org/a")


def test_words_that_mean_something_are_told_from_others() -> None:
    assert SHELF.known("Szukam farm y4 zawodach") == ("farm",)


@pytest.mark.parametrize(
    ("words", "foreign"),
    [
        *(("Szukam materiałów o zawodach", True), ("Szukam farm y4 zawodach", True)),
        *(("ada lovelace", False), ("swan light bulb", False), ("an enginere vistor", False)),
    ],
)
def test_another_language_is_told_from_slips_and_rare_words(words: str, foreign: bool) -> None:
    assert SHELF.foreign(words) is foreign


def test_the_nearest_topics_are_benchmarks() -> None:
    assert set(SHELF.near("a residential at a farm")) <= set(range(1, 9))
    assert SHELF.near("nurse")
    assert SHELF.near("phonics scheme") == SHELF.near("phonics") == SHELF.near("times tables") == ()


def test_keepers_find_by_words_whatever_suits() -> None:
    assert "beamish" in [entry.id for entry in SHELF.find("beamish")][:2]

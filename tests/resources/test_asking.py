"""What people's own words are understood to mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neambition.resources.asking import Asked, understand
from neambition.resources.limits import Facet, values
from neambition.resources.words import common


def said(words: str, facet: Facet) -> str | None:
    """What a request says of a facet, if anything."""
    return next((limit.value for limit in understand(words).said if limit.facet is facet), None)


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("y4", "KS2"),
        ("Year 4", "KS2"),
        ("yr2 farm", "KS1"),
        ("year one", "KS1"),
        ("year six", "KS2"),
        ("y5s", "KS2"),
        ("aged 5-6", "KS1"),
        ("my 7yos", "KS2"),
        ("year R", "EYFS"),
        ("one year later", None),
        ("years 3 and 4", "KS2"),
        ("y3/4", "KS2"),
        ("Reception", "EYFS"),
        ("nursery children", "EYFS"),
        ("infants", "KS1"),
        ("juniors", "KS2"),
        ("key stage two", "KS2"),
        ("ks1", "KS1"),
        ("7 year olds", "KS2"),
        ("my 4 yr olds", "EYFS"),
        ("whole school, reception to year 6", None),
        ("in 2 years", None),
        ("a trip for 30", None),
    ],
)
def test_ages(words: str, age: str | None) -> None:
    assert said(words, Facet.AGE) == age


@pytest.mark.parametrize(
    ("words", "cost"),
    [
        ("a freebie", "unpaid"),
        ("no budget", "unpaid"),
        ("we can't pay", "unpaid"),
        ("no money, y4", "unpaid"),
        ("lessons about money", None),
        ("free range hens", None),
    ],
)
def test_money(words: str, cost: str | None) -> None:
    assert said(words, Facet.COST) == cost


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("near Sunderland", "Sunderland"),
        ("Houghton le Spring", "Sunderland"),
        ("teesside", "Tees Valley"),
        ("co durham", "County Durham"),
        ("Durham or Newcastle", "North East"),
        ("Gateshead and Newcastle", "Tyne and Wear"),
        ("online please", "online"),
        ("not online", None),
        ("the moon", None),
    ],
)
def test_places(words: str, place: str | None) -> None:
    assert said(words, Facet.PLACE) == place


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("someone to come in and talk", "visitor"),
        ("a speaker on bridges", "visitor"),
        ("a day out", "trip"),
        ("film about vets", "film"),
        ("a competition to enter", "competition"),
        ("cpd for staff", "training"),
        ("a visitor or a trip", None),
        ("no trips", None),
        ("anything but a visitor", None),
        ("no money, a visitor", "visitor"),
        ("who loves trains", None),
        ("of course a scientist", None),
    ],
)
def test_kinds(words: str, sort: str | None) -> None:
    assert said(words, Facet.SORT) == sort


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("in March", "March"),
        ("science week", "March"),
        ("june, summer term", "June"),
        ("summer term", "summer"),
        ("soon", None),
    ],
)
def test_times(words: str, time: str | None) -> None:
    assert said(words, Facet.TIME) == time


def test_whom_it_is_for() -> None:
    assert said("our link governor", Facet.READER) == "governors"
    assert said("a leaflet for parents", Facet.READER) == "parents"


def meanings_of(words: str) -> set[str]:
    return {meaning for topic in understand(words).topics for meaning in topic.means}


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("nurse", "health"),
        ("nurses", "health"),
        ("raising aspirations", "aspirations"),
        ("SEND careers", "special needs"),
        ("enginere", "engineering"),
        ("moving up to secondary", "moving to secondary"),
        ("careers week", "careers week"),
    ],
)
def test_meanings(words: str, meaning: str) -> None:
    assert meaning in meanings_of(words)


def test_to_send_is_not_special_needs() -> None:
    assert "special needs" not in meanings_of("can you send me a film")


def test_words_of_one_meaning_are_one_topic() -> None:
    assert len(understand("nurse, doctor or paramedic").topics) == 1


def test_what_is_understood_of_a_whole_sentence() -> None:
    asked = understand("someone to talk about jobs in museums, y4, no money")
    assert {(limit.facet.value, limit.value) for limit in asked.limits} == {
        ("age", "KS2"),
        ("cost", "unpaid"),
        ("sort", "visitor"),
    }
    assert [topic.means for topic in asked.topics] == [{"history and museums"}]
    assert asked.careers


def empty(asked: Asked) -> bool:
    return not (asked.said or asked.topics)


@pytest.mark.parametrize("words", ["", "a", "🙂", "...", "please can you help me", "123"])
def test_what_says_nothing_means_nothing(words: str) -> None:
    assert empty(understand(words))


@pytest.mark.parametrize("words", ["❶ jobs in museums", "year ❷", "፩ museums", "➀"])
def test_what_looks_like_a_digit_and_is_none_is_no_trouble(words: str) -> None:
    assert said(words, Facet.AGE) is None


@pytest.mark.parametrize("word", ["sheep", "flood", "porters", "shelf", "aviation", "policewoman"])
def test_words_of_english_are_no_slips_of_others(word: str) -> None:
    assert understand(word).core == (word,)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        *(("enginere", "engineer"), ("assesment", "assessment"), ("musuem", "museum")),
        *(("plice", "police"), ("accountent", "accountant"), ("hartlepol", "hartlepool")),
    ],
)
def test_slips_are_mended(slip: str, meant: str) -> None:
    assert understand(f"a {slip}").plain == ("a", meant)


@pytest.mark.parametrize("word", ["consert", "belmond", "redcare", "walker"])
def test_nobody_is_sent_to_a_place_near_their_words(word: str) -> None:
    assert understand(f"mr {word} talk").plain == ("mr", word, "talk")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        *(("bm4", "4"), ("gatsby 3 ideas", "3"), ("benchmark no 4", "4"), ("4th benchmark", "4")),
        *(("bench mark four", "4"), ("gatsby benchmark number 6", "6"), ("gb 2", "2")),
        *(("benchmarks 5 and 6", None), ("benchmark 5/6", None), ("team gb 8 medals", None)),
        *(("16 gb 2 sticks", None), ("benchmark 12", None), ("a benchmark", None)),
    ],
)
def test_a_benchmark_by_its_number(words: str, numbers: str | None) -> None:
    assert said(words, Facet.BENCHMARK) == numbers


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        *(("year 5s", "KS2"), ("yr 6's", "KS2"), ("9 year 4s", "KS2"), ("year fours", "KS2")),
        *(("years 5&6", "KS2"), ("y5&6", "KS2"), ("7yr olds", "KS2"), ("ten year olds", "KS2")),
        *(("four year old", "EYFS"), ("under 5s", "EYFS"), ("8 to 11s", "KS2"), ("5-6s", "KS1")),
        *(("3-4 year olds", "EYFS"), ("trips under £5", None), ("4-5 year olds", None)),
        *(("60s music", None), ("5 to 7 minutes", None), ("28 kids", None), ("9 to 5s", None)),
        *(("junior doctor", None), ("nursery rhymes", None), ("f1 racing car", None)),
    ],
)
def test_ages_are_read_as_people_write_them(words: str, stage: str | None) -> None:
    assert said(words, Facet.AGE) == stage


@pytest.mark.parametrize(
    ("words", "number"),
    [
        *(("benchmark 5", "5"), ("gatsby benchmark four", "4"), ("bm 8 ideas", "8")),
        *(("benchmark 9", None), ("benchmarks", None), ("benchmark 1 and benchmark 2", None)),
    ],
)
def test_a_benchmark_is_named_by_its_number(words: str, number: str | None) -> None:
    assert said(words, Facet.BENCHMARK) == number


@pytest.mark.parametrize("words", ["a dog walker", "newcastle building society", "stanley knife"])
def test_a_name_that_is_part_of_something_else_is_no_place(words: str) -> None:
    assert said(words, Facet.PLACE) is None


@pytest.mark.parametrize("words", ["free on friday", "sugar free dentist", "a free afternoon"])
def test_free_in_another_sense_is_no_price(words: str) -> None:
    assert said(words, Facet.COST) is None


@pytest.mark.parametrize(
    "words",
    [
        *("dentist", "dentist y4", "dentist please", "dentist in Gateshead", "free dentist"),
        *("dentist Tuesday", "dentist 28", "hi dentist no money year 4 thanks"),
    ],
)
def test_what_is_said_beside_is_no_part_of_what_is_wanted(words: str) -> None:
    assert {*understand(words).core} - {"in", "year"} == {"dentist"}


def test_what_has_nothing_else_is_compared_by_all_its_words() -> None:
    assert understand("please, y4").core == ("please", "y4")


@given(st.text(max_size=400))
def test_anything_can_be_asked(words: str) -> None:
    asked = understand(words)
    assert all(limit.value in values(limit.facet) for limit in asked.said)
    assert len({limit.facet for limit in asked.limits}) == len(asked.limits)
    assert not any(topic.stems <= common() and not topic.means for topic in asked.topics)


def test_two_thousand_words_are_read_to_a_point() -> None:
    assert understand("farm " * 120 + "y4 " * 2000) == understand("farm " * 120)

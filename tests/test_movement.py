"""What has moved: up, lower, known now; and a cohort's middle."""

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from neambition.figures import FEWEST
from neambition.framework import Level
from neambition.journey import Answers
from neambition.medians import Median, medians
from neambition.movement import Kind, Moment, Movement, movement
from neambition.scoring import THIRDS
from neambition.standing import standing
from tests.frameworks import all_at, answers, changed, invented

NOW = invented()
NOT_YET, STARTED, MOSTLY, FULLY, NOT_SURE, NO = Level
CAUSES = {s.id: (7,) for s in NOW.statements}


def moved(then: Answers, now: Answers) -> tuple[Movement, ...]:
    return movement(Moment(NOW, then), Moment(NOW, now), CAUSES)


def first(then: Level, now: Level) -> Movement:
    return moved({"1.1": then}, {"1.1": now})[0]


def test_up_has_what_stands_behind_it_and_lower_has_nobody_to_blame() -> None:
    (up,) = first(STARTED, FULLY).moved
    assert (up.kind, up.before, up.now, up.causes) == (Kind.UP, STARTED, FULLY, (7,))
    (lower,) = first(FULLY, STARTED).moved
    assert (lower.kind, lower.causes) == (Kind.LOWER, ())


def test_not_sure_become_known_is_told_apart_and_compared_with_nothing() -> None:
    of = first(NOT_SURE, FULLY)
    assert [m.kind for m in of.moved] == [Kind.KNOWN]
    assert (of.then, of.now, of.compared) == (0, 0, 0)
    assert [m.kind for m in first(FULLY, NOT_SURE).moved] == [Kind.UNSURE]


def test_what_did_not_apply_at_one_of_the_two_is_left_out() -> None:
    for of in (first(NO, FULLY), first(NOT_YET, NO), first(NO, NOT_SURE)):
        assert [m.kind for m in of.moved] == [Kind.LEFT_OUT]
        assert of.compared == 0
    assert first(NO, NO).moved == ()


def test_a_statement_of_other_words_is_left_out() -> None:
    then = Moment(changed(NOW, {"1.1": {"text": "Other words."}}), {"1.1": STARTED, "1.2": STARTED})
    of = movement(then, Moment(NOW, {"1.1": FULLY, "1.2": FULLY}), CAUSES)[0]
    assert [(m.statement.id, m.kind) for m in of.moved] == [
        ("1.1", Kind.LEFT_OUT),
        ("1.2", Kind.UP),
    ]
    assert of.compared == 1


def test_per_cents_compare_what_was_known_at_both() -> None:
    then = {"1.1": STARTED, "1.2": NOT_SURE, "1.3": FULLY}
    now = {"1.1": FULLY, "1.2": FULLY, "1.3": FULLY}
    of = moved(then, now)[0]
    assert (of.compared, of.then_per_cent, of.now_per_cent) == (2, 66, 100)


@given(answers(NOW), answers(NOW))
def test_nothing_unknown_ever_counts_as_moved(then: Answers, now: Answers) -> None:
    for of in moved(then, now):
        for one in (*of.of(Kind.UP), *of.of(Kind.LOWER)):
            assert one.before in THIRDS
            assert one.now in THIRDS
        rise = sum(THIRDS[m.now] - THIRDS[m.before] for m in of.of(Kind.UP) + of.of(Kind.LOWER))
        assert of.now - of.then == rise
        assert all(then[m.statement.id] is NOT_SURE for m in of.of(Kind.KNOWN))


@given(answers(NOW))
def test_between_the_same_answers_nothing_moved(same: Answers) -> None:
    assert all(of.moved == () and of.then == of.now for of in moved(same, same))


def test_a_standing_with_nothing_since_is_the_audit() -> None:
    given_ = all_at(NOW, MOSTLY)
    assert standing(NOW, given_, 0, {}, {}).now == given_


# --- a cohort's middle

schools = st.lists(
    st.dictionaries(
        st.integers(1, 8),
        st.integers(0, 5).flatmap(
            lambda n: st.tuples(st.integers(0, 3 * n), st.just(3 * n)),
        ),
    ),
    max_size=12,
)


@given(schools)
def test_a_middle_is_never_of_fewer_than_five(of: list[dict[int, tuple[int, int]]]) -> None:
    shown = medians(of)
    for number in range(1, 9):
        those = [s[number] for s in of if number in s and s[number][1]]
        assert (number in shown) == (len(those) >= FEWEST)
        if number in shown:
            assert shown[number].schools == len(those)
            middle = median(points / possible for points, possible in those)
            assert abs(shown[number].per_cent - 100 * middle) <= 1


def test_the_middle_one_of_five() -> None:
    of = [{1: (points, 15)} for points in (0, 15, 6, 3, 9)]
    assert medians(of) == {1: Median(40, 5)}
    assert medians(of[:4]) == {}

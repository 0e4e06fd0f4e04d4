"""A message that waits: what happened meanwhile, and once over a crash."""

from collections.abc import Callable

import pytest

from dialogs.routes import (
    AsText,
    Opinion,
    Rate,
    SaveResource,
    SayUsed,
    Spare,
)
from neambition.follow_up import Said
from neambition.nudges import Mute
from neambition.store import (
    follow_ups,
    later,
    mutes,
    people,
    sending,
)
from tests.follow_up.laid import (
    ASKED,
    CLASS,
    DEE,
    ONE,
    TWO,
    days,
    got,
    opinion,
    person,
    retire,
    waiting,
)
from tests.pilot import A_DAY
from tests.play import CHANNEL, house
from tests.walk import Walk

# --- looked at again when its turn comes


def mutes_it(walk: Walk) -> None:
    mutes.mute(walk.store.writer, person(walk), Mute.FOLLOW_UP, walk.now)


def blocks(walk: Walk) -> None:
    people.block(walk.store.writer, CHANNEL, "dee", walk.now)


def rates(walk: Walk) -> None:
    walk.taps(DEE, Rate(ONE, Opinion.HELPFUL))


def takes_off(walk: Walk) -> None:
    walk.taps(DEE, SaveResource(ONE, True))


def is_retired(walk: Walk) -> None:
    retire(walk, ONE)


def answers(walk: Walk) -> None:
    walk.taps(DEE, SayUsed(ONE, Said.NOT_YET))


@pytest.mark.parametrize(
    ("happens", "case"),
    [
        (mutes_it, "muted"),
        (blocks, "blocked"),
        (rates, "unneeded"),
        (takes_off, "unneeded"),
        (is_retired, "unneeded"),
        (answers, "unneeded"),
    ],
)
def test_what_happened_meanwhile_is_heeded(
    walk: Walk, happens: Callable[[Walk], None], case: str
) -> None:
    waiting(walk, ONE)
    happens(walk)
    days(walk, 12)
    assert walk.rows(CLASS) == [(case,)]


def test_of_several_the_others_are_asked_about(walk: Walk) -> None:
    waiting(walk, ONE, TWO)
    is_retired(walk)
    walk.waits(3 * 3600)
    (html,) = got(walk)
    files = house().shelves.file
    assert files[TWO].url in html
    assert files[ONE].url not in html


def test_whoever_is_erased_is_asked_nothing_and_leaves_nothing(walk: Walk) -> None:
    waiting(walk, ONE)
    walk.says(DEE, "stereotypes lesson")
    walk.follows(DEE, AsText)
    people.erase(walk.store.writer, person(walk))
    days(walk, 1)
    tables = ("outbox", "follow_up", "taken", "saved")
    assert [walk.rows(f"SELECT count(*) FROM {t}") for t in tables] == [[(0,)]] * 4  # noqa: S608


def test_whoever_allows_it_again_is_asked_after_all(walk: Walk) -> None:
    waiting(walk, ONE)
    walk.taps(DEE, Spare(Mute.FOLLOW_UP, True))
    days(walk, 3)
    assert got(walk) == []
    walk.taps(DEE, Spare(Mute.FOLLOW_UP, False))
    days(walk, 1)
    assert len(got(walk)) == 1


def test_what_was_not_sent_on_its_day_is_asked_on_the_next(walk: Walk) -> None:
    waiting(walk, ONE)
    walk.now += 12 * 3600  # the program did not run
    days(walk, 1)
    assert walk.rows("SELECT state, key FROM outbox ORDER BY id") == [
        ("unneeded", f"follow_up:{person(walk)}:2026-12-01"),
        ("sent", f"follow_up:{person(walk)}:2026-12-02"),
    ]


def test_it_goes_after_the_plan_and_before_nudges(walk: Walk) -> None:
    db = walk.store.writer
    walk.says(DEE, "/start")
    for n, klass in enumerate(("automatic", "nudge", "follow_up", "plan", "service")):
        db.execute(
            "INSERT INTO outbox (key, account, route, class, not_before, state)"
            " VALUES (?, 1, 'he', ?, 0, 'waiting')",
            (f"{klass}:{n}", klass),
        )
    taken = [sending.take(db, CHANNEL, walk.now) for _ in range(5)]
    order = [outgoing.klass for outgoing in taken if outgoing]
    assert order == ["service", "plan", "follow_up", "nudge", "automatic"]


# --- over a crash


def test_ended_before_it_is_taken_it_arrives_once(walk: Walk) -> None:
    waiting(walk, ONE)
    walk.restart()
    days(walk, 30)
    assert walk.rows(CLASS) == [("sent",)]
    assert len(got(walk)) == 1


def test_ended_while_it_was_being_sent_it_is_never_sent_twice(walk: Walk) -> None:
    waiting(walk, ONE)
    walk.now += 3 * 3600
    assert later.claim(walk.store.writer, CHANNEL, walk.now, house().zone)
    walk.restart()
    days(walk, 30)
    assert walk.rows(CLASS) == [("unknown",)]
    assert got(walk) == []
    walk.taps(DEE, SayUsed(ONE, Said.HELPED))  # had it arrived, its buttons work
    assert opinion(walk, ONE) == 1


def test_ended_while_it_was_being_found_it_is_found_again(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is posted and what is marked stand together or not at all."""

    def ends(*_: object) -> None:
        raise KeyboardInterrupt

    walk.taps(DEE, SaveResource(ONE, False))
    walk.now += 7 * A_DAY
    with monkeypatch.context() as patched:
        patched.setattr(follow_ups, "_mark", ends)
        with pytest.raises(KeyboardInterrupt):
            walk.waits(0)
    assert walk.rows(CLASS) == walk.rows(ASKED) == []
    walk.restart()
    days(walk, 30)
    assert walk.rows(CLASS) == [("sent",)]

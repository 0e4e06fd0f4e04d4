"""The plan: its changes give it as it is, nobody's is lost unseen, and bad input is answered."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.plain import plain
from dialogs import carrying
from dialogs.routes import (
    AlreadyDone,
    ConfirmDue,
    Explain,
    FinishedFor,
    FinishedSays,
    ItemDue,
    ItemNotes,
    ItemOwner,
    ItemState,
    ItemWords,
    LeaveForGood,
    MyData,
    OwnWords,
    Plan,
    PlanItem,
    SetDue,
    StartAgain,
    UndoChange,
    Why,
)
from dialogs.saying import units
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.plan import By, Due, Field, Owner, State, overdue
from neambition.store import audits, memberships, merging, now, people, plan
from neambition.store.memberships import Role
from neambition.store.merging import Pair
from neambition.store.plan import Doer, Item, What
from tests.plan.laid import AUDIT, SCHOOL, TODAY, item, puts_in, replay
from tests.play import CHANNEL, house
from tests.walk import Walk

# --- editing


def test_a_governor_reads_the_plan_and_changes_nothing(walk: Walk) -> None:
    puts_in(walk)
    assert plain(walk.taps("Gil", PlanItem(1)).screen.html)
    assert not [r for r in walk.ways("Gil") if isinstance(r, ItemState | ItemDue | UndoChange)]
    assert walk.taps("Gil", ItemState(1, State.DONE, 9)).route == Explain(Why.READ_ONLY)
    walk.taps("Gil", ItemNotes(1, 0))
    walk.says("Gil", "A note")
    assert plan.notes(walk.store.reader, 1) == []


def test_two_colleagues_editing_one_item_see_each_others_change_first(walk: Walk) -> None:
    seen = puts_in(walk).seen
    walk.taps("Ana", SetDue(1, date(2026, 12, 4), False, seen))
    later = walk.taps("Ben", SetDue(1, date(2026, 12, 11), False, seen))
    assert later.toast == "Changed meanwhile: see it first. Yours was not kept"
    assert item(walk).now.due == Due(date(2026, 12, 4))
    walk.taps("Ben", ItemState(1, State.DOING, seen))  # another field is not in the way
    assert item(walk).now.state is State.DOING
    again = walk.way("Ben", ItemDue)
    assert again
    walk.taps("Ben", again)
    walk.taps("Ben", SetDue(1, date(2026, 12, 11), False, item(walk).seen))
    assert item(walk).now.due == Due(date(2026, 12, 11))


def test_words_typed_over_a_colleagues_change_are_not_kept_unseen(walk: Walk) -> None:
    seen = puts_in(walk).seen
    walk.taps("Ana", ItemWords(1, seen))
    walk.taps("Ben", ItemWords(1, seen))
    walk.says("Ben", "Ask Hal")
    assert "Changed meanwhile" in plain(walk.says("Ana", "Ask the head").screen.html)
    assert item(walk).now.words == "Ask Hal"


def test_undo_works_while_the_change_is_the_latest(walk: Walk) -> None:
    added = puts_in(walk)
    walk.taps("Ana", SetDue(1, date(2026, 12, 4), False, added.seen))
    dated = item(walk).seen
    walk.taps("Ben", ItemState(1, State.DOING, dated))
    assert walk.taps("Ana", UndoChange(1, dated)).toast == (
        "Changed meanwhile: see it first. Nothing was undone"
    )
    walk.taps("Ana", UndoChange(1, item(walk).seen))
    assert item(walk).now == replace_state(item(walk), State.TO_DO)
    assert item(walk).now.due == Due(date(2026, 12, 4))


def replace_state(of: Item, state: State) -> object:
    return of.now.changed(Field.STATE, state)


def test_undoing_the_first_takes_it_out_and_adding_it_again_brings_it_back(walk: Walk) -> None:
    added = puts_in(walk)
    assert walk.taps("Ana", UndoChange(1, added.seen)).route == Plan(SCHOOL, By.DUE, 0)
    assert plan.items(walk.store.reader, SCHOOL) == []
    assert walk.taps("Ben", PlanItem(1)).screen.html.startswith("That is not here any more")
    assert puts_in(walk).id == 1
    assert item(walk).now.state is State.TO_DO


# --- bad input


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("soon", Why.DUE_UNREADABLE),
        ("30 February", Why.NO_SUCH_DAY),
        ("1 May 2020", Why.DUE_PAST),
        ("yesterday", Why.DUE_PAST),
        ("22 May 2099", Why.DUE_TOO_FAR),
        ("we", Why.DUE_UNREADABLE),
    ],
)
def test_what_is_no_date_is_said_and_nothing_changes(walk: Walk, said: str, why: Why) -> None:
    seen = puts_in(walk).seen
    walk.taps("Ana", ItemDue(1, seen))
    assert walk.says("Ana", said).route == Explain(why)
    assert item(walk).now.due is None
    read = walk.says("Ana", "in three weeks")  # the question still stands
    assert read.route == ConfirmDue(1, date(2026, 12, 15), False, seen)
    assert item(walk).now.due is None


@pytest.mark.parametrize(
    "day", ["2026-02-29", "20261204", "2026-W49-5", "1", "-2026-12-04", "", "99999-01-01"]
)
def test_what_is_no_day_is_no_code(walk: Walk, day: str) -> None:
    seen = puts_in(walk).seen
    assert walk.taps("Ana", f"yy:1:{day}:0:{seen}").route == Explain(Why.UNREADABLE)
    assert item(walk).now.due is None


@pytest.mark.parametrize(
    ("day", "why"), [(date.min, Why.DUE_PAST), (date.max, Why.DUE_TOO_FAR)], ids=["first", "last"]
)
def test_a_forged_day_is_refused(walk: Walk, day: date, why: Why) -> None:
    seen = puts_in(walk).seen
    assert walk.taps("Ana", SetDue(1, day, False, seen)).route == Explain(why)
    assert plain(walk.taps("Ana", ConfirmDue(1, day, False, seen)).screen.html)
    assert item(walk).now.due is None


def test_a_day_that_has_gone_by_when_it_is_tapped_is_refused(walk: Walk) -> None:
    seen = puts_in(walk).seen
    walk.waits(40 * 86400)
    assert walk.taps("Ana", SetDue(1, date(2026, 12, 4), False, seen)).route == Explain(
        Why.DUE_PAST
    )


def test_too_many_words_are_answered(walk: Walk) -> None:
    seen = puts_in(walk).seen
    walk.taps("Ana", ItemWords(1, seen))
    assert walk.says("Ana", "x" * 201).route == Explain(Why.ACTION_TOO_LONG)
    walk.taps("Ana", ItemOwner(1, seen, 0))
    assert walk.says("Ana", "the office " * 9).route == Explain(Why.OWNER_TOO_LONG)
    walk.taps("Ana", OwnWords(SCHOOL, 5))
    assert walk.says("Ana", "x" + "😀" * 100).route == Explain(Why.ACTION_TOO_LONG)


def test_markup_in_an_action_an_owner_and_a_note_comes_out_as_written(walk: Walk) -> None:
    walk.taps("Ana", OwnWords(SCHOOL, 5))
    hostile = "<b>Ask</b> & \"quote\" 'x' Łódź ŵ 😀 #$@\\"
    walk.says("Ana", hostile)
    walk.taps("Ana", ItemOwner(1, 9, 0))
    walk.says("Ana", "<i>office</i>")
    walk.taps("Ana", ItemNotes(1, 0))
    shown = plain(walk.says("Ana", "<a href='x'>note</a>").screen.html)
    assert "<a href='x'>note</a>" in shown
    card = plain(walk.taps("Ana", PlanItem(1)).screen.html)
    assert hostile in card
    assert "<i>office</i>" in card
    assert hostile in plain(walk.taps("Ana", Plan(SCHOOL, By.DUE, 0)).screen.html)


@pytest.mark.parametrize("letter", ["n", "n😀", "n&"])
def test_a_note_as_long_as_a_message_is_kept_whole_and_read_in_parts(
    walk: Walk, letter: str
) -> None:
    puts_in(walk)
    walk.taps("Ana", ItemNotes(1, 0))
    long = letter * (4000 // units(letter))
    walk.says("Ana", long)
    assert plan.notes(walk.store.reader, 1)[0].text == long
    pages = [plain(walk.taps("Ana", ItemNotes(1, page)).screen.html) for page in range(2)]
    assert "".join(pages).count(letter[-1]) >= long.count(letter[-1])
    assert "part 3 of 3" in pages[1]
    assert all(len(page.encode("utf-16-le")) // 2 <= 4096 for page in pages)


def test_a_plan_of_300_items_is_paged(walk: Walk) -> None:
    db = walk.store.writer
    by = Doer(1, Role.LEAD)
    for number in range(300):
        what = What(house().framework.version, 1 + number % 8, None, f"{number} " + "x" * 190)
        id_ = plan.add(db, SCHOOL, what, by, walk.now)
        plan.change(db, id_, Field.OWNER, str(Owner(words="o" * 40)), by, walk.now)
        due = Due(TODAY + timedelta(days=number - 100), True)
        plan.change(db, id_, Field.DUE, str(due), by, walk.now)
    for by_ in By:
        opened = set()
        for page in range(38):
            walk.taps("Ana", Plan(SCHOOL, by_, page))
            opened |= {r.item for r in walk.ways("Ana") if isinstance(r, PlanItem)}
        assert len(opened) == 300
    first = plain(walk.taps("Ana", Plan(SCHOOL, By.DUE, 0)).screen.html)
    assert "300 to do" in first
    assert first.index("Overdue") < first.index("0 x")


# --- properties


MOVES = st.one_of(
    st.tuples(st.just(Field.STATE), st.sampled_from([s for s in State if s is not State.UNDONE])),
    st.tuples(st.just(Field.WORDS), st.text(min_size=1, max_size=20)),
    st.tuples(
        st.just(Field.OWNER),
        st.sampled_from([Owner(), Owner(1), Owner(2), Owner(words="person:2"), Owner(words="a:b")]),
    ),
    st.tuples(
        st.just(Field.DUE),
        st.none() | st.builds(Due, st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.booleans()),
    ),
    st.just("undo"),
)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=st.lists(MOVES, max_size=12))
def test_the_history_replays_to_the_present(walk: Walk, moves: list[object]) -> None:
    db = walk.store.writer
    what = What(house().framework.version, 1, None, "Something")
    id_ = plan.add(db, SCHOOL, what, Doer(1, Role.LEAD), walk.now)
    for move in moves:
        before = item(walk, id_)
        if move == "undo":
            walk.taps("Ana", UndoChange(id_, before.seen))
        else:
            assert isinstance(move, tuple)
            field, value = move
            new = "" if value is None else str(value)
            plan.change(db, id_, field, new, Doer(2, Role.TEACHER), walk.now)
        present = item(walk, id_)
        said = plan.changes(walk.store.reader, id_)
        assert replay((c.field, c.new) for c in said) == present.now
        assert present.sequence == len(said) - 2
        assert present.sequence >= before.sequence
        assert present.seen == said[-1].id
        for earlier, later in pairwise(said):
            if earlier.field is later.field:
                assert later.old == earlier.new
        done = [c.at for c in said if c.field is Field.STATE]
        assert present.done_at == (done[-1] if present.now.state is State.DONE else None)
        if present.now.state is State.UNDONE:
            return


@given(on=st.dates(date(2026, 1, 1), date(2028, 1, 1)), state=st.sampled_from(list(State)))
def test_only_what_is_to_be_done_is_overdue(on: date, state: State) -> None:
    standing = replay([(Field.STATE, state), (Field.DUE, str(Due(on)))])
    assert overdue(standing, TODAY) == (state in (State.TO_DO, State.DOING) and on < TODAY)


def test_a_number_typed_for_words_is_a_slip_and_the_way_back_is_to_the_question(walk: Walk) -> None:
    seen = puts_in(walk).seen
    for asked in (ItemWords(1, seen), ItemOwner(1, seen, 0), OwnWords(SCHOOL, 5)):
        walk.taps("Ana", asked)
        assert walk.says("Ana", "7").route == Explain(Why.NO_WORDS)
        assert walk.ways("Ana")[0] == asked
    assert item(walk).now.owner == Owner()
    assert len(plan.items(walk.store.reader, SCHOOL)) == 1


# --- what stays, and what is asked


def test_undoing_already_done_says_that_the_answer_stays(walk: Walk) -> None:
    walk.taps("Ana", AlreadyDone(AUDIT, "1.1a"))
    shown = now.latest(walk.store.reader, SCHOOL)["1.1"].id
    walk.taps("Ana", FinishedSays(1, "1.1", Level.FULLY, shown))
    walk.taps("Ana", PlanItem(1))
    toast = walk.follows("Ana", UndoChange).toast
    assert toast
    assert "What you said of 1.1 stays: Fully in place" in toast
    assert carrying.cause_of(turn(walk), 1) is None


def test_before_any_review_nothing_is_asked_that_would_be_kept_nowhere(walk: Walk) -> None:
    walk.store.writer.execute("INSERT INTO school (name, name_key, since) VALUES ('New', 'new', 0)")
    eve = people.meet(walk.store.writer, CHANNEL, "eve", "Eve", walk.now).person
    memberships.join(walk.store.writer, eve, 2, Role.LEAD, walk.now)
    walk.taps("Eve", OwnWords(2, 3))
    walk.says("Eve", "A fair in the hall")
    done = walk.follows("Eve", ItemState, "Done").screen
    assert "Your school has not begun a review yet" in done.html
    assert "has not begun a review" in walk.taps("Eve", FinishedFor(1, "3.1")).screen.html
    walk.taps("Eve", FinishedSays(1, "3.1", Level.FULLY, 0))
    assert not now.latest(walk.store.reader, 2)


def test_whoever_left_reads_their_own_data_and_not_what_became_of_the_plan(walk: Walk) -> None:
    puts_in(walk, "Ben")
    walk.taps("Ben", ItemNotes(1, 0))
    walk.says("Ben", "Rang the port")
    here = memberships.at(walk.store.reader, 2, SCHOOL)
    assert here
    walk.taps("Ana", ItemWords(1, item(walk).seen))
    walk.says("Ana", "Tell the head in confidence")
    assert "in confidence" in my_data(walk, "Ben")
    walk.taps("Ben", LeaveForGood(here.id))
    assert "in confidence" not in my_data(walk, "Ben")
    assert "Rang the port" in my_data(walk, "Ben")


def test_what_was_done_since_is_carried_over_through_a_merge(walk: Walk) -> None:
    """The other school's review was open before; the one that goes on is based on the last."""
    db = walk.store.writer
    db.execute("INSERT INTO school (name, name_key, since) VALUES ('Other', 'other', 0)")
    eve = people.meet(db, CHANNEL, "eve", "Eve", walk.now).person
    memberships.join(db, eve, 2, Role.LEAD, walk.now)
    audits.start(db, 2, house().framework.version, False, walk.now + 100)
    walk.now += 1000
    puts_in(walk)
    walk.taps("Ana", PlanItem(1))
    walk.follows("Ana", ItemState, "Done")
    walk.taps("Ana", FinishedSays(1, "1.1", Level.FULLY, now.latest(db, SCHOOL)["1.1"].id))
    walk.now += 1000
    walk.taps("Ana", StartAgain(SCHOOL, False, True))
    (new,) = db.execute("SELECT id FROM audit WHERE based_on = 1").fetchone()
    merging.merge(db, Pair(2, SCHOOL), None)
    assert now.before(db, new)["1.1"].level is Level.FULLY


def my_data(walk: Walk, who: str) -> str:
    return "".join(a.content.decode() for a in walk.taps(who, MyData()).screen.attachments)


def turn(walk: Walk) -> Turn:
    account = people.meet(walk.store.writer, CHANNEL, "ana", "Ana", walk.now)
    return Turn(walk.store.reader, walk.now, account, house())

"""The plan: a school's items, every change of them, and the notes beside them."""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from neambition.plan import Due, Field, Owner, Standing, State
from neambition.store.memberships import Role


@dataclass(frozen=True)
class Item:
    """Something a school means to do; times in UTC seconds.

    `framework` is the version whose `action` it is, or was put in under. `seen` is the id of its
    latest change, by which an old button is known. `sequence` counts its changes, from 0.
    """

    id: int
    school: int
    framework: str
    benchmark: int
    action: str | None
    now: Standing
    since: int
    done_at: int | None
    seen: int
    sequence: int

    @property
    def statement(self) -> str | None:
        """The statement that its action serves; own words serve a benchmark."""
        return self.action[:-1] if self.action else None


@dataclass(frozen=True)
class Change:
    """One change, by whom and when; `person` and `first_name` are none once they were erased."""

    id: int
    item: int
    field: Field
    old: str
    new: str
    person: int | None
    first_name: str | None
    role: Role | None
    at: int
    undoes: int | None


@dataclass(frozen=True)
class Note:
    """Words beside an item; `at` in UTC seconds."""

    id: int
    item: int
    person: int
    first_name: str
    role: Role
    text: str
    at: int


@dataclass(frozen=True)
class Doer:
    """Who changes something, and as what at that school: none for what nobody there did."""

    person: int | None
    role: Role | None


_ITEM = (
    "SELECT i.id, i.school, i.framework, i.benchmark, i.action, i.words, i.owner, i.owner_words,"
    " i.due_on, i.due_about, i.state, i.since, i.done_at,"
    " (SELECT max(c.id) FROM plan_change c WHERE c.item = i.id),"
    " (SELECT count(*) - 2 FROM plan_change c WHERE c.item = i.id)"
    " FROM plan_item i "
)


def _item(row: tuple[Any, ...]) -> Item:
    (id_, school, framework, benchmark, action, words, owner, owner_words, on, about, state) = row[
        :11
    ]
    due = Due(date.fromisoformat(on), bool(about)) if on else None
    now = Standing(State(state), words, Owner(owner, owner_words), due)
    return Item(id_, school, framework, benchmark, action, now, *row[11:])


def item(db: sqlite3.Connection, id_: int) -> Item | None:
    row = db.execute(_ITEM + "WHERE i.id = ?", (id_,)).fetchone()
    return _item(row) if row else None


def school_of(db: sqlite3.Connection, id_: int) -> int | None:
    row = db.execute("SELECT school FROM plan_item WHERE id = ?", (id_,)).fetchone()
    return int(row[0]) if row else None


def items(db: sqlite3.Connection, school: int) -> list[Item]:
    """A school's items as they were put in, but for those taken back."""
    rows = db.execute(_ITEM + "WHERE i.school = ? AND i.state <> 'undone' ORDER BY i.id", (school,))
    return [_item(row) for row in rows]


def every_item(db: sqlite3.Connection, school: int) -> list[Item]:
    """The same with those taken back, which a calendar may still hold."""
    rows = db.execute(_ITEM + "WHERE i.school = ? ORDER BY i.id", (school,))
    return [_item(row) for row in rows]


def counts(db: sqlite3.Connection, school: int) -> Counter[State]:
    """How many of a school's items are in each state."""
    rows = db.execute(
        "SELECT state, count(*) FROM plan_item WHERE school = ? GROUP BY state", (school,)
    )
    return Counter({State(state): count for state, count in rows if state != State.UNDONE})


def of_action(db: sqlite3.Connection, school: int, action: str) -> Item | None:
    """The school's item of that action, one taken back too; the one put in last."""
    row = db.execute(
        _ITEM
        + "WHERE i.school = ? AND i.action = ? ORDER BY i.state = 'undone', i.id DESC LIMIT 1",
        (school, action),
    ).fetchone()
    return _item(row) if row else None


@dataclass(frozen=True)
class What:
    """What is put into a plan: an action of a version's, or own words under a benchmark."""

    framework: str
    benchmark: int
    action: str | None
    words: str


def add(
    db: sqlite3.Connection,
    school: int,
    what: What,
    by: Doer,
    now: int,
    state: State = State.TO_DO,
) -> int:
    """Put it in; returns its id."""
    (id_,) = db.execute(
        "INSERT INTO plan_item (school, framework, benchmark, action, words, state, since)"
        " VALUES (?, ?, ?, ?, '', 'undone', ?) RETURNING id",
        (school, what.framework, what.benchmark, what.action, now),
    ).fetchone()
    change(db, id_, Field.WORDS, what.words, by, now)
    change(db, id_, Field.STATE, state, by, now)
    return int(id_)


def change(
    db: sqlite3.Connection,
    id_: int,
    field: Field,
    new: str,
    by: Doer,
    now: int,
    undoes: int | None = None,
) -> bool:
    """Let a field have another value; False where it has that already."""
    found = item(db, id_)
    assert found is not None  # noqa: S101 looked up by whoever calls
    old = found.now.value(field)
    if old == new:
        return False
    db.execute(
        "INSERT INTO plan_change (item, field, old, new, person, role, at, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (id_, field, old, new, by.person, by.role, now, undoes),
    )
    _write(db, id_, found.now.changed(field, new), now if field is Field.STATE else None)
    return True


def _write(db: sqlite3.Connection, id_: int, to: Standing, at: int | None) -> None:
    """The item as it stands; `at`: when its state changed, if that did."""
    db.execute(
        "UPDATE plan_item SET words = ?, owner = ?, owner_words = ?, due_on = ?, due_about = ?,"
        " state = ? WHERE id = ?",
        (
            to.words,
            to.owner.person,
            to.owner.words,
            to.due.on.isoformat() if to.due else None,
            to.due.about if to.due else False,
            to.state,
            id_,
        ),
    )
    if at is not None:
        done = at if to.state is State.DONE else None
        db.execute("UPDATE plan_item SET done_at = ? WHERE id = ?", (done, id_))


_CHANGE = (
    "SELECT c.id, c.item, c.field, c.old, c.new, c.person, p.first_name, c.role, c.at, c.undoes"
    " FROM plan_change c LEFT JOIN person p ON p.id = c.person "
)


def _change(
    row: tuple[int, int, str, str, str, int | None, str | None, str | None, int, int | None],
) -> Change:
    id_, of, field, old, new, person, first_name, role, at, undoes = row
    as_role = Role(role) if role else None
    return Change(id_, of, Field(field), old, new, person, first_name, as_role, at, undoes)


def changes(db: sqlite3.Connection, id_: int) -> list[Change]:
    """Every change of an item, the oldest first."""
    return [_change(row) for row in db.execute(_CHANGE + "WHERE c.item = ? ORDER BY c.id", (id_,))]


def every_change(db: sqlite3.Connection, school: int) -> list[Change]:
    """Every change of a school's items, the oldest first."""
    rows = db.execute(
        _CHANGE + "JOIN plan_item i ON i.id = c.item WHERE i.school = ? ORDER BY c.id", (school,)
    )
    return [_change(row) for row in rows]


def changed_last(db: sqlite3.Connection, id_: int, field: Field) -> int:
    """The id of the latest change of one field of an item, 0 without any."""
    (last,) = db.execute(
        "SELECT coalesce(max(id), 0) FROM plan_change WHERE item = ? AND field = ?", (id_, field)
    ).fetchone()
    return int(last)


def owned(db: sqlite3.Connection, person: int) -> list[Item]:
    """Every item that is this person's, at any school and in any state."""
    rows = db.execute(_ITEM + "WHERE i.owner = ? ORDER BY i.id", (person,))
    return [_item(row) for row in rows]


# --- notes


_NOTE = (
    "SELECT n.id, n.item, n.person, p.first_name, n.role, n.text, n.at FROM plan_note n"
    " JOIN person p ON p.id = n.person "
)


def _note(row: tuple[int, int, int, str, str, str, int]) -> Note:
    id_, of, person, first_name, role, text, at = row
    return Note(id_, of, person, first_name, Role(role), text, at)


def add_note(db: sqlite3.Connection, id_: int, by: int, role: Role, text: str, now: int) -> None:
    db.execute(
        "INSERT INTO plan_note (item, person, role, text, at) VALUES (?, ?, ?, ?, ?)",
        (id_, by, role, text, now),
    )


def note(db: sqlite3.Connection, id_: int) -> Note | None:
    row = db.execute(_NOTE + "WHERE n.id = ?", (id_,)).fetchone()
    return _note(row) if row else None


def notes(db: sqlite3.Connection, id_: int) -> list[Note]:
    """The notes beside an item, the oldest first."""
    return [_note(row) for row in db.execute(_NOTE + "WHERE n.item = ? ORDER BY n.id", (id_,))]


def every_note(db: sqlite3.Connection, school: int) -> list[Note]:
    """The notes beside a school's items, the oldest first."""
    rows = db.execute(
        _NOTE + "JOIN plan_item i ON i.id = n.item WHERE i.school = ? ORDER BY n.id", (school,)
    )
    return [_note(row) for row in rows]


def delete_note(db: sqlite3.Connection, id_: int) -> None:
    """For good: no other row holds a note's words."""
    db.execute("DELETE FROM plan_note WHERE id = ?", (id_,))


# --- not for us


def refuse(db: sqlite3.Connection, school: int, action: str, by: int, now: int) -> None:
    """Not to be suggested to this school again."""
    db.execute(
        "INSERT INTO not_for_us (school, action, person, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (school, action, by, now),
    )


def bring_back(db: sqlite3.Connection, school: int, action: str) -> None:
    """It may be suggested again."""
    db.execute("DELETE FROM not_for_us WHERE school = ? AND action = ?", (school, action))


def taken(db: sqlite3.Connection, school: int) -> set[str]:
    """The actions not to be suggested to this school: in its plan in any state, or refused."""
    rows = db.execute(
        "SELECT action FROM plan_item WHERE school = :school AND action IS NOT NULL"
        " AND state <> 'undone' UNION SELECT action FROM not_for_us WHERE school = :school",
        {"school": school},
    )
    return {action for (action,) in rows}


def refused(db: sqlite3.Connection, school: int) -> list[str]:
    """The actions that this school does not want, the latest first."""
    rows = db.execute(
        "SELECT action FROM not_for_us WHERE school = ? ORDER BY at DESC, action", (school,)
    )
    return [action for (action,) in rows]

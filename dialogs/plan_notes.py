"""Notes beside an item of the plan: as long as a message, read a part at a time."""

from dialogs import access
from dialogs.paging import page_of
from dialogs.plan_changing import doer
from dialogs.routes import DropRemark, DropRemarkForGood, ItemNotes, PlanItem, Why
from dialogs.saying import day, giver, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.store import plan
from neambition.store.plan import Note

LONGEST = 4096
A_PART = 1500
"""UTF-16 units of a note on one screen; two such parts fit beside everything else."""
A_PAGE = 2


def notes(turn: Turn, route: ItemNotes) -> Screen:
    """The latest first, a long one in parts; one's own can be deleted."""
    item = access.item(turn, route.item)
    kept = plan.notes(turn.db, item.id)[::-1]
    page = page_of([part for note in kept for part in _parts(note)], route.page, A_PAGE)
    lines = [
        {
            "text": text,
            "part": part,
            "who": giver(note.first_name, note.role, note.person == turn.who.person),
            "day": day(note.at, turn.house.zone),
        }
        for note, text, part in page.shown
    ]
    mine = {n.id: n for n, _, _ in page.shown if n.person == turn.who.person}.values()
    may = access.membership_at(turn, item.school).answers
    return Screen(
        say("item_notes", words=item.now.words, lines=lines, page=page.place, may=may),
        column(
            *(
                Button(f"Delete your note of {day(n.at, turn.house.zone)}", DropRemark(n.id))
                for n in mine
            )
        )
        + page.turning(lambda to: ItemNotes(item.id, to))
        + column(Button("Back to it", PlanItem(item.id))),
    )


def _parts(note: Note) -> list[tuple[Note, str, str]]:
    """A note in pieces that fit, each with its place: `part 1 of 3`, empty for a short one."""
    pieces = _pieces(note.text)
    many = len(pieces) > 1
    places = (f"part {n} of {len(pieces)}" if many else "" for n in range(1, len(pieces) + 1))
    return [(note, piece, place) for piece, place in zip(pieces, places, strict=True)]


def _pieces(text: str) -> list[str]:
    """A text cut by its UTF-16 units, between letters and never within one."""
    raw, pieces, at = text.encode("utf-16-le"), [], 0
    while at < len(raw):
        end = at + 2 * A_PART
        if end < len(raw) and 0xD8 <= raw[end - 1] < 0xDC:
            end -= 2
        pieces.append(raw[at:end].decode("utf-16-le"))
        at = end
    return pieces


def hear_note(turn: Turn, route: ItemNotes, words: str) -> Step:
    item = access.item(turn, route.item)
    by = doer(turn, item.school)
    if not access.membership_at(turn, item.school).answers or by.role is None:
        raise Refused(Why.READ_ONLY)
    plan.add_note(turn.db, item.id, turn.who.person, by.role, words[:LONGEST], turn.now)
    return Step(ItemNotes(item.id, 0), "Note kept")


def drop(turn: Turn, route: DropRemark) -> Screen:
    note = access.remark(turn, route.remark)
    return Screen(
        say("delete_note", note=note, day=day(note.at, turn.house.zone)),
        column(
            Button("Yes, delete it for good", DropRemarkForGood(note.id)),
            Button("Keep it", ItemNotes(note.item, 0)),
        ),
    )


def drop_for_good(turn: Turn, route: DropRemarkForGood) -> Step:
    note = access.remark(turn, route.remark)
    plan.delete_note(turn.db, note.id)
    return Step(ItemNotes(note.item, 0), "Deleted for good")

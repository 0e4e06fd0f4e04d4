"""Notes: what a school could show a visitor, kept beside a statement in a person's own words."""

from dialogs import access
from dialogs.routes import (
    Aside,
    CheckBenchmark,
    DeleteNote,
    DeleteNoteForGood,
    DropAside,
    KeepAside,
    NoteMine,
    Notes,
    ReplyMeant,
    Results,
    ShowStatement,
    Why,
)
from dialogs.saying import day, say, units
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.store import drafts, notes, relays
from neambition.store.audits import Audit
from neambition.store.drafts import Kind

LONGEST_NOTE = 1000
"""In UTF-16 units, as Telegram counts: three whole notes fit on a screen."""
SHOWN = 3


def show_notes(turn: Turn, route: Notes) -> Screen:
    """The latest notes, one's own to be opened; words typed now become one."""
    audit = access.audit(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    kept = notes.on(turn.db, audit.id, statement.id)
    mine = [note for note in kept if note.person == turn.who.person]
    lines = [
        {
            "text": note.text,
            "role": note.role,
            "day": day(note.at, turn.house.zone),
        }
        for note in kept[-SHOWN:]
    ]
    buttons = [
        Button(f"Your note of {day(note.at, turn.house.zone)}", NoteMine(note.id))
        for note in mine[-8:]
    ]
    if audit.finished or not audit.answers:
        back = Button("Back to the answers", CheckBenchmark(audit.id, statement.benchmark))
    else:
        back = Button("Back to the statement", ShowStatement(audit.id, statement.id, ""))
    facts = {"statement": statement, "notes": lines, "earlier": len(kept) - len(lines)}
    open_ = audit.answers and not audit.finished
    return Screen(say("notes", **facts, open=open_), column(*buttons, back))


def hear_note(turn: Turn, route: Notes, words: str) -> Step:
    audit = access.unfinished(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    if not audit.answers:
        raise Refused(Why.READ_ONLY)
    return keep(turn, audit, statement.id, words)


def hear_overtaken(turn: Turn, route: Notes, words: str) -> Step:
    """Somebody wrote since the notes were opened: asked whether it is a note."""
    audit = access.audit(turn, route.audit)
    return aside(turn, audit, route.statement if audit.answers else None, words)


def keep(turn: Turn, audit: Audit, statement: str, words: str) -> Step:
    """Add the note and go back to its statement."""
    check_length(words)
    notes.add(turn.db, audit.id, statement, turn.who.person, access.role(audit), words, turn.now)
    return Step(ShowStatement(audit.id, statement, ""), f"Note on {statement} kept")


def aside(turn: Turn, audit: Audit, statement: str | None, words: str) -> Step:
    """Words typed at a statement: kept as a draft until the person says which they are."""
    check_length(words)
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words, turn.now)
    if audit.finished or statement is None:
        return Step(Results(draft))
    return Step(Aside(audit.id, statement, draft))


def ask_aside(turn: Turn, route: Aside) -> Screen:
    audit = access.audit(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    words = access.draft(turn, route.draft, Kind.WORDS)
    kept = (audit.id, statement.id, route.draft)
    wrote = relays.recent(turn.db, turn.who.id, turn.now)
    pass_on = ReplyMeant(wrote.id, route.draft) if wrote else None
    return Screen(
        say("aside", statement=statement, words=words[:200], cut=len(words) > 200),
        (
            (Button("Keep", KeepAside(*kept)), Button("Look for resources", Results(route.draft))),
            *(((Button("Pass it on to whoever wrote to me", pass_on),),) if pass_on else ()),
            (Button("Neither", DropAside(*kept)),),
        ),
    )


def keep_aside(turn: Turn, route: KeepAside) -> Step:
    audit = access.unfinished(turn, route.audit)
    statement = access.statement(turn, audit, route.statement)
    step = keep(turn, audit, statement.id, access.draft(turn, route.draft, Kind.WORDS))
    drafts.drop(turn.db, route.draft, turn.who.person)
    return step


def drop_aside(turn: Turn, route: DropAside) -> Step:
    drafts.drop(turn.db, route.draft, turn.who.person)
    return Step(ShowStatement(route.audit, route.statement, ""), "Not kept")


def note_mine(turn: Turn, route: NoteMine) -> Screen:
    note = access.note(turn, route.note)
    return Screen(
        say("note_mine", note=note, day=day(note.at, turn.house.zone)),
        column(
            Button("Delete for good", DeleteNote(note.id)),
            Button("Back to the notes", Notes(note.audit, note.statement)),
        ),
    )


def delete_note(turn: Turn, route: DeleteNote) -> Screen:
    note = access.note(turn, route.note)
    return Screen(
        say("delete_note", note=note, day=day(note.at, turn.house.zone)),
        column(
            Button("Yes, delete it for good", DeleteNoteForGood(note.id)),
            Button("Keep it", Notes(note.audit, note.statement)),
        ),
    )


def delete_note_for_good(turn: Turn, route: DeleteNoteForGood) -> Step:
    note = access.note(turn, route.note)
    notes.delete(turn.db, note.id)
    return Step(Notes(note.audit, note.statement), "Deleted for good")


def check_length(words: str) -> None:
    if units(words) > LONGEST_NOTE:
        raise Refused(Why.NOTE_TOO_LONG)

"""Saying what an entry is, a question at a time: words, or a choice."""

from dialogs import entry_drafts
from dialogs.entry_drafts import Saying
from dialogs.keeping import address
from dialogs.keeping_piles import home
from dialogs.keeping_saying import PARTS, SAID, part_said
from dialogs.plan_changing import one_line
from dialogs.routes import AddEntry, CatalogueEntry, ChooseForEntry, EntryDraft, EntryPart, Why
from dialogs.saying import capital, cut, say
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.turn import Refused, Step, Turn
from neambition.resources.entry import Evidence
from neambition.resources.parts import (
    NEEDED,
    OPTIONS,
    SEVERAL,
    Fault,
    Part,
    chosen,
    fault,
    option_of,
    option_slug,
)

TOO_LONG = {
    Part.TITLE: Why.TITLE_TOO_LONG,
    Part.PROVIDER: Why.TITLE_TOO_LONG,
    Part.SUMMARY: Why.SUMMARY_TOO_LONG,
    Part.NOTE: Why.SUMMARY_TOO_LONG,
}
ACROSS = {Part.BENCHMARKS: 1, Part.EVIDENCE: 1, Part.SEASON: 3}
"""Buttons a row, where not two."""
EMPTY = {Part.SEASON: "Any time", Part.NOTE: "No remark", Part.PROVIDER: "Leave it out"}
HAVE_YOU = {Evidence.READ: "Yes, I opened it and it works", Evidence.SEEN: "No, not yet"}


def add(turn: Turn, route: AddEntry) -> Screen:
    return Screen(say("entry_add"), column(home()))


def hear_address(turn: Turn, route: AddEntry, words: str) -> Step:
    return entry_drafts.begin(turn, {Part.URL: address(words)})


def part(turn: Turn, route: EntryPart) -> Screen:
    """What is said of it now, and how to say something else."""
    saying = entry_drafts.load(turn, route.draft)
    now = entry_drafts.current(turn, saying)
    whole = entry_drafts.whole(saying, now)
    cell = whole[route.part]
    rows = _options(turn, route, cell)
    if route.part in EMPTY and cell:
        rows += column(Button(EMPTY[route.part], ChooseForEntry(route.draft, route.part, "", True)))
    if route.part in SEVERAL and (cell or route.part not in NEEDED):
        done = entry_drafts.onward(turn, route.draft, saying).route
        rows += column(Button("Done", done))
    back = "All that is said so far" if now is None else "Leave it as it is"
    facts = {
        "part": route.part,
        "name": saying.name,
        "url": whole[Part.URL],
        "new": now is None,
        "said": part_said(route.part, cell) if cell else None,
    }
    return Screen(
        say("entry_part", **facts),
        rows + column(Button(back, EntryDraft(route.draft))),
    )


def _options(turn: Turn, route: EntryPart, cell: str) -> Rows:
    """Each to be chosen; what is chosen is marked, and where several may be, unmarked by a tap."""
    has = cell.split(";") if route.part in SEVERAL else [cell]

    def button(option: str) -> Button:
        marked = option in has
        on = not marked or route.part not in SEVERAL
        label = f"{'✓ ' if marked else ''}{_label(turn, route.part, option)}"
        code = option_slug(option)
        return Button(cut(label), ChooseForEntry(route.draft, route.part, code, on))

    options = [button(option) for option in OPTIONS.get(route.part, ())]
    return side_by_side(options, ACROSS.get(route.part, 2))


def _label(turn: Turn, part: Part, option: str) -> str:
    if part is Part.BENCHMARKS:
        titles = {str(b.number): b.title for b in turn.house.framework.benchmarks}
        return f"{option} {titles.get(option, '')}".strip()
    if part is Part.EVIDENCE:
        return HAVE_YOU[Evidence(option)]
    return capital(SAID.get(option, option))


def hear(turn: Turn, route: EntryPart, words: str) -> Step:
    """Words are the part itself, or the name of a choice."""
    saying = entry_drafts.load(turn, route.draft)
    if route.part is Part.URL:
        url = address(words)
        if found := entry_drafts.here_already(turn, url, but=saying.of):
            return Step(CatalogueEntry(found.id), "That address is here already: this is its entry")
        return _said(turn, route, saying, url)
    if route.part not in OPTIONS:
        return _said(turn, route, saying, one_line(words))
    named = {_label(turn, route.part, o).casefold(): o for o in OPTIONS[route.part]}
    option = named.get(words.casefold()) or option_of(route.part, option_slug(words))
    if option is None:
        raise Refused(Why.NOT_A_CHOICE)
    return choose(turn, ChooseForEntry(route.draft, route.part, option_slug(option), True))


def choose(turn: Turn, route: ChooseForEntry) -> Step:
    """Where several may be, the question stays; else on to the next."""
    saying = entry_drafts.load(turn, route.draft)
    if route.choice == "" and route.part not in NEEDED:
        return _said(turn, route, saying, "")
    option = option_of(route.part, route.choice)
    if option is None:
        raise Refused(Why.UNREADABLE)
    cell = entry_drafts.whole(saying, entry_drafts.current(turn, saying))[route.part]
    return _said(turn, route, saying, chosen(route.part, cell, option, route.on))


def _said(turn: Turn, route: EntryPart | ChooseForEntry, saying: Saying, cell: str) -> Step:
    wrong = fault(route.part, cell)
    if wrong:
        raise Refused(TOO_LONG[route.part] if wrong is Fault.TOO_LONG else Why.UNREADABLE)
    after = entry_drafts.say_part(turn, route.draft, saying, route.part, cell)
    if route.part in SEVERAL:
        return Step(EntryPart(route.draft, route.part))
    return entry_drafts.onward(turn, route.draft, after, f"{PARTS[route.part]}: kept")

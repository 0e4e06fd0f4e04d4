"""How the parts of an entry, and what was done with it, are said to whoever looks after it."""

from dialogs.resource_saying import KINDS, VALUES
from dialogs.saying import cut, named, short_day
from dialogs.turn import Turn
from neambition.resources.entry import Cost, Evidence
from neambition.resources.parts import SEVERAL, Cells, Part
from neambition.resources.succession import Differs
from neambition.store.keeping import Change, What

PARTS = {
    Part.URL: "Address",
    Part.TITLE: "Title",
    Part.SUMMARY: "Sentence",
    Part.KIND: "Kind",
    Part.STAGES: "Ages",
    Part.BENCHMARKS: "Benchmarks",
    Part.COST: "Cost",
    Part.REGION: "Place",
    Part.EVIDENCE: "Page",
    Part.PROVIDER: "From",
    Part.AUDIENCE: "For",
    Part.SUBJECTS: "Subjects",
    Part.SEASON: "Season",
    Part.NOTE: "Remark",
}
NONE = {Part.SUBJECTS: "any", Part.SEASON: "any time", Part.PROVIDER: "not said"}
"""What a part is that may be left out, where it was."""
SAID: dict[str, str] = {
    **VALUES,
    **{str(kind): said for kind, said in KINDS.items()},
    Cost.MIXED: "partly free",
    Cost.PAID: "costs money",
    Cost.UNKNOWN: "not known",
    Evidence.READ: "opened, and it works",
    Evidence.SEEN: "not opened by us",
}
"""Values that do not say themselves what they are; the others as teachers read them too."""
LONGEST_IN_A_LINE = 60
DONE = {
    What.ADDED: "put it into the catalogue",
    What.RETIRED: "retired it",
    What.BROUGHT_BACK: "brought it back",
    What.OPENED: "opened it, and it works",
    What.TOOK_FILE: "took what the file says",
    What.KEPT_OURS: "kept what is here, not the file's",
    What.KEPT_BOTH: "kept it beside the file's",
}
DIFFERS = {
    Differs.CHANGED: "Changed here, and in the newer file too",
    Differs.RETIRED: "Retired here, and changed in the newer file",
    Differs.REMOVED: "Touched here, and in the newer file no more",
    Differs.SAME_ID: "Added here, and the newer file has another page of that name",
    Differs.TWICE: "Added here, and the newer file has the same page",
}


def part_said(part: Part, cell: str) -> str:
    """What a part says: `early years, Key Stage 2`; and where nothing, that."""
    if not cell:
        return NONE.get(part, "none")
    if part not in SEVERAL:
        return SAID.get(cell, cell)
    return ", ".join(SAID.get(value, value) for value in cell.split(";"))


def entry_facts(of: Cells) -> dict[str, object]:
    """An entry for a template, part by part; none for what nobody has said yet."""
    told = [part for part in Part if of[part] or part in NONE]
    return {**dict.fromkeys(Part), **{part: part_said(part, of[part]) for part in told}}


def who_said(turn: Turn, change: Change) -> str:
    """`You`, `Fay`, and of somebody who was erased `A facilitator`."""
    if change.person == turn.who.person:
        return "You"
    return named(change.first_name) if change.first_name else "A facilitator"


def change_said(turn: Turn, change: Change) -> str:
    """`Fay, 24 November: cost is now free (before: not known)`."""
    day = short_day(change.at, turn.now, turn.house.zone)
    if change.part is None:
        return f"{who_said(turn, change)}, {day}: {DONE[change.what]}"
    new, old = (
        cut(part_said(change.part, cell), LONGEST_IN_A_LINE) for cell in (change.new, change.old)
    )
    now = f"{PARTS[change.part].lower()} is now {new} (before: {old})"
    return f"{who_said(turn, change)}, {day}: {now}"

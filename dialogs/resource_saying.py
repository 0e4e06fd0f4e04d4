"""How resources and what requests are limited to are said."""

from collections.abc import Sequence

from dialogs.saying import capital
from dialogs.turn import Turn
from neambition.resources.entry import Kind, Resource, Stage
from neambition.resources.limits import ONLINE, Facet, Limit
from neambition.resources.links import Standing, State, standing
from neambition.resources.seasons import meet, out_of_season
from neambition.store import link_checks, requests

FACETS = {
    Facet.AGE: "By age",
    Facet.COST: "By cost",
    Facet.SORT: "By kind",
    Facet.PLACE: "By place",
    Facet.SUBJECT: "By subject",
}
"""What a request can be narrowed by with a tap."""

WIDER = {
    Facet.AGE: "Any age",
    Facet.COST: "Any cost",
    Facet.SORT: "Any kind",
    Facet.PLACE: "Anywhere",
    Facet.SUBJECT: "Any subject",
    Facet.READER: "For anybody",
    Facet.TIME: "Any time",
    Facet.BENCHMARK: "Any benchmark",
}
_STAGES = {Stage.EYFS: "early years", Stage.KS1: "Key Stage 1", Stage.KS2: "Key Stage 2"}
VALUES: dict[str, str] = {
    **{str(stage): said for stage, said in _STAGES.items()},
    "free": "free",
    "unpaid": "free, or cost not known",
    "trip": "somewhere to go",
    "event": "event or special day",
    "lesson": "lesson or activity",
    "training": "training for staff",
    "guide": "guide or background",
    "example": "how a school did it",
    "funding": "funding",
    "leaders": "heads and leads",
    "pupils": "children",
    ONLINE: "online, without a journey",
    "english": "English",
    "dt": "design and technology",
    "pe": "PE",
    "pshe": "PSHE",
    "re": "RE",
}
KINDS = {
    Kind.CASE_STUDY: "how a school did it",
    Kind.INFORMATION: "background",
    Kind.VISIT: "somewhere to go",
    Kind.TRAINING: "training for staff",
}


_OR_TOLD = {
    "visitor": "visitor, or how a school had one",
    "trip": "somewhere to go, or how a school went",
}
LONG_AGO = 180
"""Days after which it is said when a link was last checked."""


def limit_said(turn: Turn, limit: Limit) -> str:
    """`Key Stage 2`, `free`, `near Sunderland`."""
    if limit.facet is Facet.BENCHMARK:
        titles = {str(b.number): b.title for b in turn.house.framework.benchmarks}
        return f"benchmark {limit.value}, {titles.get(limit.value, '')}".rstrip(", ")
    if limit.facet is Facet.PLACE and limit.value not in (ONLINE, "UK", "England"):
        return f"in or near {limit.value}"
    if limit.facet is Facet.SORT and limit.value in _OR_TOLD:
        return _OR_TOLD[limit.value]
    if limit.facet is Facet.READER:
        return f"for {VALUES.get(limit.value, limit.value)}"
    return VALUES.get(limit.value, limit.value)


def resource_lines(
    turn: Turn, entries: Sequence[Resource], when: str | None = None
) -> list[dict[str, object]]:
    """Entries for a template: what each is, why it may suit, and what to know before. `when`: the
    season that was asked for."""
    broken = requests.said_broken(turn.db)
    stand = links_stand(turn, entries)
    return [
        {"entry": e, "why": _why(e), "flags": _flags(turn, e, stand[e.id], e.id in broken, when)}
        for e in entries
    ]


def not_opening(turn: Turn, entries: Sequence[Resource]) -> set[str]:
    """Ids of those whose link did not open; one that nothing looked at has not failed to."""
    found = link_checks.latest(turn.db, [entry.id for entry in entries])
    looked_at = (entry for entry in entries if entry.id in found)
    zone = turn.house.zone
    return {e.id for e in looked_at if not standing(e, found[e.id], zone).opens}


def links_stand(turn: Turn, entries: Sequence[Resource]) -> dict[str, Standing]:
    """How the entries' links stand, by id."""
    found = link_checks.latest(turn.db, [entry.id for entry in entries])
    return {e.id: standing(e, found.get(e.id), turn.house.zone) for e in entries}


def _why(entry: Resource) -> str:
    """`visitor · Key Stage 2 · free · North East`: only what the entry itself says."""
    kind = KINDS.get(entry.kind, entry.kind.replace("-", " "))
    all_ages = len(entry.stages) == len(Stage)
    stages = "all ages" if all_ages else ", ".join(_STAGES[stage] for stage in entry.stages)
    subjects = ", ".join(VALUES.get(s, s) for s in entry.subjects[:2])
    return " · ".join(filter(None, (kind, stages, entry.cost_said, entry.region, subjects)))


def _flags(
    turn: Turn, entry: Resource, link: Standing, broken: bool, when: str | None
) -> list[str]:
    """What is honest to say of it: how its link stands, its season, its own remark."""
    today = turn.local.date()
    flags = []
    if broken:
        flags.append("Somebody could not open this link; the facilitators have been told.")
    if link.state is not State.CHECKED or (today - link.on).days > LONG_AGO:
        flags.append(f"{capital(link.said)}.")
    asked_for = bool(when and entry.season and meet(entry.season, when))
    if out_of_season(entry.season, today) and not asked_for:
        flags.append(f"May be out of season: it is for {entry.season}.")
    elif entry.season:
        flags.append(f"For {entry.season}.")
    if entry.note:
        flags.append(entry.note if entry.note[-1] in ".?!" else f"{entry.note}.")
    return flags

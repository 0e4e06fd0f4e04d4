"""One resource: saving it, saying what one thinks of it, putting it into a plan."""

from dialogs import access
from dialogs.paging import page_of
from dialogs.plan_changing import action_words, doer
from dialogs.resource_saying import resource_lines
from dialogs.routes import (
    BrokenLink,
    FindResource,
    Hello,
    Opinion,
    PlanItem,
    PlanResource,
    PlanResourceUnder,
    Rate,
    ResourceCard,
    SavedResources,
    SaveResource,
    Suggestions,
)
from dialogs.saying import cut, say
from dialogs.screen import Button, Rows, Screen, column
from dialogs.turn import Step, Turn
from neambition.resources.entry import Resource
from neambition.store import follow_ups, plan, requests
from neambition.store.plan import What

SAVED_A_PAGE = 5
_OPINIONS = {Opinion.HELPFUL: 1, Opinion.NOT_FOR_US: -1, Opinion.NONE: 0}


def _entry(turn: Turn, id_: str) -> Resource:
    """The entry, while it can be suggested."""
    return access.there(turn.shelf.entries.get(id_))


def card(turn: Turn, route: ResourceCard) -> Screen:
    entry = _entry(turn, route.resource)
    person = turn.who.person
    kept = entry.id in requests.saved(turn.db, person)
    opinion = requests.opinion(turn.db, person, entry.id)
    broken = requests.said_broken_by(turn.db, person, entry.id)
    rows: Rows = (
        (
            Button("Saved: take it off" if kept else "Save", SaveResource(entry.id, kept)),
            Button("Add to plan", PlanResource(entry.id)),
        ),
        (
            _rating(entry, "Helpful", Opinion.HELPFUL, opinion),
            _rating(entry, "Not for us", Opinion.NOT_FOR_US, opinion),
        ),
        (Button(_ticked("The link is broken", broken), BrokenLink(entry.id, broken)),),
    )
    return Screen(
        say("resource_card", kept=kept, **resource_lines(turn, [entry])[0]),
        rows + _back(turn),
    )


def _rating(entry: Resource, label: str, says: Opinion, now: int) -> Button:
    """What was said is taken back by the button that says so, and by no second tap on another."""
    so = _OPINIONS[says] == now
    return Button(_ticked(label, so), Rate(entry.id, Opinion.NONE if so else says))


def _ticked(label: str, so: bool) -> str:
    return f"✓ {label}" if so else label


def _back(turn: Turn) -> Rows:
    """To what was last asked for, and what was saved."""
    last = requests.latest(turn.db, turn.who.person)
    back = (Button("What I looked for", Suggestions(last, 0)),) if last else ()
    return (
        (*back, Button("What I saved", SavedResources(0))),
        (Button("Look for something else", FindResource()), Button("Start", Hello())),
    )


def save(turn: Turn, route: SaveResource) -> Step:
    entry = _entry(turn, route.resource)
    if route.off:
        requests.unsave(turn.db, turn.who.person, entry.id)
        return Step(ResourceCard(entry.id), "No longer saved")
    requests.save(turn.db, turn.who.person, entry.id, turn.now)
    return Step(ResourceCard(entry.id), "Saved: /resources saved has it")


def rate(turn: Turn, route: Rate) -> Step:
    entry = _entry(turn, route.resource)
    value = _OPINIONS[route.opinion]
    if value == 0:
        requests.unvote(turn.db, turn.who.person, entry.id)
        return Step(ResourceCard(entry.id), "Taken back")
    requests.vote(turn.db, turn.who.person, entry.id, value, turn.now)
    toast = "Thank you: noted as helpful" if value > 0 else "Noted: it comes last for you from now"
    return Step(ResourceCard(entry.id), toast)


def broken_link(turn: Turn, route: BrokenLink) -> Step:
    entry = _entry(turn, route.resource)
    if route.off:
        requests.not_broken(turn.db, turn.who.person, entry.id)
        return Step(ResourceCard(entry.id), "Taken back")
    requests.broken(turn.db, turn.who.person, entry.id, turn.now)
    return Step(ResourceCard(entry.id), "Thank you: the facilitators see it")


def saved(turn: Turn, route: SavedResources) -> Screen:
    """What can be suggested no longer is not shown."""
    entries = turn.shelf.entries
    kept = [entries[id_] for id_ in requests.saved(turn.db, turn.who.person) if id_ in entries]
    page = page_of(kept, route.page, SAVED_A_PAGE)
    opening = tuple(Button(f"Open {n}", ResourceCard(entry.id)) for n, entry in page.numbered)
    ways = (Button("Look for something", FindResource()), Button("Start", Hello()))
    return Screen(
        say("saved", lines=page.numbered, count=len(kept), page=page.place),
        ((opening,) if opening else ()) + page.turning(SavedResources) + (ways,),
    )


# --- into the plan


def plan_resource(turn: Turn, route: PlanResource) -> Screen:
    """Under which benchmark? Those that it serves come first."""
    entry = _entry(turn, route.resource)
    titles = {b.number: b.title for b in turn.house.framework.benchmarks}
    ways = [
        Button(cut(f"{n} {titles[n]}"), PlanResourceUnder(n, entry.id))
        for n in entry.benchmarks or titles
        if n in titles
    ]
    return Screen(
        say("plan_resource", entry=entry),
        column(*ways, Button("Not now", ResourceCard(entry.id))),
    )


def plan_under(turn: Turn, route: PlanResourceUnder) -> Step:
    """An action of one's own that names it, with its link as a note."""
    entry = _entry(turn, route.resource)
    here = access.here(turn)
    framework = turn.house.framework
    access.benchmark(framework, route.benchmark)
    words = action_words(f"Try: {entry.title}")
    for there in plan.items(turn.db, here.school.id):
        if (there.benchmark, there.now.words) == (route.benchmark, words):
            return Step(PlanItem(there.id), "In the plan already")
    what = What(framework.version, route.benchmark, None, words)
    item = plan.add(turn.db, here.school.id, what, doer(turn, here.school.id), turn.now)
    note = f"{entry.summary} {entry.url}"
    plan.add_note(turn.db, item, here.person, here.role, note, turn.now)
    follow_ups.take(turn.db, here.person, [entry.id], turn.now, item)
    return Step(PlanItem(item), "In the plan, its link in the notes")

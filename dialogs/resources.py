"""Finding resources, with or without a school: what there is for words, or an honest nothing."""

from dialogs import access
from dialogs.paging import page_of
from dialogs.resource_saying import FACETS, WIDER, limit_said, not_opening, resource_lines
from dialogs.routes import (
    Among,
    AskPerson,
    AsText,
    FindResource,
    Hello,
    Narrow,
    Only,
    ResourceCard,
    Results,
    Resume,
    SavedResources,
    Suggestions,
    TextToPass,
    Topics,
    Widen,
)
from dialogs.saying import LONGEST_LABEL, cut, say
from dialogs.screen import Button, Rows, Screen, column, side_by_side
from dialogs.turn import Step, Turn
from neambition.resources import address
from neambition.resources.care import calls_for_a_person
from neambition.resources.entry import Resource
from neambition.resources.limits import Facet, Sort, code
from neambition.resources.shelf import TOGETHER
from neambition.store import follow_ups, requests
from neambition.store.drafts import Kind
from neambition.store.requests import Request

LONGEST_REQUEST = 500
"""Letters of a request that are kept."""
A_WHILE = 3600
"""Seconds for which what was looked for may still be meant."""
_AT_A_TAP = {Sort.VISITOR: "A visitor", Sort.TRIP: "Somewhere to go", Sort.LESSON: "A lesson"}


def find_resource(turn: Turn, route: FindResource) -> Screen:
    by_kind = tuple(Button(said, Only(Facet.SORT, sort)) for sort, said in _AT_A_TAP.items())
    return Screen(
        say("find_resource", entries=len(turn.shelf.entries)),
        (
            *_again(turn),
            by_kind,
            (
                Button("By benchmark", Topics()),
                Button("For governors", Only(Facet.READER, "governors")),
            ),
            (Button("What I saved", SavedResources(0)), Button("Back to the start", Hello())),
        ),
    )


def _again(turn: Turn) -> Rows:
    """Whoever was interrupted, or had to name a school first, goes on where they were."""
    last = requests.latest_in_words(turn.db, turn.who.person)
    if last is None or calls_for_a_person(last.words):
        return ()
    words = cut(" ".join(last.words.split()), LONGEST_LABEL - len("Again: “”"))
    return column(Button(f"Again: “{words}”", Suggestions(last.id, 0)))


def command(turn: Turn, argument: str) -> Step:
    """`/resources saved`, or a request typed after the command."""
    if argument.strip().lower() == "saved":
        return Step(SavedResources(0))
    return look_for(turn, argument)


def hear_request(turn: Turn, route: FindResource, words: str) -> Step:
    return look_for(turn, words)


def look_for(turn: Turn, words: str) -> Step:
    """Keep what was asked for, so that what there is can be shown again, narrowed and widened. The
    address of something listed opens it."""
    words = words[:LONGEST_REQUEST]
    typed = address.in_words(words)
    listed = turn.shelf.at(typed) if typed else None
    if listed:
        return Step(ResourceCard(listed.id), "It is in the list")
    reading = turn.shelf.read(address.without(words), turn.local.date())
    return Step(Suggestions(requests.add(turn.db, turn.who.person, words, reading, turn.now), 0))


def results(turn: Turn, route: Results) -> Step:
    """What was typed elsewhere was a request after all."""
    return look_for(turn, access.draft(turn, route.draft, Kind.WORDS))


def found_for(turn: Turn, request: Request) -> list[Resource]:
    """What there is for a request, best first; last come those whose link does not open, and what
    this person said is not for them."""
    today = turn.local.date()
    votes = requests.votes(turn.db)
    words = address.without(request.words)
    found = (
        turn.shelf.look(words, request.limits, votes, today) if words or not request.words else ()
    )
    not_for_them = requests.turned_down(turn.db, request.person)
    shut = not_opening(turn, found)
    return sorted(found, key=lambda e: (e.id in not_for_them, e.id in shut))


def suggestions(turn: Turn, route: Suggestions) -> Screen:
    request = access.request(turn, route.request)
    if calls_for_a_person(request.words):
        return Screen(say("needs_a_person"), _onward())
    found = found_for(turn, request)
    if not found:
        return _nothing(turn, request)
    page = page_of(found, route.page, TOGETHER)
    when = turn.shelf.when(request.words)
    lines = list(enumerate(resource_lines(turn, page.shown, when), page.first))
    here = access.own_school(turn)
    facts = {
        "count": len(found),
        "lines": lines,
        "when": when,
        "cut_off": len(request.words) == LONGEST_REQUEST,
        "foreign": turn.shelf.foreign(address.without(request.words)),
        "plans": here is not None and here.answers,
    }
    opening = tuple(Button(f"Open {n}", ResourceCard(entry.id)) for n, entry in page.numbered)
    return Screen(
        say("suggestions", **facts, **_request_facts(turn, request)),
        (
            opening,
            *page.turning(lambda to: Suggestions(request.id, to)),
            *_narrowing(turn, request, found),
            *_widening(request),
            (Button("As text for an e-mail", AsText(request.id, page.number)),),
            *_among(turn, request),
            *_to_a_person(request),
            *_onward(),
        ),
    )


def _to_a_person(request: Request) -> Rows:
    ask = Button("None of these: ask a person", AskPerson(request.id))
    return ((ask,),) if request.words else ()


def _among(turn: Turn, request: Request) -> Rows:
    """Words that say nothing but limits may be meant for what was looked for just before."""
    if not request.limits or turn.shelf.asked(request.words).topics:
        return ()
    before = requests.before(turn.db, request, turn.now - A_WHILE)
    if before is None or not turn.shelf.asked(before.words).topics:
        return ()
    return column(Button(cut(f"Only among “{before.words}”"), Among(request.id, before.id)))


def among(turn: Turn, route: Among) -> Step:
    """What was looked for before, limited as it was said since."""
    since, before = access.request(turn, route.request), access.request(turn, route.before)
    said = {limit.facet for limit in since.limits}
    limits = sorted([*since.limits, *(lim for lim in before.limits if lim.facet not in said)])
    return Step(Suggestions(requests.limited(turn.db, before, limits, turn.now), 0))


def _request_facts(turn: Turn, request: Request) -> dict[str, object]:
    return {
        "asked": cut(request.words, 100),
        "limits": [limit_said(turn, limit) for limit in request.limits],
        "left_off": [limit_said(turn, limit) for limit in request.left_off],
    }


def _narrowing(turn: Turn, request: Request, found: list[Resource]) -> Rows:
    """By what it can be narrowed so that something is left, but not all."""
    held = {limit.facet for limit in request.limits}
    ways = [
        Button(said, Narrow(request.id, facet))
        for facet, said in FACETS.items()
        if facet not in held and turn.shelf.choices(found, facet)
    ]
    return side_by_side(ways, 3)


def _widening(request: Request) -> Rows:
    ways = [Button(WIDER[limit.facet], Widen(request.id, limit.facet)) for limit in request.limits]
    return side_by_side(ways, 3)


def _onward() -> Rows:
    return ((Button("Look for something else", FindResource()), Button("Our audit", Resume())),)


def _nothing(turn: Turn, request: Request) -> Screen:
    """Said plainly: what was understood, what might help, and the topics that are nearest."""
    words = address.without(request.words)
    titles = {b.number: b.title for b in turn.house.framework.benchmarks}
    is_address = address.in_words(request.words) is not None
    ask = Button("Suggest that address" if is_address else "Ask a person", AskPerson(request.id))
    wider = bool(words and turn.shelf.look(words, (), {}, turn.local.date()))
    vague = bool(words) and not turn.shelf.asked(words).topics
    every = request.limits if vague else ()
    near = [] if vague else [n for n in turn.shelf.near(words) if n in titles]
    facts = {
        "vague": vague,
        "known": turn.shelf.known(words),
        "foreign": turn.shelf.foreign(words),
        "wider": wider,
        "near": bool(near),
        "is_address": is_address,
    }
    return Screen(
        say("nothing_suitable", **facts, **_request_facts(turn, request)),
        _among(turn, request)
        + (_widening(request) if wider else ())
        + column(
            *(
                Button(
                    cut(f"All there is: {limit_said(turn, limit)}"),
                    Only(limit.facet, code(limit.value)),
                )
                for limit in every
            ),
            *(Button(titles[n], Only(Facet.BENCHMARK, str(n))) for n in near),
            *([ask] if request.words else []),
            Button("See what there is, by benchmark", Topics()),
        )
        + _onward(),
    )


def as_text(turn: Turn, route: AsText) -> Step:
    """Noted, since whoever takes them along is asked a week later whether they used them."""
    request = access.request(turn, route.request)
    page = page_of(found_for(turn, request), route.page, TOGETHER)
    follow_ups.take(turn.db, request.person, [entry.id for entry in page.shown], turn.now)
    return Step(TextToPass(request.id, page.number))


def text_to_pass(turn: Turn, route: TextToPass) -> Screen:
    """The page again without anything that only a chat can show, to be copied or passed on."""
    request = access.request(turn, route.request)
    page = page_of(found_for(turn, request), route.page, TOGETHER)
    return Screen(
        say("as_text_above"),
        column(Button("Back to them", Suggestions(request.id, page.number))) + _onward(),
        forward=say("as_text", lines=resource_lines(turn, page.shown)),
    )


def topics(turn: Turn, route: Topics) -> Screen:
    ways = [
        Button(f"{b.number} {b.title}", Only(Facet.BENCHMARK, code(str(b.number))))
        for b in turn.house.framework.benchmarks
    ]
    return Screen(say("topics"), column(*ways, Button("Back", FindResource())))

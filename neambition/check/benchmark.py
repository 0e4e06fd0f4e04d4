"""What a benchmark owes to the audit: its numbers, its lengths, what leads where."""

from collections.abc import Callable, Collection, Iterator

from neambition.check.found import Found, path_of
from neambition.check.succession import is_missing
from neambition.check.version import Version
from neambition.check.wording import banned, texts
from neambition.framework import Benchmark, Level

STATEMENTS = 5
MOST_ACTIONS = 3
MOST_RESOURCES = 2
ANSWERED = (Level.NOT_YET, Level.STARTED, Level.MOSTLY)

# The most characters of each text, by its place in a benchmark.
LENGTHS = {
    "opening": 200,
    "statements.short": 32,
    "statements.text": 140,
    "statements.mostly": 120,
    "statements.fully": 120,
    "statements.why": 220,
    "statements.example.text": 260,
    "statements.actions.text": 110,
    "statements.actions.first_step": 300,
    "statements.actions.text_to_send": 500,
}
# The fewest and the most words.
WORDS = {
    "statements.short": (2, 5),
    "statements.text": (1, 20),
    "statements.mostly": (1, 19),
    "statements.fully": (1, 19),
}
# What a question's screen may hold, and what of it is not the question's own texts.
SCREEN, SCREEN_FURNITURE = 1500, 400
ACTION_SCREEN = 1100


def _five_statements(benchmark: Benchmark) -> Found:
    if (n := len(benchmark.statements)) != STATEMENTS:
        yield "statements", f"there are {n}; make them {STATEMENTS}"


def _one_quick(benchmark: Benchmark) -> Found:
    quick = [s.id for s in benchmark.statements if s.quick]
    if len(quick) != 1:
        which = ", ".join(quick) or "no statement"
        yield "statements", f"quick is on {which}; put `quick: true` on exactly one"


def _belonging(benchmark: Benchmark) -> Found:
    for statement in benchmark.statements:
        if statement.benchmark != benchmark.number:
            cure = f"begin it with {benchmark.number}."
            yield f"{path_of(statement)}.id", f"is of another benchmark; {cure}"
        for action in statement.actions:
            if action.statement != statement.id:
                cure = f"begin it with {statement.id}"
                yield f"{path_of(statement, action)}.id", f"is of another statement; {cure}"


def _levels(benchmark: Benchmark) -> Found:
    for statement in benchmark.statements:
        for action in statement.actions:
            for level in action.for_levels:
                if level not in ANSWERED:
                    what = f"{level} calls for no action; keep to {', '.join(ANSWERED)}"
                    yield f"{path_of(statement, action)}.for_levels", what
        for level in ANSWERED:
            if not any(level in a.for_levels for a in statement.actions):
                what = f"none is for {level}; add it to the for_levels of one"
                yield f"{path_of(statement)}.actions", what


def _numbers(benchmark: Benchmark) -> Found:
    for statement in benchmark.statements:
        if (n := len(statement.actions)) > MOST_ACTIONS:
            yield f"{path_of(statement)}.actions", f"there are {n}; keep the best {MOST_ACTIONS}"
        for action in statement.actions:
            if (n := len(action.resources)) > MOST_RESOURCES:
                what = f"there are {n}; keep the best {MOST_RESOURCES}"
                yield f"{path_of(statement, action)}.resources", what


def _lengths(benchmark: Benchmark) -> Found:
    for t in texts(benchmark.model_dump()):
        if t.place in LENGTHS and len(t.text) > LENGTHS[t.place]:
            yield t.path, f"has {len(t.text)} characters; cut it to {LENGTHS[t.place]}"
        if t.place in WORDS:
            fewest, most = WORDS[t.place]
            if not fewest <= (n := len(t.text.split())) <= most:
                yield t.path, f"has {n} {'word' if n == 1 else 'words'}; use {fewest} to {most}"


def _screens(benchmark: Benchmark) -> Found:
    for s in benchmark.statements:
        shown = (benchmark.title, benchmark.opening, s.text, s.mostly, s.fully, s.why)
        size = sum(map(len, (*shown, s.example.text, s.applies_unless or "")))
        yield from _screen(path_of(s), size + SCREEN_FURNITURE, SCREEN)
        for a in s.actions:
            size = len(a.text) + len(a.first_step) + len(a.text_to_send or "")
            yield from _screen(path_of(s, a), size, ACTION_SCREEN)


def _screen(path: str, size: int, most: int) -> Found:
    if size > most:
        yield path, f"its screen holds {size} characters; cut its texts by {size - most}"


def _wording(benchmark: Benchmark) -> Found:
    return banned(texts(benchmark.model_dump()))


RULES: tuple[Callable[[Benchmark], Found], ...] = (
    _five_statements,
    _one_quick,
    _belonging,
    _levels,
    _numbers,
    _lengths,
    _screens,
    _wording,
)


def leanings(version: Version, benchmark: Benchmark) -> Found:
    for statement in benchmark.statements:
        for id_ in statement.leans_on:
            if id_ == statement.id:
                yield f"{path_of(statement)}.leans_on", f"{id_} leans on itself; take it out"
            elif is_missing(version, id_):
                what = f"there is no statement {id_}; mend the id or take it out"
                yield f"{path_of(statement)}.leans_on", what


def links(benchmark: Benchmark, known: Collection[str] | None) -> Found:
    """Resources that the catalogue lacks; nothing is said of them if it could not be read."""
    for path, resource in _linked(benchmark):
        if known is not None and resource not in known:
            yield path, f"the catalogue has no {resource}; mend the id or take it out"


def _linked(benchmark: Benchmark) -> Iterator[tuple[str, str]]:
    for statement in benchmark.statements:
        if statement.example.resource is not None:
            yield f"{path_of(statement)}.example.resource", statement.example.resource
        for action in statement.actions:
            for resource in action.resources:
                yield f"{path_of(statement, action)}.resources", resource

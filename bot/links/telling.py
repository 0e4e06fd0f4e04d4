"""What a round came to, in words for the terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from bot.links.round import Seen
from neambition.resources.looks import Finding, Outcome

SAID = {
    Outcome.WORKS: "opened",
    Outcome.MOVED: "opened as another page",
    Outcome.GONE: "not there",
    Outcome.FAILED: "answered with no page",
    Outcome.UNSAFE: "not secure",
    Outcome.SILENT: "gave no answer",
    Outcome.NOT_ALLOWED: "lead where no program may go",
    Outcome.REFUSED: "would not let a program in, which says nothing about the link",
    Outcome.BUSY: "asked to be left alone for now",
}
LOOK_AT = (
    Outcome.GONE,
    Outcome.MOVED,
    Outcome.FAILED,
    Outcome.UNSAFE,
    Outcome.SILENT,
    Outcome.NOT_ALLOWED,
)
"""What a person is to look at, the clearest first."""


def told(seen: Sequence[Seen], zone: tzinfo) -> str:
    """The counts, and each entry that a person is to look at."""
    counts = Counter(s.look.outcome for s in seen)
    lines = [f"Addresses looked at: {len(seen)}."]
    lines += [f"  {counts[o]} {said}" for o, said in SAID.items() if counts[o]]
    found = [(s, s.finding) for outcome in LOOK_AT for s in seen if s.look.outcome is outcome]
    if found:
        lines += ["", "To look at:"]
        lines += [line for s, finding in found if finding for line in _entry(s, finding, zone)]
    return "\n".join(lines)


def _entry(seen: Seen, finding: Finding, zone: tzinfo) -> Iterable[str]:
    yield f"  {seen.entry.id}: {_what(finding, zone)}"
    yield f"    {finding.url}"
    if finding.moved_to:
        yield f"    leads to {finding.moved_to}"


def _what(finding: Finding, zone: tzinfo) -> str:
    what = SAID[finding.outcome]
    if finding.status is not None and finding.outcome is not Outcome.MOVED:
        what += f" ({finding.status})"
    if finding.since is not None and finding.lasts():
        since = datetime.fromtimestamp(finding.since, zone)
        what += f", as on {since.day} {since:%B %Y}"
    return what

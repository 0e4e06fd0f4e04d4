"""Turns a template and its facts into the words of a screen."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from neambition.figures import Stage
from neambition.framework import Benchmark, Effort, Knower, Level, Need
from neambition.journey import Answers
from neambition.nudges import Case, Obstacle, State
from neambition.plan import Group
from neambition.plan import State as Planned
from neambition.progress import Progress
from neambition.store.contacts import How
from neambition.store.memberships import Role

LEVELS = {
    Level.NOT_YET: "Not yet",
    Level.STARTED: "Started",
    Level.MOSTLY: "Mostly in place",
    Level.FULLY: "Fully in place",
    Level.NOT_SURE: "Not sure",
    Level.DOES_NOT_APPLY: "Does not apply to us",
}
ROLES = {
    Role.LEAD: "lead for careers",
    Role.HEAD: "head",
    Role.TEACHER: "teacher",
    Role.GOVERNOR: "governor",
    Role.OFFICE: "office or other staff",
}
EFFORTS = {
    Effort.QUICK_WIN: "quick win",
    Effort.THIS_TERM: "this term",
    Effort.THIS_YEAR: "this year",
}
NEEDS = {Need.MONEY: "needs money", Need.COVER: "needs cover"}
KNOWERS = {
    Knower.LEAD: "whoever leads on careers",
    Knower.HEAD: "the head",
    Knower.GOVERNOR: "a governor",
    Knower.OFFICE: "the school office",
    Knower.SENCO: "the SENDCo",
    Knower.EARLY_YEARS: "an early years teacher",
    Knower.INFANTS: "an infant teacher",
    Knower.JUNIORS: "a junior teacher",
    Knower.YEAR_6: "a teacher of your oldest class",
}
PROGRESS = {
    Progress.NOT_OPENED: "link not opened",
    Progress.NOT_BEGUN: "joined, not begun",
    Progress.IN_PROGRESS: "in progress",
    Progress.STALLED: "stalled",
    Progress.FINISHED: "finished",
}
HOWS = {
    How.PHONE: "by phone",
    How.EMAIL: "by e-mail",
    How.LETTER: "by letter",
    How.NOTE: "a note",
}
STAGES = {
    Stage.FULLY: "fully",
    Stage.PARTLY: "partly",
    Stage.NOT_YET: "not yet",
    Stage.DOES_NOT_APPLY: "does not apply",
}
STATES = {
    State.NOT_BEGUN: "Joined, not begun",
    State.IN_PROGRESS: "In progress",
    State.STALLED: "Stalled",
    State.FINISHED: "Finished",
}
CASES = {
    Case.SENT: "Delivered",
    Case.CLAIMED: "Being sent",
    Case.WAITING: "Waiting",
    Case.BLOCKED: "Blocked this bot",
    Case.MUTED: "Asked for no such messages",
    Case.UNNEEDED: "No longer needed",
    Case.CANCELLED: "Cancelled",
    Case.UNKNOWN: "Unknown, may have arrived",
}
PLAN_STATES = {
    Planned.TO_DO: "To do",
    Planned.DOING: "Doing",
    Planned.DONE: "Done",
    Planned.DROPPED: "Not doing it",
}
GROUPS = {
    Group.OVERDUE: "Overdue",
    Group.SOON: "Within two weeks",
    Group.LATER: "Later",
    Group.UNDATED: "No date yet",
    Group.DONE: "Done",
    Group.DROPPED: "Not doing these",
}
OBSTACLES = {
    Obstacle.TIME: "No time",
    Obstacle.HEAD: "The head hasn't agreed",
    Obstacle.TELEGRAM: "I can't use Telegram",
    Obstacle.NOT_ME: "It isn't me",
}
CONFIDENCES = ("Not confident", "A little", "Fairly confident", "Very confident")
LONGEST_NAME = 24
LONGEST_LABEL = 64
"""Letters on a button, so that it is read at a glance."""

NO_SCHOOL = "That is a school's. Begin with yours"

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """`four` for 4; figures from eleven on."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def capital(text: str) -> str:
    """The text with a capital at its beginning, as buttons have it."""
    return text[:1].upper() + text[1:]


def units(text: str) -> int:
    """How long a text is as Telegram counts: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def benchmark_label(benchmark: Benchmark, answers: Answers) -> str:
    """`5 Encounters with employers and employees (3 of 5)`: how many have an answer."""
    done = sum(s.id in answers for s in benchmark.statements)
    return f"{benchmark.number} {benchmark.title} ({done} of {len(benchmark.statements)})"


def cut(text: str, length: int = LONGEST_LABEL) -> str:
    """The text in at most so many letters, by default as many as a button holds; a longer one ends
    in a row of dots."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def listed(names: Sequence[str], most: int = 3) -> str:
    """`Ana, Ben and Cat`; of more than `most` names `Ana, Ben and 3 more`. Empty for none."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    *before, last = names or [""]
    return f"{', '.join(before)} and {last}" if before else last


def bar(part: int, whole: int, cells: int = 10) -> str:
    """A bar whose last cell fills only when all is there. Its number always stands beside it."""
    full = cells * part // whole if whole else 0
    return "▰" * full + "▱" * (cells - full)


def day(at: int, zone: ZoneInfo) -> str:
    """`12 May 2026` of UTC seconds."""
    local = datetime.fromtimestamp(at, zone)
    return f"{local.day} {local:%B %Y}"


def short_day(at: int, now: int, zone: ZoneInfo) -> str:
    """`12 May`, with its year where that is not this year's."""
    local = datetime.fromtimestamp(at, zone)
    this_year = local.year == datetime.fromtimestamp(now, zone).year
    return f"{local.day} {local:%B}" if this_year else day(at, zone)


def named(first_name: str) -> str:
    """A first name, cut where it would crowd a screen."""
    return first_name if len(first_name) <= LONGEST_NAME else f"{first_name[:LONGEST_NAME]}…"


def giver(first_name: str | None, role: Role, own: bool = False) -> str:
    """Who gave an answer: `you`, `Ben (teacher)`, or of somebody erased only the role."""
    if own:
        return "you"
    return f"{named(first_name) if first_name else 'a colleague'} ({ROLES[role]})"


def last_day(at: int, zone: ZoneInfo) -> str:
    """The last whole day before that moment, for what is to be said to last until then."""
    local = datetime.fromtimestamp(at, zone) - timedelta(days=1)
    return f"{local.day} {local:%B %Y}"


def long_day(on: date) -> str:
    """`Monday 25 May 2026`."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def plain_day(on: date) -> str:
    """`25 May 2026`."""
    return f"{on.day} {on:%B %Y}"


def ago(at: int, now: int, zone: ZoneInfo) -> str:
    """`today`, `yesterday`, `9 days ago`, `5 weeks ago`, and after two months the day itself."""
    days = (datetime.fromtimestamp(now, zone).date() - datetime.fromtimestamp(at, zone).date()).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    if days < 14:
        return f"{days} days ago"
    return f"{days // 7} weeks ago" if days < 63 else f"on {day(at, zone)}"


def moment(at: int, zone: ZoneInfo) -> str:
    """`Monday 30 November, 8:00` of UTC seconds."""
    local = datetime.fromtimestamp(at, zone)
    return f"{local:%A} {local.day} {local:%B}, {local.hour}:{local:%M}"


_environment = Environment(
    loader=PackageLoader("templates", package_path=""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_environment.globals.update(
    LEVELS=LEVELS,
    ROLES=ROLES,
    EFFORTS=EFFORTS,
    NEEDS=NEEDS,
    KNOWERS=KNOWERS,
    STATES=STATES,
    CASES=CASES,
    OBSTACLES=OBSTACLES,
    CONFIDENCES=CONFIDENCES,
    PROGRESS=PROGRESS,
    HOWS=HOWS,
    STAGES=STAGES,
    GROUPS=GROUPS,
    bar=bar,
    number=number,
)


@cache
def _template(name: str) -> Template:
    return _environment.get_template(f"{name}.html")


def say(name: str, /, **facts: Any) -> str:
    """The words of `templates/NAME.html`, every fact escaped, blank edges trimmed."""
    return _template(name).render(facts).strip()

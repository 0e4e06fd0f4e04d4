"""Turns a template and its facts into the words of a screen."""

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from neambition.framework import Effort, Knower, Level, Need
from neambition.nudges import Case, Obstacle, State
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
OBSTACLES = {
    Obstacle.TIME: "No time",
    Obstacle.HEAD: "The head hasn't agreed",
    Obstacle.TELEGRAM: "I can't use Telegram",
    Obstacle.NOT_ME: "It isn't me",
}
CONFIDENCES = ("Not confident", "A little", "Fairly confident", "Very confident")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """`four` for 4; figures from eleven on."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def bar(part: int, whole: int, cells: int = 10) -> str:
    """A bar whose last cell fills only when all is there. Its number always stands beside it."""
    full = cells * part // whole if whole else 0
    return "▰" * full + "▱" * (cells - full)


def day(at: int, zone: ZoneInfo) -> str:
    """`12 May 2026` of UTC seconds."""
    local = datetime.fromtimestamp(at, zone)
    return f"{local.day} {local:%B %Y}"


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
    bar=bar,
    number=number,
)


@cache
def _template(name: str) -> Template:
    return _environment.get_template(f"{name}.html")


def say(name: str, /, **facts: Any) -> str:
    """The words of `templates/NAME.html`, every fact escaped, blank edges trimmed."""
    return _template(name).render(facts).strip()

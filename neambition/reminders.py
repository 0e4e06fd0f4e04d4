"""When a busy teacher may want to be reminded: the next quiet moments of the school week."""

from datetime import datetime, time, timedelta

AFTER_SCHOOL = time(15, 30)
LUNCH = time(12, 15)
MONDAY_MORNING = time(8, 0)
FRIDAY = 4


def choices(now: datetime) -> list[tuple[str, datetime]]:
    """Each choice as it is said and when it is, in order of time.

    `now` is local and aware. Today after school while that is at least half an hour off; lunch
    tomorrow; Monday before school. Nothing falls on a weekend.
    """
    offered = []
    after_school = _at(now, 0, AFTER_SCHOOL)
    if now.weekday() <= FRIDAY and now + timedelta(minutes=30) <= after_school:
        offered.append(("Today 15:30", after_school))
    if _at(now, 1, LUNCH).weekday() <= FRIDAY:
        offered.append(("Tomorrow 12:15", _at(now, 1, LUNCH)))
    to_monday = 7 - now.weekday()
    offered.append(("Monday 8:00", _at(now, to_monday, MONDAY_MORNING)))
    return sorted(offered, key=lambda choice: choice[1])


def _at(now: datetime, days: int, hour: time) -> datetime:
    """That wall-clock time so many days on, whatever the clocks do in between."""
    return datetime.combine(now.date() + timedelta(days=days), hour, now.tzinfo)

"""The dates of a school's plan for a calendar: an ICS file (RFC 5545).

A second import updates the first: an item keeps its UID, and its SEQUENCE rises with every change.
The facts are in the shape that `dialogs.papers.diary` documents.
"""

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.printing.typed import readable

if TYPE_CHECKING:
    from icalendar import Event


def diary(facts: str) -> bytes:
    """The file: an event of a whole day for each item that has a date, or had one."""
    from icalendar import Calendar, vText

    told = json.loads(facts)
    calendar = Calendar()
    calendar.add("prodid", "-//neambition//careers plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(readable(told["name"])))  # which escapes it
    for one in told["events"]:
        calendar.add_component(_event(one))
    made: bytes = calendar.to_ical()
    return made


def _event(one: dict[str, Any]) -> "Event":
    from icalendar import Event

    on, changed = date.fromisoformat(one["on"]), datetime.fromisoformat(one["changed_at"])
    event = Event()
    event.add("uid", one["uid"])
    event.add("sequence", one["sequence"])
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", readable(one["summary"]))
    if one["description"]:
        event.add("description", readable("\n".join(one["description"])))
    event.add("status", "CANCELLED" if one["cancelled"] else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # it keeps nobody from meeting on that day
    return event

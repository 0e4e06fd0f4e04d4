"""Days and times for programs: as ISO writes them, as the schools' clocks show them."""

from datetime import datetime

from dialogs.turn import Turn


def day_of(turn: Turn, at: int | None) -> str | None:
    """`2026-11-24` of UTC seconds; none of none."""
    return None if at is None else _local(turn, at).date().isoformat()


def minute_of(turn: Turn, at: int) -> str:
    """`2026-11-24T10:05`, without its zone."""
    return _local(turn, at).replace(tzinfo=None).isoformat(timespec="minutes")


def _local(turn: Turn, at: int) -> datetime:
    return datetime.fromtimestamp(at, turn.house.zone)

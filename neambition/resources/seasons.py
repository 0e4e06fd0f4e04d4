"""When things are: months, the schools' seasons, and how far a moment is from them."""

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {
    **{month: (number,) for number, month in enumerate(MONTHS, 1)},
    "spring": (1, 2, 3, 4),
    "summer": (4, 5, 6, 7),
    "autumn": (9, 10, 11, 12),
    "winter": (12, 1, 2),
}
"""The months of each, by its name in the catalogue; spring, summer and autumn are school terms."""

NOTICE = 3
"""So many months ahead of it something is still in season: schools plan."""


def meet(one: str, other: str) -> bool:
    """Whether two of them share a month."""
    return bool({*SEASONS[one]} & {*SEASONS[other]})


def out_of_season(season: str, today: date) -> bool:
    """Whether what happens then is neither going on nor coming up within a few months."""
    if not season:
        return False
    coming = {(today.month - 1 + later) % 12 + 1 for later in range(NOTICE + 1)}
    return not coming & {*SEASONS[season]}

"""Which moments a device can have told: one that lost its clock says 1970, or the year 9999."""

from datetime import datetime, timedelta

YEARS = range(2000, 2101)
"""No fact was noted in another year."""
MOST_SKEW = 101 * 366 * 24 * 3600
"""Seconds: two moments within those years are never further apart."""


def is_possible(moment: datetime) -> bool:
    """Whether something can have been noted then.

    >>> is_possible(datetime(2026, 12, 5)), is_possible(datetime(1970, 1, 1)), is_possible(datetime(9999, 12, 31))
    (True, False, False)
    """
    return moment.year in YEARS


def set_right(noted_at: datetime, skew: int) -> datetime | None:
    """A device's moment by the server's clock, the device being `skew` seconds ahead; None where that cannot be."""
    if not is_possible(noted_at) or abs(skew) > MOST_SKEW:
        return None
    moment = noted_at - timedelta(seconds=skew)
    return moment if is_possible(moment) else None

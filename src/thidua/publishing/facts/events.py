"""When something is, as published copies hold it and calendars need it."""

from datetime import date, time
from typing import Any


def told_times(day: date, starts_at: time | None, ends_at: time | None) -> dict[str, Any]:
    """ISO texts; an hour that nobody knows is empty."""
    return {
        "day": day.isoformat(),
        "starts_at": starts_at.isoformat("minutes") if starts_at is not None else "",
        "ends_at": ends_at.isoformat("minutes") if ends_at is not None else "",
    }
